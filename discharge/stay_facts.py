"""What is known of a stay: what its events have told (discharge/folds)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Final
from uuid import UUID

from discharge.event_data import NeedJudged, StayRegistered
from discharge.grounds import Grounds
from discharge.sip_course import SipCourse
from rules.facts import (
    AfterDischarge,
    Caller,
    CareType,
    Interval,
    LeftReason,
    LegalForm,
    MunicipalityChange,
    Recipient,
    SipConsent,
    Transfer,
)
from rules.states import Action, Status, next_status
from rules.tables import Fact
from rules.tracks import blocker, disagreement, medical_responsibility, obstacle, referral, social_services

# The open compulsory care that can follow each form of inpatient care.
AFTER: Final[Mapping[LegalForm, AfterDischarge]] = {
    LegalForm.VOLUNTARY: AfterDischarge.NONE,
    LegalForm.LPT: AfterDischarge.OPT,
    LegalForm.LRV: AfterDischarge.ORV,
}


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
class Moves:
    """Where she has been. had_by: the wards that had her before.

    first_at, last_at: when she first and last was moved, went on leave or came back.
    colleagues: of those wards the ones of the hospital that has her, since she came to it.
    is_need_ours: the ward that has her, or another of its hospital, judged the need; after a transfer it must be asked.
    """

    had_by: list[UUID] = field(default_factory=list)
    colleagues: set[UUID] = field(default_factory=set)
    first_at: datetime | None = None
    last_at: datetime | None = None
    transfers: list[Transfer] = field(default_factory=list)
    leaves: list[Interval] = field(default_factory=list)
    municipalities: list[MunicipalityChange] = field(default_factory=list)
    is_need_ours: bool = True

    def moved(self, at: datetime) -> None:
        """She was moved, went on leave or came back then."""
        self.first_at, self.last_at = self.first_at or at, at

    @property
    def on_leave_since(self) -> datetime | None:
        """When the leave that she is on began."""
        return self.leaves[-1].from_at if self.leaves and self.leaves[-1].to_at is None else None


@dataclass(slots=True)
class Compulsory:
    """Open compulsory care after the stay: the notices of its decision, and when the care plan was drawn up."""

    decisions: set[UUID] = field(default_factory=set)
    care_plan_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Blocker:
    """What she waits for, since when it has had this owner and time. raised_by, owner: units.

    notices: those that told of it, the one that holds last. inside: its words, where there is none.
    """

    state: blocker.State
    raised_by: UUID
    since: datetime
    owner: UUID
    due_at: datetime | None
    notices: tuple[UUID, ...]
    inside: str


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What is missing in open care: its states (rules/tracks/obstacle.py), and since when each."""

    states: tuple[tuple[datetime, obstacle.State], ...]

    @property
    def state(self) -> obstacle.State:
        """The one it has now."""
        return self.states[-1][1]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A receiver does not find her ready: which unit, since when, and whether it is answered."""

    state: disagreement.State
    raised_by: UUID
    since: datetime


@dataclass(frozen=True, slots=True)
class SocialCourse:
    """How far social services have come: the state, what was done and when, and the provider of the latest order."""

    state: social_services.State | None = None
    done: tuple[tuple[datetime, social_services.Action], ...] = ()
    provider: UUID | None = None


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Whether one open-care unit has the medical responsibility, by which notice and since when that is told."""

    state: medical_responsibility.State
    notice: UUID | None
    since: datetime
    from_at: datetime | None


@dataclass(slots=True)
class Hindrances:
    """What hinders her from leaving: each by the ref of the notice that raised it, or that of what is known inside."""

    blockers: dict[UUID, Blocker] = field(default_factory=dict)
    obstacles: dict[UUID, Obstacle] = field(default_factory=dict)
    disagreements: dict[UUID, Disagreement] = field(default_factory=dict)


@dataclass(slots=True)
class Asked:
    """A question: by which unit, when, until when it waits, and which units have answered it."""

    notice: UUID
    by: UUID
    at: datetime
    answer_by: datetime | None
    answered: set[UUID] = field(default_factory=set)


