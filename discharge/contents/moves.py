"""What is said of what happens to her during the stay: moved, on leave, decided on, planned for, and back again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ClassVar

from discharge.contents.texts import required
from rules.errors import InvalidInput
from rules.facts import AfterDischarge

APPROVED_LENGTH = 400


@dataclass(frozen=True, slots=True)
class WardChange:
    """Another ward of the same hospital has her from now on: which one, and its telephone."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset()
    OPENED_FIRST: ClassVar[bool] = False

    ward: str
    phone: str
    moved_at: datetime


@dataclass(frozen=True, slots=True)
class HospitalChange:
    """Another care provider's ward has her from now on: who she is, and when she is expected to leave.

    is_notified: the units concerned have the admission notice already.
    """

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"name", "number"})
    OPENED_FIRST: ClassVar[bool] = False

    name: str
    number: str
    expected_on: date | None
    expected_time: time | None
    hospital: str
    ward: str
    phone: str
    moved_at: datetime
    is_notified: bool


@dataclass(frozen=True, slots=True)
class Absence:
    """She is on leave from the ward (A-19), still an inpatient. back_at: when she came back; None while she is away."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"from_at", "expected_back_at", "back_at"})
    OPENED_FIRST: ClassVar[bool] = False

    from_at: datetime
    expected_back_at: datetime | None
    back_at: datetime | None


@dataclass(frozen=True, slots=True)
class OptDecision:
    """The chief psychiatrist's decision that open compulsory care follows the stay (LPT 7 a §, LRV 12 a §)."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"decided_at", "care"})
    OPENED_FIRST: ClassVar[bool] = True

    decided_at: datetime
    psychiatrist: str
    care: AfterDischarge

    def __post_init__(self) -> None:
        """Refuse a chief psychiatrist without a name."""
        if problems := required("psychiatrist", self.psychiatrist):
            raise InvalidInput(*problems)


@dataclass(frozen=True, slots=True)
class CarePlan:
    """The coordinated care plan is drawn up: by whom, when, and which units have approved it (LPT 7 a §)."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"drawn_up_at"})
    OPENED_FIRST: ClassVar[bool] = False

    drawn_up_at: datetime
    psychiatrist: str
    approved_by: str

    def __post_init__(self) -> None:
        """Refuse a plan that nobody has drawn up, or that no unit has approved."""
        problems = [
            *required("psychiatrist", self.psychiatrist),
            *required("approved_by", self.approved_by, APPROVED_LENGTH),
        ]
        if problems:
            raise InvalidInput(*problems)


@dataclass(frozen=True, slots=True)
class BackInHospital:
    """She is an inpatient again, at a ward of the hospital that she left."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset()
    OPENED_FIRST: ClassVar[bool] = False

    left_at: datetime
    admitted_at: datetime
    ward: str
    phone: str
