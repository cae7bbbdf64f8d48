"""What is told of consents, harm tests and those who speak for the person; it stays with the side that recorded it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from discharge.event_shapes.common import Sent


class ConsentKind(StrEnum):
    """Four kinds that are kept apart (S-24)."""

    DISCLOSURE = "disclosure"  # secrecy is lifted: something may be told
    OTHERS_RECORDS = "others_records"  # others' records may be read (LSVO)
    SIP = "sip"
    RELATIVES = "relatives"


class ConsentAnswer(StrEnum):
    GIVEN = "given"
    REFUSED = "refused"
    CANNOT_CONSENT = "cannot_consent"


class SpokenBy(StrEnum):
    """Who said it."""

    PATIENT = "patient"
    GUARDIAN = "guardian"
    GOD_MAN = "god_man"
    TRUSTEE = "trustee"  # förvaltare
    ATTORNEY = "attorney"  # framtidsfullmakt


class How(StrEnum):
    ORALLY = "orally"
    IN_WRITING = "in_writing"
    DIGITALLY = "digitally"


class RepresentativeKind(StrEnum):
    """Who speaks for the person beside herself."""

    GUARDIAN = "guardian"
    GOD_MAN = "god_man"
    TRUSTEE = "trustee"  # förvaltare
    ATTORNEY = "attorney"  # framtidsfullmakt


@dataclass(frozen=True, slots=True)
class ConsentRecorded:
    """What was answered, by whom and how (S-20); the event's `at` is when.

    recipients: the units that it is about; none means whoever it may concern. covers: which information, in words;
    empty means all that is needed. name: of whoever speaks for the person. reason: why she cannot consent (S-22).
    """

    kind: ConsentKind
    answer: ConsentAnswer
    covers: str
    recipients: tuple[UUID, ...]
    answered_by: SpokenBy
    name: str
    how: How
    valid_until: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn(Sent):
    """Which consent holds no longer. No recipients: nobody has got anything on it."""

    kind: ConsentKind


@dataclass(frozen=True, slots=True)
class HarmTestRecorded:
    """One assessment for one disclosure (S-21): of what, to which units, why no harm follows, and who decided."""

    item: str
    recipients: tuple[UUID, ...]
    why: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class RepresentativeRecorded:
    """Who speaks for her, in what (scope), and what shows it. is_hidden_from: a guardian who is told nothing (S-25)."""

    ref: UUID
    kind: RepresentativeKind
    name: str
    phone: str
    scope: str
    proof: str
    is_hidden_from: bool


@dataclass(frozen=True, slots=True)
class RepresentativeEnded:
    """Who speaks for her no longer."""

    ref: UUID
