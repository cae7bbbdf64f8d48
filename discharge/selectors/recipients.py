"""Which units are proposed for a person: those that answer for her address, and her open care.

A proposal and nothing more: the sender sees why, and changes it. Sending to more units than are concerned tells them
what they should not know (R-2.1c).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from accounts.actor import Actor
from accounts.kinds import Speciality, UnitKind
from accounts.models import Unit
from accounts.permissions import require
from accounts.roles import Permission
from discharge.domains import DOMAINS
from discharge.identifiers import Identity
from discharge.models import PatientIdentity, Placement, RegisterData
from discharge.models.protection import Protection
from discharge.registers.addresses import Residence
from discharge.registers.connected import addresses, listing
from discharge.selectors.merged import roots_of
from discharge.selectors.patients import visible_rows

ALL_KINDS: Final = frozenset({UnitKind.SOCIAL_SERVICES, UnitKind.MUNICIPAL_CARE, UnitKind.OPEN_CARE})
CHILDRENS: Final = frozenset({Speciality.CHILDREN, Speciality.PAEDIATRICS})
ADULT_YEARS: Final = 18


class Why(StrEnum):
    """Why a unit is proposed."""

    PLACEMENT = "placement"
    ADDRESS = "address"
    LISTED = "listed"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A unit, why it is proposed, and whether it is ticked from the beginning."""

    unit: Unit
    why: Why
    is_chosen: bool


def propose_recipients(
    ref: UUID, *, kinds: Collection[UnitKind] = ALL_KINDS, by: Actor, on: date
) -> Sequence[Proposal]:
    """The units of the kinds for a person whom the actor may see, on a day in Sweden; none where she is protected.

    Placed by a municipality: its units, and of the one where she is registered the health care that goes where she
    lives, not chosen from the beginning. Open care: where she is listed; otherwise, and for what a primary care centre
    does not do, the unit with area responsibility. Children's units only for those under 18.
    Raises: NotPermitted; NotVisible.
    """
    require(by, Permission.FIND_PATIENT)
    patient, rows = visible_rows(ref, by=by)
    registers = {one.patient_id: one for one in RegisterData.objects.filter(patient__in=rows)}
    if any(one.protection != Protection.NONE for one in registers.values()):
        return ()
    register = registers[roots_of([patient.pk])[patient.pk]]
    numbers = _numbers(rows)
    births = (DOMAINS.birth_date(number) for number in numbers)
    born = next((birth for birth in births if birth), None)
    home = Residence(
        municipality_code=register.municipality_code, district=register.district, postal_code=register.postal_code
    )
    proposals = [*_municipal(home, _placed_by(rows, on), born, on), *_open_care(home, numbers, on)]
    grown = born is not None and _years(born, on) >= ADULT_YEARS
    return [one for one in proposals if one.unit.kind in kinds and not (grown and one.unit.speciality in CHILDRENS)]


def _municipal(home: Residence, placed_by: str, born: date | None, on: date) -> Iterator[Proposal]:
    """A municipality that has placed her answers for her; her address there is not known (5 kap. 2 § st 2)."""
    placed = placed_by not in ("", home.municipality_code)
    if placed:
        for unit in addresses().municipal_units(Residence(municipality_code=placed_by), birth_date=born, on=on):
            yield Proposal(unit, Why.PLACEMENT, is_chosen=True)
    for unit in addresses().municipal_units(home, birth_date=born, on=on):
        if not placed or unit.kind == UnitKind.MUNICIPAL_CARE:
            yield Proposal(unit, Why.ADDRESS, is_chosen=not placed)


def _open_care(home: Residence, numbers: Sequence[Identity], on: date) -> Iterator[Proposal]:
    listed = listing().unit(numbers, on=on)
    if listed is not None:
        yield Proposal(listed, Why.LISTED, is_chosen=True)
    for unit in addresses().area_units(home, on=on):
        if listed is None or unit.speciality != listed.speciality:
            yield Proposal(unit, Why.AREA, is_chosen=unit.speciality == Speciality.PRIMARY_CARE)


def _placed_by(rows: Collection[int], on: date) -> str:
    """The municipality that has placed her where she lives on a day; empty when none has."""
    placement = Placement.objects.filter(patient__in=rows).valid_on(on).order_by("-valid_from", "-pk").first()
    return placement.municipality_code if placement else ""


def _numbers(rows: Collection[int]) -> Sequence[Identity]:
    """Her numbers that hold, the most lasting first."""
    held = PatientIdentity.objects.filter(patient__in=rows, valid_to__isnull=True).order_by("pk")
    return [Identity(one.oid, one.value) for one in sorted(held, key=lambda one: DOMAINS.rank(one.oid))]


def _years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
