"""Side by side on real PostgreSQL: one registers, replaces or merges, and the others are told what holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connections

from accounts.actor import Actor
from core.db import acting_as
from discharge.models import Patient, PatientEvent, PatientIdentity
from discharge.selectors.persons import person_shown
from discharge.services.identities import replace_identity
from discharge.services.merging import merge_patients
from discharge.services.patients import register_patient
from rules.errors import DomainError
from tests import factories as make
from tests.discharge.persons import known, reserve_number, seen

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def nurse(own_database: str) -> Actor:
    return make.actor(make.ward())


def at_once(acts: Sequence[Callable[[], UUID]], by: Actor) -> Counter[str]:
    """What became of each act, all begun at the same moment in threads of their own: its ref, or the refusal's code."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], UUID]) -> str:
        try:
            barrier.wait(timeout=30)
            with acting_as(by):
                return str(act())
        except DomainError as refusal:
            return refusal.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(run, acts))


def test_six_at_once_register_one_patient(nurse: Actor) -> None:
    number = known()

    outcomes = at_once(
        [lambda: register_patient(oid=number.oid, value=number.value, by=nurse, now=make.LATER).ref] * 6, nurse
    )

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

    outcomes = at_once([replace] * 6, nurse)

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

    outcomes = at_once([merge(one, two), merge(two, one)], nurse)

    assert sorted(outcomes.values()) == [1, 1]
    assert set(outcomes) & {"stale_patient", "already_one_person"}
    assert Patient.objects.filter(merged_into__isnull=False).count() == 1
