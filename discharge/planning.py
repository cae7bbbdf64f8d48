"""What of the planning is open: questions that wait for an answer, and what has been promised and is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from discharge.contents.planning import Area
from discharge.facts import CaseFacts
from discharge.stay_facts import Asked, Promise, StayFacts
from rules.calendar import at_time, end_of_day
from rules.facts import LeftReason
from rules.states import TOLD, Action
from rules.tracks.receipt import State


@dataclass(frozen=True, slots=True)
class Debt:
    """Something that was said to be missing: by which notice, since when, until when, and when it was told."""

    notice: UUID
    since: datetime
    due_at: datetime
    told_at: datetime | None = None


def debts(stay: StayFacts, promises: Iterable[Promise]) -> Mapping[str, Debt]:
    """By area or part the latest debt that these promises make, told or not. promises: all, or those of one reader.

    Of an area there is no underlay after she has left, nor of anything when she is dead: what was not missed before
    that is no longer owed.
    """
    found: dict[str, Debt] = {}
    for promise in promises:
        for about, due_at in promise.missing.items():
            found[about] = Debt(promise.notice, promise.at, due_at)
        for about in promise.told:
            if about in found and found[about].told_at is None:
                found[about] = replace(found[about], told_at=promise.at)
    return {about: debt for about, debt in found.items() if debt.told_at is not None or _is_owed(stay, about, debt)}


def _is_owed(stay: StayFacts, about: str, debt: Debt) -> bool:
    ends = stay.left_at if stay.left_reason is LeftReason.DECEASED or about in set(Area) else None
    return ends is None or debt.due_at < ends


def in_it_now(stay: StayFacts, unit: UUID) -> UUID:
    """The unit, or the ward that has her now where it is one that has had her."""
    return stay.ward if unit in stay.wards else unit


def asked(facts: CaseFacts, stay: StayFacts, question: Asked) -> Collection[UUID]:
    """The units that have the question, as it was sent or sent on."""
    receipts = facts.notices[question.notice].receipts
    having = (unit for unit, one in receipts.items() if one.state != State.WRONG_RECIPIENT)
    return dict.fromkeys(in_it_now(stay, unit) for unit in having)


def owing(facts: CaseFacts, stay: StayFacts, question: Asked) -> Collection[UUID]:
    """Those of them that have not answered it."""
    answered = {in_it_now(stay, unit) for unit in question.answered}
    return [unit for unit in asked(facts, stay, question) if unit not in answered]


def to_answer_question_since(unit: UUID, facts: CaseFacts, stay: StayFacts) -> datetime | None:
    """Since when a question waits for the unit's answer."""
    questions = stay.planning.questions.values()
    waiting = [question.at for question in questions if unit in owing(facts, stay, question)]
    return min(waiting, default=None) if stay.status in TOLD else None


def is_sensible(action: Action, unit: UUID, facts: CaseFacts, stay: StayFacts) -> bool:
    """Whether the unit has a question to answer, or a word to take back, where the action is that."""
    if action is Action.ANSWER_QUESTION:
        return to_answer_question_since(unit, facts, stay) is not None
    return action is not Action.WITHDRAW_CAN_RECEIVE or unit in stay.can_receive


def answer_due_at(stay: StayFacts, question: Asked) -> datetime | None:
    """When the answer is needed: as was said, but not later than the discharge that it concerns, if one is expected."""
    leaves_at = expected_at(stay)
    if leaves_at is None or leaves_at <= question.at:
        return question.answer_by
    return min(leaves_at, question.answer_by or leaves_at)


def expected_at(stay: StayFacts) -> datetime | None:
    """When she is expected to leave at the latest: the hour, or the end of a day whose hour is not known."""
    if stay.expected_on is None:
        return None
    return at_time(stay.expected_on, stay.expected_time) if stay.expected_time else end_of_day(stay.expected_on)
