"""Social services: from the first contact, by application, decision and order, to services that can begin."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from rules.tables import NEW, Party, Transition, at


class State(StrEnum):
    CONTACTED = "contacted"
    NO_APPLICATION = "no_application"
    APPLIED = "applied"
    GRANTED = "granted"
    PARTLY_GRANTED = "partly_granted"
    TEMPORARILY_GRANTED = "temporarily_granted"
    REFUSED = "refused"
    ORDERED = "ordered"
    ORDER_DECLINED = "order_declined"  # the provider cannot; another order is needed
    CAN_RECEIVE = "can_receive"


class Action(StrEnum):
    CONTACT = "contact"
    NOTE_NO_APPLICATION = "note_no_application"
    APPLY = "apply"
    GRANT = "grant"
    GRANT_PARTLY = "grant_partly"
    GRANT_TEMPORARILY = "grant_temporarily"
    REFUSE = "refuse"
    ORDER = "order"
    RESUME = "resume"  # services decided earlier go on: ordered without a new application
    CONFIRM_ORDER = "confirm_order"
    DECLINE_ORDER = "decline_order"
    WITHDRAW_CAN_RECEIVE = "withdraw_can_receive"
    WITHDRAW_APPLICATION = "withdraw_application"


UNDECIDED: Final = at(State.APPLIED)
TEMPORARY: Final = at(State.TEMPORARILY_GRANTED)
GRANTED: Final = TEMPORARY | at(State.GRANTED, State.PARTLY_GRANTED)
ORDERED: Final = at(State.ORDERED)
SERVICES_READY: Final = at(State.CAN_RECEIVE)
ON_THE_WAY: Final = GRANTED | ORDERED | SERVICES_READY | at(State.ORDER_DECLINED)
NOT_APPLIED: Final = NEW | at(State.CONTACTED, State.NO_APPLICATION)

SOCIAL: Final = (Party.SOCIAL_SERVICES,)
SOCIAL_OR_PROVIDER: Final = (Party.SOCIAL_SERVICES, Party.PROVIDER)

TRANSITIONS: Final[Mapping[Action, Transition[State]]] = {
    Action.CONTACT: Transition(NEW, State.CONTACTED, SOCIAL, "SFS 2017:612, 2 kap. 6 §"),
    Action.NOTE_NO_APPLICATION: Transition(
        at(State.CONTACTED), State.NO_APPLICATION, SOCIAL, "routine needs assessment"
    ),
    Action.APPLY: Transition(
        NOT_APPLIED | ON_THE_WAY | at(State.REFUSED), State.APPLIED, SOCIAL, "routine needs assessment"
    ),
    Action.GRANT: Transition(UNDECIDED | TEMPORARY, State.GRANTED, SOCIAL, "routine needs assessment"),
    Action.GRANT_PARTLY: Transition(UNDECIDED | TEMPORARY, State.PARTLY_GRANTED, SOCIAL, "routine needs assessment"),
    Action.GRANT_TEMPORARILY: Transition(UNDECIDED, State.TEMPORARILY_GRANTED, SOCIAL, "routine needs assessment"),
    Action.REFUSE: Transition(UNDECIDED | TEMPORARY, State.REFUSED, SOCIAL, "routine needs assessment"),
    Action.ORDER: Transition(GRANTED | at(State.ORDER_DECLINED), State.ORDERED, SOCIAL, "routine order"),
    Action.RESUME: Transition(NOT_APPLIED, State.ORDERED, SOCIAL, "SFS 2017:612, 2 kap. 6 §; routine order"),
    Action.CONFIRM_ORDER: Transition(
        ORDERED, State.CAN_RECEIVE, SOCIAL_OR_PROVIDER, "SFS 2017:612, 2 kap. 6 §; routine order"
    ),
    Action.DECLINE_ORDER: Transition(
        ORDERED | SERVICES_READY, State.ORDER_DECLINED, SOCIAL_OR_PROVIDER, "routine order"
    ),
    Action.WITHDRAW_CAN_RECEIVE: Transition(
        SERVICES_READY, State.ORDERED, SOCIAL_OR_PROVIDER, "SFS 2017:612, 2 kap. 6 §"
    ),
    Action.WITHDRAW_APPLICATION: Transition(
        UNDECIDED | ON_THE_WAY, State.NO_APPLICATION, SOCIAL, "reading A-22; agreement exceptions"
    ),
}
