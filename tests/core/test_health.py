"""Tests of core/health.py, of its page, its task and its command."""

from datetime import timedelta
from io import StringIO

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.test import Client

from core import clock, health
from core.models import Heartbeat
from core.tasks import heartbeat
from tests.core.moments import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def no_redis(settings: LazySettings) -> None:
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "unix:///nowhere/valkey.sock?db=1"}}


def test_all_is_well_when_every_part_was_heard_of_lately(noon: None) -> None:
    health.record_sign("worker", NOON - timedelta(seconds=40))
    health.record_sign("sweep", NOON - timedelta(seconds=61))

    response = Client().get("/halsa/")

    assert response.status_code == 200
    assert response.json() == {
        "web": True,
        "database": True,
        "redis": True,
        "signs": [
            {"part": "worker", "at": "2026-03-09T10:59:20Z", "age_seconds": 40, "late": False},
            {"part": "sweep", "at": "2026-03-09T10:58:59Z", "age_seconds": 61, "late": False},
        ],
    }


@pytest.mark.parametrize(("age", "late"), [(timedelta(minutes=2), False), (timedelta(minutes=2, microseconds=1), True)])
def test_a_worker_is_late_after_two_minutes(age: timedelta, late: bool) -> None:
    health.record_sign("worker", NOON - age)

    assert health.examine(NOON).signs[0].late is late


def test_a_part_never_heard_of_is_late(noon: None) -> None:
    assert Client().get("/halsa/").json()["signs"][1] == {
        "part": "sweep",
        "at": None,
        "age_seconds": None,
        "late": True,
    }


def test_a_silent_worker_does_not_take_the_pages_away(noon: None) -> None:
    assert Client().get("/halsa/").status_code == 200


def test_without_redis_pages_cannot_be_answered(noon: None, no_redis: None) -> None:
    response = Client().get("/halsa/")

    assert response.status_code == 503
    assert (response.json()["database"], response.json()["redis"]) == (True, False)


def test_health_is_only_read() -> None:
    assert Client().post("/halsa/").status_code == 405


def test_a_sign_replaces_the_one_before() -> None:
    health.record_sign("worker", NOON)
    health.record_sign("worker", NOON + timedelta(seconds=30))

    assert list(Heartbeat.objects.values_list("part", "at")) == [("worker", NOON + timedelta(seconds=30))]


def test_the_task_gives_the_workers_sign_and_may_run_twice(noon: None) -> None:
    heartbeat()
    heartbeat()

    assert list(Heartbeat.objects.values_list("part", "at")) == [("worker", NOON)]
    assert str(Heartbeat.objects.get()) == "worker 2026-03-09T11:00:00+00:00"


def test_the_command_tells_the_age_of_each_sign(noon: None) -> None:
    health.record_sign("worker", NOON - timedelta(seconds=40))
    printed = StringIO()

    call_command("health", "--part", "worker", stdout=printed)

    assert printed.getvalue() == "worker: 40 s ago\nsweep: never heard of\n"


def test_the_command_fails_for_a_late_part_that_it_was_asked_about(noon: None) -> None:
    with pytest.raises(CommandError, match="not working: sweep"):
        call_command("health", "--part", "sweep", stdout=StringIO())


def test_the_command_fails_without_redis(noon: None, no_redis: None) -> None:
    with pytest.raises(CommandError, match="not working: redis"):
        call_command("health", stdout=StringIO())
