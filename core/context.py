"""What every page may use: the present instant."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest

from core import clock


def present(request: HttpRequest) -> dict[str, datetime]:
    """The instant that times are said relative to; a view that has asked the clock gives its own."""
    return {"now": clock.now()}
