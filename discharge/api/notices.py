"""Notices in the API: looked at, opened, and acted on by recipients and senders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import clock
from core.db import acting_as
from discharge.api.doing import IDEMPOTENCY_KEY, actor_of, do
from discharge.api.pages import LatestNotices
from discharge.api.requests import (
    CorrectMessageRequest,
    ForwardRequest,
    RecallRecipientRequest,
    RecallRequest,
    RecipientRequest,
    ReturnRequest,
)
from discharge.api.serializers import (
    NoticeDetailSerializer,
    OpenedNoticeSerializer,
    ReceivedNoticeSerializer,
    RefSerializer,
)
from discharge.doors import log_list, look_at_notice, open_notice
from discharge.models import Receipt
from discharge.selectors.cases import CaseSeen, cases_seen
from discharge.selectors.notices import NoticeSeen, notices_seen
from discharge.services.corrections import correct_message, recall, recall_wrong_recipient
from discharge.services.receipts import acknowledge, forward, report_wrong_recipient

ACTION: dict[str, Any] = {"responses": RefSerializer, "parameters": [IDEMPOTENCY_KEY]}


class ReceivedNoticesView(ListAPIView[Receipt]):
    """What the actor's units have received, each on its own."""

    pagination_class = LatestNotices
    serializer_class = ReceivedNoticeSerializer

    def get_queryset(self) -> QuerySet[Receipt]:
        """The receipts of the units."""
        received = Receipt.objects.received_by(actor_of(self.request))
        return received.select_related("unit", "notice__case__patient", "notice__sender_unit")

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A page of notices without their content; each person in it is logged."""
        by = actor_of(request)
        with acting_as(by):
            received = self.paginate_queryset(self.get_queryset()) or []
            notices = {one.notice.pk: one for one in notices_seen([receipt.notice for receipt in received], by)}
            shown = {one.notice.case_id: one.notice.case for one in notices.values() if not one.is_closed}
            cases = {seen.case.pk: seen for seen in cases_seen(shown.values(), by)}
        log_list(cases.values(), by=by, now=clock.now())
        rows = [_row(receipt, notices[receipt.notice_id], cases) for receipt in received]
        return self.get_paginated_response(ReceivedNoticeSerializer(rows, many=True).data)


def _row(receipt: Receipt, notice: NoticeSeen, cases: Mapping[int, CaseSeen]) -> dict[str, object]:
    """Of one that the unit no longer has, not even whom it is about."""
    case = None if notice.is_closed else cases[receipt.notice.case_id]
    return {"unit": receipt.unit, "notice": notice, "case": case}


class NoticeView(APIView):
    """One notice."""

    @extend_schema(responses=NoticeDetailSerializer)
    def get(self, request: Request, ref: UUID) -> Response:
        """The notice without its content; it stays unread."""
        notice, case = look_at_notice(ref, by=actor_of(request), now=clock.now())
        return Response(NoticeDetailSerializer({"notice": notice, "case": case}).data)


class ReadNoticeView(APIView):
    """The content of a notice."""

    @extend_schema(request=None, responses=OpenedNoticeSerializer)
    def post(self, request: Request, ref: UUID) -> Response:
        """Open it: it is marked as read and logged. Opening it again changes nothing more."""
        return Response(OpenedNoticeSerializer(open_notice(ref, by=actor_of(request), now=clock.now())).data)


class AcknowledgeView(APIView):
    """Receipts."""

    @extend_schema(request=RecipientRequest, **ACTION)
    def post(self, request: Request, ref: UUID) -> Response:
        """Acknowledge the notice, or the recall of it."""
        return do(
            request, RecipientRequest, lambda asked, by, now: acknowledge(ref, **asked, by=by, now=now).notice.ref
        )


class ReturnView(APIView):
    """Wrong recipient, said by the recipient."""

    @extend_schema(request=ReturnRequest, **ACTION)
    def post(self, request: Request, ref: UUID) -> Response:
        """Send it back: it was not for this unit."""
        return do(
            request,
            ReturnRequest,
            lambda asked, by, now: report_wrong_recipient(ref, **asked, by=by, now=now).notice.ref,
        )


class ForwardView(APIView):
    """Forwarding within the own side."""

    @extend_schema(request=ForwardRequest, **ACTION)
    def post(self, request: Request, ref: UUID) -> Response:
        """Send it on to another unit, which has it instead."""
        return do(request, ForwardRequest, lambda asked, by, now: forward(ref, **asked, by=by, now=now).notice.ref)


class CorrectView(APIView):
    """Corrections."""

    @extend_schema(request=CorrectMessageRequest, **ACTION)
    def post(self, request: Request, ref: UUID) -> Response:
        """Send a corrected version of a message."""
        return do(
            request, CorrectMessageRequest, lambda asked, by, now: correct_message(ref, **asked, by=by, now=now).ref
        )


class RecallView(APIView):
    """Recalls."""

    @extend_schema(request=RecallRequest, **ACTION)
    def post(self, request: Request, ref: UUID) -> Response:
        """Take the notice back from all who have it."""
        return do(request, RecallRequest, lambda asked, by, now: recall(ref, **asked, by=by, now=now).ref)


class RecallRecipientView(APIView):
    """Wrong recipient, said by the sender."""

    @extend_schema(request=RecallRecipientRequest, **ACTION)
    def post(self, request: Request, ref: UUID) -> Response:
        """Close the content to one recipient at once; answers the draft of the incident report."""
        return do(
            request,
            RecallRecipientRequest,
            lambda asked, by, now: recall_wrong_recipient(ref, **asked, by=by, now=now).ref,
        )
