"""The days billed for one episode by itself on an individual track, and the year whose amount each such day takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from rules.amounts import rate_year
from rules.liability import counts_begun_days
from rules.obstacles import days_without_agreed_liability, within
from rules.period import Period
from rules.readings import Readings
from rules.ready_days import begun_days, nights
from rules.start import liability_starts_on
from rules.terms import TariffDate, Terms, Track
from rules.track_choice import Decided

DaysByYear = Mapping[int, Fraction]


class OwnDays:
    """Days of single episodes, less those without liability by agreement: suspended, or before billing began."""

    def __init__(self, terms: Terms, readings: Readings, period: Period) -> None:
        self._terms = terms
        self._readings = readings
        self._period_year = period.last_on.year
        self._by_day = terms.tariff.tariff_date is TariffDate.DAY
        self._begun = counts_begun_days(terms, readings)
        self._without_liability = days_without_agreed_liability(terms)

    def individual(self, one: Decided, track: Track, free_days: Fraction) -> DaysByYear:
        """The nights after the free days, or the begun days where those are paid; as evaluated, where that is given."""
        dates = one.episode.liable_on
        if dates is None and one.episode.withdrawn:
            dates = ()
        if dates is None:
            first_on = liability_starts_on(one.ready_at, free_days, track, self._terms, self._readings)
            dates = begun_days(first_on, one.left_on, track) if self._begun else nights(first_on, one.left_on, track)
        return self.by_year(((day, 1) for day in dates), one.left_on)

    def by_year(self, days: Iterable[tuple[date, int | Fraction]], left_on: date) -> DaysByYear:
        """Days, or parts of days, by the year of their price: the day's own, or that of the period's end (22)."""
        found: dict[int, int | Fraction] = {}
        for day, part in days:
            if not any(within(day, stretch) for stretch in self._without_liability):
                year = rate_year(day, left_on, self._readings) if self._by_day else self._period_year
                found[year] = found.get(year, 0) + part
        return {year: Fraction(number) for year, number in found.items()}
