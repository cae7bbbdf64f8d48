"""Tests of patients at their doors: discharge/api, patient_doors.py, selectors and limits; what leaves, and the log."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache.backends.locmem import LocMemCache
from rest_framework.test import APIClient

from accounts.actor import Actor
from accounts.models import AccessLogEntry, Assignment
from accounts.services.tokens import create_token
from core import clock
from core.errors import NotVisible, TooManyRequests
from discharge.identifiers import COORDINATION_NUMBER, PERSONAL_NUMBER, STOCKHOLM, InvalidIdentity, NotADate
from discharge.limits import LIMITS
from discharge.models import AddressRule, Patient, PatientEvent, Placement, RegisterData
from discharge.models.protection import Protection
from discharge.patient_doors import look_up_person, search, show_person, show_trace, unmask_person
from discharge.patient_errors import SearchTooShort
from discharge.registers.listing import EmbeddedListing
from discharge.selectors.patients import LAST_PAGE, PAGE_SIZE, find_patients, look_up
from discharge.selectors.persons import person_shown
from discharge.services.identities import replace_identity
from discharge.services.merging import merge_patients
from discharge.services.placements import place
from discharge.services.protecting import set_protection
from rules.errors import DomainError, InvalidInput, NotPermitted
from tests import factories as make
from tests.discharge.persons import known, personal_number, registered, reserve_number, seen
from tests.queries import queries

pytestmark = pytest.mark.django_db

NOW = make.LATER


@pytest.fixture(autouse=True)
def _frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def nurse() -> Actor:
    return make.actor(make.ward())


def client_of(actor: Actor) -> APIClient:
    """Another system, with a token bound to the actor's assignment."""
    assignment = Assignment.objects.get(ref=actor.assignment_ref)
    expires_at = make.NOW.replace(month=12)
    _, secret = create_token(assignment=assignment, name="Journal", expires_at=expires_at, by=make.SETUP, now=make.NOW)
    return APIClient(headers={"authorization": f"Bearer {secret}"}, raise_request_exception=False)


def log() -> list[dict[str, Any]]:
    """What the access log says, without what is always the same."""
    columns = ("what", "patient_ref", "person_value", "detail", "reason", "user_id")
    return [dict(row) for row in AccessLogEntry.objects.order_by("pk").values(*columns)]


def names(text: str, by: Actor, page: int = 1) -> list[str]:
    return [person.name for person in find_patients(text, by=by, on=make.TODAY, page=page).persons]


def protect(patient: Patient, by: Actor) -> None:
    set_protection(
        patient.ref,
        degree=Protection.MARKING,
        reason="Hot",
        by=by,
        now=NOW,
        expected_version=person_shown(patient).version,
    )


# Finding among what the reader sees


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("åker", True),
        ("ÅKERBLOM", True),
        ("stina åkerblom", True),
        ("åkerblom  stina", True),
        ("blom tin", True),
        ("akerblom", False),
        ("stina lind", False),
        ("Åkerblöm", False),
        ("%%%", False),
        ("___", False),
        ("\\\\\\", False),
    ],
)
def test_a_name_is_found_by_any_parts_of_it_whatever_its_capitals(nurse: Actor, text: str, found: bool) -> None:
    seen(nurse, known(surname="Åkerblom", given_names="Stina"))

    assert names(text, nurse) == (["Stina Åkerblom"] if found else [])


def test_accents_that_swedish_does_not_sort_by_do_not_hide_a_name(nurse: Actor) -> None:
    seen(nurse, known(surname="Müller", given_names="André"))

    assert names("andre muller", nurse) == []
    assert names("andre myller", nurse) == ["André Müller"]
    assert names("André Müller", nurse) == ["André Müller"]


def test_names_come_in_swedish_order_a_page_at_a_time(nurse: Actor) -> None:
    for surname in ("Östlind", "Zlind", "Älind", "Åslind"):
        seen(nurse, known(surname=surname))

    assert names("lind", nurse) == ["Anna Zlind", "Anna Åslind", "Anna Älind", "Anna Östlind"]


def test_a_page_has_twenty_and_says_whether_there_are_more(nurse: Actor) -> None:
    letters = "abcdefghijklmnopqrstu"
    for letter in letters:
        seen(nurse, known(surname=f"Lind{letter}"))

    first = find_patients("lind", by=nurse, on=make.TODAY)
    second = find_patients("lind", by=nurse, on=make.TODAY, page=2)

    assert (len(first.persons), first.page, first.has_more) == (PAGE_SIZE, 1, True)
    assert ([one.name for one in second.persons], second.page, second.has_more) == (["Anna Lindu"], 2, False)
    assert find_patients("lind", by=nurse, on=make.TODAY, page=LAST_PAGE).persons == []


