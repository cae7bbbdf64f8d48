"""The register part of a patient: fetched from the population register, or told by somebody where it knows nothing."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Municipality
from accounts.services.recording import save
from discharge.identifiers import Identity
from discharge.models import Patient, RegisterData
from discharge.models.patients import PatientEventKind
from discharge.models.protection import Protection
from discharge.patient_errors import KnownByRegister
from discharge.registers.connected import population
from discharge.registers.population import SOURCE, Details, RegisteredPerson, person_sort_key
from discharge.services.persons import HeldPerson, hold
from discharge.services.protecting import protect_at_least
from discharge.services.tracing import tell
from rules.calendar import local_date
from rules.errors import InvalidInput, Problem

# Where register data come from when no register knows the person.
TOLD: Final = "told"
_POSTAL_CODE: Final = re.compile("[1-9][0-9]{4}")


@transaction.atomic
def update_register_data(ref: UUID, *, details: Details, by: Actor, now: datetime, expected_version: int) -> UUID:
    """Somebody was told what a person whom the population register does not know is called and where she lives.

    Raises: NotVisible; NotPermitted; StalePatient; KnownByRegister; InvalidInput.
    """
    person = hold(ref, by=by, expected_version=expected_version)
    if any(population().person(Identity(one.oid, one.value)) for one in person.identities()):
        raise KnownByRegister("the population register knows the person")
    write_details(person, checked(details, now=now), source=TOLD, by=by, now=now)
    return ref


def bring_up_to_date(person: HeldPerson, known: RegisteredPerson, *, by: Actor, now: datetime) -> None:
    """Take over what the population register says. Protection rises with it, and is not lowered by it."""
    write_details(person, known.details, source=SOURCE, by=by, now=now)
    protect_at_least(person, known.protection, reason=SOURCE, by=by, now=now)


def write_details(person: HeldPerson, details: Details, *, source: str, by: Actor, now: datetime) -> None:
    """Store what is known now; what differs is an event, on the row that the others have been merged into."""
    register = person.register
    before = register.municipality_code
    changed = [name for name, value in asdict(details).items() if getattr(register, name) != value]
    _fill(register, details, source=source, now=now)
    save(register)
    if changed:
        after = {"before": before, "after": details.municipality_code} if "municipality_code" in changed else None
        tell(
            person.root,
            PatientEventKind.DETAILS_CHANGED,
            by=by,
            now=now,
            source=source,
            changed=changed,
            municipality_code=after,
        )


def first_register_data(
    patient: Patient, details: Details, protection: Protection, *, source: str, now: datetime
) -> None:
    """The register part of a new patient. Raises: InvalidInput."""
    register = RegisterData(patient=patient, protection=protection)
    _fill(register, details, source=source, now=now)
    save(register)


def checked(details: Details, *, now: datetime) -> Details:
    """What somebody typed, with spaces put right. Raises: InvalidInput with a problem per field."""
    tidy = replace(
        details,
        given_names=" ".join(details.given_names.split()),
        surname=" ".join(details.surname.split()),
        street=" ".join(details.street.split()),
        postal_code="".join(details.postal_code.split()),
        city=" ".join(details.city.split()),
        district=" ".join(details.district.split()),
    )
    today, problems = local_date(now), []
    if not tidy.surname:
        problems.append(Problem("surname", "is empty"))
    if tidy.postal_code and not _POSTAL_CODE.fullmatch(tidy.postal_code):
        problems.append(Problem("postal_code", "has not five digits"))
    municipalities = Municipality.objects.valid_on(today).filter(code=tidy.municipality_code)
    if tidy.municipality_code and not municipalities.exists():
        problems.append(Problem("municipality_code", "is no municipality"))
    if tidy.deceased_on and tidy.deceased_on > today:
        problems.append(Problem("deceased_on", "is in the future"))
    if problems:
        raise InvalidInput(*problems)
    return tidy


def _fill(register: RegisterData, details: Details, *, source: str, now: datetime) -> None:
    for name, value in asdict(details).items():
        setattr(register, name, value)
    register.sort_key = person_sort_key(details)
    register.source, register.updated_at = source, now
