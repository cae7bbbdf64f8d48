"""The days billed for one episode by itself: on an individual track, or as a long stay beside a mean (parameter 20)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from rules.amounts import rate_year
from rules.liability import counts_begun_days
from rules.obstacles import days_without_agreed_liability, last_day_of, within
from rules.period import Period
from rules.readings import Readings
from rules.ready_days import begun_days, mean_day_zero, nights, ready_dates, ready_days
from rules.start import liability_starts_on
from rules.terms import BillFrom, LongStay, TariffDate, Terms, Track
from rules.track_choice import Decided

DaysByYear = Mapping[int, Fraction]
ONE_DAY = Fraction(1)


class OwnDays:
    """Days of single episodes by the year whose amount they take, less those on which nobody is liable by agreement."""

    def __init__(self, terms: Terms, readings: Readings, period: Period) -> None:
        self._terms = terms
        self._readings = readings
        self._period_year = period.last_on.year
        self._begun = counts_begun_days(terms, readings)
        self._without_liability = days_without_agreed_liability(terms)

    def individual(self, one: Decided, track: Track, free_days: Fraction) -> DaysByYear:
        """The nights after the free days, or the begun days where those are paid; as evaluated, where that is given."""
        dates = one.episode.liable_on
        if dates is None and one.episode.withdrawn:
            dates = ()
        if dates is None:
            first_on = liability_starts_on(one.ready_at, free_days, track, self._terms, self._readings)
            if self._begun:
                dates = begun_days(first_on, last_day_of(one.left_at), track)
            else:
                dates = nights(first_on, one.left_on, track)
        return self._by_year(((day, ONE_DAY) for day in dates), one.left_on)

    def long_stay(self, one: Decided, track: Track, free_days: Fraction, long_stay: LongStay) -> DaysByYear:
        """The ready days from the agreed one on: the first, the first after the free days, or after the limit.

        A part of a free day leaves the rest of that day to pay.
        """
        skipped = {
            BillFrom.FIRST: Fraction(0),
            BillFrom.AFTER_FREE: free_days,
            BillFrom.AFTER_LIMIT: Fraction(long_stay.over_days or 0),
        }
        start = skipped[long_stay.bill_from_day or BillFrom.FIRST]
        dates = ready_dates(mean_day_zero(one.ready_at, track), one.left_on, replace(track, day_unit=long_stay.unit))
        weighed = ((day, min(ONE_DAY, n - start)) for n, day in enumerate(dates, 1) if n > start)
        return self._by_year(weighed, one.left_on)

    def _by_year(self, days: Iterable[tuple[date, Fraction]], left_on: date) -> DaysByYear:
        by_day = self._terms.tariff.tariff_date is TariffDate.DAY
        found: dict[int, Fraction] = {}
        for day, weight in days:
            if not any(within(day, stretch) for stretch in self._without_liability):
                year = rate_year(day, left_on, self._readings) if by_day else self._period_year
                found[year] = found.get(year, Fraction()) + weight
        return found


def is_long(one: Decided, track: Track, long_stay: LongStay) -> bool:
    """Whether an episode has more ready days than the limit, counted in the limit's own unit."""
    unit = replace(track, day_unit=long_stay.unit)
    return ready_days(mean_day_zero(one.ready_at, track), one.left_on, unit) > (long_stay.over_days or 0)
