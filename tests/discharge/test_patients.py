"""Tests of discharge/services of patients: registered, numbers changed, merged and split, protected, placed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from accounts.actor import Actor
from accounts.errors import AlreadyEnded
from accounts.permissions import can, visible
from accounts.roles import Permission
from core.errors import NotVisible
from discharge.errors import PatientMerged
from discharge.identifiers import (
    COORDINATION_NUMBER,
    PERSONAL_NUMBER,
    Identity,
    InvalidIdentity,
    WrongCheckDigit,
    check_digit,
)
from discharge.models import (
    Case,
    CaseGrant,
    Event,
    Notice,
    Patient,
    PatientEvent,
    PatientIdentity,
    Placement,
    PopulationEntry,
    RegisterData,
)
from discharge.models.patients import PlacementKind
from discharge.models.protection import Protection, strictness
from discharge.patient_errors import (
    AlreadyOnePerson,
    AlreadyPlaced,
    IdentityAlreadyThere,
    IdentityNotThere,
    KnownByRegister,
    LessLasting,
    LinkNeverStored,
    NotInRegister,
    NotMerged,
    OnlyIdentity,
    ProtectedByRegister,
    StalePatient,
    TwoPersons,
)
from discharge.protection import MASKED_NUMBER
from discharge.registers import population as population_register
from discharge.registers.population import Details, EmbeddedPopulation, RegisteredPerson
from discharge.selectors.cases import cases_seen
from discharge.selectors.merged import roots_of, rows_of_person
from discharge.selectors.patients import patient_with, trace
from discharge.selectors.persons import person_shown, persons_shown
from discharge.services import persons as holding
from discharge.services.identities import add_identity, replace_identity, withdraw_identity
from discharge.services.merging import merge_patients, split_patient
from discharge.services.patients import refresh_patient, register_patient
from discharge.services.placements import end_placement, place
from discharge.services.protecting import set_protection
from discharge.services.register_data import update_register_data
from notifications.models import OutboxRow
from rules.errors import InvalidInput, NotPermitted
from tests import factories as make
from tests.discharge.persons import (
    details,
    known,
    personal_number,
    registered,
    reserve_number,
    seen,
)
from tests.queries import queries

pytestmark = pytest.mark.django_db

ACT = {"now": make.LATER}


@pytest.fixture
def nurse() -> Actor:
    return make.actor(make.ward())


def version(patient: Patient) -> int:
    return person_shown(patient, unmasked=True).version


def expecting(patient: Patient) -> dict[str, Any]:
    return {"expected_version": version(patient), **ACT}


def number_of(patient: Patient) -> Identity:
    number = patient.identities.order_by("pk").first()
    assert number is not None
    return Identity(number.oid, number.value)


def told(patient: Patient) -> list[tuple[str, dict[str, Any]]]:
    """What the patient's row tells, in order; its events have no gaps and one version each."""
    events = list(PatientEvent.objects.filter(patient=patient).order_by("seq"))
    patient.refresh_from_db()
    assert [event.seq for event in events] == list(range(1, patient.version + 1))
    return [(event.kind, event.data) for event in events]


def nothing_changes(act: Callable[[], object], refusal: type[Exception]) -> None:
    """Refused, and not a row is different."""
    tables: tuple[Any, ...] = (
        *(Patient, PatientIdentity, PatientEvent, RegisterData, Placement, CaseGrant, Event, OutboxRow),
    )
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    with pytest.raises(refusal), transaction.atomic():
        act()
    assert before == [list(table.objects.order_by("pk").values()) for table in tables]


def pair(identity: Identity) -> dict[str, str]:
    return {"oid": identity.oid, "value": identity.value}


# Registering


def test_a_person_whom_the_register_knows_is_registered_with_what_it_knows(nurse: Actor) -> None:
    number = known(
        surname="Åkerblom",
        given_names="Stina",
        street="Storgatan 1",
        postal_code="12345",
        city="Solgård",
        municipality_code="1480",
        district="Norr",
    )

    patient = register_patient(oid=number.oid, value=number.value, by=nurse, **ACT)

    register = patient.register
    assert (register.full_name, register.sort_key) == ("Stina Åkerblom", "{kerblom stina")
    assert (register.street, register.postal_code, register.city) == ("Storgatan 1", "12345", "Solgård")
    assert (register.municipality_code, register.district) == ("1480", "Norr")
    assert (register.source, register.updated_at) == ("population_register", make.LATER)
    assert patient.version == 1
    assert told(patient) == [("registered", {"number": pair(number), "source": "population_register"})]
    event = PatientEvent.objects.get(patient=patient)
    assert (event.at, event.recorded_at, event.user_name, event.role) == (
        make.LATER,
        make.LATER,
        "Maria Ek",
        "ward_nurse",
    )


def test_registering_again_gives_the_same_patient_to_everybody_and_changes_nothing(nurse: Actor) -> None:
    number = known()
    patient = registered(nurse, number)
    other = make.actor(make.social_services())

    for by in (nurse, other):
        again = register_patient(oid=number.oid, value=f" {number.value[:8]}-{number.value[8:]} ", by=by, **ACT)
        assert again == patient

    assert len(told(patient)) == 1
    assert Patient.objects.count() == 1


def test_somebody_whom_the_register_does_not_know_is_registered_with_what_was_told(nurse: Actor) -> None:
    number = reserve_number()

    nothing_changes(lambda: register_patient(oid=number.oid, value=number.value, by=nurse, **ACT), NotInRegister)
    patient = register_patient(
        oid=number.oid, value=number.value, details=details(" Ek ", "  Anna  Maria "), by=nurse, **ACT
    )

    assert (patient.register.full_name, patient.register.source) == ("Anna Maria Ek", "told")
    assert told(patient) == [("registered", {"number": pair(number), "source": "told"})]
    same = register_patient(oid=number.oid, value=number.value, details=details("Annat"), by=nurse, **ACT)
    assert (same, same.register.full_name) == (patient, "Anna Maria Ek")


def test_what_was_told_is_not_looked_at_when_the_register_knows_better(nurse: Actor) -> None:
    number = known(surname="Lind")

    patient = register_patient(oid=number.oid, value=number.value, details=details("Annat"), by=nurse, **ACT)

    assert patient.register.surname == "Lind"


@pytest.mark.parametrize(
    "wrong",
    [
        {"surname": " "},
        {"surname": "x" * 121},
        {"postal_code": "1234"},
        {"postal_code": "01234"},
        {"postal_code": "١٢٣٤٥"},
        {"municipality_code": "9999"},
        {"municipality_code": "148"},
        {"deceased_on": make.TODAY + timedelta(days=1)},
    ],
    ids=str,
)
def test_what_was_told_must_make_sense(nurse: Actor, wrong: dict[str, Any]) -> None:
    number = reserve_number()
    told_of_her = replace(details(municipality_code="1480", postal_code="411 01"), **wrong)

    nothing_changes(
        lambda: register_patient(oid=number.oid, value=number.value, details=told_of_her, by=nurse, **ACT),
        InvalidInput,
    )


