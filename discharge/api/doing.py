"""One POST per action: the shape is read, the service is called once per key, and the ref is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.actor import Actor
from accounts.session import ActorRequest
from core import clock
from discharge.api.serializers import RefSerializer
from discharge.doors import perform

KEY_HEADER = "Idempotency-Key"
KEY_LENGTH = 64

IDEMPOTENCY_KEY = OpenApiParameter(
    KEY_HEADER,
    str,
    OpenApiParameter.HEADER,
    description="The same key again gives the same answer and no second effect.",
)

# What a service is called with: the validated request, who, and when; it gives the ref to answer.
Act = Callable[[Mapping[str, Any], Actor, datetime], UUID]


def actor_of(request: Request) -> Actor:
    """Who asks; `HasActor` has seen to it that somebody does."""
    return cast(ActorRequest, request._request).actor


def do(
    request: Request,
    shape: type[serializers.Serializer[Any]],
    act: Act,
    *,
    created: bool = False,
) -> Response:
    """Do what a POST asks."""
    asked = shape(data=request.data)
    asked.is_valid(raise_exception=True)
    data, by, now = asked.validated_data, actor_of(request), clock.now()
    fingerprint = {"path": request.path, **data}
    ref = perform(lambda: act(data, by, now), by=by, now=now, key=_key(request), request=fingerprint)
    code = status.HTTP_201_CREATED if created else status.HTTP_200_OK
    return Response(RefSerializer({"ref": ref}).data, status=code)


def _key(request: Request) -> str:
    key = request.headers.get(KEY_HEADER, "")
    if len(key) > KEY_LENGTH:
        raise serializers.ValidationError({KEY_HEADER: [_("Nyckeln får ha högst 64 tecken.")]})
    return key
