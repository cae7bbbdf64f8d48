"""Who acts in each request, and what the access log says of those who were refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import resolve

from accounts.access_log import record_refusal
from accounts.session import ActingRequest, active_actor
from core import clock
from core.errors import NotVisible, refusal_of
from rules.calendar import local_date
from rules.errors import NotPermitted


class ActorMiddleware:
    """Sets `request.actor`: the active assignment as it is today, or None. After the limits of the session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: ActingRequest) -> HttpResponse:
        request.actor = None
        return self.get_response(request)

    def process_view(self, request: ActingRequest, *_: object) -> None:
        """Ask the database whether the assignment still holds."""
        if request.user.is_authenticated:
            request.actor = active_actor(request, request.user, local_date(clock.now()))


class RefusalLogMiddleware:
    """Writes to the access log who was refused what, when the refused transaction has been rolled back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: ActingRequest) -> HttpResponse:
        response = self.get_response(request)
        refusal = refusal_of(request)
        if isinstance(refusal, NotPermitted | NotVisible) and (signature := _signature(request)):
            place = resolve(request.path_info)
            subject = place.kwargs.get("ref")
            record_refusal(
                signature,
                at=clock.now(),
                detail=f"{refusal.code} {request.method} {place.view_name}",
                subject_ref=subject if isinstance(subject, UUID) else None,
            )
        return response


def _signature(request: ActingRequest) -> dict[str, Any]:
    """As much as is known of who asked; nothing when nobody had signed in."""
    if request.actor is not None:
        return request.actor.signature
    if request.user.is_authenticated:
        return {"user_id": request.user.id, "user_name": request.user.full_name}
    return {}
