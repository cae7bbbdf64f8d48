"""The joint individual plan: from the plan that exists already, or none, to the follow-up."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from rules.tables import CARE_CONTACT, EVERYBODY, NEW, SAME, WARD, Fact, Transition, at


class State(StrEnum):
    VALID_PLAN = "valid_plan"
    PLAN_TO_UPDATE = "plan_to_update"
    NO_PLAN = "no_plan"
    REQUESTED = "requested"
    NEEDED = "needed"
    NOT_NEEDED = "not_needed"
    OFFERED = "offered"
    CONSENTED = "consented"
    DECLINED = "declined"
    CANNOT_CONSENT = "cannot_consent"
    CALLED = "called"
    HELD = "held"
    DRAWN_UP = "drawn_up"
    FOLLOWED_UP = "followed_up"
    REPLACED = "replaced"  # by the coordinated care plan of open compulsory care
    ENDED = "ended"


class Action(StrEnum):
    FIND_VALID_PLAN = "find_valid_plan"
    FIND_PLAN_TO_UPDATE = "find_plan_to_update"
    FIND_NO_PLAN = "find_no_plan"
    REQUEST = "request"
    ASSESS_NEEDED = "assess_needed"
    ASSESS_NOT_NEEDED = "assess_not_needed"
    OFFER = "offer"
    CONSENT = "consent"
    DECLINE = "decline"
    NOTE_CANNOT_CONSENT = "note_cannot_consent"
    WITHDRAW_CONSENT = "withdraw_consent"
    CALL = "call"
    CALL_WITHOUT_STAY = "call_without_stay"  # a preventive SIP: any party calls
    CHANGE_CALL = "change_call"
    HOLD = "hold"
    DRAW_UP = "draw_up"
    APPROVE = "approve"
    FOLLOW_UP = "follow_up"
    CHANGE_PLAN = "change_plan"
    REPLACE = "replace"
    END = "end"


VALID_PLAN: Final = at(State.VALID_PLAN)
FOUND: Final = VALID_PLAN | at(State.PLAN_TO_UPDATE, State.NO_PLAN)
REQUESTED: Final = at(State.REQUESTED)
NEEDED: Final = at(State.NEEDED)
NOT_NEEDED: Final = at(State.NOT_NEEDED)
OFFERED: Final = at(State.OFFERED)
CONSENTED: Final = at(State.CONSENTED)
DECLINED: Final = at(State.DECLINED)
CANNOT_CONSENT: Final = at(State.CANNOT_CONSENT)
CALLED: Final = at(State.CALLED)
HELD: Final = at(State.HELD)
BEFORE_CALL: Final = FOUND | REQUESTED | NEEDED | NOT_NEEDED | OFFERED | CONSENTED | DECLINED | CANNOT_CONSENT
DRAWN_UP: Final = at(State.DRAWN_UP)
REPLACED: Final = at(State.REPLACED)
PLAN_IN_FORCE: Final = VALID_PLAN | DRAWN_UP | at(State.FOLLOWED_UP)

TRANSITIONS: Final[Mapping[Action, Transition[State]]] = {
    Action.FIND_VALID_PLAN: Transition(NEW, State.VALID_PLAN, EVERYBODY, "reading A-25; agreement sip_unchanged"),
    Action.FIND_PLAN_TO_UPDATE: Transition(NEW, State.PLAN_TO_UPDATE, EVERYBODY, "SFS 2017:612, 4 kap. 1 §"),
    Action.FIND_NO_PLAN: Transition(NEW, State.NO_PLAN, EVERYBODY, "SFS 2017:612, 4 kap. 1 §"),
    Action.REQUEST: Transition(
        FOUND | NOT_NEEDED | DECLINED, State.REQUESTED, EVERYBODY, "SFS 2017:30, 16 kap. 4 §; SFS 2025:400, 10 kap. 8 §"
    ),
    Action.ASSESS_NEEDED: Transition(
        FOUND | REQUESTED | NOT_NEEDED | REPLACED,
        State.NEEDED,
        EVERYBODY,
        "SFS 2017:612, 4 kap. 1 §; SFS 2017:30, 16 kap. 4 §",
    ),
    Action.ASSESS_NOT_NEEDED: Transition(
        FOUND | REQUESTED | NEEDED | OFFERED,
        State.NOT_NEEDED,
        EVERYBODY,
        "SFS 2017:612, 4 kap. 1 §; SFS 2017:30, 16 kap. 4 §",
    ),
    Action.OFFER: Transition(NEEDED | DECLINED, State.OFFERED, EVERYBODY, "SFS 2017:612, 4 kap. 2 §"),
    Action.CONSENT: Transition(
        OFFERED | DECLINED | CANNOT_CONSENT, State.CONSENTED, EVERYBODY, "SFS 2017:612, 4 kap. 2 §"
    ),
    Action.DECLINE: Transition(
        OFFERED | CANNOT_CONSENT | CALLED | HELD, State.DECLINED, EVERYBODY, "SFS 2017:612, 4 kap. 2 §; reading A-9"
    ),
    Action.NOTE_CANNOT_CONSENT: Transition(NEEDED | OFFERED, State.CANNOT_CONSENT, EVERYBODY, "reading A-26"),
    Action.WITHDRAW_CONSENT: Transition(
        CONSENTED | CALLED | HELD, State.DECLINED, EVERYBODY, "SFS 2017:612, 4 kap. 2 §"
    ),
    Action.CALL: Transition(
        OFFERED | CONSENTED | CANNOT_CONSENT, State.CALLED, CARE_CONTACT, "SFS 2017:612, 4 kap. 3 §; reading A-10"
    ),
    Action.CALL_WITHOUT_STAY: Transition(
        CONSENTED, State.CALLED, EVERYBODY, "SFS 2017:30, 16 kap. 4 §; SFS 2025:400, 10 kap. 8 §", unless=Fact.STAY
    ),
    Action.CHANGE_CALL: Transition(CALLED, SAME, EVERYBODY, "routine change of call"),
    Action.HOLD: Transition(CALLED, State.HELD, EVERYBODY, "SFS 2017:612, 4 kap. 1 §"),
    Action.DRAW_UP: Transition(
        HELD,
        State.DRAWN_UP,
        EVERYBODY,
        "SFS 2017:612, 4 kap. 2 §; SFS 2017:30, 16 kap. 4 §; SFS 2025:400, 10 kap. 8–9 §§",
        needs=Fact.SIP_CONSENT,
    ),
    Action.APPROVE: Transition(HELD | DRAWN_UP, SAME, EVERYBODY, "routine approval of the plan"),
    Action.FOLLOW_UP: Transition(PLAN_IN_FORCE, State.FOLLOWED_UP, EVERYBODY, "routine follow-up of the plan"),
    Action.CHANGE_PLAN: Transition(
        PLAN_IN_FORCE, State.DRAWN_UP, EVERYBODY, "SFS 2017:612, 4 kap. 2 §", needs=Fact.SIP_CONSENT
    ),
    Action.REPLACE: Transition(
        BEFORE_CALL | CALLED | HELD,
        State.REPLACED,
        WARD,
        "SFS 2017:612, 4 kap. 1 §; SFS 1991:1128, 7 a §; SFS 1991:1129, 12 a §",
    ),
    Action.END: Transition(
        BEFORE_CALL | CALLED | HELD | PLAN_IN_FORCE | REPLACED, State.ENDED, EVERYBODY, "routine end of the plan"
    ),
}
