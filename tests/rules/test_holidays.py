"""The table of holidays: the literal rows for 2025–2028, and every year against the `holidays` library."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

import holidays as library
import pytest

from rules.calendar import SWEDEN
from rules.errors import InvalidInput
from rules.holidays import (
    EVES,
    FIRST_YEAR,
    HOLIDAYS,
    LAST_YEAR,
    check_year,
    easter_day,
    eves_in,
    holidays_in,
)

EVE_NAMES = {"midsommarafton", "julafton", "nyårsafton"}

# Good Friday, Easter Day and Monday, Ascension, Whit Sunday, Midsummer Eve and Day, All Saints', DST starts, DST ends
TABLE_6_1 = {
    2025: "18 Apr | 20 Apr | 21 Apr | 29 May | 8 Jun | 20 Jun | 21 Jun | 1 Nov | 30 Mar | 26 Oct",
    2026: "3 Apr | 5 Apr | 6 Apr | 14 May | 24 May | 19 Jun | 20 Jun | 31 Oct | 29 Mar | 25 Oct",
    2027: "26 Mar | 28 Mar | 29 Mar | 6 May | 16 May | 25 Jun | 26 Jun | 6 Nov | 28 Mar | 31 Oct",
    2028: "14 Apr | 16 Apr | 17 Apr | 25 May | 4 Jun | 23 Jun | 24 Jun | 4 Nov | 26 Mar | 29 Oct",
}
COLUMNS = (
    "långfredagen",
    "påskdagen",
    "annandag påsk",
    "Kristi himmelsfärdsdag",
    "pingstdagen",
    "midsommarafton",
    "midsommardagen",
    "alla helgons dag",
)
MONTHS = {"Mar": 3, "Apr": 4, "May": 5, "Jun": 6, "Oct": 10, "Nov": 11}


def dates_of_row(year: int) -> list[date]:
    cells = [cell.split() for cell in TABLE_6_1[year].split("|")]
    return [date(year, MONTHS[month], int(day)) for day, month in cells]


def noon_offset(day: date) -> timedelta | None:
    return datetime(day.year, day.month, day.day, 12, tzinfo=SWEDEN).utcoffset()


def in_library(year: int) -> dict[date, list[str]]:
    """What the library says: holidays and exactly the three eves, each with its names in small letters."""
    days = library.country_holidays("SE", years=year, categories=("public", "de_facto"), language="sv")
    return {day: names.casefold().split("; ") for day, names in days.items()}


@pytest.mark.parametrize("year", TABLE_6_1)
def test_movable_days_are_those_of_the_table_in_the_law(year: int) -> None:
    by_name = {name: day for day, name in {**holidays_in(year), **eves_in(year)}.items()}

    assert [by_name[name] for name in COLUMNS] == dates_of_row(year)[:8]


@pytest.mark.parametrize("year", TABLE_6_1)
def test_clocks_change_on_the_dates_of_the_table_in_the_law(year: int) -> None:
    begins, ends = dates_of_row(year)[8:]

    assert noon_offset(begins - timedelta(days=1)) == timedelta(hours=1)
    assert noon_offset(begins) == timedelta(hours=2)
    assert noon_offset(ends - timedelta(days=1)) == timedelta(hours=2)
    assert noon_offset(ends) == timedelta(hours=1)


@pytest.mark.parametrize("year", range(FIRST_YEAR, LAST_YEAR + 1))
def test_holidays_of_every_year_are_those_of_the_library(year: int) -> None:
    expected = {day: names for day, names in in_library(year).items() if not EVE_NAMES & set(names)}

    assert set(holidays_in(year)) == set(expected)
    assert all(name.casefold() in expected[day] for day, name in holidays_in(year).items())


@pytest.mark.parametrize("year", range(FIRST_YEAR, LAST_YEAR + 1))
def test_eves_of_every_year_are_those_of_the_library(year: int) -> None:
    expected = {day: names[0] for day, names in in_library(year).items() if EVE_NAMES & set(names)}

    assert eves_in(year) == expected


def test_fixed_days_bear_their_names() -> None:
    year = holidays_in(2026)

    assert year[date(2026, 1, 1)] == "nyårsdagen"
    assert year[date(2026, 1, 6)] == "trettondedag jul"
    assert year[date(2026, 5, 1)] == "första maj"
    assert year[date(2026, 6, 6)] == "nationaldagen"
    assert year[date(2026, 12, 25)] == "juldagen"
    assert year[date(2026, 12, 26)] == "annandag jul"
    assert eves_in(2026) == {
        date(2026, 6, 19): "midsommarafton",
        date(2026, 12, 24): "julafton",
        date(2026, 12, 31): "nyårsafton",
    }


def test_whit_sunday_on_6_june_is_called_the_national_day() -> None:
    assert easter_day(2049) + timedelta(days=49) == date(2049, 6, 6)
    assert holidays_in(2049)[date(2049, 6, 6)] == "nationaldagen"
    assert len(holidays_in(2049)) == 12


def test_every_named_day_quotes_its_act() -> None:
    assert {day.law for day in HOLIDAYS} == {"lag (1989:253) 1–2 §§"}
    assert {eve.law for eve in EVES} == {"lag (1930:173) 2 §"}
    assert (len(HOLIDAYS), len(EVES)) == (13, 3)


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        pytest.param(2008, date(2008, 3, 23), id="full moon on 21 March itself, a Friday"),
        pytest.param(2035, date(2035, 3, 25), id="full moon on Friday 23 March"),
        pytest.param(2045, date(2045, 4, 9), id="full moon on a Sunday: the Sunday after"),
        pytest.param(2049, date(2049, 4, 18), id="full moon moved back from Sunday 18 April"),
        pytest.param(2076, date(2076, 4, 19), id="full moon moved back from Sunday 19 April"),
        pytest.param(2038, date(2038, 4, 25), id="latest possible Easter"),
    ],
)
def test_easter_day_is_the_sunday_after_the_full_moon_on_or_after_21_march(year: int, easter: date) -> None:
    assert easter_day(year) == easter


@pytest.mark.parametrize(
    ("day", "name"),
    [
        pytest.param(date(2015, 6, 20), "midsommardagen", id="20 June, the earliest"),
        pytest.param(date(2010, 6, 26), "midsommardagen", id="26 June, the latest"),
        pytest.param(date(2015, 10, 31), "alla helgons dag", id="31 October, the earliest"),
        pytest.param(date(2010, 11, 6), "alla helgons dag", id="6 November, the latest"),
    ],
)
def test_midsummer_day_and_all_saints_day_are_the_saturday_of_their_week(day: date, name: str) -> None:
    assert day.isoweekday() == 6
    assert holidays_in(day.year)[day] == name


@pytest.mark.parametrize("day", [date(2015, 6, 19), date(2010, 6, 25)])
def test_midsummer_eve_is_the_friday_of_19_to_25_june(day: date) -> None:
    assert day.isoweekday() == 5
    assert eves_in(day.year)[day] == "midsommarafton"


@pytest.mark.parametrize("year", [2010, 2099])
def test_first_and_last_year_are_supported(year: int) -> None:
    check_year(year)

    assert date(year, 1, 1) in holidays_in(year)
    assert date(year, 12, 31) in eves_in(year)


@pytest.mark.parametrize("year", [2009, 2100])
def test_years_outside_2010_to_2099_are_refused(year: int) -> None:
    for table in (check_year, holidays_in, eves_in):
        with pytest.raises(InvalidInput) as refusal:
            table(year)

        assert str(refusal.value) == f"the year {year} is outside 2010–2099"
        assert refusal.value.problems[0].where == ""


def test_a_table_once_made_cannot_be_changed_and_is_made_once() -> None:
    for table in (holidays_in, eves_in):
        assert isinstance(table(2026), MappingProxyType)
        assert table(2026) is table(2026)


def test_clocks_change_at_one_o_clock_utc() -> None:
    begins = datetime(2026, 3, 29, 1, tzinfo=UTC)
    ends = datetime(2026, 10, 25, 1, tzinfo=UTC)
    second = timedelta(seconds=1)

    assert (begins - second).astimezone(SWEDEN).isoformat() == "2026-03-29T01:59:59+01:00"
    assert begins.astimezone(SWEDEN).isoformat() == "2026-03-29T03:00:00+02:00"
    assert (ends - second).astimezone(SWEDEN).isoformat() == "2026-10-25T02:59:59+02:00"
    assert ends.astimezone(SWEDEN).isoformat() == "2026-10-25T02:00:00+01:00"
