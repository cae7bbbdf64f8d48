"""Tests of discharge/services/cases.py: a case is opened."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from accounts.actor import Actor
from core.errors import NotVisible
from discharge.errors import NotYourUnit, PatientMerged
from discharge.models import Case, CaseGrant, Event, Participation, Turn
from discharge.models.protection import Protection
from discharge.services.cases import open_case
from notifications.models import OutboxRow
from rules.errors import NotPermitted
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_case_is_opened_at_a_unit_which_takes_part_in_it() -> None:
    nurse, person = make.actor(), make.patient()
    ward = make.unit_of(nurse)

    case = open_case(person.ref, unit=ward.ref, by=nurse, now=make.NOW)

    assert (case.patient, case.opened_at, case.closed_at) == (person, make.NOW, None)
    (taking_part,) = Participation.objects.all()
    assert (taking_part.case, taking_part.unit, taking_part.capacity) == (case, ward, "opener")
    assert (taking_part.controller, taking_part.side) == (ward.controller, "health")
    assert (taking_part.from_at, taking_part.to_at) == (make.NOW, None)
    (event,) = Event.objects.all()
    assert (event.seq, event.kind, event.audience, event.unit, event.data) == (1, "case_opened", "own", ward, {})
    assert (event.user_id, event.assignment_ref) == (nurse.user_id, nurse.assignment_ref)
    (turn,) = Turn.objects.all()
    assert (turn.unit, turn.action, turn.whose, turn.changed_at) == (ward, "nothing", "nobodys", make.NOW)
    assert OutboxRow.objects.count() == 0


def test_cases_are_numbered_within_the_year() -> None:
    nurse = make.actor()

    numbers = [make.case(nurse).number for _ in range(3)]

    assert numbers == ["26-1", "26-2", "26-3"]


@pytest.mark.parametrize(
    ("now", "number"),
    [
        pytest.param(datetime(2026, 12, 31, 22, 59, tzinfo=UTC), "26-1", id="23.59 in Sweden"),
        pytest.param(datetime(2026, 12, 31, 23, 0, tzinfo=UTC), "27-1", id="midnight in Sweden"),
    ],
)
def test_the_year_of_a_number_is_the_year_in_sweden(now: datetime, number: str) -> None:
    nurse = make.actor()

    case = open_case(make.patient().ref, unit=make.unit_of(nurse).ref, by=nurse, now=now)

    assert case.number == number


def nothing_is_written() -> bool:
    return not Case.objects.exists() and not Event.objects.exists() and not Participation.objects.exists()


def test_whoever_may_not_open_cases_is_refused() -> None:
    nurse, person = make.actor(), make.patient()

    with pytest.raises(NotPermitted):
        open_case(person.ref, unit=make.unit_of(nurse).ref, by=make.without_permissions(nurse), now=make.NOW)

    assert nothing_is_written()


def test_a_provider_opens_no_cases() -> None:
    home_care, person = make.actor(make.provider()), make.patient()

    with pytest.raises(NotPermitted):
        open_case(person.ref, unit=make.unit_of(home_care).ref, by=home_care, now=make.NOW)

    assert nothing_is_written()


def test_a_case_is_not_opened_at_somebody_elses_unit() -> None:
    nurse, person = make.actor(), make.patient()

    with pytest.raises(NotYourUnit):
        open_case(person.ref, unit=make.ward().ref, by=nurse, now=make.NOW)

    assert nothing_is_written()


def test_a_forged_patient_does_not_exist() -> None:
    nurse = make.actor()

    with pytest.raises(NotVisible):
        open_case(uuid4(), unit=make.unit_of(nurse).ref, by=nurse, now=make.NOW)

    assert nothing_is_written()


def test_no_case_is_opened_about_a_patient_who_was_merged_into_another() -> None:
    nurse, person = make.actor(), make.patient()
    person.merged_into, person.merged_at = make.patient(), make.NOW
    person.save()

    with pytest.raises(PatientMerged):
        open_case(person.ref, unit=make.unit_of(nurse).ref, by=nurse, now=make.NOW)

    assert nothing_is_written()


def sees(actor: Actor, case: Case) -> bool:
    return Case.objects.visible_to(actor).filter(pk=case.pk).exists()


def test_whoever_opens_a_protected_persons_case_is_named_for_it_and_nobody_else_at_the_unit_is() -> None:
    nurse = make.actor()
    colleague = make.actor(make.unit_of(nurse))

    case = make.case(nurse, make.patient(protection=Protection.MARKING))

    (grant,) = CaseGrant.objects.all()
    assert (grant.user_id, grant.permission.codename, grant.ends_on) == (
        nurse.user_id,
        "read_protected",
        date(2026, 6, 7),
    )
    assert [event.kind for event in case.events.order_by("seq")] == ["case_opened", "access_granted"]
    assert sees(nurse, case)
    assert not sees(colleague, case)
    assert not sees(replace(nurse, on=date(2026, 6, 8)), case)
