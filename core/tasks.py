"""The worker's sign of life."""

from __future__ import annotations

from celery import shared_task

from core import clock, health


@shared_task
def heartbeat() -> None:
    """Tell that the schedule wakes tasks and that a worker runs them and reaches the database."""
    health.record_sign(health.WORKER, clock.now())
