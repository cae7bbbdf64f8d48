"""A hospital stay as one reader has been told of it: its steps, when she leaves, and what her units may do now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final

from accounts.actor import ActingUnit, Actor
from accounts.models import Unit
from accounts.permissions import visible
from accounts.roles import Permission
from discharge.facts import CaseFacts, facts_of
from discharge.grounds import has_recorded
from discharge.hindrances import is_there_something
from discharge.models import Case, Deadline, Event, Turn
from discharge.models.events import EventKind
from discharge.moves import makes_sense
from discharge.planning import is_sensible
from discharge.referrals import to_answer_referral_since
from discharge.selectors.grounds import GroundsSeen, grounds_seen
from discharge.selectors.liability import LiabilitySeen, liability_seen
from discharge.selectors.open_points import OpenSeen, open_points
from discharge.selectors.responsibility import ResponsibleSeen, responsible_seen
from discharge.selectors.social import SocialSeen, social_seen
from discharge.services.staying import PARTIES, takes_part
from discharge.sip_needs import can_happen
from discharge.stay_facts import StayFacts
from discharge.stays import told, told_here
from discharge.tracks import StayAction, TrackAction, can_be, who_does
from discharge.turns import Action as TurnAction
from discharge.turns import Step
from rules.calendar import local_date
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
    NOT_NEEDED = "not_needed"  # it is judged that no SIP is needed (4 kap. 1 §)
    REPLACED = "replaced"  # a coordinated care plan is made instead of a SIP (4 kap. 1 § st 2)


@dataclass(frozen=True, slots=True)
class StepSeen:
    """at: when it was done; else when the reader must have done it, if that is hers and its clock runs."""

    step: Step
    stage: Stage
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """What one of the reader's units may do. is_turn: the case asks for it now."""

    action: StayAction
    unit: ActingUnit
    is_turn: bool


@dataclass(frozen=True, slots=True)
class StayTold:
    """How far a stay has come, from what has been told. ready_at, left_at: None while nobody has said so.

    can_receive_at: from when all who have said that they can receive her can. away_since: when her leave began.
    """

    steps: Sequence[StepSeen]
    expected_on: date | None
    expected_time: time | None
    ready_at: datetime | None
    left_at: datetime | None
    can_receive_at: datetime | None
    away_since: datetime | None


