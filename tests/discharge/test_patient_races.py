"""Side by side on real PostgreSQL: one registers, replaces or merges, and the others are told what holds."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from accounts.actor import Actor
from discharge.models import Patient, PatientEvent, PatientIdentity
from discharge.selectors.persons import person_shown
from discharge.services.identities import replace_identity
from discharge.services.merging import merge_patients
from discharge.services.patients import register_patient
from tests import factories as make
from tests.at_once import at_once, doing
from tests.discharge.persons import known, reserve_number, seen

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def nurse(own_database: str) -> Actor:
    return make.actor(make.ward())


def test_six_at_once_register_one_patient(nurse: Actor) -> None:
    number = known()

    def register() -> object:
        return register_patient(oid=number.oid, value=number.value, by=nurse, now=make.LATER).ref

    outcomes = at_once(*[doing(nurse, register)] * 6, said=str)

    assert outcomes == {str(Patient.objects.get().ref): 6}
    assert PatientEvent.objects.count() == 1


def test_six_at_once_replace_a_number_and_one_of_them_does(nurse: Actor) -> None:
    reserve, number = reserve_number(), known()
    patient = seen(nurse, reserve, surname="Okänd")
    expected = person_shown(patient).version

    def replace() -> UUID:
        return replace_identity(
            patient.ref,
            old_oid=reserve.oid,
            old_value=reserve.value,
            oid=number.oid,
            value=number.value,
            by=nurse,
            now=make.LATER,
            expected_version=expected,
        )

    outcomes = at_once(*[doing(nurse, replace)] * 6, said=str)

    assert outcomes == {str(patient.ref): 1, "stale_patient": 5}
    assert PatientEvent.objects.filter(kind="identity_replaced").count() == 1
    assert PatientIdentity.objects.filter(value=number.value).count() == 1


def test_merging_both_ways_at_once_never_makes_a_ring(nurse: Actor) -> None:
    one, two = seen(nurse, surname="Ett"), seen(nurse, surname="Två")
    version = person_shown(one).version

    def merge(source: Patient, target: Patient) -> Callable[[], UUID]:
        return lambda: merge_patients(
            source.ref,
            into=target.ref,
            into_version=version,
            reason="Samma person",
            by=nurse,
            now=make.LATER,
            expected_version=version,
        )

    outcomes = at_once(doing(nurse, merge(one, two)), doing(nurse, merge(two, one)), said=str)

    assert sorted(outcomes.values()) == [1, 1]
    assert set(outcomes) & {"stale_patient", "already_one_person"}
    assert Patient.objects.filter(merged_into__isnull=False).count() == 1
