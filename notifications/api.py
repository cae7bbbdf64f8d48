"""What the actor's units are told in the product, in the API."""

from __future__ import annotations

from datetime import UTC
from typing import Any, cast
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.actor import Actor
from accounts.permissions import visible
from accounts.session import ActorRequest
from core import clock
from core.db import acting_as
from notifications.labels import words_of
from notifications.models import InAppNotice, Urgency
from notifications.services import put_away


class LatestNotifications(CursorPagination):
    """Fifty at a time, the latest first; the cursor holds a time and no key."""

    ordering = ("-at", "-pk")
    page_size = 50


class InAppNoticeSerializer(serializers.Serializer[Any]):
    """One notification. text: the kind in Swedish; count: how many things a digest gathers."""

    ref = serializers.UUIDField()
    unit = serializers.UUIDField(source="unit.ref")
    kind = serializers.CharField()
    text = serializers.SerializerMethodField()
    urgency = serializers.ChoiceField(choices=Urgency.choices)
    link = serializers.CharField()
    count = serializers.IntegerField()
    at = serializers.DateTimeField(default_timezone=UTC)

    @extend_schema_field(serializers.CharField)
    def get_text(self, notice: InAppNotice) -> str:
        """In Swedish."""
        return words_of(notice.kind)


class NotificationsView(ListAPIView[InAppNotice]):
    """What stands in the units' list."""

    pagination_class = LatestNotifications
    serializer_class = InAppNoticeSerializer

    def get_queryset(self) -> QuerySet[InAppNotice]:
        """What nobody has put away or settled."""
        return visible(_actor(self.request), InAppNotice.objects.standing().select_related("unit"))

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A page of notifications."""
        with acting_as(_actor(request)):
            return super().list(request, *args, **kwargs)


class PutAwayView(APIView):
    """One notification."""

    @extend_schema(request=None, responses=InAppNoticeSerializer)
    def post(self, request: Request, ref: UUID) -> Response:
        """Put it away for the unit; a second time changes nothing."""
        by = _actor(request)
        with acting_as(by):
            notice = put_away(ref, by=by, now=clock.now())
            return Response(InAppNoticeSerializer(notice).data)


def _actor(request: Request) -> Actor:
    """Who asks; `HasActor` has seen to it that somebody does."""
    return cast(ActorRequest, request._request).actor
