"""Tests of accounts/views/signing_in.py: signing in and out with a local account, and the lock on wrong passwords."""

from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.conf import LazySettings
from django.test import Client

from accounts.models import User
from accounts.services.users import deactivate_user
from core import sessions
from tests import factories
from tests.accounts.conftest import At
from tests.accounts.pages import hidden, text_of
from tests.factories import NOW, PASSWORD, SETUP

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("doors", "at")]

HOSPITAL, MUNICIPALITY = "192.0.2.1", "198.51.100.7"


@pytest.fixture
def maria() -> User:
    user = factories.user_with_password("maria", full_name="Maria Ek")
    factories.assignment(factories.ward(name="Medicin 12"), of=user)
    return user


def sign_in(client: Client, username: str = "maria", password: str = PASSWORD, address: str = "", **more: str) -> Any:
    where = {"REMOTE_ADDR": address} if address else {}
    return client.post("/logga-in/", {"username": username, "password": password, **more}, **where)


def guess(username: str, address: str, times: int) -> list[int]:
    return [sign_in(Client(), username, "fel lösenord", address).status_code for _ in range(times)]


def who(client: Client) -> str:
    page = client.get("/")
    return str(page.json()["user"]) if page.status_code == 200 else "nobody"


def test_with_name_and_password_one_is_in(maria: User) -> None:
    client = Client()

    answer = sign_in(client, next="/?sida=2")

    assert (answer.status_code, answer["Location"]) == (302, "/?sida=2")
    assert who(client) == "Maria Ek"


@pytest.mark.parametrize("spelling", ["MARIA", " maria ", "Maria"])
def test_the_name_may_be_typed_in_any_way(maria: User, spelling: str) -> None:
    assert sign_in(Client(), spelling).status_code == 302


@pytest.mark.parametrize(
    ("username", "password"),
    [
        pytest.param("maria", "fel lösenord", id="wrong password"),
        pytest.param("nobody", PASSWORD, id="no such name"),
        pytest.param("maria", PASSWORD.upper(), id="in capitals"),
        pytest.param("maria", f" {PASSWORD}", id="with a space"),
    ],
)
def test_what_is_wrong_is_answered_the_same_whether_the_name_exists_or_not(
    maria: User, username: str, password: str
) -> None:
    client = Client()

    answer = sign_in(client, username, password, next="/?sida=2")

    assert answer.status_code == 422
    assert "Användarnamnet eller lösenordet stämmer inte." in text_of(answer)
    assert hidden(answer, "next") == "/?sida=2"
    assert who(client) == "nobody"
    assert password not in answer.content.decode()


@pytest.mark.parametrize(
    ("username", "password"), [("", PASSWORD), ("maria", ""), ("x" * 121, "y"), ("maria", "y" * 1001)]
)
def test_an_empty_or_endless_field_is_refused_without_trying(maria: User, username: str, password: str) -> None:
    answer = sign_in(Client(), username, password)

    assert answer.status_code == 422
    assert not AccessAttempt.objects.exists()


def test_a_name_with_a_null_sign_is_refused(maria: User) -> None:
    assert sign_in(Client(), "maria\x00").status_code == 422


def test_a_closed_account_does_not_get_in(maria: User) -> None:
    deactivate_user(maria, by=SETUP, now=NOW)

    assert sign_in(Client()).status_code == 422


def test_an_account_without_a_password_does_not_get_in() -> None:
    user = factories.assignment().user

    assert sign_in(Client(), user.username, "").status_code == 422
    assert sign_in(Client(), user.username, user.password).status_code == 422


def test_five_wrong_passwords_lock_the_name_at_the_address_and_say_for_how_long(maria: User) -> None:
    statuses = guess("maria", HOSPITAL, 5)
    answer = sign_in(Client(), address=HOSPITAL)

    assert statuses == [422, 422, 422, 422, 429]
    assert answer.status_code == 429
    assert "För många försök. Användarnamnet är spärrat härifrån i 15 minuter efter 5 felaktiga lösenord." in text_of(
        answer
    )


def test_somebody_s_wrong_passwords_do_not_lock_the_whole_hospital(maria: User) -> None:
    factories.assignment(of=factories.user_with_password("karin"))
    guess("maria", HOSPITAL, 5)

    assert sign_in(Client(), "karin", address=HOSPITAL).status_code == 302


def test_guesses_from_elsewhere_do_not_lock_somebody_out_of_her_own_workplace(maria: User) -> None:
    guess("maria", MUNICIPALITY, 5)

    assert sign_in(Client(), address=HOSPITAL).status_code == 302


def test_every_spelling_of_a_name_counts_as_the_same(maria: User) -> None:
    for spelling in ("maria", "MARIA", " Maria", "mariA", "maria "):
        guess(spelling, HOSPITAL, 1)

    assert sign_in(Client(), address=HOSPITAL).status_code == 429


def test_the_right_password_begins_the_count_anew(maria: User) -> None:
    guess("maria", HOSPITAL, 4)
    sign_in(Client(), address=HOSPITAL)

    assert guess("maria", HOSPITAL, 4) == [422] * 4
    assert sign_in(Client(), address=HOSPITAL).status_code == 302


