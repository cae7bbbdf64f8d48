"""Tests of finding patients and opening cases: desk/views/patients.py and desk/selectors/finding.py."""

from datetime import date
from typing import Any

import pytest

from accounts.models import AccessLogEntry
from accounts.roles import Role
from discharge.identifiers import Identity
from discharge.models import Case, PatientIdentity, RegisterData
from discharge.models.protection import Protection
from discharge.selectors.persons import person_shown
from discharge.services.merging import merge_patients
from tests import factories as make
from tests.desk.browsing import browser, main
from tests.discharge import persons
from tests.discharge.parties import Parties, parties

pytestmark = pytest.mark.django_db


@pytest.fixture
def they() -> Parties:
    return parties()


def search(they: Parties, text: str) -> Any:
    return browser(they.ward).post("/patienter/", {"sok": text})


def opening(they: Parties, identity: Identity, **more: Any) -> dict[str, Any]:
    return {"oid": identity.oid, "value": identity.value, "unit": str(make.unit_of(they.ward).ref), **more}


def test_the_search_is_never_in_an_address(they: Parties) -> None:
    page = browser(they.ward).get("/patienter/?sok=lind")

    assert '<form class="search patient-search" role="search" method="post"' in page.content.decode()
    assert AccessLogEntry.objects.count() == 0


def test_by_name_those_are_found_in_whose_cases_the_reader_takes_part(they: Parties) -> None:
    mine = make.case(they.ward, make.patient("Forsberg"))
    make.case(they.social, make.patient("Forsström"))

    page = search(they, "  anna   fors ")

    number = PatientIdentity.objects.get(patient=mine.patient).value
    assert f"Anna Forsberg, {number[:8]}-{number[8:]} Ärende {mine.number} öppnat i dag 12.00" in main(page)
    assert "Forsström" not in page.content.decode()
    assert AccessLogEntry.objects.filter(what="searched").count() == 1


def test_nobody_by_that_name_is_said(they: Parties) -> None:
    assert "Ingen patient hittades" in main(search(they, "Saknad"))


def test_too_little_of_a_name_is_asked_for_again_and_kept(they: Parties) -> None:
    page = search(they, "li")

    assert page.status_code == 422
    assert "Skriv minst tre bokstäver av namnet, eller hela numret." in main(page)
    assert 'value="li"' in page.content.decode()


def test_a_number_with_a_wrong_check_digit_is_explained_and_kept(they: Parties) -> None:
    page = search(they, "19560419-1234")

    assert page.status_code == 422
    assert "Kontrollsiffran stämmer inte." in main(page)
    assert 'value="19560419-1234"' in page.content.decode()


def test_nothing_searched_for_finds_nothing(they: Parties) -> None:
    page = search(they, " \0 ")

    assert page.status_code == 200
    assert "Ingen patient" not in main(page)


def test_by_number_anybody_is_found_and_a_case_can_be_opened(they: Parties) -> None:
    number = persons.personal_number(date(1940, 1, 1))
    identity = persons.known(number, surname="Holm", street="Skolgatan 1", city="Ängsby")

    page = search(they, identity.value)
    done = browser(they.ward).post("/arenden/", opening(they, identity), follow=True)

    assert "Anna Holm, " in main(page)
    assert "Skolgatan 1, Ängsby Skriv in Öppna ärende" in main(page)
    assert "Ärendet är öppnat." in main(done)
    assert "Anna Holm, 86 år" in main(done)
    assert identity.value not in done.redirect_chain[0][0]


def test_a_number_that_is_known_leads_to_her_cases_too(they: Parties) -> None:
    identity = persons.known(surname="Holm")
    first = browser(they.ward).post("/arenden/", opening(they, identity))["Location"]

    page = search(they, identity.value)

    assert first in page.content.decode()
    assert "Öppna ett nytt ärende" in main(page)


def test_a_double_click_opens_one_case(they: Parties) -> None:
    identity = persons.known()
    client = browser(they.ward)

    addresses = {client.post("/arenden/", opening(they, identity, key="samma"))["Location"] for _ in range(2)}

    assert len(addresses) == 1
    assert Case.objects.count() == 1


