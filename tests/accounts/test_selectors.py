"""Tests of accounts/selectors.py."""

from datetime import timedelta

import pytest

from accounts import selectors
from accounts.kinds import UnitKind
from accounts.roles import Role
from accounts.selectors import assignments_of, directory, units_of
from accounts.services.assignments import revoke_assignment
from accounts.services.units import close_unit
from tests import factories
from tests.factories import NOW, SETUP, TODAY
from tests.queries import queries

pytestmark = pytest.mark.django_db

TOMORROW = TODAY + timedelta(days=1)


def names(page: object) -> list[str]:
    return [unit.name for unit in page]


def test_assignments_are_listed_by_what_they_are_for() -> None:
    maria, board = factories.user(), factories.board()
    for name in ("Östra", "Åttan", "Adam"):
        factories.assignment(factories.ward(board, name), of=maria)
    factories.assignment(factories.group([factories.ward(board)], "Bamse"), Role.WARD_NURSE, of=maria)
    factories.assignment(of=factories.user())

    assert [one.scope.name for one in assignments_of(maria, TODAY)] == ["Adam", "Bamse", "Åttan", "Östra"]


def test_roles_at_one_place_stand_in_their_order() -> None:
    maria, ward = factories.user(), factories.ward()
    for role in (Role.WARD_NURSE, Role.DISCHARGE_COORDINATOR):
        factories.assignment(ward, role, of=maria)

    assert [one.role for one in assignments_of(maria, TODAY)] == ["discharge_coordinator", "ward_nurse"]


def test_only_assignments_that_hold_on_the_day_are_listed() -> None:
    maria = factories.user()
    holds = factories.assignment(of=maria)
    factories.assignment(of=maria, valid_from=TOMORROW)
    factories.assignment(of=maria, valid_to=TODAY - timedelta(days=1))
    revoke_assignment(factories.assignment(of=maria), by=SETUP, now=NOW)

    assert assignments_of(maria, TODAY) == [holds]


def test_assignments_are_asked_for_at_once() -> None:
    maria = factories.user()
    factories.assignment(of=maria)
    factories.assignment(factories.board(), of=maria)

    with queries(1):
        assert len([(one.scope.name, str(one)) for one in assignments_of(maria, TODAY)]) == 2


def test_the_directory_has_every_open_unit_in_swedish_order() -> None:
    for name in ("Östra vårdcentralen", "Ängens avdelning", "Zeta", "Åby", "adam"):
        factories.ward(name=name)
    close_unit(factories.ward(name="Stängd"), last_day=TODAY, by=SETUP, now=NOW)
    factories.ward(name="Öppnar i övermorgon", valid_from=TODAY + timedelta(days=2))

    found = directory(SETUP, on=TOMORROW)

    assert names(found) == ["adam", "Zeta", "Åby", "Ängens avdelning", "Östra vårdcentralen"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        pytest.param("", ["Medicin 12", "Medicin 13", "Östra vårdcentralen"], id="nothing"),
        pytest.param("medicin", ["Medicin 12", "Medicin 13"], id="a part of the name"),
        pytest.param("MEDICIN 12", ["Medicin 12"], id="in capitals"),
        pytest.param("12 medicin", ["Medicin 12"], id="in any order"),
        pytest.param("öst", ["Östra vårdcentralen"], id="with its dots"),
        pytest.param("ost", [], id="without its dots it is another word"),
        pytest.param("söder", ["Medicin 13"], id="the district"),
        pytest.param("hälsoval", ["Östra vårdcentralen"], id="the controller"),
        pytest.param("hälsoval medicin", [], id="not all of it"),
        pytest.param("%", [], id="a sign that the database reads otherwise"),
        pytest.param("   ", ["Medicin 12", "Medicin 13", "Östra vårdcentralen"], id="only spaces"),
    ],
)
def test_each_word_of_a_search_is_part_of_the_unit_or_its_controller(search: str, found: list[str]) -> None:
    region = factories.region()
    hospital, open_care = factories.board(region, "Sjukhusstyrelsen"), factories.board(region, "Hälsovalsnämnden")
    factories.ward(hospital, "Medicin 12")
    factories.ward(hospital, "Medicin 13", district="Södermalm eller Söder")
    factories.open_care(open_care, "Östra vårdcentralen")

    assert names(directory(SETUP, on=TODAY, search=search)) == found


def test_the_directory_can_be_asked_for_one_kind() -> None:
    factories.ward(name="Medicin 12")
    factories.open_care(name="Vårdcentralen")

    assert names(directory(SETUP, on=TODAY, kind=UnitKind.OPEN_CARE)) == ["Vårdcentralen"]


def test_the_directory_has_fifty_units_a_page() -> None:
    assert directory(SETUP, on=TODAY).paginator.per_page == 50


def test_a_page_beyond_the_last_is_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "PAGE_SIZE", 2)
    board = factories.board()
    for name in "ABCDE":
        factories.ward(board, name)

    pages = [directory(SETUP, on=TODAY, page=number) for number in (1, 2, 3, 4)]

    assert [names(page) for page in pages] == [["A", "B"], ["C", "D"], ["E"], ["E"]]
    assert (pages[0].has_next(), pages[2].has_next(), pages[0].paginator.count) == (True, False, 5)


def test_units_of_one_name_keep_their_places_from_page_to_page() -> None:
    board = factories.board()
    made = [factories.ward(board, "Avdelningen").id for _ in range(3)]

    assert [unit.id for unit in directory(SETUP, on=TODAY)] == made


def test_a_page_of_the_directory_takes_two_questions() -> None:
    for _ in range(3):
        factories.ward()

    with queries(2):
        page = directory(SETUP, on=TODAY)
        assert all(unit.controller.principal.name and unit.stand_in is None for unit in page)


def test_whoever_may_not_see_the_directory_sees_nothing() -> None:
    actor = factories.actor()

    assert len(directory(actor, on=TODAY)) == 1
    assert len(directory(factories.without_permissions(actor), on=TODAY)) == 0


def test_the_units_of_an_actor_are_those_she_acts_for() -> None:
    board = factories.board()
    wards = [factories.ward(board, name) for name in ("Ö", "A")]
    factories.ward(board, "B")
    actor = factories.actor(factories.group(wards), Role.WARD_NURSE)

    with queries(1):
        assert [(unit.name, unit.controller.name) for unit in units_of(actor)] == [("A", "Nämnden"), ("Ö", "Nämnden")]


def test_a_system_acts_for_no_units() -> None:
    factories.ward()

    assert units_of(SETUP) == []