def test_spaces_in_what_was_told_are_put_right(nurse: Actor) -> None:
    patient = registered(nurse, reserve_number(), surname="Ek", postal_code=" 411 01", street=" Gatan  2 ")

    assert (patient.register.postal_code, patient.register.street) == ("41101", "Gatan 2")


def test_a_wrong_number_registers_nobody(nurse: Actor) -> None:
    right = personal_number()
    wrong = right.value[:-1] + str((int(right.value[-1]) + 1) % 10)

    nothing_changes(lambda: register_patient(oid=right.oid, value=wrong, by=nurse, **ACT), WrongCheckDigit)


@pytest.mark.parametrize("role", ["provider_staff", "local_administrator", "log_reviewer"])
def test_whoever_opens_no_cases_registers_nobody(role: str) -> None:
    scope = make.provider() if role == "provider_staff" else make.board()
    by = make.actor(scope, role)
    number = known()

    nothing_changes(lambda: register_patient(oid=number.oid, value=number.value, by=by, **ACT), NotPermitted)


def test_a_number_that_the_register_has_replaced_registers_the_person_under_the_one_that_holds(nurse: Actor) -> None:
    new = known(surname="Ny")
    old = known(surname="Gammal", replaced_by=new)

    patient = registered(nurse, old)

    assert [number_of(patient), patient.register.surname] == [new, "Ny"]
    assert registered(nurse, new) == patient


def test_a_patient_registered_before_her_number_was_replaced_keeps_the_old_one_findable(nurse: Actor) -> None:
    old, new = known(), personal_number()
    patient = registered(nurse, old)
    known(new, "Lind")
    known(old, replaced_by=new)

    again = registered(nurse, old)

    assert again == patient
    held = PatientIdentity.objects.get(patient=patient, valid_to__isnull=True)
    ended = PatientIdentity.objects.get(patient=patient, valid_to__isnull=False)
    assert (held.value, ended.value, ended.replaced_by, ended.valid_to) == (new.value, old.value, held, make.NOW)
    assert told(patient)[-1] == (
        "identity_replaced",
        {"old": pair(old), "new": pair(new), "holder": str(patient.ref)},
    )
    assert patient_with(old) == patient_with(new) == patient


def test_what_the_register_knows_anew_is_taken_over_when_she_is_registered_again(nurse: Actor) -> None:
    number = known(municipality_code="1480")
    patient = registered(nurse, number)
    known(number, "Ek", street="Nygatan 2", municipality_code="1402")

    registered(nurse, number)

    patient.register.refresh_from_db()
    assert (patient.register.surname, patient.register.municipality_code) == ("Ek", "1402")
    assert told(patient)[1:] == [
        (
            "details_changed",
            {
                "source": "population_register",
                "changed": ["surname", "street", "municipality_code"],
                "municipality_code": {"before": "1480", "after": "1402"},
            },
        )
    ]


def test_an_event_does_not_repeat_what_a_person_was_called_or_where_she_lived(nurse: Actor) -> None:
    number = known(surname="Hemlig", street="Gömda gatan 1")
    patient = registered(nurse, number)
    known(number, "Annan", street="Nya gatan 2")

    registered(nurse, number)

    written = str(told(patient))
    assert not any(word in written for word in ("Hemlig", "Gömda", "Annan", "Nya gatan"))


# Fetching anew


def test_register_data_are_fetched_anew(nurse: Actor) -> None:
    number = known()
    patient = seen(nurse, number)
    known(number, "Ek", deceased_on=make.TODAY)

    assert refresh_patient(patient.ref, by=nurse, **expecting(patient)) == patient.ref

    assert (person_shown(patient).name, person_shown(patient).deceased_on) == ("Anna Ek", make.TODAY)


def test_fetching_what_is_the_same_is_no_event(nurse: Actor) -> None:
    patient = seen(nurse)

    refresh_patient(patient.ref, by=nurse, **expecting(patient))

    assert len(told(patient)) == 1
    assert RegisterData.objects.get(patient=patient).updated_at == make.LATER


def test_fetching_somebody_whom_the_register_does_not_know_is_refused(nurse: Actor) -> None:
    patient = seen(nurse, surname="Ek")

    nothing_changes(lambda: refresh_patient(patient.ref, by=nurse, **expecting(patient)), NotInRegister)


def test_fetching_finds_that_a_number_was_replaced(nurse: Actor) -> None:
    old, new = known(), personal_number()
    patient = seen(nurse, old)
    known(new, "Ek")
    known(old, replaced_by=new)

    refresh_patient(patient.ref, by=nurse, **expecting(patient))

    shown = person_shown(patient)
    assert (shown.value, [one.value for one in shown.former], shown.name) == (new.value, [old.value], "Anna Ek")


def test_fetching_that_a_number_was_replaced_by_another_patients_makes_them_one_person(nurse: Actor) -> None:
    old, new = known(), known()
    patient, other = seen(nurse, old), registered(make.actor(make.ward()), new)
    known(old, replaced_by=new)

    refresh_patient(patient.ref, by=nurse, **expecting(patient))

    patient.refresh_from_db()
    assert patient.merged_into == other
    assert person_shown(patient).value == new.value


def test_whoever_knows_more_than_the_register_writes_it_only_where_that_knows_nothing(nurse: Actor) -> None:
    unknown, patient = seen(nurse, surname="Okänd"), seen(nurse)

    update_register_data(unknown.ref, details=details("Ek", municipality_code="1480"), by=nurse, **expecting(unknown))
    nothing_changes(
        lambda: update_register_data(patient.ref, details=details("Ek"), by=nurse, **expecting(patient)),
        KnownByRegister,
    )

    shown = person_shown(unknown)
    assert (shown.name, shown.municipality_code, shown.source) == ("Anna Ek", "1480", "told")
    assert told(unknown)[-1][1]["municipality_code"] == {"before": "", "after": "1480"}


def test_what_is_written_must_make_sense(nurse: Actor) -> None:
    patient = seen(nurse, surname="Okänd")

    nothing_changes(
        lambda: update_register_data(patient.ref, details=details(""), by=nurse, **expecting(patient)), InvalidInput
    )


# Numbers


