"""She leaves the hospital: the information that goes with her, how she left, and an undone discharge."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from discharge.contents.stay import DischargeInformation, LeavingUndone, LeftHospital
from discharge.errors import AlreadyAdmitted
from discharge.event_data import Left
from discharge.folds.stay import LEAVING
from discharge.models import Case, Notice
from discharge.models.events import EventKind
from discharge.outside import Outside
from discharge.selectors.inpatients import open_stay_at
from discharge.services.cases import hold_patient_of
from discharge.services.stay_notices import send_in_stay, tell_parties
from discharge.services.staying import act_in_stay, check_happened, check_outside, parties_told
from discharge.stays import told
from notifications.models import Urgency
from rules.facts import LeftReason
from rules.states import Action
from rules.tables import Fact


@transaction.atomic
def send_discharge_information(
    case_ref: UUID,
    *,
    unit: UUID,
    body: str,
    medicines: str = "",
    aids: str = "",
    night: str = "",
    outside: Outside | None = None,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice:
    """What each party needs when she leaves, that day at the latest (3 kap. 2 §).

    outside: how and when it went to those that nobody reaches here.
    Raises: what act_in_stay and check_outside raise; InvalidInput.
    """
    action = Action.SEND_DISCHARGE_INFORMATION
    acting = act_in_stay(case_ref, action, unit=unit, by=by, expected_version=expected_version)
    check_outside(acting.stay, outside, action, after=acting.stay.admitted_at, now=now)
    return send_in_stay(
        acting,
        DischargeInformation(body=body.strip(), medicines=medicines.strip(), aids=aids.strip(), night=night.strip()),
        EventKind.INFORMATION_SENT,
        recipients={*parties_told(acting), *told(acting.facts)},
        by=by,
        now=now,
        outside=outside,
    )


@transaction.atomic
def leave(
    case_ref: UUID,
    *,
    unit: UUID,
    reason: LeftReason,
    left_at: datetime,
    where_to: str = "",
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Case:
    """She has left, in whatever way; those who had been told of the stay are told at once (3 kap. 2 §, 5 kap. 1 §).

    Raises: what act_in_stay raises; HappenedWrong; InvalidInput.
    """
    acting = act_in_stay(case_ref, LEAVING[reason], unit=unit, by=by, expected_version=expected_version)
    check_happened(left_at, field="left_at", after=acting.stay.there_since, now=now)
    tell_parties(
        acting,
        LeftHospital(reason=reason, left_at=left_at, where_to=where_to.strip()),
        EventKind.LEFT,
        lambda refs, to: Left(refs, None, to, reason),
        recipients=parties_told(acting),
        by=by,
        now=now,
        at=left_at,
        urgency=Urgency.NOW,
    )
    return acting.case


@transaction.atomic
def undo_leaving(case_ref: UUID, *, unit: UUID, by: Actor, now: datetime, expected_version: int) -> Case:
    """She never left the building: the stay is as it was before, and those who were told otherwise are told so.

    Raises: what act_in_stay raises; AlreadyAdmitted when she is back by a new stay.
    """
    person = hold_patient_of(case_ref)
    acting = act_in_stay(
        case_ref,
        Action.UNDO_LEAVING,
        unit=unit,
        by=by,
        expected_version=expected_version,
        facts=(Fact.NEVER_LEFT_BUILDING,),
    )
    there = open_stay_at(acting.episode.controller_id, person.pk)
    if there is not None:
        raise AlreadyAdmitted("the hospital has a new stay", admitted_at=there.admitted_at)
    tell_parties(
        acting,
        LeavingUndone(),
        EventKind.LEAVING_UNDONE,
        recipients=parties_told(acting),
        by=by,
        now=now,
        urgency=Urgency.NOW,
    )
    return acting.case
