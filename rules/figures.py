"""The figures of a settlement: a line per episode, a row per liability group, and what a row is made of.

Days and kronor are exact fractions. Lines carry what each episode adds before any rounding, and a row says what its
rounding adds: the lines and the rounding make the row, and the rows make the total.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from rules.facts import CareType, LegalForm
from rules.liability_groups import Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One episode. `why`: a code of `Why`, or of `Outside` where the episode would count but for its unit.

    A stay shorter than the free days takes off an excess volume: its share is then below 0. `blocked`: the condition.
    """

    id: str
    why: str
    ready_days: int | None
    in_population: bool
    days_billed: Fraction
    amount_sek: Fraction
    blocked: str | None
    review: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Episodes billed by themselves: long stayers, or those of individual tracks."""

    episodes: int = 0
    days: Fraction = Fraction()
    amount_sek: Fraction = Fraction()

    def __add__(self, other: Part) -> Part:
        return Part(
            episodes=self.episodes + other.episodes,
            days=self.days + other.days,
            amount_sek=self.amount_sek + other.amount_sek,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MeanPart:
    """The mean of one track, which is named by what it selects; days and amount are those after the days' rounding."""

    care_type: CareType | None
    legal_form: LegalForm | None
    episodes: int
    sum_days: int
    free_days: Fraction
    excess_days: Fraction
    days_billed: Fraction
    amount_sek: Fraction

    @property
    def mean(self) -> Fraction:
        return Fraction(self.sum_days, self.episodes)

    def __add__(self, other: MeanPart) -> MeanPart:
        """The same track in two groups together: sums, not a new excess."""
        return replace(
            self,
            episodes=self.episodes + other.episodes,
            sum_days=self.sum_days + other.sum_days,
            excess_days=self.excess_days + other.excess_days,
            days_billed=self.days_billed + other.days_billed,
            amount_sek=self.amount_sek + other.amount_sek,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A liability group's figures, or the total's. `means` by the track's place in the agreement's list.

    `free_days`: of the only mean, or without a mean of the only individual rule; None where there are several.
    `zero_invoice`: nothing to pay, and the agreement sends an invoice of nothing.
    `rounding_days`, `rounding_sek`: what rounding adds to the sum of the lines.
    """

    group: Group
    means: Mapping[int, MeanPart]
    individual: Part
    long_stay: Part
    by_care_type: Mapping[CareType, Part]
    free_days: Fraction | None
    days_billed: Fraction
    amount_sek: Fraction
    zero_invoice: bool
    rounding_days: Fraction
    rounding_sek: Fraction
    lines: tuple[Line, ...]

    @property
    def episodes(self) -> int:
        """How many episodes enter a mean."""
        return sum(part.episodes for part in self.means.values())

    @property
    def sum_days(self) -> int:
        return sum(part.sum_days for part in self.means.values())

    @property
    def mean(self) -> Fraction | None:
        """The exact mean; None without one, and where the group has several."""
        return next(iter(self.means.values())).mean if len(self.means) == 1 else None

    @property
    def excess_days(self) -> Fraction:
        return sum((part.excess_days for part in self.means.values()), Fraction())
