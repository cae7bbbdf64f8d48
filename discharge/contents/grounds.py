"""What is told of a consent that holds no longer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ConsentTakenBack:
    """The sender tells nothing more on the person's consent. What it covered is not said again."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset()
    OPENED_FIRST: ClassVar[bool] = False