def test_a_reserve_number_is_replaced_by_a_personnummer_and_stays_findable(nurse: Actor) -> None:
    reserve, number = reserve_number(), known(surname="Ek", given_names="Karin", municipality_code="1480")
    patient = seen(nurse, reserve, surname="Okänd")

    replace_identity(
        patient.ref,
        old_oid=reserve.oid,
        old_value=reserve.value,
        oid=number.oid,
        value=number.value,
        by=nurse,
        **expecting(patient),
    )

    shown = person_shown(patient)
    assert (shown.oid, shown.value, shown.name) == (number.oid, number.value, "Karin Ek")
    assert [(one.value, one.valid_to) for one in shown.former] == [(reserve.value, make.LATER)]
    assert patient_with(reserve) == patient_with(number) == patient
    assert [kind for kind, _ in told(patient)] == ["registered", "identity_replaced", "details_changed"]
    assert told(patient)[1][1] == {"old": pair(reserve), "new": pair(number), "holder": str(patient.ref)}


def replaced(patient: Patient, old: Identity, new: Identity, by: Actor) -> Callable[[], UUID]:
    return lambda: replace_identity(
        patient.ref,
        old_oid=old.oid,
        old_value=old.value,
        oid=new.oid,
        value=new.value,
        by=by,
        **expecting(patient),
    )


def test_a_reserve_number_whose_personnummer_is_another_patients_makes_them_one_and_moves_nothing(nurse: Actor) -> None:
    reserve, number = reserve_number(), known(surname="Ek")
    other_nurse = make.actor(make.ward())
    other = seen(other_nurse, number)
    patient = registered(nurse, reserve, surname="Okänd")
    case = make.case(nurse, patient)
    notice = make.message(case, nurse, make.social_services())

    replaced(patient, reserve, number, nurse)()

    patient.refresh_from_db()
    case.refresh_from_db()
    notice.refresh_from_db()
    assert (patient.merged_into, patient.merged_at) == (other, make.LATER)
    assert (case.patient, notice.case) == (patient, case)
    ended = PatientIdentity.objects.get(value=reserve.value)
    assert (ended.patient, ended.valid_to, ended.replaced_by) == (patient, make.LATER, other.identities.get())
    assert told(patient)[1:] == [
        (
            "merged",
            {
                "into": str(other.ref),
                "reason": "identity_replaced",
                "numbers": [pair(reserve)],
                "cases": [str(case.ref)],
            },
        ),
        ("identity_replaced", {"old": pair(reserve), "new": pair(number), "holder": str(other.ref)}),
    ]
    assert told(other)[1:] == [("took_over", {"other": str(patient.ref), "reason": "identity_replaced"})]
    assert person_shown(patient).name == "Anna Ek"
    assert list(visible(nurse, Case.objects.all())) == [case]
    assert not visible(nurse, Patient.objects.filter(pk=other.pk)).exists()


def test_a_coordination_number_is_replaced_by_a_personnummer_and_never_the_other_way(nurse: Actor) -> None:
    born = personal_number().value
    before = f"{born[:6]}{int(born[6:8]) + 60}{born[8:11]}"
    coordination = Identity(COORDINATION_NUMBER, before + check_digit(int(digit) for digit in before[2:]))
    number = personal_number()
    patient = seen(nurse, coordination, surname="Ek")

    replaced(patient, coordination, number, nurse)()

    assert person_shown(patient).value == number.value
    nothing_changes(replaced(patient, number, coordination, nurse), LessLasting)


def test_a_personnummer_is_replaced_only_as_the_register_says(nurse: Actor) -> None:
    old, new = known(), known()
    patient = seen(nurse, old)
    nothing_changes(replaced(patient, old, new, nurse), LessLasting)
    nothing_changes(replaced(patient, old, old, nurse), LessLasting)
    known(old, replaced_by=new)

    replaced(patient, old, new, nurse)()

    assert person_shown(patient).value == new.value


def test_a_reserve_number_is_not_replaced_by_another_reserve_number(nurse: Actor) -> None:
    old = reserve_number()
    patient = seen(nurse, old, surname="Ek")

    nothing_changes(replaced(patient, old, reserve_number(), nurse), LessLasting)


def test_only_a_number_that_the_patient_has_is_replaced(nurse: Actor) -> None:
    old, number = reserve_number(), personal_number()
    patient = seen(nurse, old, surname="Ek")
    nothing_changes(replaced(patient, reserve_number(), number, nurse), IdentityNotThere)
    replaced(patient, old, number, nurse)()

    nothing_changes(replaced(patient, old, number, nurse), IdentityNotThere)


def test_two_numbers_of_one_patient_become_one(nurse: Actor) -> None:
    reserve, number = reserve_number(), personal_number()
    patient = seen(nurse, reserve, surname="Ek")
    add_identity(patient.ref, oid=number.oid, value=number.value, by=nurse, **expecting(patient))

    replaced(patient, reserve, number, nurse)()

    shown = person_shown(patient)
    assert ([one.value for one in shown.numbers], [one.value for one in shown.former]) == (
        [number.value],
        [reserve.value],
    )
    assert PatientIdentity.objects.filter(value=number.value).count() == 1


def test_nobody_gets_a_second_personnummer(nurse: Actor) -> None:
    reserve = reserve_number()
    patient = seen(nurse, known())
    add_identity(patient.ref, oid=reserve.oid, value=reserve.value, by=nurse, **expecting(patient))
    elsewhere = registered(nurse)

    nothing_changes(replaced(patient, reserve, personal_number(), nurse), IdentityAlreadyThere)
    nothing_changes(replaced(patient, reserve, number_of(elsewhere), nurse), TwoPersons)
    for second in (personal_number(), number_of(elsewhere)):
        nothing_changes(
            lambda second=second: add_identity(
                patient.ref, oid=second.oid, value=second.value, by=nurse, **expecting(patient)
            ),
            IdentityAlreadyThere,
        )


def test_another_number_is_added_and_the_most_lasting_one_comes_first(nurse: Actor) -> None:
    reserve, number = reserve_number(), known(surname="Ek")
    patient = seen(nurse, reserve, surname="Okänd")

    add_identity(patient.ref, oid=number.oid, value=number.value, by=nurse, **expecting(patient))

    shown = person_shown(patient)
    assert [one.value for one in shown.numbers] == [number.value, reserve.value]
    assert (shown.value, shown.name, shown.former) == (number.value, "Anna Ek", [])
    assert told(patient)[1] == ("identity_added", {"number": pair(number)})
    nothing_changes(
        lambda: add_identity(patient.ref, oid=number.oid, value=number.value, by=nurse, **expecting(patient)),
        IdentityAlreadyThere,
    )


def test_adding_a_number_that_another_patient_has_makes_them_one_person(nurse: Actor) -> None:
    number = known(surname="Ek")
    other = registered(make.actor(make.ward()), number)
    patient = seen(nurse, surname="Okänd")

    add_identity(patient.ref, oid=number.oid, value=number.value, by=nurse, **expecting(patient))

    patient.refresh_from_db()
    assert patient.merged_into == other
    assert [kind for kind, _ in told(patient)] == ["registered", "merged"]
    assert len(person_shown(patient).numbers) == 2