def test_a_search_asks_as_many_questions_however_many_it_finds(nurse: Actor) -> None:
    number = known(surname="Lind")
    seen(nurse, number)
    with queries(7):
        find_patients("lind", by=nurse, on=make.TODAY)
    for _ in range(3):
        seen(nurse, known(surname="Lind"))

    with queries(7):
        find_patients("lind", by=nurse, on=make.TODAY)
    with queries(10):
        find_patients(number.value, by=nurse, on=make.TODAY)
    with queries(1):
        find_patients("nobody", by=nurse, on=make.TODAY)


def test_only_persons_in_whose_cases_the_reader_takes_part_are_found(nurse: Actor) -> None:
    number = known(surname="Lind")
    patient = registered(nurse, number)
    recipient, stranger = make.actor(make.social_services()), make.actor(make.ward())
    make.message(make.case(nurse, patient), nurse, make.unit_of(recipient))

    for text in ("lind", number.value):
        assert [bool(names(text, by)) for by in (nurse, recipient, stranger)] == [True, True, False]


def test_a_number_is_found_in_every_form_and_by_its_own_person_only(nurse: Actor) -> None:
    number = known(surname="Lind")
    seen(nurse, number)
    seen(nurse, known(surname="Ek"))

    for text in (number.value, f"{number.value[:8]}-{number.value[8:]}", f"{number.value[2:8]}-{number.value[8:]}"):
        assert names(text, nurse) == ["Anna Lind"]
    assert names(personal_number().value, nurse) == []


def test_a_number_that_was_replaced_still_finds_her(nurse: Actor) -> None:
    reserve, number = reserve_number(), known(surname="Lind")
    patient = seen(nurse, reserve, surname="Okänd")
    replace_identity(
        patient.ref,
        old_oid=reserve.oid,
        old_value=reserve.value,
        oid=number.oid,
        value=number.value,
        by=nurse,
        now=NOW,
        expected_version=1,
    )

    assert names(reserve.value, nurse) == names(number.value, nurse) == ["Anna Lind"]


def test_a_merged_person_is_found_by_the_numbers_of_rows_that_the_reader_does_not_see(nurse: Actor) -> None:
    reserve, number = reserve_number(), known(surname="Lind")
    seen(make.actor(make.ward()), number)
    patient = seen(nurse, reserve, surname="Okänd")
    replace_identity(
        patient.ref,
        old_oid=reserve.oid,
        old_value=reserve.value,
        oid=number.oid,
        value=number.value,
        by=nurse,
        now=NOW,
        expected_version=1,
    )

    found = find_patients(number.value, by=nurse, on=make.TODAY).persons

    assert [(one.ref, one.name) for one in found] == [(patient.ref, "Anna Lind")]


def test_a_merged_person_is_found_once_whichever_of_her_rows_has_the_name(nurse: Actor) -> None:
    first, second = seen(nurse, surname="Aronsson"), seen(nurse, surname="Lind")
    merge_patients(first.ref, into=second.ref, into_version=1, reason="Samma", by=nurse, now=NOW, expected_version=1)

    for text, ref in (("anna", first.ref), ("aronsson", first.ref), ("lind", second.ref)):
        found = find_patients(text, by=nurse, on=make.TODAY).persons
        assert [(one.ref, one.name, one.merged) for one in found] == [(ref, "Anna Lind", ())]


@pytest.mark.parametrize(
    ("text", "page", "refusal"),
    [
        ("", 1, SearchTooShort),
        ("  ", 1, SearchTooShort),
        ("ek", 1, SearchTooShort),
        ("e k", 1, SearchTooShort),
        ("195002302550", 1, NotADate),
        ("12", 1, InvalidIdentity),
        ("١٢٣", 1, InvalidIdentity),
        ("lind", 0, InvalidInput),
        ("lind", LAST_PAGE + 1, InvalidInput),
        ("x" * 121, 1, InvalidInput),
    ],
)
def test_a_search_that_would_find_half_the_country_or_nothing_is_refused(
    nurse: Actor, text: str, page: int, refusal: type[DomainError]
) -> None:
    with pytest.raises(refusal):
        find_patients(text, by=nurse, on=make.TODAY, page=page)


def test_three_letters_are_enough_also_in_two_words(nurse: Actor) -> None:
    seen(nurse, known(surname="Ek"))

    assert names("a ek", nurse) == ["Anna Ek"]


@pytest.mark.parametrize("role", ["provider_staff", "local_administrator"])
def test_whoever_may_not_find_patients_neither_searches_nor_looks_up(role: str) -> None:
    by = make.actor(make.provider() if role == "provider_staff" else make.board(), role)

    with pytest.raises(NotPermitted):
        find_patients("lind", by=by, on=make.TODAY)
    with pytest.raises(NotPermitted):
        look_up(known().value, oid="", by=by, on=make.TODAY)
    with pytest.raises(NotPermitted):
        show_person(uuid4(), by=make.without_permissions(by), now=NOW)


