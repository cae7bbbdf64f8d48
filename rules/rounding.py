"""Rounding as an agreement states it, exact (parameter 21)."""

from __future__ import annotations

from fractions import Fraction

from rules.terms import Nothing, RoundingMode


def rounded(value: Fraction, decimals: int | Nothing | None, mode: RoundingMode | None) -> Fraction:
    """A value that is not negative, rounded to so many decimals; unchanged where no rounding is agreed.

    `half_up` rounds exactly half upwards. The caller has refused an agreement that does not state its mode.
    """
    if not isinstance(decimals, int):
        return value
    scaled = value * 10**decimals
    down = scaled.numerator // scaled.denominator
    rest = scaled - down
    up = rest > 0 if mode is RoundingMode.UP else rest >= Fraction(1, 2) and mode is not RoundingMode.DOWN
    return Fraction(down + up, 10**decimals)
