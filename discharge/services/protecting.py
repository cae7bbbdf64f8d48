"""Protected identity begins, rises and ends, on all rows of a person at once; those who may go on reading are named.

It rises by itself when the population register says so, and is lowered only by somebody with a reason (S-60–S-62).
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import visible
from discharge.identifiers import Identity
from discharge.models import Case, Participation
from discharge.models.patients import PatientEventKind
from discharge.models.protection import SET_BY_HAND, Protection, strictness
from discharge.patient_errors import ProtectedByRegister
from discharge.registers.connected import population
from discharge.services.grants import ask_for_names, name_actor
from discharge.services.persons import HeldPerson, hold
from discharge.services.reasons import required
from discharge.services.tracing import tell
from rules.errors import InvalidInput, Problem

NAMED_REASON = "Registrerade skyddet"


@transaction.atomic
def set_protection(
    ref: UUID, *, degree: Protection, reason: str, by: Actor, now: datetime, expected_version: int
) -> UUID:
    """Somebody was told that a person is protected, or that she no longer is.

    Never less than the population register says, and never fictitious, which only the register knows.
    Raises: NotVisible; NotPermitted; StalePatient; InvalidInput; ProtectedByRegister.
    """
    reason = required(reason)
    if degree not in SET_BY_HAND:
        raise InvalidInput(Problem("degree", "is not set by hand"))
    person = hold(ref, by=by, expected_version=expected_version)
    if strictness(degree) < _least(person):
        raise ProtectedByRegister("the population register protects the person more")
    protect(person, degree, reason=reason, by=by, now=now)
    return ref


def protect(person: HeldPerson, degree: str, *, reason: str = "", by: Actor, now: datetime) -> None:
    """Give all rows of a person one degree.

    Where a row was not protected before, the actor is named for those of its cases that she sees at a unit of hers, and
    every side that takes part and has nobody named is told that it must name somebody.
    """
    changed = [one for one in person.registers if one.protection != degree]
    open_now = [one.patient_id for one in changed if one.protection == Protection.NONE]
    cases = list(Case.objects.open().select_for_update(no_key=True).filter(patient__in=open_now).order_by("pk"))
    seen = set(visible(by, Case.objects.filter(pk__in=[case.pk for case in cases])).values_list("pk", flat=True))
    for register in changed:
        before, register.protection = register.protection, degree
        register.save(update_fields=["protection"])
        row = person.rows[register.patient_id]
        tell(row, PatientEventKind.PROTECTION_CHANGED, by=by, now=now, before=before, after=degree, reason=reason)
    for case in cases:
        if case.pk in seen:
            _name_the_actor(case, by=by, now=now)
        taking_part = Participation.objects.filter(case=case, to_at__isnull=True).order_by("pk")
        units = {one.unit_id: (one.controller_id, one.side) for one in taking_part}
        ask_for_names(case, units, about=f"{case.ref}:{person.version}", now=now)


def protect_at_least(person: HeldPerson, degree: str, *, reason: str = "", by: Actor, now: datetime) -> None:
    """Give all rows the strictest of this degree and those that they have."""
    strictest = max([degree, *(one.protection for one in person.registers)], key=strictness)
    protect(person, strictest, reason=reason, by=by, now=now)


def _least(person: HeldPerson) -> int:
    """The degree that the population register says, under any of her numbers."""
    known = (population().person(Identity(one.oid, one.value)) for one in person.identities())
    return max((strictness(one.protection) for one in known if one), default=0)


def _name_the_actor(case: Case, *, by: Actor, now: datetime) -> None:
    """On each of the actor's sides that takes part, by the first of its units."""
    taking_part = Participation.objects.filter(case=case, unit_id__in=by.unit_ids, to_at__isnull=True)
    sides = set()
    for unit_id in taking_part.order_by("pk").values_list("unit_id", flat=True):
        unit = by.units[unit_id]
        if (unit.controller_id, unit.side) not in sides:
            sides.add((unit.controller_id, unit.side))
            name_actor(case, unit=unit, reason=NAMED_REASON, by=by, now=now)
