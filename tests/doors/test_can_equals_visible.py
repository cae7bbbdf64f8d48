"""Whether somebody may read a thing is whether she finds it: `can` and `visible` agree, for everybody and every row."""

from __future__ import annotations

from typing import Any, Final

import pytest
from django.apps import apps

from accounts.models import ApiToken, Assignment, Controller, Principal, Unit, UnitGroup, User
from accounts.permissions import can, visible
from accounts.roles import ROLES, Permission, Rights
from discharge.models import Case, Deadline, Draft, Episode, Event, Notice, Patient, Receipt, Turn
from notifications.models import InAppNotice
from tests.doors.world import About, Scope, World, scopes

# What reading each kind of thing asks for.
READING: Final[dict[Any, Permission]] = {
    Principal: Permission.SEE_DIRECTORY,
    Controller: Permission.SEE_DIRECTORY,
    Unit: Permission.SEE_DIRECTORY,
    UnitGroup: Permission.SEE_DIRECTORY,
    User: Permission.SEE_DIRECTORY,
    Assignment: Permission.SEE_DIRECTORY,
    ApiToken: Permission.SEE_DIRECTORY,
    Patient: Permission.READ_CASE,
    Case: Permission.READ_CASE,
    Notice: Permission.READ_CASE,
    Receipt: Permission.READ_CASE,
    Event: Permission.READ_CASE,
    Turn: Permission.READ_CASE,
    Deadline: Permission.READ_CASE,
    Draft: Permission.READ_CASE,
    Episode: Permission.READ_CASE,
    InAppNotice: Permission.READ_CASE,
}
# Everybody needs to know whom to write to.
DIRECTORY: Final = {Principal, Controller, Unit}


def name_of(value: Any) -> str:
    return str(value.__name__)


def test_every_kind_of_thing_that_is_guarded_is_asked_about() -> None:
    guarded = {model for model in apps.get_models() if hasattr(model._default_manager.all(), "visible_to")}

    assert set(READING) == guarded


def test_whoever_acts_for_a_unit_may_read_cases_so_that_lists_need_not_ask() -> None:
    assert [role for role, rights in ROLES.items() if rights.unit_kinds and not can_read(rights)] == []


def can_read(rights: Rights) -> bool:
    return Permission.READ_CASE in rights.permissions


@pytest.mark.parametrize("model", READING, ids=name_of)
def test_can_read_is_visible(world: World, model: Any) -> None:
    rows = list(model._default_manager.all())
    wrong = []
    for name, actor in world.actors.items():
        seen = set(visible(actor, model._default_manager.all()).values_list("pk", flat=True))
        wrong += [(name, row) for row in rows if can(actor, READING[model], row) != (row.pk in seen)]

    assert wrong == []
    assert rows != []


@pytest.mark.parametrize("model", [one for one in READING if one not in DIRECTORY], ids=name_of)
def test_not_everybody_sees_the_same(world: World, model: Any) -> None:
    numbers = {visible(actor, model._default_manager.all()).count() for actor in world.actors.values()}

    assert len(numbers) > 1


def test_every_role_sees_of_its_home_unit_s_cases_what_the_matrix_takes_for_visible(world: World) -> None:
    for role, who in world.roles.items():
        expected = {Scope.OWN} if who.actor and who.actor.unit_ids else set()
        for about in (About.CASE, About.RECEIVED, About.SENT, About.PATIENT, About.DRAFT):
            beside = {Scope.BESIDE} if expected and about in (About.RECEIVED, About.SENT) else set()
            seen = {scope for scope in Scope if is_visible(world, about, scope, role)}

            assert (role, about, seen) == (role, about, expected | beside)


def is_visible(world: World, about: About, scope: Scope, role: Any) -> bool:
    who = world.roles[role]
    if scope not in scopes(about) or scope is Scope.NOWHERE or who.actor is None:
        return False
    thing: Any = world.thing(about, scope, who)
    return visible(who.actor, type(thing).objects.filter(pk=thing.pk)).exists()
