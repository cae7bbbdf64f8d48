"""How often a unit must open the system on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rules.checks import checks_owed_on
from rules.files.corpus import agreement
from rules.terms import AckRule, AckType, DayBasis, Terms
from tests.rules.stays import STATUTE

STOCKHOLM = agreement("stockholm-2020a")


def _with(*rules: AckRule) -> Terms:
    return replace(STATUTE, messages=replace(STATUTE.messages, ack=rules))


@pytest.mark.parametrize(
    ("day", "owed"),
    [
        pytest.param(date(2026, 4, 2), 2, id="Maundy Thursday"),
        pytest.param(date(2026, 4, 3), 0, id="Good Friday"),
        pytest.param(date(2026, 4, 4), 0, id="a Saturday"),
        pytest.param(date(2026, 6, 19), 0, id="Midsummer Eve"),
    ],
)
def test_stockholm_opens_the_system_twice_a_day_on_weekdays(day: date, owed: int) -> None:
    assert checks_owed_on(STOCKHOLM, day) == owed


def test_the_act_asks_for_no_checks() -> None:
    assert checks_owed_on(STATUTE, date(2026, 4, 2)) == 0


def test_days_that_are_not_known_ask_for_nothing() -> None:
    assert checks_owed_on(agreement("uppsala"), date(2026, 4, 2)) == 0


def test_of_several_rules_the_one_that_asks_most_holds() -> None:
    every_day = AckRule(type=AckType.ANY, day_basis=DayBasis.ALL, min_checks_per_day=1)
    weekdays = AckRule(type=AckType.ANY, day_basis=DayBasis.WEEKDAYS, min_checks_per_day=3)

    assert checks_owed_on(_with(every_day, weekdays), date(2026, 4, 2)) == 3
    assert checks_owed_on(_with(every_day, weekdays), date(2026, 4, 4)) == 1
