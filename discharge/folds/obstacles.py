"""What hinders her from leaving: what she waits for, what is missing in open care, and who says she is not ready."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from uuid import UUID

from discharge.event_shapes.common import SentInStay
from discharge.event_shapes.obstacles import BlockerChanged, BlockerRaised, BlockerSolved, ObstacleJudged
from discharge.folds.fold import Fold
from discharge.models import Event
from discharge.models.events import EventKind
from discharge.stay_facts import Blocker, Disagreement, Obstacle, StayFacts
from rules.states import Action
from rules.tables import next_state
from rules.tracks import blocker, disagreement, obstacle


def _raised(stay: StayFacts, event: Event, data: BlockerRaised) -> None:
    stay.move(Action.RAISE_BLOCKER)
    stay.hindrances.blockers[data.inside.ref if data.inside else event.notice_ref] = Blocker(
        state=next_state(blocker.TRANSITIONS, None, blocker.Action.RAISE),
        raised_by=event.unit_ref,
        since=event.at,
        owner=data.owner,
        due_at=data.due_at,
        notices=_told(event),
        inside=data.inside.what if data.inside else "",
    )


def _changed(stay: StayFacts, event: Event, data: BlockerChanged) -> None:
    stay.move(Action.CHANGE_BLOCKER)
    known = stay.hindrances.blockers
    before = known[data.blocker]
    known[data.blocker] = replace(
        before,
        state=next_state(blocker.TRANSITIONS, before.state, blocker.Action.CHANGE),
        since=event.at,
        owner=data.owner,
        due_at=data.due_at,
        notices=before.notices + _told(event),
    )


def _solved(stay: StayFacts, event: Event, data: BlockerSolved) -> None:
    stay.move(Action.SOLVE_BLOCKER)
    known = stay.hindrances.blockers
    before = known[data.blocker]
    known[data.blocker] = replace(before, state=next_state(blocker.TRANSITIONS, before.state, blocker.Action.SOLVE))


def _told(event: Event) -> tuple[UUID, ...]:
    """The notice that told of it, if one did."""
    return (event.notice_ref,) if event.notice else ()


def _obstacle_reported(stay: StayFacts, event: Event, data: SentInStay) -> None:
    stay.move(Action.REPORT_OBSTACLE)
    state = next_state(obstacle.TRANSITIONS, None, obstacle.Action.REPORT)
    stay.hindrances.obstacles[event.notice_ref] = Obstacle(((event.at, state),))


def _obstacle_judged(stay: StayFacts, event: Event, data: ObstacleJudged) -> None:
    stay.move(Action.JUDGE_OBSTACLE)
    _obstacle_moved(stay, event, data, JUDGEMENTS[data.prevents])


def _obstacle_solved(stay: StayFacts, event: Event, data: SentInStay) -> None:
    stay.move(Action.SOLVE_OBSTACLE)
    _obstacle_moved(stay, event, data, obstacle.Action.SOLVE)


def _obstacle_moved(stay: StayFacts, event: Event, data: SentInStay, action: obstacle.Action) -> None:
    known = stay.hindrances.obstacles
    assert data.answers is not None
    before = known[data.answers]
    state = next_state(obstacle.TRANSITIONS, before.state, action)
    known[data.answers] = Obstacle((*before.states, (event.at, state)))


def _disagreed(stay: StayFacts, event: Event, data: SentInStay) -> None:
    stay.move(Action.RAISE_DISAGREEMENT)
    state = next_state(disagreement.TRANSITIONS, None, disagreement.Action.RAISE)
    stay.hindrances.disagreements[event.notice_ref] = Disagreement(state, event.unit_ref, event.at)


def _answered(stay: StayFacts, event: Event, data: SentInStay) -> None:
    stay.move(Action.ANSWER_DISAGREEMENT)
    _disagreement_moved(stay, data, disagreement.Action.ANSWER)


def _withdrawn(stay: StayFacts, event: Event, data: SentInStay) -> None:
    stay.move(Action.WITHDRAW_DISAGREEMENT)
    _disagreement_moved(stay, data, disagreement.Action.WITHDRAW)


def _disagreement_moved(stay: StayFacts, data: SentInStay, action: disagreement.Action) -> None:
    known = stay.hindrances.disagreements
    assert data.answers is not None
    before = known[data.answers]
    known[data.answers] = replace(before, state=next_state(disagreement.TRANSITIONS, before.state, action))


# What is said of an obstacle: it is why she cannot leave, or it is not.
JUDGEMENTS: Final[Mapping[bool, obstacle.Action]] = {
    True: obstacle.Action.SAY_IT_PREVENTS,
    False: obstacle.Action.SAY_IT_DOES_NOT_PREVENT,
}
FOLDS: Final[Mapping[str, Fold]] = {
    EventKind.BLOCKER_RAISED: _raised,
    EventKind.BLOCKER_CHANGED: _changed,
    EventKind.BLOCKER_SOLVED: _solved,
    EventKind.OBSTACLE_REPORTED: _obstacle_reported,
    EventKind.OBSTACLE_JUDGED: _obstacle_judged,
    EventKind.OBSTACLE_SOLVED: _obstacle_solved,
    EventKind.DISAGREEMENT_RAISED: _disagreed,
    EventKind.DISAGREEMENT_ANSWERED: _answered,
    EventKind.DISAGREEMENT_WITHDRAWN: _withdrawn,
}
