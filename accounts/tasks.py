"""What the schedule does for accounts."""

from __future__ import annotations

from celery import shared_task

from accounts import sealing
from core import clock


@shared_task
def seal_access_log() -> None:
    """Close the access log's latest rows under a seal."""
    sealing.seal(clock.now())