@dataclass(frozen=True, slots=True)
class StaySeen:
    """A stay as one reader may see it. offered: what the case asks for first. open: what is due first first.

    is_need_ours: her need was judged by the hospital that has her. outside: those told of the stay by letter, fax or
    telephone only, for the ward that has her.
    """

    told: StayTold
    open: Sequence[OpenSeen]
    liability: LiabilitySeen | None
    grounds: GroundsSeen
    offered: Sequence[Offered]
    is_need_ours: bool
    social: SocialSeen | None
    responsible: Sequence[ResponsibleSeen]
    outside: Sequence[Unit]


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
# These tell whether there is to be a plan.
OF_SIP_NEED: Final = (
    *(EventKind.SIP_NEED_JUDGED, EventKind.SIP_REQUESTED, EventKind.SIP_OFFERED),
    *(EventKind.SIP_ANSWERED, EventKind.SIP_CONSENT_WITHDRAWN),
)
# These tell when she is expected to leave.
EXPECTING: Final = (
    *(EventKind.STAY_REGISTERED, EventKind.ESTIMATED, EventKind.ADMISSION_SENT, EventKind.ESTIMATE_SENT),
    EventKind.TRANSFERRED,
)
# The decision on open compulsory care counts as a ready notice (3 kap. 1 § st 2).
COUNTS_AS: Final[Mapping[str, EventKind]] = {EventKind.OPT_DECIDED: EventKind.READY_SENT}
TELLING: Final = frozenset(
    {
        *EXPECTING,
        *(kind for _step, _clock, kind in STEPS if kind),
        *(EventKind.READINESS_WITHDRAWN, EventKind.LEFT, EventKind.LEAVING_UNDONE),
        *OF_SIP_NEED,
        EventKind.CAN_RECEIVE_WITHDRAWN,
        *COUNTS_AS,
        *(EventKind.ABSENCE_BEGUN, EventKind.ABSENCE_ENDED),
        EventKind.REFERRAL_ANSWERED,
    }
)
# What is done in a stay, in the order in which it is offered, and the turn that it answers. One way of leaving, and one
# answer about the plan, stand for all.
TURNS: Final[Mapping[Action, TurnAction | None]] = {
    Action.ANSWER_QUESTION: TurnAction.ANSWER_QUESTION,
    Action.JUDGE_NEED: TurnAction.JUDGE_NEED,
    Action.JUDGE_NO_NEED: None,
    Action.JUDGE_NEED_LATER: None,
    Action.SEND_ADMISSION_NOTICE: TurnAction.SEND_ADMISSION_NOTICE,
    Action.ADD_RECIPIENT: None,
    Action.CHANGE_ESTIMATE: None,
    Action.DECLARE_READY: None,
    Action.SEND_READY_NOTICE: None,
    Action.REGISTER_OPT_DECISION: None,
    Action.WITHDRAW_READINESS: None,
    Action.ANSWER_DISAGREEMENT: TurnAction.ANSWER_DISAGREEMENT,
    Action.JUDGE_OBSTACLE: TurnAction.JUDGE_OBSTACLE,
    Action.SOLVE_BLOCKER: TurnAction.SOLVE_BLOCKER,
    Action.APPOINT_CARE_CONTACT: TurnAction.NAME_CARE_CONTACT,
    Action.REPLACE_CARE_CONTACT: None,
    Action.REPLY_ABOUT_SERVICES: TurnAction.REPLY_ABOUT_SERVICES,
    Action.SEND_UNDERLAY: None,
    Action.SAY_CAN_RECEIVE: TurnAction.SAY_CAN_RECEIVE,
    Action.WITHDRAW_CAN_RECEIVE: None,
    Action.ASK_QUESTION: None,
    Action.DECLINE_SERVICES: None,
    Action.JUDGE_SIP_NEED: TurnAction.ANSWER_SIP_REQUEST,
    Action.JUDGE_NO_SIP: TurnAction.ANSWER_SIP_REQUEST,
    Action.REQUEST_SIP: None,
    Action.OFFER_SIP: None,
    Action.CONSENT_TO_SIP: None,
    Action.WITHDRAW_SIP_CONSENT: None,
    Action.NAME_SIP_CALLER: None,
    Action.CALL_SIP: TurnAction.CALL_SIP,
    Action.RAISE_BLOCKER: None,
    Action.CHANGE_BLOCKER: None,
    Action.REPORT_OBSTACLE: None,
    Action.SOLVE_OBSTACLE: None,
    Action.RAISE_DISAGREEMENT: None,
    Action.WITHDRAW_DISAGREEMENT: None,
    Action.SEND_INFORMATION_PART: None,
    Action.SEND_DISCHARGE_INFORMATION: TurnAction.SEND_INFORMATION,
    Action.GIVE_PATIENT_SUMMARY: None,
    Action.DRAW_UP_CARE_PLAN: None,
    Action.CHANGE_WARD: None,
    Action.TRANSFER: None,
    Action.REGISTER_LEAVE: None,
    Action.END_LEAVE: None,
    Action.CHANGE_MUNICIPALITY: None,
    Action.CORRECT_FACTS: None,
    Action.RECORD_CONSENT: None,
    Action.WITHDRAW_CONSENT: None,
    Action.RECORD_HARM_TEST: None,
    Action.RECORD_REPRESENTATIVE: None,
    Action.END_REPRESENTATIVE: None,
    Action.LEAVE_DISCHARGED: TurnAction.REGISTER_LEAVING,
    Action.UNDO_LEAVING: None,
    Action.CLOSE: TurnAction.CLOSE_STAY,
    Action.CANCEL: None,
}


# The turn that each of the courses beside the stay answers.
TRACK_TURNS: Final[Mapping[TrackAction, TurnAction]] = {
    TrackAction.TAKE_OVER: TurnAction.ANSWER_ABOUT_RESPONSIBILITY,
    TrackAction.ANSWER_REFERRAL: TurnAction.ANSWER_REFERRAL,
}


def stay_seen(
    case: Case, actor: Actor, turns: Iterable[Turn], events: Iterable[Event], *, now: datetime
) -> StaySeen | None:
    """The stay of a case, from what the reader has been told of it; None when that is nothing.

    turns, events: those of the case that are visible to her.
    """
    told = stay_told(events, visible(actor, Deadline.objects.filter(case=case)).unmet())
    if told is None:
        return None
    facts = facts_of(case)
    return StaySeen(
        told=told,
        open=open_points(case, facts, actor),
        liability=liability_seen(facts, actor, now=now),
        grounds=grounds_seen(facts, actor, today=local_date(now)),
        offered=offered(case, facts, actor, turns),
        is_need_ours=bool(facts.stay and facts.stay.moves.is_need_ours),
        social=social_seen(facts, actor),
        responsible=responsible_seen(facts, actor),
        outside=_told_outside(facts, actor),
    )


