"""A person is held while she is changed: all rows that are she, seen, permitted, locked, of the version expected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from accounts.actor import Actor
from accounts.permissions import can
from accounts.roles import Permission
from discharge.models import Patient, PatientIdentity, RegisterData
from discharge.models.protection import Protection
from discharge.patient_errors import LinkNeverStored, StalePatient
from discharge.selectors.merged import rows_of_person
from discharge.selectors.patients import visible_rows
from rules.errors import NotPermitted


@dataclass(frozen=True, slots=True)
class HeldPerson:
    """A person whose rows are locked. asked: the row that was named; root: the one that the others were merged into."""

    asked: Patient
    root: Patient
    rows: Mapping[int, Patient]
    registers: Sequence[RegisterData]

    @property
    def register(self) -> RegisterData:
        """The register data that are shown of her."""
        return next(one for one in self.registers if one.patient_id == self.root.pk)

    @property
    def version(self) -> int:
        """Rises with every change of any of her rows."""
        return sum(row.version for row in self.rows.values())

    def identities(self) -> list[PatientIdentity]:
        """Her numbers that hold, the oldest first."""
        held = PatientIdentity.objects.filter(patient__in=self.rows, valid_to__isnull=True)
        return list(held.order_by("pk"))

    def refuse_link(self) -> None:
        """Raises: LinkNeverStored when her personal data are fictitious."""
        if any(one.protection == Protection.FICTITIOUS for one in self.registers):
            raise LinkNeverStored("fictitious data are linked to no other identity")

    def joined_with(self, other: HeldPerson) -> HeldPerson:
        """Both as one person, as she is when her root has been merged into the other's."""
        return HeldPerson(self.asked, other.root, {**self.rows, **other.rows}, [*self.registers, *other.registers])


def hold(ref: UUID, *, by: Actor, expected_version: int) -> HeldPerson:
    """The person of a row, for whoever may change her: a unit of the actor takes part in one of her cases.

    Raises: NotVisible; NotPermitted; StalePatient.
    """
    person, _ = hold_with(ref, None, by=by, expected_version=expected_version)
    return person


def hold_with(
    ref: UUID, other: Patient | None, *, by: Actor, expected_version: int
) -> tuple[HeldPerson, HeldPerson | None]:
    """The same, and beside her another person whom the actor need not see; None when it is the same person.

    Raises: NotVisible; NotPermitted; StalePatient.
    """
    person = permitted(ref, by=by)
    if other is None or other.pk in person.rows:
        (held,) = lock([person])
        beside = None
    else:
        held, beside = lock([person, family_of(other)])
    expect_version(held, expected_version)
    return held, beside


@dataclass(frozen=True, slots=True)
class Family:
    """A row, and the ids of all rows that are the same person, not yet locked."""

    asked: Patient
    rows: frozenset[int]


def family_of(patient: Patient) -> Family:
    """The family of a row, whoever may see it."""
    return Family(patient, frozenset(rows_of_person(patient.pk)[1]))


def permitted(ref: UUID, *, by: Actor) -> Family:
    """The family of a row, where one row is visible to the actor and one is the actor's to change.

    Raises: NotVisible; NotPermitted.
    """
    patient, rows = visible_rows(ref, by=by)
    if not any(can(by, Permission.OPEN_CASE, row) for row in Patient.objects.filter(pk__in=rows)):
        raise NotPermitted(f"{by.role} may not change the patient", permission=str(Permission.OPEN_CASE))
    return Family(patient, frozenset(rows))


def lock(families: Sequence[Family]) -> list[HeldPerson]:
    """The persons, all their rows locked together in one order.

    Raises: StalePatient when rows were merged or split while the lock was waited for.
    """
    locked = {row.pk: row for row in Patient.objects.locked({row for family in families for row in family.rows})}
    return [_held(family, locked) for family in families]


def expect_version(person: HeldPerson, expected_version: int) -> None:
    """Refuse what was decided before something else was changed. Raises: StalePatient."""
    if person.version != expected_version:
        raise StalePatient(f"version {expected_version} expected, is {person.version}", version=person.version)


def _held(family: Family, locked: Mapping[int, Patient]) -> HeldPerson:
    root, rows = rows_of_person(family.asked.pk)
    if family.rows != set(rows):
        raise StalePatient("merged or split meanwhile")
    registers = list(RegisterData.objects.filter(patient__in=rows).order_by("pk"))
    return HeldPerson(locked[family.asked.pk], locked[root], {row: locked[row] for row in rows}, registers)
