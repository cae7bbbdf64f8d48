"""Days that are taken out of the liability: open-care obstacles, leave, and periods without liability by agreement."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from rules.calendar import days_after, local_date, start_of_day
from rules.facts import Cause, Interval, Obstacle, Stay
from rules.notices import applies
from rules.provisions import decides
from rules.readings import Readings
from rules.terms import Precondition, Terms

Days = tuple[date, date | None]  # both included; None: no end yet
INSTANT = timedelta(microseconds=1)


def last_day_of(ends_at: datetime) -> date:
    """The last date on which something that ends at an instant, not included, still is."""
    return local_date(ends_at - INSTANT)


def preventing(stay: Stay, terms: Terms) -> tuple[Obstacle, ...]:
    """The obstacles of 5 kap. 5 §: those that are, or may be, why the patient cannot leave.

    Where it is not clear whether they are, they count: what is unclear counts against the region.
    """
    if not applies(terms, Precondition.REGION_MEASURES_AVAILABLE):
        return ()
    return tuple(one for one in stay.open_care_obstacles if one.prevents_discharge is not Cause.FALSE)


@decides("R-5.5", "C8", "A-12", without=())
def obstacle_days(
    obstacles: tuple[Obstacle, ...], readings: Readings, *, told_at: datetime, start_on: date, new_days: int
) -> tuple[Days, ...]:
    """Days without liability because open care is missing or unclear (5 kap. 5 §), for one readiness.

    start_on: the date on which liability would start; new_days: the free days that run anew (A-12c).
    """
    days = stretches(obstacles)
    if readings["A-12"] == "b":
        return ((start_on, None),) if any(within(start_on, stretch) for stretch in days) else ()
    if readings["A-12"] == "c":
        told_on = local_date(told_at)
        return tuple(
            (first, last if last is None or last < told_on else days_after(last, new_days - 1)) for first, last in days
        )
    return days


def stretches(obstacles: tuple[Obstacle, ...]) -> tuple[Days, ...]:
    """The dates on which each obstacle existed at any time of the day (A-12a)."""
    return tuple((local_date(one.from_at), None if one.to_at is None else last_day_of(one.to_at)) for one in obstacles)


@decides("A-19", without=())
def leave_days(stay: Stay, readings: Readings) -> tuple[Days, ...]:
    """Whole days of leave, which A-19b does not pay."""
    return tuple(_whole_days(leave) for leave in stay.leaves) if readings["A-19"] == "b" else ()


@decides("R-4.5", without=())
def days_without_agreed_liability(terms: Terms) -> tuple[Days, ...]:
    """Suspensions (parameter 4), and the days before billing starts (parameter 25)."""
    suspended: tuple[Days, ...] = tuple((one.from_on, one.to_on) for one in terms.suspensions)
    if terms.billing.starts is None:
        return suspended
    return (*suspended, (date.min, days_after(terms.billing.starts, -1)))


def within(day: date, days: Days) -> bool:
    first, last = days
    return first <= day and (last is None or day <= last)


def first_free(day: date, taken: tuple[Days, ...]) -> date | None:
    """The first date from `day` on that none of the stretches covers; None when one of them has no end yet."""
    for stretch in taken:
        if within(day, stretch):
            last = stretch[1]
            return None if last is None else first_free(days_after(last, 1), taken)
    return day


def _whole_days(leave: Interval) -> Days:
    begins_on = local_date(leave.from_at)
    first = begins_on if leave.from_at == start_of_day(begins_on) else days_after(begins_on, 1)
    return first, None if leave.to_at is None else days_after(local_date(leave.to_at), -1)
