"""Consents, harm tests and representatives: what each side has recorded for itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from discharge.event_shapes.grounds import (
    ConsentRecorded,
    ConsentWithdrawn,
    HarmTestRecorded,
    RepresentativeEnded,
    RepresentativeRecorded,
)
from discharge.folds.fold import Fold
from discharge.grounds import Consent, Grounds
from discharge.models import Event
from discharge.models.events import EventKind
from discharge.stay_facts import StayFacts
from rules.calendar import local_date
from rules.states import Action


def _consent_recorded(stay: StayFacts, event: Event, data: ConsentRecorded) -> None:
    stay.move(Action.RECORD_CONSENT)
    own = _of_its_side(stay, event)
    state = own.after_answer(data.kind, data.answer, local_date(event.recorded_at))
    own.consents[data.kind] = Consent(state, event.at, data)


def _consent_withdrawn(stay: StayFacts, event: Event, data: ConsentWithdrawn) -> None:
    """Nobody is told anything on it any more, whoever it was about."""
    stay.move(Action.WITHDRAW_CONSENT)
    own = _of_its_side(stay, event)
    state = own.after_withdrawal(data.kind, local_date(event.recorded_at))
    own.consents[data.kind] = replace(own.consents[data.kind], state=state, at=event.at)


def _harm_test(stay: StayFacts, event: Event, data: HarmTestRecorded) -> None:
    stay.move(Action.RECORD_HARM_TEST)
    _of_its_side(stay, event).harm_tests.append((event.at, data))


def _representative(stay: StayFacts, event: Event, data: RepresentativeRecorded) -> None:
    stay.move(Action.RECORD_REPRESENTATIVE)
    _of_its_side(stay, event).representatives[data.ref] = data


def _representative_ended(stay: StayFacts, event: Event, data: RepresentativeEnded) -> None:
    stay.move(Action.END_REPRESENTATIVE)
    del _of_its_side(stay, event).representatives[data.ref]


def _of_its_side(stay: StayFacts, event: Event) -> Grounds:
    """What the acting unit's controller and side has recorded, whatever is recorded elsewhere."""
    return stay.grounds.setdefault((event.controller_id, event.side), Grounds())


FOLDS: Final[Mapping[str, Fold]] = {
    EventKind.CONSENT_RECORDED: _consent_recorded,
    EventKind.CONSENT_WITHDRAWN: _consent_withdrawn,
    EventKind.HARM_TEST_RECORDED: _harm_test,
    EventKind.REPRESENTATIVE_RECORDED: _representative,
    EventKind.REPRESENTATIVE_ENDED: _representative_ended,
}