def test_the_lock_opens_after_a_quarter_of_an_hour(maria: User) -> None:
    guess("maria", HOSPITAL, 5)
    for attempt in AccessAttempt.objects.all():
        attempt.attempt_time -= timedelta(minutes=15, seconds=1)
        attempt.save()

    assert sign_in(Client(), address=HOSPITAL).status_code == 302


def test_a_lock_does_not_lose_what_was_typed_before(maria: User) -> None:
    client = Client()
    kept = hidden(client.post("/", {"text": "Hej"}), "kept")
    guess("maria", HOSPITAL, 5)

    answer = sign_in(client, address=HOSPITAL, kept=kept)

    assert answer.status_code == 429
    assert hidden(answer, "kept") == kept


def test_whoever_is_signed_in_is_sent_on(maria: User) -> None:
    client = Client()
    sign_in(client)

    answer = client.get("/logga-in/?next=/%3Fsida%3D2")

    assert (answer.status_code, answer["Location"]) == (302, "/?sida=2")


def test_the_sign_in_page_keeps_where_one_was_going() -> None:
    page = Client().get("/logga-in/?next=/%3Fsida%3D2")

    assert page.status_code == 200
    assert hidden(page, "next") == "/?sida=2"
    assert hidden(page, "kept") == ""


@pytest.mark.parametrize("demo", [True, False])
def test_the_demo_is_offered_in_a_demo_only(settings: LazySettings, demo: bool) -> None:
    settings.DEMO = demo

    assert ("/demo/" in Client().get("/logga-in/").content.decode()) is demo


def test_the_page_says_that_nothing_happened_for_too_long(maria: User, at: At) -> None:
    client = Client()
    sign_in(client)
    client.get("/")
    at(timedelta(minutes=15))

    page = client.get("/", follow=True)

    assert "Du har loggats ut eftersom inget hände på 15 minuter." in text_of(page)


def test_the_page_says_that_the_working_day_is_over(maria: User, at: At) -> None:
    client = Client()
    sign_in(client)
    for minutes in range(0, 601, 10):
        at(timedelta(minutes=minutes))
        page = client.get("/", follow=True)

    assert "Du har loggats ut eftersom arbetspasset var slut." in text_of(page)


def test_signing_in_begins_both_limits_anew(maria: User, at: At) -> None:
    client = Client()
    sign_in(client)
    for minutes in range(0, 590, 10):
        at(timedelta(minutes=minutes))
        client.get("/")
    sign_in(client)
    for minutes in range(590, 700, 10):
        at(timedelta(minutes=minutes))
        client.get("/")

    assert who(client) == "Maria Ek"
    assert sessions.ENDED_BY not in client.session


def test_the_session_gets_a_new_key_when_somebody_signs_in(maria: User, at: At) -> None:
    client = Client()
    sign_in(client)
    client.get("/")
    before = client.cookies["sid"].value
    at(timedelta(minutes=15))
    client.get("/")
    sign_in(client)

    assert client.cookies["sid"].value != before


def test_somebody_else_who_signs_in_does_not_take_over_an_assignment(maria: User) -> None:
    karin = factories.user_with_password("karin", full_name="Karin Alm")
    factories.assignment(factories.ward(name="Kirurgi 3"), of=karin)
    client = Client()
    sign_in(client)
    client.get("/")

    sign_in(client, "karin")

    assert client.get("/").json()["scope"] == "Kirurgi 3"


def test_signing_in_again_chooses_anew(maria: User) -> None:
    second = factories.assignment(factories.ward(name="Kirurgi 3"), of=maria)
    client = Client()
    sign_in(client)
    client.post("/uppdrag/", {"ref": str(second.ref)})

    again = sign_in(client)

    assert again.status_code == 200
    assert "Välj uppdrag" in text_of(again)


def test_signing_out_ends_the_session_and_clears_the_browser(maria: User) -> None:
    client = Client()
    sign_in(client)
    stolen = client.cookies["sid"].value

    answer = client.post("/logga-ut/")
    thief = Client()
    thief.cookies["sid"] = stolen

    assert (answer.status_code, answer["Location"]) == (302, "/logga-in/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert who(client) == who(thief) == "nobody"


@pytest.mark.parametrize("address", ["/logga-ut/", "/session/forlang/"])
def test_a_link_does_not_act(maria: User, address: str) -> None:
    client = Client()
    sign_in(client)

    assert client.get(address).status_code == 405
    assert who(client) == "Maria Ek"


@pytest.mark.parametrize("address", ["/logga-in/", "/logga-ut/", "/uppdrag/", "/session/forlang/", "/demo/"])
def test_a_form_from_another_site_is_refused(address: str) -> None:
    client = Client(enforce_csrf_checks=True)

    answer = client.post(address, {"username": "maria"}, headers={"Origin": "https://evil.example"})

    assert answer.status_code == 403


def test_an_operator_without_assignments_goes_where_she_was_going() -> None:
    operator = factories.operator()
    operator.set_password(PASSWORD)
    operator.save()

    answer = sign_in(Client(), operator.username, next="/admin/")

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


@pytest.mark.parametrize("address", ["/logga-in/", "/uppdrag/", "/demo/", "/session/"])
def test_pages_of_signing_in_are_not_stored(settings: LazySettings, address: str) -> None:
    settings.DEMO = True

    assert Client().get(address)["Cache-Control"] == "no-store"
