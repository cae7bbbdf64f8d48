"""Cases as one reader sees them, and what the access log is told of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from accounts.access_log import Seen
from accounts.actor import Actor
from discharge.domains import DOMAINS
from discharge.models import Case, Participation, PatientIdentity, RegisterData
from discharge.models.protection import Protection
from discharge.protection import PersonShown
from discharge.selectors.persons import persons_shown


@dataclass(frozen=True, slots=True)
class Person:
    """The person of a case. Of one with protected identity only that is told, until it is unmasked (S-62)."""

    ref: UUID
    name: str
    oid: str
    value: str
    is_protected: bool


@dataclass(frozen=True, slots=True)
class CaseSeen:
    """A case with its person, and the unit of the reader's that takes part in it; None for an extra reader."""

    case: Case
    person: Person
    unit_id: int | None

    def for_log(self, subject_ref: UUID | None = None) -> Seen:
        """What the access log says was seen. subject_ref: the notice that was opened."""
        return Seen(
            patient_ref=self.person.ref,
            person_oid=self.person.oid,
            person_value=self.person.value,
            case_ref=self.case.ref,
            subject_ref=subject_ref,
            unit_id=self.unit_id,
        )


def cases_seen(cases: Iterable[Case], actor: Actor) -> Sequence[CaseSeen]:
    """The cases with their persons, in the same order; `patient` is loaded.

    Three queries, however many they are; five more when one is about a patient who has been merged into another.
    """
    cases = list(cases)
    merged = persons_shown({case.patient_id for case in cases if case.patient.merged_into_id is not None})
    patients = {case.patient_id for case in cases}
    registers = {one.patient_id: one for one in RegisterData.objects.filter(patient__in=patients)}
    current = PatientIdentity.objects.filter(patient__in=patients, valid_to__isnull=True).order_by("-pk")
    # the most lasting comes last, and of several the oldest
    numbers = {one.patient_id: one for one in sorted(current, key=lambda one: -DOMAINS.rank(one.oid))}
    taking_part = Participation.objects.filter(case__in=cases, unit_id__in=actor.unit_ids, to_at__isnull=True)
    units = dict(taking_part.order_by("-pk").values_list("case_id", "unit_id"))
    return [
        CaseSeen(
            case,
            _merged_person(merged[case.patient_id])
            if case.patient_id in merged
            else _person(case.patient.ref, registers.get(case.patient_id), numbers.get(case.patient_id)),
            units.get(case.pk),
        )
        for case in cases
    ]


def _merged_person(person: PersonShown) -> Person:
    return Person(person.ref, person.name, person.oid, person.value, is_protected=person.is_protected)


def _person(ref: UUID, register: RegisterData | None, number: PatientIdentity | None) -> Person:
    if register is not None and register.protection != Protection.NONE:
        return Person(ref, "", "", "", is_protected=True)
    name = register.full_name if register else ""
    return Person(ref, name, number.oid if number else "", number.value if number else "", is_protected=False)
