"""Day zero, ready days, first liable date and liable nights of one track, at every border."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.calendar import is_working_day, local
from rules.ready_days import (
    begun_days,
    counting_day_after,
    day_zero_and_extra,
    first_liable_on,
    liable_nights,
    mean_day_zero,
    night_counts,
    nights,
    ready_dates,
    ready_days,
)
from rules.terms import Boundary, Cutoff, CutoffEffect, DayUnit, DayZero, Track
from tests.rules.settling import TRACK

NOON = time(12)
WORKING = replace(TRACK, day_unit=DayUnit.WORKING)
COUNTED = replace(TRACK, day_zero=DayZero.COUNTED)

# Easter 2022: Good Friday 15 April, Easter Monday 18 April.
MAUNDY_THURSDAY, GOOD_FRIDAY, EASTER_MONDAY = date(2022, 4, 14), date(2022, 4, 15), date(2022, 4, 18)


def cut(track: Track, effect: CutoffEffect, boundary: Boundary | None = None) -> Track:
    return replace(track, cutoff=Cutoff(at=NOON, effect=effect, boundary=boundary))


NEXT_DAY = cut(TRACK, CutoffEffect.NEXT_COUNTING_DAY)
PLUS_ONE = cut(TRACK, CutoffEffect.PLUS_ONE_DAY)
NEXT_WORKING_DAY = cut(WORKING, CutoffEffect.NEXT_COUNTING_DAY)
PLUS_ONE_WORKING = cut(WORKING, CutoffEffect.PLUS_ONE_DAY)


@pytest.mark.parametrize(
    ("sent_at", "boundary", "late"),
    [
        pytest.param(local(2022, 3, 9, 11, 59, 59, 999999), None, False, id="5:4 the last instant before noon"),
        pytest.param(local(2022, 3, 9, 12), None, False, id="5:4 noon sharp is not after noon"),
        pytest.param(local(2022, 3, 9, 12, 0, 0, 1), None, True, id="5:4 a microsecond after noon"),
        pytest.param(local(2022, 3, 9, 23, 59, 59, 999999), None, True, id="5:4 the end of the day"),
        pytest.param(local(2022, 3, 9), None, False, id="5:4 midnight"),
        pytest.param(local(2022, 3, 9, 12), Boundary.IN, False, id="boundary in: noon sharp is early"),
        pytest.param(local(2022, 3, 9, 12, 0, 0, 1), Boundary.IN, True, id="boundary in: after noon is late"),
        pytest.param(local(2022, 3, 9, 11, 59, 59, 999999), Boundary.OUT, False, id="boundary out: before noon"),
        pytest.param(local(2022, 3, 9, 12), Boundary.OUT, True, id="boundary out: noon sharp is late"),
        pytest.param(local(2022, 3, 9, 12, 0, 0, 1), Boundary.OUT, True, id="boundary out: after noon is late"),
    ],
)
def test_a_late_notice_moves_day_zero_or_adds_a_free_day(
    sent_at: datetime, boundary: Boundary | None, late: bool
) -> None:
    sent_on = date(2022, 3, 9)
    moved = (date(2022, 3, 10), 0) if late else (sent_on, 0)

    assert day_zero_and_extra(sent_at, cut(TRACK, CutoffEffect.NEXT_COUNTING_DAY, boundary)) == moved
    assert day_zero_and_extra(sent_at, cut(TRACK, CutoffEffect.PLUS_ONE_DAY, boundary)) == (sent_on, int(late))
    assert day_zero_and_extra(sent_at, TRACK) == (sent_on, 0)


@pytest.mark.parametrize(
    ("sent_at", "expected"),
    [
        pytest.param(datetime(2022, 3, 26, 11, 0, tzinfo=UTC), date(2022, 3, 26), id="winter: noon is 11 UTC"),
        pytest.param(datetime(2022, 3, 26, 11, 0, 1, tzinfo=UTC), date(2022, 3, 27), id="winter: after 11 UTC is late"),
        pytest.param(datetime(2022, 3, 27, 10, 0, tzinfo=UTC), date(2022, 3, 27), id="summer: noon is 10 UTC"),
        pytest.param(datetime(2022, 3, 27, 10, 0, 1, tzinfo=UTC), date(2022, 3, 28), id="summer: after 10 UTC is late"),
        pytest.param(datetime(2022, 10, 30, 11, 0, tzinfo=UTC), date(2022, 10, 30), id="winter again: noon is 11 UTC"),
        pytest.param(datetime(2022, 3, 8, 23, 0, tzinfo=UTC), date(2022, 3, 9), id="the date is Sweden's, not UTC's"),
    ],
)
def test_the_cut_off_is_swedish_time(sent_at: datetime, expected: date) -> None:
    assert day_zero_and_extra(sent_at, NEXT_DAY) == (expected, 0)


@pytest.mark.parametrize(
    ("track", "sent_at", "day_zero", "extra", "of_a_mean"),
    [
        (NEXT_WORKING_DAY, local(2022, 4, 14, 13), date(2022, 4, 19), 0, date(2022, 4, 19)),
        (NEXT_WORKING_DAY, local(2022, 4, 14, 11), MAUNDY_THURSDAY, 0, MAUNDY_THURSDAY),
        (PLUS_ONE_WORKING, local(2022, 4, 14, 13), MAUNDY_THURSDAY, 1, date(2022, 4, 19)),
        (NEXT_DAY, local(2022, 4, 14, 13), GOOD_FRIDAY, 0, GOOD_FRIDAY),
        (PLUS_ONE, local(2022, 4, 14, 13), MAUNDY_THURSDAY, 1, GOOD_FRIDAY),
        (PLUS_ONE, local(2022, 4, 14, 11), MAUNDY_THURSDAY, 0, MAUNDY_THURSDAY),
    ],
)
def test_a_mean_counts_a_late_notice_as_a_later_day_zero(
    track: Track, sent_at: datetime, day_zero: date, extra: int, of_a_mean: date
) -> None:
    assert day_zero_and_extra(sent_at, track) == (day_zero, extra)
    assert mean_day_zero(sent_at, track) == of_a_mean


@pytest.mark.parametrize(
    ("day_zero", "left_on", "calendar", "working"),
    [
        pytest.param(date(2022, 3, 1), date(2022, 3, 1), 0, 0, id="the same day"),
        pytest.param(date(2022, 3, 2), date(2022, 3, 1), 0, 0, id="left before day zero"),
        pytest.param(date(2022, 3, 1), date(2022, 3, 2), 1, 1, id="one night"),
        pytest.param(date(2022, 3, 4), date(2022, 3, 5), 1, 0, id="the night to Saturday"),
        pytest.param(date(2022, 3, 4), date(2022, 3, 7), 3, 1, id="over a weekend"),
        pytest.param(date(2022, 3, 5), date(2022, 3, 7), 2, 1, id="ready on a Saturday"),
        pytest.param(MAUNDY_THURSDAY, date(2022, 4, 19), 5, 1, id="over Easter"),
        pytest.param(date(2022, 12, 23), date(2022, 12, 27), 4, 1, id="the eve of Christmas 2022 is a Saturday"),
        pytest.param(date(2021, 12, 30), date(2021, 12, 31), 1, 1, id="New Year's Eve is a working day"),
        pytest.param(date(2024, 2, 28), date(2024, 3, 1), 2, 2, id="over a leap day"),
    ],
)
def test_ready_days_are_the_nights_to_counting_days(day_zero: date, left_on: date, calendar: int, working: int) -> None:
    assert ready_days(day_zero, left_on, TRACK) == calendar
    assert ready_days(day_zero, left_on, WORKING) == working
    assert ready_days(day_zero, left_on, COUNTED) == calendar + 1
    assert ready_days(day_zero, left_on, replace(WORKING, day_zero=DayZero.COUNTED)) == working + 1
    assert liable_nights(day_zero, left_on, TRACK) == calendar
    assert liable_nights(day_zero, left_on, WORKING) == working


def test_a_night_counts_among_working_days_when_it_ends_on_one() -> None:
    friday, saturday, sunday = date(2022, 3, 4), date(2022, 3, 5), date(2022, 3, 6)

    assert [night_counts(day, WORKING) for day in (friday, saturday, sunday)] == [False, False, True]
    assert [night_counts(day, TRACK) for day in (friday, saturday, sunday)] == [True, True, True]
    assert nights(friday, date(2022, 3, 8), WORKING) == (sunday, date(2022, 3, 7))
    assert nights(friday, date(2022, 3, 7), TRACK) == (friday, saturday, sunday)
    assert nights(friday, friday, TRACK) == ()


def test_begun_days_take_in_the_day_of_leaving() -> None:
    friday, sunday, monday = date(2022, 3, 4), date(2022, 3, 6), date(2022, 3, 7)

    assert begun_days(friday, friday, TRACK) == (friday,)
    assert begun_days(friday, monday, TRACK) == (friday, date(2022, 3, 5), sunday, monday)
    assert begun_days(friday, monday, WORKING) == (friday, monday)
    assert begun_days(date(2022, 3, 5), sunday, WORKING) == ()
    assert begun_days(monday, friday, TRACK) == ()


def test_the_date_of_a_ready_day_is_its_night_or_the_counted_day_itself() -> None:
    friday, sunday, monday = date(2022, 3, 4), date(2022, 3, 6), date(2022, 3, 7)

    assert ready_dates(friday, monday, TRACK) == (friday, date(2022, 3, 5), sunday)
    assert ready_dates(friday, monday, COUNTED) == (friday, date(2022, 3, 5), sunday, monday)
    assert ready_dates(friday, monday, WORKING) == (sunday,)
    assert ready_dates(friday, monday, replace(WORKING, day_zero=DayZero.COUNTED)) == (friday, monday)
    assert ready_dates(friday, friday, COUNTED) == (friday,)


def test_the_nth_counting_day_follows_the_tracks_unit() -> None:
    assert counting_day_after(MAUNDY_THURSDAY, 1, TRACK) == GOOD_FRIDAY
    assert counting_day_after(MAUNDY_THURSDAY, 1, WORKING) == date(2022, 4, 19)
    assert counting_day_after(EASTER_MONDAY, 0, WORKING) == EASTER_MONDAY


@pytest.mark.parametrize(
    ("track", "sent_at", "free_days", "expected"),
    [
        pytest.param(PLUS_ONE, local(2026, 3, 9, 9, 30), Fraction(3), date(2026, 3, 12), id="E01 5:4 before noon"),
        pytest.param(PLUS_ONE, local(2026, 3, 9, 14, 10), Fraction(3), date(2026, 3, 13), id="E02 5:4 after noon"),
        pytest.param(NEXT_DAY, local(2026, 3, 9, 14, 10), Fraction(3), date(2026, 3, 13), id="the next day: the same"),
        pytest.param(TRACK, local(2018, 3, 5, 10), Fraction(30), date(2018, 4, 4), id="E34 thirty days, no cut-off"),
        pytest.param(TRACK, local(2026, 3, 9, 9), Fraction(0), date(2026, 3, 9), id="no free day: the day itself"),
        pytest.param(TRACK, local(2026, 3, 9, 9), Fraction(5, 2), date(2026, 3, 12), id="half a free day is a day"),
        pytest.param(COUNTED, local(2026, 3, 9, 9), Fraction(3), date(2026, 3, 11), id="day zero is a free day"),
        pytest.param(COUNTED, local(2026, 3, 9, 9), Fraction(0), date(2026, 3, 9), id="never before day zero"),
        pytest.param(WORKING, local(2022, 4, 13, 9), Fraction(2), date(2022, 4, 19), id="working days over Easter"),
        pytest.param(WORKING, local(2022, 3, 5, 9), Fraction(5), date(2022, 3, 11), id="ready on a Saturday"),
        pytest.param(WORKING, local(2022, 3, 5, 9), Fraction(0), date(2022, 3, 5), id="working, no free day"),
        pytest.param(PLUS_ONE_WORKING, local(2022, 4, 13, 13), Fraction(2), date(2022, 4, 20), id="late, one more"),
        pytest.param(NEXT_WORKING_DAY, local(2022, 4, 13, 13), Fraction(2), date(2022, 4, 20), id="late, moved on"),
    ],
)
def test_liability_starts_after_the_free_days(
    track: Track, sent_at: datetime, free_days: Fraction, expected: date
) -> None:
    assert first_liable_on(sent_at, track, free_days) == expected


INSTANTS = st.timedeltas(timedelta(), timedelta(days=4383)).map(lambda since: local(2018, 1, 1) + since)
DATES = st.dates(date(2018, 1, 1), date(2030, 1, 1))
TRACKS = st.sampled_from(
    [
        TRACK,
        WORKING,
        COUNTED,
        NEXT_DAY,
        PLUS_ONE,
        NEXT_WORKING_DAY,
        PLUS_ONE_WORKING,
        cut(COUNTED, CutoffEffect.PLUS_ONE_DAY),
    ]
)


@given(INSTANTS, st.integers(0, 40), TRACKS, st.integers(1, 10))
def test_liable_nights_are_the_ready_days_after_the_free_days(
    sent_at: datetime, days: int, track: Track, free_days: int
) -> None:
    day_zero, extra = day_zero_and_extra(sent_at, track)
    left_on = day_zero + timedelta(days=days)

    first_on = first_liable_on(sent_at, track, Fraction(free_days))

    after_free = max(0, ready_days(day_zero, left_on, track) - free_days - extra)
    assert liable_nights(first_on, left_on, track) == after_free
    assert len(nights(first_on, left_on, track)) == after_free


@given(DATES, st.integers(-3, 40), TRACKS)
def test_every_ready_day_has_a_date(day_zero: date, days: int, track: Track) -> None:
    left_on = day_zero + timedelta(days=days)

    dates = ready_dates(day_zero, left_on, track)

    assert len(dates) == ready_days(day_zero, left_on, track)
    assert list(dates) == sorted(set(dates))


@given(INSTANTS, st.integers(0, 10))
def test_the_two_effects_of_a_cut_off_start_liability_on_the_same_date(sent_at: datetime, free_days: int) -> None:
    free = Fraction(free_days)

    assert first_liable_on(sent_at, NEXT_DAY, free) == first_liable_on(sent_at, PLUS_ONE, free)
    assert first_liable_on(sent_at, NEXT_WORKING_DAY, free) == first_liable_on(sent_at, PLUS_ONE_WORKING, free)
    assert mean_day_zero(sent_at, NEXT_DAY) == mean_day_zero(sent_at, PLUS_ONE)


@given(DATES, st.integers(0, 10), st.sampled_from([NEXT_DAY, PLUS_ONE]))
def test_a_microsecond_after_noon_costs_exactly_one_day(day: date, free_days: int, track: Track) -> None:
    noon = local(day.year, day.month, day.day, 12)

    at_noon = first_liable_on(noon, track, Fraction(free_days))

    assert at_noon == day + timedelta(days=free_days)
    assert first_liable_on(noon + timedelta(microseconds=1), track, Fraction(free_days)) == at_noon + timedelta(days=1)


@given(DATES, st.integers(0, 40), TRACKS)
def test_leaving_later_never_lowers_any_count(first_on: date, days: int, track: Track) -> None:
    left_on = first_on + timedelta(days=days)
    later_on = left_on + timedelta(days=1)

    assert liable_nights(first_on, left_on, track) <= liable_nights(first_on, later_on, track)
    assert ready_days(first_on, left_on, track) <= ready_days(first_on, later_on, track)
    assert len(begun_days(first_on, left_on, track)) <= len(begun_days(first_on, later_on, track))


@given(DATES, st.integers(0, 40))
def test_working_days_are_those_of_the_calendar(first_on: date, days: int) -> None:
    left_on = first_on + timedelta(days=days)
    working = [day for n in range(1, days + 1) if is_working_day(day := first_on + timedelta(days=n))]

    assert ready_days(first_on, left_on, WORKING) == len(working)
