"""Pages that no app owns: health, and the answers when there is no page."""

from __future__ import annotations

from dataclasses import asdict
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from core import clock, request_id
from core.errors import API, general_sentence, refusal_page, refusal_without_error
from core.health import examine
from core.sessions import poll


@poll
@require_GET
def health(request: HttpRequest) -> JsonResponse:
    """What works, for a load balancer and for staff: 503 when pages cannot be answered."""
    found = examine(clock.now())
    status = HTTPStatus.OK if found.can_answer else HTTPStatus.SERVICE_UNAVAILABLE
    return JsonResponse({"web": True, **asdict(found)}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request cannot be read."""
    return refusal_without_error(request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Visible, and not theirs to do."""
    return refusal_without_error(request, HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing here, or nothing for them."""
    return refusal_without_error(request, HTTPStatus.NOT_FOUND)


def csrf_failure(request: HttpRequest, reason: str) -> HttpResponse:
    """The form was older than the session, or came from elsewhere."""
    return refusal_page(request, HTTPStatus.FORBIDDEN, general_sentence(HTTPStatus.CONFLICT))


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault: the number lets support find it in the log. Asks neither session nor database for anything."""
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    if request.path.startswith(API):
        return refusal_without_error(request, status)
    context = {"sentence": general_sentence(status), "number": request_id.current()}
    return render(None, "core/fault.html", context, status=status)
