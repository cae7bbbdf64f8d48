"""Agreements in the API, read only: the versions, one of them, and what holds between whom on a day."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.actor import Actor
from accounts.permissions import require
from accounts.roles import Permission
from accounts.session import ActorRequest
from agreements.models import AgreementVersion
from agreements.selectors import terms_for, version_of, versions
from agreements.serializers import TermsInForceSerializer, TermsQuery, VersionDocumentSerializer, VersionSerializer
from core import clock
from core.db import acting_as
from rules.calendar import local_date


class Versions(PageNumberPagination):
    """A hundred at a time."""

    page_size = 100


class AgreementsView(ListAPIView[AgreementVersion]):
    """The versions that are loaded."""

    pagination_class = Versions
    serializer_class = VersionSerializer

    def get_queryset(self) -> QuerySet[AgreementVersion]:
        """All of them, by county and id."""
        return versions(by=_actor(self.request))

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A page of versions."""
        with acting_as(_actor(request)):
            return super().list(request, *args, **kwargs)


class AgreementView(APIView):
    """One version."""

    @extend_schema(responses=VersionDocumentSerializer)
    def get(self, request: Request, ref: str) -> Response:
        """What it says, to the letter, and what is missing in it."""
        with acting_as(_actor(request)):
            version = version_of(ref, by=_actor(request))
        return Response(VersionDocumentSerializer(version).data)


class TermsView(APIView):
    """Which terms hold."""

    @extend_schema(operation_id="terms_retrieve", parameters=[TermsQuery], responses=TermsInForceSerializer)
    def get(self, request: Request) -> Response:
        """Between a region and a municipality on a day."""
        asked = TermsQuery(data=request.query_params)
        asked.is_valid(raise_exception=True)
        region, municipality, on = (asked.validated_data[name] for name in ("region", "municipality", "on"))
        with acting_as(_actor(request)):
            require(_actor(request), Permission.SEE_DIRECTORY)
            found = terms_for(region, municipality, on or local_date(clock.now()))
        return Response(TermsInForceSerializer(found).data)


def _actor(request: Request) -> Actor:
    """Who asks; `HasActor` has seen to it that somebody does."""
    return cast(ActorRequest, request._request).actor
