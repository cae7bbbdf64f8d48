"""On what grounds one side tells others of a person: her consents, harm tests, and who speaks for her."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from discharge.event_shapes.grounds import (
    ConsentAnswer,
    ConsentKind,
    ConsentRecorded,
    HarmTestRecorded,
    RepresentativeRecorded,
)
from rules import states
from rules.tables import next_state
from rules.tracks.consent import TRANSITIONS, Action, State

ANSWERED: Final[Mapping[ConsentAnswer, Action]] = {
    ConsentAnswer.GIVEN: Action.GIVE,
    ConsentAnswer.REFUSED: Action.REFUSE,
    ConsentAnswer.CANNOT_CONSENT: Action.NOTE_CANNOT_CONSENT,
}


@dataclass(frozen=True, slots=True)
class Consent:
    """One kind of consent as a side has recorded it. at: when it was answered, or withdrawn."""

    state: State
    at: datetime
    told: ConsentRecorded

    def state_on(self, day: date) -> State:
        """One given for a time has lapsed when its last day is over."""
        last = self.told.valid_until
        if self.state is State.GIVEN and last is not None and day > last:
            return next_state(TRANSITIONS, self.state, Action.LAPSE)
        return self.state

    def hinders(self, unit: UUID, day: date) -> bool:
        """Whether a unit may be told nothing on it: she said no about it, or yes about others only.

        Whoever a consent holds no longer for may be told nothing on it, whatever it said of them.
        """
        state = self.state_on(day)
        is_named = not self.told.recipients or unit in self.told.recipients
        if state in (State.REFUSED, State.CANNOT_CONSENT):
            return is_named
        return state is not State.GIVEN or not is_named


@dataclass(slots=True)
class Grounds:
    """What one side has recorded: consents by kind, who speaks for her by ref, and harm tests in their order."""

    consents: dict[ConsentKind, Consent] = field(default_factory=dict)
    representatives: dict[UUID, RepresentativeRecorded] = field(default_factory=dict)
    harm_tests: list[tuple[datetime, HarmTestRecorded]] = field(default_factory=list)

    def state(self, kind: ConsentKind, day: date) -> State | None:
        """How far a consent has come; None when nothing is recorded of it."""
        return self.consents[kind].state_on(day) if kind in self.consents else None

    def after_answer(self, kind: ConsentKind, answer: ConsentAnswer, day: date) -> State:
        """The state after an answer; given anew it holds for what is said now. Raises: IllegalTransition."""
        state = self.state(kind, day)
        is_anew = state is State.GIVEN and answer is ConsentAnswer.GIVEN
        return next_state(TRANSITIONS, state, Action.NARROW if is_anew else ANSWERED[answer])

    def after_withdrawal(self, kind: ConsentKind, day: date) -> State:
        """The state when it is withdrawn. Raises: IllegalTransition."""
        return next_state(TRANSITIONS, self.state(kind, day), Action.WITHDRAW)


def has_recorded(action: states.Action, own: Grounds) -> bool:
    """Whether the side has something to withdraw or end, where the action is that."""
    if action is states.Action.WITHDRAW_CONSENT:
        return any(one.state is State.GIVEN for one in own.consents.values())
    return action is not states.Action.END_REPRESENTATIVE or bool(own.representatives)
