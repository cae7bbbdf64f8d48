"""Cases in the API."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import visible
from core import clock
from core.db import acting_as
from discharge.api.doing import IDEMPOTENCY_KEY, actor_of, do
from discharge.api.pages import LatestCases, LatestNotices
from discharge.api.requests import OpenCaseRequest, SendMessageRequest
from discharge.api.serializers import CaseDetailSerializer, CaseSerializer, NoticeSerializer, RefSerializer
from discharge.doors import log_list, open_case_page
from discharge.models import Case, Notice
from discharge.selectors.cases import cases_seen
from discharge.selectors.notices import notices_seen
from discharge.services.cases import open_case
from discharge.services.messages import send_message


class CasesView(ListAPIView[Case]):
    """The cases that the actor may see; a new case."""

    pagination_class = LatestCases
    serializer_class = CaseSerializer

    def get_queryset(self) -> QuerySet[Case]:
        """Those visible."""
        return visible(actor_of(self.request), Case.objects.select_related("patient"))

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A page of cases; each person in it is logged."""
        by = actor_of(request)
        with acting_as(by):
            seen = cases_seen(self.paginate_queryset(self.get_queryset()) or (), by)
        log_list(seen, by=by, now=clock.now())
        return self.get_paginated_response(CaseSerializer(seen, many=True).data)

    @extend_schema(request=OpenCaseRequest, responses={201: RefSerializer}, parameters=[IDEMPOTENCY_KEY])
    def post(self, request: Request) -> Response:
        """Open a case without a hospital stay."""
        return do(request, OpenCaseRequest, lambda asked, by, now: open_case(**asked, by=by, now=now).ref, created=True)


class CaseView(APIView):
    """One case."""

    @extend_schema(responses=CaseDetailSerializer)
    def get(self, request: Request, ref: UUID) -> Response:
        """The case, and what it asks of the actor's units; logged."""
        return Response(CaseDetailSerializer(open_case_page(ref, by=actor_of(request), now=clock.now())).data)


class CaseNoticesView(ListAPIView[Notice]):
    """What the actor's own side has sent and received in a case."""

    pagination_class = LatestNotices
    serializer_class = NoticeSerializer

    def get_queryset(self) -> QuerySet[Notice]:
        """Those visible in the case of the address."""
        in_case = Notice.objects.filter(case__ref=self.kwargs["ref"]).select_related("case", "sender_unit")
        return visible(actor_of(self.request), in_case)

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A page of notices without their content; the person is logged. Raises: NotVisible."""
        by = actor_of(request)
        open_case_page(self.kwargs["ref"], by=by, now=clock.now())
        with acting_as(by):
            seen = notices_seen(self.paginate_queryset(self.get_queryset()) or (), by)
        return self.get_paginated_response(NoticeSerializer(seen, many=True).data)


class CaseMessagesView(APIView):
    """Messages of a case."""

    @extend_schema(request=SendMessageRequest, responses={201: RefSerializer}, parameters=[IDEMPOTENCY_KEY])
    def post(self, request: Request, ref: UUID) -> Response:
        """Send a message to units about the case."""
        return do(
            request,
            SendMessageRequest,
            lambda asked, by, now: send_message(ref, **asked, by=by, now=now).ref,
            created=True,
        )
