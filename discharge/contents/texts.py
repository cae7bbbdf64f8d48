"""What a text must be like to be stored and read."""

from __future__ import annotations

from rules.errors import Problem

LINE_LENGTH = 120
PHONE_LENGTH = 40
PASSAGE_LENGTH = 1_000
BODY_LENGTH = 20_000


def is_storable(text: str) -> bool:
    """Whether the database can hold it: no null character, and no half of a surrogate pair."""
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def required(where: str, text: str, longest: int = LINE_LENGTH) -> list[Problem]:
    """What is wrong with a text that must be there."""
    return optional(where, text, longest) if text.strip() else [Problem(where, "is empty")]


def optional(where: str, text: str, longest: int = LINE_LENGTH) -> list[Problem]:
    """What is wrong with a text that may be left out."""
    if len(text) > longest:
        return [Problem(where, f"is longer than {longest} characters")]
    if not is_storable(text):
        return [Problem(where, "has a character that cannot be stored")]
    return []
