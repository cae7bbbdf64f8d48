"""What hinders her from leaving, as each unit knows of it: what is open, and since when it waits for whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from discharge.facts import CaseFacts
from discharge.planning import in_it_now
from discharge.stay_facts import Blocker, Disagreement, Obstacle, StayFacts
from discharge.stays import reached, told
from rules.states import NOTIFIED, OPEN, Action, Status
from rules.tracks import blocker, disagreement, obstacle


def knowing(facts: CaseFacts, stay: StayFacts, holders: Collection[UUID]) -> set[UUID]:
    """Of those that were told of something the units in the planning now; a new ward knows what the old one knew."""
    ward = set() if stay.wards.isdisjoint(holders) else {stay.ward}
    return ward | told(facts).keys() & set(holders)


def knowing_notice(facts: CaseFacts, stay: StayFacts, ref: UUID) -> set[UUID]:
    """Those who have the notice."""
    return knowing(facts, stay, facts.notices[ref].holders)


def knowing_blocker(facts: CaseFacts, stay: StayFacts, one: Blocker) -> set[UUID]:
    """Those who have raised it, or been told of it."""
    return knowing(facts, stay, {one.raised_by}.union(*(facts.notices[ref].holders for ref in one.notices)))


def open_blockers(unit: UUID, facts: CaseFacts, stay: StayFacts) -> Mapping[UUID, Blocker]:
    """What she waits for while she is an inpatient, of what the unit knows."""
    return {
        ref: one
        for ref, one in stay.hindrances.blockers.items()
        if stay.status in OPEN and one.state == blocker.State.OPEN and unit in knowing_blocker(facts, stay, one)
    }


def open_obstacles(unit: UUID, facts: CaseFacts, stay: StayFacts) -> Mapping[UUID, Obstacle]:
    """What is missing in open care, of what the unit knows."""
    return {
        ref: one
        for ref, one in stay.hindrances.obstacles.items()
        if one.state != obstacle.State.SOLVED and unit in knowing_notice(facts, stay, ref)
    }


def open_disagreements(unit: UUID, facts: CaseFacts, stay: StayFacts) -> Mapping[UUID, Disagreement]:
    """Objections to a readiness that has not been taken back since, of which the unit knows."""
    taken_back_at = max(stay.withdrawn.values(), default=stay.admitted_at)
    return {
        ref: one
        for ref, one in stay.hindrances.disagreements.items()
        if one.state == disagreement.State.RAISED
        and one.since >= taken_back_at
        and unit in knowing_notice(facts, stay, ref)
    }


def is_told_ready(unit: UUID, facts: CaseFacts, stay: StayFacts) -> bool:
    """Whether the unit has been told of a readiness that has not been taken back."""
    return any(unit in reached(facts, one) for one in stay.ready if one.ref not in stay.withdrawn)


def is_there_something(action: Action, unit: UUID, facts: CaseFacts, stay: StayFacts) -> bool:
    """Whether there is something that the unit could do this about, where the action is about one of several."""
    if action is Action.RAISE_DISAGREEMENT:
        return is_told_ready(unit, facts, stay)
    if action is Action.WITHDRAW_DISAGREEMENT:
        return any(one.raised_by == unit for one in open_disagreements(unit, facts, stay).values())
    return action not in ABOUT or bool(ABOUT[action](unit, facts, stay))


# What is done about one of several.
ABOUT: Final = {
    Action.CHANGE_BLOCKER: open_blockers,
    Action.SOLVE_BLOCKER: open_blockers,
    Action.JUDGE_OBSTACLE: open_obstacles,
    Action.SOLVE_OBSTACLE: open_obstacles,
    Action.ANSWER_DISAGREEMENT: open_disagreements,
}


def to_answer_since(facts: CaseFacts, stay: StayFacts) -> datetime | None:
    """Since when a disagreement about the readiness that she has waits for the physician's answer."""
    waiting = [one.since for one in open_disagreements(stay.ward, facts, stay).values() if stay.status == Status.READY]
    return min(waiting, default=None)


def to_judge_since(facts: CaseFacts, stay: StayFacts) -> datetime | None:
    """Since when the ward has not said whether an obstacle in open care is why she cannot leave."""
    waiting = [
        one.states[0][0]
        for one in open_obstacles(stay.ward, facts, stay).values()
        if stay.status in NOTIFIED and one.state == obstacle.State.CAUSE_UNKNOWN
    ]
    return min(waiting, default=None)


def to_solve_since(unit: UUID, facts: CaseFacts, stay: StayFacts) -> datetime | None:
    """Since when she waits for something that is the unit's to solve."""
    waiting = [one.since for one in open_blockers(unit, facts, stay).values() if in_it_now(stay, one.owner) == unit]
    return min(waiting, default=None)
