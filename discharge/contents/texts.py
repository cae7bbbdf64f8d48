"""What a text must be like to be stored."""

from __future__ import annotations


def is_storable(text: str) -> bool:
    """Whether the database can hold it: no null character, and no half of a surrogate pair."""
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)
