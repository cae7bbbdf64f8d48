"""Who is named for the cases of protected persons, as whoever grants it sees that: case numbers, and nobody's person.

The one who grants need not see the case. She learns that it exists at a unit that she answers for, and who is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Case as Either
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value, When

from accounts.actor import Actor
from accounts.models import Unit
from accounts.permissions import require
from accounts.roles import Permission
from core.errors import NotVisible
from discharge.errors import GranterNeeded
from discharge.models import Case, CaseGrant, Participation, RegisterData
from discharge.models.grants import READ_PROTECTED
from discharge.models.protection import Protection

PAGE_SIZE: Final = 50
# Cases without anybody are few; more than these are worked off first.
MOST_UNNAMED: Final = 50


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who is named. via: the unit on whose behalf it can be prolonged or ended."""

    grant: CaseGrant
    via: UUID


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A protected person's case that nobody at the unit's side may read today."""

    case: Case
    unit: Unit


def answered_for(by: Actor, case: UUID) -> tuple[Case, Sequence[Unit]]:
    """A case, and the units taking part in it that she answers for. Raises: GranterNeeded; NotVisible."""
    return _answered_for(by, ref=case)


def answered_for_by_number(by: Actor, number: str) -> tuple[Case, Sequence[Unit]]:
    """The same by the number that people say. Raises: GranterNeeded; NotVisible."""
    return _answered_for(by, number=number)


def named_page(by: Actor, *, on: date, page: int) -> Page[CaseGrant]:
    """Who is named on behalf of units that she answers for, the latest case first, then by name."""
    require(by, Permission.GRANT_ACCESS)
    return Paginator(_named(by, on), PAGE_SIZE).get_page(page)


def named_in(by: Actor, case: Case, *, on: date) -> Sequence[Named]:
    """Those of one case."""
    grants: Any = _named(by, on).filter(content_object=case)
    return [Named(grant, grant.via) for grant in grants]


def unnamed(by: Actor, *, on: date) -> Sequence[Unnamed]:
    """The protected persons' cases at her units that wait for somebody to be named, as the units have been told."""
    require(by, Permission.GRANT_ACCESS)
    of_protected = RegisterData.objects.filter(patient=OuterRef("case__patient")).exclude(protection=Protection.NONE)
    side = {"controller": OuterRef("controller"), "side": OuterRef("side")}
    named = _protected_grants(on).filter(content_object=OuterRef("case"), **side)
    waiting = _taking_part(by).filter(Exists(of_protected), ~Exists(named), case__closed_at=None)
    found = waiting.select_related("case", "unit").order_by("from_at", "pk")[:MOST_UNNAMED]
    return [Unnamed(one.case, one.unit) for one in found]


def _answered_for(by: Actor, **which: Any) -> tuple[Case, Sequence[Unit]]:
    if not by.may(Permission.GRANT_ACCESS):
        raise GranterNeeded(f"{by.role} names nobody")
    taking_part = _taking_part(by)
    case = Case.objects.filter(pk__in=taking_part.values("case"), **which).first()
    if case is None:
        raise NotVisible("no such case at a unit that the actor answers for")
    units = Unit.objects.filter(pk__in=taking_part.filter(case=case).values("unit"))
    return case, list(units.order_by("sort_key", "id"))


def _taking_part(by: Actor) -> QuerySet[Participation]:
    return Participation.objects.filter(_is_hers(by), to_at=None)


def _is_hers(by: Actor) -> Q:
    """The unit is one that she acts for, or of an organisation that she covers as a whole."""
    return Q(unit__in=by.unit_ids) | Q(unit__controller__in=by.controller_ids)


def _protected_grants(on: date) -> QuerySet[CaseGrant]:
    return CaseGrant.objects.filter(permission__codename=READ_PROTECTED, ends_on__gte=on)


def _named(by: Actor, on: date) -> QuerySet[CaseGrant]:
    """A grant holds for the whole side: it can be ended for any of its units that takes part, its own first."""
    beside = _taking_part(by).filter(
        case=OuterRef("content_object"), controller=OuterRef("controller"), side=OuterRef("side")
    )
    its_own_first = Either(When(unit=OuterRef("unit"), then=Value(0)), default=Value(1))
    via = Subquery(beside.annotate(rank=its_own_first).order_by("rank", "pk").values("unit__ref")[:1])
    grants = _protected_grants(on).filter(_is_hers(by)).annotate(via=via).filter(via__isnull=False)
    related = grants.select_related("user", "unit", "content_object")
    return related.order_by("-content_object__opened_at", "content_object", "user__sort_key", "pk")
