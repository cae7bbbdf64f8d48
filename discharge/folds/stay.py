"""From registration to closing: the events of the stay itself."""

from __future__ import annotations

from collections.abc import Mapping
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
    StayRegistered,
)
from discharge.event_shapes.common import SentInStay
from discharge.folds.fold import Fold
from discharge.models import Event
from discharge.models.events import EventKind
from discharge.stay_facts import Contact, NoticeOfStay, StayFacts
from rules.facts import LeftReason, Recipient
from rules.states import Action, Status, next_status
from rules.tables import Fact

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
    action = Action.REGISTER_RETURN if data.returned_from else Action.REGISTER
    stay = StayFacts(
        data,
        event.at,
        next_status(None, action),
        ward=data.ward,
        municipality=data.municipality,
        care_type=data.care_type,
        legal_form=data.legal_form,
    )
    if data.expected_on is not None:
        stay.expect(data.expected_on, data.expected_time, decided_at=event.recorded_at, sent_at=None)
    return stay


def _need_judged(stay: StayFacts, event: Event, data: NeedJudged) -> None:
    stay.move(Action.JUDGE_NEED)
    stay.need, stay.need_judged_at = data, event.at
    stay.moves.is_need_ours = True


def _no_need(stay: StayFacts, event: Event, data: Any) -> None:
    stay.move(Action.JUDGE_NO_NEED)
    stay.need, stay.need_judged_at = NeedJudged(False, False, False, ""), event.at
    stay.moves.is_need_ours = True


def _need_reopened(stay: StayFacts, event: Event, data: Any) -> None:
    stay.move(Action.JUDGE_NEED_LATER)
    stay.need = stay.need_judged_at = None


def _estimated(stay: StayFacts, event: Event, data: Estimated) -> None:
    stay.move(Action.CHANGE_ESTIMATE)
    stay.expect(data.expected_on, data.expected_time, decided_at=event.at, sent_at=None)


def _admission_sent(stay: StayFacts, event: Event, data: AdmissionSent) -> None:
    stay.move(Action.SEND_ADMISSION_NOTICE if stay.status == Status.ADMITTED else Action.ADD_RECIPIENT)
    stay.admissions.append(
        NoticeOfStay(
            event.notice_ref, event.at, data.municipality, recipients_of(data), address_withheld=data.address_withheld
        )
    )
    if (stay.expected_on, stay.expected_time) != (data.expected_on, data.expected_time):
        stay.expect(data.expected_on, data.expected_time, decided_at=event.at, sent_at=event.at)


def _estimate_sent(stay: StayFacts, event: Event, data: EstimateSent) -> None:
    stay.move(Action.CHANGE_ESTIMATE)
    stay.expect(data.expected_on, data.expected_time, decided_at=event.at, sent_at=event.at)
    stay.estimate_notices.append(NoticeOfStay(event.notice_ref, event.at, "", recipients_of(data)))


def _ready_sent(stay: StayFacts, event: Event, data: ReadySent) -> None:
    stay.move(Action.DECLARE_READY if stay.status == Status.PLANNING else Action.SEND_READY_NOTICE)
    stay.ready.append(
        NoticeOfStay(event.notice_ref, event.at, data.municipality, recipients_of(data), assessed_at=data.assessed_at)
    )


def _readiness_withdrawn(stay: StayFacts, event: Event, data: SentInStay) -> None:
    stay.move(Action.WITHDRAW_READINESS)
    for notice in stay.ready:
        stay.withdrawn.setdefault(notice.ref, event.at)


def _care_contact(stay: StayFacts, event: Event, data: CareContactSent) -> None:
    unit = event.unit_ref
    replaced = unit in stay.contacts
    action = Action.CONFIRM_CARE_CONTACT if data.existing else Action.APPOINT_CARE_CONTACT
    stay.move(Action.REPLACE_CARE_CONTACT if replaced else action)
    stay.contacts[unit] = Contact(stay.contacts[unit].at if replaced else event.at, data.calls_sip)
    if data.calls_sip:
        stay.let_call(unit)


def _can_receive(stay: StayFacts, event: Event, data: CanReceiveSent) -> None:
    stay.move(Action.SAY_CAN_RECEIVE)
    stay.can_receive[event.unit_ref] = data.from_at


def _informed(stay: StayFacts, event: Event, data: SentInStay) -> None:
    stay.move(Action.SEND_DISCHARGE_INFORMATION)
    stay.informed_at = stay.informed_at or event.at


def _left(stay: StayFacts, event: Event, data: Left) -> None:
    stay.move(LEAVING[data.reason])
    stay.left_at, stay.left_reason = event.at, data.reason


def _leaving_undone(stay: StayFacts, event: Event, data: SentInStay) -> None:
    stay.move(Action.UNDO_LEAVING, (Fact.NEVER_LEFT_BUILDING,))
    stay.left_at = stay.left_reason = None


def _closed(stay: StayFacts, event: Event, data: Any) -> None:
    stay.move(Action.CLOSE)


def _cancelled(stay: StayFacts, event: Event, data: Any) -> None:
    stay.move(Action.CANCEL)


FOLDS: Final[Mapping[str, Fold]] = {
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
    EventKind.INFORMATION_SENT: _informed,
    EventKind.LEFT: _left,
    EventKind.LEAVING_UNDONE: _leaving_undone,
    EventKind.STAY_CLOSED: _closed,
    EventKind.STAY_CANCELLED: _cancelled,
}


def recipients_of(data: SentInStay) -> Mapping[UUID, Recipient]:
    """To which units, and what each is told as; the ward itself is none of them."""
    return {unit: to for unit, to in zip(data.recipients, data.to, strict=True) if to is not None}
