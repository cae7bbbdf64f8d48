"""Swedish dates and instants: both clock changes, midnight, noon sharp, leap days, New Year, holidays and weekends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.calendar import (
    STANDARD_TIME,
    SUMMER_TIME,
    SWEDEN,
    RoutineCalendar,
    at_time,
    days_after,
    days_between,
    end_of_day,
    extended_to_weekday,
    holiday_name,
    hours_after,
    in_sweden,
    is_eve,
    is_holiday,
    is_weekday,
    is_working_day,
    local,
    local_date,
    next_weekday,
    previous_weekday,
    start_of_day,
    working_days_after,
)
from rules.errors import InvalidInput

ROOT = Path(__file__).parents[2]
MICROSECOND = timedelta(microseconds=1)
HOUR = timedelta(hours=1)

SUMMER_TIME_BEGINS = date(2026, 3, 29)  # a day of 23 hours
SUMMER_TIME_ENDS = date(2026, 10, 25)  # a day of 25 hours
EASTER_2027 = date(2027, 3, 28)  # summer time begins on Easter Day

dates = st.dates(date(2010, 1, 11), date(2099, 11, 30))
instants = st.datetimes(
    datetime.fromisoformat("2010-01-11"),
    datetime.fromisoformat("2099-11-30"),
    timezones=st.sampled_from([UTC, SWEDEN, ZoneInfo("America/New_York"), timezone(timedelta(hours=1))]),
)
clocks = st.times()
ROUTINES = RoutineCalendar()
MAUNDY_THURSDAY = date(2026, 4, 2)
HALF_DAYS = RoutineCalendar({MAUNDY_THURSDAY: time(12), date(2026, 4, 30): time(13, 30)})


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0, microsecond: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, 0, microsecond, tzinfo=UTC)


# --- instants


@pytest.mark.parametrize(
    ("at", "day"),
    [
        pytest.param(utc(2026, 3, 9, 12), date(2026, 3, 9), id="noon"),
        pytest.param(utc(2026, 3, 9, 22, 59, 999999), date(2026, 3, 9), id="a minute before midnight, winter"),
        pytest.param(utc(2026, 3, 9, 23), date(2026, 3, 10), id="midnight, winter"),
        pytest.param(utc(2026, 7, 9, 21, 59), date(2026, 7, 9), id="a minute before midnight, summer"),
        pytest.param(utc(2026, 7, 9, 22), date(2026, 7, 10), id="midnight, summer"),
        pytest.param(utc(2026, 12, 31, 23), date(2027, 1, 1), id="New Year comes before it does in UTC"),
        pytest.param(utc(2028, 2, 28, 23), date(2028, 2, 29), id="leap day"),
        pytest.param(utc(2028, 2, 29, 23), date(2028, 3, 1), id="after the leap day"),
        pytest.param(utc(2026, 3, 28, 23), SUMMER_TIME_BEGINS, id="the short day begins in winter time"),
        pytest.param(utc(2026, 3, 29, 22), date(2026, 3, 30), id="the short day ends in summer time"),
        pytest.param(utc(2026, 10, 24, 22), SUMMER_TIME_ENDS, id="the long day begins in summer time"),
        pytest.param(utc(2026, 10, 25, 22, 59), SUMMER_TIME_ENDS, id="the long day's last minute is in winter time"),
        pytest.param(utc(2009, 12, 31, 23), date(2010, 1, 1), id="first day supported"),
        pytest.param(utc(2099, 12, 31, 22, 59), date(2099, 12, 31), id="last day supported"),
    ],
)
def test_local_date_is_the_date_on_the_swedish_calendar(at: datetime, day: date) -> None:
    assert local_date(at) == day
    assert local_date(at.astimezone(SWEDEN)) == day
    assert local_date(at.astimezone(ZoneInfo("America/New_York"))) == day
    assert in_sweden(at).date() == day


@pytest.mark.parametrize(
    ("at", "year"),
    [
        pytest.param(utc(2009, 12, 31, 22, 59), 2009, id="the minute before 2010"),
        pytest.param(utc(2099, 12, 31, 23), 2100, id="midnight after 2099"),
        pytest.param(datetime.min.replace(tzinfo=timezone(timedelta(hours=14))), 1, id="before the calendar begins"),
        pytest.param(datetime.max.replace(tzinfo=UTC), 9999, id="after the calendar ends"),
    ],
)
@pytest.mark.parametrize("function", [local_date, in_sweden])
def test_an_instant_outside_2010_to_2099_is_refused(
    function: Callable[[datetime], object], at: datetime, year: int
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        function(at)

    assert str(refusal.value) == f"the year {year} is outside 2010–2099"
    assert refusal.value.__cause__ is None


@pytest.mark.parametrize(
    "function",
    [
        local_date,
        in_sweden,
        lambda at: hours_after(at, 24),
        lambda at: ROUTINES.hours_on_weekdays(at, 24),
        lambda at: ROUTINES.next_fixed_time(at, [time(9)], True, 60),
    ],
)
def test_a_time_without_offset_is_refused_and_never_read_in_the_zone_of_the_process(
    function: Callable[[datetime], object],
) -> None:
    naive = local(2026, 3, 9, 12).replace(tzinfo=None)

    with pytest.raises(InvalidInput) as refusal:
        function(naive)

    assert str(refusal.value) == "the time 2026-03-09T12:00:00 has no UTC offset"


def test_local_gives_standard_time_in_winter_and_summer_time_in_summer() -> None:
    winter = local(2026, 3, 9, 12, 1, 2, 3)
    summer = local(2026, 7, 9, 12, 1, 2, 3)

    assert winter.isoformat() == "2026-03-09T12:01:02.000003+01:00"
    assert winter == datetime(2026, 3, 9, 11, 1, 2, 3, tzinfo=UTC)
    assert (winter.tzinfo, winter.tzname()) == (STANDARD_TIME, "CET")
    assert summer.isoformat() == "2026-07-09T12:01:02.000003+02:00"
    assert (summer.tzinfo, summer.tzname()) == (SUMMER_TIME, "CEST")
    assert local(2026, 3, 9).isoformat() == "2026-03-09T00:00:00+01:00"


@pytest.mark.parametrize("fold", [None, 0, 1])
@pytest.mark.parametrize("clock", [time(2), time(2, 30), time(2, 59, 59)])
def test_an_instant_in_the_missing_march_hour_does_not_exist(clock: time, fold: int | None) -> None:
    with pytest.raises(InvalidInput) as refusal:
        local(2026, 3, 29, clock.hour, clock.minute, clock.second, fold=fold)

    assert str(refusal.value) == f"the clock never showed {clock} on 2026-03-29: summer time began"


def test_the_missing_hour_is_from_two_to_three_o_clock() -> None:
    assert local(2026, 3, 29, 1, 59, 59, 999999) + MICROSECOND == local(2026, 3, 29, 3) == utc(2026, 3, 29, 1)


@pytest.mark.parametrize("clock", [time(2), time(2, 30), time(2, 59, 59)])
def test_an_instant_in_the_repeated_october_hour_needs_to_say_which(clock: time) -> None:
    with pytest.raises(InvalidInput) as refusal:
        local(2026, 10, 25, clock.hour, clock.minute, clock.second)

    assert str(refusal.value) == f"the clock showed {clock} twice on 2026-10-25: summer time ended"


def test_the_repeated_hour_runs_first_in_summer_time_and_then_in_standard_time() -> None:
    first = local(2026, 10, 25, 2, 30, fold=0)
    second = local(2026, 10, 25, 2, 30, fold=1)

    assert first.isoformat() == "2026-10-25T02:30:00+02:00"
    assert second.isoformat() == "2026-10-25T02:30:00+01:00"
    assert local(2026, 10, 25, 1, 59, 59, 999999) + MICROSECOND == local(2026, 10, 25, 2, fold=0)
    assert local(2026, 10, 25, 2, 59, 59, 999999, fold=0) + MICROSECOND == local(2026, 10, 25, 2, fold=1)
    assert local(2026, 10, 25, 2, 59, 59, 999999, fold=1) + MICROSECOND == local(2026, 10, 25, 3)


@pytest.mark.parametrize("fold", [0, 1])
def test_fold_says_nothing_about_a_time_that_comes_once(fold: int) -> None:
    assert local(2026, 3, 9, 12, fold=fold) == local(2026, 3, 9, 12)


def test_instants_of_the_repeated_hour_compare_subtract_and_equal_by_elapsed_time() -> None:
    earlier = in_sweden(utc(2026, 10, 25, 0, 45))  # 02:45 summer time
    later = in_sweden(utc(2026, 10, 25, 1, 15))  # 02:15 standard time

    assert earlier < later
    assert later - earlier == timedelta(minutes=30)
    assert later == utc(2026, 10, 25, 1, 15)
    assert hash(later) == hash(utc(2026, 10, 25, 1, 15))
    assert (earlier.fold, later.fold) == (0, 0)


def test_an_instant_in_sweden_is_the_same_instant() -> None:
    assert in_sweden(utc(2026, 3, 9, 11)).isoformat() == "2026-03-09T12:00:00+01:00"
    assert in_sweden(utc(2026, 7, 9, 10)).isoformat() == "2026-07-09T12:00:00+02:00"
    assert in_sweden(local(2026, 7, 9, 12).astimezone(SWEDEN)).tzinfo is SUMMER_TIME


@pytest.mark.parametrize("year", [2009, 2100])
def test_dates_outside_2010_to_2099_have_no_instants(year: int) -> None:
    for function in (start_of_day, end_of_day, lambda day: at_time(day, time(12)), lambda day: local(day.year, 6, 1)):
        with pytest.raises(InvalidInput, match=f"^the year {year} is outside 2010–2099$"):
            function(date(year, 6, 1))


# --- days and times of day


@pytest.mark.parametrize(
    ("day", "starts", "ends", "hours"),
    [
        pytest.param(date(2026, 3, 9), utc(2026, 3, 8, 23), utc(2026, 3, 9, 23), 24, id="ordinary day"),
        pytest.param(SUMMER_TIME_BEGINS, utc(2026, 3, 28, 23), utc(2026, 3, 29, 22), 23, id="summer time begins"),
        pytest.param(EASTER_2027, utc(2027, 3, 27, 23), utc(2027, 3, 28, 22), 23, id="it begins on Easter Day 2027"),
        pytest.param(SUMMER_TIME_ENDS, utc(2026, 10, 24, 22), utc(2026, 10, 25, 23), 25, id="summer time ends"),
        pytest.param(date(2028, 2, 29), utc(2028, 2, 28, 23), utc(2028, 2, 29, 23), 24, id="leap day"),
        pytest.param(date(2026, 12, 31), utc(2026, 12, 30, 23), utc(2026, 12, 31, 23), 24, id="New Year's Eve"),
        pytest.param(date(2099, 12, 31), utc(2099, 12, 30, 23), utc(2099, 12, 31, 23), 24, id="last day supported"),
    ],
)
def test_a_day_runs_from_midnight_to_the_last_microsecond(
    day: date, starts: datetime, ends: datetime, hours: int
) -> None:
    assert start_of_day(day) == starts
    assert end_of_day(day) == ends - MICROSECOND
    assert end_of_day(day) - start_of_day(day) == hours * HOUR - MICROSECOND
    assert start_of_day(day).time() == time(0)
    assert end_of_day(day).time() == time(23, 59, 59, 999999)


@pytest.mark.parametrize(
    ("day", "clock", "at"),
    [
        pytest.param(date(2026, 3, 9), time(12), utc(2026, 3, 9, 11), id="noon in winter"),
        pytest.param(date(2026, 7, 9), time(12), utc(2026, 7, 9, 10), id="noon in summer"),
        pytest.param(SUMMER_TIME_BEGINS, time(12), utc(2026, 3, 29, 10), id="noon on the short day"),
        pytest.param(SUMMER_TIME_ENDS, time(12), utc(2026, 10, 25, 11), id="noon on the long day"),
        pytest.param(SUMMER_TIME_BEGINS, time(1, 59), utc(2026, 3, 29, 0, 59), id="before the missing hour"),
        pytest.param(SUMMER_TIME_BEGINS, time(2), utc(2026, 3, 29, 1), id="the missing hour begins"),
        pytest.param(SUMMER_TIME_BEGINS, time(2, 30), utc(2026, 3, 29, 1), id="in the missing hour"),
        pytest.param(SUMMER_TIME_BEGINS, time(3), utc(2026, 3, 29, 1), id="after the missing hour"),
        pytest.param(SUMMER_TIME_ENDS, time(2), utc(2026, 10, 25, 0), id="the repeated hour: the first"),
        pytest.param(SUMMER_TIME_ENDS, time(2, 30), utc(2026, 10, 25, 0, 30), id="in the repeated hour: the first"),
        pytest.param(SUMMER_TIME_ENDS, time(2, 30, fold=1), utc(2026, 10, 25, 0, 30), id="a time of day has no fold"),
        pytest.param(SUMMER_TIME_ENDS, time(3), utc(2026, 10, 25, 2), id="after the repeated hour"),
    ],
)
def test_a_time_of_day_on_a_date_is_one_instant(day: date, clock: time, at: datetime) -> None:
    assert at_time(day, clock) == at
    assert at_time(day, clock) is at_time(day, clock)


@pytest.mark.parametrize(
    ("at", "hours", "expected"),
    [
        pytest.param(local(2026, 3, 2, 14), 24, local(2026, 3, 3, 14), id="ordinary day"),
        pytest.param(local(2026, 3, 28, 10), 24, local(2026, 3, 29, 11), id="E35 summer time begins"),
        pytest.param(local(2026, 10, 24, 10), 24, local(2026, 10, 25, 9), id="E36 summer time ends"),
        pytest.param(local(2027, 3, 27, 10), 24, local(2027, 3, 28, 11), id="Easter Day 2027"),
        pytest.param(local(2026, 3, 29, 1, 30), 1, local(2026, 3, 29, 3, 30), id="over the missing hour"),
        pytest.param(local(2026, 10, 25, 1, 30), 1, local(2026, 10, 25, 2, 30, fold=0), id="into the repeated hour"),
        pytest.param(local(2026, 10, 25, 1, 30), 2, local(2026, 10, 25, 2, 30, fold=1), id="into its second pass"),
        pytest.param(local(2026, 12, 31, 12), 24, local(2027, 1, 1, 12), id="New Year"),
        pytest.param(local(2028, 2, 28, 12), 24, local(2028, 2, 29, 12), id="leap day"),
        pytest.param(local(2026, 2, 28, 12), 24, local(2026, 3, 1, 12), id="no leap day"),
        pytest.param(local(2026, 3, 2, 14), 0, local(2026, 3, 2, 14), id="no hours"),
    ],
)
def test_hours_are_elapsed_time(at: datetime, hours: int, expected: datetime) -> None:
    for zone in (UTC, SWEDEN, ZoneInfo("America/New_York")):
        result = hours_after(at.astimezone(zone), hours)

        assert result == expected
        assert result.isoformat() == expected.isoformat()


def test_hours_that_end_after_2099_are_refused() -> None:
    assert hours_after(local(2099, 12, 30, 23, 59), 24) == local(2099, 12, 31, 23, 59)
    with pytest.raises(InvalidInput, match=r"^the year 2100 is outside 2010–2099$"):
        hours_after(local(2099, 12, 31), 24)


@pytest.mark.parametrize(
    ("day", "days", "expected"),
    [
        pytest.param(date(2026, 3, 9), 3, date(2026, 3, 12), id="A-2 date + 3"),
        pytest.param(date(2026, 3, 9), 0, date(2026, 3, 9), id="none"),
        pytest.param(date(2026, 3, 9), -1, date(2026, 3, 8), id="backwards"),
        pytest.param(date(2026, 4, 2), 3, date(2026, 4, 5), id="A-1 over Easter 2026"),
        pytest.param(date(2026, 3, 27), 3, date(2026, 3, 30), id="over the short day"),
        pytest.param(date(2026, 10, 24), 3, date(2026, 10, 27), id="over the long day"),
        pytest.param(date(2026, 12, 28), 4, date(2027, 1, 1), id="over New Year"),
        pytest.param(date(2028, 2, 27), 3, date(2028, 3, 1), id="over a leap day"),
        pytest.param(date(2027, 2, 27), 3, date(2027, 3, 2), id="without a leap day"),
        pytest.param(date(2010, 1, 4), -3, date(2010, 1, 1), id="first day supported"),
        pytest.param(date(2099, 12, 28), 3, date(2099, 12, 31), id="last day supported"),
    ],
)
def test_days_are_dates_on_the_calendar(day: date, days: int, expected: date) -> None:
    assert days_after(day, days) == expected


@pytest.mark.parametrize(("day", "days", "year"), [(date(2099, 12, 28), 4, 2100), (date(2010, 1, 4), -4, 2009)])
def test_days_outside_2010_to_2099_are_refused(day: date, days: int, year: int) -> None:
    with pytest.raises(InvalidInput, match=f"^the year {year} is outside 2010–2099$"):
        days_after(day, days)


def test_days_between_leaves_out_the_last() -> None:
    assert list(days_between(date(2026, 2, 27), date(2026, 3, 2))) == [
        date(2026, 2, 27),
        date(2026, 2, 28),
        date(2026, 3, 1),
    ]
    assert list(days_between(date(2026, 3, 2), date(2026, 3, 3))) == [date(2026, 3, 2)]
    assert list(days_between(date(2026, 3, 2), date(2026, 3, 2))) == []
    assert list(days_between(date(2026, 3, 3), date(2026, 3, 2))) == []
    assert len(list(days_between(date(2028, 1, 1), date(2029, 1, 1)))) == 366


# --- holidays, working days, weekdays

ORDINARY, EVE, RED = "ordinary", "eve", "red"  # Monday to Friday; an eve; Saturday, Sunday or holiday


@pytest.mark.parametrize(
    ("day", "kind", "name"),
    [
        pytest.param(date(2026, 3, 2), ORDINARY, None, id="Monday"),
        pytest.param(date(2026, 3, 6), ORDINARY, None, id="Friday"),
        pytest.param(date(2026, 3, 7), RED, None, id="Saturday"),
        pytest.param(date(2026, 3, 8), RED, "söndag", id="Sunday"),
        pytest.param(date(2026, 1, 1), RED, "nyårsdagen", id="New Year's Day"),
        pytest.param(date(2026, 1, 2), ORDINARY, None, id="between New Year and the weekend"),
        pytest.param(date(2026, 1, 5), ORDINARY, None, id="Twelfth Night is ordinary"),
        pytest.param(date(2026, 1, 6), RED, "trettondedag jul", id="Epiphany"),
        pytest.param(date(2026, 4, 2), ORDINARY, None, id="Maundy Thursday is ordinary"),
        pytest.param(date(2026, 4, 3), RED, "långfredagen", id="Good Friday 2026"),
        pytest.param(date(2026, 4, 4), RED, None, id="Easter Eve is a Saturday"),
        pytest.param(date(2026, 4, 5), RED, "påskdagen", id="Easter Day 2026"),
        pytest.param(date(2026, 4, 6), RED, "annandag påsk", id="Easter Monday 2026"),
        pytest.param(date(2026, 4, 7), ORDINARY, None, id="after Easter 2026"),
        pytest.param(date(2027, 3, 26), RED, "långfredagen", id="Good Friday 2027"),
        pytest.param(date(2027, 3, 28), RED, "påskdagen", id="Easter Day 2027"),
        pytest.param(date(2027, 3, 29), RED, "annandag påsk", id="Easter Monday 2027"),
        pytest.param(date(2026, 4, 30), ORDINARY, None, id="Walpurgis Eve is ordinary"),
        pytest.param(date(2026, 5, 1), RED, "första maj", id="1 May on a Friday"),
        pytest.param(date(2026, 5, 14), RED, "Kristi himmelsfärdsdag", id="Ascension"),
        pytest.param(date(2026, 5, 15), ORDINARY, None, id="the Friday after Ascension is ordinary"),
        pytest.param(date(2026, 5, 24), RED, "pingstdagen", id="Whit Sunday"),
        pytest.param(date(2026, 5, 25), ORDINARY, None, id="Whit Monday is no holiday"),
        pytest.param(date(2025, 6, 6), RED, "nationaldagen", id="National Day on a Friday"),
        pytest.param(date(2026, 6, 6), RED, "nationaldagen", id="National Day on a Saturday"),
        pytest.param(date(2026, 6, 18), ORDINARY, None, id="the day before Midsummer Eve"),
        pytest.param(date(2026, 6, 19), EVE, None, id="Midsummer Eve"),
        pytest.param(date(2026, 6, 20), RED, "midsommardagen", id="Midsummer Day"),
        pytest.param(date(2026, 10, 30), ORDINARY, None, id="the Friday before All Saints'"),
        pytest.param(date(2026, 10, 31), RED, "alla helgons dag", id="All Saints'"),
        pytest.param(date(2026, 12, 23), ORDINARY, None, id="the day before Christmas Eve"),
        pytest.param(date(2026, 12, 24), EVE, None, id="Christmas Eve on a Thursday"),
        pytest.param(date(2026, 12, 25), RED, "juldagen", id="Christmas Day on a Friday"),
        pytest.param(date(2028, 12, 26), RED, "annandag jul", id="Boxing Day on a Tuesday"),
        pytest.param(date(2026, 12, 31), EVE, None, id="New Year's Eve on a Thursday"),
    ],
)
def test_eves_are_working_days_but_no_weekdays_and_holidays_are_neither(day: date, kind: str, name: str | None) -> None:
    assert is_working_day(day) is (kind in (ORDINARY, EVE))
    assert is_weekday(day) is (kind == ORDINARY)
    assert is_eve(day) is (kind == EVE)
    assert is_holiday(day) is (name is not None)
    assert holiday_name(day) == name
    assert ROUTINES.counts(day) is (kind == ORDINARY)


def test_an_eve_on_a_sunday_is_both_eve_and_holiday() -> None:
    christmas_eve = date(2028, 12, 24)

    assert is_eve(christmas_eve)
    assert is_holiday(christmas_eve)
    assert holiday_name(christmas_eve) == "söndag"
    assert not is_working_day(christmas_eve)


@pytest.mark.parametrize("year", [2009, 2100])
def test_days_outside_2010_to_2099_are_neither_holidays_nor_working_days(year: int) -> None:
    monday = date(year, 6, 1) if year == 2009 else date(year, 6, 7)
    assert monday.isoweekday() == 1

    for function in (is_holiday, is_eve, holiday_name, is_working_day, is_weekday, extended_to_weekday):
        with pytest.raises(InvalidInput, match=f"^the year {year} is outside 2010–2099$"):
            function(monday)


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        pytest.param(date(2026, 3, 2), 0, date(2026, 3, 2), id="none"),
        pytest.param(date(2026, 3, 7), 0, date(2026, 3, 7), id="none, on a Saturday"),
        pytest.param(date(2026, 3, 2), 1, date(2026, 3, 3), id="one"),
        pytest.param(date(2026, 3, 6), 1, date(2026, 3, 9), id="Friday to Monday"),
        pytest.param(date(2026, 3, 7), 1, date(2026, 3, 9), id="Saturday to Monday"),
        pytest.param(date(2026, 3, 8), 1, date(2026, 3, 9), id="Sunday to Monday"),
        pytest.param(date(2026, 3, 2), 5, date(2026, 3, 9), id="five, over a weekend"),
        pytest.param(date(2026, 4, 1), 5, date(2026, 4, 10), id="five, over Easter"),
        pytest.param(date(2026, 12, 22), 5, date(2026, 12, 30), id="five, over Christmas: the eve counts"),
        pytest.param(date(2026, 3, 2), 30, date(2026, 4, 15), id="thirty"),
    ],
)
def test_working_days_skip_weekends_and_holidays_but_not_eves(day: date, n: int, expected: date) -> None:
    assert working_days_after(day, n) == expected


def test_other_days_can_be_counted_in_the_same_way() -> None:
    assert working_days_after(date(2026, 12, 22), 5, is_weekday) == date(2027, 1, 4)
    assert working_days_after(date(2026, 3, 6), 2, lambda day: True) == date(2026, 3, 8)


@pytest.mark.parametrize(
    ("day", "before", "after", "extended"),
    [
        pytest.param(date(2026, 3, 4), date(2026, 3, 3), date(2026, 3, 5), date(2026, 3, 4), id="Wednesday"),
        pytest.param(date(2026, 3, 6), date(2026, 3, 5), date(2026, 3, 9), date(2026, 3, 6), id="Friday"),
        pytest.param(date(2026, 3, 7), date(2026, 3, 6), date(2026, 3, 9), date(2026, 3, 9), id="Saturday"),
        pytest.param(date(2026, 3, 8), date(2026, 3, 6), date(2026, 3, 9), date(2026, 3, 9), id="Sunday"),
        pytest.param(date(2026, 3, 9), date(2026, 3, 6), date(2026, 3, 10), date(2026, 3, 9), id="Monday"),
        pytest.param(date(2026, 4, 3), date(2026, 4, 2), date(2026, 4, 7), date(2026, 4, 7), id="Good Friday"),
        pytest.param(date(2026, 6, 19), date(2026, 6, 18), date(2026, 6, 22), date(2026, 6, 22), id="Midsummer Eve"),
        pytest.param(date(2026, 12, 24), date(2026, 12, 23), date(2026, 12, 28), date(2026, 12, 28), id="Christmas"),
        pytest.param(date(2026, 12, 31), date(2026, 12, 30), date(2027, 1, 4), date(2027, 1, 4), id="New Year"),
    ],
)
def test_what_is_due_on_no_weekday_may_be_done_on_the_next(
    day: date, before: date, after: date, extended: date
) -> None:
    assert previous_weekday(day) == before
    assert next_weekday(day) == after
    assert extended_to_weekday(day) == extended


# --- the routines' calendar


def test_a_half_day_ends_at_its_time_and_any_other_day_at_midnight() -> None:
    assert HALF_DAYS.day_end(MAUNDY_THURSDAY) == local(2026, 4, 2, 12)
    assert HALF_DAYS.day_end(date(2026, 4, 30)) == local(2026, 4, 30, 13, 30)
    assert HALF_DAYS.day_end(date(2026, 4, 1)) == local(2026, 4, 1, 23, 59, 59, 999999)
    assert ROUTINES.day_end(MAUNDY_THURSDAY) == local(2026, 4, 2, 23, 59, 59, 999999)


def test_a_calendar_once_made_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        del HALF_DAYS.half_days


def test_a_half_day_counts_only_where_a_weekday_was() -> None:
    calendar = RoutineCalendar({date(2026, 3, 7): time(12), MAUNDY_THURSDAY: time(12)})

    assert calendar.counts(MAUNDY_THURSDAY)
    assert not calendar.counts(date(2026, 3, 7))
    assert calendar.hours_on_weekdays(local(2026, 3, 6, 15), 24) == local(2026, 3, 9, 15)


@pytest.mark.parametrize(
    ("sent", "hours", "due"),
    [
        pytest.param(local(2026, 3, 2, 14), 24, local(2026, 3, 3, 14), id="within the week"),
        pytest.param(local(2026, 3, 2, 14), 48, local(2026, 3, 4, 14), id="48 hours"),
        pytest.param(local(2026, 3, 2, 14), 3, local(2026, 3, 2, 17), id="within the day"),
        pytest.param(local(2026, 3, 6, 15), 24, local(2026, 3, 9, 15), id="Friday 15:00 to Monday 15:00"),
        pytest.param(local(2026, 3, 6, 15), 9, local(2026, 3, 7), id="up at midnight before a weekend"),
        pytest.param(local(2026, 3, 6, 15), 10, local(2026, 3, 9, 1), id="an hour past midnight is Monday's"),
        pytest.param(local(2026, 3, 6), 24, local(2026, 3, 7), id="Friday from midnight"),
        pytest.param(local(2026, 3, 7, 10), 24, local(2026, 3, 10), id="sent on a Saturday starts on Monday"),
        pytest.param(local(2026, 3, 7), 24, local(2026, 3, 10), id="sent as Saturday begins"),
        pytest.param(local(2026, 3, 8, 23, 59, 59, 999999), 24, local(2026, 3, 10), id="sent as Sunday ends"),
        pytest.param(local(2026, 3, 9), 24, local(2026, 3, 10), id="sent as Monday begins"),
        pytest.param(local(2026, 4, 2, 15), 24, local(2026, 4, 7, 15), id="over Easter"),
        pytest.param(local(2026, 6, 18, 15), 24, local(2026, 6, 22, 15), id="over Midsummer"),
        pytest.param(local(2026, 6, 19, 15), 24, local(2026, 6, 23), id="sent on Midsummer Eve"),
        pytest.param(local(2026, 12, 30, 15), 24, local(2027, 1, 4, 15), id="over New Year"),
        pytest.param(local(2027, 3, 25, 15), 24, local(2027, 3, 30, 15), id="over Easter 2027 and the clock change"),
        pytest.param(local(2026, 3, 27, 15), 24, local(2026, 3, 30, 15), id="over the short Sunday"),
        pytest.param(local(2026, 10, 23, 15), 24, local(2026, 10, 26, 15), id="over the long Sunday"),
        pytest.param(local(2026, 3, 2, 14), 0, local(2026, 3, 2, 14), id="no hours"),
    ],
)
def test_hours_on_weekdays_stand_still_on_other_days(sent: datetime, hours: int, due: datetime) -> None:
    for zone in (UTC, SWEDEN, ZoneInfo("America/New_York")):
        result = ROUTINES.hours_on_weekdays(sent.astimezone(zone), hours)

        assert result == due
        assert result.isoformat() == due.isoformat()


@pytest.mark.parametrize(
    ("sent", "hours", "due"),
    [
        pytest.param(local(2026, 4, 1, 15), 24, local(2026, 4, 7, 3), id="9 h, 12 h, then 3 h after Easter"),
        pytest.param(local(2026, 4, 1, 12), 24, local(2026, 4, 2, 12), id="up exactly when the half-day ends"),
        pytest.param(local(2026, 4, 1, 12, 0, 0, 1), 24, local(2026, 4, 7, 0, 0, 0, 1), id="a microsecond too late"),
        pytest.param(local(2026, 4, 2, 10), 2, local(2026, 4, 2, 12), id="within the half-day"),
        pytest.param(local(2026, 4, 2, 10), 3, local(2026, 4, 7, 1), id="past the half-day"),
        pytest.param(local(2026, 4, 2, 12), 24, local(2026, 4, 8), id="sent exactly when the half-day ends"),
        pytest.param(local(2026, 4, 2, 18), 24, local(2026, 4, 8), id="sent after the half-day ended"),
        pytest.param(local(2026, 4, 29, 18), 24, local(2026, 5, 4, 4, 30), id="6 h, 13 h 30 min, then 4 h 30 min"),
    ],
)
def test_hours_on_weekdays_stand_still_after_a_half_day_ended(sent: datetime, hours: int, due: datetime) -> None:
    assert HALF_DAYS.hours_on_weekdays(sent, hours) == due


NINE_AND_TWO = (time(9), time(14))


@pytest.mark.parametrize(
    ("sent", "lead", "due"),
    [
        pytest.param(local(2026, 3, 2, 7), 60, local(2026, 3, 2, 9), id="in good time for the first"),
        pytest.param(local(2026, 3, 2, 8), 60, local(2026, 3, 2, 9), id="exactly the lead before"),
        pytest.param(local(2026, 3, 2, 8, 0, 0, 1), 60, local(2026, 3, 2, 14), id="a microsecond too late"),
        pytest.param(local(2026, 3, 2, 13), 60, local(2026, 3, 2, 14), id="exactly before the last"),
        pytest.param(local(2026, 3, 2, 13, 1), 60, local(2026, 3, 3, 9), id="too late for the last: next day"),
        pytest.param(local(2026, 3, 2, 9), 0, local(2026, 3, 2, 9), id="no lead, at the time itself"),
        pytest.param(local(2026, 3, 2, 14, 0, 0, 1), 0, local(2026, 3, 3, 9), id="no lead, after the last"),
        pytest.param(local(2026, 3, 2, 23, 30), 60, local(2026, 3, 3, 9), id="the lead passes midnight"),
        pytest.param(local(2026, 3, 2, 7), 26 * 60, local(2026, 3, 3, 9), id="exactly a lead longer than a day"),
        pytest.param(local(2026, 3, 2, 7), 26 * 60 + 1, local(2026, 3, 3, 14), id="just over it"),
    ],
)
@pytest.mark.parametrize("times", [NINE_AND_TWO, NINE_AND_TWO[::-1]])
@pytest.mark.parametrize("every_day", [True, False])
def test_the_first_fixed_time_counts_that_comes_at_least_the_lead_later(
    sent: datetime, lead: int, due: datetime, times: tuple[time, ...], every_day: bool
) -> None:
    for zone in (UTC, SWEDEN, ZoneInfo("America/New_York")):
        assert ROUTINES.next_fixed_time(sent.astimezone(zone), times, every_day, lead) == due


@pytest.mark.parametrize(
    ("sent", "every_day", "weekdays"),
    [
        pytest.param(local(2026, 3, 6, 15), local(2026, 3, 7, 9), local(2026, 3, 9, 9), id="Friday afternoon"),
        pytest.param(local(2026, 3, 7, 10), local(2026, 3, 7, 14), local(2026, 3, 9, 9), id="Saturday"),
        pytest.param(local(2026, 3, 8, 15), local(2026, 3, 9, 9), local(2026, 3, 9, 9), id="Sunday afternoon"),
        pytest.param(local(2026, 6, 18, 15), local(2026, 6, 19, 9), local(2026, 6, 22, 9), id="before Midsummer"),
        pytest.param(local(2026, 12, 31, 8), local(2026, 12, 31, 9), local(2027, 1, 4, 9), id="New Year's Eve"),
    ],
)
def test_fixed_times_are_every_day_or_on_weekdays_only(sent: datetime, every_day: datetime, weekdays: datetime) -> None:
    assert ROUTINES.next_fixed_time(sent, NINE_AND_TWO, True, 60) == every_day
    assert ROUTINES.next_fixed_time(sent, NINE_AND_TWO, False, 60) == weekdays


def test_a_half_day_has_the_fixed_times_up_to_its_end() -> None:
    sent = local(2026, 4, 2, 10)

    assert HALF_DAYS.next_fixed_time(sent, NINE_AND_TWO, False, 60) == local(2026, 4, 7, 9)
    assert HALF_DAYS.next_fixed_time(sent, [time(12)], False, 60) == local(2026, 4, 2, 12)
    assert HALF_DAYS.next_fixed_time(sent, [time(12, 0, 0, 1)], False, 60) == local(2026, 4, 7, 12, 0, 0, 1)
    assert HALF_DAYS.next_fixed_time(sent, NINE_AND_TWO, True, 60) == local(2026, 4, 2, 14)


def test_the_lead_before_a_fixed_time_is_elapsed_time() -> None:
    before_the_short_night = local(2026, 3, 29, 1, 30)
    before_the_long_night = local(2026, 10, 25, 1, 30)

    assert ROUTINES.next_fixed_time(before_the_short_night, [time(3, 30)], True, 60) == local(2026, 3, 29, 3, 30)
    assert ROUTINES.next_fixed_time(before_the_short_night, [time(3, 30)], True, 61) == local(2026, 3, 30, 3, 30)
    assert ROUTINES.next_fixed_time(before_the_long_night, [time(3, 30)], True, 180) == local(2026, 10, 25, 3, 30)
    assert ROUTINES.next_fixed_time(before_the_long_night, [time(3, 30)], True, 181) == local(2026, 10, 26, 3, 30)


def test_a_lead_over_the_long_night_ends_on_the_swedish_date() -> None:
    sent = local(2026, 10, 24, 23, 30)  # 24 h 30 min later clocks show 23:00 the same long day, not 00:00 the next

    assert ROUTINES.next_fixed_time(sent, [time(23, 0)], True, 24 * 60 + 30) == local(2026, 10, 25, 23, 0)


@pytest.mark.parametrize(
    ("day", "every_day", "weekdays"),
    [
        pytest.param(date(2026, 3, 6), 2, 2, id="Friday"),
        pytest.param(date(2026, 3, 7), 2, 0, id="Saturday"),
        pytest.param(date(2026, 4, 3), 2, 0, id="Good Friday"),
        pytest.param(date(2026, 6, 19), 2, 0, id="Midsummer Eve"),
        pytest.param(MAUNDY_THURSDAY, 2, 2, id="half-day"),
    ],
)
def test_checks_are_owed_on_days_that_count(day: date, every_day: int, weekdays: int) -> None:
    assert HALF_DAYS.checks_owed_on(day, True, 2) == every_day
    assert HALF_DAYS.checks_owed_on(day, False, 2) == weekdays


# --- what holds for every time


@given(at=instants, hours=st.integers(0, 24 * 30))
def test_hours_after_is_elapsed_utc_shown_on_the_swedish_clock(at: datetime, hours: int) -> None:
    result = hours_after(at, hours)

    assert result.astimezone(UTC) == at.astimezone(UTC) + timedelta(hours=hours)
    assert result.isoformat() == result.astimezone(SWEDEN).isoformat()


@given(at=instants)
def test_every_instant_lies_within_the_day_of_its_local_date(at: datetime) -> None:
    day = local_date(at)

    assert start_of_day(day) <= at <= end_of_day(day)
    assert in_sweden(at) == at.astimezone(UTC)


@given(day=dates)
def test_days_follow_each_other_without_gap_and_are_23_24_or_25_hours(day: date) -> None:
    length = end_of_day(day) + MICROSECOND - start_of_day(day)

    assert end_of_day(day) + MICROSECOND == start_of_day(days_after(day, 1))
    assert length in (23 * HOUR, 24 * HOUR, 25 * HOUR)
    assert length == 24 * HOUR or day.isoweekday() == 7


@given(day=dates, first=clocks, second=clocks)
def test_times_of_a_day_come_in_the_order_of_the_clock(day: date, first: time, second: time) -> None:
    earlier, later = sorted((first, second))

    assert start_of_day(day) <= at_time(day, earlier) <= at_time(day, later) <= end_of_day(day)


@given(day=dates, clock=clocks)
def test_local_agrees_with_the_time_of_day_wherever_the_clock_shows_it_once(day: date, clock: time) -> None:
    parts = (clock.hour, clock.minute, clock.second, clock.microsecond)

    try:
        at = local(day.year, day.month, day.day, *parts)
    except InvalidInput:
        assert (day.isoweekday(), clock.hour) == (7, 2)
    else:
        assert at == at_time(day, clock)
        assert (at.date(), at.time()) == (day, clock)


@given(day=st.dates(date(2010, 1, 11), date(2099, 9, 30)), n=st.integers(0, 40), later=st.integers(0, 10))
def test_working_days_after_is_monotone_and_counts_exactly_n(day: date, n: int, later: int) -> None:
    result = working_days_after(day, n)

    assert sum(is_working_day(passed) for passed in days_between(days_after(day, 1), days_after(result, 1))) == n
    assert n == 0 or is_working_day(result)
    assert result <= working_days_after(day, n + 1)
    assert result <= working_days_after(days_after(day, later), n)


@given(day=dates)
def test_weekdays_are_working_days_without_eves(day: date) -> None:
    assert is_weekday(day) == (day.isoweekday() < 6 and not is_holiday(day) and not is_eve(day))
    assert is_holiday(day) == (holiday_name(day) is not None)
    assert previous_weekday(day) < day <= extended_to_weekday(day) <= next_weekday(day)
    assert previous_weekday(next_weekday(day)) == (day if is_weekday(day) else previous_weekday(day))
    assert (extended_to_weekday(day) == day) == is_weekday(day)


@given(at=instants, hours=st.integers(1, 72))
def test_hours_on_weekdays_never_end_inside_a_day_that_does_not_count(at: datetime, hours: int) -> None:
    due = ROUTINES.hours_on_weekdays(at, hours)

    assert is_weekday(local_date(due - MICROSECOND))
    assert due >= hours_after(at, hours)
    assert due.isoformat() == due.astimezone(SWEDEN).isoformat()


@given(at=instants, hours=st.integers(1, 72))
def test_hours_on_weekdays_are_exactly_the_time_elapsed_on_weekdays(at: datetime, hours: int) -> None:
    due = ROUTINES.hours_on_weekdays(at, hours)
    elapsed = timedelta()

    for day in days_between(local_date(at), days_after(local_date(due), 1)):
        if is_weekday(day):
            elapsed += max(min(due, start_of_day(days_after(day, 1))) - max(in_sweden(at), start_of_day(day)), 0 * HOUR)

    assert elapsed == hours * HOUR


@given(
    at=instants, every_day=st.booleans(), lead=st.integers(0, 24 * 60), times=st.lists(clocks, min_size=1, max_size=4)
)
def test_next_fixed_time_is_one_of_the_times_and_no_earlier_one_would_do(
    at: datetime, every_day: bool, lead: int, times: list[time]
) -> None:
    result = ROUTINES.next_fixed_time(at, times, every_day, lead)
    earliest = in_sweden(at) + timedelta(minutes=lead)
    possible = [
        at_time(day, clock)
        for day in days_between(local_date(earliest), days_after(result.date(), 1))
        for clock in times
        if every_day or is_weekday(day)
    ]

    assert result == min(instant for instant in possible if instant >= earliest)


# --- the process's own time zone

COMPUTATIONS = """
import json
from datetime import UTC, date, datetime, time, timedelta
from rules.calendar import *

