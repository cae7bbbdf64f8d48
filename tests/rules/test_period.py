"""Months and quarters by their names."""

from __future__ import annotations

from datetime import date

import pytest

from rules.errors import InvalidInput
from rules.period import period_named


@pytest.mark.parametrize(
    ("name", "first_on", "last_on", "months"),
    [
        ("2022-03", date(2022, 3, 1), date(2022, 3, 31), 1),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), 1),
        ("2022-12", date(2022, 12, 1), date(2022, 12, 31), 1),
        ("2022-10", date(2022, 10, 1), date(2022, 10, 31), 1),
        ("2010-01", date(2010, 1, 1), date(2010, 1, 31), 1),
        ("2022-Q1", date(2022, 1, 1), date(2022, 3, 31), 3),
        ("2022-Q2", date(2022, 4, 1), date(2022, 6, 30), 3),
        ("2099-Q4", date(2099, 10, 1), date(2099, 12, 31), 3),
    ],
)
def test_a_period_is_its_whole_months(name: str, first_on: date, last_on: date, months: int) -> None:
    period = period_named(name)

    assert (period.name, period.first_on, period.last_on, len(period.months)) == (name, first_on, last_on, months)
    assert all(month.day == 1 for month in period.months)


def test_a_quarter_has_three_months_in_order() -> None:
    assert period_named("2022-Q3").months == (date(2022, 7, 1), date(2022, 8, 1), date(2022, 9, 1))


@pytest.mark.parametrize(
    "name",
    ["", "2022", "2022-00", "2022-13", "2022-3", "2022-Q0", "2022-Q5", "2009-12", "2100-01", "2022-03-01", " 2022-03"],
)
def test_anything_else_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        period_named(name)

    assert str(refused.value) == f'period: "{name}" is neither a month (2022-03) nor a quarter (2022-Q1)'