def _told_outside(facts: CaseFacts, actor: Actor) -> Sequence[Unit]:
    """Nothing that is sent to all reaches them: the ward sends it itself."""
    refs = told(facts).keys() - told_here(facts).keys()
    has_her = facts.stay is not None and facts.stay.ward in {unit.ref for unit in actor.units.values()}
    if not refs or not has_her:
        return ()
    return list(Unit.objects.filter(ref__in=refs).exclude(outside="").order_by("sort_key", "pk"))


def stay_told(events: Iterable[Event], clocks: Iterable[Deadline]) -> StayTold | None:
    """What the events of one case that are visible to a reader tell of its stay; None when that is nothing.

    clocks: the reader's own that are not met.
    """
    telling = sorted((event for event in events if event.kind in TELLING), key=lambda event: event.seq)
    if not telling:
        return None
    told = {COUNTS_AS.get(event.kind, event.kind): event for event in telling}
    first = {COUNTS_AS.get(event.kind, event.kind): event for event in reversed(telling)}
    moved = first.get(EventKind.TRANSFERRED)
    if moved is not None and moved.data["is_notified"]:
        first.setdefault(EventKind.ADMISSION_SENT, moved)
    ready = _unless_undone(told, EventKind.READY_SENT, EventKind.READINESS_WITHDRAWN)
    left = _unless_undone(told, EventKind.LEFT, EventKind.LEAVING_UNDONE)
    away = _unless_undone(told, EventKind.ABSENCE_BEGUN, EventKind.ABSENCE_ENDED)
    on, at = _expected(told)
    return StayTold(
        steps=_steps(
            {**first, EventKind.READY_SENT: ready, EventKind.CAN_RECEIVE_SENT: next(iter(_receiving(telling)), None)},
            _without_sip(told),
            _by_kind(clocks),
        ),
        expected_on=on,
        expected_time=at,
        ready_at=datetime.fromisoformat(ready.data["assessed_at"]) if ready else None,
        left_at=left.at if left else None,
        can_receive_at=_can_receive_at(telling),
        away_since=away.at if away and not left else None,
    )


def offered(case: Case, facts: CaseFacts, actor: Actor, turns: Iterable[Turn]) -> Sequence[Offered]:
    """What the reader's units may do in the stay now: asks what the services will ask."""
    stay = facts.stay
    if stay is None or case.closed_at is not None or Permission.ACT_IN_STAY not in case.permissions_of(actor):
        return ()
    possible = available(stay.status, facts={*stay.holding, Fact.NEVER_LEFT_BUILDING})
    asked = {turn.unit_id: turn.action for turn in turns}
    taking_part = [unit for unit in actor.units.values() if takes_part(unit, facts)]
    found = [
        Offered(action, unit, turn is not None and asked.get(unit.id) == turn)
        for action, turn in TURNS.items()
        for unit in taking_part
        if action in possible
        and _is_theirs(action, unit, stay)
        and makes_sense(action, stay)
        and is_sensible(action, unit.ref, facts, stay)
        and can_happen(action, unit.ref, stay)
        and has_recorded(action, stay.grounds_of(unit.controller_id, unit.side))
        and is_there_something(action, unit.ref, facts, stay)
    ]
    found += [
        Offered(action, unit, action in TRACK_TURNS and asked.get(unit.id) == TRACK_TURNS[action])
        for action in TrackAction
        for unit in (actor.units.values() if action is TrackAction.ANSWER_REFERRAL else taking_part)
        if PARTIES[unit.kind] in who_does(action) and _can_be(action, unit, facts, stay)
    ]
    return sorted(found, key=lambda one: not one.is_turn)


def _can_be(action: TrackAction, unit: ActingUnit, facts: CaseFacts, stay: StayFacts) -> bool:
    """Whether it is possible now; a unit that has a referral answers it, whether or not it was told of the stay."""
    if action is TrackAction.ANSWER_REFERRAL:
        return to_answer_referral_since(unit.ref, facts, stay) is not None
    return can_be(action, stay, unit)


