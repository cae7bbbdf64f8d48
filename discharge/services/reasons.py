"""Reasons that an act on a person must have."""

from __future__ import annotations

from typing import Final

from discharge.contents.texts import is_storable
from rules.errors import InvalidInput, Problem

REASON_LENGTH: Final = 300


def required(reason: str) -> str:
    """The reason without spaces around. Raises: InvalidInput when it is empty, too long, or cannot be stored."""
    told = reason.strip()
    if not told:
        raise InvalidInput(Problem("reason", "is empty"))
    if len(told) > REASON_LENGTH:
        raise InvalidInput(Problem("reason", f"is longer than {REASON_LENGTH} signs"))
    if not is_storable(told):
        raise InvalidInput(Problem("reason", "has a character that cannot be stored"))
    return told
