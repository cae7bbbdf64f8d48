"""Who pays for the days that a ready patient stays on, with the reasons in words: derived, never set (law.md 2.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from accounts.actor import Actor
from discharge.deadlines import terms_of
from discharge.facts import CaseFacts
from discharge.stay_facts import StayFacts
from discharge.stays import reached, stay_of
from rules.evaluation import Evaluation, evaluate
from rules.facts import Recipient
from rules.liability import State
from rules.reasons import Reason
from rules.wording import Language, reason_text

MUNICIPAL: Final = (Recipient.SOCIAL_SERVICES, Recipient.MUNICIPAL_CARE)
# What it comes to in kronor is for those who settle, not for those who plan.
AMOUNTS: Final = ("amount_per_night", "amount_per_begun_day", "amount_missing")


@dataclass(frozen=True, slots=True)
class ReasonSeen:
    """One step of the explanation, in Swedish, and the paragraph or clause that it rests on."""

    code: str
    text: str
    law: str


@dataclass(frozen=True, slots=True)
class LiabilitySeen:
    """What holds at an instant. condition: C1–C13, why there is no liability; None where there may be.

    first_liable_on: the first day that is or would be paid for, if she stays. nights: those paid for so far.
    ready_days: where an agreement counts a mean. agreement: its id, empty when nothing is known.
    """

    state: State
    condition: str | None
    first_liable_on: date | None
    nights: int
    ready_days: int | None
    agreement: str
    reasons: Sequence[ReasonSeen]


def liability_seen(facts: CaseFacts, actor: Actor, *, now: datetime) -> LiabilitySeen | None:
    """The line of a stay that somebody has been told is ready, for the hospital and the municipality; None for others.

    Its reasons are the conditions of the act and the agreement with their times: what both parties settle by, also
    where a notice of it went to the other alone. Nothing that a notice says stands in them.
    """
    stay = facts.stay
    if stay is None or not stay.ready or not _is_party(facts, stay, actor):
        return None
    in_force = terms_of(stay)
    return _seen(evaluate(stay_of(facts), in_force.terms, now), in_force.version or "")


def _is_party(facts: CaseFacts, stay: StayFacts, actor: Actor) -> bool:
    """Whether one of the actor's units has her, or is one of the municipality's that was told that she is ready."""
    units = {unit.ref for unit in actor.units.values()}
    told = {unit for notice in stay.ready for unit, to in reached(facts, notice).items() if to in MUNICIPAL}
    return bool(units & {stay.ward, *told})


def _seen(found: Evaluation, version: str) -> LiabilitySeen:
    liability = found.liability
    return LiabilitySeen(
        state=found.state,
        condition=liability.condition,
        first_liable_on=liability.first_liable_on,
        nights=len(liability.nights_on),
        ready_days=liability.ready_days,
        agreement=version,
        reasons=[_reason(one) for one in found.reasons if one.code not in AMOUNTS],
    )


def _reason(one: Reason) -> ReasonSeen:
    return ReasonSeen(one.code, reason_text(one, Language.SV), one.law)
