"""A hospital stay as one reader has been told of it: its steps, when she leaves, and what her units may do now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final

from accounts.actor import ActingUnit, Actor
from accounts.permissions import visible
from accounts.roles import Permission
from discharge.facts import CaseFacts, facts_of
from discharge.models import Case, Deadline, Event, Turn
from discharge.models.events import EventKind
from discharge.services.staying import PARTIES, takes_part
from discharge.stay_facts import StayFacts
from discharge.turns import Action as TurnAction
from discharge.turns import Step
from rules.deadlines import Kind
from rules.facts import SipConsent
from rules.states import TRANSITIONS, Action, available
from rules.tables import Fact, Party


class Stage(StrEnum):
    """How far one of the steps has come, to the reader's knowledge."""

    DONE = "done"
    NOW = "now"
    LATE = "late"
    LATER = "later"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class StepSeen:
    """at: when it was done; else when the reader must have done it, if that is hers and its clock runs."""

    step: Step
    stage: Stage
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """What one of the reader's units may do. is_turn: the case asks for it now."""

    action: Action
    unit: ActingUnit
    is_turn: bool


@dataclass(frozen=True, slots=True)
class StaySeen:
    """ready_at, left_at: None while nobody has told the reader so. offered: what the case asks for first."""

    steps: Sequence[StepSeen]
    expected_on: date | None
    expected_time: time | None
    ready_at: datetime | None
    left_at: datetime | None
    offered: Sequence[Offered]


# The eight steps of the routines: the clock of each, and the event that does it.
STEPS: Final = (
    (Step.ADMISSION_NOTICE, Kind.ADMISSION_NOTICE, EventKind.ADMISSION_SENT),
    (Step.CARE_CONTACT, Kind.CARE_CONTACT, EventKind.CARE_CONTACT_SENT),
    (Step.PLANNING, Kind.PLANNING_UNDERLAY, EventKind.CAN_RECEIVE_SENT),
    (Step.SIP_CALL, Kind.SIP_CALL, EventKind.SIP_CALLED),
    (Step.READY, None, EventKind.READY_SENT),
    (Step.INFORMATION, Kind.DISCHARGE_INFORMATION, EventKind.INFORMATION_SENT),
    (Step.SIP_PLAN, None, None),
    (Step.SIP_FOLLOW_UP, None, None),
)
OF_THE_SIP: Final = frozenset({Step.SIP_CALL, Step.SIP_PLAN, Step.SIP_FOLLOW_UP})
# These tell when she is expected to leave.
EXPECTING: Final = (EventKind.STAY_REGISTERED, EventKind.ESTIMATED, EventKind.ADMISSION_SENT, EventKind.ESTIMATE_SENT)
TELLING: Final = frozenset(
    {
        *EXPECTING,
        *(kind for _step, _clock, kind in STEPS if kind),
        *(EventKind.READINESS_WITHDRAWN, EventKind.SIP_ANSWERED, EventKind.LEFT, EventKind.LEAVING_UNDONE),
    }
)
# What is done in a stay, in the order in which it is offered, and the turn that it answers. One way of leaving, and one
# answer about the plan, stand for all.
TURNS: Final[Mapping[Action, TurnAction | None]] = {
    Action.JUDGE_NEED: TurnAction.JUDGE_NEED,
    Action.JUDGE_NO_NEED: None,
    Action.JUDGE_NEED_LATER: None,
    Action.SEND_ADMISSION_NOTICE: TurnAction.SEND_ADMISSION_NOTICE,
    Action.ADD_RECIPIENT: None,
    Action.CHANGE_ESTIMATE: None,
    Action.DECLARE_READY: None,
    Action.SEND_READY_NOTICE: None,
    Action.WITHDRAW_READINESS: None,
    Action.APPOINT_CARE_CONTACT: TurnAction.NAME_CARE_CONTACT,
    Action.REPLACE_CARE_CONTACT: None,
    Action.SAY_CAN_RECEIVE: TurnAction.SAY_CAN_RECEIVE,
    Action.CONSENT_TO_SIP: None,
    Action.CALL_SIP: TurnAction.CALL_SIP,
    Action.SEND_DISCHARGE_INFORMATION: TurnAction.SEND_INFORMATION,
    Action.LEAVE_DISCHARGED: TurnAction.REGISTER_LEAVING,
    Action.UNDO_LEAVING: None,
    Action.CLOSE: TurnAction.CLOSE_STAY,
    Action.CANCEL: None,
}


