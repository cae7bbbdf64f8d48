"""Patients are registered, and brought up to date with the population register."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import require
from accounts.roles import Permission
from discharge.domains import DOMAINS
from discharge.identifiers import Identity
from discharge.models import Patient, PatientIdentity
from discharge.models.patients import PatientEventKind
from discharge.models.protection import Protection
from discharge.patient_errors import NotInRegister, StalePatient
from discharge.registers.connected import population
from discharge.registers.population import SOURCE, Details, RegisteredPerson, registered
from discharge.selectors.patients import patient_with
from discharge.services.identities import store_identity, succeed
from discharge.services.persons import Family, family_of, hold_with, lock, permitted
from discharge.services.register_data import TOLD, bring_up_to_date, checked, first_register_data
from discharge.services.tracing import tell
from rules.calendar import local_date
from rules.errors import Problem


@transaction.atomic
def register_patient(*, oid: str, value: str, details: Details | None = None, by: Actor, now: datetime) -> Patient:
    """The patient who has a number: the one that is there already, or a new one. Doing it again changes nothing.

    What the population register knows of her is fetched. details: of somebody whom it does not know; not looked at
    when she is there already. Everybody who asks is given the same patient, so it tells nothing of others' cases.
    Raises: NotPermitted; InvalidIdentity; NotInRegister; InvalidInput; StalePatient.
    """
    require(by, Permission.OPEN_CASE)
    asked = DOMAINS.normalise(oid, value, today=local_date(now))
    known = registered(population(), asked)
    holds = known.identity if known else asked
    there = patient_with(holds) or patient_with(asked)
    if there is None:
        there = _created(holds, known, details, by=by, now=now)
    (person,) = lock([family_of(there)])
    if known is not None:
        if holds != asked and patient_with(holds) is None:
            person = succeed(person, asked, holds, None, by=by, now=now)
        bring_up_to_date(person, known, by=by, now=now)
    return person.root


@transaction.atomic
def refresh_patient(ref: UUID, *, by: Actor, now: datetime, expected_version: int) -> UUID:
    """Fetch what the population register knows of a patient now, under her most lasting number that it knows.

    When it says that she has another number instead, that is recorded too.
    Raises: NotVisible; NotPermitted; StalePatient; NotInRegister.
    """
    number, known = _most_lasting_known(permitted(ref, by=by))
    person, other = hold_with(ref, patient_with(known.identity), by=by, expected_version=expected_version)
    if known.identity != number:
        person = succeed(person, number, known.identity, other, by=by, now=now)
    bring_up_to_date(person, known, by=by, now=now)
    return ref


def _most_lasting_known(family: Family) -> tuple[Identity, RegisteredPerson]:
    """The first of the person's numbers that the population register knows, and whom it says has it now.

    Raises: NotInRegister.
    """
    held = PatientIdentity.objects.filter(patient__in=family.rows, valid_to__isnull=True).order_by("pk")
    for one in sorted(held, key=lambda one: DOMAINS.rank(one.oid)):
        number = Identity(one.oid, one.value)
        known = registered(population(), number)
        if known is not None:
            return number, known
    raise NotInRegister(Problem("value", "is not known to the population register"))


def _created(
    identity: Identity, known: RegisteredPerson | None, details: Details | None, *, by: Actor, now: datetime
) -> Patient:
    """A new patient, or the one that somebody else registered a moment ago. Raises: NotInRegister; InvalidInput."""
    if known is not None:
        details, protection, source = known.details, known.protection, SOURCE
    elif details is not None:
        details, protection, source = checked(details, now=now), Protection.NONE, TOLD
    else:
        raise NotInRegister(Problem("value", "is not known to the population register"))
    try:
        with transaction.atomic():
            patient = Patient.objects.create(created_at=now, version=0)
            store_identity(patient, identity, now=now)
    except StalePatient:
        number = PatientIdentity.objects.select_related("patient")
        return number.get(oid=identity.oid, value=identity.value, valid_to__isnull=True).patient
    first_register_data(patient, details, protection, source=source, now=now)
    tell(patient, PatientEventKind.REGISTERED, by=by, now=now, number=identity, source=source)
    return patient
