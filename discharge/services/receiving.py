"""Those who will receive her say from when they can."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from discharge.contents.receiving import CanReceive
from discharge.event_data import CanReceiveSent
from discharge.models import Notice
from discharge.models.events import EventKind
from discharge.models.notices import Ground
from discharge.services.stay_notices import send_in_stay
from discharge.services.staying import act_in_stay, parties_told
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
