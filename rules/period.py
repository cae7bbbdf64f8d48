"""The period that is settled: a month or a quarter of leaving, in Swedish dates (parameters 15 and 25)."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from rules.errors import InvalidInput, Problem

PERIOD = re.compile(r"(?P<year>20[1-9][0-9])-(?:(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4]))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Whole months in order, each by its first day. `name` is "2022-03" or "2022-Q1"."""

    name: str
    months: tuple[date, ...]

    @property
    def first_on(self) -> date:
        return self.months[0]

    @property
    def last_on(self) -> date:
        last = self.months[-1]
        return last.replace(day=monthrange(last.year, last.month)[1])


def period_named(name: str) -> Period:
    """The month "2022-03" or the quarter "2022-Q1", years 2010–2099.

    Raises: InvalidInput naming the key `period`.
    """
    match = PERIOD.fullmatch(name)
    if match is None:
        raise InvalidInput(Problem("period", f'"{name}" is neither a month (2022-03) nor a quarter (2022-Q1)'))
    if match["month"]:
        first, number = int(match["month"]), 1
    else:
        first, number = 3 * int(match["quarter"]) - 2, 3
    year = int(match["year"])
    return Period(name=name, months=tuple(date(year, month, 1) for month in range(first, first + number)))
