"""Rules of addressing in the API: seen by everybody who sees the directory, changed by local administrators."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import clock
from core.db import acting_as
from discharge.api.addressing_shapes import (
    AddressRuleRequest,
    AddressRuleSerializer,
    AreaResponsibilityRequest,
    AreaResponsibilitySerializer,
    EndRequest,
)
from discharge.api.doing import IDEMPOTENCY_KEY, actor_of, do
from discharge.api.serializers import RefSerializer
from discharge.models import AddressRule, AreaResponsibility
from discharge.selectors.addressing import address_rules, area_responsibilities
from discharge.services.addressing import (
    create_address_rule,
    create_area_responsibility,
    end_address_rule,
    end_area_responsibility,
)
from rules.calendar import local_date

ACTION: dict[str, Any] = {"responses": RefSerializer, "parameters": [IDEMPOTENCY_KEY]}
MADE: dict[str, Any] = {"responses": {201: RefSerializer}, "parameters": [IDEMPOTENCY_KEY]}
MUNICIPALITY = OpenApiParameter("municipality", str, description="Only this municipality's, by its four digits.")


class Rules(PageNumberPagination):
    """A hundred at a time."""

    page_size = 100


class AddressRulesView(ListAPIView[AddressRule]):
    """Which municipal unit answers for which area."""

    pagination_class = Rules
    serializer_class = AddressRuleSerializer

    def get_queryset(self) -> QuerySet[AddressRule]:
        """Those that hold now or later."""
        wanted = self.request.query_params.get("municipality", "")
        return address_rules(by=actor_of(self.request), on=local_date(clock.now()), municipality_code=wanted)

    @extend_schema(parameters=[MUNICIPALITY])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A page of rules, in the order in which they are tried."""
        with acting_as(actor_of(request)):
            return super().get(request, *args, **kwargs)

    @extend_schema(request=AddressRuleRequest, **MADE)
    def post(self, request: Request) -> Response:
        """Make a rule."""
        return do(
            request,
            AddressRuleRequest,
            lambda body, by, now: create_address_rule(**body, by=by, now=now).ref,
            created=True,
        )


class EndAddressRuleView(APIView):
    """One rule."""

    @extend_schema(request=EndRequest, **ACTION)
    def post(self, request: Request, ref: UUID) -> Response:
        """Set its last day."""
        return do(request, EndRequest, lambda body, by, now: end_address_rule(ref, **body, by=by, now=now).ref)


class AreaResponsibilitiesView(ListAPIView[AreaResponsibility]):
    """Which open-care unit answers for whom of an area who is listed nowhere."""

    pagination_class = Rules
    serializer_class = AreaResponsibilitySerializer

    def get_queryset(self) -> QuerySet[AreaResponsibility]:
        """Those that hold now or later."""
        wanted = self.request.query_params.get("municipality", "")
        return area_responsibilities(by=actor_of(self.request), on=local_date(clock.now()), municipality_code=wanted)

    @extend_schema(parameters=[MUNICIPALITY])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A page of responsibilities."""
        with acting_as(actor_of(request)):
            return super().get(request, *args, **kwargs)

    @extend_schema(request=AreaResponsibilityRequest, **MADE)
    def post(self, request: Request) -> Response:
        """Give a unit the responsibility."""
        return do(
            request,
            AreaResponsibilityRequest,
            lambda body, by, now: create_area_responsibility(**body, by=by, now=now).ref,
            created=True,
        )


class EndAreaResponsibilityView(APIView):
    """One responsibility."""

    @extend_schema(request=EndRequest, **ACTION)
    def post(self, request: Request, ref: UUID) -> Response:
        """Set its last day."""
        return do(request, EndRequest, lambda body, by, now: end_area_responsibility(ref, **body, by=by, now=now).ref)
