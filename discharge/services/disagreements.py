"""A receiver does not find her ready to leave, and the physician answers; no clock is touched."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from discharge.contents import obstacles as contents
from discharge.errors import HOLDS, NotNowInStay, NotOpen
from discharge.hindrances import is_told_ready
from discharge.models import Case, Notice
from discharge.models.events import EventKind
from discharge.models.notices import Ground
from discharge.services.hindrances import check_track, no_duty, raised_by_notice
from discharge.services.stay_notices import send_in_stay, tell_parties
from discharge.services.staying import act_in_stay
from notifications.models import Urgency
from rules.states import Action, Status
from rules.tracks import disagreement


@transaction.atomic
def raise_disagreement(
    case_ref: UUID,
    *,
    unit: UUID,
    reason: str,
    ground: Ground,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice:
    """A receiver objects, with its reason, to the ward alone: nobody but the physician decides on readiness.

    Law: 1 kap. 3 §. Raises: what act_in_stay raises; InvalidInput; GroundNotAvailable.
    """
    action = Action.RAISE_DISAGREEMENT
    acting = act_in_stay(case_ref, action, unit=unit, by=by, expected_version=expected_version)
    if not is_told_ready(acting.unit.ref, acting.facts, acting.stay):
        holds = str(HOLDS[Status.PLANNING])  # as the unit knows it
        raise NotNowInStay("the unit is not told of it", status=Status.PLANNING.value, action=action.value, holds=holds)
    return send_in_stay(
        acting,
        contents.Disagreement(reason=reason.strip()),
        EventKind.DISAGREEMENT_RAISED,
        recipients=[acting.episode.ward.ref],
        by=by,
        now=now,
        ground=no_duty(ground),
        urgency=Urgency.NOW,
    )


@transaction.atomic
def answer_disagreement(
    case_ref: UUID,
    *,
    unit: UUID,
    about: UUID,
    answer: str,
    physician: str,
    ground: Ground,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice | Case:
    """The ward answers in the physician's name. A readiness that does not hold is taken back, which is another thing.

    about: the ref of the notice that objected; its sender is told. Raises: what act_in_stay raises; InvalidInput;
    GroundNotAvailable; NotOpen; NotNowOfIt.
    """
    acting = act_in_stay(case_ref, Action.ANSWER_DISAGREEMENT, unit=unit, by=by, expected_version=expected_version)
    one, raised, others = raised_by_notice(acting.stay.hindrances.disagreements, about, acting)
    check_track(disagreement.TRANSITIONS, one.state, disagreement.Action.ANSWER)
    notice = tell_parties(
        acting,
        contents.DisagreementAnswer(answer=answer.strip(), physician=physician.strip()),
        EventKind.DISAGREEMENT_ANSWERED,
        recipients=others,
        by=by,
        now=now,
        ground=no_duty(ground),
        answers=raised,
    )
    return notice or acting.case


@transaction.atomic
def withdraw_disagreement(
    case_ref: UUID,
    *,
    unit: UUID,
    about: UUID,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice | Case:
    """The receiver that objected does so no longer; that tells nothing about her, and needs no ground of its own.

    about: the ref of the notice that objected. Raises: what act_in_stay raises; NotOpen; NotNowOfIt.
    """
    acting = act_in_stay(case_ref, Action.WITHDRAW_DISAGREEMENT, unit=unit, by=by, expected_version=expected_version)
    one, raised, others = raised_by_notice(acting.stay.hindrances.disagreements, about, acting)
    if one.raised_by != acting.unit.ref:
        raise NotOpen("another unit objected")
    check_track(disagreement.TRANSITIONS, one.state, disagreement.Action.WITHDRAW)
    notice = tell_parties(
        acting,
        contents.DisagreementWithdrawn(),
        EventKind.DISAGREEMENT_WITHDRAWN,
        recipients=others,
        by=by,
        now=now,
        answers=raised,
    )
    return notice or acting.case
