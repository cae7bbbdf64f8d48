"""Those who will receive her say from when they can, or that they cannot after all."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from discharge.contents.planning import CanReceiveWithdrawn
from discharge.contents.receiving import CanReceive
from discharge.errors import NotSaidCanReceive
from discharge.event_data import CanReceiveSent
from discharge.models import Notice
from discharge.models.events import EventKind
from discharge.models.notices import Ground
from discharge.services.stay_notices import send_in_stay
from discharge.services.staying import act_in_stay, parties_told
from notifications.models import Urgency
from rules.states import Action


@transaction.atomic
def say_can_receive(
    case_ref: UUID,
    *,
    unit: UUID,
    from_at: datetime,
    first_visit: str,
    meets: str,
    ground: Ground,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice:
    """From an instant somebody is there for her: transport may be booked. What is said again replaces it.

    first_visit, meets: when somebody comes, and who; never proposed by the product. Law: 2 kap. 6 §.
    Raises: what act_in_stay raises; InvalidInput; GroundNotAvailable.
    """
    acting = act_in_stay(case_ref, Action.SAY_CAN_RECEIVE, unit=unit, by=by, expected_version=expected_version)
    return send_in_stay(
        acting,
        CanReceive(from_at=from_at, first_visit=first_visit.strip(), meets=meets.strip()),
        EventKind.CAN_RECEIVE_SENT,
        lambda refs, to: CanReceiveSent(refs, None, to, from_at=from_at),
        recipients=parties_told(acting),
        by=by,
        now=now,
        ground=ground,
    )


@transaction.atomic
def withdraw_can_receive(
    case_ref: UUID,
    *,
    unit: UUID,
    reason: str = "",
    reason_ground: Ground | None = None,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice:
    """What the unit said does not hold: everybody in the planning is told at once (2 kap. 6 §).

    reason: a part of its own, told only on a ground of its own.
    Raises: what act_in_stay raises; NotSaidCanReceive; InvalidInput.
    """
    action = Action.WITHDRAW_CAN_RECEIVE
    acting = act_in_stay(case_ref, action, unit=unit, by=by, expected_version=expected_version)
    if acting.unit.ref not in acting.stay.can_receive:
        raise NotSaidCanReceive("the unit has not said that it can receive her")
    return send_in_stay(
        acting,
        CanReceiveWithdrawn(reason=reason.strip(), reason_ground=reason_ground),
        EventKind.CAN_RECEIVE_WITHDRAWN,
        recipients=parties_told(acting),
        by=by,
        now=now,
        urgency=Urgency.NOW,
    )
