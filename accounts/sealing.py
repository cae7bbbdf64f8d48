"""The chain of seals over the access log: afterwards no row can be altered, removed or slipped in unnoticed.

A seal is the SHA-256 of the seal before it and of every row in its range, in order. Whoever can change rows as the
database's owner can also forge every seal after them; therefore each new head is written to the technical log, which
is kept elsewhere, and `verify` can be asked to find it again.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from accounts.models import AccessLogSeal

logger = logging.getLogger(__name__)

# Shared by whoever adds rows, until commit (migration 0009). Held for itself by the seal, it means: nobody is between
# drawing an id and committing, so no row will appear later under the highest id there is.
LOCK = 5137042
# How long the seal waits for those who are adding, who queue behind it meanwhile; then it leaves it to the next run.
WAIT = "200ms"
# At most so many rows under one seal: the time that others wait is short also after the worker has been away.
LARGEST = 20_000
BEGINNING = "0" * 64

# The columns and their text decide the hash: they are never changed, only followed by a new version for later rows.
_ROW = """jsonb_build_array(
    id, at AT TIME ZONE 'UTC', what, detail, reason, user_id, user_name, system_name, assignment_ref, role, unit_ref,
    unit_name, controller_ref, case_ref, subject_ref, patient_ref, person_oid, person_value, request_id)::text"""
_HASH = f"""
SELECT count(*), coalesce(max(id), 0), encode(sha256(
    %s::bytea || coalesce(string_agg(sha256(convert_to({_ROW}, 'UTF8')), ''::bytea ORDER BY id), ''::bytea)), 'hex')
FROM """


@dataclass(frozen=True, slots=True)
class Break:
    """The first seal that does not hold: rows after `after_id` up to `last_id` are not what was sealed."""

    number: int
    after_id: int
    last_id: int
    reason: str


def seal(now: datetime) -> int:
    """Seal every row that there is; gives how many seals were made. Asked too early or twice, it does nothing more.

    Raises: OperationalError when somebody has been adding rows for longer than the wait.
    """
    made = 0
    while _seal_next(now):
        made += 1
    return made


def verify(head: tuple[int, str] | None = None) -> Break | None:
    """The first range that is not as it was sealed, or None.

    head: the number and hash of a seal, as kept outside the database; it must be in the chain.
    """
    previous = AccessLogSeal(number=0, last_id=0, hash=BEGINNING)
    for current in AccessLogSeal.objects.order_by("number").iterator():
        if reason := _broken(current, previous, head):
            return Break(current.number, current.after_id, current.last_id, reason)
        previous = current
    if head is not None and head[0] > previous.number:
        return Break(head[0], previous.last_id, previous.last_id, "the seal is missing")
    return None


@transaction.atomic(durable=True)
def _seal_next(now: datetime) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{WAIT}'")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    last = AccessLogSeal.objects.order_by("number").last() or AccessLogSeal(number=0, last_id=0, hash=BEGINNING)
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_HASH} (SELECT * FROM accounts_accesslogentry WHERE id > %s ORDER BY id LIMIT %s) AS entry",
            [bytes.fromhex(last.hash), last.last_id, LARGEST],
        )
        entries, last_id, digest = cursor.fetchone()
    if not entries:
        return False
    AccessLogSeal.objects.create(
        number=last.number + 1, after_id=last.last_id, last_id=last_id, entries=entries, hash=digest, sealed_at=now
    )
    logger.info("access log sealed", extra={"facts": {"seal": last.number + 1, "hash": digest}})
    return True


def _broken(current: AccessLogSeal, previous: AccessLogSeal, head: tuple[int, str] | None) -> str:
    """Why the seal does not hold, or an empty text."""
    if current.number != previous.number + 1 or current.after_id != previous.last_id:
        return "a seal is missing before it"
    if head is not None and head[0] == current.number and head[1] != current.hash:
        return "the hash is not the one that was kept"
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_HASH} accounts_accesslogentry WHERE id > %s AND id <= %s",
            [bytes.fromhex(previous.hash), current.after_id, current.last_id],
        )
        entries, _, digest = cursor.fetchone()
    if entries != current.entries:
        return f"{current.entries} rows were sealed and there are {entries}"
    if digest != current.hash:
        return "a row or the seal was altered"
    return ""
