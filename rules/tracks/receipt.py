"""A notice at one recipient unit: sent, read, acknowledged, returned or recalled."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from rules.tables import EVERYBODY, NEW, RECEIVERS, SYSTEM, Fact, Transition, at


class State(StrEnum):
    SENT = "sent"
    SENT_OUTSIDE = "sent_outside"  # by letter, fax or telephone: it stands in no list
    IN_LIST = "in_list"  # unread in the unit's list
    READ = "read"
    ACKNOWLEDGED = "acknowledged"
    RECALLED = "recalled"  # crossed out; the unit had read it and must acknowledge the recall
    WRONG_RECIPIENT = "wrong_recipient"  # the content is closed to the unit
    WITHDRAWN = "withdrawn"


class Action(StrEnum):
    SEND = "send"
    NOTE_SENT_OUTSIDE = "note_sent_outside"
    DELIVER = "deliver"
    READ = "read"
    ACKNOWLEDGE = "acknowledge"
    ACKNOWLEDGE_UNREAD = "acknowledge_unread"
    MARK_UNREAD = "mark_unread"  # a correction changed a marked field
    FORWARD = "forward"  # the receipt moves to another unit's list, unread there
    RETURN_WRONG_RECIPIENT = "return_wrong_recipient"
    RECALL_WRONG_RECIPIENT = "recall_wrong_recipient"
    WITHDRAW = "withdraw"  # recalled before anybody read it
    RECALL = "recall"
    ACKNOWLEDGE_RECALL = "acknowledge_recall"


SENT: Final = at(State.SENT)
SENT_OUTSIDE: Final = at(State.SENT_OUTSIDE)
IN_LIST: Final = at(State.IN_LIST)
READ: Final = at(State.READ)
TAKEN_IN: Final = READ | at(State.ACKNOWLEDGED)
RECALLED: Final = at(State.RECALLED)

TRANSITIONS: Final[Mapping[Action, Transition[State]]] = {
    Action.SEND: Transition(NEW, State.SENT, EVERYBODY, "SFS 2017:612, 2 kap. 1 § and 3 kap. 1–2 §§; reading A-20"),
    Action.NOTE_SENT_OUTSIDE: Transition(NEW, State.SENT_OUTSIDE, EVERYBODY, "reading A-20; agreement fallback"),
    Action.DELIVER: Transition(SENT, State.IN_LIST, SYSTEM, "reading A-20"),
    Action.READ: Transition(IN_LIST, State.READ, EVERYBODY, "SFS 2008:355, 4 kap. 3 §"),
    Action.ACKNOWLEDGE: Transition(READ, State.ACKNOWLEDGED, EVERYBODY, "agreement messages.ack"),
    Action.ACKNOWLEDGE_UNREAD: Transition(
        IN_LIST, State.ACKNOWLEDGED, EVERYBODY, "agreement messages.ack", unless=Fact.OPENED_FIRST
    ),
    Action.MARK_UNREAD: Transition(TAKEN_IN, State.IN_LIST, SYSTEM, "SFS 2008:355, 3 kap. 14 §"),
    Action.FORWARD: Transition(
        IN_LIST | TAKEN_IN, State.IN_LIST, RECEIVERS, "SFS 2009:400, 8 kap. 1–2 §§; routine forwarding"
    ),
    Action.RETURN_WRONG_RECIPIENT: Transition(
        IN_LIST | TAKEN_IN, State.WRONG_RECIPIENT, EVERYBODY, "routine wrong recipient"
    ),
    Action.RECALL_WRONG_RECIPIENT: Transition(
        SENT | SENT_OUTSIDE | IN_LIST | TAKEN_IN | RECALLED, State.WRONG_RECIPIENT, EVERYBODY, "routine wrong recipient"
    ),
    Action.WITHDRAW: Transition(SENT | SENT_OUTSIDE | IN_LIST, State.WITHDRAWN, EVERYBODY, "routine recall"),
    Action.RECALL: Transition(TAKEN_IN, State.RECALLED, EVERYBODY, "routine recall"),
    Action.ACKNOWLEDGE_RECALL: Transition(RECALLED, State.WITHDRAWN, EVERYBODY, "routine recall"),
}
