"""Swedish dates and instants: elapsed hours, calendar days, working days and the weekdays of the routines.

Hours are elapsed time; days are dates in Sweden; the two are never mixed. Every instant given back bears the offset of
Swedish time at that moment (+01:00 or +02:00), not the zone: Python compares and subtracts two instants of one zone by
the clock on the wall, which is wrong across a clock change. Years 2010–2099; outside them InvalidInput is raised.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo

from rules.errors import InvalidInput, Problem
from rules.holidays import FRIDAY, SUNDAY, check_year, eves_in, holidays_in, outside_years

SWEDEN = ZoneInfo("Europe/Stockholm")
STANDARD_TIME = timezone(timedelta(hours=1), "CET")  # förordning (1979:988)
SUMMER_TIME = timezone(timedelta(hours=2), "CEST")  # förordning (2001:127)
MISSING_HOUR_ENDS = time(3)  # förordning (2001:127) 1 §: the clock goes from 02:00 to 03:00


def _wall(at: datetime) -> datetime:
    """An instant on the Swedish clock, with the zone. A naive one is refused: it would be read in the process zone."""
    if at.tzinfo is None:
        raise InvalidInput(Problem("", f"the time {at.isoformat()} has no UTC offset"))
    try:
        wall = at.astimezone(SWEDEN)
    except OverflowError:  # within hours of year 1 or of year 9999
        raise outside_years(at.year) from None
    check_year(wall.year)
    return wall


def _with_offset(wall: datetime) -> datetime:
    return wall.astimezone(SUMMER_TIME if wall.dst() else STANDARD_TIME)


def _readings(day: date, clock: time) -> tuple[datetime, datetime]:
    """A time of day read as before and as after a clock change; equal but for the repeated hour and the missing one.

    In the repeated hour the second reading is the later, in the missing hour the earlier.
    """
    check_year(day.year)
    wall = datetime.combine(day, clock, SWEDEN)
    return _with_offset(wall.replace(fold=0)), _with_offset(wall.replace(fold=1))


def in_sweden(at: datetime) -> datetime:
    """The same instant with Sweden's offset, so that its date and clock are the Swedish ones."""
    return _with_offset(_wall(at))


def local_date(at: datetime) -> date:
    """The date in Sweden of an aware instant."""
    return _wall(at).date()


def local(
    year: int,
    month: int,
    day: int,
    hour: int = 0,
    minute: int = 0,
    second: int = 0,
    microsecond: int = 0,
    *,
    fold: int | None = None,
) -> datetime:
    """The instant when clocks in Sweden show this; `fold` 0 or 1 is the first or the second pass of the repeated hour.

    Raises: InvalidInput for the hour missing in March, and for the hour repeated in October unless `fold` is given.
    """
    first, second_pass = _readings(date(year, month, day), time(hour, minute, second, microsecond))
    if first > second_pass:
        raise InvalidInput(Problem("", f"the clock never showed {first.time()} on {first.date()}: summer time began"))
    if first < second_pass and fold is None:
        raise InvalidInput(Problem("", f"the clock showed {first.time()} twice on {first.date()}: summer time ended"))
    return second_pass if fold else first


@cache
def _at_time(day: date, clock: time) -> datetime:
    before_change, after_change = _readings(day, clock)
    if before_change > after_change:
        return _at_time(day, MISSING_HOUR_ENDS)
    return before_change


def at_time(day: date, clock: time) -> datetime:
    """The instant of a time of day on a date: the first pass of a repeated hour, the end of a missing one."""
    return _at_time(day, clock)


def start_of_day(day: date) -> datetime:
    """00:00 in Sweden."""
    return _at_time(day, time.min)


def end_of_day(day: date) -> datetime:
    """23:59:59.999999 in Sweden, the last instant in time of whatever is due on this day."""
    return _at_time(day, time.max)


def hours_after(at: datetime, hours: int) -> datetime:
    """The instant when so many hours have elapsed, whatever the clock on the wall did meanwhile."""
    return in_sweden(in_sweden(at) + timedelta(hours=hours))


def days_after(day: date, days: int) -> date:
    """The date so many days later, earlier when negative."""
    later = day + timedelta(days=days)
    check_year(later.year)
    return later


def days_between(first: date, last_exclusive: date) -> Iterator[date]:
    """Every date from the first up to, not including, the last; none when they are equal or in the wrong order."""
    for days in range((last_exclusive - first).days):
        yield days_after(first, days)


