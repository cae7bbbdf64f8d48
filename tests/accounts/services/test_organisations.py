"""Tests of accounts/services/organisations.py."""

from datetime import date, timedelta
from typing import Any

import pytest

from accounts.actor import Actor
from accounts.errors import AlreadyEnded, StillInUse
from accounts.models import AdministrativeEvent, Controller, Principal
from accounts.services.organisations import (
    close_controller,
    close_principal,
    create_controller,
    create_principal,
    save_organisation,
)
from core.errors import NotVisible
from rules.errors import InvalidInput, NotPermitted
from tests import factories
from tests.factories import NOW, SETUP, TODAY

pytestmark = pytest.mark.django_db

PRINCIPAL: dict[str, Any] = {
    "kind": Principal.Kind.BOTH,
    "code": "0980",
    "name": "Region Örnö",
    "valid_from": TODAY,
    "now": NOW,
}


def last_event() -> AdministrativeEvent:
    return AdministrativeEvent.objects.latest("id")


def problems(refused: pytest.ExceptionInfo[InvalidInput]) -> list[str]:
    return [problem.where for problem in refused.value.problems]


def test_a_principal_begins_with_a_key_that_sorts_it() -> None:
    principal = create_principal(**PRINCIPAL, by=SETUP)

    stored = Principal.objects.get(pk=principal.pk)
    assert (stored.kind, stored.code, stored.name) == ("both", "0980", "Region Örnö")
    assert (stored.sort_key, stored.valid_from, stored.valid_to) == ("region }rn}", TODAY, None)


def test_who_began_it_is_written_down() -> None:
    operator = factories.operator()

    principal = create_principal(**PRINCIPAL, by=Actor.operator(operator))

    event = last_event()
    assert (event.kind, event.subject_ref, event.at) == ("principal_created", principal.ref, NOW)
    assert (event.user_id, event.user_name, event.system_name) == (operator.id, "Drift Driftsson", "operations")
    assert event.data == {"kind": "both", "code": "0980", "name": "Region Örnö", "valid_from": "2026-03-09"}


def test_no_role_begins_a_principal() -> None:
    with pytest.raises(NotPermitted):
        create_principal(**PRINCIPAL, by=factories.administrator(factories.region()))

    assert not Principal.objects.filter(code="0980").exists()


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"name": ""}, ["name"]),
        ({"name": "x" * 121}, ["name"]),
        ({"kind": "kingdom"}, ["kind"]),
        ({"code": "09"}, [""]),
        ({"code": "09801"}, ["code"]),
    ],
)
def test_what_the_table_does_not_allow_is_refused_by_field(wrong: dict[str, Any], where: list[str]) -> None:
    with pytest.raises(InvalidInput) as refused:
        create_principal(**{**PRINCIPAL, **wrong}, by=SETUP)

    assert problems(refused) == where
    assert not AdministrativeEvent.objects.exists()


def test_the_same_code_from_the_same_day_is_refused() -> None:
    create_principal(**PRINCIPAL, by=SETUP)

    with pytest.raises(InvalidInput):
        create_principal(**PRINCIPAL, by=SETUP)


def test_a_controller_begins_under_its_principal() -> None:
    region = factories.region()

    controller = create_controller(
        principal=region,
        kind=Controller.Kind.PRIVATE_PROVIDER,
        name="Ängens Vård AB",
        organisation_number="232100-0131",
        valid_from=TODAY,
        by=factories.administrator(region),
        now=NOW,
    )

    stored = Controller.objects.get(pk=controller.pk)
    assert (stored.principal, stored.kind, stored.name) == (region, "private_provider", "Ängens Vård AB")
    assert (stored.sort_key, stored.organisation_number) == ("|ngens v{rd ab", "232100-0131")
    event = last_event()
    assert (event.kind, event.subject_ref, event.role) == ("controller_created", stored.ref, "local_administrator")
    assert event.data["principal"] == str(region.ref)


def new_controller(**changed: Any) -> Controller:
    given: dict[str, Any] = {
        "kind": Controller.Kind.BOARD,
        "name": "Nämnden",
        "valid_from": TODAY,
        "by": SETUP,
        "now": NOW,
    }
    return create_controller(**{**given, **changed})


def test_a_controller_s_administrator_makes_no_controllers_beside_it() -> None:
    board = factories.board()

    with pytest.raises(NotPermitted):
        new_controller(principal=board.principal, by=factories.administrator(board))


@pytest.mark.parametrize("valid_from", [date(2019, 12, 31), TODAY + timedelta(days=2)])
def test_a_controller_begins_while_its_principal_is_open(valid_from: date) -> None:
    region = close_principal(factories.region(), last_day=TODAY + timedelta(days=1), by=SETUP, now=NOW)

    with pytest.raises(InvalidInput) as refused:
        new_controller(principal=region, valid_from=valid_from)

    assert problems(refused) == ["valid_from"]


