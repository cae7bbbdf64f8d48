"""How the days of a readiness are counted on one track: day zero, ready days, first liable date, liable nights.

Everything counted is a date in Sweden. The track must lack nothing: an unknown unit, cut-off or day zero is refused by
the caller before anything is counted here. Law: SFS 2017:612, 5 kap. 4 §, replaced by terms agreed under 4 kap. 5 §.
"""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from math import ceil

from rules.calendar import days_after, days_between, in_sweden, is_working_day, working_days_after
from rules.provisions import decides
from rules.terms import Boundary, Cutoff, CutoffEffect, DayUnit, DayZero, Track


@decides("R-5.4b", "A-4", without=None)
def late_by(sent: datetime, track: Track) -> CutoffEffect | None:
    """What the track does to a notice sent too late, Swedish time to the microsecond; None when it was early enough.

    12:00:00 sharp is not after 12.00, unless the boundary is `out` ("before 12.00").
    """
    cutoff = track.cutoff
    if not isinstance(cutoff, Cutoff):
        return None
    late = sent.time() >= cutoff.at if cutoff.boundary is Boundary.OUT else sent.time() > cutoff.at
    return cutoff.effect if late else None


def day_zero_and_extra(ready_at: datetime, track: Track) -> tuple[date, int]:
    """The date that counting starts from, and the free days (0 or 1) that a late notice adds.

    ready_at: the aware instant the notice was sent. A notice after the cut-off moves day zero to the next counting
    day, or keeps it and adds one free day, as the track says.
    """
    sent = in_sweden(ready_at)
    effect = late_by(sent, track)
    if effect is CutoffEffect.NEXT_COUNTING_DAY:
        return counting_day_after(sent.date(), 1, track), 0
    return sent.date(), 0 if effect is None else 1


def mean_day_zero(ready_at: datetime, track: Track) -> date:
    """Day zero of an episode that enters a mean.

    A mean has one number of free days for all, so a free day that a late notice adds is counted as a later day zero.
    """
    day_zero, extra = day_zero_and_extra(ready_at, track)
    return counting_day_after(day_zero, extra, track)


def counting_day_after(day: date, n: int, track: Track) -> date:
    """The n-th counting day after `day` in the track's unit; n = 0 gives `day` itself, counting or not."""
    return working_days_after(day, n) if track.day_unit is DayUnit.WORKING else days_after(day, n)


def night_counts(night_on: date, track: Track) -> bool:
    """Whether the night from this date to the next counts: with working days, when it ends on one."""
    return track.day_unit is not DayUnit.WORKING or is_working_day(days_after(night_on, 1))


def nights(first_on: date, left_on: date, track: Track) -> tuple[date, ...]:
    """The dates of the counting nights from a date up to, not including, the date of leaving, in order."""
    return tuple(night for night in days_between(first_on, left_on) if night_counts(night, track))


def liable_nights(first_on: date, left_on: date, track: Track) -> int:
    """How many nights count from the first liable date; the day of leaving is not counted (A-3a). Never below 0."""
    if track.day_unit is DayUnit.WORKING:
        return len(nights(first_on, left_on, track))
    return max(0, (left_on - first_on).days)


def begun_days(first_on: date, left_on: date, track: Track) -> tuple[date, ...]:
    """The dates of the counting days begun from the first liable date, the day of leaving included (A-3b)."""
    return tuple(
        day
        for day in days_between(first_on, days_after(left_on, 1))
        if track.day_unit is not DayUnit.WORKING or is_working_day(day)
    )


def ready_days(day_zero: date, left_on: date, track: Track) -> int:
    """Ready days d: counting days after day zero up to and including the day of leaving, so many nights.

    Never below 0; one more where the track counts day zero itself.
    """
    return liable_nights(day_zero, left_on, track) + (1 if track.day_zero is DayZero.COUNTED else 0)


def ready_dates(day_zero: date, left_on: date, track: Track) -> tuple[date, ...]:
    """The date of each ready day, in order: the nights' dates, or the days' own where day zero is counted."""
    if track.day_zero is DayZero.COUNTED:
        return (day_zero, *(days_after(night, 1) for night in nights(day_zero, left_on, track)))
    return nights(day_zero, left_on, track)


def first_liable_on(ready_at: datetime, track: Track, free_days: Fraction) -> date:
    """First date the municipality pays for on an individual track if nothing blocks it: day zero plus the free days.

    A part of a free day is a whole day without liability. Day zero, where it is counted, is one of the free days;
    nobody pays for a date before it. Law: 5 kap. 4 §.
    """
    day_zero, extra = day_zero_and_extra(ready_at, track)
    counted = 1 if track.day_zero is DayZero.COUNTED else 0
    return counting_day_after(day_zero, max(0, ceil(free_days) + extra - counted), track)
