"""The door of a service in the API, and the shape of what it is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from discharge.api.doing import IDEMPOTENCY_KEY, do
from discharge.api.serializers import RefSerializer
from discharge.api.stay_shapes import StayRequest

ACTION: Final[dict[str, Any]] = {"responses": RefSerializer, "parameters": [IDEMPOTENCY_KEY]}
SENDS: Final[dict[str, Any]] = {"responses": {201: RefSerializer}, "parameters": [IDEMPOTENCY_KEY]}


def action(service: Callable[..., Any], shape: type[StayRequest], told: str, *, sends: bool = False) -> type[APIView]:
    """The door of a service. It answers the ref of the case; where a notice is all that is sent, the notice's."""

    class ActionView(APIView):
        @extend_schema(request=shape, description=told, **(SENDS if sends else ACTION))
        def post(self, request: Request, ref: UUID) -> Response:
            return do(request, shape, lambda asked, by, now: service(ref, **asked, by=by, now=now).ref, created=sends)

    return ActionView


def notice(service: Callable[..., Any], shape: type[StayRequest], told: str) -> type[APIView]:
    """The door of a service that does no more than send a notice."""
    return action(service, shape, told, sends=True)
