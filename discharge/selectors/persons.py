"""Persons as they are shown: register data and numbers of all rows that are the same person, masked by default."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from discharge.domains import DOMAINS
from discharge.identifiers import Identity
from discharge.models import Patient, PatientIdentity, RegisterData
from discharge.models.protection import Protection, strictness
from discharge.protection import NumberShown, PersonShown, degree_told, masked, said
from discharge.selectors.merged import roots_of, rows_of_persons


def persons_shown(rows: Collection[int], *, unmasked: bool = False) -> Mapping[int, PersonShown]:
    """By each row's id the person whose row it is. Five queries, however many they are.

    Name, address and municipality are those of the row that the others have been merged into.
    unmasked: only for a reader who has given a reason, which has been logged (discharge/patient_doors.py).
    """
    roots = roots_of(rows)
    families = rows_of_persons(set(roots.values()))
    every = {row for family in families.values() for row in family}
    patients = Patient.objects.in_bulk(every)
    registers = {one.patient_id: one for one in RegisterData.objects.filter(patient__in=every)}
    numbers: dict[int, list[PatientIdentity]] = defaultdict(list)
    for number in PatientIdentity.objects.filter(patient__in=every).order_by("pk"):
        numbers[number.patient_id].append(number)
    shown = {}
    for row, root in roots.items():
        family = sorted(families[root], key=lambda one: (one != root, one))
        shown[row] = _shown(
            patients[row],
            [patients[one] for one in family],
            [registers[one] for one in family],
            [number for one in family for number in numbers[one]],
        )
    return shown if unmasked else {row: masked(person) for row, person in shown.items()}


def person_shown(patient: Patient, *, unmasked: bool = False) -> PersonShown:
    """One of them."""
    return persons_shown([patient.pk], unmasked=unmasked)[patient.pk]


def _shown(
    patient: Patient, family: Sequence[Patient], registers: Sequence[RegisterData], numbers: Sequence[PatientIdentity]
) -> PersonShown:
    """family, registers and numbers: those of the row that the others have been merged into come first."""
    register = registers[0]
    protection = max((one.protection for one in registers), key=strictness)
    held = sorted((one for one in numbers if one.valid_to is None), key=lambda one: DOMAINS.rank(one.oid))
    births = (DOMAINS.birth_date(Identity(one.oid, one.value)) for one in held)
    return PersonShown(
        ref=patient.ref,
        version=sum(one.version for one in family),
        is_protected=protection != Protection.NONE,
        is_masked=False,
        name=register.full_name,
        numbers=[_number(one) for one in held],
        former=[_number(one) for one in numbers if one.replaced_by_id is not None],
        birth_date=next((born for born in births if born), None),
        street=register.street,
        postal_code=register.postal_code,
        city=register.city,
        municipality_code=register.municipality_code,
        district=register.district,
        deceased_on=register.deceased_on,
        degree=degree_told(protection),
        source=register.source,
        updated_at=register.updated_at,
    )


def _number(number: PatientIdentity) -> NumberShown:
    identity = Identity(number.oid, number.value)
    return NumberShown(number.oid, number.value, said(identity), number.valid_from, number.valid_to)
