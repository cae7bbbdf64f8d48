"""What stands in an address or a hidden field, read without trusting it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

_LONGEST: Final = 6


def as_uuid(text: str) -> UUID | None:
    """The text as a ref, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None


def as_uuids(texts: Iterable[str]) -> list[UUID]:
    """Those of the texts that are refs."""
    return [ref for text in texts if (ref := as_uuid(text))]


def page_number(address: Mapping[str, str]) -> int:
    """Which page of a list is asked for; the first when it is not said, or not a number."""
    asked = address.get("sida", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < _LONGEST else 1


def search_words(address: Mapping[str, str], longest: int = 120) -> str:
    """What is searched for, without what no text can hold."""
    return " ".join(address.get("sok", "").replace("\0", " ").split())[:longest]
