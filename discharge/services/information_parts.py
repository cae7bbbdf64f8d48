"""The ward sends what goes with her in parts, each to those who need it; and gives the patient her own summary."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from discharge.contents.planning import InformationPart, Part
from discharge.event_shapes.planning import InformationPartSent, SummaryGiven
from discharge.models import Case, Notice
from discharge.models.events import EventKind
from discharge.models.notices import Ground
from discharge.services.stay_notices import send_in_stay, told_inside
from discharge.services.staying import act_in_stay, check_parties
from discharge.services.underlays import promised_by
from rules.states import Action


@transaction.atomic
def send_information_part(
    case_ref: UUID,
    *,
    unit: UUID,
    recipients: Collection[UUID],
    part: Part,
    body: str = "",
    days: int | None = None,
    action: str = "",
    time_frame: str = "",
    missing: bool = False,
    missing_by: datetime | None = None,
    ground: Ground,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice:
    """One part goes to the parties that are chosen for it (3 kap. 2 §).

    missing: it is not there yet, and owed until missing_by as in the underlay. days: for how many the medicines last.
    action, time_frame: of a referral, whose question is the body.
    Raises: what act_in_stay raises; NotToldOfStay; PromisedWithoutTime; InvalidInput; GroundNotAvailable.
    """
    doing = Action.SEND_INFORMATION_PART
    acting = act_in_stay(case_ref, doing, unit=unit, by=by, expected_version=expected_version)
    check_parties(recipients, acting)
    promised = promised_by(missing_by, acting.stay, now) if missing else None
    return send_in_stay(
        acting,
        InformationPart(
            part=part,
            body=body.strip(),
            days=days,
            action=action.strip(),
            time_frame=time_frame.strip(),
            missing_by=promised,
        ),
        EventKind.INFORMATION_PART_SENT,
        lambda refs, to: InformationPartSent(refs, None, to, part=part, missing_by=promised),
        recipients=recipients,
        by=by,
        now=now,
        ground=ground,
    )


@transaction.atomic
def give_patient_summary(
    case_ref: UUID, *, unit: UUID, given: bool, by: Actor, now: datetime, expected_version: int
) -> Case:
    """The patient has got the summary in writing, or did not want it (patientlagen 3 kap. 2 b §); told inside.

    Raises: what act_in_stay raises.
    """
    acting = act_in_stay(case_ref, Action.GIVE_PATIENT_SUMMARY, unit=unit, by=by, expected_version=expected_version)
    return told_inside(acting, EventKind.SUMMARY_GIVEN, SummaryGiven(given), by=by, now=now)
