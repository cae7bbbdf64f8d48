"""What is known of a stay: what its events have told (discharge/folds)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from discharge.event_data import NeedJudged, StayRegistered
from rules.facts import Caller, LeftReason, Recipient, SipConsent
from rules.states import Action, Status, next_status
from rules.tables import Fact


@dataclass(frozen=True, slots=True)
class Estimate:
    """When she is expected to leave; sent_at: when others were told, None when they were not."""

    on: date
    time: time | None
    decided_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class NoticeOfStay:
    """An admission or ready notice: its ref, when it was sent, what it told, and to whom as what."""

    ref: UUID
    sent_at: datetime
    municipality: str
    to: Mapping[UUID, Recipient]
    address_withheld: bool = False
    assessed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A care contact of one unit, since when, and whether she is the one who calls."""

    at: datetime
    calls_sip: bool


@dataclass(slots=True)
class StayFacts:
    """One stay as its events tell it. withdrawn: when each ready notice was taken back. contacts: by unit."""

    registered: StayRegistered
    admitted_at: datetime
    status: Status
    status_before: Status | None = None
    need: NeedJudged | None = None
    need_judged_at: datetime | None = None
    expected_on: date | None = None
    expected_time: time | None = None
    estimates: list[Estimate] = field(default_factory=list)
    admissions: list[NoticeOfStay] = field(default_factory=list)
    estimate_notices: list[NoticeOfStay] = field(default_factory=list)
    ready: list[NoticeOfStay] = field(default_factory=list)
    withdrawn: dict[UUID, datetime] = field(default_factory=dict)
    contacts: dict[UUID, Contact] = field(default_factory=dict)
    can_receive: dict[UUID, datetime] = field(default_factory=dict)
    consent: SipConsent = SipConsent.UNKNOWN
    refused_at: datetime | None = None
    calls: list[tuple[datetime, Caller]] = field(default_factory=list)
    informed_at: datetime | None = None
    left_at: datetime | None = None
    left_reason: LeftReason | None = None

    @property
    def ready_at(self) -> datetime | None:
        """When it was assessed that she is ready, while she is."""
        return self.ready[-1].assessed_at if self.status == Status.READY else None

    @property
    def holding(self) -> frozenset[Fact]:
        """What the table asks for besides the status, as far as the events tell it."""
        return frozenset({Fact.DECEASED}) if self.left_reason == LeftReason.DECEASED else frozenset()

    def move(self, action: Action, facts: Collection[Fact] = ()) -> None:
        """The status that the table gives after the action. facts: what it asks for besides, as the event tells it.

        Raises: IllegalTransition.
        """
        before, self.status = self.status, next_status(self.status, action, facts=facts, before=self.status_before)
        self.status_before = before if self.status == Status.LEFT != before else None

    def expect(self, on: date, at: time | None, *, decided_at: datetime, sent_at: datetime | None) -> None:
        """She is expected to leave then. sent_at: when others were told, None when they were not."""
        self.expected_on, self.expected_time = on, at
        self.estimates.append(Estimate(on, at, decided_at, sent_at))
