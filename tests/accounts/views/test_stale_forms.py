"""Tests of accounts/views/stale_forms.py."""

import pytest
from django.test import Client

from tests import factories
from tests.accounts.pages import fields_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("doors", "at")]

OURS = {"Origin": "http://testserver"}
TYPED = {"text": "Kan hon komma hem i kväll?", "to": ["7", "12"], "csrfmiddlewaretoken": "from before"}


@pytest.fixture
def visitor() -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(factories.assignment().user)
    client.get("/uppdrag/")
    return client


def test_a_form_from_before_somebody_signed_in_anew_is_not_lost(visitor: Client) -> None:
    stale = visitor.post("/?flik=2", TYPED, headers=OURS)
    token = visitor.cookies["csrf"].value
    done = visitor.post("/?flik=2", {**fields_of(stale, "/?flik=2"), "csrfmiddlewaretoken": token}, headers=OURS)

    assert stale.status_code == 409
    assert "Det finns kvar och skickas när du trycker på Fortsätt." in text_of(stale)
    assert done.json()["sent"] == {
        "csrfmiddlewaretoken": [token],
        "text": ["Kan hon komma hem i kväll?"],
        "to": ["7", "12"],
    }


def test_nothing_happens_until_it_is_pressed(visitor: Client) -> None:
    stale = visitor.post("/", TYPED, headers=OURS)

    assert stale["Content-Type"].startswith("text/html")


def test_a_fragment_gets_the_whole_page(visitor: Client) -> None:
    stale = visitor.post("/", TYPED, headers={**OURS, "HX-Request": "true"})

    assert (stale.status_code, stale["HX-Retarget"], stale["HX-Reswap"]) == (409, "body", "innerHTML")
    assert "HX-Retarget" not in visitor.post("/", TYPED, headers=OURS)


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://testserver.evil.example",
        "https://testserver",
        "http://testserver:81",
        "null",
        "",
    ],
)
def test_what_does_not_come_from_our_own_page_is_refused_and_not_shown(visitor: Client, origin: str) -> None:
    answer = visitor.post("/", TYPED, headers={"Origin": origin} if origin else {})

    assert answer.status_code == 403
    assert "Kan hon komma hem" not in answer.content.decode()
