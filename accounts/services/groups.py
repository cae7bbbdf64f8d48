"""Named groups of units that one assignment covers together."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from accounts.actor import Actor
from accounts.errors import EmptyGroup
from accounts.models import Unit, UnitGroup
from accounts.permissions import require
from accounts.roles import Permission
from accounts.services.recording import check_version, is_recorded, locked, record, save
from core.sorting import sort_key
from rules.errors import Problem


@transaction.atomic
def create_group(
    *, name: str, units: Collection[Unit], ref: UUID | None = None, by: Actor, now: datetime
) -> UnitGroup:
    """Units get a name together. They may stand on both sides of the wall: each role sees those of its own side.

    ref: chosen by the form, so that one sent twice makes one group.
    """
    _check_members(units, by)
    if ref and is_recorded("group_created", ref, by=by, name=name, units=_refs(units)):
        return UnitGroup.objects.get(ref=ref)
    group = UnitGroup(ref=ref or uuid4(), name=name, sort_key=sort_key(name))
    save(group)
    group.units.set(units)
    record("group_created", group.ref, by=by, now=now, name=name, units=_refs(units))
    return group


@transaction.atomic
def change_group(
    group: UnitGroup,
    *,
    name: str,
    units: Collection[Unit],
    by: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> UnitGroup:
    """The group has another name or other units from now on, for everybody who has an assignment to it.

    The same name and units again change nothing.
    """
    require(by, Permission.MANAGE_UNITS, group)
    _check_members(units, by)
    group = locked(group)
    if group.name == name and set(group.units.all()) == set(units):
        return group
    check_version(group.ref, expected_version)
    group.name, group.sort_key = name, sort_key(name)
    save(group)
    group.units.set(units)
    record("group_changed", group.ref, by=by, now=now, name=name, units=_refs(units))
    return group


def _check_members(units: Collection[Unit], by: Actor) -> None:
    if not units:
        raise EmptyGroup(Problem("units", "a group has at least one unit"))
    for unit in units:
        require(by, Permission.MANAGE_UNITS, unit)


def _refs(units: Collection[Unit]) -> list[str]:
    return sorted(str(unit.ref) for unit in units)
