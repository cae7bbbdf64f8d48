"""The medical responsibility after the stay: the ward asks open care to take it over, and open care answers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Unit
from discharge.contents.responsibility import Responsibility
from discharge.event_shapes.tracks import ResponsibilityMoved
from discharge.hindrances import knowing_notice
from discharge.models import Case, Notice
from discharge.models.events import EventKind
from discharge.models.notices import Ground
from discharge.selectors.parties import parties_known
from discharge.services.hindrances import check_track, no_duty
from discharge.services.stay_notices import tell_parties
from discharge.services.staying import RECIPIENTS, Acting, act_in_track, check_lives, parties_told
from discharge.tracks import TrackAction
from rules.errors import InvalidInput, Problem
from rules.facts import Recipient
from rules.tracks.medical_responsibility import TRANSITIONS, Action


@transaction.atomic
def ask_to_take_over(
    case_ref: UUID,
    *,
    unit: UUID,
    open_care: UUID,
    said: str,
    ground: Ground,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice | Case:
    """The ward asks one open-care unit, which is known to take part, to take over; that unit alone is told.

    Raises: what act_in_track raises; NotNowInStay; NotNowOfIt; InvalidInput; GroundNotAvailable.
    """
    acting = _acting(case_ref, TrackAction.ASK_TAKE_OVER, unit=unit, by=by, expected_version=expected_version)
    known = parties_known(acting.case, acting.facts, acting.unit, by)
    found = next((one for one in known if one.ref == open_care), None)
    if found is None or RECIPIENTS.get(found.kind) is not Recipient.OPEN_CARE:
        raise InvalidInput(Problem("open_care", "is no open care that is known to take part"))
    return _tell(acting, Action.ASK, found, [open_care], said=said, ground=ground, by=by, now=now)


@transaction.atomic
def take_over(
    case_ref: UUID,
    *,
    unit: UUID,
    physician: str,
    from_at: datetime,
    ground: Ground,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice | Case:
    """The unit takes over: which physician, and from when; everybody in the planning is told.

    Raises: what act_in_track raises; NotNowInStay; NotNowOfIt; InvalidInput; GroundNotAvailable.
    """
    acting = _acting(case_ref, TrackAction.TAKE_OVER, unit=unit, by=by, expected_version=expected_version)
    return _tell(
        acting,
        Action.TAKE_OVER,
        Unit.objects.get(pk=acting.unit.id),
        parties_told(acting),
        physician=physician,
        from_at=from_at,
        ground=ground,
        by=by,
        now=now,
    )


@transaction.atomic
def decline_to_take_over(
    case_ref: UUID,
    *,
    unit: UUID,
    said: str,
    ground: Ground,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice | Case:
    """The unit that was asked does not take over; the ward alone is told why.

    Raises: what act_in_track raises; NotNowInStay; NotNowOfIt; InvalidInput; GroundNotAvailable.
    """
    acting = _acting(case_ref, TrackAction.DECLINE_TAKE_OVER, unit=unit, by=by, expected_version=expected_version)
    ward, own = [acting.stay.ward], Unit.objects.get(pk=acting.unit.id)
    return _tell(acting, Action.DECLINE, own, ward, said=said, ground=ground, by=by, now=now)


@transaction.atomic
def hand_back(
    case_ref: UUID,
    *,
    unit: UUID,
    said: str,
    ground: Ground,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice | Case:
    """She stays or returns, and the hospital has the responsibility again; those who knew of the taking over are told.

    Raises: what act_in_track raises; NotNowInStay; NotNowOfIt; InvalidInput; GroundNotAvailable.
    """
    acting = _acting(case_ref, TrackAction.HAND_BACK, unit=unit, by=by, expected_version=expected_version)
    one = acting.stay.responsibility.get(acting.unit.ref)
    knowing = knowing_notice(acting.facts, acting.stay, one.notice) - {acting.unit.ref} if one and one.notice else set()
    own = Unit.objects.get(pk=acting.unit.id)
    return _tell(acting, Action.HAND_BACK, own, knowing, said=said, ground=ground, by=by, now=now)


def _acting(case_ref: UUID, action: TrackAction, *, unit: UUID, by: Actor, expected_version: int) -> Acting:
    """As act_in_track; of the dead nobody has a responsibility. Raises: NotNowInStay."""
    acting = act_in_track(case_ref, action, unit=unit, by=by, expected_version=expected_version)
    check_lives(acting.stay, action.value)
    return acting


def _tell(
    acting: Acting,
    action: Action,
    of: Unit,
    recipients: Collection[UUID],
    *,
    physician: str = "",
    from_at: datetime | None = None,
    said: str = "",
    ground: Ground,
    by: Actor,
    now: datetime,
) -> Notice | Case:
    one = acting.stay.responsibility.get(of.ref)
    check_track(TRANSITIONS, one.state if one else None, action)
    content = Responsibility(
        action=action, unit=of.name, physician=physician.strip(), from_at=from_at, said=said.strip()
    )
    notice = tell_parties(
        acting,
        content,
        EventKind.RESPONSIBILITY_CHANGED,
        lambda refs, to: ResponsibilityMoved(refs, None, to, action, of.ref, from_at),
        recipients=recipients,
        by=by,
        now=now,
        ground=no_duty(ground),
    )
    return notice or acting.case