def test_somebody_whom_no_register_knows_is_registered_by_name(they: Parties) -> None:
    identity = persons.personal_number(date(1950, 1, 1))

    page = search(they, identity.value)
    nameless = browser(they.ward).post("/arenden/", opening(they, identity, sok=identity.value, given_names="Okänd"))
    named = browser(they.ward).post("/arenden/", opening(they, identity, given_names="Bo", surname="Ny"), follow=True)

    assert "Finns inte i folkbokföringen" in main(page)
    assert nameless.status_code == 422
    assert 'value="Okänd"' in nameless.content.decode()
    assert "Bo Ny, 76 år" in main(named)


def test_a_protected_person_is_not_named_by_a_search(they: Parties) -> None:
    identity = persons.known(surname="Hemlig", protection=Protection.MARKING, street="Okänd gata 1")

    page = search(they, identity.value)

    assert "Skyddade personuppgifter, " in main(page)
    assert "Hemlig" not in page.content.decode()
    assert "Okänd gata" not in page.content.decode()


def test_somebody_with_several_units_says_at_which_the_case_is_opened(they: Parties) -> None:
    units = [make.unit_of(they.ward), make.unit_of(they.other_ward)]
    both = browser(make.actor(make.group(units), Role.DISCHARGE_COORDINATOR))
    identity = persons.known()

    page = both.post("/patienter/", {"sok": identity.value})
    both.post("/arenden/", opening(they, identity, unit=str(units[1].ref)))

    assert "Hos vilken av era enheter Avdelning 1 Avdelning 2" in main(page)
    assert Case.objects.get().participations.get().unit == units[1]


def test_a_forged_form_opens_nothing_and_asks_again(they: Parties) -> None:
    identity = persons.known(surname="Holm")
    client = browser(they.ward)

    without_unit = client.post("/arenden/", opening(they, identity, unit="", sok=identity.value))
    other_unit = client.post("/arenden/", opening(they, identity, unit=str(make.unit_of(they.social).ref)))
    no_number = client.post("/arenden/", opening(they, Identity(identity.oid, "1"), sok="1"))

    assert (without_unit.status_code, other_unit.status_code, no_number.status_code) == (422, 403, 422)
    assert "Anna Holm" in main(without_unit)
    assert Case.objects.count() == 0


def test_more_hits_than_a_page_are_said_to_be_there(they: Parties) -> None:
    for _ in range(21):
        make.case(they.ward, make.patient("Lindqvist"))

    assert "Det finns fler träffar. Skriv mer av namnet." in main(search(they, "lindqvist"))


def test_too_many_searches_are_stopped_for_a_while(they: Parties) -> None:
    client = browser(they.ward)
    for _ in range(30):
        client.post("/patienter/", {"sok": "lind"})

    answer = client.post("/patienter/", {"sok": "lind"})

    assert answer.status_code == 429
    assert 'value="lind"' in answer.content.decode()


def test_a_role_that_does_not_look_patients_up_has_no_search(they: Parties) -> None:
    provider = browser(make.actor(make.provider()))

    assert provider.get("/patienter/").status_code == 403
    assert provider.post("/patienter/", {"sok": "lind"}).status_code == 403


def test_a_person_of_several_rows_has_all_her_cases(they: Parties) -> None:
    first, second = make.case(they.ward, make.patient("Dubbel")), make.case(they.ward, make.patient("Dubbel"))
    PatientIdentity.objects.filter(patient=second.patient).update(oid=persons.reserve_number().oid, value="X1")
    merge_patients(
        second.patient.ref,
        into=first.patient.ref,
        reason="Samma person",
        by=they.ward,
        now=make.NOW,
        expected_version=person_shown(second.patient).version,
        into_version=person_shown(first.patient).version,
    )

    page = main(search(they, "dubbel"))

    assert page.count(f"Ärende {first.number}") >= 1
    assert page.count(f"Ärende {second.number}") >= 1
    assert RegisterData.objects.count() == 2
