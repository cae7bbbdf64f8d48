"""What each kind of event tells, validated when it is written and read back in the same shape.

An event's data is what rules, lists and `verify` need. Units are named by their ref; content never stands here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final, get_type_hints
from uuid import UUID

from discharge.models.events import EventKind


@dataclass(frozen=True, slots=True)
class Nothing:
    """The event's own columns tell everything."""


@dataclass(frozen=True, slots=True)
class Sent:
    """To which units; and which notice it answers."""

    recipients: tuple[UUID, ...]
    answers: UUID | None


@dataclass(frozen=True, slots=True)
class Opened:
    """Which version was on the page that was read or acknowledged."""

    version: int


@dataclass(frozen=True, slots=True)
class Reasoned:
    """Why, in the actor's own words; may be empty."""

    reason: str


@dataclass(frozen=True, slots=True)
class Forwarded:
    """To which unit, and why."""

    to: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """The new version, the fields that changed, and whether whoever had read it must read it again."""

    version: int
    changed: tuple[str, ...]
    unread_again: bool


@dataclass(frozen=True, slots=True)
class Granted:
    """Who may do what (`read_extra`, `read_protected`), until which day, and why."""

    user_id: int
    permission: str
    ends_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class GrantEnded:
    """Whose access ended before its day, and why."""

    user_id: int
    permission: str
    reason: str


@dataclass(frozen=True, slots=True)
class ClockMissed:
    """Which clock passed its last instant."""

    deadline: str
    subject: str


EventData = Nothing | Sent | Opened | Reasoned | Forwarded | Corrected | Granted | GrantEnded | ClockMissed

SHAPES: Final[Mapping[str, type[EventData]]] = {
    EventKind.CASE_OPENED: Nothing,
    EventKind.NOTICE_SENT: Sent,
    EventKind.NOTICE_READ: Opened,
    EventKind.NOTICE_ACKNOWLEDGED: Opened,
    EventKind.NOTICE_RETURNED: Reasoned,
    EventKind.NOTICE_FORWARDED: Forwarded,
    EventKind.NOTICE_CORRECTED: Corrected,
    EventKind.NOTICE_RECALLED: Reasoned,
    EventKind.RECIPIENT_RECALLED: Reasoned,
    EventKind.RECALL_ACKNOWLEDGED: Nothing,
    EventKind.ACCESS_GRANTED: Granted,
    EventKind.ACCESS_ENDED: GrantEnded,
    EventKind.DEADLINE_MISSED: ClockMissed,
    EventKind.DEADLINE_CORRECTED: ClockMissed,
}
SCHEMA_VERSION: Final = 1

_READERS: Final[Mapping[Any, Callable[[Any], Any]]] = {
    bool: bool,
    int: int,
    str: str,
    date: date.fromisoformat,
    UUID: UUID,
    UUID | None: lambda value: value and UUID(value),
    tuple[str, ...]: tuple,
    tuple[UUID, ...]: lambda values: tuple(UUID(value) for value in values),
}


def written(kind: EventKind, data: EventData) -> dict[str, Any]:
    """The data as JSON. Raises: TypeError when another kind of event has this shape."""
    if type(data) is not SHAPES[kind]:
        raise TypeError(f"{kind} does not tell {type(data).__name__}")
    plain: dict[str, Any] = json.loads(json.dumps(asdict(data), default=str))
    return plain


def read(kind: str, data: Mapping[str, Any]) -> EventData:
    """The data as it was told. Raises: KeyError or TypeError when it has another shape."""
    shape = SHAPES[kind]
    types = get_type_hints(shape)
    return shape(**{name: _READERS[types[name]](value) for name, value in data.items()})
