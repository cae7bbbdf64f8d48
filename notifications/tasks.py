"""What the schedule does for notifications."""

from __future__ import annotations

import logging
from datetime import timedelta

from celery import shared_task

from core import clock
from notifications.delivery import BATCH, deliver, take_down_settled_digests
from notifications.selectors import outbox_state

logger = logging.getLogger(__name__)

# Older than this, something is wrong with a channel or with the worker.
ALARM_AFTER = timedelta(minutes=10)


@shared_task
def deliver_outbox() -> None:
    """Send what is due, batch by batch, and raise the alarm when something has waited too long."""
    now = clock.now()
    while deliver(now) == BATCH:
        pass
    take_down_settled_digests(now)
    state = outbox_state(now)
    if state.oldest > ALARM_AFTER:
        facts = {"due": state.due, "failing": state.failing, "oldest_seconds": int(state.oldest.total_seconds())}
        logger.error("outbox is late", extra={"facts": facts})
