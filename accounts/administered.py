"""What an administrator's assignment lets her administer: the lists and choices of her pages."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, Model, OuterRef, Prefetch, Q

from accounts.actor import Actor
from accounts.models import ApiToken, Assignment, Controller, Principal, Unit, UnitGroup, User
from accounts.models.assignments import Scope
from accounts.models.organisations import DirectoryQuerySet
from accounts.models.users import UserQuerySet
from accounts.permissions import visible
from accounts.roles import ROLES, Permission, Role
from core.errors import NotVisible
from core.sorting import sort_key

PAGE_SIZE = 50
# How many units can be ticked without searching for them.
OFFERED = 50

Row = TypeVar("Row", bound=Model)


class Shown(StrEnum):
    """Which units are listed."""

    OPEN = "oppna"
    ENDED = "avslutade"


class People(StrEnum):
    """Which people are listed."""

    OPEN = "oppna"
    UNASSIGNED = "utan-uppdrag"
    CLOSED = "stangda"


def seen_by(by: Actor, rows: Any, ref: UUID) -> Any:
    """The row with a ref, if she may know of it. Raises: NotVisible."""
    found = visible(by, rows).filter(ref=ref).first()
    if found is None:
        raise NotVisible(f"no such {rows.model.__name__}")
    return found


def controllers_of(by: Actor) -> DirectoryQuerySet[Controller]:
    """The organisations that she administers, by name."""
    return Controller.objects.filter(id__in=by.controller_ids).select_related("principal").order_by("sort_key", "id")


def units_of(by: Actor) -> DirectoryQuerySet[Unit]:
    """The units that she administers, open or not."""
    return Unit.objects.filter(controller__in=by.controller_ids)


def units_page(by: Actor, *, on: date, search: str, shown: Shown, page: int) -> Page[Unit]:
    """Her units by name, with the organisation; those that open later are open. Each word is part of a name."""
    units = units_of(by)
    units = units.filter(valid_to__lt=on) if shown is Shown.ENDED else units.not_over_on(on)
    return _page(_searched(units, search).select_related("controller").order_by("sort_key", "id"), page)


def units_beside(by: Actor, controller: Controller, *, on: date, unit: Unit | None = None) -> DirectoryQuerySet[Unit]:
    """The units that another of the organisation may be a part of or be stood in for by; without the unit itself."""
    beside = units_of(by).filter(controller=controller, valid_to=None, valid_from__lte=on)
    return (beside.exclude(pk=unit.pk) if unit else beside).order_by("sort_key", "id")


def units_offered(
    by: Actor, *, on: date, search: str, chosen: Collection[UUID]
) -> tuple[Sequence[Unit], Sequence[Unit], bool]:
    """Of her open units those that are chosen, those that can be added, and whether there are more than that."""
    units = units_of(by).not_over_on(on).select_related("controller").order_by("sort_key", "id")
    others = list(_searched(units.exclude(ref__in=chosen), search)[: OFFERED + 1])
    return list(units.filter(ref__in=chosen)), others[:OFFERED], len(others) > OFFERED


def groups_page(by: Actor, *, search: str, page: int) -> Page[UnitGroup]:
    """The groups that are all hers, by name, with their units."""
    groups = visible(by, UnitGroup.objects.within(by.controller_ids))
    for word in search.split():
        groups = groups.filter(Q(sort_key__contains=sort_key(word)))
    return _page(groups.prefetch_related("units").order_by("sort_key", "id"), page)


def people_of(by: Actor) -> UserQuerySet:
    """Everybody whom she may know of, without those who run the installation."""
    return User.objects.filter(id__in=visible(by, User.objects.filter(is_staff=False)).values("id"))


def people_page(by: Actor, *, on: date, search: str, shown: People, page: int) -> Page[User]:
    """Her people by name; each word is part of name, user name or title. `assigned`: what they have now or later."""
    people = people_of(by).filter(is_active=shown is not People.CLOSED)
    if shown is People.UNASSIGNED:
        people = people.exclude(Exists(Assignment.objects.not_over_on(on).filter(user=OuterRef("pk"))))
    for word in search.split():
        people = people.filter(
            Q(sort_key__contains=sort_key(word)) | Q(username__contains=word.lower()) | Q(title__icontains=word)
        )
    assigned = visible(by, Assignment.objects.not_over_on(on).with_scope()).order_by("valid_from", "id")
    with_assignments = people.prefetch_related(Prefetch("assignments", assigned, to_attr="assigned"))
    return _page(with_assignments.order_by("sort_key", "id"), page)


def assignments_shown(by: Actor, user: User) -> Sequence[Assignment]:
    """A person's assignments that she may know of, the latest first. `tokens_left`: those that nobody has revoked."""
    left = Count("tokens", filter=Q(tokens__revoked_at=None))
    shown = visible(by, Assignment.objects.with_scope().filter(user=user)).annotate(tokens_left=left)
    return list(shown.order_by("-valid_from", "-id"))


def tokens_of(assignment: Assignment) -> Sequence[ApiToken]:
    """The tokens of an assignment, the latest first."""
    return list(assignment.tokens.order_by("-created_at", "-id"))


def roles_offered(by: Actor, *, on: date) -> Sequence[Role]:
    """The roles that have work somewhere in what she administers."""
    kinds = set(units_of(by).not_over_on(on).values_list("kind", flat=True))
    return [role for role in Role if not ROLES[role].unit_kinds or ROLES[role].unit_kinds & kinds]


def scopes_offered(by: Actor, role: Role, *, on: date) -> tuple[Sequence[Scope], Sequence[Scope], Sequence[Scope]]:
    """Where she may give the role, each by name: units, groups, and organisations as a whole."""
    controllers = list(controllers_of(by))
    kinds = ROLES[role].unit_kinds
    if not kinds:
        principals = Principal.objects.filter(id__in=by.principal_ids).order_by("sort_key", "id")
        return (), (), [*principals, *controllers]
    units = list(units_of(by).not_over_on(on).filter(kind__in=kinds).order_by("sort_key", "id"))
    groups = visible(by, UnitGroup.objects.within(by.controller_ids).filter(units__kind__in=kinds))
    having = {unit.controller_id for unit in units}
    return units, list(groups.order_by("sort_key", "id")), [one for one in controllers if one.pk in having]


def counts_of(by: Actor, *, on: date) -> dict[str, int]:
    """How many open accounts, open units and groups she administers."""
    return {
        "people": people_of(by).filter(is_active=True).count() if by.may(Permission.MANAGE_USERS) else 0,
        "units": units_of(by).not_over_on(on).count(),
        "groups": visible(by, UnitGroup.objects.within(by.controller_ids)).count(),
    }


def _searched(units: DirectoryQuerySet[Unit], search: str) -> DirectoryQuerySet[Unit]:
    for word in search.split():
        key = sort_key(word)
        units = units.filter(Q(sort_key__contains=key) | Q(controller__sort_key__contains=key))
    return units


def _page(rows: Any, page: int) -> Page[Any]:
    return Paginator(rows, PAGE_SIZE).get_page(page)
