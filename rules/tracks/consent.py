"""A consent: to a disclosure, to reading others' records, to a SIP, or to contact with relatives; each has its own."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from rules.tables import EVERYBODY, NEW, SAME, SYSTEM, Transition, at


class State(StrEnum):
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    CANNOT_CONSENT = "cannot_consent"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Action(StrEnum):
    ASK = "ask"
    GIVE = "give"
    REFUSE = "refuse"
    NOTE_CANNOT_CONSENT = "note_cannot_consent"
    NARROW = "narrow"  # secrecy is lifted in part only, from now on
    WITHDRAW = "withdraw"
    LAPSE = "lapse"


GIVEN: Final = at(State.GIVEN)
UNANSWERED: Final = NEW | at(State.ASKED)
UNABLE: Final = at(State.CANNOT_CONSENT)
NO_CONSENT: Final = at(State.REFUSED, State.WITHDRAWN, State.LAPSED)

TRANSITIONS: Final[Mapping[Action, Transition[State]]] = {
    Action.ASK: Transition(NEW, State.ASKED, EVERYBODY, "SFS 2009:400, 12 kap. 2 §"),
    Action.GIVE: Transition(
        UNANSWERED | UNABLE | NO_CONSENT, State.GIVEN, EVERYBODY, "SFS 2009:400, 10 kap. 1 § and 12 kap. 2 §"
    ),
    Action.REFUSE: Transition(UNANSWERED | UNABLE, State.REFUSED, EVERYBODY, "SFS 2009:400, 12 kap. 2 §"),
    Action.NOTE_CANNOT_CONSENT: Transition(
        UNANSWERED, State.CANNOT_CONSENT, EVERYBODY, "SFS 2009:400, 25 kap. 13 §; reading A-26"
    ),
    Action.NARROW: Transition(GIVEN, SAME, EVERYBODY, "SFS 2009:400, 12 kap. 2 §"),
    Action.WITHDRAW: Transition(GIVEN, State.WITHDRAWN, EVERYBODY, "SFS 2009:400, 12 kap. 2 §"),
    Action.LAPSE: Transition(GIVEN, State.LAPSED, SYSTEM, "routine consent for a time"),
}
