"""What of all that can happen to her during the stay makes sense now, beside her status."""

from __future__ import annotations

from discharge.stay_facts import AFTER, StayFacts
from rules.facts import AfterDischarge
from rules.states import Action


def makes_sense(action: Action, stay: StayFacts) -> bool:
    """Whether it may be offered: leave is begun and then ended, and open compulsory care follows compulsory care."""
    if action is Action.REGISTER_LEAVE:
        return stay.moves.on_leave_since is None
    if action is Action.END_LEAVE:
        return stay.moves.on_leave_since is not None
    if action in (Action.REGISTER_OPT_DECISION, Action.DRAW_UP_CARE_PLAN):
        return AFTER[stay.legal_form] is not AfterDischarge.NONE
    return True