def test_a_wrong_number_is_withdrawn_and_finds_her_no_more(nurse: Actor) -> None:
    right, wrong = personal_number(), reserve_number()
    patient = seen(nurse, wrong, surname="Ek")
    withdrawn = {"oid": wrong.oid, "value": wrong.value, "reason": " Fel nummer "}
    nothing_changes(lambda: withdraw_identity(patient.ref, **withdrawn, by=nurse, **expecting(patient)), OnlyIdentity)
    add_identity(patient.ref, oid=right.oid, value=right.value, by=nurse, **expecting(patient))

    withdraw_identity(patient.ref, **withdrawn, by=nurse, **expecting(patient))

    assert (patient_with(wrong), patient_with(right)) == (None, patient)
    assert [one.value for one in person_shown(patient).numbers] == [right.value]
    assert person_shown(patient).former == []
    assert told(patient)[-1] == ("identity_withdrawn", {"number": pair(wrong), "reason": "Fel nummer"})
    nothing_changes(
        lambda: withdraw_identity(patient.ref, **withdrawn, by=nurse, **expecting(patient)), IdentityNotThere
    )
    elsewhere = registered(nurse, wrong, surname="Annan")
    assert elsewhere != patient


@pytest.mark.parametrize("reason", ["", "  ", "x" * 301])
def test_an_act_that_needs_a_reason_is_refused_without_a_sensible_one(nurse: Actor, reason: str) -> None:
    patient, other = seen(nurse, surname="Ek"), seen(nurse)
    number = number_of(patient)
    acts: list[Callable[[], object]] = [
        lambda: withdraw_identity(
            patient.ref, oid=number.oid, value=number.value, reason=reason, by=nurse, **expecting(patient)
        ),
        lambda: merge_patients(
            patient.ref,
            into=other.ref,
            into_version=version(other),
            reason=reason,
            by=nurse,
            **expecting(patient),
        ),
        lambda: split_patient(patient.ref, reason=reason, by=nurse, **expecting(patient)),
        lambda: set_protection(patient.ref, degree=Protection.MARKING, reason=reason, by=nurse, **expecting(patient)),
    ]
    for act in acts:
        nothing_changes(act, InvalidInput)


# Merging and splitting


def merged(patient: Patient, into: Patient, by: Actor) -> Callable[[], UUID]:
    return lambda: merge_patients(
        patient.ref,
        into=into.ref,
        into_version=version(into),
        reason="Samma person enligt legitimation",
        by=by,
        **expecting(patient),
    )


def split(patient: Patient, by: Actor) -> Callable[[], UUID]:
    return lambda: split_patient(patient.ref, reason="Fel person", by=by, **expecting(patient))


def where_everything_is() -> list[Any]:
    """Which patient each case has, and which case each event and notice; which patient each number."""
    return [
        list(Case.objects.order_by("pk").values_list("pk", "patient")),
        list(Notice.objects.order_by("pk").values_list("pk", "case")),
        list(Event.objects.order_by("pk").values_list("pk", "case")),
        list(PatientIdentity.objects.order_by("pk").values_list("pk", "patient", "value", "valid_to")),
    ]


def test_two_patients_are_merged_by_a_link_and_split_again_and_nothing_has_moved(nurse: Actor) -> None:
    patient, other = seen(nurse, surname="Okänd"), seen(nurse)
    make.message(Case.objects.get(patient=patient), nurse, make.social_services())
    before = where_everything_is()

    merged(patient, other, nurse)()

    assert where_everything_is() == before
    both = [person_shown(patient), person_shown(other)]
    assert [one.name for one in both] == ["Anna Lind", "Anna Lind"]
    assert [len(one.numbers) for one in both] == [2, 2]
    assert both[0].value == both[1].value == number_of(other).value
    assert told(patient)[1][1] == {
        "into": str(other.ref),
        "reason": "Samma person enligt legitimation",
        "numbers": [pair(number_of(patient))],
        "cases": [str(Case.objects.get(patient=patient).ref)],
    }

    split(patient, nurse)()

    assert where_everything_is() == before
    assert [person_shown(one).name for one in (patient, other)] == ["Anna Okänd", "Anna Lind"]
    assert [len(person_shown(one).numbers) for one in (patient, other)] == [1, 1]
    assert [kind for kind, _ in told(patient)] == ["registered", "merged", "split_off"]
    assert [kind for kind, _ in told(other)] == ["registered", "took_over", "gave_back"]
    assert told(patient)[-1][1]["other"] == str(other.ref)


def test_splitting_lets_a_number_hold_again_that_merging_had_ended(nurse: Actor) -> None:
    reserve, number = reserve_number(), known()
    other, patient = registered(nurse, number), seen(nurse, reserve, surname="Okänd")
    replaced(patient, reserve, number, nurse)()

    split(patient, nurse)()

    held = PatientIdentity.objects.get(value=reserve.value)
    assert (held.patient, held.valid_to, held.replaced_by) == (patient, None, None)
    assert (person_shown(patient).value, person_shown(other).value) == (reserve.value, number.value)
    assert told(patient)[-1] == ("identity_reopened", {"number": pair(reserve), "holds": True})
    assert patient_with(reserve) == patient


def test_splitting_leaves_a_number_ended_that_somebody_else_has_got_meanwhile(nurse: Actor) -> None:
    reserve, number = reserve_number(), known()
    patient = seen(nurse, reserve, surname="Okänd")
    extra = reserve_number()
    add_identity(patient.ref, oid=extra.oid, value=extra.value, by=nurse, **expecting(patient))
    registered(nurse, number)
    replaced(patient, reserve, number, nurse)()
    third = registered(nurse)
    PatientIdentity.objects.create(patient=third, oid=reserve.oid, value=reserve.value, valid_from=make.NOW)

    split(patient, nurse)()

    ended = PatientIdentity.objects.get(patient=patient, value=reserve.value)
    assert (ended.valid_to, ended.replaced_by) == (make.LATER, None)
    assert told(patient)[-1] == ("identity_reopened", {"number": pair(reserve), "holds": False})
    assert patient_with(reserve) == third


def test_splitting_the_one_whose_number_holds_opens_the_others(nurse: Actor) -> None:
    reserve, number = reserve_number(), known()
    patient, other = seen(nurse, number), seen(nurse, reserve, surname="Okänd")
    merged(patient, other, nurse)()
    replaced(other, reserve, number, nurse)()
    assert [one.value for one in person_shown(other).numbers] == [number.value]

    split(patient, nurse)()

    assert person_shown(other).value == reserve.value
    assert told(other)[-1] == ("identity_reopened", {"number": pair(reserve), "holds": True})


