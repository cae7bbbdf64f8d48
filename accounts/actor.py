"""Who acts: built at the doors from the chosen assignment, or for scheduled work from a name; handed on unchanged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from accounts.kinds import Side, UnitKind
from accounts.models import Assignment, Controller, Unit, User
from accounts.models.organisations import DirectoryQuerySet
from accounts.roles import ROLES, Permission, Role

# The name that the people who run the installation act under.
OPERATIONS = "operations"


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

    `on`: the day in Sweden that it was built for. `units`: what the assignment covers that day, by id.
    `controller_ids`, `principal_ids`: organisations it covers as a whole. `scope_name`: what it covers, in words.
    """

    user_id: int | None
    user_name: str
    system_name: str
    assignment_ref: UUID | None
    role: Role | None
    purpose: str
    units: Mapping[int, ActingUnit] = field(default_factory=lambda: MappingProxyType({}))
    controller_ids: tuple[int, ...] = ()
    principal_ids: tuple[int, ...] = ()
    scope_name: str = ""
    on: date = date.min

    @classmethod
    def system(cls, name: str) -> Actor:
        """Scheduled work, which acts for no unit and is allowed what its service is for."""
        return cls(None, "", name, None, None, purpose=name)

    @classmethod
    def operator(cls, user: User) -> Actor:
        """One of those who run the installation: reference data, and no patients."""
        return cls(user.id, user.full_name, OPERATIONS, None, None, purpose=OPERATIONS)

    @property
    def is_system(self) -> bool:
        """Whether no assignment stands behind it."""
        return self.system_name != ""

    @property
    def unit_ids(self) -> tuple[int, ...]:
        """The units it may act for."""
        return tuple(self.units)

    @property
    def permissions(self) -> frozenset[Permission]:
        """What its role may do at all; none for a system, which is not asked."""
        return ROLES[self.role].permissions if self.role else frozenset()

    def may(self, permission: Permission) -> bool:
        """Whether it may do this to something. For a given thing: `accounts.permissions.can`."""
        return self.is_system or permission in self.permissions

    @property
    def signature(self) -> dict[str, Any]:
        """The columns that tell who did something (`accounts.models.signed.Signed`)."""
        return {
            "user_id": self.user_id,
            "user_name": self.user_name,
            "system_name": self.system_name,
            "assignment_ref": self.assignment_ref,
            "role": self.role or "",
        }


def actor_for(assignment: Assignment, on: date, purpose: str = "") -> Actor:
    """The actor that an assignment makes of its user on a day in Sweden, for the role's purpose unless told another.

    Units that are closed, or of a kind that the role does not work at, are left out; so are closed organisations.
    """
    rights = ROLES[assignment.role]
    units = covered_units(assignment).valid_on(on).filter(kind__in=rights.unit_kinds)
    return Actor(
        user_id=assignment.user_id,
        user_name=assignment.user.full_name,
        system_name="",
        assignment_ref=assignment.ref,
        role=Role(assignment.role),
        purpose=purpose or rights.purpose,
        units=MappingProxyType(
            {unit.id: _acting(unit) for unit in units.select_related("controller").order_by("sort_key", "id")}
        ),
        controller_ids=_controllers(assignment, on),
        principal_ids=(assignment.principal_id,) if assignment.principal_id is not None else (),
        scope_name=assignment.scope.name,
        on=on,
    )


def covered_units(assignment: Assignment) -> DirectoryQuerySet[Unit]:
    """The units in an assignment's scope, whatever their dates."""
    if assignment.group_id is not None:
        return Unit.objects.filter(groups=assignment.group_id)
    if assignment.controller_id is not None:
        return Unit.objects.filter(controller_id=assignment.controller_id)
    if assignment.principal_id is not None:
        return Unit.objects.filter(controller__principal_id=assignment.principal_id)
    return Unit.objects.filter(assignments=assignment)


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


def _controllers(assignment: Assignment, on: date) -> tuple[int, ...]:
    """The organisations that an assignment covers as a whole: an administrator's, an economist's, a reviewer's."""
    if assignment.controller_id is not None:
        covered = Controller.objects.filter(id=assignment.controller_id)
    elif assignment.principal_id is not None:
        covered = Controller.objects.filter(principal_id=assignment.principal_id)
    else:
        return ()
    return tuple(covered.valid_on(on).order_by("id").values_list("id", flat=True))
