"""Rounding as agreed, to the exact half."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rules.rounding import rounded
from rules.terms import NOTHING, RoundingMode

HALF_UP, DOWN, UP = RoundingMode.HALF_UP, RoundingMode.DOWN, RoundingMode.UP


@pytest.mark.parametrize(
    ("value", "decimals", "half_up", "down", "up"),
    [
        ("16/9", 2, "1.78", "1.77", "1.78"),
        ("16/9", 1, "1.8", "1.7", "1.8"),
        ("16/9", 0, "2", "1", "2"),
        ("0.5", 0, "1", "0", "1"),
        ("1.5", 0, "2", "1", "2"),
        ("2.5", 0, "3", "2", "3"),
        ("2.4999999", 0, "2", "2", "3"),
        ("2.0000001", 0, "2", "2", "3"),
        ("1.25", 1, "1.3", "1.2", "1.3"),
        ("4.3", 2, "4.3", "4.3", "4.3"),
        ("0", 0, "0", "0", "0"),
        ("7", 0, "7", "7", "7"),
        ("1/3", 3, "0.333", "0.333", "0.334"),
    ],
)
def test_a_value_is_rounded_as_agreed(value: str, decimals: int, half_up: str, down: str, up: str) -> None:
    exact = Fraction(value)

    assert rounded(exact, decimals, HALF_UP) == Fraction(half_up)
    assert rounded(exact, decimals, DOWN) == Fraction(down)
    assert rounded(exact, decimals, UP) == Fraction(up)


@pytest.mark.parametrize("mode", list(RoundingMode))
def test_no_rounding_agreed_leaves_the_exact_value(mode: RoundingMode) -> None:
    assert rounded(Fraction(16, 9), NOTHING, mode) == Fraction(16, 9)
