"""The free message between units about a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from discharge.contents.texts import BODY_LENGTH, LINE_LENGTH, required
from rules.errors import InvalidInput

SUBJECT_LENGTH = LINE_LENGTH


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
        problems = [*required("subject", self.subject), *required("body", self.body, BODY_LENGTH)]
        if problems:
            raise InvalidInput(*problems)
