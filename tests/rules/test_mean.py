"""What a mean leads to, at its border."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from rules.mean import Excess, excess_over
from rules.terms import ChargeBasis, Compare
from tests.rules.settling import TERMS, TRACK


@pytest.mark.parametrize(
    ("sum_days", "compare", "liable", "days"),
    [
        (5, Compare.GT, False, 0),
        (6, Compare.GT, False, 0),
        (7, Compare.GT, True, 1),
        (5, Compare.GE, False, 0),
        (6, Compare.GE, True, 0),
        (7, Compare.GE, True, 1),
    ],
)
def test_the_border_belongs_to_ge_alone(sum_days: int, compare: Compare, liable: bool, days: int) -> None:
    excess = excess_over(Fraction(2), 3, sum_days, replace(TRACK, compare=compare), TERMS)

    assert excess == Excess(basis=ChargeBasis.EXCESS_VOLUME, free_days=Fraction(2), liable=liable, days=Fraction(days))


@pytest.mark.parametrize("basis", list(ChargeBasis))
def test_nobody_has_a_share_where_the_mean_is_not_liable(basis: ChargeBasis) -> None:
    assert Excess(basis=basis, free_days=Fraction(2), liable=False, days=Fraction()).share(9) == 0
