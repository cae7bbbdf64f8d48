"""Units open, change and close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from accounts.actor import Actor
from accounts.errors import KindNotHere, NotItsParent, NotItsStandIn, NotOpenThen, StillInUse
from accounts.kinds import Speciality, UnitKind
from accounts.models import Controller, Unit
from accounts.permissions import require
from accounts.roles import Permission
from accounts.services.organisations import check_last_day
from accounts.services.recording import check_version, is_recorded, locked, record, save
from core.sorting import sort_key
from rules.errors import Problem


@dataclass(frozen=True, kw_only=True)
class UnitDetails:
    """What may change while the unit is the same; its kind and controller may not."""

    name: str
    speciality: Speciality
    parent: Unit | None = None
    hsa_id: str = ""
    phone: str = ""
    hours: str = ""
    after_hours: str = ""
    send_here: str = ""
    stand_in: Unit | None = None
    district: str = ""
    discreet: bool = False
    outside: str = ""


@transaction.atomic
def create_unit(
    *,
    controller: Controller,
    kind: UnitKind,
    details: UnitDetails,
    valid_from: date,
    ref: UUID | None = None,
    by: Actor,
    now: datetime,
) -> Unit:
    """A unit opens. ref: chosen by the form, so that one sent twice opens one unit."""
    require(by, Permission.MANAGE_UNITS, controller)
    data = {"controller": controller, "kind": kind, "valid_from": valid_from, **_described(details)}
    if ref and is_recorded("unit_created", ref, by=by, **data):
        return Unit.objects.get(ref=ref)
    if kind not in kinds_of(controller):
        raise KindNotHere(Problem("kind", f"{controller.kind} of {controller.principal.kind} has no {kind}"))
    if not controller.is_valid_on(valid_from):
        raise NotOpenThen(Problem("valid_from", "the controller is not open on that day"))
    unit = Unit(ref=ref or uuid4(), controller=controller, kind=kind, valid_from=valid_from)
    _apply(unit, details)
    save(unit)
    record("unit_created", unit.ref, by=by, now=now, **data)
    return unit


@transaction.atomic
def change_unit(
    unit: Unit, *, details: UnitDetails, by: Actor, now: datetime, expected_version: int | None = None
) -> Unit:
    """The unit is known by other details from now on. The same details again change nothing."""
    require(by, Permission.MANAGE_UNITS, unit)
    unit = locked(unit)
    changed = {name: value for name, value in _described(details).items() if value != getattr(unit, name)}
    if not changed:
        return unit
    check_version(unit.ref, expected_version)
    _apply(unit, details)
    save(unit)
    record("unit_changed", unit.ref, by=by, now=now, **changed)
    return unit


@transaction.atomic
def close_unit(unit: Unit, *, last_day: date, by: Actor, now: datetime) -> Unit:
    """The unit's last day, included. Assignments to it end with it; those that would begin later are revoked.

    Raises: StillInUse while a part of it, or a unit that it stands in for, is open longer.
    """
    require(by, Permission.MANAGE_UNITS, unit)
    unit = locked(unit)
    check_last_day(unit.valid_to, last_day, now)
    for dependent in (unit.parts, unit.stands_in_for):
        if remaining := dependent.not_over_on(last_day).exclude(valid_to=last_day).first():
            raise StillInUse("another open unit depends on the unit", by=remaining.name)
    unit.valid_to = last_day
    save(unit)
    longer = unit.assignments.not_over_on(last_day).exclude(valid_to=last_day)
    ended = sorted(str(ref) for ref in longer.values_list("ref", flat=True))
    longer.filter(valid_from__gt=last_day).update(revoked_at=now)
    longer.update(valid_to=last_day)
    record("unit_closed", unit.ref, by=by, now=now, last_day=last_day, assignments=ended)
    return unit


def kinds_of(controller: Controller) -> Sequence[UnitKind]:
    """The kinds of units that it may have: wards and open care are a region's, social services a municipality's.

    Decisions under SoL are made by a board, never by a private provider. Nursing at home is run by the region in some
    counties.
    """
    principal = controller.principal
    fits = {
        UnitKind.WARD: principal.is_region,
        UnitKind.SOCIAL_SERVICES: principal.is_municipality and controller.kind == Controller.Kind.BOARD,
        UnitKind.MUNICIPAL_CARE: True,
        UnitKind.OPEN_CARE: principal.is_region,
        UnitKind.PROVIDER: principal.is_municipality,
    }
    return [kind for kind in UnitKind if fits[kind]]


def _apply(unit: Unit, details: UnitDetails) -> None:
    """Set the details, having checked the units that they point at."""
    _check_parent(unit, details.parent)
    _check_stand_in(unit, details.stand_in)
    for name, value in _described(details).items():
        setattr(unit, name, value)
    unit.sort_key = sort_key(details.name)


def _check_parent(unit: Unit, parent: Unit | None) -> None:
    above = parent
    while above is not None:
        if above == unit:
            raise NotItsParent(Problem("parent", "the unit would be a part of itself"))
        if above.controller_id != unit.controller_id or above.valid_to is not None:
            raise NotItsParent(Problem("parent", "is not an open unit of the same controller"))
        above = above.parent


def _check_stand_in(unit: Unit, stand_in: Unit | None) -> None:
    """A stand-in reads what was sent to the unit: only inside one controller and one side of the wall."""
    if stand_in is not None and (
        stand_in.controller_id != unit.controller_id or stand_in.side != unit.side or stand_in.valid_to is not None
    ):
        raise NotItsStandIn(Problem("stand_in", "is not an open unit of the same controller and side"))


def _described(details: UnitDetails) -> dict[str, object]:
    return {field.name: getattr(details, field.name) for field in fields(details)}
