"""When somebody last looked at her worklist, so that it can say what is new since then. Kept in the cache only."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.core.cache import cache

from accounts.actor import Actor

# Openings so close together are one visit: what was new at the first of them is new at the next.
ONE_VISIT: Final = timedelta(minutes=15)
REMEMBERED: Final = timedelta(days=90)


def begin_look(actor: Actor, now: datetime) -> datetime | None:
    """Somebody opens her list: when the visit before this one ended, or None the first time."""
    looks: tuple[datetime | None, datetime | None] = cache.get(_key(actor), (None, None))
    since, latest = looks
    if latest is not None and now - latest >= ONE_VISIT:
        since = latest
    cache.set(_key(actor), (since, now), timeout=REMEMBERED.total_seconds())
    return since


def last_look(actor: Actor) -> datetime | None:
    """The same for a list that asks again by itself, which nobody need be looking at."""
    since: datetime | None = cache.get(_key(actor), (None, None))[0]
    return since


def _key(actor: Actor) -> str:
    return f"look:{actor.user_id}:{actor.assignment_ref}"
