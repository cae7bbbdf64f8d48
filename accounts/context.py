"""What every page shows of who acts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.selectors import assignments_of
from core import clock
from rules.calendar import local_date


def acting(request: HttpRequest) -> dict[str, Any]:
    """The actor, its role in words, and the assignments that can be switched to, asked for where they are shown.

    Nothing for pages that were answered before anybody was known.
    """
    actor, user = getattr(request, "actor", None), request.user
    if actor is None or not user.is_authenticated:
        return {"actor": None}
    return {
        "actor": actor,
        "role_name": actor.role.label,
        "own_assignments": SimpleLazyObject(lambda: assignments_of(user, local_date(clock.now()))),
    }
