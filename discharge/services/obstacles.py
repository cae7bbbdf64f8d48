"""What is missing or unclear in open care (5 kap. 5 §), and whether it is why she cannot leave."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from discharge.contents import obstacles as contents
from discharge.event_shapes.obstacles import ObstacleJudged
from discharge.folds.obstacles import JUDGEMENTS
from discharge.models import Case, Notice
from discharge.models.events import EventKind
from discharge.models.notices import Ground
from discharge.services.hindrances import check_track, no_duty, raised_by_notice
from discharge.services.stay_notices import send_in_stay, tell_parties
from discharge.services.staying import act_in_stay, parties_told
from notifications.models import Urgency
from rules.states import Action
from rules.tracks import obstacle


@transaction.atomic
def report_obstacle(
    case_ref: UUID,
    *,
    unit: UUID,
    what: str,
    ground: Ground,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice:
    """Anybody in the planning says that open care's services are missing or unclear; everybody else there is told.

    Until somebody has judged whether it is why she cannot leave it counts as such: what is unclear counts against the
    region. Law: 5 kap. 5 §; A-12. Raises: what act_in_stay raises; InvalidInput; GroundNotAvailable.
    """
    acting = act_in_stay(case_ref, Action.REPORT_OBSTACLE, unit=unit, by=by, expected_version=expected_version)
    return send_in_stay(
        acting,
        contents.OpenCareObstacle(what=what.strip()),
        EventKind.OBSTACLE_REPORTED,
        recipients=parties_told(acting),
        by=by,
        now=now,
        ground=no_duty(ground),
        urgency=Urgency.NOW,
    )


@transaction.atomic
def judge_obstacle(
    case_ref: UUID,
    *,
    unit: UUID,
    about: UUID,
    prevents: bool,
    why: str = "",
    ground: Ground,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice | Case:
    """The ward or open care says whether it is why she cannot leave; from now on, until something else is said.

    about: the ref of the notice that reported it; those who have that are told. Law: 5 kap. 5 §; A-12.
    Raises: what act_in_stay raises; InvalidInput; GroundNotAvailable; NotOpen; NotNowOfIt.
    """
    acting = act_in_stay(case_ref, Action.JUDGE_OBSTACLE, unit=unit, by=by, expected_version=expected_version)
    one, reported, others = raised_by_notice(acting.stay.hindrances.obstacles, about, acting)
    check_track(obstacle.TRANSITIONS, one.state, JUDGEMENTS[prevents])
    notice = tell_parties(
        acting,
        contents.ObstacleJudged(prevents=prevents, why=why.strip()),
        EventKind.OBSTACLE_JUDGED,
        lambda refs, to: ObstacleJudged(refs, about, to, prevents=prevents),
        recipients=others,
        by=by,
        now=now,
        ground=no_duty(ground),
        answers=reported,
    )
    return notice or acting.case


@transaction.atomic
def solve_obstacle(
    case_ref: UUID,
    *,
    unit: UUID,
    about: UUID,
    how: str = "",
    ground: Ground,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice | Case:
    """Open care has what was missing: the first day without the obstacle is the day after (A-12).

    about: the ref of the notice that reported it; those who have that are told.
    Raises: what act_in_stay raises; InvalidInput; GroundNotAvailable; NotOpen; NotNowOfIt.
    """
    acting = act_in_stay(case_ref, Action.SOLVE_OBSTACLE, unit=unit, by=by, expected_version=expected_version)
    one, reported, others = raised_by_notice(acting.stay.hindrances.obstacles, about, acting)
    check_track(obstacle.TRANSITIONS, one.state, obstacle.Action.SOLVE)
    notice = tell_parties(
        acting,
        contents.ObstacleSolved(how=how.strip()),
        EventKind.OBSTACLE_SOLVED,
        recipients=others,
        by=by,
        now=now,
        ground=no_duty(ground),
        answers=reported,
    )
    return notice or acting.case
