"""The worker and its schedule. The schedule wakes; what is due is asked of the database."""

import os
from datetime import timedelta

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("hemvag")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def every(interval: timedelta, task: str) -> dict[str, object]:
    """A line of the schedule. A wake-up that nobody took before the next one is dropped."""
    return {"task": task, "schedule": interval, "options": {"expires": interval.total_seconds()}}


app.conf.beat_schedule = {
    "heartbeat": every(timedelta(seconds=30), "core.tasks.heartbeat"),
    "deliver the outbox": every(timedelta(seconds=5), "notifications.tasks.deliver_outbox"),
    "sweep the deadlines": every(timedelta(minutes=1), "discharge.tasks.sweep"),
    "forget what has ended": every(timedelta(hours=1), "accounts.tasks.forget_what_has_ended"),
    "seal the access log": every(timedelta(minutes=1), "accounts.tasks.seal_access_log"),
}
