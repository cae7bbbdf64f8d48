"""What pages ask of assignments, of the directory of units and of who works where."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Q

from accounts.actor import Actor
from accounts.kinds import UnitKind
from accounts.models import Assignment, Unit, User
from accounts.permissions import visible
from accounts.roles import ROLES, Permission, Rights
from core.sorting import sort_key

PAGE_SIZE = 50


def assignments_of(user: User, on: date) -> list[Assignment]:
    """What a user may act as on a day, in the order of what it is for."""
    own = Assignment.objects.with_scope().filter(user=user).valid_on(on)
    return sorted(own, key=lambda assignment: (assignment.scope.sort_key, assignment.role, assignment.id))


def directory(actor: Actor, *, on: date, search: str = "", kind: UnitKind | None = None, page: int = 1) -> Page[Unit]:
    """The open units by name, fifty a page, with controller and principal; a page beyond the last is the last.

    search: each word is part of the name of the unit, its district or its controller.
    """
    units = visible(actor, Unit.objects.valid_on(on)).select_related("controller__principal", "stand_in")
    if kind is not None:
        units = units.filter(kind=kind)
    for word in search.split():
        key = sort_key(word)
        units = units.filter(
            Q(sort_key__contains=key) | Q(controller__sort_key__contains=key) | Q(district__icontains=word)
        )
    return Paginator(units.order_by("sort_key", "id"), PAGE_SIZE).get_page(page)


def staff_of(unit: Unit, on: date) -> list[User]:
    """Those who may act for a unit and read its cases on a day, by name."""
    roles = [role for role, rights in ROLES.items() if unit.kind in rights.unit_kinds and _reads(rights)]
    covering = Q(unit=unit) | Q(group__units=unit) | Q(controller=unit.controller_id)
    assigned = Assignment.objects.valid_on(on).filter(covering, role__in=roles)
    return list(User.objects.filter(id__in=assigned.values("user"), is_active=True).order_by("sort_key", "id"))


def _reads(rights: Rights) -> bool:
    return Permission.READ_CASE in rights.permissions


def units_of(actor: Actor) -> list[Unit]:
    """The units that the actor acts for, by name."""
    return list(Unit.objects.filter(id__in=actor.unit_ids).select_related("controller").order_by("sort_key", "id"))
