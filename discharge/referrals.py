"""Referrals to open care: which units have each, and which of them have not answered it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from discharge.facts import CaseFacts
from discharge.stay_facts import Referral, StayFacts
from discharge.stays import having
from rules.facts import LeftReason, Recipient
from rules.states import TOLD


def referred(facts: CaseFacts, one: Referral) -> Collection[UUID]:
    """The open-care units that have it; others that it was sent to have nothing to answer."""
    return [unit for unit, to in having(facts, one.notice, one.to).items() if to is Recipient.OPEN_CARE]


def unanswered(facts: CaseFacts, one: Referral) -> Collection[UUID]:
    """Those of them that have not answered it."""
    return [unit for unit in referred(facts, one) if unit not in one.answered]


def has_referral(unit: UUID, facts: CaseFacts) -> bool:
    """Whether the unit has one, answered or not: it may know of nothing else in the stay."""
    referrals = facts.stay.planning.referrals.values() if facts.stay else ()
    return any(unit in referred(facts, one) for one in referrals)


def to_answer_referral_since(unit: UUID, facts: CaseFacts, stay: StayFacts) -> datetime | None:
    """Since when a referral waits for the unit's answer; of the dead none does."""
    if stay.status not in TOLD or stay.left_reason is LeftReason.DECEASED:
        return None
    referrals = stay.planning.referrals.values()
    return min((one.at for one in referrals if unit in unanswered(facts, one)), default=None)
