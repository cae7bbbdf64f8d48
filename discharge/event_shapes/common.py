"""What events of several subjects tell alike."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from rules.facts import Recipient


@dataclass(frozen=True, slots=True)
class Nothing:
    """The event's own columns tell everything."""


@dataclass(frozen=True, slots=True)
class Sent:
    """To which units; and which notice it answers."""

    recipients: tuple[UUID, ...]
    answers: UUID | None


@dataclass(frozen=True, slots=True)
class Reasoned:
    """Why, in the actor's own words; may be empty."""

    reason: str


@dataclass(frozen=True, slots=True)
class SentInStay(Sent):
    """A notice of the stay. to: what each recipient is, in the order of `recipients`; nothing for the ward itself."""

    to: tuple[Recipient | None, ...]
