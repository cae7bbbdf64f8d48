"""Tests of config/celery.py."""

from datetime import timedelta

from config import celery_app
from config.celery import every


def test_every_scheduled_task_exists() -> None:
    celery_app.loader.import_default_modules()

    missing = {line["task"] for line in celery_app.conf.beat_schedule.values()} - set(celery_app.tasks)

    assert missing == set()


def test_a_wake_up_that_nobody_took_is_dropped_before_the_next() -> None:
    assert every(timedelta(minutes=1), "discharge.tasks.sweep") == {
        "task": "discharge.tasks.sweep",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60.0},
    }


def test_a_task_lost_with_its_worker_runs_again() -> None:
    assert celery_app.conf.task_acks_late
    assert celery_app.conf.task_reject_on_worker_lost


def test_tasks_travel_as_json_and_leave_no_results() -> None:
    assert celery_app.conf.accept_content == ["json"]
    assert celery_app.conf.task_ignore_result
