"""Addresses that raise, so that the answers to refusals can be seen at every door."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from rest_framework import exceptions
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from config.urls import handler400, handler403, handler404, handler500
from core.sessions import poll
from rules.errors import Conflict, DomainError, IllegalTransition, Incomplete, InvalidInput, NotPermitted, Problem

__all__ = ["handler400", "handler403", "handler404", "handler500"]

READY_AT = datetime(2026, 3, 14, 9, 32, tzinfo=UTC)

REFUSALS: dict[str, Exception] = {
    "not-permitted": NotPermitted("role ward may not acknowledge"),
    "illegal-transition": IllegalTransition("already ready", ready_at=READY_AT),
    "conflict": Conflict("version 3 expected, is 4", version=4),
    "incomplete": Incomplete("no day rate", gaps=("day_rate_sek",)),
    "invalid-input": InvalidInput(
        Problem("sent_at", "is missing"), Problem("ground", "is empty"), Problem("sent_at", "is not a time")
    ),
    "domain-error": DomainError("something else"),
    "not-found": Http404("Case matching query does not exist"),
    "denied": PermissionDenied("no"),
    "suspicious": SuspiciousOperation("no"),
    "fault": ZeroDivisionError("19121212-1212 divided by zero"),
    "validation": exceptions.ValidationError({"text": ["Fältet är obligatoriskt."]}),
    "throttled": exceptions.Throttled(wait=17),
    "unauthenticated": exceptions.NotAuthenticated(),
}


def _page(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


def _api(error: Exception) -> Callable[..., HttpResponse]:
    class View(APIView):
        authentication_classes: Any = ()
        permission_classes = (AllowAny,)

        def get(self, request: Request) -> HttpResponse:
            raise error

    return View.as_view()


def _who(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.session.get("_auth_user_id", "nobody"))


urlpatterns: list[URLPattern] = [
    *(path(f"{name}/", _page(error)) for name, error in REFUSALS.items()),
    *(path(f"api/{name}/", _api(error)) for name, error in REFUSALS.items()),
    path("who/", _who),
    path("poll/", poll(lambda request: _who(request))),
]
