"""Open compulsory care follows the stay: the chief psychiatrist's decision, and the coordinated care plan.

Law: LPT 7 a §, LRV 12 a §; the decision counts as a ready notice (3 kap. 1 § st 2), the plan is made instead of a SIP
(4 kap. 1 § st 2).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from discharge.contents.moves import CarePlan, OptDecision
from discharge.errors import NotCompulsory
from discharge.event_shapes.moves import OptDecided
from discharge.models import Notice
from discharge.models.events import EventKind
from discharge.models.notices import Ground
from discharge.outside import Outside
from discharge.services.stay_notices import send_in_stay
from discharge.services.staying import Acting, act_in_stay, check_happened, check_outside, parties_told
from discharge.stay_facts import AFTER
from notifications.models import Urgency
from rules.facts import AfterDischarge
from rules.states import Action


@transaction.atomic
def register_opt_decision(
    case_ref: UUID,
    *,
    unit: UUID,
    recipients: Collection[UUID],
    decided_at: datetime,
    psychiatrist: str,
    outside: Outside | None = None,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice:
    """The units concerned are told of the decision; from then on she counts as ready. psychiatrist: chief psychiatrist.

    outside: how and when it went to those that nobody reaches here.
    Raises: what act_in_stay and check_outside raise; NotCompulsory; HappenedWrong; InvalidInput; UnitClosed.
    """
    action = Action.REGISTER_OPT_DECISION
    acting = act_in_stay(case_ref, action, unit=unit, by=by, expected_version=expected_version)
    care = _care_after(acting)
    check_happened(decided_at, field="decided_at", after=acting.stay.admitted_at, now=now)
    check_outside(acting.stay, outside, action, after=decided_at, now=now)
    municipality = acting.stay.municipality
    return send_in_stay(
        acting,
        OptDecision(decided_at=decided_at, psychiatrist=psychiatrist.strip(), care=care),
        EventKind.OPT_DECIDED,
        lambda refs, to: OptDecided(refs, None, to, municipality, decided_at, psychiatrist.strip()),
        recipients=recipients,
        by=by,
        now=now,
        urgency=Urgency.NOW,
        outside=outside,
    )


@transaction.atomic
def draw_up_care_plan(
    case_ref: UUID,
    *,
    unit: UUID,
    drawn_up_at: datetime,
    psychiatrist: str,
    approved_by: str,
    ground: Ground,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice:
    """The plan is drawn up when the units have approved it. approved_by: which units did; her consent is no condition.

    Raises: what act_in_stay raises; NotCompulsory; HappenedWrong; InvalidInput; GroundNotAvailable.
    """
    acting = act_in_stay(case_ref, Action.DRAW_UP_CARE_PLAN, unit=unit, by=by, expected_version=expected_version)
    _care_after(acting)
    check_happened(drawn_up_at, field="drawn_up_at", after=acting.stay.admitted_at, now=now)
    return send_in_stay(
        acting,
        CarePlan(drawn_up_at=drawn_up_at, psychiatrist=psychiatrist.strip(), approved_by=approved_by.strip()),
        EventKind.CARE_PLAN_DRAWN_UP,
        recipients=parties_told(acting),
        by=by,
        now=now,
        ground=ground,
        at=drawn_up_at,
    )


def _care_after(acting: Acting) -> AfterDischarge:
    """The open compulsory care that can follow. Raises: NotCompulsory when she is not in compulsory care."""
    care = AFTER[acting.stay.legal_form]
    if care is AfterDischarge.NONE:
        raise NotCompulsory("the stay is not compulsory care")
    return care
