"""Numbers of a person are added, replaced by more lasting ones, and withdrawn when they were wrong.

A number that another patient has already says that the two are one person: they are merged, which is a link and moves
nothing. Whoever acts gets the same answer whether that patient was there or not, so it tells nothing of others' cases.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.actor import Actor
from discharge.domains import DOMAINS
from discharge.identifiers import Identity
from discharge.models import Patient, PatientIdentity
from discharge.models.patients import PatientEventKind
from discharge.models.protection import Protection
from discharge.patient_errors import (
    IdentityAlreadyThere,
    IdentityNotThere,
    LessLasting,
    LinkNeverStored,
    OnlyIdentity,
    StalePatient,
)
from discharge.registers.connected import population
from discharge.registers.population import RegisteredPerson, registered
from discharge.selectors.patients import patient_with
from discharge.services.merging import join, refuse_two_persons
from discharge.services.persons import HeldPerson, hold_with
from discharge.services.reasons import required
from discharge.services.register_data import bring_up_to_date
from discharge.services.tracing import tell
from rules.calendar import local_date


@transaction.atomic
def add_identity(ref: UUID, *, oid: str, value: str, by: Actor, now: datetime, expected_version: int) -> UUID:
    """The patient has another number beside those she is known by.

    Raises: NotVisible; NotPermitted; StalePatient; InvalidIdentity; IdentityAlreadyThere; TwoPersons; LinkNeverStored.
    """
    new = DOMAINS.normalise(oid, value, today=local_date(now))
    known = _known(new)
    person, other = hold_with(ref, patient_with(new), by=by, expected_version=expected_version)
    person.refuse_link()
    held = person.identities()
    if any((one.oid, one.value) == (new.oid, new.value) for one in held):
        raise IdentityAlreadyThere("the patient has the number")
    _refuse_second(held, new)
    if other is None:
        added = store_identity(person.root, new, now=now)
        tell(person.root, PatientEventKind.IDENTITY_ADDED, by=by, now=now, number=_pair(added))
    else:
        refuse_two_persons(held, other.identities())
        person = join(person, other, reason=PatientEventKind.IDENTITY_ADDED, by=by, now=now)
    _fetch(person, known, by=by, now=now)
    return ref


@transaction.atomic
def replace_identity(
    ref: UUID,
    *,
    old_oid: str,
    old_value: str,
    oid: str,
    value: str,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> UUID:
    """One number has come instead of another: usually a personnummer instead of a reserve number.

    old_value: as it is stored. The old number stays findable. What the population register knows of the new one is
    fetched.
    Raises: NotVisible; NotPermitted; StalePatient; InvalidIdentity; IdentityNotThere; IdentityAlreadyThere;
    LessLasting; TwoPersons; LinkNeverStored.
    """
    old = Identity(old_oid, old_value)
    new = DOMAINS.normalise(oid, value, today=local_date(now))
    known = _known(new)
    _refuse_less_lasting(old, new)
    person, other = hold_with(ref, patient_with(new), by=by, expected_version=expected_version)
    person = succeed(person, old, new, other, by=by, now=now)
    _fetch(person, known, by=by, now=now)
    return ref


@transaction.atomic
def withdraw_identity(
    ref: UUID, *, oid: str, value: str, reason: str, by: Actor, now: datetime, expected_version: int
) -> UUID:
    """A number was not hers: it ends, and she is no longer found by it. She keeps at least one.

    Raises: NotVisible; NotPermitted; StalePatient; InvalidInput; IdentityNotThere; OnlyIdentity.
    """
    reason = required(reason)
    person, _ = hold_with(ref, None, by=by, expected_version=expected_version)
    number = _held(person, Identity(oid, value))
    if len(person.identities()) == 1:
        raise OnlyIdentity("the patient would have no number")
    number.valid_to = now
    number.save(update_fields=["valid_to"])
    row = person.rows[number.patient_id]
    tell(row, PatientEventKind.IDENTITY_WITHDRAWN, by=by, now=now, number=_pair(number), reason=reason)
    return ref


def succeed(
    person: HeldPerson, old: Identity, new: Identity, other: HeldPerson | None, *, by: Actor, now: datetime
) -> HeldPerson:
    """Let one number of a person end and another hold in its place; all rows are locked.

    other: whoever has the new number, when that is another row; the two are merged.
    Raises: IdentityNotThere; TwoPersons; LinkNeverStored; StalePatient.
    """
    person.refuse_link()
    ending = _held(person, old)
    row = person.rows[ending.patient_id]
    staying = [one for one in person.identities() if one.pk != ending.pk]
    if other is not None:
        refuse_two_persons(staying, other.identities())
        person = join(person, other, reason=PatientEventKind.IDENTITY_REPLACED, by=by, now=now)
    holding = PatientIdentity.objects.filter(patient__in=person.rows, **_columns(new), valid_to__isnull=True).first()
    if holding is None:
        _refuse_second(staying, new)
        holding = store_identity(row, new, now=now)
    ending.valid_to, ending.replaced_by = now, holding
    ending.save(update_fields=["valid_to", "replaced_by"])
    tell(
        row,
        PatientEventKind.IDENTITY_REPLACED,
        by=by,
        now=now,
        old=old,
        new=new,
        holder=person.rows[holding.patient_id].ref,
    )
    return person


def store_identity(patient: Patient, identity: Identity, *, now: datetime) -> PatientIdentity:
    """The number is the patient's from now on. Raises: StalePatient when somebody else got it a moment ago."""
    try:
        with transaction.atomic():
            return PatientIdentity.objects.create(patient=patient, **_columns(identity), valid_from=now)
    except IntegrityError as error:
        raise StalePatient("the number was given to another patient meanwhile") from error


def _known(identity: Identity) -> RegisteredPerson | None:
    """What the population register knows of a number that is about to be linked to others. Raises: LinkNeverStored."""
    known = population().person(identity)
    if known is not None and known.protection == Protection.FICTITIOUS:
        raise LinkNeverStored("fictitious data are linked to no other identity")
    return known


def _fetch(person: HeldPerson, known: RegisteredPerson | None, *, by: Actor, now: datetime) -> None:
    if known is not None:
        bring_up_to_date(person, known, by=by, now=now)


def _refuse_less_lasting(old: Identity, new: Identity) -> None:
    """Raises: LessLasting unless the new number is of a more lasting kind, or the register says that it holds now."""
    if DOMAINS.rank(new.oid) < DOMAINS.rank(old.oid):
        return
    says = registered(population(), old)
    if says is None or says.identity != new or new == old:
        raise LessLasting("the new number is not more lasting than the old one")


def _refuse_second(held: list[PatientIdentity], new: Identity) -> None:
    """Raises: IdentityAlreadyThere when she has another number of a kind that nobody has two of."""
    if DOMAINS.of(new.oid).one_each and any(one.oid == new.oid for one in held):
        raise IdentityAlreadyThere("the patient has a number of this kind")


def _held(person: HeldPerson, identity: Identity) -> PatientIdentity:
    """Her number that holds. Raises: IdentityNotThere."""
    number = PatientIdentity.objects.filter(
        patient__in=person.rows, **_columns(identity), valid_to__isnull=True
    ).first()
    if number is None:
        raise IdentityNotThere("the patient has not the number now")
    return number


def _columns(identity: Identity) -> dict[str, str]:
    return {"oid": identity.oid, "value": identity.value}


def _pair(number: PatientIdentity) -> Identity:
    return Identity(number.oid, number.value)
