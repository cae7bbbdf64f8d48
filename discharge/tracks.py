"""What is done in the courses beside the stay, which its own table (rules/states.py) does not name."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from accounts.actor import ActingUnit
from discharge.stay_facts import StayFacts
from rules.facts import LeftReason
from rules.states import TOLD, TRANSITIONS, Action
from rules.tables import OPEN_CARE, Party, available
from rules.tracks import medical_responsibility, social_services


class TrackAction(StrEnum):
    """One thing that is done. No value is one of rules.states.Action."""

    CONTACT = "social_contact"
    NOTE_NO_APPLICATION = "social_no_application"
    TAKE_APPLICATION = "social_application"
    DECIDE = "social_decision"
    ORDER = "social_order"
    CONFIRM_ORDER = "social_order_confirmed"
    DECLINE_ORDER = "social_order_declined"
    ASK_TAKE_OVER = "responsibility_asked"
    TAKE_OVER = "responsibility_taken_over"
    DECLINE_TAKE_OVER = "responsibility_declined"
    HAND_BACK = "responsibility_handed_back"
    ANSWER_REFERRAL = "referral_answered"


StayAction = Action | TrackAction


# The party whose it is, and what it is in rules/tracks/medical_responsibility.py.
RESPONSIBILITY: Final[Mapping[TrackAction, tuple[Party, medical_responsibility.Action]]] = {
    TrackAction.ASK_TAKE_OVER: (Party.WARD, medical_responsibility.Action.ASK),
    TrackAction.TAKE_OVER: (Party.OPEN_CARE, medical_responsibility.Action.TAKE_OVER),
    TrackAction.DECLINE_TAKE_OVER: (Party.OPEN_CARE, medical_responsibility.Action.DECLINE),
    TrackAction.HAND_BACK: (Party.OPEN_CARE, medical_responsibility.Action.HAND_BACK),
}
# What each may be in rules/tracks/social_services.py.
SOCIAL: Final[Mapping[TrackAction, tuple[social_services.Action, ...]]] = {
    TrackAction.CONTACT: (social_services.Action.CONTACT,),
    TrackAction.NOTE_NO_APPLICATION: (
        social_services.Action.NOTE_NO_APPLICATION,
        social_services.Action.WITHDRAW_APPLICATION,
    ),
    TrackAction.TAKE_APPLICATION: (social_services.Action.APPLY,),
    TrackAction.DECIDE: (
        social_services.Action.GRANT,
        social_services.Action.GRANT_PARTLY,
        social_services.Action.GRANT_TEMPORARILY,
        social_services.Action.REFUSE,
    ),
    TrackAction.ORDER: (social_services.Action.ORDER, social_services.Action.RESUME),
    TrackAction.CONFIRM_ORDER: (social_services.Action.CONFIRM_ORDER,),
    TrackAction.DECLINE_ORDER: (social_services.Action.DECLINE_ORDER,),
}


def who_does(action: StayAction) -> tuple[Party, ...]:
    """The parties whose it is to do."""
    if action is TrackAction.ANSWER_REFERRAL:
        return OPEN_CARE
    if isinstance(action, TrackAction):
        return (RESPONSIBILITY[action][0] if action in RESPONSIBILITY else Party.SOCIAL_SERVICES,)
    return TRANSITIONS[action].who


def social_state(stay: StayFacts, unit: ActingUnit) -> social_services.State | None:
    """How far the unit's own side has come; None when nothing is done."""
    return stay.social_of(unit.controller_id).state


def possible_in_social(action: TrackAction, stay: StayFacts, unit: ActingUnit) -> tuple[social_services.Action, ...]:
    """The track's own actions that it may be now; none when it is not possible."""
    open_to = available(social_services.TRANSITIONS, social_state(stay, unit))
    return tuple(one for one in SOCIAL[action] if one in open_to)


def can_be(action: TrackAction, stay: StayFacts, unit: ActingUnit) -> bool:
    """Whether it is possible now; the ward may always ask, since there may be several to ask, while she lives.

    A referral is asked for by itself (discharge/referrals.py).
    """
    if action in SOCIAL:
        return bool(possible_in_social(action, stay, unit))
    one = stay.responsibility.get(unit.ref)
    open_to = available(medical_responsibility.TRANSITIONS, one.state if one else None)
    return RESPONSIBILITY[action][1] in open_to and stay.status in TOLD and stay.left_reason is not LeftReason.DECEASED
