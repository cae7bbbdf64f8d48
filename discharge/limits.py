"""How often one person may search: enough for a busy day's work, too little to go through a register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.core.cache import cache

from accounts.actor import Actor
from core.errors import TooManyRequests

# Searches in so many seconds, by page and API together.
LIMITS: Final[Mapping[int, int]] = {60: 30, 24 * 3600: 1000}


def count_search(*, by: Actor, now: datetime) -> None:
    """Count one more search of this person, or of this system. Raises: TooManyRequests."""
    seconds_now = int(now.timestamp())
    for seconds, most in LIMITS.items():
        key = f"searches:{by.user_id}:{by.system_name}:{seconds}:{seconds_now // seconds}"
        if _counted(key, timeout=2 * seconds) > most:
            wait = seconds - seconds_now % seconds
            raise TooManyRequests(f"more than {most} searches in {seconds} seconds", retry_after_seconds=wait)


def _counted(key: str, *, timeout: int) -> int:
    """One more under the key. What an emptied cache has forgotten is not counted."""
    try:
        return cache.incr(key)
    except ValueError:
        cache.add(key, 1, timeout=timeout)
        return 1
