"""What a mean is billed: its days by the agreed basis, at the amount of the period's end (parameters 19, 21 and 22)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from rules.errors import Incomplete
from rules.facts import CareType
from rules.mean import Excess
from rules.prices import Prices
from rules.rounding import rounded
from rules.terms import ChargeBasis, Rounding

Kind = tuple[int, CareType]  # ready days and care type: episodes alike in both are billed alike
Share = tuple[Fraction, Fraction]  # days and kronor
NO_SHARE: Share = (Fraction(), Fraction())


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """A whole mean's days, rounded as agreed, and kronor; `shares`: what an episode of each kind adds, exact."""

    days: Fraction = Fraction()
    amount_sek: Fraction = Fraction()
    shares: Mapping[Kind, Share]


NOT_BILLED = Charge(shares={})


def charge(kinds: Mapping[Kind, int], excess: Excess, prices: Prices, year: int, rounding: Rounding) -> Charge:
    """What a population (each kind with its number of episodes) is billed for its excess.

    Raises: Incomplete when an excess volume would have to be divided between care types with different amounts.
    """
    shares: dict[Kind, Share] = {}
    by_rate: dict[Fraction, Fraction] = {}
    for (ready_days, care_type), number in kinds.items():
        days = excess.share(ready_days)
        if days:
            rate_sek = prices.rate_sek(year, care_type)
            shares[ready_days, care_type] = (days, days * rate_sek)
            by_rate[rate_sek] = by_rate.get(rate_sek, Fraction()) + number * days
    if excess.basis is ChargeBasis.EXCESS_VOLUME:
        if len(by_rate) > 1:
            prices.refuse_missing()
            raise Incomplete("one mean cannot be billed at several amounts per day", ("tariff.by_care_type",))
        by_rate = dict.fromkeys(by_rate, excess.days)
    billed = {rate_sek: rounded(days, rounding.days_decimals, rounding.mode) for rate_sek, days in by_rate.items()}
    return Charge(
        days=sum(billed.values(), Fraction()),
        amount_sek=sum((days * rate_sek for rate_sek, days in billed.items()), Fraction()),
        shares=shares,
    )
