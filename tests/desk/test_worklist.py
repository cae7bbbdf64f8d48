"""Tests of the worklist: desk/views/worklist.py and desk/selectors/worklist.py."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import AccessLogEntry
from accounts.roles import Role
from core import freshness
from discharge.models.protection import Protection
from discharge.services.corrections import recall
from discharge.services.receipts import acknowledge, report_wrong_recipient
from tests import factories as make
from tests.desk.browsing import action, browser, main, words
from tests.desk.conftest import At
from tests.discharge.parties import Parties, parties
from tests.factories import NOW
from tests.queries import queries

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def they() -> Parties:
    return parties()


def rows(response: Any) -> list[str]:
    """The persons and cases of the list, in its order."""
    return [part.split("</a>")[0].split(">")[-1] for part in response.content.decode().split('class="name"')[1:]]


def test_what_is_unread_waits_for_the_recipient_and_can_be_opened(they: Parties) -> None:
    notice = make.message(make.case(they.ward), they.ward, make.unit_of(they.social))

    page = browser(they.social).get("/arbetslista/")

    assert "1 att läsa" in main(page)
    assert "oläst i dag 12.00 Anna Lind, 86 år" in main(page)
    assert "Meddelande från Avdelning 1 skickat i dag 12.00 Öppna" in main(page)
    assert f'action="/meddelanden/{notice.ref}/oppna/"' in page.content.decode()


def test_the_list_tells_nothing_of_what_the_message_says(they: Parties) -> None:
    make.message(make.case(they.ward), they.ward, make.unit_of(they.social), subject="Dropp", body="Får dropp")

    page = browser(they.social).get("/arbetslista/")

    assert "ropp" not in main(page)


def test_what_is_read_is_acknowledged_from_the_list(they: Parties) -> None:
    notice = make.message(make.case(they.ward), they.ward, make.unit_of(they.social))
    client = browser(they.social)
    client.post(f"/meddelanden/{notice.ref}/oppna/")
    page = client.get("/arbetslista/")

    done = client.post(
        f"/meddelanden/{notice.ref}/kvittera/",
        action(notice, unit=make.unit_of(they.social).ref, next="worklist"),
        follow=True,
    )

    assert "1 att kvittera" in main(page)
    assert "skickat i dag 12.00, läst i dag 12.01 Kvittera" in main(page)
    assert done.redirect_chain == [("/arbetslista/", 302)]
    assert "Kvitterat." in main(done)
    assert "Inget väntar på er" in main(done)


def test_the_sender_sees_who_has_not_acknowledged(they: Parties) -> None:
    make.message(make.case(they.ward), they.ward, make.unit_of(they.care), make.unit_of(they.social))

    page = browser(they.ward).get("/arbetslista/?visa=vantar")

    assert "väntar på andra" in main(page)
    assert "Bistånd norr och 1 till har inte kvitterat" in main(page)


def test_what_came_back_is_the_senders_turn_before_everything_else(they: Parties) -> None:
    unread = make.case(they.social, make.patient("Unger"))
    make.message(unread, they.social, make.unit_of(they.ward))
    notice = make.message(make.case(they.ward, make.patient("Retur")), they.ward, make.unit_of(they.social))
    report_wrong_recipient(notice.ref, reason="", by=they.social, now=NOW + MINUTE, expected_version=1)

    page = browser(they.ward).get("/arbetslista/")

    assert "1 har kommit tillbaka, 1 att läsa" in main(page)
    assert rows(page) == ["Anna Retur, 86 år", "Anna Unger, 86 år"]
    assert "Återsänt, fel mottagare av Bistånd norr" in main(page)


def test_a_recall_is_acknowledged_from_the_list(they: Parties) -> None:
    notice = make.message(make.case(they.ward), they.ward, make.unit_of(they.social))
    acknowledge(notice.ref, by=they.social, now=NOW, expected_version=1)
    recall(notice.ref, reason="", by=they.ward, now=NOW + MINUTE, expected_version=1)

    page = browser(they.social).get("/arbetslista/")

    assert "1 återkallat att kvittera" in main(page)
    assert "Återkallat meddelande från Avdelning 1 Kvittera återkallandet" in main(page)


def test_several_notices_of_one_case_are_one_row(they: Parties) -> None:
    case = make.case(they.ward)
    make.message(case, they.ward, make.unit_of(they.social))
    make.message(case, they.ward, make.unit_of(they.social), now=NOW + MINUTE)

    page = browser(they.social).get("/arbetslista/")

    assert "2 meddelanden, det äldsta från Avdelning 1" in main(page)
    assert len(rows(page)) == 1


def test_each_filter_stands_in_the_address(they: Parties) -> None:
    make.message(make.case(they.ward, make.patient("Väntar")), they.ward, make.unit_of(they.social))
    settled = make.message(make.case(they.ward, make.patient("Klar")), they.ward, make.unit_of(they.social))
    acknowledge(settled.ref, by=they.social, now=NOW, expected_version=1)
    make.message(make.case(they.social, make.patient("Vår")), they.social, make.unit_of(they.ward))
    client = browser(they.ward)

    shown = {
        name: rows(client.get(f"/arbetslista/?visa={name}")) for name in ("var-tur", "vantar", "klara", "alla", "annat")
    }

    assert shown == {
        "var-tur": ["Anna Vår, 86 år"],
        "vantar": ["Anna Väntar, 86 år"],
        "klara": ["Anna Klar, 86 år"],
        "alla": ["Anna Vår, 86 år", "Anna Väntar, 86 år", "Anna Klar, 86 år"],
        "annat": ["Anna Vår, 86 år"],
    }


def test_a_member_of_several_units_narrows_the_list_to_one(they: Parties) -> None:
    units = [make.unit_of(they.ward), make.unit_of(they.other_ward)]
    coordinator = make.actor(make.group(units), Role.DISCHARGE_COORDINATOR)
    for actor, surname in ((they.ward, "Ett"), (they.other_ward, "Två")):
        make.message(make.case(they.social, make.patient(surname)), they.social, make.unit_of(actor))
    client = browser(coordinator)

    both = client.get("/arbetslista/")
    one = client.get(f"/arbetslista/?enhet={units[1].ref}")

    assert rows(both) == ["Anna Ett, 86 år", "Anna Två, 86 år"]
    assert rows(one) == ["Anna Två, 86 år"]
    assert "Vår enhet" in main(both)


@pytest.mark.parametrize("address", ["?sida=abc", "?sida=99999999", "?sida=-1", "?enhet=1", "?visa=x&sida=2"])
def test_what_cannot_be_in_an_address_is_as_if_it_were_not_there(they: Parties, address: str) -> None:
    make.message(make.case(they.ward), they.ward, make.unit_of(they.social))

    page = browser(they.social).get(f"/arbetslista/{address}")

    assert (page.status_code, len(rows(page))) == (200, 1)


def test_a_list_of_more_than_fifty_has_pages(they: Parties) -> None:
    for number in range(51):
        about = make.case(they.ward, make.patient(f"Nummer{number:02}"))
        make.message(about, they.ward, make.unit_of(they.social), now=NOW + number * timedelta(seconds=1))
    client = browser(they.social)

    first, second = client.get("/arbetslista/"), client.get("/arbetslista/?visa=var-tur&sida=2")

    assert len(rows(first)) == 50
    assert "Sida 1 av 2 Nästa" in main(first)
    assert 'href="?visa=var-tur&amp;sida=2"' in first.content.decode()
    assert rows(second) == ["Anna Nummer50, 86 år"]


def test_a_protected_person_is_a_number_of_a_case_and_nothing_else(they: Parties) -> None:
    secret = make.case(they.ward, make.patient("Hemlig", protection=Protection.MARKING))
    make.message(secret, they.ward, make.unit_of(they.social))

    page = browser(they.ward).get("/arbetslista/?visa=vantar")

    assert f"Skyddade personuppgifter ärende {secret.number} Öppna ärendet" in main(page)
    assert "Bistånd" not in main(page)


def test_those_who_are_not_named_do_not_see_a_protected_persons_case(they: Parties) -> None:
    secret = make.case(they.ward, make.patient("Hemlig", protection=Protection.MARKING))
    make.message(secret, they.ward, make.unit_of(they.social))

    page = browser(they.social).get("/arbetslista/?visa=alla")

    assert rows(page) == []


def test_each_person_who_is_shown_is_logged_once_for_the_opening(they: Parties) -> None:
    for surname in ("Ett", "Två"):
        make.message(make.case(they.ward, make.patient(surname)), they.ward, make.unit_of(they.social))

    browser(they.social).get("/arbetslista/")

    logged = AccessLogEntry.objects.filter(what="listed", user_id=they.social.user_id)
    assert logged.count() == 2
    assert set(logged.values_list("unit_name", flat=True)) == {"Bistånd norr"}


def test_a_poll_logs_only_those_who_are_new(they: Parties) -> None:
    make.message(make.case(they.ward, make.patient("Ett")), they.ward, make.unit_of(they.social))
    client = browser(they.social)
    opening = client.get("/arbetslista/").context["poll"].split("oppning=")[1].split("&")[0]
    make.message(make.case(they.ward, make.patient("Två")), they.ward, make.unit_of(they.social))

    client.get(f"/arbetslista/rader/?oppning={opening}&v=gammal")
    client.get(f"/arbetslista/rader/?oppning={opening}&v=gammal")

    assert AccessLogEntry.objects.filter(what="listed", user_id=they.social.user_id).count() == 2


def test_a_poll_is_answered_with_nothing_while_nothing_has_changed(they: Parties) -> None:
    token = freshness.token(they.social.unit_ids, NOW + MINUTE)

    answer = browser(they.social).get(f"/arbetslista/rader/?v={token}")

    assert (answer.status_code, answer.content, answer["Cache-Control"]) == (204, b"", "no-store")


def test_a_poll_with_an_old_mark_gets_the_rows_and_the_menus_numbers(they: Parties) -> None:
    make.message(make.case(they.ward), they.ward, make.unit_of(they.social))

    answer = browser(they.social).get("/arbetslista/rader/?v=gammal", headers={"HX-Request": "true"})

    page = answer.content.decode()
    assert len(rows(answer)) == 1
    assert "<main" not in page
    assert '<span id="count-turns" hx-swap-oob="true"><span class="count">1' in page
    assert f"v={freshness.token(they.social.unit_ids, NOW + MINUTE)}" in page


def test_a_message_changes_the_token_of_its_recipient(they: Parties, django_capture_on_commit_callbacks: Any) -> None:
    before = freshness.token(they.social.unit_ids, NOW)

    with django_capture_on_commit_callbacks(execute=True):
        make.message(make.case(they.ward), they.ward, make.unit_of(they.social))

    assert freshness.token(they.social.unit_ids, NOW) != before


def test_a_poll_does_not_keep_anybody_signed_in(they: Parties, at: At) -> None:
    client = browser(they.social)

    at(timedelta(minutes=15))
    client.get("/arbetslista/rader/?v=gammal")
    at(timedelta(minutes=16))
    answer = client.get("/arbetslista/rader/?v=gammal", headers={"HX-Request": "true"})

    assert answer.status_code == 401
    assert answer["HX-Redirect"].startswith("/logga-in/")


def test_what_came_since_the_last_visit_is_new(they: Parties, at: At) -> None:
    make.message(make.case(they.ward, make.patient("Gammal")), they.ward, make.unit_of(they.social))
    client = browser(they.social)
    first = client.get("/arbetslista/")
    at(timedelta(minutes=10))
    make.message(make.case(they.ward, make.patient("Ny")), they.ward, make.unit_of(they.social), now=NOW + 9 * MINUTE)

    soon = client.get("/arbetslista/")
    later = at(timedelta(minutes=30))
    client = browser(they.social)
    again = client.get("/arbetslista/")

    assert "Nytt sedan" not in main(first)
    assert "Nytt sedan" not in main(soon)
    assert "Nytt sedan du tittade i dag 12.10: 0." in main(again)
    assert later == again.context["now"]


def test_new_rows_are_marked_and_counted(they: Parties, at: At) -> None:
    client = browser(they.social)
    client.get("/arbetslista/")
    at(timedelta(hours=2))
    make.message(make.case(they.ward), they.ward, make.unit_of(they.social), now=NOW + timedelta(hours=1))

    page = browser(they.social).get("/arbetslista/")
    polled = browser(they.social).get("/arbetslista/rader/?v=gammal")

    assert "Nytt sedan du tittade i dag 12.01: 1." in main(page)
    assert 'class="list__new"' in page.content.decode()
    assert "Nytt sedan du tittade i dag 12.01: 1." in words(polled)


def test_without_a_cache_nothing_is_new_and_the_list_is_whole(they: Parties) -> None:
    make.message(make.case(they.ward), they.ward, make.unit_of(they.social))
    client = browser(they.social)
    client.get("/arbetslista/")
    cache.clear()
    client = browser(they.social)

    page = client.get("/arbetslista/")

    assert len(rows(page)) == 1
    assert "Nytt sedan" not in main(page)


def test_an_empty_list_says_what_will_come(they: Parties) -> None:
    client = browser(they.ward)

    assert "Här kommer meddelanden som ni ska läsa, kvittera eller skicka om." in main(client.get("/arbetslista/"))
    assert "Här kommer ärenden där enheten har skickat eller fått något." in main(client.get("/arbetslista/?visa=alla"))


def test_a_role_without_patients_has_no_worklist(they: Parties) -> None:
    administrator = make.administrator(make.board())

    assert browser(administrator).get("/arbetslista/").status_code == 403
    assert browser(administrator).get("/", follow=True).redirect_chain == [("/enheter/", 302)]


def test_the_first_page_is_the_worklist(they: Parties) -> None:
    assert browser(they.ward).get("/")["Location"] == "/arbetslista/"


def test_operators_are_sent_to_the_admin() -> None:
    client = Client()
    client.force_login(make.operator())

    assert client.get("/")["Location"] == "/admin/"


def test_the_numbers_in_the_menu_are_fresh_on_every_page(they: Parties) -> None:
    make.message(make.case(they.ward), they.ward, make.unit_of(they.social))
    client = browser(they.social)
    mine = {"X-Assignment": str(they.social.assignment_ref), "HX-Request": "true"}

    answer = client.get("/antal/", headers=mine)
    token = freshness.token(they.social.unit_ids, NOW + MINUTE)
    unchanged = client.get(f"/antal/?v={token}", headers=mine)

    assert '<span id="count-turns" hx-swap-oob="true"><span class="count">1' in answer.content.decode()
    assert f"v={token}" in answer.content.decode()
    assert unchanged.status_code == 204


def test_the_menus_numbers_disturb_nobody_who_is_writing(they: Parties) -> None:
    in_another_assignment = browser(they.ward).get("/antal/", headers={"X-Assignment": str(uuid4())})

    assert in_another_assignment.status_code == 204
    assert Client().get("/antal/").status_code == 204


def test_a_list_costs_the_same_however_long_it_is(they: Parties) -> None:
    for surname in ("Ett", "Två", "Tre"):
        make.message(make.case(they.ward, make.patient(surname)), they.ward, make.unit_of(they.social))
    client = browser(they.social)
    client.get("/arbetslista/")

    with queries(QUERIES):
        client.get("/arbetslista/")
    for surname in ("Fyra", "Fem"):
        make.message(make.case(they.ward, make.patient(surname)), they.ward, make.unit_of(they.social))
    with queries(QUERIES):
        client.get("/arbetslista/")


# The user, her assignment and its units, the list's eight, the units to narrow it to, the log, the menu's three, her
# other assignments, and twice the units for the database.
QUERIES = 17