def test_merging_in_a_chain_is_undone_link_by_link(nurse: Actor) -> None:
    first, second, third = seen(nurse, surname="Ett"), seen(nurse, surname="Två"), seen(nurse, surname="Tre")
    merged(first, second, nurse)()

    merged(second, third, nurse)()

    assert [person_shown(one).name for one in (first, second, third)] == ["Anna Tre"] * 3
    assert roots_of([first.pk, second.pk, third.pk]) == {one.pk: third.pk for one in (first, second, third)}
    assert rows_of_person(first.pk) == (third.pk, [first.pk, second.pk, third.pk])

    split(second, nurse)()

    assert [person_shown(one).name for one in (first, second, third)] == ["Anna Två", "Anna Två", "Anna Tre"]


def test_merging_a_row_that_is_merged_merges_its_person(nurse: Actor) -> None:
    first, second, third = seen(nurse, surname="Ett"), seen(nurse, surname="Två"), seen(nurse, surname="Tre")
    merged(first, second, nurse)()

    merged(first, third, nurse)()

    second.refresh_from_db()
    assert second.merged_into == third
    assert [person_shown(one).name for one in (first, second)] == ["Anna Tre", "Anna Tre"]


def test_what_is_changed_of_a_merged_patient_is_changed_of_the_person(nurse: Actor) -> None:
    patient, other = seen(nurse, surname="Ett"), seen(nurse, surname="Två")
    merged(patient, other, nurse)()

    update_register_data(patient.ref, details=details("Tre"), by=nurse, **expecting(patient))

    assert person_shown(other).name == "Anna Tre"
    assert told(other)[-1][0] == "details_changed"


def test_two_patients_with_a_personnummer_each_are_two_persons(nurse: Actor) -> None:
    patient, other = seen(nurse), seen(nurse)

    nothing_changes(merged(patient, other, nurse), TwoPersons)


def test_one_person_is_not_merged_with_herself_and_is_split_from_nobody(nurse: Actor) -> None:
    patient, other = seen(nurse, surname="Ett"), seen(nurse)
    nothing_changes(merged(patient, patient, nurse), AlreadyOnePerson)
    nothing_changes(split(patient, nurse), NotMerged)
    merged(patient, other, nurse)()

    nothing_changes(merged(patient, other, nurse), AlreadyOnePerson)
    nothing_changes(merged(other, patient, nurse), AlreadyOnePerson)
    nothing_changes(split(other, nurse), NotMerged)


def test_both_must_be_seen_to_be_merged(nurse: Actor) -> None:
    patient, hidden = seen(nurse, surname="Ett"), seen(make.actor(make.ward()))

    nothing_changes(merged(patient, hidden, nurse), NotVisible)
    nothing_changes(merged(hidden, patient, nurse), NotVisible)


def test_whoever_sees_one_row_of_a_person_may_change_her(nurse: Actor) -> None:
    number = known()
    other_nurse = make.actor(make.ward())
    other = seen(other_nurse, number)
    reserve = reserve_number()
    patient = seen(nurse, reserve, surname="Okänd")
    replaced(patient, reserve, number, nurse)()

    for by, row in ((nurse, patient), (nurse, other), (other_nurse, patient)):
        refresh_patient(row.ref, by=by, **expecting(row))


def test_a_case_keeps_its_patient_and_shows_the_person_as_she_is_known_now(nurse: Actor) -> None:
    reserve, number = reserve_number(), known(surname="Ek")
    registered(make.actor(make.ward()), number)
    patient, another = registered(nurse, reserve, surname="Okänd"), registered(nurse)
    cases = [make.case(nurse, patient), make.case(nurse, another)]

    def persons() -> list[tuple[UUID, str, str]]:
        found = Case.objects.select_related("patient").filter(pk__in=[case.pk for case in cases]).order_by("pk")
        return [(one.person.ref, one.person.name, one.person.value) for one in cases_seen(found, nurse)]

    replaced(patient, reserve, number, nurse)()
    assert persons() == [
        (patient.ref, "Anna Ek", number.value),
        (another.ref, "Anna Lind", number_of(another).value),
    ]

    protected(patient, nurse)()
    assert persons()[0] == (patient.ref, "", "")


def test_a_case_is_known_by_the_most_lasting_number(nurse: Actor) -> None:
    reserve, number = reserve_number(), personal_number()
    patient = registered(nurse, reserve, surname="Ek")
    case = make.case(nurse, patient)
    add_identity(patient.ref, oid=number.oid, value=number.value, by=nurse, **expecting(patient))

    (seen_case,) = cases_seen([case], nurse)

    assert seen_case.person.value == number.value


def test_no_case_is_opened_about_a_row_that_is_merged(nurse: Actor) -> None:
    patient, other = seen(nurse, surname="Ett"), seen(nurse)
    merged(patient, other, nurse)()

    nothing_changes(lambda: make.case(nurse, patient), PatientMerged)


# Who may, and what was expected


def acts_on(patient: Patient, by: Actor, **overridden: Any) -> list[Callable[[], object]]:
    """Every change of a patient, with the version that holds unless another is expected."""
    common = {"by": by, **expecting(patient), **overridden}
    number, reserve = number_of(patient), reserve_number()
    other = seen(by, surname="Annan") if by.units and can(by, Permission.OPEN_CASE) else patient
    return [
        lambda: refresh_patient(patient.ref, **common),
        lambda: update_register_data(patient.ref, details=details(), **common),
        lambda: set_protection(patient.ref, degree=Protection.MARKING, reason="Hot", **common),
        lambda: add_identity(patient.ref, oid=reserve.oid, value=reserve.value, **common),
        lambda: replace_identity(
            patient.ref,
            old_oid=reserve.oid,
            old_value=reserve.value,
            oid=PERSONAL_NUMBER,
            value=personal_number().value,
            **common,
        ),
        lambda: withdraw_identity(patient.ref, oid=number.oid, value=number.value, reason="Fel", **common),
        lambda: merge_patients(patient.ref, into=other.ref, into_version=version(other), reason="Samma", **common),
        lambda: split_patient(patient.ref, reason="Fel", **common),
        lambda: place(
            patient.ref,
            municipality_code="1480",
            kind=PlacementKind.SHORT_TERM,
            valid_from=make.TODAY,
            **common,
        ),
    ]


def test_a_patient_whom_the_actor_does_not_see_does_not_exist_for_her(nurse: Actor) -> None:
    patient = seen(make.actor(make.ward()))

    for act in acts_on(patient, nurse):
        nothing_changes(act, NotVisible)
    with pytest.raises(NotVisible):
        refresh_patient(uuid4(), by=nurse, expected_version=1, **ACT)
    with pytest.raises(NotVisible):
        end_placement(uuid4(), last_day=make.TODAY, by=nurse, expected_version=1, **ACT)