def _is_theirs(action: Action, unit: ActingUnit, stay: StayFacts) -> bool:
    """Whether the unit's kind does this, and it makes sense now; a contact is named once, and then replaced."""
    named = unit.ref in stay.contacts
    if action is Action.CALL_SIP:
        return named and stay.consent != SipConsent.REFUSED
    party = PARTIES[unit.kind]
    if action in (Action.APPOINT_CARE_CONTACT, Action.REPLACE_CARE_CONTACT):
        return party is Party.OPEN_CARE and named == (action is Action.REPLACE_CARE_CONTACT)
    if action is Action.SEND_ADMISSION_NOTICE:
        return party is Party.WARD and stay.own_need is not None
    return party in TRANSITIONS[action].who


def _unless_undone(told: Mapping[str, Event], kind: EventKind, undoing: EventKind) -> Event | None:
    """The latest of a kind, if it has not been taken back since."""
    latest, undone = told.get(kind), told.get(undoing)
    return None if latest is None or (undone is not None and undone.seq > latest.seq) else latest


def _receiving(telling: Iterable[Event]) -> Sequence[Event]:
    """Those that say that a unit can receive her, without what the same unit has taken back since."""
    said: list[Event] = []
    for event in telling:
        if event.kind == EventKind.CAN_RECEIVE_SENT:
            said.append(event)
        elif event.kind == EventKind.CAN_RECEIVE_WITHDRAWN:
            said = [one for one in said if one.unit_id != event.unit_id]
    return said


def _expected(told: Mapping[str, Event]) -> tuple[date | None, time | None]:
    """The day, and the hour where one is known, as the reader was told last."""
    latest = max((told[kind] for kind in EXPECTING if kind in told), key=lambda event: event.seq, default=None)
    return expected_by(latest) if latest else (None, None)


def expected_by(event: Event) -> tuple[date | None, time | None]:
    """The day and the hour that an event of EXPECTING tells, as far as it tells them."""
    on, at = event.data["expected_on"], event.data["expected_time"]
    return date.fromisoformat(on) if on else None, time.fromisoformat(at) if at else None


def _by_kind(clocks: Iterable[Deadline]) -> Mapping[str, Deadline]:
    """By kind the clock that falls due first; a missed one stays until it is done."""
    return {one.kind: one for one in sorted(clocks, key=lambda one: one.due_at, reverse=True)}


def _can_receive_at(telling: Iterable[Event]) -> datetime | None:
    """When the last of those who have said so can."""
    said = {event.unit_id: datetime.fromisoformat(event.data["from_at"]) for event in _receiving(telling)}
    return max(said.values(), default=None)


def _without_sip(told: Mapping[str, Event]) -> Stage | None:
    """Why no plan is made: open compulsory care follows, she has said no or none is needed, and nothing else since."""
    ready = _unless_undone(told, EventKind.READY_SENT, EventKind.READINESS_WITHDRAWN)
    if ready is not None and ready.kind in COUNTS_AS:
        return Stage.REPLACED
    latest = max((told[kind] for kind in OF_SIP_NEED if kind in told), key=lambda event: event.seq, default=None)
    if latest is None:
        return None
    if latest.kind == EventKind.SIP_CONSENT_WITHDRAWN or latest.data.get("consent") == SipConsent.REFUSED:
        return Stage.NOT_APPLICABLE
    return Stage.NOT_NEEDED if latest.data.get("needed") is False else None


def _steps(
    done: Mapping[str, Event | None], without_sip: Stage | None, clocks: Mapping[str, Deadline]
) -> Sequence[StepSeen]:
    """done: the event that did each step, by its kind. without_sip: where no plan is made."""
    is_told, is_ready = EventKind.ADMISSION_SENT in done, done[EventKind.READY_SENT] is not None
    begun = {
        Step.ADMISSION_NOTICE: EventKind.REFERRAL_ANSWERED not in done,  # who only has a referral is not told of it
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
            instead=without_sip if step in OF_THE_SIP else None,
        )
        for step, clock, kind in STEPS
    ]


def _step(step: Step, done: Event | None, clock: Deadline | None, *, is_now: bool, instead: Stage | None) -> StepSeen:
    """Of what was done before she was transferred, the new hospital is not told when.

    A judgement that no plan is needed does not end the duty to call: who has the clock sees it while it runs.
    """
    if done is not None:
        return StepSeen(step, Stage.DONE, None if done.kind == EventKind.TRANSFERRED else done.recorded_at)
    if instead is not None and (instead is not Stage.NOT_NEEDED or clock is None):
        return StepSeen(step, instead)
    due_at = clock.due_at if clock else None
    if clock is not None and clock.breached_at is not None:
        return StepSeen(step, Stage.LATE, due_at)
    return StepSeen(step, Stage.NOW, due_at) if is_now else StepSeen(step, Stage.LATER)
