"""What the liable days of one stay cost: the amount of each day's year, never another year's (5 kap. 6 §)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from rules.facts import CareType
from rules.provisions import decides
from rules.readings import Readings
from rules.rounding import rounded
from rules.terms import TariffDate, Terms


@dataclass(frozen=True, slots=True)
class Amount:
    """Kronor, None when the amount per day is not known for every year; then `missing_for` names the years."""

    sek: Decimal | None
    missing_for: tuple[int, ...] = ()


@decides("A-16", without=lambda day, left_on, readings: day.year)
def rate_year(day: date, left_on: date, readings: Readings) -> int:
    """Whose year's amount a liable day takes: the day's own (A-16a), or that of leaving (A-16b)."""
    return left_on.year if readings["A-16"] == "b" else day.year


@decides("R-5.6a", without=Amount(None))
def amount_for(
    liable_on: tuple[date, ...], left_on: date, care_type: CareType, terms: Terms, readings: Readings
) -> Amount:
    """The sum of one amount per liable day, rounded as the agreement says. No liable day costs nothing."""
    of_the_period = terms.tariff.tariff_date is TariffDate.PERIOD_END  # a stay belongs to the month of leaving
    years = [left_on.year if of_the_period else rate_year(day, left_on, readings) for day in liable_on]
    rates = [(year, terms.tariff.rate_sek(year, care_type)) for year in years]
    missing = {year for year, rate in rates if rate is None}
    if missing:
        return Amount(None, tuple(sorted(missing)))
    total = sum((Fraction(rate) for _, rate in rates if rate is not None), Fraction())
    exact = rounded(total, terms.rounding.amount_decimals, terms.rounding.mode)
    return Amount(Decimal(exact.numerator) / Decimal(exact.denominator))
