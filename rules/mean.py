"""The mean of one track in one liability group: how far it is over the free days, and what of it is billed.

Mean m = sum of ready days / number of episodes. Excess = sum of ready days − free days × number, never below 0
(docs/agreements.md, definitions).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rules.rounding import rounded
from rules.terms import ChargeBasis, Compare, Terms, Track


@dataclass(frozen=True, slots=True, kw_only=True)
class Excess:
    """What a mean leads to. `liable`: the mean is over or, where so agreed, at the free days."""

    basis: ChargeBasis | None
    free_days: Fraction
    liable: bool
    days: Fraction

    def share(self, ready_days: int) -> Fraction:
        """What an episode of so many ready days adds to the billed days, by the agreed basis (parameter 19).

        By excess volume a stay shorter than the free days takes off: the shares add up to the exact excess.
        """
        if not self.liable:
            return Fraction()
        if self.basis is ChargeBasis.ALL_DAYS:
            return Fraction(ready_days)
        over = ready_days - self.free_days
        if self.basis is ChargeBasis.EXCESS_PER_EPISODE:
            return max(over, Fraction())
        return over if self.days else Fraction()


def excess_over(free_days: Fraction, episodes: int, sum_days: int, track: Track, terms: Terms) -> Excess:
    """What so many episodes (at least one) with so many ready days together lead to.

    The mean is rounded first where that is agreed (parameter 21), and then decides both liability and excess.
    """
    mean = rounded(Fraction(sum_days, episodes), terms.rounding.mean_calc_decimals, terms.rounding.mode)
    return Excess(
        basis=terms.charge_basis,
        free_days=free_days,
        liable=mean > free_days or (mean == free_days and track.compare is Compare.GE),
        days=max((mean - free_days) * episodes, Fraction()),
    )
