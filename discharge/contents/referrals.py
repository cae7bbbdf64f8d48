"""What an open-care unit answers to a referral."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from discharge.contents.texts import PASSAGE_LENGTH, optional, required
from rules.errors import InvalidInput, Problem
from rules.tracks.referral import Action


@dataclass(frozen=True, slots=True)
class ReferralAnswer:
    """Accepted, sent on to another unit, or declined and why; the notice says which referral.

    unit: to which it is sent on. question, wanted, time_frame: the referral as that unit gets it.
    """

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"answer", "unit", "question", "wanted", "time_frame"})
    OPENED_FIRST: ClassVar[bool] = False

    answer: Action
    unit: str
    said: str
    question: str
    wanted: str
    time_frame: str

    def __post_init__(self) -> None:
        """Refuse one that is declined without a reason, or whose unit is not where it is sent on."""
        says = required if self.answer is Action.DECLINE else optional
        problems = says("said", self.said, PASSAGE_LENGTH)
        if (self.answer is Action.SEND_ON) != bool(self.unit):
            problems.append(Problem("to", "is named when it is sent on, and only then"))
        if problems:
            raise InvalidInput(*problems)
