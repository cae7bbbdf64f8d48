"""A number for each request, which stands in the log, in the answer and on the error page."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

_current: ContextVar[str] = ContextVar("request_id", default="")


def current() -> str:
    """The number of the request being answered, or an empty text outside one."""
    return _current.get()


class RequestIdMiddleware:
    """Numbers the request. A number from outside is not trusted: it would be written into the log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _current.set(uuid4().hex)
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = current()
            return response
        finally:
            _current.reset(token)
