"""Tests of accounts/middleware.py: a refusal is in the access log, and nothing of what was refused is anywhere."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from accounts.models import AccessLogEntry, User
from core.models import Heartbeat
from tests import factories

pytestmark = pytest.mark.usefixtures("doors", "at")

REF = UUID(int=7)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def logged() -> list[dict[str, Any]]:
    return list(AccessLogEntry.objects.values("what", "detail", "subject_ref", "user_name", "role", "patient_ref"))


def test_a_refused_page_is_logged_after_its_rollback(own_database: str) -> None:
    assignment = factories.assignment(of=factories.user(full_name="Maria Ek"))

    answer = signed_in(assignment.user).get(f"/{REF}/not-permitted/")

    assert answer.status_code == 403
    assert not Heartbeat.objects.exists()
    assert logged() == [
        {
            "what": "refused",
            "detail": "not_permitted GET refused",
            "subject_ref": REF,
            "user_name": "Maria Ek",
            "role": "ward_nurse",
            "patient_ref": None,
        }
    ]


def test_a_refused_call_of_the_api_is_logged_after_its_rollback(own_database: str) -> None:
    assignment = factories.assignment()

    answer = signed_in(assignment.user).post(f"/api/v1/{REF}/not-visible/", "{}", content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert not Heartbeat.objects.exists()
    assert [(row["detail"], row["subject_ref"]) for row in logged()] == [("not_found POST api-refused", REF)]


@pytest.mark.django_db
def test_what_is_hidden_is_logged_as_it_was_asked_for() -> None:
    answer = signed_in(factories.assignment().user).get(f"/{REF}/not-visible/")

    assert answer.status_code == 404
    assert [row["detail"] for row in logged()] == ["not_found GET refused"]


@pytest.mark.django_db
def test_the_row_says_in_which_request(caplog: pytest.LogCaptureFixture) -> None:
    answer = signed_in(factories.assignment().user).get(f"/{REF}/not-visible/")

    assert AccessLogEntry.objects.get().request_id == answer["X-Request-ID"]


@pytest.mark.django_db
def test_being_too_late_is_no_refusal_of_access() -> None:
    answer = signed_in(factories.assignment().user).get(f"/{REF}/taken/")

    assert answer.status_code == 409
    assert logged() == []


@pytest.mark.django_db
def test_an_address_that_names_nothing_by_ref_is_logged_without_it() -> None:
    signed_in(factories.assignment().user).get("/kommun/2580/not-visible/")

    assert [(row["detail"], row["subject_ref"]) for row in logged()] == [("not_found GET refused-by-code", None)]


@pytest.mark.django_db
def test_a_page_that_does_not_exist_is_nobody_s_data() -> None:
    answer = signed_in(factories.assignment().user).get("/finns/inte/")

    assert answer.status_code == 404
    assert logged() == []


@pytest.mark.django_db
def test_whoever_has_chosen_no_assignment_is_logged_by_name() -> None:
    answer = signed_in(factories.user(full_name="Maria Ek")).get("/api/v1/assignment/")

    assert (answer.status_code, answer.json()["code"]) == (403, "assignment_not_chosen")
    assert [(row["detail"], row["user_name"], row["role"]) for row in logged()] == [
        ("assignment_not_chosen GET api-assignment", "Maria Ek", "")
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"), [("/api/v1/assignment/", 401), ("/oppen/00000000-0000-0000-0000-000000000007/", 404)]
)
def test_nobody_known_is_not_logged(address: str, status: int) -> None:
    assert Client().get(address).status_code == status
    assert logged() == []
