"""Tests of accounts/views/demo.py."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from accounts.services.assignments import revoke_assignment
from accounts.services.users import deactivate_user
from tests import factories
from tests.accounts.pages import text_of
from tests.factories import NOW, SETUP, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("doors", "at")]


@pytest.fixture(autouse=True)
def _demo(settings: LazySettings) -> None:
    settings.DEMO = True


def press(client: Client, ref: object, **more: str) -> Any:
    return client.post("/demo/", {"ref": str(ref), **more})


def test_accounts_stand_by_role_and_place() -> None:
    board = factories.board()
    for name, ward in (("Östen", "B"), ("Adam", "B"), ("Karin", "A")):
        factories.assignment(factories.ward(board, name=ward), of=factories.user(full_name=name))
    factories.assignment(board, Role.LOCAL_ADMINISTRATOR, of=factories.user(full_name="Åke"))
    factories.assignment(factories.ward(board, name="C"), Role.PHYSICIAN, of=factories.user(full_name="Bo"))

    words = text_of(Client().get("/demo/"))

    places = [words.lower().index(word) for word in ("karin", "adam", "östen", "bo c", "åke")]
    assert places == sorted(places)
    roles = [
        words.index(role)
        for role in ("Sjuksköterska på vårdavdelning", "Läkare på vårdavdelning", "Lokal administratör")
    ]
    assert roles == sorted(roles)


def test_a_press_signs_in_in_the_assignment_that_was_pressed() -> None:
    maria = factories.user(full_name="Maria Ek")
    factories.assignment(factories.ward(name="Medicin 12"), of=maria)
    second = factories.assignment(factories.ward(name="Kirurgi 3"), of=maria)
    client = Client()

    answer = press(client, second.ref, next="/?sida=2")

    assert (answer.status_code, answer["Location"]) == (302, "/?sida=2")
    assert client.get("/").json() == {"user": "Maria Ek", "scope": "Kirurgi 3", "units": ["Kirurgi 3"], "sent": {}}


def test_another_press_signs_in_as_somebody_else() -> None:
    client = Client()
    press(client, factories.assignment(of=factories.user(full_name="Maria Ek")).ref)
    client.get("/")

    press(client, factories.assignment(of=factories.user(full_name="Karin Alm")).ref)

    assert client.get("/").json()["user"] == "Karin Alm"


@pytest.mark.parametrize("method", ["get", "post"])
def test_outside_a_demo_there_is_no_such_page(settings: LazySettings, method: str) -> None:
    settings.DEMO = False
    assignment = factories.assignment()
    client = Client()

    answer = getattr(client, method)("/demo/", {"ref": str(assignment.ref)})

    assert answer.status_code == 404
    assert client.get("/").status_code == 302


def test_looking_signs_nobody_in() -> None:
    assignment = factories.assignment()
    client = Client()

    client.get("/demo/", {"ref": str(assignment.ref)})

    assert client.get("/").status_code == 302


@pytest.mark.parametrize("who", ["forged", "nothing", "revoked", "not begun", "closed account", "operator"])
def test_only_what_is_offered_can_be_pressed(who: str) -> None:
    assignment = factories.assignment(valid_from=TODAY + timedelta(days=1) if who == "not begun" else TODAY)
    if who == "revoked":
        revoke_assignment(assignment, by=SETUP, now=NOW)
    if who == "closed account":
        deactivate_user(assignment.user, by=SETUP, now=NOW)
    if who == "operator":
        User.objects.update(is_staff=True)
    ref = {"forged": "7", "nothing": ""}.get(who, assignment.ref)

    assert press(Client(), ref).status_code == 404
    assert (str(assignment.ref) in Client().get("/demo/").content.decode()) is (who in ("forged", "nothing"))


def test_before_the_demo_is_loaded_the_page_says_so() -> None:
    assert "inte inlästa än" in text_of(Client().get("/demo/"))
