"""A form that was opened before somebody signed in anew: its mark is old, but what was typed is not lost."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.kept import keep, restore
from core import views


def csrf_failure(request: HttpRequest, reason: str) -> HttpResponse:
    """The same form with a new mark, to be sent by a press, if the browser vouches that it came from our own page."""
    origin = urlsplit(request.headers.get("Origin", ""))
    if (origin.scheme, origin.netloc) != (request.scheme, request.get_host()):
        return views.csrf_failure(request, reason)
    response = render(request, "accounts/continue.html", {"form": restore(keep(request))}, status=HTTPStatus.CONFLICT)
    if request.headers.get("HX-Request") == "true":
        response["HX-Retarget"] = "body"
        response["HX-Reswap"] = "innerHTML"
    return response
