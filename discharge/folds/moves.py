"""What happens to her during the stay: moved, on leave, registered elsewhere, corrected, decided on, back again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from discharge.event_shapes.common import SentInStay
from discharge.event_shapes.moves import (
    FactsCorrected,
    LeaveBegun,
    MunicipalityChanged,
    OptDecided,
    Transferred,
    WardChanged,
)
from discharge.folds.fold import Fold
from discharge.folds.stay import recipients_of
from discharge.models import Event
from discharge.models.events import EventKind
from discharge.stay_facts import NoticeOfStay, StayFacts
from rules.facts import Interval, MunicipalityChange, Transfer
from rules.states import Action


def _ward_changed(stay: StayFacts, event: Event, data: WardChanged) -> None:
    stay.move(Action.CHANGE_WARD)
    stay.moves.colleagues.add(stay.ward)
    _moved(stay, event, data)


def _transferred(stay: StayFacts, event: Event, data: Transferred) -> None:
    stay.move(Action.TRANSFER)
    stay.moves.colleagues.clear()
    _moved(stay, event, data)
    stay.moves.transfers.append(Transfer(at=event.at, region=data.region))
    stay.moves.is_need_ours = False


def _moved(stay: StayFacts, event: Event, data: WardChanged | Transferred) -> None:
    stay.moves.had_by.append(stay.ward)
    stay.ward = data.ward
    stay.moves.moved(event.at)


def _leave_begun(stay: StayFacts, event: Event, data: LeaveBegun) -> None:
    stay.move(Action.REGISTER_LEAVE)
    stay.moves.leaves.append(Interval(from_at=event.at))
    stay.moves.moved(event.at)


def _leave_ended(stay: StayFacts, event: Event, data: SentInStay) -> None:
    stay.move(Action.END_LEAVE)
    stay.moves.leaves[-1] = replace(stay.moves.leaves[-1], to_at=event.at)
    stay.moves.moved(event.at)


def _municipality_changed(stay: StayFacts, event: Event, data: MunicipalityChanged) -> None:
    """What is told again of the same day replaces what was told of it; the latest day says where she is registered."""
    stay.move(Action.CHANGE_MUNICIPALITY)
    others = [one for one in stay.moves.municipalities if one.at != event.at]
    changes = [*others, MunicipalityChange(at=event.at, municipality=data.municipality or None)]
    stay.moves.municipalities = sorted(changes, key=lambda change: change.at)
    stay.municipality = stay.moves.municipalities[-1].municipality or ""


def _facts_corrected(stay: StayFacts, event: Event, data: FactsCorrected) -> None:
    stay.move(Action.CORRECT_FACTS)
    stay.admitted_at, stay.care_type, stay.legal_form = data.admitted_at, data.care_type, data.legal_form


def _opt_decided(stay: StayFacts, event: Event, data: OptDecided) -> None:
    stay.move(Action.REGISTER_OPT_DECISION)
    told = recipients_of(data)
    stay.ready.append(NoticeOfStay(event.notice_ref, event.at, data.municipality, told, assessed_at=data.assessed_at))
    stay.compulsory.decisions.add(event.notice_ref)


def _care_plan_drawn_up(stay: StayFacts, event: Event, data: SentInStay) -> None:
    stay.move(Action.DRAW_UP_CARE_PLAN)
    stay.compulsory.care_plan_at = stay.compulsory.care_plan_at or event.at


def _returned(stay: StayFacts, event: Event, data: Any) -> None:
    """The new stay has facts of its own; this one stays as she left it."""


FOLDS: Final[Mapping[str, Fold]] = {
    EventKind.WARD_CHANGED: _ward_changed,
    EventKind.TRANSFERRED: _transferred,
    EventKind.ABSENCE_BEGUN: _leave_begun,
    EventKind.ABSENCE_ENDED: _leave_ended,
    EventKind.MUNICIPALITY_CHANGED: _municipality_changed,
    EventKind.FACTS_CORRECTED: _facts_corrected,
    EventKind.OPT_DECIDED: _opt_decided,
    EventKind.CARE_PLAN_DRAWN_UP: _care_plan_drawn_up,
    EventKind.RETURNED: _returned,
}
