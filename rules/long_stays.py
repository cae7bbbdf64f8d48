"""Long stayers beside a mean: which episodes they are, and which of their days are billed (parameter 20)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from rules.own_days import ONE_DAY, DaysByYear, OwnDays
from rules.ready_days import mean_day_zero, ready_dates, ready_days
from rules.terms import BillFrom, LongStay, Model, Track
from rules.track_choice import Decided

NO_RULE = LongStay(over_days=None, unit=None, remove_from_mean=None, bill_from_day=None)


class LongStays:
    """The rule for long stayers, whose days are counted in its own unit. A hybrid track's rule lacks nothing here."""

    def __init__(self, rule: LongStay | None, tracks: Sequence[Track], own_days: OwnDays) -> None:
        rule = rule or NO_RULE
        self.leave_the_mean = rule.remove_from_mean is True
        self._over_days = rule.over_days or 0
        self._bill_from_day = rule.bill_from_day
        self._tracks = [(track, replace(track, day_unit=rule.unit)) for track in tracks]
        self._own_days = own_days

    def includes(self, one: Decided) -> bool:
        """Whether the episode, on a hybrid track, has more ready days than the limit; exactly the limit is not long."""
        track, counting = self._tracks[one.place]
        if track.model is not Model.HYBRID:
            return False
        return ready_days(mean_day_zero(one.ready_at, track), one.left_on, counting) > self._over_days

    def billed_days(self, one: Decided, free_days: Fraction) -> DaysByYear:
        """The ready days from the agreed one on: the first, the first after the free days, or the first over the limit.

        Part of a free day leaves the rest of that day to pay.
        """
        track, counting = self._tracks[one.place]
        free = Fraction(0)
        if self._bill_from_day is BillFrom.AFTER_FREE:
            free = free_days
        elif self._bill_from_day is BillFrom.AFTER_LIMIT:
            free = Fraction(self._over_days)
        dates = ready_dates(mean_day_zero(one.ready_at, track), one.left_on, counting)
        days = ((day, min(ONE_DAY, number - free)) for number, day in enumerate(dates, 1) if number > free)
        return self._own_days.by_year(days, one.left_on)