# Protected persons


def test_a_protected_person_is_found_by_those_who_are_named_for_her_and_shown_masked(nurse: Actor) -> None:
    number = known(surname="Hemlig")
    patient = registered(nurse, number)
    colleague, recipient = make.actor(make.unit_of(nurse)), make.actor(make.municipal_care())
    make.message(make.case(nurse, patient), nurse, make.unit_of(recipient))

    protect(patient, nurse)

    for text in ("hemlig", number.value):
        assert [len(find_patients(text, by=by, on=make.TODAY).persons) for by in (nurse, colleague, recipient)] == [
            1,
            0,
            0,
        ]
        (person,) = find_patients(text, by=nurse, on=make.TODAY).persons
        assert (person.is_masked, person.name, list(person.numbers), person.birth_date) == (True, "", [], None)
    for by in (colleague, recipient):
        with pytest.raises(NotVisible):
            show_person(patient.ref, by=by, now=NOW)
        with pytest.raises(NotVisible):
            unmask_person(patient.ref, reason="Ringer henne", by=by, now=NOW)


def test_unmasking_needs_a_reason_and_is_logged_with_it(nurse: Actor) -> None:
    number = known(surname="Hemlig", protection=Protection.MARKING)
    patient = seen(nurse, number)

    for reason in ("", "   ", "x" * 301):
        with pytest.raises(InvalidInput):
            unmask_person(patient.ref, reason=reason, by=nurse, now=NOW)
    assert log() == []
    person = unmask_person(patient.ref, reason=" Ringer henne ", by=nurse, now=NOW)

    assert (person.name, person.value, person.is_protected, person.is_masked) == (
        "Anna Hemlig",
        number.value,
        True,
        False,
    )
    assert log() == [
        {
            "what": "unmasked",
            "patient_ref": patient.ref,
            "person_value": number.value,
            "detail": "",
            "reason": "Ringer henne",
            "user_id": nurse.user_id,
        }
    ]


def test_the_trace_of_a_protected_person_is_without_its_data(nurse: Actor) -> None:
    patient = seen(nurse, known(protection=Protection.MARKING))
    other = seen(nurse)

    assert [(event.kind, event.data) for event in show_trace(patient.ref, by=nurse, now=NOW)] == [("registered", {})]
    assert show_trace(other.ref, by=nurse, now=NOW)[0].data["source"] == "population_register"
    assert [(row["what"], row["detail"], row["patient_ref"]) for row in log()] == [
        ("read", "trace", patient.ref),
        ("read", "trace", other.ref),
    ]


# Looking up


def test_looking_up_tells_who_has_the_number_and_nothing_of_others_cases(nurse: Actor) -> None:
    number = known(surname="Lind", street="Gatan 1")
    mine, hidden = seen(nurse, number), known(surname="Ek")
    seen(make.actor(make.ward()), hidden)

    (found,) = look_up(number.value, oid="", by=nurse, on=make.TODAY)
    assert (found.identity, found.name, found.patient, found.is_known) == (number, "Anna Lind", mine.ref, True)
    assert found.details is not None
    assert (found.details.street, found.said) == ("Gatan 1", f"{number.value[:8]}-{number.value[8:]}")
    for someone in (hidden, known(surname="Ek")):
        (found,) = look_up(someone.value, oid=PERSONAL_NUMBER, by=nurse, on=make.TODAY)
        assert (found.name, found.patient, found.is_protected) == ("Anna Ek", None, False)
    unknown = personal_number()
    (found,) = look_up(unknown.value, oid="", by=nurse, on=make.TODAY)
    assert (found.identity, found.is_known, found.details, found.name) == (unknown, False, None, "")


def test_somebody_whom_the_register_does_not_know_is_looked_up_by_whoever_sees_her_only(nurse: Actor) -> None:
    reserve = reserve_number()
    patient = seen(nurse, reserve, surname="Okänd")

    (found,) = look_up(reserve.value, oid=reserve.oid, by=nurse, on=make.TODAY)
    assert (found.is_known, found.name, found.patient) == (False, "Anna Okänd", patient.ref)
    (found,) = look_up(reserve.value, oid=reserve.oid, by=make.actor(make.ward()), on=make.TODAY)
    assert (found.is_known, found.name, found.patient) == (False, "", None)
    protect(patient, nurse)
    (found,) = look_up(reserve.value, oid=reserve.oid, by=nurse, on=make.TODAY)
    assert (found.is_protected, found.name, found.patient) == (True, "", patient.ref)


