"""Drafts in the API."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import visible
from core import clock
from core.db import acting_as
from discharge.api.doing import IDEMPOTENCY_KEY, actor_of, do
from discharge.api.pages import LatestDrafts
from discharge.api.requests import BeginDraftRequest, SaveDraftRequest
from discharge.api.serializers import DraftSerializer, RefSerializer
from discharge.models import Draft
from discharge.services.drafts import begin_draft, save_draft, throw_away_draft


class DraftsView(ListAPIView[Draft]):
    """The actor's own drafts."""

    pagination_class = LatestDrafts
    serializer_class = DraftSerializer

    def get_queryset(self) -> QuerySet[Draft]:
        """Her own, in this assignment."""
        return visible(actor_of(self.request), Draft.objects.select_related("unit", "case"))

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A page of drafts."""
        with acting_as(actor_of(request)):
            return super().list(request, *args, **kwargs)

    @extend_schema(request=BeginDraftRequest, responses={201: RefSerializer}, parameters=[IDEMPOTENCY_KEY])
    def post(self, request: Request) -> Response:
        """Begin a draft."""
        return do(
            request, BeginDraftRequest, lambda asked, by, now: begin_draft(**asked, by=by, now=now).ref, created=True
        )


class DraftView(APIView):
    """One draft."""

    @extend_schema(request=SaveDraftRequest, responses=RefSerializer)
    def put(self, request: Request, ref: UUID) -> Response:
        """Save what has been written since."""
        return do(request, SaveDraftRequest, lambda asked, by, now: save_draft(ref, **asked, by=by, now=now).ref)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, ref: UUID) -> Response:
        """Throw it away."""
        by = actor_of(request)
        with acting_as(by):
            throw_away_draft(ref, by=by, now=clock.now())
        return Response(status=status.HTTP_204_NO_CONTENT)
