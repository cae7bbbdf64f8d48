"""What the schedule does for accounts."""

from __future__ import annotations

from datetime import timedelta

from axes.handlers.proxy import AxesProxyHandler
from celery import shared_task
from django.contrib.sessions.backends.cached_db import SessionStore

from accounts import sealing
from core import clock

# Who has signed in and out, and from where, is looked at when something has happened; later the access log tells.
SIGN_INS_KEPT = timedelta(days=90)


@shared_task
def seal_access_log() -> None:
    """Close the access log's latest rows under a seal."""
    sealing.seal(clock.now())


@shared_task
def forget_what_has_ended() -> None:
    """Delete sessions that nobody can use any more, and the records of old sign-ins."""
    SessionStore.clear_expired()
    AxesProxyHandler.reset_logs(age_days=SIGN_INS_KEPT.days)