def is_holiday(day: date) -> bool:
    """Public holiday, every Sunday included. Law: lag (1989:253) 1 §."""
    return day.isoweekday() == SUNDAY or day in holidays_in(day.year)


def is_eve(day: date) -> bool:
    """Midsummer Eve, Christmas Eve or New Year's Eve. Law: lag (1930:173) 2 §."""
    return day in eves_in(day.year)


def holiday_name(day: date) -> str | None:
    """The Swedish name of a public holiday, "söndag" for an ordinary Sunday, None for any other day (the eves too)."""
    return holidays_in(day.year).get(day) or ("söndag" if day.isoweekday() == SUNDAY else None)


def is_working_day(day: date) -> bool:
    """Monday to Friday and not a public holiday; the eves are working days (docs/agreements.md, parameter 10)."""
    return day.isoweekday() <= FRIDAY and day not in holidays_in(day.year)


def is_weekday(day: date) -> bool:
    """A working day that is none of the three eves: the days of the routines, and of lag (1930:173) 2 §."""
    return is_working_day(day) and not is_eve(day)


def _nearest(day: date, step: int, counts: Callable[[date], bool]) -> date:
    """The first counting day strictly after `day` (step 1) or before it (step -1)."""
    day = days_after(day, step)
    while not counts(day):
        day = days_after(day, step)
    return day


def working_days_after(day: date, n: int, counts: Callable[[date], bool] = is_working_day) -> date:
    """The n-th counting day after `day`; n = 0 gives `day` itself, counting or not."""
    for _ in range(n):
        day = _nearest(day, 1, counts)
    return day


def next_weekday(day: date) -> date:
    """The first weekday strictly after `day`."""
    return _nearest(day, 1, is_weekday)


def previous_weekday(day: date) -> date:
    """The last weekday strictly before `day`."""
    return _nearest(day, -1, is_weekday)


def extended_to_weekday(day: date) -> date:
    """The day itself when it is a weekday, else the next. Law: lag (1930:173) 2 §."""
    return day if is_weekday(day) else next_weekday(day)


@dataclass(frozen=True)
class RoutineCalendar:
    """A region's calendar for its routines: the weekdays, with half-days that end early (date -> last time of day)."""

    half_days: Mapping[date, time] = field(default_factory=dict)

    def counts(self, day: date) -> bool:
        """Whether the routines' clocks run on this day; a half-day counts only where a weekday was."""
        return is_weekday(day)

    def day_end(self, day: date) -> datetime:
        """The last instant of a day: a half-day's agreed time, otherwise 23:59:59.999999."""
        return at_time(day, self.half_days[day]) if day in self.half_days else end_of_day(day)

    def hours_on_weekdays(self, at: datetime, hours: int) -> datetime:
        """The first instant when so many hours have elapsed on weekdays, counting a half-day only up to its end.

        Sent on Friday 15:00, 24 hours end on Monday 15:00. Sent on a day that does not count, or after the end of a
        half-day, they start at 00:00 on the next weekday. Hours up at midnight end there, also before a weekend.
        """
        begins = in_sweden(at)
        day = begins.date()
        left = timedelta(hours=hours)
        while True:
            if self.counts(day):
                stops = self.day_end(day) if day in self.half_days else start_of_day(days_after(day, 1))
                if left <= stops - begins:
                    return begins + left  # clocks change on Sundays, which never count
                left -= max(stops - begins, timedelta())
            day = days_after(day, 1)
            begins = start_of_day(day)

    def next_fixed_time(
        self, sent_at: datetime, times: Collection[time], day_basis_is_all: bool, min_lead_minutes: int
    ) -> datetime:
        """The first fixed time that comes at least so many minutes after something was sent.

        times: at least one, Swedish time of day. Unless every day counts, only weekdays have them, and a half-day only
        those up to its end (docs/agreements.md, parameters 28 and 41).
        """
        earliest = in_sweden(in_sweden(sent_at) + timedelta(minutes=min_lead_minutes))
        day = earliest.date()
        while True:
            if day_basis_is_all or self.counts(day):
                last = end_of_day(day) if day_basis_is_all else self.day_end(day)
                for clock in sorted(times):
                    if earliest <= at_time(day, clock) <= last:
                        return at_time(day, clock)
            day = days_after(day, 1)

    def checks_owed_on(self, day: date, day_basis_is_all: bool, n: int) -> int:
        """How often the system must be opened on a day when `n` times are agreed: 0 on a day that does not count."""
        return n if day_basis_is_all or self.counts(day) else 0