routines = RoutineCalendar({date(2026, 4, 2): time(12)})
starts = [datetime(2026, 3, 28, 9, tzinfo=UTC), datetime(2026, 10, 24, 8, tzinfo=UTC)]
starts += [datetime(2026, 12, 31, 23, tzinfo=UTC)]
results = [hours_after(start + timedelta(hours=step), 24) for start in starts for step in range(20)]
results += [in_sweden(start) for start in starts] + [local_date(start) for start in starts]
results += [start_of_day(date(2026, 3, 29)), end_of_day(date(2026, 3, 29)), at_time(date(2026, 3, 29), time(2, 30))]
results += [start_of_day(date(2026, 10, 25)), end_of_day(date(2026, 10, 25)), at_time(date(2026, 10, 25), time(2, 30))]
results += [local(2026, 10, 25, 2, 30, fold=0), local(2026, 10, 25, 2, 30, fold=1), local(2026, 3, 9, 12)]
results += [routines.hours_on_weekdays(local(2026, 4, 1, 15), 24), routines.hours_on_weekdays(starts[0], 24)]
results += [routines.next_fixed_time(starts[0], [time(9), time(14)], True, 60)]
results += [extended_to_weekday(local_date(starts[2]))]
print(json.dumps([result.isoformat() for result in results]))
"""


def computed_with(process_zone: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", COMPUTATIONS],
        env={**os.environ, "TZ": process_zone, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        text=True,
    )
    results: list[str] = json.loads(done.stdout)
    return results


def test_results_are_the_same_in_every_process_time_zone() -> None:
    in_utc = computed_with("UTC")

    assert in_utc == computed_with("Europe/Stockholm") == computed_with("America/New_York")
    assert len(in_utc) == 79
    assert in_utc[0] == "2026-03-29T11:00:00+02:00"  # E35
    assert in_utc[20] == "2026-10-25T09:00:00+01:00"  # E36
    assert in_utc[-4:] == [
        "2026-04-07T03:00:00+02:00",
        "2026-03-31T00:00:00+02:00",
        "2026-03-28T14:00:00+01:00",
        "2027-01-04",
    ]