def test_a_provider_who_sees_the_patient_changes_nothing_of_her(nurse: Actor) -> None:
    patient = registered(nurse)
    provider = make.actor(make.provider())
    make.message(make.case(nurse, patient), nurse, make.unit_of(provider))

    for act in acts_on(patient, provider):
        nothing_changes(act, NotPermitted)


def test_what_was_decided_before_something_else_changed_is_refused(nurse: Actor) -> None:
    patient = seen(nurse)
    stale = version(patient) - 1

    for act in acts_on(patient, nurse, expected_version=stale):
        nothing_changes(act, StalePatient)
    with pytest.raises(StalePatient) as refusal:
        refresh_patient(patient.ref, by=nurse, expected_version=stale, **ACT)
    assert refusal.value.facts == {"version": version(patient)}


def test_the_version_of_the_other_is_expected_too_when_two_are_merged(nurse: Actor) -> None:
    patient, other = seen(nurse, surname="Ett"), seen(nurse)

    nothing_changes(
        lambda: merge_patients(
            patient.ref, into=other.ref, into_version=version(other) - 1, reason="Samma", by=nurse, **expecting(patient)
        ),
        StalePatient,
    )


def test_every_change_raises_the_version_that_is_shown(nurse: Actor) -> None:
    patient, other = seen(nurse, surname="Ett"), seen(nurse)
    versions = [version(patient)]

    for act in (
        lambda: update_register_data(patient.ref, details=details("Ek"), by=nurse, **expecting(patient)),
        merged(patient, other, nurse),
        lambda: set_protection(patient.ref, degree=Protection.MARKING, reason="Hot", by=nurse, **expecting(patient)),
    ):
        act()
        versions.append(version(patient))

    assert versions == sorted(set(versions))


