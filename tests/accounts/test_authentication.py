"""Tests of accounts/authentication.py and accounts/api.py: sessions and tokens at the API's door."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import path
from drf_spectacular.generators import SchemaGenerator

from accounts.api import AssignmentView
from accounts.models import AccessLogEntry, ApiToken, Assignment, User
from accounts.services.assignments import end_assignment, revoke_assignment
from accounts.services.tokens import create_token, revoke_token
from accounts.services.users import deactivate_user
from tests import factories
from tests.accounts.conftest import At
from tests.factories import NOW, SETUP, TODAY
from tests.queries import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("doors", "at")]

ADDRESS = "/api/v1/assignment/"


def token_for(assignment: Assignment, lasting: timedelta = timedelta(days=30)) -> tuple[ApiToken, str]:
    return create_token(assignment=assignment, name="Treserva", expires_at=NOW + lasting, by=SETUP, now=NOW)


def ask(authorization: str = "", client: Client | None = None, **headers: str) -> Any:
    given = {"Authorization": authorization, **headers} if authorization else headers
    return (client or Client()).get(ADDRESS, headers=given)


def refusal(answer: Any) -> tuple[int, str]:
    assert set(answer.json()) == {"code", "detail", "facts"}
    return answer.status_code, answer.json()["code"]


def test_a_token_acts_in_its_assignment() -> None:
    ward = factories.ward(name="Medicin 12")
    assignment = factories.assignment(ward, of=factories.user(full_name="Treserva"))
    _, secret = token_for(assignment)

    answer = ask(f"Bearer {secret}")

    assert answer.status_code == 200
    assert answer.json() == {
        "assignment": str(assignment.ref),
        "user_name": "Treserva",
        "role": "ward_nurse",
        "scope_name": "Medicin 12",
        "units": [
            {
                "ref": str(ward.ref),
                "name": "Medicin 12",
                "kind": "ward",
                "side": "health",
                "controller": str(ward.controller.ref),
            }
        ],
    }


def test_a_session_acts_in_its_active_assignment() -> None:
    assignment = factories.assignment()
    client = Client()
    client.force_login(assignment.user)

    assert ask(client=client).json()["assignment"] == str(assignment.ref)


def test_a_token_goes_before_the_session_of_the_same_request() -> None:
    client = Client()
    client.force_login(factories.assignment().user)
    other = factories.assignment()
    _, secret = token_for(other)

    assert ask(f"Bearer {secret}", client).json()["assignment"] == str(other.ref)


def test_nobody_known_is_asked_to_sign_in() -> None:
    answer = ask()

    assert refusal(answer) == (401, "not_authenticated")
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_session_without_a_choice_is_asked_to_choose() -> None:
    client = Client()
    client.force_login(factories.user())

    answer = ask(client=client)

    assert refusal(answer) == (403, "assignment_not_chosen")
    assert answer.json()["detail"] == "Välj ett uppdrag först."


@pytest.mark.parametrize("scheme", ["Token", "Basic", "bearer"])
def test_another_scheme_is_nobody(scheme: str) -> None:
    _, secret = token_for(factories.assignment())

    assert refusal(ask(f"{scheme} {secret}")) == (401, "not_authenticated")


@pytest.mark.parametrize("secret", ["", "hv_", "hv_guessed", "å", "x" * 5000])
def test_a_token_that_was_never_made_is_unknown(secret: str) -> None:
    answer = ask(f"Bearer {secret}".encode().decode("latin-1"))

    assert refusal(answer) == (401, "token_unknown")
    assert answer["WWW-Authenticate"] == "Bearer"


def test_the_stored_hash_is_not_the_secret() -> None:
    token, _ = token_for(factories.assignment())

    assert refusal(ask(f"Bearer {token.digest}")) == (401, "token_unknown")


def test_a_revoked_token_is_refused() -> None:
    token, secret = token_for(factories.assignment())
    revoke_token(token, by=SETUP, now=NOW)

    assert refusal(ask(f"Bearer {secret}")) == (401, "token_revoked")


@pytest.mark.parametrize(("left", "status"), [(timedelta(microseconds=1), 200), (timedelta(), 401)])
def test_a_token_expires_at_its_instant(at: At, left: timedelta, status: int) -> None:
    _, secret = token_for(factories.assignment(), timedelta(days=1))
    at(timedelta(days=1) - left)

    answer = ask(f"Bearer {secret}")

    assert answer.status_code == status
    assert answer.json().get("code") == (None if status == 200 else "token_expired")


def test_a_token_ends_with_its_assignment(at: At) -> None:
    assignment = factories.assignment()
    _, secret = token_for(assignment)
    end_assignment(assignment, last_day=TODAY, by=SETUP, now=NOW)
    today = ask(f"Bearer {secret}").status_code
    at(timedelta(hours=12))

    assert today == 200
    assert refusal(ask(f"Bearer {secret}")) == (401, "token_assignment_ended")


def test_a_revoked_assignment_ends_its_tokens_at_once() -> None:
    assignment = factories.assignment()
    _, secret = token_for(assignment)
    revoke_assignment(assignment, by=SETUP, now=NOW)

    assert refusal(ask(f"Bearer {secret}")) == (401, "token_assignment_ended")


def test_a_closed_account_s_token_is_refused() -> None:
    assignment = factories.assignment()
    _, secret = token_for(assignment)
    deactivate_user(assignment.user, by=SETUP, now=NOW)

    assert refusal(ask(f"Bearer {secret}")) == (401, "token_revoked")


def test_an_account_that_was_closed_by_hand_has_no_token_either() -> None:
    assignment = factories.assignment()
    _, secret = token_for(assignment)
    User.objects.update(is_active=False)

    assert refusal(ask(f"Bearer {secret}")) == (401, "token_assignment_ended")


@pytest.mark.parametrize("door", ["token", "session"])
def test_whoever_names_another_assignment_is_refused(door: str) -> None:
    maria = factories.user()
    assignment, other = factories.assignment(of=maria), factories.assignment()
    _, secret = token_for(assignment)
    client = Client()
    client.force_login(maria)
    authorization = f"Bearer {secret}" if door == "token" else ""

    refused = ask(authorization, client, **{"X-Assignment": str(other.ref)})
    let_in = ask(authorization, client, **{"X-Assignment": str(assignment.ref)})

    assert refusal(refused) == (403, "other_assignment")
    assert let_in.json()["assignment"] == str(assignment.ref)


def test_a_call_is_logged_as_the_token_s_assignment() -> None:
    assignment = factories.assignment(of=factories.user(full_name="Treserva"))
    _, secret = token_for(assignment)

    answer = Client().post(
        "/api/v1/00000000-0000-0000-0000-000000000007/not-permitted/",
        "{}",
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )

    assert refusal(answer) == (403, "not_permitted")
    row = AccessLogEntry.objects.get()
    assert (row.user_name, row.assignment_ref) == ("Treserva", assignment.ref)


def test_a_session_posts_with_a_csrf_mark_and_a_token_without() -> None:
    assignment = factories.assignment()
    _, secret = token_for(assignment)
    client = Client(enforce_csrf_checks=True)
    client.force_login(assignment.user)
    address = "/api/v1/00000000-0000-0000-0000-000000000007/taken/"

    without = client.post(address, "{}", content_type="application/json")
    with_token = client.post(
        address, "{}", content_type="application/json", headers={"Authorization": f"Bearer {secret}"}
    )

    assert refusal(without) == (403, "not_permitted")
    assert refusal(with_token) == (409, "taken")


def test_use_is_noted() -> None:
    token, secret = token_for(factories.assignment())

    ask(f"Bearer {secret}")

    assert ApiToken.objects.get(pk=token.pk).last_used_at == NOW


def test_a_call_asks_the_database_for_the_token_and_the_units() -> None:
    _, secret = token_for(factories.assignment())
    ask(f"Bearer {secret}")

    with queries(2):
        ask(f"Bearer {secret}")


def test_the_api_s_description_says_how_one_is_let_in() -> None:
    patterns = [path("api/v1/assignment/", AssignmentView.as_view())]
    described = SchemaGenerator(patterns=patterns).get_schema(request=None, public=True)

    schemes = described["components"]["securitySchemes"]
    assert schemes["token"] == {"type": "http", "scheme": "bearer", "description": "hv_…, bound to one assignment"}
    assert described["paths"]["/api/v1/assignment/"]["get"]["security"] == [{"token": []}, {"cookieAuth": []}]
