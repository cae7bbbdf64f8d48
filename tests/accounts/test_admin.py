"""Tests of accounts/admin.py and accounts/admin_site.py: what operators may do by hand, and what nobody may."""

from typing import Any

import pytest
from django.contrib import admin
from django.test import Client

from accounts.models import (
    AccessLogEntry,
    AccessLogSeal,
    AdministrativeEvent,
    ApiToken,
    Assignment,
    Controller,
    County,
    Municipality,
    Principal,
    Unit,
    UnitGroup,
    User,
)
from accounts.services.tokens import create_token
from tests import factories
from tests.accounts.pages import text_of
from tests.factories import NOW, SETUP

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("doors", "at")]

EDITED = [County, Municipality, Principal, Controller]
READ = [Unit, UnitGroup, User, Assignment, ApiToken, AdministrativeEvent]


@pytest.fixture
def operator() -> Client:
    client = Client()
    client.force_login(factories.operator())
    return client


@pytest.fixture
def things() -> dict[Any, Any]:
    assignment = factories.assignment()
    token, _ = create_token(
        assignment=assignment, name="Treserva", expires_at=NOW.replace(year=2027), by=SETUP, now=NOW
    )
    return {
        County: County.objects.get(code="12"),
        Municipality: Municipality.objects.get(code="1281"),
        Principal: Principal.objects.get(),
        Controller: Controller.objects.get(),
        Unit: assignment.scope,
        UnitGroup: factories.group([assignment.scope]),
        User: assignment.user,
        Assignment: assignment,
        ApiToken: token,
        AdministrativeEvent: AdministrativeEvent.objects.latest("id"),
    }


def address(model: Any, *rest: object) -> str:
    return "/".join(["/admin/accounts", model._meta.model_name, *map(str, rest), ""])


def test_nobody_reads_the_access_log_there() -> None:
    registered = {model for model in admin.site._registry if model._meta.app_label == "accounts"}

    assert registered == {*EDITED, *READ}
    assert not {AccessLogEntry, AccessLogSeal} & registered


@pytest.mark.parametrize("model", [*EDITED, *READ])
def test_an_operator_reads_lists_and_rows(operator: Client, things: dict[Any, Any], model: Any) -> None:
    assert operator.get(address(model)).status_code == 200
    assert operator.get(address(model, things[model].pk, "change")).status_code == 200


@pytest.mark.parametrize("model", [*EDITED, *READ])
def test_a_search_is_answered(operator: Client, things: dict[Any, Any], model: Any) -> None:
    assert operator.get(address(model) + "?q=a").status_code == 200


@pytest.mark.parametrize("model", [*EDITED, *READ])
def test_nothing_is_deleted(operator: Client, things: dict[Any, Any], model: Any) -> None:
    assert operator.post(address(model, things[model].pk, "delete"), {"post": "yes"}).status_code == 403
    assert model.objects.filter(pk=things[model].pk).exists()


@pytest.mark.parametrize("model", READ)
def test_what_services_write_is_written_by_nobody_else(operator: Client, things: dict[Any, Any], model: Any) -> None:
    before = model.objects.values().get(pk=things[model].pk)

    assert operator.get(address(model, "add")).status_code == 403
    assert operator.post(address(model, things[model].pk, "change"), {"name": "X"}).status_code == 403
    assert model.objects.values().get(pk=things[model].pk) == before


def test_neither_passwords_nor_hashes_are_shown(operator: Client, things: dict[Any, Any]) -> None:
    user = operator.get(address(User, things[User].pk, "change")).content.decode()
    token = operator.get(address(ApiToken, things[ApiToken].pk, "change")).content.decode()

    assert things[User].password not in user
    assert things[ApiToken].digest not in token
    assert things[ApiToken].prefix in token


def test_a_principal_is_entered_sorted_and_written_down(operator: Client) -> None:
    answer = operator.post(
        address(Principal, "add"),
        {"kind": "municipality", "code": "9999", "name": "Ängsby kommun", "valid_from": "2026-01-01"},
    )

    assert answer.status_code == 302, text_of(answer)
    assert Principal.objects.get(code="9999").sort_key == "|ngsby kommun"
    event = AdministrativeEvent.objects.latest("id")
    assert (event.kind, event.user_name, event.system_name) == (
        "organisation_saved",
        "Drift Driftsson",
        "operations",
    )


def test_a_controller_is_corrected(operator: Client, things: dict[Any, Any]) -> None:
    board = things[Controller]

    operator.post(
        address(Controller, board.pk, "change"),
        {
            "principal": board.principal_id,
            "kind": "board",
            "name": "Äldrenämnden",
            "valid_from": "2020-01-01",
            "organisation_number": "232100-0131",
        },
    )

    stored = Controller.objects.get(pk=board.pk)
    assert (stored.name, stored.sort_key, stored.organisation_number) == (
        "Äldrenämnden",
        "|ldren|mnden",
        "232100-0131",
    )


def test_what_is_wrong_is_said_beside_its_field(operator: Client) -> None:
    answer = operator.post(
        address(Principal, "add"), {"kind": "region", "code": "9999", "name": "R", "valid_from": "2026-01-01"}
    )

    assert answer.status_code == 200
    assert "En region har länets kod, två siffror; en kommun har fyra." in text_of(answer)


def test_a_new_code_is_sorted(operator: Client) -> None:
    operator.post(address(Municipality, "add"), {"code": "1282", "name": "Öresund", "valid_from": "2027-01-01"})

    assert Municipality.objects.get(name="Öresund").sort_key == "}resund"


def test_somebody_unknown_comes_to_our_own_sign_in_page() -> None:
    answer = Client().get("/admin/", follow=True)

    assert answer.redirect_chain[-1][0].startswith("/logga-in/?next=")
    assert "Användarnamn" in text_of(answer)


def test_whoever_is_no_operator_is_refused() -> None:
    client = Client()
    client.force_login(factories.assignment().user)

    answer = client.get("/admin/", follow=True)

    assert answer.status_code == 403
    assert "Du får inte göra detta" in text_of(answer)


def test_an_operator_has_no_way_into_the_product(operator: Client) -> None:
    assert operator.get("/").status_code == 302
    assert operator.get("/api/v1/assignment/").status_code == 403
