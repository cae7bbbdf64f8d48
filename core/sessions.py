"""How long somebody stays signed in: an idle limit and an absolute one, measured by the server."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse

from core import clock

SIGNED_IN_AT = "signed_in_at"
LAST_ACTIVE_AT = "last_active_at"
# In the session that follows: "idle" or "absolute", for the page that asks for a new sign-in.
ENDED_BY = "ended_by"

# How exactly activity is known: a session is not written for each of several requests a second.
ACTIVITY_STEP = timedelta(seconds=30)

View = TypeVar("View", bound=Callable[..., Any])


def poll(view: View) -> View:
    """Mark a view that the browser asks for by itself: it keeps nobody signed in."""
    view.__dict__["is_poll"] = True
    return view


class SessionLimitsMiddleware:
    """Signs out whoever has been idle, or signed in, for too long; the request goes on as nobody's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: object) -> None:
        """End the session when its time is up; otherwise note the activity, unless nobody was active."""
        if SESSION_KEY not in request.session:
            return
        now = clock.now()
        if limit := _passed_limit(request.session, now):
            logout(request)
            request.session[ENDED_BY] = limit
        elif not getattr(view, "is_poll", False):
            _note_activity(request.session, now)


def begin(session: SessionBase, now: datetime) -> None:
    """Count both limits from now: somebody has just signed in."""
    session[SIGNED_IN_AT] = session[LAST_ACTIVE_AT] = now.isoformat()
    session.pop(ENDED_BY, None)


def ends_at(session: SessionBase, now: datetime) -> datetime:
    """When the session ends unless somebody is active before that."""
    idle = _instant(session, LAST_ACTIVE_AT, now) + settings.SESSION_IDLE
    absolute = _instant(session, SIGNED_IN_AT, now) + settings.SESSION_ABSOLUTE
    return min(idle, absolute)


def _passed_limit(session: SessionBase, now: datetime) -> str:
    if now - _instant(session, SIGNED_IN_AT, now) >= settings.SESSION_ABSOLUTE:
        return "absolute"
    if now - _instant(session, LAST_ACTIVE_AT, now) >= settings.SESSION_IDLE:
        return "idle"
    return ""


def _note_activity(session: SessionBase, now: datetime) -> None:
    session.setdefault(SIGNED_IN_AT, now.isoformat())
    if LAST_ACTIVE_AT not in session or now - _instant(session, LAST_ACTIVE_AT, now) >= ACTIVITY_STEP:
        session[LAST_ACTIVE_AT] = now.isoformat()


def _instant(session: SessionBase, key: str, default: datetime) -> datetime:
    """A session just begun has no times yet."""
    return datetime.fromisoformat(session[key]) if key in session else default