def test_rows_merged_while_the_lock_was_waited_for_are_noticed(nurse: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    patient, other = seen(nurse, surname="Ett"), seen(nurse)
    family = holding.family_of(patient)
    merged(patient, other, nurse)()

    with pytest.raises(StalePatient):
        holding.lock([family])


def test_an_extra_reader_reads_and_changes_nothing(nurse: Actor) -> None:
    patient = seen(nurse)

    assert Permission.OPEN_CASE in patient.permissions_of(nurse)
    assert patient.permissions_of(make.actor(make.ward())) == {Permission.READ_CASE}


# Protection


def test_protection_comes_with_the_register_and_hides_everything_but_that_she_is_protected(nurse: Actor) -> None:
    number = known(surname="Ek", street="Gömda gatan 1", protection=Protection.MARKING)
    patient = seen(nurse, number)

    shown = person_shown(patient)

    assert shown == type(shown)(ref=patient.ref, version=1, is_protected=True, is_masked=True)
    assert (shown.said_name, shown.said_number) == ("Skyddade personuppgifter", MASKED_NUMBER)
    open_to_her = person_shown(patient, unmasked=True)
    assert (open_to_her.name, open_to_her.street, open_to_her.degree) == ("Anna Ek", "Gömda gatan 1", "marking")
    assert open_to_her.is_protected
    assert not open_to_her.is_masked


def test_of_somebody_unprotected_everything_is_shown(nurse: Actor) -> None:
    number = known(personal_number(date(1940, 1, 1)), surname="Ek")
    shown = person_shown(seen(nurse, number))

    assert (shown.is_protected, shown.is_masked, shown.degree) == (False, False, "")
    assert (shown.said_name, shown.birth_date) == ("Anna Ek", date(1940, 1, 1))
    assert shown.said_number == f"{number.value[:8]}-{number.value[8:]}"


@pytest.mark.parametrize(
    ("degree", "shown"),
    [
        (Protection.MARKING, "marking"),
        (Protection.PROTECTED_REGISTRATION, "protected_registration"),
        (Protection.FICTITIOUS, ""),
    ],
)
def test_that_data_are_fictitious_is_told_to_nobody(nurse: Actor, degree: Protection, shown: str) -> None:
    patient = seen(nurse, known(protection=degree))

    person = person_shown(patient, unmasked=True)

    assert (person.is_protected, person.degree) == (True, shown)
    assert patient.register.protection == degree


def test_the_degrees_are_in_order() -> None:
    assert sorted(Protection.values, key=strictness) == ["none", "marking", "protected_registration", "fictitious"]


def protected(patient: Patient, by: Actor, degree: Protection = Protection.MARKING) -> Callable[[], UUID]:
    return lambda: set_protection(
        patient.ref, degree=degree, reason="Berättat av patienten", by=by, **expecting(patient)
    )


def test_protection_told_of_is_set_and_whoever_set_it_is_named_and_nobody_else_sees_her(nurse: Actor) -> None:
    ward = make.unit_of(nurse)
    colleague, assessor = make.actor(ward), make.actor(make.social_services())
    patient = registered(nurse)
    case = make.case(nurse, patient)
    make.message(case, nurse, make.unit_of(assessor))
    OutboxRow.objects.all().delete()

    protected(patient, nurse)()

    assert list(visible(nurse, Case.objects.all())) == [case]
    assert not visible(colleague, Case.objects.all()).exists()
    assert not visible(assessor, Case.objects.all()).exists()
    grant = CaseGrant.objects.get()
    assert (grant.user_id, grant.content_object, grant.reason) == (nurse.user_id, case, "Registrerade skyddet")
    assert told(patient)[-1] == (
        "protection_changed",
        {"before": "none", "after": "marking", "reason": "Berättat av patienten"},
    )
    row = OutboxRow.objects.get()
    assert (row.unit_id, row.kind, row.urgency, row.link) == (
        assessor.unit_ids[0],
        "names_needed",
        "now",
        f"/atkomst/{case.ref}/",
    )


def test_protection_that_the_register_tells_of_hides_her_from_all_and_every_unit_is_told_to_name_somebody(
    nurse: Actor,
) -> None:
    number = known()
    patient = registered(nurse, number)
    case = make.case(nurse, patient)
    known(number, protection=Protection.PROTECTED_REGISTRATION)
    elsewhere = make.actor(make.ward())

    registered(elsewhere, number)

    assert not visible(nurse, Case.objects.all()).exists()
    assert CaseGrant.objects.count() == 0
    assert [(row.unit_id, row.kind) for row in OutboxRow.objects.all()] == [(nurse.unit_ids[0], "names_needed")]
    assert told(patient)[-1] == (
        "protection_changed",
        {"before": "none", "after": "protected_registration", "reason": "population_register"},
    )
    assert Event.objects.filter(case=case).count() == 1


def test_protection_is_not_lowered_by_the_register_but_by_somebody_with_a_reason(nurse: Actor) -> None:
    number = known()
    patient = seen(nurse, number)
    protected(patient, nurse)()

    refresh_patient(patient.ref, by=nurse, **expecting(patient))
    assert person_shown(patient).is_protected

    protected(patient, nurse, Protection.NONE)()
    assert not person_shown(patient).is_protected


def test_protection_is_never_lower_than_the_register_says(nurse: Actor) -> None:
    number = known(protection=Protection.MARKING)
    patient = seen(nurse, number)

    nothing_changes(protected(patient, nurse, Protection.NONE), ProtectedByRegister)
    protected(patient, nurse, Protection.PROTECTED_REGISTRATION)()
    protected(patient, nurse, Protection.MARKING)()

    assert patient.register.protection in Protection.values
    assert RegisterData.objects.get(patient=patient).protection == "marking"


def test_the_same_degree_again_is_no_event(nurse: Actor) -> None:
    patient = seen(nurse)
    protected(patient, nurse)()
    grants = CaseGrant.objects.count()

    protected(patient, nurse)()

    assert len(told(patient)) == 2
    assert CaseGrant.objects.count() == grants


def test_a_stricter_degree_names_nobody_anew(nurse: Actor) -> None:
    patient = seen(nurse)
    protected(patient, nurse)()
    told_before = OutboxRow.objects.count(), Event.objects.count()

    protected(patient, nurse, Protection.PROTECTED_REGISTRATION)()

    assert (OutboxRow.objects.count(), Event.objects.count()) == told_before


def test_a_closed_case_of_somebody_who_becomes_protected_gets_no_event(nurse: Actor) -> None:
    patient = registered(nurse)
    closed, running = make.case(nurse, patient), make.case(nurse, patient)
    Case.objects.filter(pk=closed.pk).update(closed_at=make.NOW)

    protected(patient, nurse)()

    assert list(CaseGrant.objects.values_list("content_object", flat=True)) == [running.pk]


def test_a_member_of_two_units_of_one_side_is_named_once(nurse: Actor) -> None:
    hospital = make.board()
    one, two = make.ward(hospital), make.ward(hospital)
    both = make.actor(make.group([one, two]), "ward_nurse")
    patient = registered(both)
    case = make.open_case(patient.ref, unit=one.ref, by=both, now=make.NOW)
    make.send_message(
        case.ref,
        unit=one.ref,
        recipients=[two.ref],
        subject="Hej",
        body="Hej",
        ground=make.Ground.OWN_SIDE,
        by=both,
        now=make.NOW,
        expected_version=make.case_version(case, both),
    )

    protected(patient, both)()

    assert CaseGrant.objects.count() == 1
    assert Event.objects.filter(case=case, kind="access_granted").count() == 1


def test_nobody_sets_by_hand_that_data_are_fictitious(nurse: Actor) -> None:
    nothing_changes(protected(seen(nurse), nurse, Protection.FICTITIOUS), InvalidInput)


def test_when_one_of_two_merged_patients_is_protected_both_are(nurse: Actor) -> None:
    patient, other = seen(nurse, surname="Ett"), seen(nurse)
    colleague = make.actor(make.unit_of(nurse))
    protected(other, nurse)()

    merged(patient, other, nurse)()

    assert set(RegisterData.objects.values_list("protection", flat=True)) == {"marking"}
    assert not visible(colleague, Case.objects.all()).exists()
    assert visible(nurse, Case.objects.all()).count() == 2
    assert told(patient)[-1][0] == "protection_changed"

    split(patient, nurse)()

    assert set(RegisterData.objects.values_list("protection", flat=True)) == {"marking"}


def test_the_protection_of_a_merged_person_is_one(nurse: Actor) -> None:
    patient, other = seen(nurse, surname="Ett"), seen(nurse)
    merged(patient, other, nurse)()

    protected(patient, nurse)()

    assert set(RegisterData.objects.values_list("protection", flat=True)) == {"marking"}


# Fictitious data


def test_a_fictitious_identity_is_registered_and_linked_to_nothing(nurse: Actor) -> None:
    fictitious = known(protection=Protection.FICTITIOUS)
    patient, other = seen(nurse, fictitious), seen(nurse, surname="Annan")
    reserve, number = number_of(other), personal_number()

    nothing_changes(merged(other, patient, nurse), LinkNeverStored)
    nothing_changes(merged(patient, other, nurse), LinkNeverStored)
    nothing_changes(replaced(other, reserve, fictitious, nurse), LinkNeverStored)
    for who, added in ((patient, number), (other, fictitious), (patient, reserve)):
        nothing_changes(
            lambda who=who, added=added: add_identity(
                who.ref, oid=added.oid, value=added.value, by=nurse, **expecting(who)
            ),
            LinkNeverStored,
        )
    assert [kind for kind, _ in told(patient)] == ["registered"]


def test_a_number_of_a_fictitious_person_is_not_replaced(nurse: Actor) -> None:
    fictitious = known(protection=Protection.FICTITIOUS)
    patient = seen(nurse, fictitious)
    coming = known()
    told_wrong = RegisteredPerson(identity=fictitious, details=details(), replaced_by=coming)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(EmbeddedPopulation, "person", lambda _, one: told_wrong if one == fictitious else None)
        nothing_changes(replaced(patient, fictitious, coming, nurse), LessLasting)


def test_a_register_that_links_a_number_to_fictitious_data_is_not_followed(nurse: Actor) -> None:
    old, new = known(surname="Gammal"), known(protection=Protection.FICTITIOUS)
    linked = RegisteredPerson(identity=old, details=details("Gammal"), replaced_by=new)
    embedded = EmbeddedPopulation()

    class Careless:
        def person(self, identity: Identity) -> RegisteredPerson | None:
            return linked if identity == old else embedded.person(identity)

    assert population_register.registered(Careless(), old) == linked


def test_the_embedded_register_keeps_no_link_to_fictitious_data() -> None:
    fictitious, number = known(protection=Protection.FICTITIOUS), known()

    for one in (
        RegisteredPerson(identity=number, details=details(), replaced_by=fictitious),
        RegisteredPerson(identity=fictitious, details=details(), protection=Protection.FICTITIOUS, replaced_by=number),
    ):
        with pytest.raises(InvalidInput), transaction.atomic():
            EmbeddedPopulation().keep(one)
    entry = PopulationEntry.objects.get(value=fictitious.value)
    entry.replaced_by_oid, entry.replaced_by_value = number.oid, number.value
    with pytest.raises(IntegrityError, match="population_fictitious_is_linked_to_nothing"), transaction.atomic():
        entry.save()


# Placement


PLACED = {"municipality_code": "1480", "kind": PlacementKind.SPECIAL_HOUSING}


def test_a_placement_holds_from_one_day_to_another(nurse: Actor) -> None:
    patient = seen(nurse)

    ref = place(
        patient.ref,
        **PLACED,
        place=" Lindgården  1 ",
        valid_from=date(2026, 3, 1),
        valid_to=date(2026, 3, 31),
        by=nurse,
        **expecting(patient),
    )

    placement = Placement.objects.get(ref=ref)
    assert (placement.patient, placement.place) == (patient, "Lindgården 1")
    assert [placement.is_valid_on(date(2026, 3, day)) for day in (1, 31)] == [True, True]
    assert told(patient)[-1] == (
        "placed",
        {
            "placement": str(ref),
            "municipality_code": "1480",
            "kind": "special_housing",
            "valid_from": "2026-03-01",
            "valid_to": "2026-03-31",
        },
    )


def test_a_placement_ends_and_only_once(nurse: Actor) -> None:
    patient = seen(nurse)
    ref = place(patient.ref, **PLACED, valid_from=date(2026, 1, 1), by=nurse, **expecting(patient))

    def end(last_day: date) -> UUID:
        return end_placement(ref, last_day=last_day, by=nurse, **expecting(patient))

    nothing_changes(lambda: end(make.TODAY - timedelta(days=1)), InvalidInput)
    assert end(make.TODAY) == ref

    assert Placement.objects.get().valid_to == make.TODAY
    assert told(patient)[-1] == ("placement_ended", {"placement": str(ref), "last_day": "2026-03-09"})
    nothing_changes(lambda: end(make.TODAY), AlreadyEnded)


def test_a_placement_that_begins_later_does_not_end_before_it_begins(nurse: Actor) -> None:
    patient = seen(nurse)
    ref = place(patient.ref, **PLACED, valid_from=date(2026, 4, 1), by=nurse, **expecting(patient))

    nothing_changes(
        lambda: end_placement(ref, last_day=date(2026, 3, 31), by=nurse, **expecting(patient)), InvalidInput
    )


@pytest.mark.parametrize(
    ("first", "second", "allowed"),
    [
        pytest.param((date(2026, 1, 1), None), (date(2026, 5, 1), None), False, id="the first has no last day"),
        pytest.param((date(2026, 5, 1), None), (date(2026, 1, 1), None), False, id="the second has none"),
        pytest.param((date(2026, 5, 1), None), (date(2026, 1, 1), date(2026, 5, 1)), False, id="one common day"),
        pytest.param((date(2026, 5, 1), None), (date(2026, 1, 1), date(2026, 4, 30)), True, id="the day before"),
        pytest.param((date(2026, 1, 1), date(2026, 4, 30)), (date(2026, 5, 1), None), True, id="the day after"),
        pytest.param((date(2026, 1, 1), date(2026, 5, 1)), (date(2026, 5, 1), None), False, id="the last day"),
    ],
)
def test_nobody_is_placed_twice_in_the_same_time(
    nurse: Actor, first: tuple[date, date | None], second: tuple[date, date | None], allowed: bool
) -> None:
    patient = seen(nurse)
    place(patient.ref, **PLACED, valid_from=first[0], valid_to=first[1], by=nurse, **expecting(patient))

    def again() -> UUID:
        return place(patient.ref, **PLACED, valid_from=second[0], valid_to=second[1], by=nurse, **expecting(patient))

    if allowed:
        again()
        assert Placement.objects.count() == 2
    else:
        nothing_changes(again, AlreadyPlaced)


@pytest.mark.parametrize(
    "wrong",
    [
        {"municipality_code": "9999"},
        {"municipality_code": ""},
        {"kind": "hotel"},
        {"place": "x" * 161},
        {"valid_to": date(2026, 2, 28)},
    ],
    ids=str,
)
def test_a_placement_must_make_sense(nurse: Actor, wrong: dict[str, Any]) -> None:
    patient = seen(nurse)
    asked = {**PLACED, "valid_from": date(2026, 3, 1), **wrong}

    nothing_changes(lambda: place(patient.ref, **asked, by=nurse, **expecting(patient)), InvalidInput)


# Shown, traced, kept


def test_persons_are_shown_with_as_many_questions_however_many_they_are(nurse: Actor) -> None:
    patients = [seen(nurse, surname=f"Ek {number}") for number in range(3)]
    merged(patients[0], patients[1], nurse)()

    for some in (patients[:1], patients):
        with queries(5):
            persons_shown([one.pk for one in some])
    with queries(0):
        assert persons_shown([]) == {}


def test_the_trace_tells_who_did_what_to_the_rows_that_the_reader_sees(nurse: Actor) -> None:
    number, reserve = known(), reserve_number()
    hidden = seen(make.actor(make.ward()), number)
    patient = seen(nurse, reserve, surname="Okänd")
    replaced(patient, reserve, number, nurse)()

    events = trace(patient.ref, by=nurse)

    assert {event.patient for event in events} == {patient}
    assert [event.kind for event in events] == ["identity_replaced", "merged", "registered"]
    assert {(event.user_name, event.role) for event in events} == {("Maria Ek", "ward_nurse")}
    assert [event.kind for event in trace(hidden.ref, by=nurse)] == [event.kind for event in events]
    with pytest.raises(NotVisible):
        trace(hidden.ref, by=make.actor(make.ward()))
    with pytest.raises(NotPermitted):
        trace(patient.ref, by=make.actor(make.provider()))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE discharge_patientevent SET kind = 'merged'",
        "DELETE FROM discharge_patientevent",
        "DELETE FROM discharge_patientidentity",
        "DELETE FROM discharge_patient",
        "DELETE FROM discharge_registerdata",
        "DELETE FROM discharge_placement",
        "DELETE FROM discharge_addressrule",
        "DELETE FROM discharge_arearesponsibility",
    ],
)
def test_what_happened_to_a_person_cannot_be_changed_or_deleted(nurse: Actor, change: str) -> None:
    seen(nurse)

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_a_number_is_one_patients_while_it_holds(nurse: Actor) -> None:
    patient, other = registered(nurse), registered(nurse)
    number = number_of(patient)

    with pytest.raises(IntegrityError, match="identity_is_one_patients_while_valid"), transaction.atomic():
        PatientIdentity.objects.create(patient=other, oid=number.oid, value=number.value, valid_from=make.NOW)


def test_every_register_field_of_a_person_is_classified() -> None:
    for table in (Patient, PatientIdentity, PatientEvent, RegisterData, Placement):
        fields = {field.name for field in table._meta.get_fields() if field.concrete}
        assert fields == {*table.PERSONAL, *table.NOT_PERSONAL}


def test_details_hold_every_field_that_a_register_tells() -> None:
    columns = {field.name for field in RegisterData._meta.get_fields() if field.concrete}

    assert set(Details.__dataclass_fields__) <= columns
    assert InvalidIdentity.code == "invalid_identity"
