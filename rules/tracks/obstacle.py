"""Open care's services missing or unclear, the obstacle of 5 kap. 5 §: whether it is why she cannot leave."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from rules.tables import EVERYBODY, NEW, SAME, WARD_OR_OPEN_CARE, Transition, at


class State(StrEnum):
    """While nobody has said whether it is the cause, the uncertainty counts against the region."""

    CAUSE_UNKNOWN = "cause_unknown"
    PREVENTS = "prevents"
    DOES_NOT_PREVENT = "does_not_prevent"
    SOLVED = "solved"


class Action(StrEnum):
    REPORT = "report"
    SAY_IT_PREVENTS = "say_it_prevents"
    SAY_IT_DOES_NOT_PREVENT = "say_it_does_not_prevent"
    CHANGE = "change"
    SOLVE = "solve"


CAUSE_UNKNOWN: Final = at(State.CAUSE_UNKNOWN)
PREVENTS: Final = at(State.PREVENTS)
DOES_NOT_PREVENT: Final = at(State.DOES_NOT_PREVENT)
UNSOLVED: Final = CAUSE_UNKNOWN | PREVENTS | DOES_NOT_PREVENT

TRANSITIONS: Final[Mapping[Action, Transition[State]]] = {
    Action.REPORT: Transition(NEW, State.CAUSE_UNKNOWN, EVERYBODY, "SFS 2017:612, 5 kap. 5 §"),
    Action.SAY_IT_PREVENTS: Transition(
        CAUSE_UNKNOWN | DOES_NOT_PREVENT, State.PREVENTS, WARD_OR_OPEN_CARE, "SFS 2017:612, 5 kap. 5 §; reading A-12"
    ),
    Action.SAY_IT_DOES_NOT_PREVENT: Transition(
        CAUSE_UNKNOWN | PREVENTS, State.DOES_NOT_PREVENT, WARD_OR_OPEN_CARE, "SFS 2017:612, 5 kap. 5 §; reading A-12"
    ),
    Action.CHANGE: Transition(UNSOLVED, SAME, EVERYBODY, "SFS 2017:612, 5 kap. 5 §"),
    Action.SOLVE: Transition(UNSOLVED, State.SOLVED, WARD_OR_OPEN_CARE, "SFS 2017:612, 5 kap. 5 §; reading A-12"),
}
