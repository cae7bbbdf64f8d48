"""The expected discharge is changed (2 kap. 4 §); everybody who counts with it is told."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from discharge.contents.stay import EstimateChange
from discharge.event_data import Estimated, EstimateSent
from discharge.models import Case
from discharge.models.events import EventKind
from discharge.models.notices import Ground
from discharge.services.stay_notices import send_in_stay, told_inside
from discharge.services.staying import act_in_stay, check_expected, parties_told
from notifications.models import Urgency
from rules.states import Action


@transaction.atomic
def change_estimate(
    case_ref: UUID,
    *,
    unit: UUID,
    expected_on: date,
    expected_time: time | None = None,
    told: bool = False,
    reason: str = "",
    reason_ground: Ground | None = None,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Case:
    """She is expected to leave another day, or at an hour that is known now.

    told: whether the patient knows. reason: a part of its own, told only on a ground of its own. Where nobody outside
    has been told of the stay, nobody is told of this. Raises: what act_in_stay raises; InvalidInput.
    """
    acting = act_in_stay(case_ref, Action.CHANGE_ESTIMATE, unit=unit, by=by, expected_version=expected_version)
    stay = acting.stay
    check_expected(expected_on, expected_time, admitted_at=stay.admitted_at)
    parties = parties_told(acting)
    if not parties or stay.expected_on is None:
        data = Estimated(expected_on, expected_time)
        return told_inside(acting, EventKind.ESTIMATED, data, by=by, now=now)
    content = EstimateChange(
        before_on=stay.expected_on,
        before_time=stay.expected_time,
        expected_on=expected_on,
        expected_time=expected_time,
        told=told,
        reason=reason.strip(),
        reason_ground=reason_ground,
    )
    earlier = (expected_on, expected_time or time.max) < (stay.expected_on, stay.expected_time or time.max)
    send_in_stay(
        acting,
        content,
        EventKind.ESTIMATE_SENT,
        lambda refs, to: EstimateSent(refs, None, to, expected_on=expected_on, expected_time=expected_time),
        recipients=parties,
        by=by,
        now=now,
        urgency=Urgency.NOW if earlier else Urgency.CAN_WAIT,
    )
    return acting.case
