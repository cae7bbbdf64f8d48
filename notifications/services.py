"""Telling and no longer telling: the rows of the outbox, written in the transaction of what happened."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import visible
from core import freshness
from core.errors import NotVisible
from notifications.channels import IN_THE_PRODUCT
from notifications.digest import next_digest_at
from notifications.models import InAppNotice, OutboxRow, Urgency


def notify(*, unit_id: int, kind: str, urgency: Urgency, link: str, key: str, now: datetime) -> None:
    """The unit is to be told, once per key. Called inside the transaction of what it is told about.

    kind: what it is about, in words of notifications/labels.py. link: where to read of it, without personal data.
    """
    due_at = next_digest_at(now) if urgency == Urgency.CAN_WAIT else now
    OutboxRow.objects.bulk_create(
        [
            OutboxRow(
                key=key,
                unit_id=unit_id,
                kind=kind,
                urgency=urgency,
                link=link,
                created_at=now,
                due_at=due_at,
                next_try_at=due_at,
            )
        ],
        ignore_conflicts=True,
    )


def withdraw(keys: Collection[str], *, now: datetime) -> None:
    """What the keys are about is settled: it is not sent, and where it stands in the product it is taken down."""
    OutboxRow.objects.filter(key__in=keys, withdrawn_at__isnull=True).update(withdrawn_at=now)
    IN_THE_PRODUCT.take_down(keys, now)


@transaction.atomic
def put_away(ref: UUID, *, by: Actor, now: datetime) -> InAppNotice:
    """Somebody at the unit has seen it; whoever comes second changes nothing. Raises: NotVisible."""
    notice = visible(by, InAppNotice.objects.select_for_update()).filter(ref=ref).first()
    if notice is None:
        raise NotVisible("no such notice in the product")
    if notice.seen_at is None:
        notice.seen_at, notice.seen_by = now, by.assignment_ref
        notice.save(update_fields=["seen_at", "seen_by"])
        freshness.renew([notice.unit_id])
    return notice
