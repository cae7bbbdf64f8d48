"""Who acts: built at the doors from the chosen assignment, or for scheduled work from a name; handed on unchanged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from accounts.kinds import Side, UnitKind
from accounts.models import Assignment, Unit
from accounts.roles import ROLES, Role


@dataclass(frozen=True, slots=True)
class ActingUnit:
    """A unit that the actor may act for, with what every check needs of it."""

    id: int
    ref: UUID
    name: str
    kind: UnitKind
    side: Side
    controller_id: int
    controller_ref: UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in one assignment, or a named system. Every service takes one as `by`.

    `units`: what the assignment covers today, by id. `controller_ids`: organisations it covers as a whole.
    """

    user_id: int | None
    user_name: str
    system_name: str
    assignment_ref: UUID | None
    role: Role | None
    purpose: str
    units: Mapping[int, ActingUnit]
    controller_ids: tuple[int, ...] = ()

    @classmethod
    def system(cls, name: str) -> Actor:
        """Scheduled work, which acts for no unit and is allowed what its service is for."""
        return cls(None, "", name, None, None, name, MappingProxyType({}))

    @property
    def is_system(self) -> bool:
        return self.system_name != ""

    @property
    def unit_ids(self) -> tuple[int, ...]:
        return tuple(self.units)


def actor_for(assignment: Assignment, on: date, purpose: str) -> Actor:
    """The actor that an assignment makes of its user on a day.

    Units that are closed, or of a kind that the role does not work at, are left out.
    """
    kinds = ROLES[assignment.role].unit_kinds
    units = covered_units(assignment).valid_on(on).filter(kind__in=kinds).select_related("controller").order_by("sort_key")
    return Actor(
        user_id=assignment.user_id,
        user_name=assignment.user.full_name,
        system_name="",
        assignment_ref=assignment.ref,
        role=Role(assignment.role),
        purpose=purpose,
        units=MappingProxyType({unit.id: _acting(unit) for unit in units}),
        controller_ids=_controllers(assignment),
    )


def covered_units(assignment: Assignment):
    """The units in an assignment's scope, whatever their dates."""
    if assignment.unit_id is not None:
        return Unit.objects.filter(id=assignment.unit_id)
    if assignment.group_id is not None:
        return Unit.objects.filter(groups=assignment.group_id)
    if assignment.controller_id is not None:
        return Unit.objects.filter(controller_id=assignment.controller_id)
    return Unit.objects.filter(controller__principal_id=assignment.principal_id)


def _acting(unit: Unit) -> ActingUnit:
    return ActingUnit(
        id=unit.id,
        ref=unit.ref,
        name=unit.name,
        kind=UnitKind(unit.kind),
        side=unit.side,
        controller_id=unit.controller_id,
        controller_ref=unit.controller.ref,
    )


def _controllers(assignment: Assignment) -> tuple[int, ...]:
    """The organisations that an assignment without units covers: an administrator's, an economist's, a reviewer's."""
    if assignment.controller_id is not None:
        return (assignment.controller_id,)
    if assignment.principal_id is not None:
        return tuple(assignment.principal.controllers.order_by("id").values_list("id", flat=True))
    return ()
