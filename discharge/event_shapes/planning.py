"""What events tell of the planning: who replied, what is owed by when, what was asked and answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from discharge.contents.planning import Area, Part
from discharge.event_shapes.common import SentInStay


@dataclass(frozen=True, slots=True)
class UnderlaySent(SentInStay):
    """told: the areas that it answers. missing: those that nobody can say yet; missing_by: when they are told."""

    told: tuple[Area, ...]
    missing: tuple[Area, ...]
    missing_by: datetime | None


@dataclass(frozen=True, slots=True)
class QuestionAsked(SentInStay):
    """When the answer is needed, if the one who asks said so."""

    answer_by: datetime | None


@dataclass(frozen=True, slots=True)
class InformationPartSent(SentInStay):
    """Which part. missing_by: it is not there yet, and comes then."""

    part: Part
    missing_by: datetime | None


@dataclass(frozen=True, slots=True)
class SummaryGiven:
    """given: the patient has the summary; else she did not want it."""

    given: bool
