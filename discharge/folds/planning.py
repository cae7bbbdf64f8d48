"""What the parties tell each other for the planning."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from discharge.contents.planning import Part
from discharge.event_shapes.common import Sent
from discharge.event_shapes.planning import InformationPartSent, QuestionAsked, UnderlaySent
from discharge.folds.fold import Fold
from discharge.models import Event
from discharge.models.events import EventKind
from discharge.stay_facts import Asked, Promise, Referral, StayFacts
from rules.states import Action


def _replied(stay: StayFacts, event: Event, data: Any) -> None:
    stay.move(Action.REPLY_ABOUT_SERVICES)
    stay.planning.replied.setdefault(event.unit_ref, event.at)


def _underlay(stay: StayFacts, event: Event, data: UnderlaySent) -> None:
    stay.move(Action.SEND_UNDERLAY)
    stay.planning.underlay_at = stay.planning.underlay_at or event.at
    missing = {area.value: data.missing_by for area in data.missing if data.missing_by is not None}
    stay.planning.promises.append(Promise(event.notice_ref, event.at, data.told, missing))


def _asked(stay: StayFacts, event: Event, data: QuestionAsked) -> None:
    stay.move(Action.ASK_QUESTION)
    ref = event.notice_ref
    stay.planning.questions[ref] = Asked(ref, event.unit_ref, event.at, data.answer_by)


def _answered(stay: StayFacts, event: Event, data: Sent) -> None:
    stay.move(Action.ANSWER_QUESTION)
    assert data.answers is not None
    stay.planning.questions[data.answers].answered.add(event.unit_ref)


def _part(stay: StayFacts, event: Event, data: InformationPartSent) -> None:
    stay.move(Action.SEND_INFORMATION_PART)
    if data.missing_by is None:
        promise = Promise(event.notice_ref, event.at, (data.part,), {})
    else:
        promise = Promise(event.notice_ref, event.at, (), {data.part.value: data.missing_by})
    stay.planning.promises.append(promise)
    if data.part is Part.REFERRAL and data.missing_by is None:
        ref, to = event.notice_ref, dict(zip(data.recipients, data.to, strict=True))
        stay.planning.referrals[ref] = Referral(ref, event.unit_ref, event.at, to)


def _cannot_receive(stay: StayFacts, event: Event, data: Any) -> None:
    stay.move(Action.WITHDRAW_CAN_RECEIVE)
    del stay.can_receive[event.unit_ref]


def _declined(stay: StayFacts, event: Event, data: Any) -> None:
    stay.move(Action.DECLINE_SERVICES)
    stay.planning.declined_at = min(event.at, stay.planning.declined_at or event.at)


def _summary(stay: StayFacts, event: Event, data: Any) -> None:
    stay.move(Action.GIVE_PATIENT_SUMMARY)


FOLDS: Final[Mapping[str, Fold]] = {
    EventKind.SERVICES_REPLIED: _replied,
    EventKind.UNDERLAY_SENT: _underlay,
    EventKind.QUESTION_ASKED: _asked,
    EventKind.QUESTION_ANSWERED: _answered,
    EventKind.INFORMATION_PART_SENT: _part,
    EventKind.CAN_RECEIVE_WITHDRAWN: _cannot_receive,
    EventKind.SERVICES_DECLINED: _declined,
    EventKind.SUMMARY_GIVEN: _summary,
}