def test_looking_up_a_number_that_was_replaced_gives_the_person_under_the_one_that_holds(nurse: Actor) -> None:
    new = known(surname="Ny")
    old = personal_number()
    patient = seen(nurse, old, surname="Gammal")
    known(old, replaced_by=new)

    (found,) = look_up(old.value, oid="", by=nurse, on=make.TODAY)

    assert (found.identity, found.name, found.patient) == (new, "Anna Ny", patient.ref)


def test_looking_up_a_protected_person_tells_only_that_she_is(nurse: Actor) -> None:
    by_register = known(surname="Hemlig", protection=Protection.PROTECTED_REGISTRATION)
    by_hand = known(surname="Hemlig")
    protect(seen(make.actor(make.ward()), by_hand) and seen(nurse, by_hand), nurse)
    stranger = make.actor(make.ward())

    for number in (by_register, by_hand):
        (found,) = look_up(number.value, oid="", by=stranger, on=make.TODAY)
        assert (found.is_known, found.is_protected, found.details, found.name, found.patient) == (
            True,
            True,
            None,
            "",
            None,
        )


def test_a_number_without_a_domain_is_looked_up_in_every_domain_that_it_fits(nurse: Actor) -> None:
    assert [one.identity.oid for one in look_up("991981000010", oid="", by=nurse, on=make.TODAY)] == [STOCKHOLM]
    with pytest.raises(InvalidIdentity):
        look_up("991981000010", oid=PERSONAL_NUMBER, by=nurse, on=make.TODAY)
    with pytest.raises(InvalidIdentity):
        look_up("196109732394", oid=COORDINATION_NUMBER, by=nurse, on=make.TODAY)


def test_a_fictitious_identity_that_was_registered_is_looked_up_like_any_protected_one(nurse: Actor) -> None:
    number = known(protection=Protection.FICTITIOUS)
    patient = seen(nurse, number)

    (found,) = look_up(number.value, oid="", by=nurse, on=make.TODAY)

    assert (found.is_protected, found.details, found.patient) == (True, None, patient.ref)


# The log


def test_a_search_is_logged_before_the_answer_with_what_was_asked_and_each_person_found(nurse: Actor) -> None:
    number = known(surname="Lind")
    patient = seen(nurse, number)
    hidden = seen(nurse, known(surname="Lindhemlig", protection=Protection.MARKING))

    search("lind", by=nurse, now=NOW)
    search("ingen alls", by=nurse, now=NOW)

    common = {"what": "searched", "reason": "", "user_id": nurse.user_id}
    assert log() == [
        {**common, "patient_ref": patient.ref, "person_value": number.value, "detail": "lind"},
        {**common, "patient_ref": hidden.ref, "person_value": "", "detail": "lind"},
        {**common, "patient_ref": None, "person_value": "", "detail": "ingen alls"},
    ]


def test_looking_up_is_logged_by_number_also_when_nobody_has_it(nurse: Actor) -> None:
    number, unknown = known(), personal_number()
    patient = seen(nurse, number)

    look_up_person(number.value, by=nurse, now=NOW)
    look_up_person(unknown.value, oid=PERSONAL_NUMBER, by=nurse, now=NOW)

    assert [(row["what"], row["patient_ref"], row["person_value"], row["detail"]) for row in log()] == [
        ("searched", patient.ref, number.value, "population register"),
        ("searched", None, unknown.value, "population register"),
    ]


def test_a_person_who_is_shown_is_logged_by_the_number_that_is_shown(nurse: Actor) -> None:
    number = known()
    patient, hidden = seen(nurse, number), seen(nurse, known(protection=Protection.MARKING))

    show_person(patient.ref, by=nurse, now=NOW)
    show_person(hidden.ref, by=nurse, now=NOW)

    assert [(row["what"], row["patient_ref"], row["person_value"]) for row in log()] == [
        ("read", patient.ref, number.value),
        ("read", hidden.ref, ""),
    ]


def test_a_person_page_asks_the_same_questions_always(nurse: Actor) -> None:
    patient = seen(nurse)

    with queries(13):
        show_person(patient.ref, by=nurse, now=NOW)


def test_the_page_of_a_person_names_only_those_of_her_rows_that_the_reader_sees(nurse: Actor) -> None:
    first, second = seen(nurse, surname="Ett"), seen(nurse, surname="Två")
    elsewhere = make.actor(make.ward())
    make.case(elsewhere, second)
    merge_patients(first.ref, into=second.ref, into_version=1, reason="Samma", by=nurse, now=NOW, expected_version=1)

    assert show_person(first.ref, by=nurse, now=NOW).merged == [second.ref]
    assert show_person(second.ref, by=elsewhere, now=NOW).merged == []
    assert show_person(first.ref, by=elsewhere, now=NOW).name == "Anna Två"


# Limits


