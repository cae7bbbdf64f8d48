"""The care contact that one open-care unit owes when it has been sent an admission notice."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from rules.tables import NEW, OPEN_CARE, SAME, SYSTEM, Transition, at


class State(StrEnum):
    OWED = "owed"
    APPOINTED = "appointed"
    EXISTING_CONFIRMED = "existing_confirmed"
    RELEASED = "released"  # another unit took over, the notice was recalled, or the person died


class Action(StrEnum):
    OWE = "owe"
    APPOINT = "appoint"
    CONFIRM_EXISTING = "confirm_existing"
    REPLACE = "replace"
    NAME_SIP_CALLER = "name_sip_caller"
    RELEASE = "release"


OWED: Final = at(State.OWED)
IN_PLACE: Final = at(State.APPOINTED, State.EXISTING_CONFIRMED)

TRANSITIONS: Final[Mapping[Action, Transition[State]]] = {
    Action.OWE: Transition(NEW, State.OWED, SYSTEM, "SFS 2017:612, 2 kap. 5 § första stycket"),
    Action.APPOINT: Transition(OWED, State.APPOINTED, OPEN_CARE, "SFS 2017:612, 2 kap. 5 § första stycket"),
    Action.CONFIRM_EXISTING: Transition(
        OWED, State.EXISTING_CONFIRMED, OPEN_CARE, "SFS 2017:612, 2 kap. 5 § andra stycket"
    ),
    Action.REPLACE: Transition(IN_PLACE, State.APPOINTED, OPEN_CARE, "SFS 2017:80, 4 kap. 1 §"),
    Action.NAME_SIP_CALLER: Transition(IN_PLACE, SAME, OPEN_CARE, "SFS 2017:612, 4 kap. 3 §"),
    Action.RELEASE: Transition(OWED | IN_PLACE, State.RELEASED, (*OPEN_CARE, *SYSTEM), "routine change of unit"),
}
