"""What hinders her from leaving: what she waits for, what is missing in open care, and who says she is not ready."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from discharge.contents.texts import PASSAGE_LENGTH, optional, required
from rules.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Blocker:
    """What she waits for, whose it is to solve, and by when, if that is known; one that has changed is told anew.

    owner: the unit's name, empty where the unit is discreet: it knows for itself.
    """

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"what", "owner", "due_at"})
    OPENED_FIRST: ClassVar[bool] = False

    what: str
    owner: str
    due_at: datetime | None

    def __post_init__(self) -> None:
        """Refuse to wait for nothing."""
        if problems := required("what", self.what, PASSAGE_LENGTH):
            raise InvalidInput(*problems)


@dataclass(frozen=True, slots=True)
class BlockerSolved:
    """She need not wait for it any longer. how: what was done, if that is told."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset()
    OPENED_FIRST: ClassVar[bool] = False

    what: str
    how: str

    def __post_init__(self) -> None:
        """Refuse what cannot be stored as text."""
        if problems := optional("how", self.how, PASSAGE_LENGTH):
            raise InvalidInput(*problems)


@dataclass(frozen=True, slots=True)
class OpenCareObstacle:
    """What is missing or unclear in open care (5 kap. 5 §)."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"what"})
    OPENED_FIRST: ClassVar[bool] = False

    what: str

    def __post_init__(self) -> None:
        """Refuse an obstacle that is none."""
        if problems := required("what", self.what, PASSAGE_LENGTH):
            raise InvalidInput(*problems)


@dataclass(frozen=True, slots=True)
class ObstacleJudged:
    """Whether the obstacle is why she cannot leave, and how that was judged, if it is told."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"prevents"})
    OPENED_FIRST: ClassVar[bool] = False

    prevents: bool
    why: str

    def __post_init__(self) -> None:
        """Refuse what cannot be stored as text."""
        if problems := optional("why", self.why, PASSAGE_LENGTH):
            raise InvalidInput(*problems)


@dataclass(frozen=True, slots=True)
class ObstacleSolved:
    """Open care has what was missing. how: what was done, if that is told."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset()
    OPENED_FIRST: ClassVar[bool] = False

    how: str

    def __post_init__(self) -> None:
        """Refuse what cannot be stored as text."""
        if problems := optional("how", self.how, PASSAGE_LENGTH):
            raise InvalidInput(*problems)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Why a receiver does not find her ready to leave."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"reason"})
    OPENED_FIRST: ClassVar[bool] = False

    reason: str

    def __post_init__(self) -> None:
        """Refuse a disagreement without a reason."""
        if problems := required("reason", self.reason, PASSAGE_LENGTH):
            raise InvalidInput(*problems)


@dataclass(frozen=True, slots=True)
class DisagreementAnswer:
    """What the physician, by name, answers to it. That alone takes no readiness back."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"answer"})
    OPENED_FIRST: ClassVar[bool] = False

    answer: str
    physician: str

    def __post_init__(self) -> None:
        """Refuse an answer that is none, and one that nobody gives."""
        problems = [*required("answer", self.answer, PASSAGE_LENGTH), *required("physician", self.physician)]
        if problems:
            raise InvalidInput(*problems)


@dataclass(frozen=True, slots=True)
class DisagreementWithdrawn:
    """The receiver disagrees no longer."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset()
    OPENED_FIRST: ClassVar[bool] = False
