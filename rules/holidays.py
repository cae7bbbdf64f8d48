"""The public holidays and the three eves of Swedish law, as our own table so that no upgrade can move an old clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from rules.errors import InvalidInput, Problem

FIRST_YEAR = 2010
LAST_YEAR = 2099

FRIDAY, SATURDAY, SUNDAY = 5, 6, 7  # as date.isoweekday() numbers them

HOLIDAYS_ACT = "lag (1989:253) 1–2 §§"
TIME_LIMITS_ACT = "lag (1930:173) 2 §"


def outside_years(year: int) -> InvalidInput:
    """The refusal of a year for which the table is not made."""
    return InvalidInput(Problem("", f"the year {year} is outside {FIRST_YEAR}–{LAST_YEAR}"))


def check_year(year: int) -> None:
    """Raises: InvalidInput outside 2010–2099."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise outside_years(year)


def easter_day(year: int) -> date:
    """The Sunday next after the full moon that falls on or next after 21 March; holds for 1900–2099.

    The full moon is the church's, not the astronomers': its 19-year table, in which the last two days move back by one.
    Law: lag (1989:253) 2 §.
    """
    days_to_full_moon = (19 * (year % 19) + 24) % 30
    if days_to_full_moon in (28, 29):
        days_to_full_moon -= 1
    full_moon = date(year, 3, 21) + timedelta(days=days_to_full_moon)
    return full_moon + timedelta(days=7 - full_moon.isoweekday() % 7)


class NamedDay(NamedTuple):
    """A day that the law names, and on which date it falls in a year."""

    name: str
    law: str
    on: Callable[[int], date]


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter_day(year) + timedelta(days=days)


def _first(isoweekday: int, month: int, day: int) -> Callable[[int], date]:
    """The first such weekday that falls on the given day or later."""

    def on(year: int) -> date:
        earliest = date(year, month, day)
        return earliest + timedelta(days=(isoweekday - earliest.isoweekday()) % 7)

    return on


# In the order of the act. Where two fall on one date (6 June can be Whit Sunday) the date bears the later name.
HOLIDAYS = (
    NamedDay("påskdagen", HOLIDAYS_ACT, _from_easter(0)),
    NamedDay("pingstdagen", HOLIDAYS_ACT, _from_easter(49)),  # the seventh Sunday after Easter Day
    NamedDay("nyårsdagen", HOLIDAYS_ACT, _fixed(1, 1)),
    NamedDay("trettondedag jul", HOLIDAYS_ACT, _fixed(1, 6)),
    NamedDay("första maj", HOLIDAYS_ACT, _fixed(5, 1)),
    NamedDay("juldagen", HOLIDAYS_ACT, _fixed(12, 25)),
    NamedDay("annandag jul", HOLIDAYS_ACT, _fixed(12, 26)),
    NamedDay("långfredagen", HOLIDAYS_ACT, _from_easter(-2)),
    NamedDay("annandag påsk", HOLIDAYS_ACT, _from_easter(1)),
    NamedDay("Kristi himmelsfärdsdag", HOLIDAYS_ACT, _from_easter(39)),  # the sixth Thursday after Easter Day
    NamedDay("nationaldagen", HOLIDAYS_ACT, _fixed(6, 6)),
    NamedDay("midsommardagen", HOLIDAYS_ACT, _first(SATURDAY, 6, 20)),
    NamedDay("alla helgons dag", HOLIDAYS_ACT, _first(SATURDAY, 10, 31)),
)

EVES = (
    NamedDay("midsommarafton", TIME_LIMITS_ACT, _first(FRIDAY, 6, 19)),
    NamedDay("julafton", TIME_LIMITS_ACT, _fixed(12, 24)),
    NamedDay("nyårsafton", TIME_LIMITS_ACT, _fixed(12, 31)),
)


@cache
def holidays_in(year: int) -> Mapping[date, str]:
    """The named public holidays of a year, without its ordinary Sundays. Raises: InvalidInput outside 2010–2099."""
    check_year(year)
    return MappingProxyType({day.on(year): day.name for day in HOLIDAYS})


@cache
def eves_in(year: int) -> Mapping[date, str]:
    """The three eves that are equal to holidays when a time limit ends. Raises: InvalidInput outside 2010–2099."""
    check_year(year)
    return MappingProxyType({eve.on(year): eve.name for eve in EVES})
