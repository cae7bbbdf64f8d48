"""Tests of the page of a case: desk/views/cases.py and desk/selectors/case_page.py."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from accounts.models import AccessLogEntry, User
from accounts.roles import Role
from discharge.models import Case
from discharge.models.grants import READ_EXTRA
from discharge.models.protection import Protection
from discharge.services.corrections import correct_message, recall, recall_wrong_recipient
from discharge.services.grants import grant_access
from discharge.services.receipts import acknowledge, forward, report_wrong_recipient
from tests import factories as make
from tests.desk.browsing import browser, main
from tests.discharge.parties import Parties, parties
from tests.factories import NOW
from tests.queries import queries

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def they() -> Parties:
    return parties()


def test_the_head_says_who_it_is(they: Parties) -> None:
    person = make.patient("Lind", street="Björkvägen 4", postal_code="12345", city="Ängsby", municipality_code="1480")
    case = make.case(they.ward, person)

    page = browser(they.ward).get(f"/arenden/{case.ref}/")

    number = person.identities.get().value
    assert f"Anna Lind, 86 år {number[:8]}-{number[8:]} Kopiera numret · ärende {case.number}" in main(page)
    assert "Adress Björkvägen 4 123 45 Ängsby Kommun Göteborg" in main(page)


def test_one_of_our_own_municipalities_is_called_by_its_own_name(they: Parties) -> None:
    make.municipality("Ängsby kommun", code="1481")
    case = make.case(they.ward, make.patient("Lind", municipality_code="1481", district="Norr"))

    page = browser(they.ward).get(f"/arenden/{case.ref}/")

    assert "Adress saknas Kommun Ängsby kommun, Norr" in main(page)


def test_an_unknown_code_stands_as_it_is_and_none_as_nothing(they: Parties) -> None:
    unknown = make.case(they.ward, make.patient("Lind", municipality_code="9999"))
    without = make.case(they.ward, make.patient("Ek"))
    client = browser(they.ward)

    assert "Kommun 9999" in main(client.get(f"/arenden/{unknown.ref}/"))
    assert "Adress saknas Kommun Händelser" in main(client.get(f"/arenden/{without.ref}/"))


def test_somebody_who_has_died_is_said_to_have(they: Parties) -> None:
    case = make.case(they.ward, make.patient("Lind", deceased_on=NOW.date() - timedelta(days=1)))

    assert "avliden i går" in main(browser(they.ward).get(f"/arenden/{case.ref}/"))


def test_a_new_case_is_empty_and_says_what_will_come(they: Parties) -> None:
    page = browser(they.ward).get(f"/arenden/{make.case(they.ward).ref}/")

    assert "Inga meddelanden än" in main(page)
    assert "Händelser i dag 12.00 Ärendet öppnades Maria Ek, Avdelning 1" in main(page)


def test_the_thread_shows_what_the_reader_has_opened_and_hides_the_rest(they: Parties) -> None:
    case = make.case(they.ward)
    first = make.message(case, they.ward, make.unit_of(they.social), subject="Först", body="Läst text")
    make.message(case, they.ward, make.unit_of(they.social), subject="Sedan", body="Oläst text", now=NOW + MINUTE)
    client = browser(they.social)
    client.post(f"/meddelanden/{first.ref}/oppna/")

    page = client.get(f"/arenden/{case.ref}/")

    assert "Läst text" in main(page)
    assert "Oläst text" not in page.content.decode()
    assert "Sedan" not in main(page)
    assert "Vår tur: 1 meddelande att läsa" in main(page)


def test_each_party_sees_only_what_it_has_sent_or_received(they: Parties) -> None:
    case = make.case(they.ward)
    make.message(case, they.ward, make.unit_of(they.social), subject="Till socialtjänsten")
    make.message(case, they.ward, make.unit_of(they.clinic), subject="Till vårdcentralen", now=NOW + MINUTE)

    social = main(browser(they.social).get(f"/arenden/{case.ref}/"))
    clinic = main(browser(they.clinic).get(f"/arenden/{case.ref}/"))
    ward = main(browser(they.ward).get(f"/arenden/{case.ref}/"))

    assert "Vårdcentralen" not in social
    assert "Bistånd" not in clinic
    assert "Till socialtjänsten" in ward
    assert "Till vårdcentralen" in ward
    assert "Ärendet öppnades" not in social


def test_a_discreet_recipient_stands_neither_among_recipients_nor_contacts_of_others(they: Parties) -> None:
    discreet = make.actor(make.open_care(name="Beroendemottagningen", discreet=True))
    case = make.case(they.ward)
    make.message(case, they.ward, make.unit_of(they.social), make.unit_of(discreet))

    assert "Beroende" not in browser(they.social).get(f"/arenden/{case.ref}/").content.decode()
    assert "Beroende" in browser(they.ward).get(f"/arenden/{case.ref}/").content.decode()


def test_contacts_are_the_units_that_take_part_with_phone_and_hours(they: Parties) -> None:
    clinic = make.actor(
        make.open_care(name="Vårdcentralen Björken", phone="0980-319 213", hours="Vardagar 8–17", after_hours="1177")
    )
    case = make.case(they.ward)
    make.message(case, they.ward, make.unit_of(clinic))

    page = browser(they.ward).get(f"/arenden/{case.ref}/")

    assert "Vårdcentralen Björken 0980-319 213, Vardagar 8–17 Annan tid: 1177" in main(page)
    assert 'href="tel:0980319213"' in page.content.decode()


def test_the_timeline_tells_everything_that_the_reader_was_told(they: Parties) -> None:
    case = make.case(they.ward)
    social, care, two = (make.unit_of(one) for one in (they.social, they.care, they.social_two))
    notice = make.message(case, they.ward, social, care)
    forward(notice.ref, to=two.ref, reason="", by=they.social, now=NOW + MINUTE, expected_version=1)
    acknowledge(notice.ref, by=they.social_two, now=NOW + 2 * MINUTE, expected_version=1)
    correct_message(notice.ref, subject="Ny", body="Ny", by=they.ward, now=NOW + 3 * MINUTE, expected_version=1)
    recall_wrong_recipient(
        notice.ref, recipient=care.ref, reason="", by=they.ward, now=NOW + 4 * MINUTE, expected_version=2
    )
    recall(notice.ref, reason="", by=they.ward, now=NOW + 5 * MINUTE, expected_version=2)

    page = main(browser(they.ward).get(f"/arenden/{case.ref}/"))

    told = page[page.index("Händelser") :]
    in_order = [
        "Meddelandet återkallades Ny",
        "Meddelandet återkallades: fel mottagare (Hemsjukvården)",
        "Meddelandet rättades",
        "Meddelandet kvitterades",
        "Meddelandet skickades vidare till Bistånd söder",
        "Meddelande skickades till",
        "Ärendet öppnades",
    ]
    places = [told.index(words) for words in in_order]
    assert places == sorted(places)


def test_a_unit_that_got_it_by_mistake_sees_no_case(they: Parties) -> None:
    case = make.case(they.ward)
    notice = make.message(case, they.ward, make.unit_of(they.social))
    report_wrong_recipient(notice.ref, reason="", by=they.social, now=NOW, expected_version=1)

    assert browser(they.social).get(f"/arenden/{case.ref}/").status_code == 404


def test_nobody_else_finds_the_case(they: Parties) -> None:
    case = make.case(they.ward)

    for outsider in (they.other_ward, they.social, they.clinic):
        assert browser(outsider).get(f"/arenden/{case.ref}/").status_code == 404
    assert browser(they.ward).get(f"/arenden/{uuid4()}/").status_code == 404


def test_the_reading_of_the_case_and_of_each_notice_in_it_is_logged(they: Parties) -> None:
    case = make.case(they.ward)
    notice = make.message(case, they.ward, make.unit_of(they.social))

    browser(they.ward).get(f"/arenden/{case.ref}/")

    logged = AccessLogEntry.objects.filter(what="read")
    assert set(logged.values_list("case_ref", "subject_ref")) == {(case.ref, None), (case.ref, notice.ref)}


def test_what_is_printed_is_logged_as_printed_and_says_by_whom(they: Parties) -> None:
    case = make.case(they.ward)
    make.message(case, they.ward, make.unit_of(they.social))

    page = browser(they.ward).get(f"/arenden/{case.ref}/utskrift/")

    assert "Utskrivet 9 mars 2026 12.01 av Maria Ek, Avdelning 1." in main(page)
    assert "Kan ni ta emot?" in main(page)
    assert AccessLogEntry.objects.filter(what="printed").count() == 2


def test_an_extra_reader_reads_and_writes_nothing(they: Parties) -> None:
    head = make.actor(make.unit_of(they.clinic), Role.HEAD_OF_UNIT)
    case = make.case(they.clinic)
    colleague_unit = make.open_care(make.unit_of(they.clinic).controller)
    colleague = make.actor(colleague_unit)
    grant_access(
        case.ref,
        unit=make.unit_of(they.clinic).ref,
        user=User.objects.get(pk=colleague.user_id),
        permission=READ_EXTRA,
        ends_on=date(2026, 4, 1),
        reason="Vikarierar",
        by=head,
        now=NOW,
    )

    page = browser(colleague).get(f"/arenden/{case.ref}/")

    assert page.status_code == 200
    assert "Skriv meddelande" not in main(page)


def test_a_closed_case_says_so_and_takes_no_more(they: Parties) -> None:
    case = make.case(they.ward)
    Case.objects.update(closed_at=NOW + MINUTE)

    page = main(browser(they.ward).get(f"/arenden/{case.ref}/"))

    assert "avslutat i dag 12.01" in page
    assert "Skriv meddelande" not in page


def test_a_protected_person_is_masked_until_somebody_says_why(they: Parties) -> None:
    secret = make.case(they.ward, make.patient("Hemlig", protection=Protection.MARKING, street="Okänd gata 1"))
    client = browser(they.ward)
    address = f"/arenden/{secret.ref}/"

    masked = client.get(address)
    without_reason = client.post(f"{address}visa-skyddade/", {"skal": " "})
    shown = client.post(f"{address}visa-skyddade/", {"skal": "Ska ringa patienten"})
    again = client.get(address)

    assert "Skyddade personuppgifter Ärende" in main(masked)
    assert without_reason.status_code == 422
    for hidden in (masked, without_reason, again):
        assert "Hemlig" not in hidden.content.decode()
        assert "Okänd gata" not in hidden.content.decode()
    assert "Anna Hemlig, 86 år" in main(shown)
    assert "Uppgifterna visas nu och är dolda igen" in main(shown)
    unmasked = AccessLogEntry.objects.get(what="unmasked")
    assert unmasked.reason == "Ska ringa patienten"


def test_those_who_are_not_named_find_neither_the_case_nor_a_way_to_unmask(they: Parties) -> None:
    secret = make.case(they.ward, make.patient("Hemlig", protection=Protection.MARKING))
    colleague = browser(make.actor(make.unit_of(they.ward)))

    assert colleague.get(f"/arenden/{secret.ref}/").status_code == 404
    assert colleague.post(f"/arenden/{secret.ref}/visa-skyddade/", {"skal": "Nyfiken"}).status_code == 404


def test_a_case_costs_the_same_however_long_its_thread_is(they: Parties) -> None:
    case = make.case(they.ward)
    for number in range(2):
        make.message(case, they.ward, make.unit_of(they.social), now=NOW + number * MINUTE)
    client = browser(they.ward)
    client.get(f"/arenden/{case.ref}/")

    with queries(QUERIES):
        client.get(f"/arenden/{case.ref}/")
    for number in range(2, 5):
        make.message(case, they.ward, make.unit_of(they.social), now=NOW + number * MINUTE)
    with queries(QUERIES):
        client.get(f"/arenden/{case.ref}/")


# Who asks and for which units (4), the case (4), its thread (5), units, person (5), version, turns, events, drafts,
# whether she may write, the log, and the menu (4).
QUERIES = 29
