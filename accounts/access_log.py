"""Writing the access log: before what was read leaves, and after what was refused is rolled back.

Each call is a transaction of its own, committed when it returns, and refuses to run inside another: a log row that
could still be rolled back would say nothing. So a door first ends its `acting_as`, then calls here, then answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from accounts.actor import Actor
from accounts.models import AccessLogEntry
from core import request_id

What = AccessLogEntry.What


@dataclass(frozen=True, slots=True)
class Seen:
    """Whose data, and in which case or document, one row is about; the identity as it was shown.

    unit_id: the actor's unit on whose behalf it was seen, when the actor has several.
    """

    patient_ref: UUID | None = None
    person_oid: str = ""
    person_value: str = ""
    case_ref: UUID | None = None
    subject_ref: UUID | None = None
    unit_id: int | None = None


def record_read(
    seen: Seen, *, by: Actor, at: datetime, what: What = What.READ, detail: str = "", reason: str = ""
) -> None:
    """One person's data is about to be shown, printed, exported or unmasked, or a search was made."""
    record_reads([seen], by=by, at=at, what=what, detail=detail, reason=reason)


def record_reads(
    seen: Iterable[Seen], *, by: Actor, at: datetime, what: What = What.READ, detail: str = "", reason: str = ""
) -> None:
    """The same for several at once, in one insert; the same thing twice is one row."""
    rows = [
        _row(by.signature, at=at, what=what, detail=detail, reason=reason, **_about(one, by))
        for one in dict.fromkeys(seen)
    ]
    if rows:
        _add(rows)


def record_list(seen: Iterable[Seen], *, opening: str, by: Actor, at: datetime) -> None:
    """A list is about to be shown: each person once per opening, so that a poll logs only those who are new.

    opening: names this opening of the list, for this actor. When it has been forgotten, persons are logged again.
    """
    key = f"listed:{by.user_id}:{by.assignment_ref}:{opening}"
    already: set[UUID | None] = cache.get(key, set())
    new = {one.patient_ref: one for one in seen if one.patient_ref not in already}
    record_reads(new.values(), by=by, at=at, what=What.LISTED)
    cache.set(key, already | set(new), timeout=settings.SESSION_ABSOLUTE.total_seconds())


def record_refusal(signature: Mapping[str, Any], *, at: datetime, detail: str, subject_ref: UUID | None) -> None:
    """Somebody was refused; called when the refused transaction is gone.

    signature: `Actor.signature`, or as much of it as is known. detail: what was tried, without personal data.
    """
    _add([_row(signature, at=at, what=What.REFUSED, detail=detail, subject_ref=subject_ref)])


def _row(signature: Mapping[str, Any], **columns: Any) -> AccessLogEntry:
    return AccessLogEntry(request_id=request_id.current(), **signature, **columns)


def _add(rows: list[AccessLogEntry]) -> None:
    with transaction.atomic(durable=True):
        AccessLogEntry.objects.bulk_create(rows)


def _about(seen: Seen, by: Actor) -> dict[str, Any]:
    """The columns about the person, and about the unit: the one that is told, or the only one."""
    unit_id = next(iter(by.units)) if seen.unit_id is None and len(by.units) == 1 else seen.unit_id
    unit = by.units[unit_id] if unit_id is not None else None
    return {
        "patient_ref": seen.patient_ref,
        "person_oid": seen.person_oid,
        "person_value": seen.person_value,
        "case_ref": seen.case_ref,
        "subject_ref": seen.subject_ref,
        "unit_ref": unit and unit.ref,
        "unit_name": unit.name if unit else by.scope_name,
        "controller_ref": unit and unit.controller_ref,
    }
