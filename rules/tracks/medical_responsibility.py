"""Who has the medical responsibility after the stay, and from when."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from rules.tables import NEW, OPEN_CARE, WARD, WARD_OR_OPEN_CARE, Transition, at


class State(StrEnum):
    ASKED = "asked"
    TAKEN_OVER = "taken_over"  # who, and from when
    DECLINED = "declined"
    HANDED_BACK = "handed_back"  # she stays or returns: the hospital has it again


class Action(StrEnum):
    ASK = "ask"
    TAKE_OVER = "take_over"
    DECLINE = "decline"
    HAND_BACK = "hand_back"


TRANSITIONS: Final[Mapping[Action, Transition[State]]] = {
    Action.ASK: Transition(
        NEW | at(State.DECLINED, State.HANDED_BACK), State.ASKED, WARD, "routine medical responsibility"
    ),
    Action.TAKE_OVER: Transition(
        NEW | at(State.ASKED, State.DECLINED, State.HANDED_BACK),
        State.TAKEN_OVER,
        OPEN_CARE,
        "routine medical responsibility",
    ),
    Action.DECLINE: Transition(at(State.ASKED), State.DECLINED, OPEN_CARE, "routine medical responsibility"),
    Action.HAND_BACK: Transition(
        at(State.TAKEN_OVER), State.HANDED_BACK, WARD_OR_OPEN_CARE, "routine medical responsibility"
    ),
}