def test_a_wrong_organisation_number_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        new_controller(principal=factories.region(), organisation_number="232100-0132")

    assert problems(refused) == ["organisation_number"]


def test_a_principal_ends_when_its_controllers_have() -> None:
    board = factories.board()
    close_controller(board, last_day=TODAY, by=SETUP, now=NOW)

    principal = close_principal(board.principal, last_day=TODAY, by=SETUP, now=NOW)

    assert Principal.objects.get(pk=principal.pk).valid_to == TODAY
    assert (last_event().kind, last_event().data) == ("principal_closed", {"last_day": "2026-03-09"})


def test_a_principal_with_an_open_controller_does_not_end() -> None:
    board = factories.board(name="Nämnden för äldre")

    with pytest.raises(StillInUse) as refused:
        close_principal(board.principal, last_day=TODAY, by=SETUP, now=NOW)

    assert refused.value.facts == {"by": "Nämnden för äldre"}
    assert Principal.objects.get(pk=board.principal_id).valid_to is None


def test_a_controller_that_lasts_longer_keeps_its_principal() -> None:
    board = factories.board()
    close_controller(board, last_day=TODAY + timedelta(days=1), by=SETUP, now=NOW)

    with pytest.raises(StillInUse):
        close_principal(board.principal, last_day=TODAY, by=SETUP, now=NOW)


def test_no_role_ends_a_principal() -> None:
    region = factories.region()

    with pytest.raises(NotPermitted):
        close_principal(region, last_day=TODAY, by=factories.administrator(region), now=NOW)


def test_a_controller_ends_when_its_units_have_closed() -> None:
    board = factories.board()

    closed = close_controller(board, last_day=TODAY, by=factories.administrator(board.principal), now=NOW)

    assert Controller.objects.get(pk=closed.pk).valid_to == TODAY
    assert (last_event().kind, last_event().subject_ref) == ("controller_closed", board.ref)


def test_a_controller_with_an_open_unit_does_not_end() -> None:
    ward = factories.ward(name="Medicin 12")

    with pytest.raises(StillInUse) as refused:
        close_controller(ward.controller, last_day=TODAY, by=SETUP, now=NOW)

    assert refused.value.facts == {"by": "Medicin 12"}


def test_a_controller_is_ended_by_its_principal_s_administrator_and_not_by_its_own() -> None:
    board = factories.board()

    with pytest.raises(NotPermitted):
        close_controller(board, last_day=TODAY, by=factories.administrator(board), now=NOW)


@pytest.mark.parametrize("close", [close_principal, close_controller])
def test_nothing_ends_twice(close: Any) -> None:
    thing = factories.region() if close is close_principal else factories.board()
    close(thing, last_day=TODAY, by=SETUP, now=NOW)

    with pytest.raises(AlreadyEnded) as refused:
        close(thing, last_day=TODAY, by=SETUP, now=NOW)

    assert refused.value.facts == {"on": TODAY}


@pytest.mark.parametrize("close", [close_principal, close_controller])
def test_nothing_ends_before_today(close: Any) -> None:
    thing = factories.region() if close is close_principal else factories.board()

    with pytest.raises(InvalidInput) as refused:
        close(thing, last_day=TODAY - timedelta(days=1), by=SETUP, now=NOW)

    assert problems(refused) == ["last_day"]


def test_today_is_the_day_in_sweden() -> None:
    before_midnight_in_utc = NOW.replace(hour=23, minute=30)

    with pytest.raises(InvalidInput):
        close_principal(factories.region(), last_day=TODAY, by=SETUP, now=before_midnight_in_utc)


def test_what_an_operator_corrects_is_sorted_anew_and_written_down() -> None:
    board = factories.board()
    board.name = "Äldrenämnden"

    save_organisation(board, by=Actor.operator(factories.operator()), now=NOW)

    assert Controller.objects.get(pk=board.pk).sort_key == "|ldren|mnden"
    assert (last_event().kind, last_event().data["name"]) == ("organisation_saved", "Äldrenämnden")
    assert last_event().data["valid_from"] == "2020-01-01"


def test_only_operators_correct_organisations_by_hand() -> None:
    board = factories.board()

    with pytest.raises(NotPermitted):
        save_organisation(board, by=factories.administrator(board.principal), now=NOW)


def test_who_may_not_know_of_organisations_does_not_learn_of_them() -> None:
    board = factories.board()

    with pytest.raises(NotVisible):
        new_controller(principal=board.principal, by=factories.without_permissions(factories.administrator(board)))