def stay_seen(case: Case, actor: Actor, turns: Iterable[Turn], events: Iterable[Event]) -> StaySeen | None:
    """The stay of a case, from what the reader has been told of it; None when that is nothing.

    turns, events: those of the case that are visible to her.
    """
    telling = sorted((event for event in events if event.kind in TELLING), key=lambda event: event.seq)
    if not telling:
        return None
    told = {event.kind: event for event in telling}
    first = {event.kind: event for event in reversed(telling)}
    ready = _unless_undone(told, EventKind.READY_SENT, EventKind.READINESS_WITHDRAWN)
    left = _unless_undone(told, EventKind.LEFT, EventKind.LEAVING_UNDONE)
    on, at = _expected(told)
    return StaySeen(
        steps=_steps({**first, EventKind.READY_SENT: ready}, _is_refused(told), _clocks(case, actor)),
        expected_on=on,
        expected_time=at,
        ready_at=datetime.fromisoformat(ready.data["assessed_at"]) if ready else None,
        left_at=left.at if left else None,
        offered=offered(case, facts_of(case), actor, turns),
    )


def offered(case: Case, facts: CaseFacts, actor: Actor, turns: Iterable[Turn]) -> Sequence[Offered]:
    """What the reader's units may do in the stay now: asks what the services will ask."""
    stay = facts.stay
    if stay is None or case.closed_at is not None or Permission.ACT_IN_STAY not in case.permissions_of(actor):
        return ()
    possible = available(stay.status, facts={*stay.holding, Fact.NEVER_LEFT_BUILDING})
    asked = {turn.unit_id: turn.action for turn in turns}
    found = [
        Offered(action, unit, turn is not None and asked.get(unit.id) == turn)
        for action, turn in TURNS.items()
        for unit in actor.units.values()
        if action in possible and takes_part(unit, facts) and _is_theirs(action, unit, stay)
    ]
    return sorted(found, key=lambda one: not one.is_turn)


def _is_theirs(action: Action, unit: ActingUnit, stay: StayFacts) -> bool:
    """Whether the unit's kind does this, and it makes sense now; a contact is named once, and then replaced."""
    named = unit.ref in stay.contacts
    if action is Action.CALL_SIP:
        return named and stay.consent != SipConsent.REFUSED
    party = PARTIES[unit.kind]
    if action in (Action.APPOINT_CARE_CONTACT, Action.REPLACE_CARE_CONTACT):
        return party is Party.OPEN_CARE and named == (action is Action.REPLACE_CARE_CONTACT)
    if action is Action.SEND_ADMISSION_NOTICE:
        return party is Party.WARD and stay.need is not None
    return party in TRANSITIONS[action].who


def _unless_undone(told: Mapping[str, Event], kind: EventKind, undoing: EventKind) -> Event | None:
    """The latest of a kind, if it has not been taken back since."""
    latest, undone = told.get(kind), told.get(undoing)
    return None if latest is None or (undone is not None and undone.seq > latest.seq) else latest


def _expected(told: Mapping[str, Event]) -> tuple[date | None, time | None]:
    """The day, and the hour where one is known, as the reader was told last."""
    latest = max((told[kind] for kind in EXPECTING if kind in told), key=lambda event: event.seq, default=None)
    if latest is None or latest.data["expected_on"] is None:
        return None, None
    at = latest.data["expected_time"]
    return date.fromisoformat(latest.data["expected_on"]), time.fromisoformat(at) if at else None


def _clocks(case: Case, actor: Actor) -> Mapping[str, Deadline]:
    """By kind the reader's own clock that falls due first; a missed one stays until it is done."""
    running = visible(actor, Deadline.objects.filter(case=case)).unmet().order_by("-due_at")
    return {one.kind: one for one in running}


def _is_refused(told: Mapping[str, Event]) -> bool:
    """Whether she has said no to the plan, and nothing else since."""
    answer = told.get(EventKind.SIP_ANSWERED)
    return answer is not None and answer.data["consent"] == SipConsent.REFUSED


def _steps(done: Mapping[str, Event | None], refused: bool, clocks: Mapping[str, Deadline]) -> Sequence[StepSeen]:
    """done: the event that did each step, by its kind."""
    is_told, is_ready = EventKind.ADMISSION_SENT in done, done[EventKind.READY_SENT] is not None
    begun = {
        Step.ADMISSION_NOTICE: True,
        Step.CARE_CONTACT: is_told,
        Step.PLANNING: is_told,
        Step.SIP_CALL: is_ready,
        Step.INFORMATION: is_ready,
    }
    return [
        _step(
            step,
            done.get(kind) if kind else None,
            clocks.get(clock) if clock else None,
            is_now=begun.get(step, False),
            applies=not (refused and step in OF_THE_SIP),
        )
        for step, clock, kind in STEPS
    ]


def _step(step: Step, done: Event | None, clock: Deadline | None, *, is_now: bool, applies: bool) -> StepSeen:
    if done is not None:
        return StepSeen(step, Stage.DONE, done.recorded_at)
    if not applies:
        return StepSeen(step, Stage.NOT_APPLICABLE)
    due_at = clock.due_at if clock else None
    if clock is not None and clock.breached_at is not None:
        return StepSeen(step, Stage.LATE, due_at)
    return StepSeen(step, Stage.NOW, due_at) if is_now else StepSeen(step, Stage.LATER)
