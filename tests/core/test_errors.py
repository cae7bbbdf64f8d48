"""Tests of core/errors.py and of the answers in core/views.py."""

import json
from datetime import date
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from rest_framework import exceptions

from core import errors
from rules.errors import Conflict, DomainError, IllegalTransition, NotPermitted
from tests.core.doors import READY_AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _doors(settings: LazySettings) -> None:
    settings.ROOT_URLCONF = "tests.core.doors"


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


STATUSES = [
    pytest.param("not-permitted", 403, "not_permitted", id="visible but not yours to do"),
    pytest.param("illegal-transition", 409, "illegal_transition", id="yours but not now"),
    pytest.param("conflict", 409, "conflict", id="somebody was first"),
    pytest.param("incomplete", 422, "incomplete_agreement", id="something is missing"),
    pytest.param("invalid-input", 422, "invalid_input", id="something is wrong"),
    pytest.param("domain-error", 409, "domain_error", id="any other refusal"),
    pytest.param("not-found", 404, "not_found", id="not visible"),
    pytest.param("denied", 403, "not_permitted", id="Django's own refusal"),
]


@pytest.mark.parametrize(("name", "status", "code"), STATUSES)
def test_page_and_api_give_a_refusal_the_same_status_and_words(
    visitor: Client, name: str, status: int, code: str
) -> None:
    page = visitor.get(f"/{name}/")
    fragment = visitor.get(f"/{name}/", headers={"HX-Request": "true"})
    api = visitor.get(f"/api/{name}/")

    assert (page.status_code, fragment.status_code, api.status_code) == (status, status, status)
    answer = api.json()
    assert list(answer) == ["code", "detail", "facts"]
    assert answer["code"] == code
    assert answer["detail"] in page.content.decode()
    assert answer["detail"] in fragment.content.decode()
    assert "<html" in page.content.decode()
    assert "<html" not in fragment.content.decode()


def test_the_api_tells_the_facts(visitor: Client) -> None:
    answer = visitor.get("/api/illegal-transition/").json()

    assert answer["facts"] == {"ready_at": "2026-03-14T09:32:00Z"}


def test_the_api_tells_what_is_wrong_with_each_field(visitor: Client) -> None:
    answer = visitor.get("/api/invalid-input/").json()

    assert answer["facts"] == {"problems": {"sent_at": ["is missing", "is not a time"], "ground": ["is empty"]}}


@pytest.mark.parametrize(
    ("name", "status", "code", "facts"),
    [
        ("validation", 400, "invalid", {"problems": {"text": ["Fältet är obligatoriskt."]}}),
        ("throttled", 429, "too_many_requests", {"retry_after_seconds": 17}),
        ("unauthenticated", 403, "not_permitted", {}),
    ],
)
def test_the_apis_own_refusals_have_the_same_form(
    visitor: Client, name: str, status: int, code: str, facts: dict[str, Any]
) -> None:
    response = visitor.get(f"/api/{name}/")

    assert response.status_code == status
    assert (response.json()["code"], response.json()["facts"]) == (code, facts)


def test_a_method_that_the_api_does_not_have_is_refused_in_the_same_form(visitor: Client) -> None:
    response = visitor.delete("/api/conflict/")

    assert response.status_code == 405
    assert response.json()["code"] == "method_not_allowed"


def test_a_fault_says_nothing_of_itself_and_gives_the_number_of_its_line_in_the_log(
    visitor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    response = visitor.get("/fault/")

    assert response.status_code == 500
    assert response["X-Request-ID"] in response.content.decode()
    assert "zero" not in response.content.decode()
    assert "1212" not in response.content.decode()


@pytest.mark.parametrize(("name", "status", "code"), [("fault", 500, "fault"), ("finns-inte", 404, "not_found")])
def test_the_api_answers_in_its_own_form_also_where_there_is_no_door(
    visitor: Client, name: str, status: int, code: str
) -> None:
    response = visitor.get(f"/api/{name}/")

    assert response.status_code == status
    assert (response.json()["code"], response.json()["facts"]) == (code, {})


def test_every_refusal_of_the_framework_has_a_code_and_a_sentence() -> None:
    for kind in exceptions.APIException.__subclasses__():
        assert errors._CODES[kind.status_code]
        assert errors.general_sentence(kind.status_code)


def test_a_request_that_cannot_be_read_is_refused_with_a_page(visitor: Client) -> None:
    response = visitor.get("/suspicious/")

    assert response.status_code == 400
    assert "gick inte att läsa" in response.content.decode()


def test_a_form_older_than_its_session_is_refused_with_what_to_do() -> None:
    response = Client(enforce_csrf_checks=True).post("/who/", {"text": "Hej"})

    assert response.status_code == 403
    assert "Läs in sidan igen" in response.content.decode()


def test_the_log_has_the_code_and_not_the_detail(visitor: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", logger="core.errors"):
        visitor.get("/not-permitted/")
        visitor.get("/api/conflict/")

    assert [record.getMessage() for record in caplog.records if record.name == "core.errors"] == [
        "refused: not_permitted",
        "refused: conflict",
    ]


def test_an_apps_own_sentence_says_the_facts_as_people_say_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors, "_sentences", {})
    errors.add_sentences({"illegal_transition": "%(name)s är redan utskrivningsklar sedan %(ready_at)s, hem %(on)s."})
    refusal = IllegalTransition("already ready", name="Patienten", ready_at=READY_AT, on=date(2026, 3, 16))

    assert errors.sentence_of(refusal) == "Patienten är redan utskrivningsklar sedan 14 mars 10.32, hem 16 mars."


def test_a_new_kind_of_refusal_has_the_status_of_its_nearest_kin() -> None:
    class Locked(Conflict):
        code = "locked"

    class TooEarly(DomainError):
        code = "too_early"

    assert errors.status_of(Locked("locked")) == 409
    assert errors.status_of(TooEarly("too early")) == 409
    assert errors.status_of(NotPermitted("no")) == 403


def test_every_answer_of_the_api_is_json_also_in_swedish(visitor: Client) -> None:
    response = visitor.get("/api/not-permitted/")

    assert response["Content-Type"] == "application/json"
    assert "får inte" in json.loads(response.content)["detail"]
