"""Municipal care and open care: whether each has planned, and can receive."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from rules.tables import NEW, SYSTEM, Party, Transition, at


class State(StrEnum):
    NOT_STARTED = "not_started"
    PLANNED = "planned"
    CAN_RECEIVE = "can_receive"


class Action(StrEnum):
    BEGIN = "begin"
    PLAN = "plan"
    SAY_CAN_RECEIVE = "say_can_receive"
    WITHDRAW_CAN_RECEIVE = "withdraw_can_receive"


def _care(unit: Party) -> Mapping[Action, Transition[State]]:
    """The duty to plan that begins when the unit gets the admission notice: the same for both kinds of care."""
    law = "SFS 2017:612, 2 kap. 6 §"
    return {
        Action.BEGIN: Transition(NEW, State.NOT_STARTED, SYSTEM, law),
        Action.PLAN: Transition(at(State.NOT_STARTED), State.PLANNED, (unit,), law),
        Action.SAY_CAN_RECEIVE: Transition(at(State.NOT_STARTED, State.PLANNED), State.CAN_RECEIVE, (unit,), law),
        Action.WITHDRAW_CAN_RECEIVE: Transition(at(State.CAN_RECEIVE), State.PLANNED, (unit,), law),
    }


MUNICIPAL_CARE_TRANSITIONS: Final = _care(Party.MUNICIPAL_CARE)
OPEN_CARE_TRANSITIONS: Final = _care(Party.OPEN_CARE)
