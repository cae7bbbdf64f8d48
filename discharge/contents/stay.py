"""What the hospital says of a stay: that she is there, when she is expected to leave, is ready, and has left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import ClassVar

from discharge.contents.texts import BODY_LENGTH, PASSAGE_LENGTH, optional, required
from discharge.models.notices import Ground
from rules.errors import InvalidInput, Problem
from rules.facts import LeftReason


class ConsentNoted(StrEnum):
    """What the admission notice tells of consent to share more than itself (S-20, S-21)."""

    GIVEN = "given"
    NOT_ASKED = "not_asked"
    REFUSED = "refused"
    HARM_TEST = "harm_test"
    CANNOT_CONSENT = "cannot_consent"


@dataclass(frozen=True, slots=True)
class Admission:
    """Name, number, registered address, expected discharge (2 kap. 2 §), and no more without a ground.

    address: empty when it is withheld (S-64). number: as it was said when the notice was sent.
    """

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"name", "number", "address"})
    OPENED_FIRST: ClassVar[bool] = False

    name: str
    number: str
    address: str
    address_withheld: bool
    expected_on: date
    expected_time: time | None
    consent: ConsentNoted


@dataclass(frozen=True, slots=True)
class EstimateChange:
    """Old and new time. told: whether the patient knows. The reason is a part of its own, with a ground."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"expected_on", "expected_time"})
    OPENED_FIRST: ClassVar[bool] = True

    before_on: date
    before_time: time | None
    expected_on: date
    expected_time: time | None
    told: bool
    reason: str
    reason_ground: Ground | None

    def __post_init__(self) -> None:
        """Refuse a reason without a ground, and a change that changes nothing."""
        problems = grounded("reason", self.reason, self.reason_ground)
        if (self.before_on, self.before_time) == (self.expected_on, self.expected_time):
            problems.append(Problem("expected_on", "is what it was"))
        if problems:
            raise InvalidInput(*problems)


@dataclass(frozen=True, slots=True)
class Ready:
    """When it was assessed that she is ready, and by which physician (3 kap. 1 §). Nothing else: it must never wait."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"assessed_at"})
    OPENED_FIRST: ClassVar[bool] = True

    assessed_at: datetime
    physician: str

    def __post_init__(self) -> None:
        """Refuse a physician without a name."""
        if problems := required("physician", self.physician):
            raise InvalidInput(*problems)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Something that was told holds no longer. The reason is a part of its own, with a ground."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset()
    OPENED_FIRST: ClassVar[bool] = False

    reason: str
    reason_ground: Ground | None

    def __post_init__(self) -> None:
        """Refuse a reason without a ground."""
        if problems := grounded("reason", self.reason, self.reason_ground):
            raise InvalidInput(*problems)


@dataclass(frozen=True, slots=True)
class ReadyWithdrawn(TakenBack):
    """She is not ready after all."""


@dataclass(frozen=True, slots=True)
class DischargeInformation:
    """What each recipient needs when she leaves (3 kap. 2 §). body: what has been done, and what is to be done."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"body", "medicines", "aids", "night"})
    OPENED_FIRST: ClassVar[bool] = False

    body: str
    medicines: str
    aids: str
    night: str

    def __post_init__(self) -> None:
        """Refuse what is empty, too long, or cannot be stored as text."""
        problems = required("body", self.body, BODY_LENGTH)
        for name in ("medicines", "aids", "night"):
            problems += optional(name, getattr(self, name), PASSAGE_LENGTH)
        if problems:
            raise InvalidInput(*problems)


@dataclass(frozen=True, slots=True)
class LeftHospital:
    """When she left and where to; a death is told as a death."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"reason", "left_at"})
    OPENED_FIRST: ClassVar[bool] = False

    reason: LeftReason
    left_at: datetime
    where_to: str

    def __post_init__(self) -> None:
        """Refuse a place that cannot be stored as text."""
        if problems := optional("where_to", self.where_to):
            raise InvalidInput(*problems)


@dataclass(frozen=True, slots=True)
class LeavingUndone:
    """She never left the building: what was said of her leaving does not hold."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset()
    OPENED_FIRST: ClassVar[bool] = False


def grounded(where: str, reason: str, ground: Ground | None) -> list[Problem]:
    """What is wrong with a reason that may be left out: one that is there needs a ground of its own."""
    problems = optional(where, reason, PASSAGE_LENGTH)
    if reason.strip() and ground is None:
        problems.append(Problem(f"{where}_ground", "is empty: a reason is told on a ground of its own"))
    return problems
