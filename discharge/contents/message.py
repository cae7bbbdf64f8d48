"""The free message between units about a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from discharge.contents.texts import is_storable
from rules.errors import InvalidInput, Problem

SUBJECT_LENGTH = 120
BODY_LENGTH = 20_000


@dataclass(frozen=True, slots=True)
class Message:
    """A subject and a text. A corrected text makes it unread again; a corrected subject does not."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"body"})
    OPENED_FIRST: ClassVar[bool] = False

    subject: str
    body: str

    def __post_init__(self) -> None:
        """Refuse what is empty, too long, or cannot be stored as text."""
        problems = [
            *_problems("subject", self.subject, SUBJECT_LENGTH),
            *_problems("body", self.body, BODY_LENGTH),
        ]
        if problems:
            raise InvalidInput(*problems)


def _problems(where: str, text: str, longest: int) -> list[Problem]:
    if not text.strip():
        return [Problem(where, "is empty")]
    if len(text) > longest:
        return [Problem(where, f"is longer than {longest} characters")]
    if not is_storable(text):
        return [Problem(where, "has a character that cannot be stored")]
    return []
