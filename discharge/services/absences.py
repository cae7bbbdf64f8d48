"""She is on leave from the ward, still an inpatient (A-19), and comes back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from discharge.contents.moves import Absence
from discharge.errors import HappenedWrong, NotOnLeave, OnLeave
from discharge.event_shapes.moves import LeaveBegun
from discharge.models import Case
from discharge.models.events import EventKind
from discharge.models.notices import Ground
from discharge.services.stay_notices import tell_parties
from discharge.services.staying import Acting, act_in_stay, check_happened, parties_told
from rules.errors import Problem
from rules.states import Action


@transaction.atomic
def register_leave(
    case_ref: UUID,
    *,
    unit: UUID,
    gone_at: datetime,
    expected_back_at: datetime | None = None,
    ground: Ground | None = None,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Case:
    """She is away from the ward for a while. ground: why the others may be told; without one nobody is.

    Raises: what act_in_stay raises; OnLeave; HappenedWrong; GroundNotAvailable.
    """
    acting = act_in_stay(case_ref, Action.REGISTER_LEAVE, unit=unit, by=by, expected_version=expected_version)
    away_since = acting.stay.moves.on_leave_since
    if away_since is not None:
        raise OnLeave("she is on leave", from_at=away_since)
    check_happened(gone_at, field="gone_at", after=acting.stay.there_since, now=now)
    if expected_back_at is not None and expected_back_at <= gone_at:
        raise HappenedWrong(Problem("expected_back_at", "is not after she went"))
    tell_parties(
        acting,
        Absence(from_at=gone_at, expected_back_at=expected_back_at, back_at=None),
        EventKind.ABSENCE_BEGUN,
        lambda refs, to: LeaveBegun(refs, None, to, expected_back_at),
        recipients=_told(acting, ground),
        by=by,
        now=now,
        at=gone_at,
        ground=ground or Ground.DUTY,
    )
    return acting.case


@transaction.atomic
def end_leave(
    case_ref: UUID,
    *,
    unit: UUID,
    back_at: datetime,
    ground: Ground | None = None,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Case:
    """She is back on the ward. ground: as when she went.

    Raises: what act_in_stay raises; NotOnLeave; HappenedWrong; GroundNotAvailable.
    """
    acting = act_in_stay(case_ref, Action.END_LEAVE, unit=unit, by=by, expected_version=expected_version)
    from_at = acting.stay.moves.on_leave_since
    if from_at is None:
        raise NotOnLeave("she is not on leave")
    check_happened(back_at, field="back_at", after=acting.stay.there_since, now=now)
    if back_at == from_at:
        raise HappenedWrong(Problem("back_at", "is when she went"))
    tell_parties(
        acting,
        Absence(from_at=from_at, expected_back_at=None, back_at=back_at),
        EventKind.ABSENCE_ENDED,
        recipients=_told(acting, ground),
        by=by,
        now=now,
        at=back_at,
        ground=ground or Ground.DUTY,
    )
    return acting.case


def _told(acting: Acting, ground: Ground | None) -> Collection[UUID]:
    """Everybody in the planning, where there is a ground to tell them."""
    return parties_told(acting) if ground else ()
