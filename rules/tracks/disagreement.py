"""A receiver's disagreement about readiness: the physician answers, and the clock is untouched."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from rules.tables import NEW, RECEIVERS, WARD, Transition, at


class State(StrEnum):
    RAISED = "raised"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class Action(StrEnum):
    RAISE = "raise"
    ANSWER = "answer"
    WITHDRAW = "withdraw"


TRANSITIONS: Final[Mapping[Action, Transition[State]]] = {
    Action.RAISE: Transition(NEW, State.RAISED, RECEIVERS, "SFS 2017:612, 1 kap. 3 §; routine disagreement"),
    Action.ANSWER: Transition(at(State.RAISED), State.ANSWERED, WARD, "SFS 2017:612, 1 kap. 3 §; routine disagreement"),
    Action.WITHDRAW: Transition(at(State.RAISED), State.WITHDRAWN, RECEIVERS, "routine disagreement"),
}
