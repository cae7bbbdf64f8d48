"""Tests of accounts/actor.py: what an assignment makes of its user on a day."""

from datetime import date, timedelta

import pytest

from accounts.actor import Actor, actor_for
from accounts.kinds import Side, UnitKind
from accounts.models import Assignment, Controller, Unit
from accounts.roles import Permission, Role
from tests import factories
from tests.factories import TODAY
from tests.queries import queries

pytestmark = pytest.mark.django_db


def acting(assignment: Assignment, on: date = TODAY) -> Actor:
    return actor_for(Assignment.objects.with_scope().get(pk=assignment.pk), on)


def test_an_actor_carries_who_what_and_where() -> None:
    ward = factories.ward(name="Medicin 12")
    maria = factories.user(full_name="Maria Ek")
    assignment = factories.assignment(ward, of=maria)

    actor = acting(assignment)

    assert (actor.user_id, actor.user_name, actor.system_name) == (maria.id, "Maria Ek", "")
    assert (actor.assignment_ref, actor.role, actor.purpose) == (assignment.ref, Role.WARD_NURSE, "care")
    assert (actor.scope_name, actor.on, actor.is_system) == ("Medicin 12", TODAY, False)
    assert actor.unit_ids == (ward.id,)
    unit = actor.units[ward.id]
    assert (unit.id, unit.ref, unit.name) == (ward.id, ward.ref, "Medicin 12")
    assert (unit.kind, unit.side) == (UnitKind.WARD, Side.HEALTH)
    assert (unit.controller_id, unit.controller_ref) == (ward.controller_id, ward.controller.ref)
    assert (actor.controller_ids, actor.principal_ids) == ((), ())


def test_a_door_may_tell_another_purpose() -> None:
    assert actor_for(factories.assignment(), TODAY, "follow-up").purpose == "follow-up"


def test_a_system_acts_for_no_unit_and_has_no_role() -> None:
    sweep = Actor.system("sweep")

    assert (sweep.is_system, sweep.system_name, sweep.unit_ids, sweep.role) == (True, "sweep", (), None)
    assert sweep.permissions == frozenset()
    assert sweep.may(Permission.MANAGE_PRINCIPALS)
    assert sweep.signature == {
        "user_id": None,
        "user_name": "",
        "system_name": "sweep",
        "assignment_ref": None,
        "role": "",
    }


def test_an_operator_signs_with_her_name() -> None:
    operator = factories.operator()

    actor = Actor.operator(operator)

    assert actor.is_system
    assert actor.signature == {
        "user_id": operator.id,
        "user_name": "Drift Driftsson",
        "system_name": "operations",
        "assignment_ref": None,
        "role": "",
    }


def test_a_person_signs_with_her_assignment() -> None:
    assignment = factories.assignment(of=factories.user(full_name="Maria Ek"))

    assert acting(assignment).signature == {
        "user_id": assignment.user_id,
        "user_name": "Maria Ek",
        "system_name": "",
        "assignment_ref": assignment.ref,
        "role": "ward_nurse",
    }


@pytest.mark.parametrize(
    ("day", "works"),
    [
        pytest.param(TODAY - timedelta(days=1), False, id="before the unit opens"),
        pytest.param(TODAY, True, id="its first day"),
        pytest.param(TODAY + timedelta(days=5), True, id="its last day"),
        pytest.param(TODAY + timedelta(days=6), False, id="after it has closed"),
    ],
)
def test_a_unit_that_is_not_open_is_left_out(day: date, works: bool) -> None:
    board = factories.board()
    group = factories.group([factories.ward(board), factories.ward(board, valid_from=TODAY, name="Ny")])
    new = Unit.objects.get(name="Ny")
    Unit.objects.filter(id=new.id).update(valid_to=TODAY + timedelta(days=5))

    actor = acting(factories.assignment(group, Role.WARD_NURSE), day)

    assert (new.id in actor.units) is works
    assert len(actor.units) == 1 + works


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        (Role.NEEDS_ASSESSOR, {UnitKind.SOCIAL_SERVICES}),
        (Role.MUNICIPAL_NURSE, {UnitKind.MUNICIPAL_CARE}),
        (Role.PROVIDER_STAFF, {UnitKind.PROVIDER}),
    ],
)
def test_in_a_mixed_team_each_role_acts_on_its_own_side_of_the_wall(role: Role, kinds: set[UnitKind]) -> None:
    board = factories.board(factories.municipality())
    team = factories.group(
        [factories.social_services(board), factories.municipal_care(board), factories.provider(board)]
    )

    actor = acting(factories.assignment(team, role))

    assert {unit.kind for unit in actor.units.values()} == kinds


def test_a_group_may_span_organisations() -> None:
    wards = [factories.ward(name="B"), factories.ward(name="A")]

    actor = acting(factories.assignment(factories.group(wards, "Samordnarna"), Role.DISCHARGE_COORDINATOR))

    assert [unit.name for unit in actor.units.values()] == ["A", "B"]
    assert actor.scope_name == "Samordnarna"
    assert actor.controller_ids == ()


def test_an_assignment_to_a_controller_covers_its_units_of_the_role_s_kind() -> None:
    board = factories.board()
    ward = factories.ward(board)
    factories.open_care(board)
    factories.ward()

    actor = acting(factories.assignment(board, Role.DISCHARGE_COORDINATOR))

    assert actor.unit_ids == (ward.id,)
    assert actor.controller_ids == (board.id,)
    assert actor.principal_ids == ()


def test_an_administrator_covers_organisations_and_no_units() -> None:
    municipality = factories.municipality()
    first, second = factories.board(municipality), factories.private_provider(municipality)
    factories.social_services(first)
    factories.board()

    actor = acting(factories.assignment(municipality, Role.LOCAL_ADMINISTRATOR))

    assert actor.unit_ids == ()
    assert actor.controller_ids == (first.id, second.id)
    assert actor.principal_ids == (municipality.id,)


def test_a_controller_that_has_closed_is_not_covered() -> None:
    board = factories.board()
    assignment = factories.assignment(board)
    Controller.objects.filter(id=board.id).update(valid_to=TODAY)

    assert acting(assignment, TODAY).controller_ids == (board.id,)
    assert acting(assignment, TODAY + timedelta(days=1)).controller_ids == ()


def test_an_assignment_to_a_principal_covers_units_in_all_its_organisations() -> None:
    region = factories.region()
    units = [factories.ward(factories.board(region)), factories.ward(factories.board(region))]
    assignment = factories.assignment(region)
    Assignment.objects.filter(id=assignment.id).update(role=Role.DISCHARGE_COORDINATOR)

    assert set(acting(assignment).unit_ids) == {unit.id for unit in units}


def test_the_units_of_an_actor_are_asked_for_at_once() -> None:
    group = factories.group([factories.ward() for _ in range(4)])
    factories.assignment(group, Role.WARD_NURSE)
    assignment = Assignment.objects.with_scope().get()

    with queries(1):
        actor_for(assignment, TODAY)


def test_an_actor_cannot_be_changed() -> None:
    actor = factories.actor()

    with pytest.raises(TypeError):
        actor.units[7] = next(iter(actor.units.values()))
