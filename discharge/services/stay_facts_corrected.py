"""What was registered of a stay was wrong: it is corrected with a reason, and stays legible (PDL 3 kap. 14 §)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from discharge.errors import HappenedWrong, NothingChanged
from discharge.event_shapes.moves import FactsCorrected
from discharge.models import Case, Event
from discharge.models.events import EventKind
from discharge.services import reasons
from discharge.services.deriving import derive
from discharge.services.recording import record
from discharge.services.staying import Acting, act_in_stay, check_happened
from discharge.stays import stay_of
from rules import facts_check
from rules.errors import Problem
from rules.facts import CareType, LegalForm
from rules.states import Action


@transaction.atomic
def correct_facts(
    case_ref: UUID,
    *,
    unit: UUID,
    admitted_at: datetime,
    care_type: CareType,
    legal_form: LegalForm,
    reason: str,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Case:
    """When she was admitted, what kind of care it is and in which legal form; deadlines are counted again.

    Raises: what act_in_stay raises; NothingChanged; HappenedWrong; InvalidInput.
    """
    acting = act_in_stay(case_ref, Action.CORRECT_FACTS, unit=unit, by=by, expected_version=expected_version)
    stay = acting.stay
    if (admitted_at, care_type, legal_form) == (stay.admitted_at, stay.care_type, stay.legal_form):
        raise NothingChanged(Problem("admitted_at", "is what it was, and so is the rest"))
    check_happened(admitted_at, field="admitted_at", after=None, now=now)
    _check_order(acting, admitted_at)
    record(
        acting.case,
        EventKind.FACTS_CORRECTED,
        FactsCorrected(admitted_at, care_type, legal_form, reasons.required(reason)),
        by=by,
        now=now,
        unit=acting.unit,
        audience=Event.Audience.OWN,
        corrects=Event.objects.get(case=acting.case, kind=EventKind.STAY_REGISTERED),
    )
    derive(acting.case, now=now)
    return acting.case


def _check_order(acting: Acting, admitted_at: datetime) -> None:
    """She was not admitted after what has happened to her since. Raises: HappenedWrong."""
    before = stay_of(acting.facts)
    new = set(facts_check.problems(replace(before, admitted_at=admitted_at))) - set(facts_check.problems(before))
    moved_at = acting.stay.moves.first_at
    if new or (moved_at is not None and admitted_at > moved_at):
        raise HappenedWrong(Problem("admitted_at", "is after what happened since"))
