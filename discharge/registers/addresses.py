"""The address register: which unit answers for which part of a municipality, kept by local administrators."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from django.db.models import Q, QuerySet

from accounts.models import Unit
from discharge.models import AddressRule, AreaResponsibility

Rule = TypeVar("Rule", AddressRule, AreaResponsibility)


@dataclass(frozen=True, slots=True, kw_only=True)
class Residence:
    """Where somebody is registered, as far as addressing asks."""

    municipality_code: str
    district: str = ""
    postal_code: str = ""


class AddressRegister(Protocol):
    """Whatever can be asked which units answer for an address on a day in Sweden."""

    def municipal_units(self, residence: Residence, *, birth_date: date | None, on: date) -> Sequence[Unit]:
        """The municipal units, one for each kind and speciality. birth_date: as her number tells it."""

    def area_units(self, residence: Residence, *, on: date) -> Sequence[Unit]:
        """The open-care units with area responsibility, one for each speciality."""


class EmbeddedAddresses:
    """The product's own tables."""

    def municipal_units(self, residence: Residence, *, birth_date: date | None, on: date) -> Sequence[Unit]:
        """The units of the rules that fit. One query.

        Of several rules for the same kind and speciality the lowest rank holds, then the narrowest area, then the one
        that was made last. A rule whose unit is closed says nothing.
        """
        born = Q(birth_day_from__isnull=True)
        if birth_date is not None:
            born |= Q(birth_day_from__lte=birth_date.day, birth_day_to__gte=birth_date.day)
        rules = _fitting(AddressRule.objects.valid_on(on), residence, on).filter(born)
        return _one_of_each(
            sorted(rules, key=lambda rule: (rule.rank, rule.birth_day_from is None, *_narrowness(rule)))
        )

    def area_units(self, residence: Residence, *, on: date) -> Sequence[Unit]:
        """The units of the areas that she lives in, the narrowest area first. One query."""
        return _one_of_each(sorted(_fitting(AreaResponsibility.objects.valid_on(on), residence, on), key=_narrowness))


def _fitting(rules: QuerySet[Rule], residence: Residence, on: date) -> QuerySet[Rule]:
    """The rules whose area she lives in, with their open units. An address that is not known is in no part."""
    place = residence.postal_code
    return rules.filter(
        Q(district="") | Q(district__iexact=residence.district),
        Q(postal_code_from__isnull=True) | Q(postal_code_from__lte=place, postal_code_to__gte=place),
        municipality_code=residence.municipality_code,
        unit__in=Unit.objects.valid_on(on),
    ).select_related("unit")


def _narrowness(rule: Rule) -> tuple[bool, bool, int]:
    return rule.postal_code_from is None, rule.district == "", -rule.pk


def _one_of_each(rules: Iterable[Rule]) -> Sequence[Unit]:
    """The first unit of each kind and speciality, by name."""
    units: dict[tuple[str, str], Unit] = {}
    for rule in rules:
        units.setdefault((rule.unit.kind, rule.unit.speciality), rule.unit)
    return sorted(units.values(), key=lambda unit: (unit.sort_key, unit.pk))
