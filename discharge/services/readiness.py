"""She is ready to leave (3 kap. 1 §), by the physician's assessment; or she is not after all."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from discharge.contents.stay import Ready, ReadyWithdrawn
from discharge.event_data import ReadySent
from discharge.models import Case, Notice
from discharge.models.events import EventKind
from discharge.models.notices import Ground
from discharge.outside import Outside
from discharge.services.stay_notices import send_in_stay, tell_parties
from discharge.services.staying import act_in_stay, check_happened, check_outside
from discharge.stays import reached_here
from notifications.models import Urgency
from rules.states import Action


@transaction.atomic
def declare_ready(
    case_ref: UUID,
    *,
    unit: UUID,
    recipients: Collection[UUID],
    assessed_at: datetime,
    physician: str,
    adds: bool = False,
    outside: Outside | None = None,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice:
    """The units concerned are told that she is ready: when that was assessed, and by which physician.

    Nothing else is required: it never waits. adds: these are told of the same readiness later than the others.
    outside: how and when it went to those that nobody reaches here.
    Law: 3 kap. 1 §. Raises: what act_in_stay and check_outside raise; HappenedWrong; InvalidInput; UnitClosed.
    """
    action = Action.SEND_READY_NOTICE if adds else Action.DECLARE_READY
    acting = act_in_stay(case_ref, action, unit=unit, by=by, expected_version=expected_version)
    check_happened(assessed_at, field="assessed_at", after=acting.stay.admitted_at, now=now)
    check_outside(acting.stay, outside, action, after=assessed_at, now=now)
    municipality = acting.stay.municipality
    return send_in_stay(
        acting,
        Ready(assessed_at=assessed_at, physician=physician.strip()),
        EventKind.READY_SENT,
        lambda refs, to: ReadySent(refs, None, to, municipality, assessed_at, physician.strip()),
        recipients=recipients,
        by=by,
        now=now,
        urgency=Urgency.NOW,
        outside=outside,
    )


@transaction.atomic
def withdraw_readiness(
    case_ref: UUID,
    *,
    unit: UUID,
    reason: str = "",
    reason_ground: Ground | None = None,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice | Case:
    """She is not ready after all: all who have been told are told so, and the clocks of this readiness end (A-11).

    reason: a part of its own, told only on a ground of its own. Gives the case when nobody has the ready notice any
    more. Raises: what act_in_stay raises; InvalidInput.
    """
    acting = act_in_stay(case_ref, Action.WITHDRAW_READINESS, unit=unit, by=by, expected_version=expected_version)
    standing = [notice for notice in acting.stay.ready if notice.ref not in acting.stay.withdrawn]
    having = dict.fromkeys(ref for notice in standing for ref in reached_here(acting.facts, notice))
    notice = tell_parties(
        acting,
        ReadyWithdrawn(reason=reason.strip(), reason_ground=reason_ground),
        EventKind.READINESS_WITHDRAWN,
        recipients=having,
        by=by,
        now=now,
        urgency=Urgency.NOW,
    )
    return notice or acting.case
