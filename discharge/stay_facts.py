"""The stay's events folded: what has happened in it, in the order told, with the status that the table gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from discharge.event_data import (
    AdmissionSent,
    CanReceiveSent,
    CareContactSent,
    Estimated,
    EstimateSent,
    Left,
    NeedJudged,
    ReadySent,
    SentInStay,
    SipAnswered,
    SipCalled,
    StayRegistered,
)
from discharge.models import Event
from discharge.models.events import EventKind
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


LEAVING: Final[Mapping[LeftReason, Action]] = {
    LeftReason.DISCHARGED: Action.LEAVE_DISCHARGED,
    LeftReason.OWN_REQUEST: Action.LEAVE_OWN_REQUEST,
    LeftReason.ABSCONDED: Action.LEAVE_ABSCONDED,
    LeftReason.DECEASED: Action.LEAVE_DECEASED,
    LeftReason.OTHER_REGION: Action.LEAVE_OTHER_REGION,
    LeftReason.OTHER_CARE: Action.LEAVE_OTHER_CARE,
}


def begun(event: Event, data: StayRegistered) -> StayFacts:
    """The stay when it has been registered."""
    stay = StayFacts(data, event.at, next_status(None, Action.REGISTER))
    if data.expected_on is not None:
        _expect(stay, data.expected_on, data.expected_time, event.recorded_at, None)
    return stay


def _moved(stay: StayFacts, action: Action, facts: tuple[Fact, ...] = ()) -> None:
    before, stay.status = stay.status, next_status(stay.status, action, facts=facts, before=stay.status_before)
    stay.status_before = before if stay.status == Status.LEFT != before else None


def _need_judged(stay: StayFacts, event: Event, data: NeedJudged) -> None:
    _moved(stay, Action.JUDGE_NEED)
    stay.need, stay.need_judged_at = data, event.at


def _no_need(stay: StayFacts, event: Event, data: Any) -> None:
    _moved(stay, Action.JUDGE_NO_NEED)
    stay.need, stay.need_judged_at = NeedJudged(False, False, False, ""), event.at


def _need_reopened(stay: StayFacts, event: Event, data: Any) -> None:
    _moved(stay, Action.JUDGE_NEED_LATER)
    stay.need = stay.need_judged_at = None


def _expect(stay: StayFacts, on: date, at: time | None, decided_at: datetime, sent_at: datetime | None) -> None:
    stay.expected_on, stay.expected_time = on, at
    stay.estimates.append(Estimate(on, at, decided_at, sent_at))


def _estimated(stay: StayFacts, event: Event, data: Estimated) -> None:
    _moved(stay, Action.CHANGE_ESTIMATE)
    _expect(stay, data.expected_on, data.expected_time, event.at, None)


def _admission_sent(stay: StayFacts, event: Event, data: AdmissionSent) -> None:
    _moved(stay, Action.SEND_ADMISSION_NOTICE if stay.status == Status.ADMITTED else Action.ADD_RECIPIENT)
    stay.admissions.append(
        NoticeOfStay(event.notice_ref, event.at, data.municipality, _to(data), address_withheld=data.address_withheld)
    )
    if (stay.expected_on, stay.expected_time) != (data.expected_on, data.expected_time):
        _expect(stay, data.expected_on, data.expected_time, event.at, event.at)


def _estimate_sent(stay: StayFacts, event: Event, data: EstimateSent) -> None:
    _moved(stay, Action.CHANGE_ESTIMATE)
    _expect(stay, data.expected_on, data.expected_time, event.at, event.at)
    stay.estimate_notices.append(NoticeOfStay(event.notice_ref, event.at, "", _to(data)))


def _ready_sent(stay: StayFacts, event: Event, data: ReadySent) -> None:
    _moved(stay, Action.DECLARE_READY if stay.status == Status.PLANNING else Action.SEND_READY_NOTICE)
    stay.ready.append(
        NoticeOfStay(event.notice_ref, event.at, data.municipality, _to(data), assessed_at=data.assessed_at)
    )


def _readiness_withdrawn(stay: StayFacts, event: Event, data: SentInStay) -> None:
    _moved(stay, Action.WITHDRAW_READINESS)
    for notice in stay.ready:
        stay.withdrawn.setdefault(notice.ref, event.at)


def _care_contact(stay: StayFacts, event: Event, data: CareContactSent) -> None:
    unit = event.unit_ref
    replaced = unit in stay.contacts
    action = Action.CONFIRM_CARE_CONTACT if data.existing else Action.APPOINT_CARE_CONTACT
    _moved(stay, Action.REPLACE_CARE_CONTACT if replaced else action)
    if data.calls_sip:
        stay.contacts = {one: Contact(kept.at, calls_sip=False) for one, kept in stay.contacts.items()}
    stay.contacts[unit] = Contact(stay.contacts[unit].at if replaced else event.at, data.calls_sip)


def _can_receive(stay: StayFacts, event: Event, data: CanReceiveSent) -> None:
    _moved(stay, Action.SAY_CAN_RECEIVE)
    stay.can_receive[event.unit_ref] = data.from_at


def _sip_answered(stay: StayFacts, event: Event, data: SipAnswered) -> None:
    _moved(stay, Action.REFUSE_SIP if data.consent == SipConsent.REFUSED else Action.CONSENT_TO_SIP)
    stay.consent = data.consent
    stay.refused_at = event.at if data.consent == SipConsent.REFUSED else None


def _sip_called(stay: StayFacts, event: Event, data: SipCalled) -> None:
    _moved(stay, Action.CALL_SIP)
    stay.calls.append((event.at, data.caller))


def _informed(stay: StayFacts, event: Event, data: SentInStay) -> None:
    _moved(stay, Action.SEND_DISCHARGE_INFORMATION)
    stay.informed_at = stay.informed_at or event.at


def _left(stay: StayFacts, event: Event, data: Left) -> None:
    _moved(stay, LEAVING[data.reason])
    stay.left_at, stay.left_reason = event.at, data.reason


def _leaving_undone(stay: StayFacts, event: Event, data: SentInStay) -> None:
    _moved(stay, Action.UNDO_LEAVING, (Fact.NEVER_LEFT_BUILDING,))
    stay.left_at = stay.left_reason = None


def _closed(stay: StayFacts, event: Event, data: Any) -> None:
    _moved(stay, Action.CLOSE)


def _cancelled(stay: StayFacts, event: Event, data: Any) -> None:
    _moved(stay, Action.CANCEL)


STAY_FOLDS: Final[Mapping[str, Callable[[StayFacts, Event, Any], None]]] = {
    EventKind.NEED_JUDGED: _need_judged,
    EventKind.NO_NEED_JUDGED: _no_need,
    EventKind.NEED_REOPENED: _need_reopened,
    EventKind.ESTIMATED: _estimated,
    EventKind.ADMISSION_SENT: _admission_sent,
    EventKind.ESTIMATE_SENT: _estimate_sent,
    EventKind.READY_SENT: _ready_sent,
    EventKind.READINESS_WITHDRAWN: _readiness_withdrawn,
    EventKind.CARE_CONTACT_SENT: _care_contact,
    EventKind.CAN_RECEIVE_SENT: _can_receive,
    EventKind.SIP_ANSWERED: _sip_answered,
    EventKind.SIP_CALLED: _sip_called,
    EventKind.INFORMATION_SENT: _informed,
    EventKind.LEFT: _left,
    EventKind.LEAVING_UNDONE: _leaving_undone,
    EventKind.STAY_CLOSED: _closed,
    EventKind.STAY_CANCELLED: _cancelled,
}


def _to(data: SentInStay) -> Mapping[UUID, Recipient]:
    return {unit: to for unit, to in zip(data.recipients, data.to, strict=True) if to is not None}
