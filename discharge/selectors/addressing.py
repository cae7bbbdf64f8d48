"""The rules of addressing that hold, now or later, for whoever administers or wonders."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.permissions import require
from accounts.roles import Permission
from discharge.models import AddressRule, AreaResponsibility

Rule = TypeVar("Rule", AddressRule, AreaResponsibility)


def address_rules(*, by: Actor, on: date, municipality_code: str = "") -> QuerySet[AddressRule]:
    """Rules that hold on a day or later, of one municipality or of all, in the order in which they are tried.

    Raises: NotPermitted.
    """
    rules = _in_municipality(AddressRule.objects.not_over_on(on), municipality_code, by)
    return rules.order_by("municipality_code", "rank", "district", "-pk")


def area_responsibilities(*, by: Actor, on: date, municipality_code: str = "") -> QuerySet[AreaResponsibility]:
    """Responsibilities that hold on a day or later, of one municipality or of all. Raises: NotPermitted."""
    rules = _in_municipality(AreaResponsibility.objects.not_over_on(on), municipality_code, by)
    return rules.order_by("municipality_code", "district", "-pk")


def _in_municipality(rules: QuerySet[Rule], municipality_code: str, by: Actor) -> QuerySet[Rule]:
    require(by, Permission.SEE_DIRECTORY)
    found = rules.filter(municipality_code=municipality_code) if municipality_code else rules
    return found.select_related("unit")
