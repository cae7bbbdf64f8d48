"""What the parties tell each other so that she can go home: services, needs, questions, and what goes with her."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from discharge.contents.stay import TakenBack
from discharge.contents.texts import BODY_LENGTH, PASSAGE_LENGTH, PHONE_LENGTH, optional, required
from rules.errors import InvalidInput, Problem

MOST_DAYS = 365


class Area(StrEnum):
    """An area of needs in the underlay."""

    ADL = "adl"
    MOBILITY = "mobility"
    MEDICINE_HANDLING = "medicine_handling"
    NUTRITION = "nutrition"
    FALL_RISK = "fall_risk"
    COGNITION = "cognition"
    AIDS = "aids"
    HOME = "home"
    SELF_CARE = "self_care"
    DELEGATION = "delegation"
    REHABILITATION = "rehabilitation"
    TRANSPORT = "transport"


class Before(StrEnum):
    """The need now against the one she had before the stay."""

    NEW = "new"
    INCREASED = "increased"
    UNCHANGED = "unchanged"
    NOT_KNOWN = "not_known"  # nobody can say yet: it is owed


class Part(StrEnum):
    """A part of the information that goes with her; none of them is called as an area is."""

    MEDICINES = "medicines_for_days"
    DOSE_DISPENSING = "dose_dispensing"
    AIDS_SENT = "aids_sent"
    CONSUMABLES = "consumables"
    HOUSING_ADAPTATION = "housing_adaptation"
    REFERRAL = "referral"
    CHANGES = "changes_since"


@dataclass(frozen=True, slots=True)
class ServicesReply:
    """What she has at home already, with whom it is talked about; or that nothing is ongoing."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"ongoing", "services", "aids", "risks"})
    OPENED_FIRST: ClassVar[bool] = False

    ongoing: bool
    services: str
    contact: str
    phone: str
    aids: str
    risks: str

    def __post_init__(self) -> None:
        """Refuse ongoing services that are not named, and named ones that are not ongoing."""
        problems = optional("services", self.services, PASSAGE_LENGTH)
        if self.ongoing != bool(self.services.strip()):
            problems.append(Problem("services", "are named when there are any, and only then"))
        problems += [*optional("contact", self.contact), *optional("phone", self.phone, PHONE_LENGTH)]
        problems += [*optional("aids", self.aids, PASSAGE_LENGTH), *optional("risks", self.risks, PASSAGE_LENGTH)]
        if problems:
            raise InvalidInput(*problems)


@dataclass(frozen=True, slots=True)
class Need:
    """One area in needs, not services ("behöver hjälp med dusch"); before: None where it is not compared."""

    area: Area
    needs: str
    before: Before | None

    def problems(self) -> list[Problem]:
        """What is wrong with it: too long, not storable, or nothing at all."""
        found = optional(self.area, self.needs, PASSAGE_LENGTH)
        if not self.needs.strip() and self.before is None:
            found.append(Problem(self.area, "says nothing"))
        return found


@dataclass(frozen=True, slots=True)
class Underlay:
    """The ward's underlay for the planning, area by area; profession: whose view of her it is.

    missing_by: when what nobody can say yet is told at the latest.
    """

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"needs", "missing_by"})
    OPENED_FIRST: ClassVar[bool] = False

    profession: str
    needs: tuple[Need, ...]
    missing_by: datetime | None

    def __post_init__(self) -> None:
        """Refuse an underlay of nothing, and an area that is told twice."""
        problems = optional("profession", self.profession)
        for need in self.needs:
            problems += need.problems()
        if not self.needs:
            problems.append(Problem("needs", "are empty"))
        if len({need.area for need in self.needs}) < len(self.needs):
            problems.append(Problem("needs", "have an area twice"))
        if problems:
            raise InvalidInput(*problems)


@dataclass(frozen=True, slots=True)
class Question:
    """What a party needs to know, and when at the latest."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"body", "answer_by"})
    OPENED_FIRST: ClassVar[bool] = False

    body: str
    answer_by: datetime | None

    def __post_init__(self) -> None:
        """Refuse a question that asks nothing."""
        if problems := required("body", self.body, BODY_LENGTH):
            raise InvalidInput(*problems)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question; the notice says to which."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"body"})
    OPENED_FIRST: ClassVar[bool] = False

    body: str

    def __post_init__(self) -> None:
        """Refuse an answer that says nothing."""
        if problems := required("body", self.body, BODY_LENGTH):
            raise InvalidInput(*problems)


@dataclass(frozen=True, slots=True)
class InformationPart:
    """One part of what goes with her, to those who need it. missing_by: it is not there yet, and comes then.

    days: for how many the medicines last. body: for a referral its question, beside the action and the time frame.
    """

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"body", "days", "action", "time_frame", "missing_by"})
    OPENED_FIRST: ClassVar[bool] = False

    part: Part
    body: str
    days: int | None
    action: str
    time_frame: str
    missing_by: datetime | None

    def __post_init__(self) -> None:
        """Refuse a part that lacks what the one who gets it needs, unless it is said to be missing."""
        problems = [*optional("action", self.action), *optional("time_frame", self.time_frame)]
        problems += optional("body", self.body, BODY_LENGTH)
        if self.missing_by is None:
            needed = ("body", "action", "time_frame") if self.part is Part.REFERRAL else ("body",)
            problems += [Problem(name, "is empty") for name in needed if not getattr(self, name).strip()]
            if self.part is Part.MEDICINES and self.days is None:
                problems.append(Problem("days", "is empty"))
        if self.days is not None and not 0 <= self.days <= MOST_DAYS:
            problems.append(Problem("days", f"is not between 0 and {MOST_DAYS}"))
        if problems:
            raise InvalidInput(*problems)


@dataclass(frozen=True, slots=True)
class CanReceiveWithdrawn(TakenBack):
    """Home cannot receive after all."""


@dataclass(frozen=True, slots=True)
class ServicesDeclined:
    """She declines services that she was offered: which, when, and who took it down."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"services", "declined_at"})
    OPENED_FIRST: ClassVar[bool] = False

    services: str
    declined_at: datetime
    noted_by: str

    def __post_init__(self) -> None:
        """Refuse what nobody took down, and what is declined without being named."""
        problems = [*required("services", self.services, PASSAGE_LENGTH), *required("noted_by", self.noted_by)]
        if problems:
            raise InvalidInput(*problems)
