"""Tests of core/sessions.py."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.contrib.auth import get_user_model
from django.test import Client

from core import clock
from core.sessions import ENDED_BY
from tests.core.moments import NOON

pytestmark = pytest.mark.django_db

At = Callable[[timedelta], None]


@pytest.fixture
def at(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> At:
    """Moves the clock to so long after noon."""
    settings.ROOT_URLCONF = "tests.core.doors"

    def move(after_noon: timedelta) -> None:
        monkeypatch.setattr(clock, "now", lambda: NOON + after_noon)

    return move


@pytest.fixture
def visitor(at: At) -> Client:
    """Signed in at noon."""
    client = Client()
    client.force_login(get_user_model().objects.create(username="maria"))
    at(timedelta())
    assert client.get("/who/").content != b"nobody"
    return client


@pytest.mark.parametrize(
    ("idle", "signed_in"),
    [
        (timedelta(minutes=15) - timedelta(microseconds=1), True),
        (timedelta(minutes=15), False),
    ],
)
def test_fifteen_minutes_without_activity_sign_out(visitor: Client, at: At, idle: timedelta, signed_in: bool) -> None:
    at(idle)

    assert (visitor.get("/who/").content != b"nobody") is signed_in


def test_activity_keeps_signed_in(visitor: Client, at: At) -> None:
    for minutes in (14, 28, 42):
        at(timedelta(minutes=minutes))
        visitor.get("/who/")

    assert visitor.get("/who/").content != b"nobody"


def test_a_poll_does_not_keep_signed_in(visitor: Client, at: At) -> None:
    at(timedelta(minutes=14))
    polled = visitor.get("/poll/").content
    at(timedelta(minutes=15))

    assert polled != b"nobody"
    assert visitor.get("/poll/").content == b"nobody"


def test_activity_does_not_keep_signed_in_longer_than_ten_hours(visitor: Client, at: At) -> None:
    for minutes in range(10, 600, 10):
        at(timedelta(minutes=minutes))
        visitor.get("/who/")
    signed_in = visitor.get("/who/").content
    at(timedelta(hours=10))

    assert signed_in != b"nobody"
    assert visitor.get("/who/").content == b"nobody"
    assert visitor.session[ENDED_BY] == "absolute"


def test_the_next_session_knows_why_the_last_one_ended(visitor: Client, at: At) -> None:
    at(timedelta(minutes=15))
    visitor.get("/who/")

    assert visitor.session[ENDED_BY] == "idle"


def test_the_ended_session_is_gone_from_the_server(visitor: Client, at: At) -> None:
    stolen = visitor.cookies["sid"].value
    at(timedelta(minutes=15))
    visitor.get("/who/")
    thief = Client()
    thief.cookies["sid"] = stolen
    at(timedelta(minutes=1))

    assert thief.get("/who/").content == b"nobody"


def test_activity_is_written_at_most_every_half_minute(visitor: Client, at: At) -> None:
    at(timedelta(seconds=29))
    visitor.get("/who/")
    unchanged = visitor.session["last_active_at"]
    at(timedelta(seconds=30))
    visitor.get("/who/")

    assert unchanged == NOON.isoformat()
    assert visitor.session["last_active_at"] == (NOON + timedelta(seconds=30)).isoformat()


def test_a_visitor_who_is_not_signed_in_gets_no_session(at: At) -> None:
    client = Client()

    client.get("/who/")

    assert "sid" not in client.cookies