@dataclass(slots=True)
class Referral:
    """A referral: the notice that it came by, from which unit and when, to whom as what, and how each answered it."""

    notice: UUID
    by: UUID
    at: datetime
    to: Mapping[UUID, Recipient | None]
    answered: dict[UUID, referral.State] = field(default_factory=dict)

    def state_of(self, unit: UUID) -> referral.State:
        """How far it has come at a unit that has it."""
        return self.answered.get(unit, referral.State.RECEIVED)


@dataclass(frozen=True, slots=True)
class Promise:
    """What an underlay or a part of the information told, and what it said is missing and comes by when."""

    notice: UUID
    at: datetime
    told: Collection[str]
    missing: Mapping[str, datetime]


@dataclass(slots=True)
class Planning:
    """What the parties have told each other. replied: when each unit first did about its services.

    questions, referrals: by their notices. declined_at: when she first declined services.
    """

    replied: dict[UUID, datetime] = field(default_factory=dict)
    underlay_at: datetime | None = None
    promises: list[Promise] = field(default_factory=list)
    questions: dict[UUID, Asked] = field(default_factory=dict)
    referrals: dict[UUID, Referral] = field(default_factory=dict)
    declined_at: datetime | None = None


@dataclass(slots=True)
class StayFacts:
    """One stay as its events tell it. withdrawn: when each ready notice was taken back. contacts: by unit.

    ward, municipality, care_type, legal_form: as they are now; `registered` says how they were in the beginning.
    """

    registered: StayRegistered
    admitted_at: datetime
    status: Status
    ward: UUID
    municipality: str
    care_type: CareType
    legal_form: LegalForm
    moves: Moves = field(default_factory=Moves)
    planning: Planning = field(default_factory=Planning)
    compulsory: Compulsory = field(default_factory=Compulsory)
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
    hindrances: Hindrances = field(default_factory=Hindrances)
    social: dict[int, SocialCourse] = field(default_factory=dict)
    responsibility: dict[UUID, Responsibility] = field(default_factory=dict)
    grounds: dict[tuple[int | None, str | None], Grounds] = field(default_factory=dict)
    sip: SipCourse = field(default_factory=SipCourse)

    def social_of(self, controller_id: int) -> SocialCourse:
        """How far one controller's social services have come."""
        return self.social.get(controller_id, SocialCourse())

    @property
    def wards(self) -> set[UUID]:
        """The ward that has her, and those of its hospital that had her before: what they know, it knows."""
        return {self.ward, *self.moves.colleagues}

    @property
    def ready_at(self) -> datetime | None:
        """When it was assessed that she is ready, while she is."""
        return self.ready[-1].assessed_at if self.status == Status.READY else None

    @property
    def after_discharge(self) -> AfterDischarge:
        """The open compulsory care that was decided on, unless that readiness has been taken back."""
        if self.compulsory.decisions <= self.withdrawn.keys():
            return AfterDischarge.NONE
        return AFTER[self.legal_form]

    @property
    def own_need(self) -> NeedJudged | None:
        """The need, if the hospital that has her judged it."""
        return self.need if self.moves.is_need_ours else None

    @property
    def there_since(self) -> datetime:
        """The latest instant at which she is known to have come, been moved, gone on leave or come back."""
        return max(self.admitted_at, self.moves.last_at or self.admitted_at)

    @property
    def holding(self) -> frozenset[Fact]:
        """What the table asks for besides the status, as far as the events tell it."""
        return frozenset({Fact.DECEASED}) if self.left_reason == LeftReason.DECEASED else frozenset()

    def grounds_of(self, controller_id: int | None, side: str | None) -> Grounds:
        """What a side has recorded for itself."""
        return self.grounds.get((controller_id, side), Grounds())

    def let_call(self, unit: UUID) -> None:
        """The unit's contact calls to the plan from now on, and no other."""
        self.contacts = {one: replace(contact, calls_sip=one == unit) for one, contact in self.contacts.items()}

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
