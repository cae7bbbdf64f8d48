"""What liable days cost: the year whose amount each takes, and no year guessed (5 kap. 6 §)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rules.amounts import Amount, amount_for
from rules.calendar import local
from rules.evaluation import evaluate
from rules.facts import CareType
from rules.readings import DEFAULTS
from rules.terms import NOTHING, Rounding, RoundingMode, TariffDate, Terms
from tests.rules.stays import STATUTE, called, ready, stay, told

NEW_YEAR = (date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2))
LEFT_ON = date(2027, 1, 3)


def _priced(**changes: object) -> Terms:
    table = {2026: Decimal("10000"), 2027: Decimal("11000")}
    return replace(STATUTE, tariff=replace(STATUTE.tariff, **{"table": table, **changes}))


@pytest.mark.parametrize(
    ("terms", "readings", "sek"),
    [
        (_priced(), {}, "32000"),
        (_priced(), {"A-16": "b"}, "33000"),
        (_priced(tariff_date=TariffDate.PERIOD_END), {}, "33000"),
    ],
    ids=["each day's own year", "the year of leaving, as read", "the year of leaving, as agreed"],
)
def test_over_new_year_the_amount_is_that_of_the_right_year(terms: Terms, readings: dict[str, str], sek: str) -> None:
    found = amount_for(NEW_YEAR, LEFT_ON, CareType.SOMATIC, terms, {**DEFAULTS, **readings})

    assert found == Amount(Decimal(sek))


def test_every_year_without_an_amount_is_named_once_and_nothing_is_summed() -> None:
    terms = _priced(table={2025: Decimal("9000")})

    assert amount_for(NEW_YEAR, LEFT_ON, CareType.SOMATIC, terms, DEFAULTS) == Amount(None, (2026, 2027))


def test_no_day_costs_nothing_whatever_is_known() -> None:
    assert amount_for((), LEFT_ON, CareType.SOMATIC, _priced(table={}), DEFAULTS) == Amount(Decimal(0))


@pytest.mark.parametrize(("decimals", "sek"), [(0, "30002"), (1, "30001.5"), (NOTHING, "30001.5")])
def test_the_sum_is_rounded_as_agreed_and_not_the_day(decimals: int, sek: str) -> None:
    terms = replace(
        _priced(table={2026: Decimal("10000.5"), 2027: Decimal("10000.5")}),
        rounding=Rounding(amount_decimals=decimals, mode=RoundingMode.HALF_UP),
    )

    assert amount_for(NEW_YEAR, LEFT_ON, CareType.SOMATIC, terms, DEFAULTS) == Amount(Decimal(sek))


def test_asked_long_afterwards_the_year_of_leaving_is_still_that_of_leaving() -> None:
    december = stay(
        admitted_at=local(2026, 12, 1, 10),
        admission_notices=told(local(2026, 12, 1, 11)),
        care_contact_appointed_at=local(2026, 12, 2, 9),
        ready_notices=ready(local(2026, 12, 10, 9)),
        sip=called(local(2026, 12, 10, 10)),
        discharge_information_sent_at=local(2026, 12, 15, 9),
        left_at=local(2026, 12, 15, 10),
    )

    found = evaluate(december, replace(_priced(), readings={"A-16": "b"}), local(2027, 2, 1))

    assert found.amount == Amount(Decimal("20000"))
