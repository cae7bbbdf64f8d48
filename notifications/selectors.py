"""How the outbox is doing, for the page of those who run the product and for alarms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from notifications.models import OutboxRow


@dataclass(frozen=True, slots=True)
class OutboxState:
    """How many rows are due and unsent, how many of those have failed, and how long the oldest has been due."""

    due: int
    failing: int
    oldest: timedelta


def outbox_state(now: datetime) -> OutboxState:
    """The state of the outbox at an instant."""
    unsent = OutboxRow.objects.filter(sent_at__isnull=True, withdrawn_at__isnull=True, due_at__lte=now)
    found = unsent.aggregate(due=Count("pk"), failing=Count("pk", filter=~Q(last_error="")), oldest=Min("due_at"))
    return OutboxState(found["due"], found["failing"], now - (found["oldest"] or now))
