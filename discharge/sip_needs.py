"""What the joint individual plan asks of a unit before it is called to, and what the unit can do about it now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from discharge.facts import CaseFacts
from discharge.sip_course import after
from discharge.stay_facts import StayFacts
from discharge.stays import told
from rules.errors import IllegalTransition
from rules.facts import LeftReason, Recipient
from rules.states import Action
from rules.tracks import sip

# What is done in the stay, and what it does to the plan.
COURSE: Final[Mapping[Action, sip.Action]] = {
    Action.JUDGE_SIP_NEED: sip.Action.ASSESS_NEEDED,
    Action.JUDGE_NO_SIP: sip.Action.ASSESS_NOT_NEEDED,
    Action.REQUEST_SIP: sip.Action.REQUEST,
    Action.OFFER_SIP: sip.Action.OFFER,
    Action.WITHDRAW_SIP_CONSENT: sip.Action.WITHDRAW_CONSENT,
}


def can_happen(action: Action, unit: UUID, stay: StayFacts) -> bool:
    """Whether the plan has come to where the action is possible; and the unit has a contact who can take over."""
    if action is Action.NAME_SIP_CALLER:
        contact = stay.contacts.get(unit)
        return contact is not None and not contact.calls_sip
    if action not in COURSE:
        return True
    try:
        after(stay.sip.state, COURSE[action])
    except IllegalTransition:
        return False
    return True


def answerers(facts: CaseFacts, stay: StayFacts) -> list[UUID]:
    """Who answers the request for a plan: the open-care unit whose contact calls, and all of them until there is one.

    Only those that know of the request; the dead get no plan.
    """
    if stay.sip.request is None or stay.left_reason is LeftReason.DECEASED:
        return []
    holders = facts.notices[stay.sip.request[0]].holders
    units = [unit for unit, to in told(facts).items() if to is Recipient.OPEN_CARE and unit in holders]
    calling = [unit for unit in units if unit in stay.contacts and stay.contacts[unit].calls_sip]
    return calling or units


def to_answer_request_since(unit: UUID, facts: CaseFacts, stay: StayFacts) -> datetime | None:
    """Since when a request for a plan waits for this unit's answer."""
    return stay.sip.request[1] if stay.sip.request and unit in answerers(facts, stay) else None
