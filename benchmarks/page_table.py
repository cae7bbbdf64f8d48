"""The table of how long pages take, and whether any of them takes too long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Taken:
    """What one page took with so many cases: the median in milliseconds, and the queries of one request."""

    milliseconds: float
    queries: int


@dataclass(frozen=True, slots=True)
class Measured:
    """A page with few cases and with many, each also as a ratio to the bare view in the same run."""

    page: str
    few: Taken
    many: Taken
    few_ratio: float
    many_ratio: float

    @property
    def growth(self) -> float:
        """How many times slower it is with many cases, beside a bare view that has as many."""
        return self.many_ratio / self.few_ratio


def beside_the_first(few: dict[str, Taken], many: dict[str, Taken]) -> Sequence[Measured]:
    """Every page, in order; the first is the bare view."""
    bare_few, bare_many = next(iter(few.values())).milliseconds, next(iter(many.values())).milliseconds
    return [
        Measured(page, few[page], many[page], few[page].milliseconds / bare_few, many[page].milliseconds / bare_many)
        for page in few
    ]


def table(measured: Sequence[Measured], sizes: Sequence[int]) -> Iterator[str]:
    """The lines of the table."""
    yield f"{'':<28}" + "".join(f"{f'{size} cases':>28}" for size in sizes)
    yield f"{'':<28}" + f"{'ms':>10}{'bare':>9}{'queries':>9}" * 2 + f"{'growth':>9}"
    for one in measured:
        yield f"{one.page:<28}{_half(one.few, one.few_ratio)}{_half(one.many, one.many_ratio)}{one.growth:>8.2f}x"


def _half(taken: Taken, ratio: float) -> str:
    return f"{taken.milliseconds:>10.1f}{ratio:>8.1f}x{taken.queries:>9}"


def excesses(measured: Sequence[Measured], *, growth: float, ratio: float) -> Iterator[str]:
    """A line for each page that grows, or takes, more than is accepted."""
    for one in measured:
        if one.growth > growth:
            yield f"{one.page}: grows {one.growth:.2f} times, accepted is {growth:g}"
        if one.many_ratio > ratio:
            yield f"{one.page}: takes {one.many_ratio:.1f} bare views, accepted is {ratio:g}"
