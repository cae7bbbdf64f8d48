"""Tests of config/settings.py as a process of its own reads it, and of the settings that guard the doors."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.hashers import make_password
from django.test import Client, RequestFactory

from embedded.places import PROJECT

PRODUCTION = {
    "MODE": "production",
    "SECRET_KEY": "a key of fifty characters or more, with 1 and 2 and 3 in it",
    "ALLOWED_HOSTS": "hemvag.example.org",
    "DATABASE_URL": "postgresql://web:secret@db.example.org/hemvag",
    "REDIS_URL": "redis://redis.example.org/0",
    "PROXY_COUNT": "1",
}


def manage(*arguments: str, **variables: str | None) -> subprocess.CompletedProcess[str]:
    environ = {"PATH": os.environ["PATH"], **PRODUCTION, **variables}
    return subprocess.run(
        [sys.executable, "-W", "error", "manage.py", *arguments],
        cwd=PROJECT,
        env={name: value for name, value in environ.items() if value is not None},
        text=True,
        capture_output=True,
        check=False,
    )


def test_production_settings_leave_no_warning() -> None:
    checked = manage("check", "--deploy", "--fail-level", "WARNING")

    assert checked.returncode == 0, checked.stderr
    assert "no issues (0 silenced)" in checked.stdout


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL"])
def test_a_required_variable_stops_the_start_and_is_named(name: str) -> None:
    checked = manage("check", **{name: None})

    assert checked.returncode == 1
    assert f"{name} is not set" in checked.stderr


@pytest.mark.parametrize("name", ["DEBUG", "DEMO"])
def test_production_opens_no_door_for_anybody(name: str) -> None:
    checked = manage("check", **{name: "yes"})

    assert checked.returncode == 1
    assert "need MODE=local" in checked.stderr


def test_production_is_what_is_meant_when_nothing_is_said() -> None:
    checked = manage("check", MODE=None, DEMO="yes")

    assert "need MODE=local" in checked.stderr


def test_only_migrate_needs_the_owners_address() -> None:
    migrated = manage("migrate", "--check")

    assert migrated.returncode == 1
    assert "DATABASE_OWNER_URL is not set" in migrated.stderr


@pytest.mark.django_db
def test_no_model_is_without_its_migration() -> None:
    made = manage("makemigrations", "--check", "--dry-run", DATABASE_URL=os.environ["DATABASE_URL"], MODE="local")

    assert made.returncode == 0, made.stdout + made.stderr


def test_the_api_is_described_without_warnings() -> None:
    described = manage("spectacular", "--validate", "--fail-on-warn")

    assert described.returncode == 0, described.stderr
    assert described.stdout.startswith("openapi: 3.1.0")


def test_the_limits_of_a_session_are_the_written_ones() -> None:
    assert settings.SESSION_IDLE.total_seconds() == 15 * 60
    assert settings.SESSION_ABSOLUTE.total_seconds() == 10 * 3600
    assert settings.SESSION_COOKIE_AGE == 36000


def test_requests_open_no_transaction_by_themselves() -> None:
    assert settings.DATABASES["default"]["ATOMIC_REQUESTS"] is False


def test_times_are_shown_in_swedish_time() -> None:
    assert [settings.TIME_ZONE, settings.USE_TZ, settings.LANGUAGE_CODE] == ["Europe/Stockholm", True, "sv"]


def test_passwords_are_kept_with_argon2() -> None:
    assert make_password("lösenord").startswith("argon2$argon2id$")


@pytest.mark.django_db
def test_wrong_passwords_lock_a_name_at_an_address_and_not_the_hospital() -> None:
    users = get_user_model().objects
    users.create_user("maria", "rätt lösenord 1", full_name="Maria Ek")
    users.create_user("ahmed", "rätt lösenord 2", full_name="Ahmed Ali")

    def signs_in(username: str, password: str, address: str) -> bool:
        request = RequestFactory().post("/", REMOTE_ADDR=address)
        return authenticate(request, username=username, password=password) is not None

    for _ in range(settings.AXES_FAILURE_LIMIT):
        signs_in("maria", "fel lösenord", "10.1.1.1")

    assert not signs_in("maria", "rätt lösenord 1", "10.1.1.1")
    assert signs_in("ahmed", "rätt lösenord 2", "10.1.1.1")
    assert signs_in("maria", "rätt lösenord 1", "10.2.2.2")


@pytest.mark.django_db
def test_a_name_that_does_not_exist_and_an_address_of_the_schema_answer() -> None:
    assert Client().get("/finns-inte/").status_code == 404
    assert Client().get("/api/v1/schema/").status_code == 200
