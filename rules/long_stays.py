"""Long stayers beside a mean: which episodes they are, and which of their days are billed (parameter 20)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from rules.agreed import agreed
from rules.own_days import DaysByYear, OwnDays
from rules.ready_days import mean_day_zero, ready_dates, ready_days
from rules.terms import BillFrom, LongStay, Model, Track
from rules.track_choice import Decided


class LongStays:
    """The rule for long stayers on hybrid tracks, whose days are counted in the rule's own unit."""

    def __init__(self, rule: LongStay | None, tracks: Sequence[Track], own_days: OwnDays) -> None:
        rule = rule or LongStay(over_days=None, unit=None, remove_from_mean=None, bill_from_day=None)
        self.leave_the_mean = rule.remove_from_mean is True
        self._rule = rule
        self._tracks = [(track, replace(track, day_unit=rule.unit)) for track in tracks]
        self._own_days = own_days

    def includes(self, one: Decided) -> bool:
        """Whether the episode has more ready days than the limit; exactly the limit is not long."""
        track, counting = self._tracks[one.place]
        if track.model is not Model.HYBRID:
            return False
        return ready_days(mean_day_zero(one.ready_at, track), one.left_on, counting) > self._over_days()

    def billed_days(self, one: Decided, free_days: Fraction) -> DaysByYear:
        """The ready days from the agreed one on: the first, the first after the free days, or the first over the limit.

        Part of a free day leaves the rest of that day to pay.
        """
        track, counting = self._tracks[one.place]
        start = {BillFrom.AFTER_FREE: free_days, BillFrom.AFTER_LIMIT: Fraction(self._over_days())}
        unpaid = start.get(agreed(self._rule.bill_from_day, "long_stay.bill_from_day"), Fraction())
        whole, part = divmod(unpaid, 1)
        paid = ready_dates(mean_day_zero(one.ready_at, track), one.left_on, counting)[whole:]
        return self._own_days.by_year(
            ((day, 1 if number else 1 - part) for number, day in enumerate(paid)), one.left_on
        )

    def _over_days(self) -> int:
        return agreed(self._rule.over_days, "long_stay.over_days")
