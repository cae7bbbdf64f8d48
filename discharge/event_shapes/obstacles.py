"""What events tell of what she waits for, of what is missing in open care, and of who says she is not ready."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from discharge.event_shapes.common import SentInStay


@dataclass(frozen=True, slots=True)
class Inside:
    """A blocker that nobody outside has been told of: its ref and its words, which a notice else has."""

    ref: UUID
    what: str


@dataclass(frozen=True, slots=True)
class BlockerRaised(SentInStay):
    """Whose it is to solve, and by when. inside: where there is no notice of it."""

    owner: UUID
    due_at: datetime | None
    inside: Inside | None


@dataclass(frozen=True, slots=True)
class BlockerChanged(SentInStay):
    """The same of the one that the ref `blocker` names."""

    blocker: UUID
    owner: UUID
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class BlockerSolved(SentInStay):
    """Which one."""

    blocker: UUID


@dataclass(frozen=True, slots=True)
class ObstacleJudged(SentInStay):
    """Whether the obstacle of the notice that it answers is why she cannot leave."""

    prevents: bool
