"""How a list that asks again and again is told that nothing has changed: a mark per unit, renewed on commit.

The marks lie in the cache. One that is missing, or five minutes, make a full answer, so a lost renewal heals.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from django.core.cache import cache
from django.db import transaction

HEALED_AFTER: Final = timedelta(minutes=5)
KEPT: Final = timedelta(days=1)


def renew(unit_ids: Collection[int]) -> None:
    """Something that these units' lists show changes with this transaction. A cache that is away harms no commit."""
    transaction.on_commit(lambda: _set(unit_ids), robust=True)


def token(unit_ids: Sequence[int], now: datetime) -> str:
    """The same as long as nothing has changed for the units; another after five minutes, not for all at once."""
    keys = [_key(unit_id) for unit_id in unit_ids]
    marks = cache.get_many(keys)
    if len(marks) < len(keys):
        _set([unit_id for unit_id in unit_ids if _key(unit_id) not in marks])
        marks = cache.get_many(keys)
    age = (now.timestamp() + sum(unit_ids)) // HEALED_AFTER.total_seconds()
    return hashlib.sha256(f"{[marks.get(key) for key in keys]}{age}".encode()).hexdigest()[:16]


def _set(unit_ids: Collection[int]) -> None:
    cache.set_many({_key(unit_id): uuid4().hex for unit_id in unit_ids}, timeout=KEPT.total_seconds())


def _key(unit_id: int) -> str:
    return f"fresh:{unit_id}"
