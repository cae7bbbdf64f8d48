"""Tests of the pages of tokens: accounts/views/administration/tokens.py."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from accounts.actor import Actor
from accounts.models import ApiToken, Assignment, Controller
from accounts.services.assignments import revoke_assignment
from accounts.services.tokens import create_token
from tests import factories as make
from tests.desk.browsing import browser, field, main

pytestmark = pytest.mark.django_db


@pytest.fixture
def board() -> Controller:
    return make.board(make.region(), "Sjukhusnämnden")


@pytest.fixture
def monica(board: Controller) -> Actor:
    return make.administrator(board)


@pytest.fixture
def assignment(board: Controller) -> Assignment:
    return make.assignment(make.ward(board, "Medicin 12"))


def address(assignment: Assignment) -> str:
    return f"/administration/uppdrag/{assignment.ref}/nycklar/"


def new(**changed: Any) -> dict[str, Any]:
    """What the form of a token posts when it is complete."""
    return {"ref": str(uuid4()), "name": "Journalsystemet", "expires_at": "2026-06-30", **changed}


def test_a_token_is_made_and_its_secret_shown_once(monica: Actor, assignment: Assignment) -> None:
    client = browser(monica)
    form = client.get(address(assignment))
    body = new(ref=field(form, "ref"))

    done = client.post(address(assignment), body)
    (secret,) = re.findall(r'data-copy="(hv_[^"]+)"', done.content.decode())
    again = client.post(address(assignment), body)

    token = ApiToken.objects.get()
    assert (str(token.ref), token.name, token.assignment) == (field(form, "ref"), "Journalsystemet", assignment)
    assert token.expires_at == datetime(2026, 6, 30, 21, 59, 59, 999999, UTC)
    assert "Nyckeln visas bara nu och sparas ingenstans." in main(done)
    assert secret not in again.content.decode()
    assert "Nyckeln var redan skapad, och visas inte en gång till." in main(again)
    assert secret not in client.get(address(assignment)).content.decode()
    used = Client(headers={"Authorization": f"Bearer {secret}"}).get("/api/v1/assignment/")
    assert used.status_code == 200
    assert "Senast" in main(client.get(address(assignment)))
    assert "aldrig" not in main(client.get(address(assignment)))


def test_a_year_is_proposed(monica: Actor, assignment: Assignment) -> None:
    form = browser(monica).get(address(assignment))

    assert 'value="2027-03-09"' in form.content.decode()
    assert browser(monica).post(address(assignment), new(expires_at="2027-03-09")).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Vad nyckeln används till: Det här fältet är obligatoriskt."),
        ({"expires_at": ""}, "Gäller till och med: Välj en dag."),
        ({"expires_at": "2026-03-08"}, "Gäller till och med: En nyckel gäller i högst ett år."),
        ({"expires_at": "2028-03-08"}, "Gäller till och med: En nyckel gäller i högst ett år."),
        ({"expires_at": "9999-12-31"}, "Gäller till och med: Skriv ett år mellan 1900 och 2199."),
        ({"expires_at": "0001-01-01"}, "Gäller till och med: Skriv ett år mellan 1900 och 2199."),
        ({"ref": "x"}, "Sidan gick inte att läsa."),
    ],
)
def test_what_is_wrong_with_a_token_is_said(
    monica: Actor, assignment: Assignment, wrong: dict[str, str], said: str
) -> None:
    page = browser(monica).post(address(assignment), new(**wrong))

    assert page.status_code == 422
    assert said in main(page)
    assert not ApiToken.objects.exists()


def test_tokens_stand_with_when_they_were_used_and_how_long_they_hold(monica: Actor, assignment: Assignment) -> None:
    for name, days in (("Ny", 30), ("Gammal", 1)):
        create_token(
            assignment=assignment,
            name=name,
            expires_at=make.NOW + timedelta(days=days),
            by=make.SETUP,
            now=make.NOW,
        )
    ApiToken.objects.filter(name="Gammal").update(
        created_at=make.NOW - timedelta(days=3), expires_at=make.NOW - timedelta(days=1)
    )

    page = main(browser(monica).get(address(assignment)))

    assert "Ny hv_" in page
    assert "aldrig ons 8 apr 13.00 Återkalla : Ny" in page
    assert "gick ut i går 12.00" in page
    assert "Återkalla : Gammal" not in page


def test_a_token_is_revoked(monica: Actor, assignment: Assignment) -> None:
    token, secret = create_token(
        assignment=assignment, name="Ny", expires_at=make.NOW + timedelta(days=9), by=make.SETUP, now=make.NOW
    )
    client = browser(monica)

    done = client.post(f"/administration/nycklar/{token.ref}/aterkalla/", follow=True)
    again = client.post(f"/administration/nycklar/{token.ref}/aterkalla/")

    assert "Nyckeln är återkallad och släpps inte in mer." in main(done)
    assert "återkallad i dag 12.01" in main(done)
    assert again.status_code == 409
    assert "Det är redan avslutat" in main(again)
    used = Client(headers={"Authorization": f"Bearer {secret}"}).get("/api/v1/assignment/")
    assert used.status_code == 401


def test_an_assignment_that_is_over_gets_no_token(monica: Actor, assignment: Assignment) -> None:
    revoke_assignment(assignment, by=make.SETUP, now=make.NOW)

    page = browser(monica).get(address(assignment))
    forged = browser(monica).post(address(assignment), new())

    assert "Uppdraget gäller inte i dag" in main(page)
    assert "Skapa nyckeln" not in main(page)
    assert forged.status_code == 422
    assert "Det går bara att skapa nycklar till uppdrag som gäller." in main(forged)


def test_tokens_of_another_organisation_are_as_if_they_were_not_there(monica: Actor) -> None:
    other = make.assignment()
    token, _ = create_token(
        assignment=other, name="Ny", expires_at=make.NOW + timedelta(days=9), by=make.SETUP, now=make.NOW
    )
    client = browser(monica)

    assert client.get(address(other)).status_code == 404
    assert client.post(f"/administration/nycklar/{token.ref}/aterkalla/").status_code == 404
    token.refresh_from_db()
    assert token.revoked_at is None
