"""A referral at one open-care unit: accepted, sent on or declined."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from rules.tables import NEW, OPEN_CARE, WARD_OR_OPEN_CARE, Transition, at


class State(StrEnum):
    RECEIVED = "received"
    ACCEPTED = "accepted"
    SENT_ON = "sent_on"  # the next unit has one of its own
    DECLINED = "declined"


class Action(StrEnum):
    RECEIVE = "receive"
    ACCEPT = "accept"
    SEND_ON = "send_on"
    DECLINE = "decline"


TRANSITIONS: Final[Mapping[Action, Transition[State]]] = {
    Action.RECEIVE: Transition(NEW, State.RECEIVED, WARD_OR_OPEN_CARE, "SFS 2017:612, 3 kap. 2 §; routine referral"),
    Action.ACCEPT: Transition(at(State.RECEIVED), State.ACCEPTED, OPEN_CARE, "routine referral"),
    Action.SEND_ON: Transition(at(State.RECEIVED, State.ACCEPTED), State.SENT_ON, OPEN_CARE, "routine referral"),
    Action.DECLINE: Transition(at(State.RECEIVED), State.DECLINED, OPEN_CARE, "routine referral"),
}
