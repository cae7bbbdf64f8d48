"""The ward tells what she needs afterwards, area by area; what nobody can say yet is owed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, time
from typing import Final
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from discharge.contents.planning import Before, Need, Underlay
from discharge.errors import PromisedWithoutTime
from discharge.event_shapes.planning import UnderlaySent
from discharge.models import Notice
from discharge.models.events import EventKind
from discharge.models.notices import Ground
from discharge.services.stay_notices import send_in_stay
from discharge.services.staying import act_in_stay, check_parties
from discharge.stay_facts import StayFacts
from rules.calendar import at_time, in_sweden, previous_weekday
from rules.errors import Problem
from rules.states import Action

NOON: Final = time(12)


@transaction.atomic
def send_underlay(
    case_ref: UUID,
    *,
    unit: UUID,
    recipients: Collection[UUID],
    needs: Sequence[Need],
    profession: str = "",
    missing_by: datetime | None = None,
    ground: Ground,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice:
    """The ward sends what is known, to parties that it chooses; any area may be left out, and come later.

    What is not known yet is owed until missing_by, by itself noon on the weekday before she is expected to leave. A
    later underlay that tells the area settles it.
    Raises: what act_in_stay raises; NotToldOfStay; PromisedWithoutTime; InvalidInput; GroundNotAvailable.
    """
    acting = act_in_stay(case_ref, Action.SEND_UNDERLAY, unit=unit, by=by, expected_version=expected_version)
    check_parties(recipients, acting)
    missing = tuple(need.area for need in needs if need.before is Before.NOT_KNOWN)
    promised = promised_by(missing_by, acting.stay, now) if missing else None
    told = tuple(need.area for need in needs if need.before is not Before.NOT_KNOWN)
    return send_in_stay(
        acting,
        Underlay(
            profession=profession.strip(),
            needs=tuple(Need(need.area, need.needs.strip(), need.before) for need in needs),
            missing_by=promised,
        ),
        EventKind.UNDERLAY_SENT,
        lambda refs, to: UnderlaySent(refs, None, to, told=told, missing=missing, missing_by=promised),
        recipients=recipients,
        by=by,
        now=now,
        ground=ground,
    )


def promised_by(chosen: datetime | None, stay: StayFacts, now: datetime) -> datetime:
    """When what is missing is told at the latest: as chosen, else by noon the weekday before the expected discharge.

    Raises: PromisedWithoutTime when that is past, or nobody knows when she leaves; InvalidInput after 2099.
    """
    if chosen is None and stay.expected_on is not None:
        chosen = at_time(previous_weekday(stay.expected_on), NOON)
    if chosen is None or chosen < now:
        raise PromisedWithoutTime(Problem("missing_by", "is not chosen, or past"))
    return in_sweden(chosen)
