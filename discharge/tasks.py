"""What the schedule does for cases."""

from __future__ import annotations

from celery import shared_task

from core import clock, health
from core.db import acting_as
from discharge.services.clocks import CLOCKS, cases_with_missed_deadlines, stamp_missed_deadlines
from discharge.services.keys import forget_answered_requests


@shared_task
def sweep() -> None:
    """Stamp every deadline that has passed undone, case by case; forget old keys. May run twice, late, side by side."""
    now = clock.now()
    for case_id in cases_with_missed_deadlines(now):
        with acting_as(CLOCKS):
            stamp_missed_deadlines(case_id, now=now)
    forget_answered_requests(now)
    health.record_sign(health.SWEEP, now)
