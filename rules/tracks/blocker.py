"""A blocker: one thing that is waited for before she can leave, who owns it, and by when."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from rules.tables import EVERYBODY, NEW, SAME, Transition, at


class State(StrEnum):
    OPEN = "open"
    SOLVED = "solved"


class Action(StrEnum):
    RAISE = "raise"
    CHANGE = "change"  # another owner, another due time
    SOLVE = "solve"


TRANSITIONS: Final[Mapping[Action, Transition[State]]] = {
    Action.RAISE: Transition(NEW, State.OPEN, EVERYBODY, "SFS 2017:612, 2 kap. 6 §; routine blockers"),
    Action.CHANGE: Transition(at(State.OPEN), SAME, EVERYBODY, "SFS 2017:612, 2 kap. 6 §; routine blockers"),
    Action.SOLVE: Transition(at(State.OPEN), State.SOLVED, EVERYBODY, "SFS 2017:612, 2 kap. 6 §; routine blockers"),
}
