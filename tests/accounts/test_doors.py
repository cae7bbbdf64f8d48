"""Tests of accounts/doors.py and accounts/session.py: who is let in to a page, and what nobody loses on the way."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from accounts.models import Assignment, User
from accounts.roles import Role
from accounts.services.assignments import end_assignment, revoke_assignment
from accounts.services.units import close_unit
from accounts.session import ACTIVE
from tests import factories
from tests.accounts.conftest import At
from tests.accounts.pages import fields_of, hidden, text_of
from tests.factories import NOW, SETUP, TODAY
from tests.queries import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("doors", "at")]

HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/arbetslista/?sida=2"}
TYPED = {"text": "Kan hon komma hem i kväll?\nVi har <en> plats.", "to": ["7", "12"]}


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def two() -> tuple[Client, Assignment, Assignment]:
    """Somebody with two assignments, who has chosen neither."""
    maria = factories.user(full_name="Maria Ek")
    first = factories.assignment(factories.ward(name="Medicin 12"), of=maria)
    second = factories.assignment(factories.ward(name="Kirurgi 3"), of=maria)
    return signed_in(maria), first, second


def choose(client: Client, assignment: Assignment, **more: str) -> Any:
    return client.post("/uppdrag/", {"ref": str(assignment.ref), **more})


def test_whoever_has_one_assignment_acts_in_it() -> None:
    assignment = factories.assignment(factories.ward(name="Medicin 12"), of=factories.user(full_name="Maria Ek"))

    page = signed_in(assignment.user).get("/")

    assert page.json() == {"user": "Maria Ek", "scope": "Medicin 12", "units": ["Medicin 12"], "sent": {}}


def test_whoever_has_two_chooses_first(two: tuple[Client, Assignment, Assignment]) -> None:
    client, _, second = two

    asked = client.get("/?sida=2")
    chosen = choose(client, second, next="/?sida=2")
    page = client.get("/")

    assert (asked.status_code, asked["Location"]) == (302, "/uppdrag/?next=%2F%3Fsida%3D2")
    assert (chosen.status_code, chosen["Location"]) == (302, "/?sida=2")
    assert page.json()["scope"] == "Kirurgi 3"


def test_switching_takes_one_press_and_holds_until_the_next(two: tuple[Client, Assignment, Assignment]) -> None:
    client, first, second = two

    scopes = []
    for assignment in (first, second, first):
        choose(client, assignment)
        scopes.append([client.get("/").json()["scope"] for _ in range(2)])

    assert scopes == [["Medicin 12"] * 2, ["Kirurgi 3"] * 2, ["Medicin 12"] * 2]


def test_the_assignment_is_asked_for_anew_in_each_request(two: tuple[Client, Assignment, Assignment]) -> None:
    client, first, _ = two
    choose(client, first)
    before = client.get("/").status_code

    revoke_assignment(first, by=SETUP, now=NOW)
    after = client.get("/")

    assert before == 200
    assert (after.status_code, after["Location"]) == (302, "/uppdrag/?next=%2F")


def test_an_assignment_ends_at_midnight_in_sweden(two: tuple[Client, Assignment, Assignment], at: At) -> None:
    client, first, _ = two
    at(timedelta(hours=11, minutes=50))
    choose(client, first)
    end_assignment(first, last_day=TODAY, by=SETUP, now=NOW)

    at(timedelta(hours=12) - timedelta(microseconds=1))
    last = client.get("/")
    at(timedelta(hours=12))
    after = client.get("/")

    assert last.status_code == 200
    assert (after.status_code, after["Location"]) == (302, "/uppdrag/?next=%2F")


def test_when_the_chosen_assignment_has_ended_no_other_is_chosen_behind_one_s_back(
    two: tuple[Client, Assignment, Assignment],
) -> None:
    client, first, second = two
    choose(client, first)

    revoke_assignment(first, by=SETUP, now=NOW)

    assert client.get("/").status_code == 302
    choose(client, second)
    assert client.get("/").json()["scope"] == "Kirurgi 3"


def test_a_unit_that_closes_is_gone_the_day_after(at: At) -> None:
    board = factories.board()
    wards = [factories.ward(board, name="A"), factories.ward(board, name="B")]
    assignment = factories.assignment(factories.group(wards), Role.WARD_NURSE)
    client = signed_in(assignment.user)
    close_unit(wards[0], last_day=TODAY, by=SETUP, now=NOW)

    at(timedelta(hours=12) - timedelta(minutes=1))
    last = client.get("/").json()["units"]
    at(timedelta(hours=12))
    after = client.get("/").json()["units"]

    assert (last, after) == (["A", "B"], ["B"])


def test_somebody_unknown_signs_in_first_and_comes_back() -> None:
    asked = Client().get("/?sida=2")

    assert (asked.status_code, asked["Location"]) == (302, "/logga-in/?next=%2F%3Fsida%3D2")


@pytest.mark.parametrize("method", ["get", "head"])
def test_reading_is_redirected_and_keeps_nothing(method: str) -> None:
    assert getattr(Client(), method)("/").status_code == 302


def test_a_fragment_sends_the_whole_page_to_sign_in() -> None:
    answer = Client().get("/rader/", headers=HTMX)

    assert answer.status_code == 401
    assert answer["HX-Redirect"] == "/logga-in/?next=%2Farbetslista%2F%3Fsida%3D2"
    assert answer.content == b""


def test_a_fragment_of_a_page_without_a_query_leads_back_to_it() -> None:
    answer = Client().get("/rader/", headers={**HTMX, "HX-Current-URL": "http://testserver/arbetslista/"})

    assert answer["HX-Redirect"] == "/logga-in/?next=%2Farbetslista%2F"


def test_a_fragment_sends_the_whole_page_to_the_choice(two: tuple[Client, Assignment, Assignment]) -> None:
    answer = two[0].get("/rader/", headers=HTMX)

    assert answer.status_code == 403
    assert answer["HX-Redirect"] == "/uppdrag/?next=%2Farbetslista%2F%3Fsida%3D2"


def test_a_form_sent_after_the_session_ended_is_sent_after_signing_in() -> None:
    maria = factories.user_with_password("maria")
    factories.assignment(factories.ward(name="Medicin 12"), of=maria)
    client = Client()

    asked = client.post("/?flik=2", TYPED)
    again = client.post(
        "/logga-in/", {"username": "maria", "password": factories.PASSWORD, "kept": hidden(asked, "kept")}
    )
    done = client.post("/?flik=2", fields_of(again, "/?flik=2"))

    assert asked.status_code == 401
    assert "Det du har skrivit finns kvar." in text_of(asked)
    assert again.status_code == 200
    assert "Du gör det som sjuksköterska på vårdavdelning, Medicin 12." in text_of(again)
    assert done.json()["sent"] == {"text": [TYPED["text"]], "to": TYPED["to"]}


def test_a_wrong_password_does_not_lose_it_either() -> None:
    client = Client()
    kept = hidden(client.post("/", TYPED), "kept")

    refused = client.post("/logga-in/", {"username": "maria", "password": "fel", "kept": kept})

    assert refused.status_code == 422
    assert hidden(refused, "kept") == kept


def test_between_two_assignments_it_is_kept_too(two: tuple[Client, Assignment, Assignment]) -> None:
    client, _, second = two

    asked = client.post("/", TYPED)
    chosen = choose(client, second, kept=hidden(asked, "kept"))
    done = client.post("/", fields_of(chosen, "/"))

    assert asked.status_code == 409
    assert "Det du har skrivit finns kvar." in text_of(asked)
    assert done.json() == {
        "user": "Maria Ek",
        "scope": "Kirurgi 3",
        "units": ["Kirurgi 3"],
        "sent": {"text": [TYPED["text"]], "to": TYPED["to"]},
    }


def test_signing_in_with_two_assignments_keeps_it_through_the_choice() -> None:
    maria = factories.user_with_password("maria")
    first = factories.assignment(of=maria)
    factories.assignment(of=maria)
    client = Client()

    kept = hidden(client.post("/", TYPED), "kept")
    asked = client.post("/logga-in/", {"username": "maria", "password": factories.PASSWORD, "kept": kept})
    chosen = choose(client, first, kept=hidden(asked, "kept"))

    assert asked.status_code == 200
    assert fields_of(chosen, "/")["text"] == [TYPED["text"]]


def test_a_form_from_a_fragment_gets_the_whole_page() -> None:
    answer = Client().post("/", TYPED, headers=HTMX)

    assert (answer.status_code, answer["HX-Retarget"], answer["HX-Reswap"]) == (401, "body", "innerHTML")
    assert hidden(answer, "kept")


def test_a_form_begun_in_one_assignment_is_not_sent_in_another(two: tuple[Client, Assignment, Assignment]) -> None:
    client, first, second = two
    choose(client, second)

    refused = client.post("/", {**TYPED, "acting_as": str(first.ref)})
    chosen = choose(client, first, kept=hidden(refused, "kept"))
    done = client.post("/", fields_of(chosen, "/"))

    assert refused.status_code == 409
    assert "Du har bytt uppdrag i ett annat fönster" in text_of(refused)
    assert done.json()["scope"] == "Medicin 12"
    assert done.json()["sent"] == {"text": [TYPED["text"]], "to": TYPED["to"]}


def test_the_same_holds_for_the_header_of_fragments(two: tuple[Client, Assignment, Assignment]) -> None:
    client, first, second = two
    choose(client, second)

    refused = client.post("/", TYPED, headers={**HTMX, "X-Assignment": str(first.ref)})

    assert (refused.status_code, refused["HX-Retarget"]) == (409, "body")
    assert client.post("/", TYPED, headers={"X-Assignment": str(second.ref)}).status_code == 200


def test_a_list_opened_in_another_assignment_is_loaded_anew(two: tuple[Client, Assignment, Assignment]) -> None:
    client, first, second = two
    choose(client, second)

    answer = client.get("/rader/", headers={**HTMX, "X-Assignment": str(first.ref)})

    assert (answer.status_code, answer["HX-Refresh"], answer.content) == (409, "true", b"")


def test_a_form_that_tells_its_own_assignment_is_let_in(two: tuple[Client, Assignment, Assignment]) -> None:
    client, first, _ = two
    choose(client, first)

    assert client.post("/", {**TYPED, "acting_as": str(first.ref)}).status_code == 200


@pytest.mark.parametrize("ref", ["", "abc", "00000000-0000-0000-0000-000000000000", "' OR 1=1"])
def test_a_forged_assignment_is_not_there(two: tuple[Client, Assignment, Assignment], ref: str) -> None:
    client, first, _ = two
    choose(client, first)

    assert client.post("/uppdrag/", {"ref": ref}).status_code == 404
    assert client.get("/").json()["scope"] == "Medicin 12"


@pytest.mark.parametrize("whose", ["somebody else's", "one that has ended", "one that has not begun"])
def test_only_one_s_own_assignments_that_hold_can_be_chosen(whose: str) -> None:
    maria = factories.assignment().user
    other = {
        "somebody else's": lambda: factories.assignment(),
        "one that has ended": lambda: revoke_assignment(factories.assignment(of=maria), by=SETUP, now=NOW),
        "one that has not begun": lambda: factories.assignment(of=maria, valid_from=TODAY + timedelta(days=1)),
    }[whose]()

    assert choose(signed_in(maria), other).status_code == 404


def test_a_session_that_names_nothing_sensible_chooses_anew(two: tuple[Client, Assignment, Assignment]) -> None:
    client, first, _ = two
    choose(client, first)
    session = client.session
    session[ACTIVE] = "00000000-0000-0000-0000-000000000000"
    session.save()

    assert client.get("/").status_code == 302


def test_whoever_has_no_assignment_is_told_whom_to_ask() -> None:
    client = signed_in(factories.user())

    asked = client.get("/", follow=True)

    assert asked.status_code == 200
    assert "Du har inget uppdrag som gäller i dag." in text_of(asked)


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "http:///evil.example"]
)
def test_nobody_is_sent_to_another_site(two: tuple[Client, Assignment, Assignment], address: str) -> None:
    client, first, _ = two

    assert choose(client, first, next=address)["Location"] == "/"


def test_over_tls_nobody_is_sent_to_a_page_without_it(two: tuple[Client, Assignment, Assignment]) -> None:
    client, first, _ = two
    given = {"ref": str(first.ref), "next": "http://testserver/"}

    assert client.post("/uppdrag/", given, secure=True)["Location"] == "/"
    assert client.post("/uppdrag/", given)["Location"] == "http://testserver/"


def test_a_request_asks_the_database_for_user_assignment_and_units(
    two: tuple[Client, Assignment, Assignment],
) -> None:
    client, first, _ = two
    choose(client, first)

    with queries(3):
        client.get("/")


def test_a_visitor_who_is_not_signed_in_asks_the_database_nothing() -> None:
    with queries(0):
        Client().get("/")


def test_a_poll_acts_too_and_keeps_nobody_signed_in(two: tuple[Client, Assignment, Assignment], at: At) -> None:
    client, first, _ = two
    choose(client, first)

    at(timedelta(minutes=14))
    polled = client.get("/rader/").status_code
    at(timedelta(minutes=15))

    assert polled == 200
    assert client.get("/rader/").status_code == 302


def test_the_page_says_who_acts_and_offers_the_other_assignments(
    two: tuple[Client, Assignment, Assignment], settings: LazySettings
) -> None:
    client, first, second = two
    choose(client, first)

    page = client.get("/uppdrag/")

    assert "Medicin 12" in text_of(page)
    assert "sjuksköterska på vårdavdelning" in text_of(page).lower()
    assert "Maria Ek" in text_of(page)
    assert page.content.decode().count(f'value="{second.ref}"') >= 2  # in the page and in the header


def test_a_session_lasts_while_the_key_that_signed_it_is_kept(
    two: tuple[Client, Assignment, Assignment], settings: LazySettings
) -> None:
    client, first, _ = two
    choose(client, first)

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new key of fifty characters" * 2, [settings.SECRET_KEY]
    with_the_old_key = client.get("/").status_code
    settings.SECRET_KEY_FALLBACKS = []
    signed_anew = client.get("/").status_code
    settings.SECRET_KEY = "another key of fifty characters" * 2

    assert (with_the_old_key, signed_anew) == (200, 200)
    assert client.get("/")["Location"] == "/logga-in/?next=%2F"
