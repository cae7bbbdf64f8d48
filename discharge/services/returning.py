"""She is back in the hospital that she left: whoever was told of the stay before is told so at once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from accounts.actor import ActingUnit, Actor
from accounts.models import Unit
from discharge.contents.moves import BackInHospital
from discharge.errors import NotLeftHere
from discharge.event_shapes.moves import ReturnTold
from discharge.facts import facts_of
from discharge.models import Case, Episode
from discharge.models.events import EventKind
from discharge.selectors.inpatients import stays_left
from discharge.services.stay_notices import tell_parties
from discharge.services.staying import Acting
from discharge.stays import told_here
from notifications.models import Urgency
from rules.errors import Problem


def stay_that_she_left(case_ref: UUID, patient_id: int, ward: Unit, *, admitted_at: datetime) -> Episode:
    """The stay before, its case locked after her own row: of this patient, at this hospital, left before she came back.

    Raises: NotLeftHere, whatever else the case is.
    """
    case = Case.objects.select_for_update(no_key=True).filter(ref=case_ref).first()
    found = stays_left(patient_id, [ward.controller_id]).filter(case=case, left_at__lte=admitted_at).first()
    if found is None:
        raise NotLeftHere(Problem("returned_from", "is no stay that the patient has left at this hospital"))
    return found


def tell_of_return(
    earlier: Episode, case: Case, *, unit: ActingUnit, ward: Unit, admitted_at: datetime, by: Actor, now: datetime
) -> None:
    """Whoever was told of the stay that she left is told that she is back, unless nothing more is done in its case."""
    if earlier.case.closed_at is not None:
        return
    facts = facts_of(earlier.case)
    assert facts.stay is not None
    assert facts.stay.left_at is not None
    tell_parties(
        Acting(earlier.case, earlier, facts, facts.stay, unit),
        BackInHospital(left_at=facts.stay.left_at, admitted_at=admitted_at, ward=ward.name, phone=ward.phone),
        EventKind.RETURNED,
        lambda refs, to: ReturnTold(refs, None, to, case.ref),
        recipients=told_here(facts),
        by=by,
        now=now,
        at=admitted_at,
        urgency=Urgency.NOW,
    )
