"""What a billed day costs: the agreed or national amount of the right year, or a refusal (5 kap. 6 §, parameter 22)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from rules.errors import Incomplete
from rules.facts import CareType
from rules.terms import Tariff


class Prices:
    """The amounts of one tariff. What is asked for and missing is noted, so that one refusal can name all of it."""

    def __init__(self, tariff: Tariff) -> None:
        self._tariff = tariff
        self._missing: set[str] = set()

    def rate_sek(self, year: int, care_type: CareType) -> Fraction:
        """Kronor per day. A missing amount is never last year's: it counts as nothing until `refuse_missing`."""
        rate = self._tariff.rate_sek(year, care_type)
        if rate is None:
            self._missing.add(missing_amount(self._tariff, year, care_type))
        return Fraction() if rate is None else Fraction(rate)

    def amount_sek(self, days_by_year: Mapping[int, Fraction], care_type: CareType) -> Fraction:
        """What days dated in these years cost together, exact."""
        return sum((days * self.rate_sek(year, care_type) for year, days in days_by_year.items()), Fraction())

    def refuse_missing(self) -> None:
        """Raises: Incomplete naming every amount that was asked for and is not known."""
        if self._missing:
            raise Incomplete("an amount per day is missing", tuple(sorted(self._missing)))


def missing_amount(tariff: Tariff, year: int, care_type: CareType) -> str:
    """The parameter that lacks an amount: "tariff.table[2022]", or that of the care type."""
    return f"tariff.table[{care_type}][{year}]" if tariff.by_care_type else f"tariff.table[{year}]"
