"""Whether an agreement may be billed for a period at all (parameters 2–4 and 25)."""

from __future__ import annotations

from datetime import date

from rules.errors import Problem
from rules.period import Period
from rules.terms import MEAN_MODELS, AgreementStatus, BillingPeriod, Model, Terms

MONTHS_IN = {BillingPeriod.MONTH: 1, BillingPeriod.QUARTER: 3}
NEVER_BILLED = (AgreementStatus.DRAFT, AgreementStatus.SUSPENDED)


def month_applies(terms: Terms, month_on: date) -> bool:
    """Whether a mean is taken of a month: the version is in force, and billing has begun, on its first day.

    A version that begins inside a month takes over from the next one, so that each month has one version.
    """
    return terms.in_force(month_on) and _begun(terms.billing.starts, month_on)


def billable(terms: Terms, period: Period) -> tuple[Problem, ...]:
    """Why the agreement may not be billed for the period, each with its parameter; nothing when it may.

    A suspension that touches the period stops means altogether; without a mean its days are left out one by one. A stay
    whose notice was sent while the version was in force is billed after it has ended, so that an individual track only
    needs to have begun. What the agreement lacks is another question (`rules/gaps.py`).
    """
    models = {track.model for track in terms.tracks or ()}
    problems = []
    if terms.status in NEVER_BILLED:
        problems.append(Problem("status", f"the agreement is {terms.status}: nothing is billed"))
    if not models.isdisjoint(MEAN_MODELS) and any(
        one.from_on <= period.last_on and (one.to_on is None or period.first_on <= one.to_on)
        for one in terms.suspensions
    ):
        problems.append(Problem("suspensions", f"liability is suspended in {period.name}"))
    if terms.billing.period is not None and len(period.months) != MONTHS_IN[terms.billing.period]:
        problems.append(Problem("billing.period", f"the agreement is settled by {terms.billing.period}"))
    begun = _begun(terms.valid_from, period.last_on) and _begun(terms.billing.starts, period.last_on)
    if not (begun and Model.INDIVIDUAL in models) and not any(month_applies(terms, month) for month in period.months):
        problems.append(Problem("valid_from", f"the agreement is not in force, or not yet billed, in {period.name}"))
    return tuple(problems)


def _begun(starts_on: date | None, day: date) -> bool:
    return starts_on is None or starts_on <= day
