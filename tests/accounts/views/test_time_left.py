"""Tests of accounts/views/time_left.py."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests import factories
from tests.accounts.conftest import At
from tests.accounts.pages import hidden, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("doors", "at")]

HTMX = {"HX-Request": "true"}
IDLE = timedelta(minutes=15)
MICROSECOND = timedelta(microseconds=1)


@pytest.fixture
def visitor() -> Client:
    client = Client()
    client.force_login(factories.assignment().user)
    client.get("/")
    return client


def asked(client: Client, **headers: str) -> Any:
    return client.get("/session/", headers={**HTMX, **headers})


def is_covered(answer: Any) -> bool:
    return "Du har loggats ut" in text_of(answer)


def test_while_there_is_time_nothing_is_shown(visitor: Client, at: At) -> None:
    at(IDLE - timedelta(minutes=2) - MICROSECOND)

    answer = asked(visitor)

    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize(
    ("before_the_end", "words"),
    [
        (timedelta(minutes=2), "Du loggas ut om 2 minuter."),
        (timedelta(minutes=1, microseconds=1), "Du loggas ut om 2 minuter."),
        (timedelta(minutes=1), "Du loggas ut om 1 minut."),
        (MICROSECOND, "Du loggas ut om 1 minut."),
    ],
)
def test_two_minutes_before_the_end_one_is_warned(
    visitor: Client, at: At, before_the_end: timedelta, words: str
) -> None:
    at(IDLE - before_the_end)

    answer = asked(visitor)

    assert answer.status_code == 200
    assert words in text_of(answer)


def test_the_question_itself_keeps_nobody_signed_in(visitor: Client, at: At) -> None:
    for minutes in range(15):
        at(timedelta(minutes=minutes))
        asked(visitor)
    at(IDLE)

    assert is_covered(asked(visitor))


def test_at_the_end_the_page_is_covered_and_what_was_typed_stays_under_it(visitor: Client, at: At) -> None:
    at(IDLE)

    answer = asked(visitor)

    assert answer.status_code == 200
    assert is_covered(answer)
    assert "HX-Redirect" not in answer


def test_whoever_presses_stays(visitor: Client, at: At) -> None:
    at(IDLE - timedelta(minutes=1))
    pressed = visitor.post("/session/forlang/", headers=HTMX)
    at(IDLE + timedelta(minutes=11))

    assert (pressed.status_code, pressed.content) == (200, b"")
    assert asked(visitor).content == b""


def test_nobody_stays_longer_than_the_working_day(visitor: Client, at: At) -> None:
    for minutes in range(10, 590, 10):
        at(timedelta(minutes=minutes))
        visitor.post("/session/forlang/", headers=HTMX)
    at(timedelta(minutes=590))
    visitor.post("/session/forlang/", headers=HTMX)
    at(timedelta(minutes=599))

    assert "Du loggas ut om 1 minut." in text_of(asked(visitor))


def test_pressing_too_late_covers_the_page(visitor: Client, at: At) -> None:
    at(IDLE)

    assert is_covered(visitor.post("/session/forlang/", headers=HTMX))


def test_without_scripts_one_comes_back_to_the_page(visitor: Client, at: At) -> None:
    pressed = visitor.post("/session/forlang/", {"next": "/?sida=2"})
    at(IDLE)
    late = visitor.post("/session/forlang/", {"next": "/?sida=2"})

    assert (pressed.status_code, pressed["Location"]) == (302, "/?sida=2")
    assert late.status_code == 401
    assert hidden(late, "next") == "/?sida=2"


def test_when_the_same_person_is_back_the_cover_goes(visitor: Client, at: At) -> None:
    ref = visitor.get("/").wsgi_request.actor.assignment_ref
    at(IDLE)
    covered = asked(visitor, **{"X-Assignment": str(ref)})
    visitor.force_login(User.objects.get(assignments__ref=ref))

    answer = asked(visitor, **{"X-Assignment": str(ref)})

    assert is_covered(covered)
    assert (answer.status_code, answer.content) == (200, b"")


def test_for_anybody_else_the_page_is_loaded_anew(visitor: Client, at: At) -> None:
    ref = visitor.get("/").wsgi_request.actor.assignment_ref
    at(IDLE)
    visitor.get("/")
    visitor.force_login(factories.assignment().user)

    answer = asked(visitor, **{"X-Assignment": str(ref)})

    assert (answer.status_code, answer["HX-Refresh"], answer.content) == (409, "true", b"")


def test_whoever_has_not_chosen_yet_is_warned_too(at: At) -> None:
    client = Client()
    client.force_login(factories.user())
    client.get("/uppdrag/")
    at(IDLE - timedelta(minutes=1))

    assert "Du loggas ut om 1 minut." in text_of(asked(client))