@pytest.fixture
def _own_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the one that other test runs on this machine empty."""
    cache = LocMemCache("limits", {})
    cache.clear()
    monkeypatch.setattr("discharge.limits.cache", cache)


@pytest.mark.usefixtures("_own_cache")
def test_whoever_searches_more_than_anybodys_work_needs_is_refused_for_a_while(nurse: Actor) -> None:
    other = make.actor(make.ward())
    for _ in range(LIMITS[60]):
        search("lind", by=nurse, now=NOW)

    for act in (search, look_up_person):
        with pytest.raises(TooManyRequests) as refusal:
            act("lind", by=nurse, now=NOW)
        assert refusal.value.facts == {"retry_after_seconds": 60 - int(NOW.timestamp()) % 60}
    search("lind", by=other, now=NOW)
    search("lind", by=nurse, now=NOW.replace(minute=NOW.minute + 1))


# The API


def answer(client: APIClient, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
    """Status and body; GET when nothing is sent."""
    address = f"/api/v1/{path}"
    got = client.get(address, headers=headers) if body is None else client.post(address, body, headers=headers)
    return got.status_code, got.json()


def test_searching_and_looking_up_by_post(nurse: Actor) -> None:
    client, born = client_of(nurse), personal_number(date(1940, 1, 1))
    number = known(born, surname="Lind", street="Gatan 1", postal_code="41101")
    patient = seen(nurse, number)
    said = f"{number.value[:8]}-{number.value[8:]}"
    identity = {"oid": number.oid, "value": number.value, "domain": "personnummer", "said": said}
    person = {
        "ref": str(patient.ref),
        "is_protected": False,
        "is_masked": False,
        "name": "Anna Lind",
        "numbers": [identity],
        "birth_date": "1940-01-01",
    }

    for text in ("lind", said):
        assert answer(client, "patients/search/", {"text": text}) == (
            200,
            {"persons": [person], "page": 1, "has_more": False},
        )
    assert answer(client, "patients/lookup/", {"value": said}) == (
        200,
        [
            {
                "number": identity,
                "is_known": True,
                "is_protected": False,
                "details": {
                    "given_names": "Anna",
                    "surname": "Lind",
                    "street": "Gatan 1",
                    "postal_code": "41101",
                    "city": "",
                    "municipality_code": "",
                    "district": "",
                    "deceased_on": None,
                },
                "patient": str(patient.ref),
            }
        ],
    )


@pytest.mark.parametrize("path", ["patients/search/", "patients/lookup/", "patients/"])
def test_no_number_is_asked_for_in_an_address(nurse: Actor, path: str) -> None:
    status, body = answer(client_of(nurse), f"{path}?text=195009072553&value=195009072553")

    assert (status, body["code"]) == (405, "method_not_allowed")


def test_no_address_of_a_person_takes_anything_but_a_ref() -> None:
    from discharge.api.patient_urls import urlpatterns

    for one in urlpatterns:
        assert set(one.pattern.converters) <= {"ref"}


def test_a_person_is_shown_with_her_numbers_placements_and_register_data(nurse: Actor) -> None:
    number = known(personal_number(date(1940, 1, 1)), municipality_code="1480", district="Norr")
    patient = seen(nurse, number)
    client = client_of(nurse)
    asked = {
        "municipality_code": "1402",
        "kind": "short_term",
        "place": "Lindgården",
        "valid_from": "2026-03-01",
        "expected_version": 1,
    }
    status, made = answer(client, f"patients/{patient.ref}/placements/", asked)
    assert status == 201

    status, body = answer(client, f"patients/{patient.ref}/")

    assert status == 200
    assert body == {
        "ref": str(patient.ref),
        "is_protected": False,
        "is_masked": False,
        "name": "Anna Lind",
        "numbers": [
            {
                "oid": number.oid,
                "value": number.value,
                "domain": "personnummer",
                "said": f"{number.value[:8]}-{number.value[8:]}",
                "valid_from": "2026-03-09T12:00:00+01:00",
                "valid_to": None,
            }
        ],
        "former": [],
        "birth_date": "1940-01-01",
        "version": 2,
        "street": "",
        "postal_code": "",
        "city": "",
        "municipality_code": "1480",
        "district": "Norr",
        "deceased_on": None,
        "degree": "",
        "known_from": "population_register",
        "updated_at": "2026-03-09T12:00:00+01:00",
        "merged": [],
        "placements": [
            {
                "ref": made["ref"],
                "municipality_code": "1402",
                "kind": "short_term",
                "place": "Lindgården",
                "valid_from": "2026-03-01",
                "valid_to": None,
            }
        ],
    }
    ended = answer(client, f"placements/{made['ref']}/end/", {"last_day": "2026-03-31", "expected_version": 2})
    assert ended == (200, {"ref": made["ref"]})
    assert Placement.objects.get().valid_to == date(2026, 3, 31)


def test_nothing_of_a_protected_person_leaves_before_she_is_unmasked(nurse: Actor) -> None:
    number = known(
        surname="Hemlig", given_names="Karin", street="Gömda gatan 1", postal_code="41101", city="Gömby",
        municipality_code="1480", district="Gömman", protection=Protection.FICTITIOUS,
    )  # fmt: skip
    patient = seen(nurse, number)
    place(
        patient.ref,
        municipality_code="1402",
        kind="short_term",
        place="Gömstället",
        valid_from=make.TODAY,
        by=nurse,
        now=NOW,
        expected_version=1,
    )
    client = client_of(nurse)
    secrets = ("Hemlig", "Karin", "Gömda", "41101", "Gömby", "1480", "Gömman", "1402", "Gömstället", "fictitious")
    answers = [
        answer(client, f"patients/{patient.ref}/"),
        answer(client, f"patients/{patient.ref}/events/"),
        answer(client, f"patients/{patient.ref}/recipients/", {}),
        answer(client, "patients/search/", {"text": "hemlig"}),
        answer(client, "patients/search/", {"text": number.value}),
        answer(client, "patients/lookup/", {"value": number.value}),
        answer(client, "patients/", {"oid": number.oid, "value": number.value}),
    ]

    for status, body in answers:
        assert status in (200, 201)
        assert not any(secret in json.dumps(body, ensure_ascii=False) for secret in secrets)
    assert number.value not in json.dumps(answers[:5])
    status, body = answer(client, f"patients/{patient.ref}/unmask/", {"reason": "Ringer henne"})
    assert (status, body["name"], body["street"], body["degree"]) == (200, "Karin Hemlig", "Gömda gatan 1", "")
    assert body["placements"][0]["place"] == "Gömstället"
    assert AccessLogEntry.objects.filter(what="unmasked", reason="Ringer henne").count() == 1


def test_whoever_does_not_see_a_patient_is_told_that_she_does_not_exist_and_the_refusal_is_logged(nurse: Actor) -> None:
    hidden = seen(make.actor(make.ward()))
    client = client_of(nurse)

    for ref in (hidden.ref, uuid4()):
        for path, body in (
            ("", None),
            ("events/", None),
            ("unmask/", {"reason": "Nyfiken"}),
            ("recipients/", {}),
            ("refresh/", {"expected_version": 1}),
        ):
            status, got = answer(client, f"patients/{ref}/{path}", body)
            assert (status, got["code"]) == (404, "not_found")
    assert AccessLogEntry.objects.filter(what="refused", subject_ref=hidden.ref).count() == 5
    assert not AccessLogEntry.objects.exclude(what="refused").exists()


def test_registering_gives_the_ref_that_a_case_is_opened_with(nurse: Actor) -> None:
    client, number, reserve = client_of(nurse), known(), reserve_number()

    status, body = answer(client, "patients/", {"oid": number.oid, "value": number.value})
    assert status == 201
    opened = answer(client, "cases/", {"patient": body["ref"], "unit": str(make.unit_of(nurse).ref)})
    assert opened[0] == 201
    again = answer(client, "patients/", {"oid": number.oid, "value": number.value})
    assert again == (201, body)

    unknown = {"oid": reserve.oid, "value": reserve.value}
    status, body = answer(client, "patients/", unknown)
    assert (status, body["code"]) == (422, "not_in_population_register")
    assert body["detail"] == "Numret finns inte i folkbokföringen. Fyll i vad patienten heter."
    status, body = answer(client, "patients/", {**unknown, "details": {"surname": "Okänd", "given_names": "Man"}})
    assert status == 201
    assert RegisterData.objects.get(patient__ref=body["ref"]).full_name == "Man Okänd"


def test_the_same_key_gives_the_same_answer_and_no_second_effect(nurse: Actor) -> None:
    patient, client = seen(nurse, surname="Ek"), client_of(nurse)
    body = {"details": {"surname": "Lind"}, "expected_version": 1}

    first = answer(client, f"patients/{patient.ref}/register-data/", body, **{"Idempotency-Key": "k1"})
    again = answer(client, f"patients/{patient.ref}/register-data/", body, **{"Idempotency-Key": "k1"})

    assert first == again == (200, {"ref": str(patient.ref)})
    assert PatientEvent.objects.filter(patient=patient).count() == 2


def test_every_change_of_a_person_has_its_address(nurse: Actor) -> None:
    client = client_of(nurse)
    reserve, extra, number = reserve_number(), reserve_number(), known(surname="Lind")
    patient, other = seen(nurse, reserve, surname="Okänd"), seen(nurse, surname="Annan")

    def change(path: str, body: dict[str, Any]) -> None:
        expected = {"expected_version": person_shown(patient).version}
        assert answer(client, f"patients/{patient.ref}/{path}", {**body, **expected}) == (
            200,
            {"ref": str(other.ref if path == "merge/" else patient.ref)},
        )

    change("identities/", {"oid": extra.oid, "value": extra.value})
    change("identities/withdraw/", {"oid": extra.oid, "value": extra.value, "reason": "Fel"})
    change(
        "identities/replace/",
        {"old_oid": reserve.oid, "old_value": reserve.value, "oid": number.oid, "value": number.value},
    )
    change("refresh/", {})
    change("merge/", {"into": str(other.ref), "into_version": 1, "reason": "Samma"})
    change("split/", {"reason": "Fel"})
    change("protection/", {"degree": "marking", "reason": "Hot"})

    kinds = [event["kind"] for event in answer(client, f"patients/{patient.ref}/events/")[1]]
    assert kinds == [
        "protection_changed",
        "split_off",
        "merged",
        "details_changed",
        "identity_replaced",
        "identity_withdrawn",
        "identity_added",
        "registered",
    ]


@pytest.mark.parametrize(
    ("body", "code", "sentence"),
    [
        pytest.param(
            {"oid": PERSONAL_NUMBER, "value": "195009072554"},
            "identity_wrong_check_digit",
            "Kontrollsiffran stämmer inte. Kontrollera numret.",
            id="check digit",
        ),
        pytest.param(
            {"oid": PERSONAL_NUMBER, "value": "195002302550"},
            "identity_not_a_date",
            "Datumet i numret finns inte. Kontrollera numret.",
            id="date",
        ),
        pytest.param(
            {"oid": PERSONAL_NUMBER, "value": "261224-2380"},
            "identity_in_the_future",
            "Datumet i numret har inte varit än. Skriv årtalet med fyra siffror.",
            id="future",
        ),
        pytest.param(
            {"oid": PERSONAL_NUMBER, "value": "١٩٥٠٠٩٠٧٢٥٥٣"},
            "identity_wrong_form",
            "Numret har inte rätt form. Ett personnummer skrivs ÅÅÅÅMMDD-NNNN.",
            id="digits of another alphabet",
        ),
        pytest.param(
            {"oid": "1.2.3", "value": "195009072553"},
            "identity_unknown_domain",
            "Den sortens nummer känner systemet inte till. Välj en annan sort.",
            id="domain",
        ),
    ],
)
def test_a_wrong_number_is_refused_in_swedish_and_not_repeated(
    nurse: Actor, body: dict[str, str], code: str, sentence: str
) -> None:
    status, got = answer(client_of(nurse), "patients/", body)

    assert (status, got["code"], got["detail"]) == (422, code, sentence)
    assert body["value"] not in json.dumps(got, ensure_ascii=False)
    assert not Patient.objects.exists()


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("patients/search/", {}),
        ("patients/search/", {"text": "x" * 121}),
        ("patients/search/", {"text": "lind\x00"}),
        ("patients/search/", {"text": "lind", "page": 0}),
        ("patients/search/", {"text": ["lind"]}),
        ("patients/search/", []),
        ("patients/lookup/", {"value": "1" * 81}),
        ("patients/lookup/", {"value": None}),
        ("patients/", {"oid": "1" * 65, "value": "1"}),
        ("patients/", {"oid": PERSONAL_NUMBER, "value": "195009072553", "details": {"surname": ""}}),
        ("patients/", {"oid": PERSONAL_NUMBER, "value": "195009072553", "details": "Lind"}),
        ("address-rules/", {"unit": "x", "area": {"municipality_code": "1480"}, "valid_from": "2026-03-09"}),
        ("address-rules/", {"unit": str(uuid4()), "area": {"municipality_code": "148"}, "valid_from": "2026-03-09"}),
        ("address-rules/", {"unit": str(uuid4()), "area": "1480", "valid_from": "2026-03-09"}),
    ],
)
def test_what_has_not_the_shape_is_refused_and_nothing_happens(nurse: Actor, path: str, body: Any) -> None:
    status, got = answer(client_of(nurse), path, body)

    assert (status, got["code"]) == (400, "invalid")
    assert not Patient.objects.exists()


@pytest.mark.parametrize(
    "text", ["ek", "\ud800", "'; --", "𝟙𝟚𝟛", "🦷🦷🦷", "²²²", "a\u0301" * 60, "\x00", "\n"], ids=ascii
)
def test_strange_searches_are_answered_or_refused(nurse: Actor, text: str) -> None:
    client = client_of(nurse)
    for path, name in (("search", "text"), ("lookup", "value")):
        body = json.dumps({name: text})
        status = client.post(f"/api/v1/patients/{path}/", body, content_type="application/json").status_code
        assert status in (200, 400, 422)


@pytest.mark.usefixtures("_own_cache")
def test_too_many_searches_are_answered_with_when_to_try_again(nurse: Actor) -> None:
    client = client_of(nurse)
    for _ in range(LIMITS[60]):
        assert answer(client, "patients/lookup/", {"value": "1"})[0] == 422

    status, body = answer(client, "patients/search/", {"text": "lind"})

    assert (status, body["code"]) == (429, "too_many_requests")
    assert body["facts"] == {"retry_after_seconds": 60 - int(NOW.timestamp()) % 60}


def test_a_stale_version_is_answered_with_the_one_that_holds(nurse: Actor) -> None:
    patient = seen(nurse)

    status, body = answer(client_of(nurse), f"patients/{patient.ref}/refresh/", {"expected_version": 0})

    assert (status, body["code"], body["facts"]) == (409, "stale_patient", {"version": 1})
    assert body["detail"] == "Uppgifterna om patienten har ändrats sedan du öppnade sidan. Läs in sidan igen."


def test_recipients_are_proposed(nurse: Actor) -> None:
    centre = make.open_care(name="Linden")
    number = known()
    EmbeddedListing().keep(number, centre, valid_from=make.LONG_AGO)
    patient, client = seen(nurse, number), client_of(nurse)
    proposal = {
        "unit": {"ref": str(centre.ref), "name": "Linden"},
        "outside": "",
        "kind": "open_care",
        "why": "listed",
        "is_chosen": True,
    }

    assert answer(client, f"patients/{patient.ref}/recipients/", {}) == (200, [proposal])
    assert answer(client, f"patients/{patient.ref}/recipients/", {"kinds": ["social_services"]}) == (200, [])
    assert [(row["what"], row["detail"], row["patient_ref"]) for row in log()] == [
        ("read", "proposed recipients", patient.ref)
    ] * 2


def test_rules_of_addressing_are_made_listed_and_ended_by_a_local_administrator(nurse: Actor) -> None:
    board = make.board(make.municipality(code="1480"))
    unit, admin = make.social_services(board, "Bistånd norr"), client_of(make.administrator(board))
    asked = {
        "unit": str(unit.ref),
        "area": {"municipality_code": "1480", "district": "Norr"},
        "birth_day_from": 1,
        "birth_day_to": 15,
        "valid_from": "2026-03-09",
    }

    status, body = answer(admin, "address-rules/", asked)
    assert status == 201
    listed = answer(client_of(nurse), "address-rules/?municipality=1480")
    assert (listed[0], listed[1]["results"]) == (
        200,
        [
            {
                "ref": body["ref"],
                "unit": {"ref": str(unit.ref), "name": "Bistånd norr"},
                "municipality_code": "1480",
                "district": "Norr",
                "postal_code_from": None,
                "postal_code_to": None,
                "birth_day_from": 1,
                "birth_day_to": 15,
                "rank": 100,
                "valid_from": "2026-03-09",
                "valid_to": None,
            }
        ],
    )
    assert answer(client_of(nurse), "address-rules/?municipality=1402")[1]["results"] == []
    refused = answer(client_of(nurse), "address-rules/", asked)
    assert (refused[0], refused[1]["code"]) == (403, "not_permitted")
    assert answer(admin, f"address-rules/{body['ref']}/end/", {"last_day": "2026-03-31"}) == (200, body)
    assert AddressRule.objects.get().valid_to == date(2026, 3, 31)
    status, again = answer(admin, f"address-rules/{body['ref']}/end/", {"last_day": "2026-03-31"})
    assert (status, again["code"]) == (409, "already_ended")


def test_area_responsibilities_are_given_listed_and_ended() -> None:
    board = make.board(make.region(code="14"))
    unit, admin = make.open_care(board, "Linden"), client_of(make.administrator(board))
    asked = {"unit": str(unit.ref), "area": {"municipality_code": "1402"}, "valid_from": "2026-03-09"}

    status, body = answer(admin, "area-responsibilities/", asked)
    assert status == 201
    listed = answer(admin, "area-responsibilities/?municipality=1402")[1]["results"]
    assert [one["unit"]["name"] for one in listed] == ["Linden"]
    assert answer(admin, f"area-responsibilities/{body['ref']}/end/", {"last_day": "2026-03-31"}) == (200, body)
    elsewhere = {**asked, "area": {"municipality_code": "0180"}}
    status, got = answer(admin, "area-responsibilities/", elsewhere)
    assert (status, got["code"]) == (422, "not_their_area")
    assert got["detail"] == "Enheten hör till en annan region eller kommun än den som regeln gäller."


def test_nobody_who_has_not_signed_in_is_answered() -> None:
    asked = [("patients/search/", {"text": "lind"}), (f"patients/{uuid4()}/", None), ("address-rules/", None)]
    for path, body in asked:
        assert answer(APIClient(), path, body)[0] == 401
