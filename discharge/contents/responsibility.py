"""Who has the medical responsibility after the stay, and from when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from discharge.contents.texts import LINE_LENGTH, PASSAGE_LENGTH, optional, required
from rules.errors import InvalidInput, Problem
from rules.tracks.medical_responsibility import Action


@dataclass(frozen=True, slots=True)
class Responsibility:
    """What was done about it, and by which open care. physician, from_at: who has it from when, once it is taken over.

    said: what is asked, or why it is declined or handed back.
    """

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"action", "unit", "physician", "from_at"})
    OPENED_FIRST: ClassVar[bool] = False

    action: Action
    unit: str
    physician: str
    from_at: datetime | None
    said: str

    def __post_init__(self) -> None:
        """Refuse a responsibility that nobody has, or from no time."""
        problems = optional("said", self.said, PASSAGE_LENGTH)
        if self.action is Action.TAKE_OVER:
            problems += required("physician", self.physician, LINE_LENGTH)
            if self.from_at is None:
                problems.append(Problem("from_at", "is missing"))
        if problems:
            raise InvalidInput(*problems)
