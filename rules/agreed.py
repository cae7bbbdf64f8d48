"""A value that an agreement must state before anything is counted by it."""

from __future__ import annotations

from typing import TypeVar

from rules.errors import Incomplete

T = TypeVar("T")


def agreed(value: T | None, parameter: str) -> T:
    """The value, which is never guessed. Raises: Incomplete naming the parameter when it is not known."""
    if value is None:
        raise Incomplete(f"{parameter} is not known", (parameter,))
    return value
