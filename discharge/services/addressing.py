"""Local administrators say which unit answers for which part of a municipality, from one day to another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeVar
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.kinds import UnitKind
from accounts.models import Controller, Principal, Unit
from accounts.permissions import require
from accounts.roles import Permission
from accounts.services.organisations import check_last_day
from accounts.services.recording import locked, record, save
from core.errors import NotVisible
from discharge.models import AddressRule, AreaResponsibility
from discharge.patient_errors import NotTheirArea
from rules.errors import InvalidInput, Problem

MUNICIPAL: Final = frozenset({UnitKind.SOCIAL_SERVICES, UnitKind.MUNICIPAL_CARE})
Rule = TypeVar("Rule", AddressRule, AreaResponsibility)


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaDetails:
    """A part of a municipality: a district, postal codes from and to, both, or with neither the whole of it."""

    municipality_code: str
    district: str = ""
    postal_code_from: str | None = None
    postal_code_to: str | None = None


@transaction.atomic
def create_address_rule(
    *,
    unit: UUID,
    area: AreaDetails,
    birth_day_from: int | None = None,
    birth_day_to: int | None = None,
    rank: int = 100,
    valid_from: date,
    by: Actor,
    now: datetime,
) -> AddressRule:
    """A municipal unit answers for those who live in an area and, if need be, are born on these days of the month.

    rank: of several rules that fit, the lowest holds. Raises: NotPermitted; NotVisible; NotTheirArea; InvalidInput.
    """
    rule = AddressRule(
        unit=_unit(unit, MUNICIPAL, area, valid_from, by=by),
        birth_day_from=birth_day_from,
        birth_day_to=birth_day_to,
        rank=rank,
        valid_from=valid_from,
    )
    return _created("address_rule_created", rule, area, by=by, now=now)


@transaction.atomic
def create_area_responsibility(
    *, unit: UUID, area: AreaDetails, valid_from: date, by: Actor, now: datetime
) -> AreaResponsibility:
    """An open-care unit answers for those who live in an area and are listed nowhere.

    Raises: NotPermitted; NotVisible; NotTheirArea; InvalidInput.
    """
    open_care = frozenset({UnitKind.OPEN_CARE})
    rule = AreaResponsibility(unit=_unit(unit, open_care, area, valid_from, by=by), valid_from=valid_from)
    return _created("area_responsibility_created", rule, area, by=by, now=now)


@transaction.atomic
def end_address_rule(ref: UUID, *, last_day: date, by: Actor, now: datetime) -> AddressRule:
    """The rule's last day, included. Raises: NotPermitted; NotVisible; AlreadyEnded; InvalidInput."""
    return _ended("address_rule_ended", AddressRule.objects.filter(ref=ref).first(), last_day, by=by, now=now)


@transaction.atomic
def end_area_responsibility(ref: UUID, *, last_day: date, by: Actor, now: datetime) -> AreaResponsibility:
    """The responsibility's last day, included. Raises: NotPermitted; NotVisible; AlreadyEnded; InvalidInput."""
    found = AreaResponsibility.objects.filter(ref=ref).first()
    return _ended("area_responsibility_ended", found, last_day, by=by, now=now)


def _unit(ref: UUID, kinds: frozenset[UnitKind], area: AreaDetails, valid_from: date, *, by: Actor) -> Unit:
    """The unit, of one of the kinds, whose principal answers for the municipality and whom the actor administers."""
    require(by, Permission.MANAGE_ADDRESSING)
    unit = Unit.objects.filter(ref=ref).select_related("controller__principal").first()
    if unit is None:
        raise NotVisible("no such unit")
    _require(unit, by)
    if unit.kind not in kinds:
        raise InvalidInput(Problem("unit", f"is a {unit.kind}"))
    if not unit.is_valid_on(valid_from):
        raise InvalidInput(Problem("unit", "is not open on that day"))
    if not _answers_for(unit.controller.principal, area.municipality_code):
        raise NotTheirArea(Problem("municipality_code", "is not the unit's principal's"))
    return unit


def _answers_for(principal: Principal, municipality_code: str) -> bool:
    """A municipality for itself, a region for all in its county."""
    in_county = principal.is_region and principal.county_code == municipality_code[:2]
    return in_county or principal.code == municipality_code


def _require(unit: Unit, by: Actor) -> None:
    """A board's administrator decides for its units. What falls to a private provider its principal decides."""
    is_private = unit.controller.kind == Controller.Kind.PRIVATE_PROVIDER
    require(by, Permission.MANAGE_ADDRESSING, unit.controller.principal if is_private else unit)


def _created(kind: str, rule: Rule, area: AreaDetails, *, by: Actor, now: datetime) -> Rule:
    rule.municipality_code = area.municipality_code
    rule.district = " ".join(area.district.split())
    rule.postal_code_from, rule.postal_code_to = area.postal_code_from, area.postal_code_to
    save(rule)
    told = {name: getattr(rule, name) for name in rule.NOT_PERSONAL if name not in ("id", "ref", "valid_to")}
    record(kind, rule.ref, by=by, now=now, **told)
    return rule


def _ended(kind: str, found: Rule | None, last_day: date, *, by: Actor, now: datetime) -> Rule:
    require(by, Permission.MANAGE_ADDRESSING)
    if found is None:
        raise NotVisible("no such rule")
    _require(found.unit, by)
    rule = locked(found)
    check_last_day(rule.valid_to, last_day, now)
    rule.valid_to = last_day
    save(rule)
    record(kind, rule.ref, by=by, now=now, last_day=last_day)
    return rule
