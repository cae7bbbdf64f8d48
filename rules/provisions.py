"""Which piece of code decides which rule of the act: the marker that the table docs/law.md is built from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Decision = TypeVar("Decision", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Decided:
    """One function that decides `rules`. `without` is what it would answer if the rule did not exist."""

    rules: tuple[str, ...]
    function: Callable[..., object]
    without: object


DECISIONS: list[Decided] = []


def decides(*rules: str, without: object) -> Callable[[Decision], Decision]:
    """Mark the function that decides the rules named: R-, C- and A-ids of docs/law.md.

    `without`: the answer if the rules did not exist, a value or a function of the same arguments. Nothing reads it
    when the law is applied; the tests put it in the function's place and expect a case to fail.
    """

    def mark(function: Decision) -> Decision:
        DECISIONS.append(Decided(rules, function, without))
        return function

    return mark
