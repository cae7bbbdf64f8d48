"""One stay, asked as a whole: facts and terms in; deadlines, liability, reasons and other readings out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rules.amounts import Amount, amount_for
from rules.calendar import local_date
from rules.deadlines import Deadline, deadlines
from rules.facts import Stay
from rules.liability import Liability, State, assess
from rules.notices import municipality_at
from rules.readings import DEFAULTS, Readings
from rules.reasons import Reason, reasons
from rules.review import Alternative, alternatives, cared_for_elsewhere
from rules.spells import readinesses_told
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
    if readings["A-15"] == "b" and cared_for_elsewhere(known):
        if home_terms is None:
            return _home_agreement_unknown(known, terms, asked_at, readings)
        terms, readings = home_terms, {**DEFAULTS, **home_terms.readings, "A-15": "b"}
    liability = assess(known, terms, asked_at, readings)
    review = alternatives(known, terms, asked_at, readings, liability, home_terms)
    left_on = local_date(known.left_at or asked_at)
    priced = liability.state not in NOT_PRICED
    amount = amount_for(liability.liable_on, left_on, stay.care_type, terms, readings) if priced else Amount(None)
    return Evaluation(
        on=asked_at,
        state=State.REVIEW if priced and any(one.needs_decision for one in review) else liability.state,
        liability=liability,
        amount=amount,
        deadlines=deadlines(known, terms, asked_at, readings, liability),
        reasons=reasons(known, terms, readings, liability, amount),
        review=review,
    )


def _home_agreement_unknown(known: Stay, terms: Terms, asked_at: datetime, readings: Readings) -> Evaluation:
    """The home region's agreement decides (A-15b settled) and is not known: the process runs, nothing is counted."""
    lacking = Liability(
        state=State.INCOMPLETE_AGREEMENT,
        municipality=municipality_at(known, asked_at),
        gaps=("the agreement of the home region",),
        told=readinesses_told(known, terms, asked_at, readings),
    )
    return Evaluation(
        on=asked_at,
        state=lacking.state,
        liability=lacking,
        amount=Amount(None),
        deadlines=deadlines(known, terms, asked_at, readings, lacking),
        reasons=reasons(known, terms, readings, lacking, Amount(None)),
        review=(),
    )


def figures(stay: Stay, terms: Terms, on: datetime | None = None) -> Liability:
    """The liability alone, without reasons, reviews or deadlines."""
    asked_at = on or stay.asked_by_default()
    return assess(stay.known_at(asked_at), terms, asked_at, {**DEFAULTS, **terms.readings})
