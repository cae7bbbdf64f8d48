"""How far the joint individual plan of a stay has come, as its table in rules/tracks/sip.py has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from discharge.event_shapes.sip import ExistingPlan
from rules.facts import SipConsent
from rules.tables import available, next_state
from rules.tracks.sip import TRANSITIONS, Action, State

FOUND: Final[Mapping[ExistingPlan, Action]] = {
    ExistingPlan.VALID: Action.FIND_VALID_PLAN,
    ExistingPlan.TO_UPDATE: Action.FIND_PLAN_TO_UPDATE,
    ExistingPlan.NONE: Action.FIND_NO_PLAN,
}
# Whoever does the one has done the others, though nobody was told: she is not asked about a plan that nobody found
# needed. Those that come before it and are not done are taken as done.
BEFORE: Final[Mapping[Action, tuple[Action, ...]]] = {
    Action.OFFER: (Action.ASSESS_NEEDED,),
    Action.CONSENT: (Action.ASSESS_NEEDED, Action.OFFER),
    Action.DECLINE: (Action.ASSESS_NEEDED, Action.OFFER),
    Action.NOTE_CANNOT_CONSENT: (Action.ASSESS_NEEDED, Action.OFFER),
    Action.CALL: (Action.ASSESS_NEEDED, Action.OFFER),
}


@dataclass(slots=True)
class SipCourse:
    """state: None before anybody has said anything of a plan. request: the notice that asks for one, and since when."""

    state: State | None = None
    has_valid_plan: bool = False
    request: tuple[UUID, datetime] | None = None


def after(state: State | None, action: Action, existing: ExistingPlan = ExistingPlan.NONE) -> State:
    """The state after an action. existing: the plan that there was already. Raises: IllegalTransition."""
    for one in (FOUND[existing], *BEFORE.get(action, ())):
        if one in available(TRANSITIONS, state):
            state = next_state(TRANSITIONS, state, one)
    return next_state(TRANSITIONS, state, action)


def after_answer(state: State | None, consent: SipConsent) -> State:
    """The same after her answer; once the plan is called to, only a no changes anything. Raises: IllegalTransition."""
    if consent is SipConsent.REFUSED:
        return after(state, Action.WITHDRAW_CONSENT if state is State.CONSENTED else Action.DECLINE)
    if state is State.CALLED:
        return state
    return after(state, Action.CONSENT if consent is SipConsent.GIVEN else Action.NOTE_CANNOT_CONSENT)


def after_call(state: State | None) -> State:
    """The same after a call; a second call changes the first. Raises: IllegalTransition."""
    return after(state, Action.CHANGE_CALL if state is State.CALLED else Action.CALL)
