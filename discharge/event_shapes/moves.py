"""What events tell of what happens to her during the stay. The event's `at` is when it happened in the world."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from discharge.event_shapes.common import SentInStay
from rules.facts import CareType, LegalForm


@dataclass(frozen=True, slots=True)
class WardChanged(SentInStay):
    """Which ward of the same hospital has her from now on."""

    ward: UUID


@dataclass(frozen=True, slots=True)
class Transferred(SentInStay):
    """Which ward of another care provider has her from now on, and in which region; the rest as the notice says."""

    ward: UUID
    region: str
    expected_on: date | None
    expected_time: time | None
    is_notified: bool


@dataclass(frozen=True, slots=True)
class MunicipalityChanged:
    """The code of where she is registered from then on, or empty."""

    municipality: str


@dataclass(frozen=True, slots=True)
class LeaveBegun(SentInStay):
    """When she is expected back, if that is known."""

    expected_back_at: datetime | None


@dataclass(frozen=True, slots=True)
class FactsCorrected:
    """What holds instead of what was registered, and why."""

    admitted_at: datetime
    care_type: CareType
    legal_form: LegalForm
    reason: str


@dataclass(frozen=True, slots=True)
class OptDecided(SentInStay):
    """The decision on open compulsory care, which counts as a ready notice (3 kap. 1 § st 2). assessed_at: decided."""

    municipality: str
    assessed_at: datetime
    psychiatrist: str


@dataclass(frozen=True, slots=True)
class ReturnTold(SentInStay):
    """Told of the stay that she left. case: the case of the new one."""

    case: UUID
