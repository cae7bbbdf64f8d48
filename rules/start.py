"""When liability starts: three days after the ready notice, four when sent after 12.00, or as agreed (5 kap. 4 §)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

from rules.calendar import hours_after, is_weekday, local_date, working_days_after
from rules.provisions import decides
from rules.readings import Readings
from rules.ready_days import day_zero_and_extra, first_liable_on
from rules.sip_call import NOON
from rules.terms import Boundary, Cutoff, CutoffEffect, Terms, Track

STATUTORY_CUTOFF = Cutoff(at=NOON, effect=CutoffEffect.PLUS_ONE_DAY)  # 5 kap. 4 §, second sentence


@decides("A-4", "A-18", without=lambda track, terms, readings: track)
def as_read(track: Track, terms: Terms, readings: Readings) -> Track:
    """The track with the cut-off that the readings give it, where the parties have not said it themselves.

    A-4b: exactly 12.00.00 is late. A-18b: the noon rule holds on every statutory track, also in
    psychiatry in 2018, whose own track has no cut-off.
    """
    if readings["A-18"] == "b" and statutory(terms):
        track = replace(track, cutoff=STATUTORY_CUTOFF)
    if readings["A-4"] == "b" and isinstance(track.cutoff, Cutoff) and track.cutoff.boundary is None:
        track = replace(track, cutoff=replace(track.cutoff, boundary=Boundary.OUT))
    return track


def statutory(terms: Terms) -> bool:
    """Whether the time of 5 kap. 4 § stands: nothing else is agreed about when liability starts."""
    return not terms.time_agreed


@decides("R-5.4a", "A-1", "A-2", without=lambda told_at, free_days, track, terms, readings: local_date(told_at))
def liability_starts_on(told_at: datetime, free_days: Fraction, track: Track, terms: Terms, readings: Readings) -> date:
    """First date the municipality pays for if nothing else keeps it out.

    told_at: the instant the ready notice was sent. Statute: the date of sending plus three days, four when sent after
    12.00; weekends and holidays count. A-1b counts weekdays and A-2b hours, only where the parties agreed on no time.
    """
    track = as_read(track, terms, readings)
    if statutory(terms) and (readings["A-1"] == "b" or readings["A-2"] == "b"):
        day_zero, extra = day_zero_and_extra(told_at, track)
        days = int(free_days) + extra
        if readings["A-1"] == "b":
            return working_days_after(day_zero, days, is_weekday)
        return local_date(hours_after(told_at, 24 * days))
    return first_liable_on(told_at, track, free_days)
