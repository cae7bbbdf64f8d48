"""Tests of accounts/permissions.py on the tables of accounts: can, visible and require agree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from accounts.actor import Actor
from accounts.models import ApiToken, Assignment, Controller, Principal, Unit, UnitGroup, User
from accounts.models.guarded import Guarded
from accounts.permissions import can, require, visible
from accounts.roles import ROLES, Permission, Role
from accounts.services.tokens import create_token
from core.errors import NotVisible
from rules.errors import NotPermitted
from tests import factories
from tests.factories import NOW, SETUP

pytestmark = pytest.mark.django_db


@dataclass
class World:
    """Two regions; in the first one two boards, whose first has an administrator, a nurse and what they meet."""

    board: Controller
    other_board: Controller
    elsewhere: Controller
    administrator: Actor
    regional_administrator: Actor
    nurse: Actor


@pytest.fixture
def world() -> World:
    region = factories.region()
    board, other = factories.board(region), factories.board(region)
    return World(
        board,
        other,
        factories.board(),
        factories.administrator(board),
        factories.administrator(region),
        factories.actor(factories.ward(board)),
    )


def a_token(assignment: Assignment) -> ApiToken:
    made, _ = create_token(assignment=assignment, name="x", expires_at=NOW.replace(year=2027), by=SETUP, now=NOW)
    return made


@pytest.mark.parametrize("role", Role)
def test_without_a_thing_the_role_decides(role: Role) -> None:
    actor = Actor(1, "Maria", "", None, role, "care")

    assert {permission for permission in Permission if can(actor, permission)} == ROLES[role].permissions


def test_a_system_may_what_its_service_does(world: World) -> None:
    assert can(SETUP, Permission.MANAGE_PRINCIPALS)
    assert can(SETUP, Permission.MANAGE_UNITS, world.board)
    require(SETUP, Permission.MANAGE_USERS, world.board)


@pytest.mark.parametrize("thing", [lambda w: w.board, lambda w: w.board.principal, lambda w: factories.ward(w.board)])
def test_everybody_sees_the_directory_and_nobody_without_a_role_does(world: World, thing: Any) -> None:
    seen = thing(world)

    assert can(world.nurse, Permission.SEE_DIRECTORY, seen)
    assert visible(world.nurse, type(seen).objects.all()).filter(pk=seen.pk).exists()
    assert not visible(factories.without_permissions(world.nurse), type(seen).objects.all()).exists()
    assert visible(SETUP, type(seen).objects.all()).filter(pk=seen.pk).exists()


def test_an_administrator_administers_her_own_organisation_and_no_other(world: World) -> None:
    allowed = {
        name
        for name, thing in {
            "her controller": world.board,
            "a unit of it": factories.ward(world.board),
            "the controller beside it": world.other_board,
            "a unit there": factories.ward(world.other_board),
            "the region": world.board.principal,
            "another region's controller": world.elsewhere,
        }.items()
        if can(world.administrator, Permission.MANAGE_UNITS, thing)
    }

    assert allowed == {"her controller", "a unit of it"}


def test_a_region_s_administrator_administers_all_of_it(world: World) -> None:
    allowed = {
        name
        for name, thing in {
            "the region": world.board.principal,
            "a controller": world.board,
            "the other": world.other_board,
            "a unit there": factories.ward(world.other_board),
            "another region": world.elsewhere.principal,
            "another region's controller": world.elsewhere,
        }.items()
        if can(world.regional_administrator, Permission.MANAGE_UNITS, thing)
    }

    assert allowed == {"the region", "a controller", "the other", "a unit there"}


def test_who_is_no_administrator_administers_nothing_of_her_own_either(world: World) -> None:
    coordinator = factories.actor(world.board, Role.DISCHARGE_COORDINATOR)

    assert coordinator.controller_ids == (world.board.id,)
    assert not can(coordinator, Permission.MANAGE_UNITS, world.board)


def test_a_group_is_administered_by_whoever_covers_all_its_units(world: World) -> None:
    here, there = factories.ward(world.board), factories.ward(world.other_board)
    own, mixed = factories.group([here]), factories.group([here, there])

    assert can(world.administrator, Permission.MANAGE_UNITS, own)
    assert not can(world.administrator, Permission.MANAGE_UNITS, mixed)
    assert can(world.regional_administrator, Permission.MANAGE_UNITS, mixed)


def test_a_group_is_seen_by_those_who_work_in_it_or_administer_a_part_of_it(world: World) -> None:
    here, there = factories.ward(world.board), factories.ward(world.elsewhere)
    group = factories.group([here, there])
    outsiders = factories.group([there])

    assert set(visible(world.administrator, UnitGroup.objects.all())) == {group}
    assert set(visible(factories.actor(here), UnitGroup.objects.all())) == {group}
    assert set(visible(factories.actor(there), UnitGroup.objects.all())) == {group, outsiders}
    assert set(visible(world.nurse, UnitGroup.objects.all())) == set()
    assert set(visible(SETUP, UnitGroup.objects.all())) == {group, outsiders}


Place = Callable[[World], Any]


@pytest.mark.parametrize(
    ("scope", "role", "managed"),
    [
        pytest.param(lambda w: factories.ward(w.board), Role.WARD_NURSE, True, id="to a unit of hers"),
        pytest.param(lambda w: w.board, Role.ECONOMIST, True, id="to her controller"),
        pytest.param(lambda w: factories.group([factories.ward(w.board)]), Role.WARD_NURSE, True, id="to her group"),
        pytest.param(
            lambda w: factories.group([factories.ward(w.board), factories.ward(w.elsewhere)]),
            Role.WARD_NURSE,
            False,
            id="to a group that reaches outside",
        ),
        pytest.param(lambda w: factories.ward(w.other_board), Role.WARD_NURSE, False, id="to another's unit"),
        pytest.param(lambda w: w.board.principal, Role.ECONOMIST, False, id="to the whole region"),
    ],
)
def test_assignments_are_seen_and_administered_by_what_they_are_for(
    world: World, scope: Place, role: Role, managed: bool
) -> None:
    assignment = factories.assignment(scope(world), role)

    assert can(world.administrator, Permission.MANAGE_USERS, assignment) is managed
    assert visible(world.administrator, Assignment.objects.filter(pk=assignment.pk)).exists() is managed
    assert not can(world.nurse, Permission.MANAGE_USERS, assignment)
    assert not visible(world.nurse, Assignment.objects.filter(pk=assignment.pk)).exists()


def test_a_region_s_administrator_administers_assignments_to_the_region(world: World) -> None:
    assignment = factories.assignment(world.board.principal, Role.ECONOMIST)

    assert can(world.regional_administrator, Permission.MANAGE_USERS, assignment)


def test_one_sees_one_s_own_assignments_and_administers_none_of_them(world: World) -> None:
    own = Assignment.objects.get(ref=world.administrator.assignment_ref)

    assert visible(world.administrator, Assignment.objects.filter(pk=own.pk)).exists()
    assert not can(world.administrator, Permission.MANAGE_USERS, own)
    assert visible(SETUP, Assignment.objects.filter(pk=own.pk)).exists()


def test_a_user_is_administered_by_whoever_covers_all_her_assignments(world: World) -> None:
    here = factories.assignment(factories.ward(world.board)).user
    both = factories.assignment(factories.ward(world.board)).user
    factories.assignment(factories.ward(world.elsewhere), of=both)
    there = factories.assignment(factories.ward(world.elsewhere)).user
    nobody = factories.user()

    managed = [can(world.administrator, Permission.MANAGE_USERS, user) for user in (here, both, there, nobody)]
    seen = set(visible(world.administrator, User.objects.all()))

    assert managed == [True, False, False, True]
    assert {here, both, nobody} <= seen
    assert there not in seen


@pytest.mark.parametrize("over", ["ended", "revoked"])
def test_an_assignment_that_is_over_elsewhere_does_not_keep_a_user_from_her_administrator(
    world: World, over: str
) -> None:
    moved = factories.assignment(factories.ward(world.board)).user
    earlier = factories.assignment(factories.ward(world.elsewhere), of=moved)
    if over == "ended":
        Assignment.objects.filter(pk=earlier.pk).update(valid_to=world.administrator.on.replace(day=8))
    else:
        Assignment.objects.filter(pk=earlier.pk).update(revoked_at=NOW)

    assert can(world.administrator, Permission.MANAGE_USERS, moved)


@pytest.mark.parametrize("scope", [lambda w: w.board, lambda w: w.board.principal])
def test_users_of_controllers_and_of_the_region_are_seen_by_the_region_s_administrator(
    world: World, scope: Place
) -> None:
    user = factories.assignment(scope(world), Role.ECONOMIST).user
    grouped = factories.assignment(factories.group([factories.ward(world.board)]), Role.WARD_NURSE).user

    assert {user, grouped} <= set(visible(world.regional_administrator, User.objects.all()))


def test_a_user_is_listed_once_however_many_assignments_she_has(world: World) -> None:
    user = factories.assignment(factories.ward(world.board)).user
    factories.assignment(factories.ward(world.board), of=user)

    assert list(visible(world.administrator, User.objects.all())).count(user) == 1


def test_nobody_administers_an_operator(world: World) -> None:
    assert not can(world.administrator, Permission.MANAGE_USERS, factories.operator())


def test_who_is_no_administrator_sees_only_herself(world: World) -> None:
    own = User.objects.get(id=world.nurse.user_id)

    assert set(visible(world.nurse, User.objects.all())) == {own}
    assert not can(world.nurse, Permission.MANAGE_USERS, own)
    assert can(world.nurse, Permission.SEE_DIRECTORY, own)
    assert set(visible(SETUP, User.objects.all())) == set(User.objects.all())


def test_a_token_is_seen_and_administered_as_its_assignment_is(world: World) -> None:
    here = a_token(factories.assignment(factories.ward(world.board)))
    there = a_token(factories.assignment(factories.ward(world.elsewhere)))

    assert set(visible(world.administrator, ApiToken.objects.all())) == {here}
    assert can(world.administrator, Permission.MANAGE_USERS, here)
    assert not can(world.administrator, Permission.MANAGE_USERS, there)


def test_what_is_seen_and_not_one_s_to_do_is_not_permitted(world: World) -> None:
    with pytest.raises(NotPermitted) as refused:
        require(world.nurse, Permission.MANAGE_UNITS, world.board)

    assert refused.value.facts == {"permission": "manage_units"}


def test_what_is_not_seen_does_not_exist(world: World) -> None:
    hidden = factories.assignment(factories.ward(world.elsewhere))

    with pytest.raises(NotVisible):
        require(world.administrator, Permission.MANAGE_USERS, hidden)


def test_without_a_thing_the_refusal_is_that_it_is_not_permitted(world: World) -> None:
    with pytest.raises(NotPermitted):
        require(world.nurse, Permission.MANAGE_USERS)


def test_what_may_be_done_is_not_refused(world: World) -> None:
    require(world.administrator, Permission.MANAGE_UNITS, world.board)
    require(world.administrator, Permission.MANAGE_USERS)


@pytest.mark.parametrize("table", [Principal, Controller, Unit, UnitGroup, User, Assignment, ApiToken])
def test_seeing_one_row_and_seeing_the_rows_is_the_same(world: World, table: Any) -> None:
    a_token(factories.assignment(factories.ward(world.elsewhere)))
    a_token(factories.assignment(factories.ward(world.board)))
    factories.group([factories.ward(world.elsewhere)])

    for actor in (world.nurse, world.administrator, world.regional_administrator):
        for row in table.objects.all():
            seen = visible(actor, table.objects.filter(pk=row.pk)).exists()
            assert can(actor, Permission.SEE_DIRECTORY, row) is seen


def test_a_table_that_says_nothing_else_leaves_it_to_the_role(world: World) -> None:
    assert Guarded.permissions_of(world.board, world.nurse) == ROLES[Role.WARD_NURSE].permissions
