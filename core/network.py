"""Where a request comes from."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of whoever asks, as the outermost of our own proxies saw it (PROXY_COUNT).

    What stands further out in X-Forwarded-For is the client's own word and is not read.
    """
    forwarded = request.headers.get("X-Forwarded-For", "").split(",") if settings.PROXY_COUNT else []
    hops = [hop.strip() for hop in forwarded if hop.strip()] + [request.META.get("REMOTE_ADDR", "")]
    return str(hops[max(0, len(hops) - 1 - settings.PROXY_COUNT)])
