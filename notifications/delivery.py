"""The worker's part of the outbox: claim what is due, send it, then mark it. It may run twice, late or side by side."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from notifications.channels import IN_THE_PRODUCT, Channel, ChannelError, Telling
from notifications.models import InAppNotice, OutboxRow, Urgency

# How long a worker has to send what it claimed; then another one may, and the receiver knows the key.
LEASE: Final = timedelta(minutes=2)
FIRST_PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(hours=1)
BATCH: Final = 100
DIGEST: Final = "digest"
WORKLIST: Final = "/arbetslista/"


def deliver(now: datetime, channel: Channel = IN_THE_PRODUCT) -> int:
    """Send one batch of what is due; gives how many rows were claimed, so that the caller knows when to stop."""
    rows = _claim(now)
    for group in _groups(rows):
        telling = _telling(group, now)
        claimed = OutboxRow.objects.filter(pk__in=[row.pk for row in group], claimed_until=now + LEASE)
        try:
            channel.send(telling)
        except ChannelError as error:
            attempts = group[0].attempts + 1
            claimed.update(
                attempts=F("attempts") + 1,
                last_error=str(error)[:300],
                next_try_at=now + pause_after(telling.key, attempts),
                claimed_until=None,
            )
        else:
            claimed.update(
                attempts=F("attempts") + 1, last_error="", sent_at=now, told_as=telling.key, claimed_until=None
            )
            _take_down_if_withdrawn(group, telling, channel, now)
    return len(rows)


def _take_down_if_withdrawn(group: Sequence[OutboxRow], telling: Telling, channel: Channel, now: datetime) -> None:
    """Whoever withdrew it between claim and mark found nothing to take down; asked after the mark, nobody is missed."""
    if not OutboxRow.objects.filter(pk__in=[row.pk for row in group], withdrawn_at__isnull=True).exists():
        channel.take_down([telling.key], now)


def take_down_settled_digests(now: datetime) -> None:
    """A digest whose every thing has been settled stands no longer.

    Left to the worker: a digest gathers several cases, and who settles something in one must not wait for another.
    """
    unsettled = OutboxRow.objects.filter(told_as=OuterRef("key"), withdrawn_at__isnull=True)
    InAppNotice.objects.standing().filter(~Exists(unsettled), kind=DIGEST).update(withdrawn_at=now)


@transaction.atomic
def _claim(now: datetime) -> list[OutboxRow]:
    """Rows that are due and that no other worker holds; committed before anything is sent, so no lock is held then."""
    rows = list(
        OutboxRow.objects.waiting(now).select_for_update(skip_locked=True).order_by("next_try_at", "id")[:BATCH]
    )
    OutboxRow.objects.filter(pk__in=[row.pk for row in rows]).update(claimed_until=now + LEASE)
    return rows


def _groups(rows: Sequence[OutboxRow]) -> list[list[OutboxRow]]:
    """What is told at once stands alone; what could wait is one digest per unit and time, composed now."""
    groups: dict[object, list[OutboxRow]] = {}
    for row in rows:
        together = (row.unit_id, row.due_at) if row.urgency == Urgency.CAN_WAIT else row.pk
        groups.setdefault(together, []).append(row)
    return list(groups.values())


def _telling(group: Sequence[OutboxRow], now: datetime) -> Telling:
    """The row itself, or a digest of several, which leads to the list where they stand."""
    row = group[0]
    if len(group) == 1:
        return Telling(row.key, row.unit_id, row.kind, row.urgency, row.link, 1, now)
    return Telling(f"{DIGEST}:{row.key}", row.unit_id, DIGEST, row.urgency, WORKLIST, len(group), now)


def pause_after(key: str, attempts: int) -> timedelta:
    """How long to wait after so many failures: twice as long each time up to an hour, give or take a quarter.

    The spread is the key's own, so that what failed together is not tried together, and a test can tell it.
    """
    pause = min(FIRST_PAUSE * (1 << min(attempts - 1, 10)), LONGEST_PAUSE)
    spread = int(hashlib.sha256(f"{key}:{attempts}".encode()).hexdigest()[:8], 16) / 0xFFFFFFFF
    return pause * (0.75 + spread / 2)
