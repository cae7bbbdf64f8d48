"""One stay, asked as a whole: facts and terms in; deadlines, liability, reasons and other readings out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rules.amounts import Amount, amount_for
from rules.calendar import local_date
from rules.deadlines import Deadline, deadlines
from rules.facts import Stay
from rules.liability import Liability, State, assess
from rules.readings import DEFAULTS
from rules.reasons import Reason, reasons
from rules.review import Alternative, alternatives
from rules.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The answer for one stay at the instant `on`. `state` is REVIEW where a person must choose between readings.

    The figures in `liability` follow the default readings, or those the parties have settled.
    """

    on: datetime
    state: State
    liability: Liability
    amount: Amount
    deadlines: tuple[Deadline, ...]
    reasons: tuple[Reason, ...]
    review: tuple[Alternative, ...]


NOT_PRICED = (State.BY_AGREEMENT, State.INCOMPLETE_AGREEMENT)


def evaluate(stay: Stay, terms: Terms, on: datetime | None = None, *, home_terms: Terms | None = None) -> Evaluation:
    """Deadlines and liability of one stay.

    on: the instant at which we ask, by default right after everything in the facts has happened. home_terms: the
    agreement of the patient's home region, where it is another and known (A-15).
    Raises: InvalidInput when the agreement was not in force.
    """
    asked_at = on or stay.asked_by_default()
    known = stay.known_at(asked_at)
    readings = {**DEFAULTS, **terms.readings}
    liability = assess(known, terms, asked_at, readings)
    review = alternatives(known, terms, asked_at, readings, liability, home_terms)
    left_on = local_date(known.left_at or asked_at)
    priced = liability.state not in NOT_PRICED
    amount = amount_for(liability.liable_on, left_on, stay.care_type, terms, readings) if priced else Amount(None)
    return Evaluation(
        on=asked_at,
        state=State.REVIEW if any(one.needs_decision for one in review) else liability.state,
        liability=liability,
        amount=amount,
        deadlines=deadlines(known, terms, asked_at, readings, liability),
        reasons=reasons(known, terms, readings, liability, amount),
        review=review,
    )


def figures(stay: Stay, terms: Terms, on: datetime | None = None) -> Liability:
    """The liability alone, without reasons, reviews or deadlines."""
    asked_at = on or stay.asked_by_default()
    return assess(stay.known_at(asked_at), terms, asked_at, {**DEFAULTS, **terms.readings})
