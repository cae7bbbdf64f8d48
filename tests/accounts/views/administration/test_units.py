"""Tests of the pages of units: accounts/views/administration/units.py."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from accounts.actor import Actor
from accounts.models import AdministrativeEvent, Assignment, Controller, Unit
from accounts.services.organisations import close_controller
from accounts.services.recording import version_of
from accounts.services.units import close_unit
from tests import factories as make
from tests.desk.browsing import browser, field, main
from tests.queries import queries

pytestmark = pytest.mark.django_db

UNITS = "/administration/enheter/"


@pytest.fixture
def board() -> Controller:
    return make.board(make.region(), "Sjukhusnämnden")


@pytest.fixture
def monica(board: Controller) -> Actor:
    return make.administrator(board)


def new(**changed: Any) -> dict[str, Any]:
    """What the form of a new unit posts when it is complete."""
    return {
        "ref": str(uuid4()),
        "name": "Medicin 14",
        "kind": "ward",
        "speciality": "medicine",
        "valid_from": "2026-03-09",
        "phone": "0980-319 201",
        "hours": "Dygnet runt",
        **changed,
    }


def details(unit: Unit, **changed: Any) -> dict[str, Any]:
    """What the form of a unit posts when nothing but this has been changed."""
    return {
        "expected_version": version_of(unit.ref),
        "name": unit.name,
        "speciality": unit.speciality,
        "phone": unit.phone,
        **changed,
    }


def test_the_menu_leads_to_administration_only_for_those_who_administer(board: Controller, monica: Actor) -> None:
    assert 'href="/administration/"' in browser(monica).get("/enheter/").content.decode()
    for other in (make.actor(make.ward(board)), make.actor(board, make.Role.ECONOMIST)):
        assert "/administration/" not in browser(other).get("/enheter/").content.decode()
        assert browser(other).get("/administration/").status_code == 403


def test_the_first_page_says_what_she_administers_and_how_much(board: Controller, monica: Actor) -> None:
    make.group([make.ward(board, "Medicin 12"), make.ward(board, "Medicin 13")])
    make.ward(name="Någon annans")

    page = main(browser(monica).get("/administration/"))

    assert "Du administrerar Sjukhusnämnden." in page
    assert "1 öppet konto." in page
    assert "2 öppna enheter." in page
    assert "1 grupp." in page


def test_her_units_are_listed_by_name_and_nobody_else_s(board: Controller, monica: Actor) -> None:
    make.ward(board, "Ögon 2", phone="0980-319 202", hours="Vardagar")
    make.ward(board, "Medicin 12")
    make.ward(name="Någon annans")

    page = main(browser(monica).get(UNITS))

    assert "2 enheter" in page
    assert page.index("Medicin 12") < page.index("Ögon 2")
    assert "Ögon 2 Vårdavdelning · medicin Sjukhusnämnden 0980-319 202 Vardagar" in page
    assert "telefon saknas öppettider saknas" in page
    assert "Någon annans" not in page


def test_search_ended_units_and_pages_stand_in_the_address(board: Controller, monica: Actor) -> None:
    for number in range(51):
        make.ward(board, f"Avdelning {number:02}")
    ended = make.ward(board, "Kirurgi 3")
    close_unit(ended, last_day=make.TODAY, by=make.SETUP, now=make.NOW)
    Unit.objects.filter(pk=ended.pk).update(valid_to=make.TODAY - timedelta(days=1))
    client = browser(monica)

    assert "Sida 1 av 2" in main(client.get(UNITS))
    assert "Avdelning 50" in main(client.get(f"{UNITS}?sida=2"))
    assert "1 enhet " in main(client.get(f"{UNITS}?sok=avdelning+50"))
    assert "51 enheter" in main(client.get(f"{UNITS}?sok=sjukhus"))
    closed = main(client.get(f"{UNITS}?visa=avslutade"))
    assert "1 enhet " in closed
    assert "Sista dag i går" in closed
    assert "Ingen enhet här" in main(client.get(f"{UNITS}?sok=zzz&visa=annat&sida=x"))


def test_a_list_asks_as_much_of_the_database_however_long_it_is(board: Controller, monica: Actor) -> None:
    make.ward(board)
    client = browser(monica)
    client.get(UNITS)

    for _ in range(2):
        with queries(7):
            client.get(UNITS)
        make.ward(board)
        make.ward(board)


def test_a_unit_is_opened(board: Controller, monica: Actor) -> None:
    client = browser(monica)
    form = client.get(f"{UNITS}ny/")

    done = client.post(f"{UNITS}ny/", new(ref=field(form, "ref"), controller=field(form, "controller")), follow=True)

    unit = Unit.objects.get()
    assert (str(unit.ref), unit.name, unit.kind, unit.controller) == (field(form, "ref"), "Medicin 14", "ward", board)
    assert (unit.phone, unit.valid_from) == ("0980-319 201", date(2026, 3, 9))
    assert "Medicin 14 är upplagd." in main(done)
    assert AdministrativeEvent.objects.filter(kind="unit_created", user_id=monica.user_id).count() == 1


def test_only_kinds_that_the_organisation_may_have_are_offered(monica: Actor) -> None:
    page = browser(monica).get(f"{UNITS}ny/").content.decode()

    assert '<option value="ward">Vårdavdelning</option>' in page
    assert "social_services" not in page


def test_whoever_administers_several_organisations_chooses_where_first(board: Controller) -> None:
    other = make.board(board.principal, "Primärvårdsnämnden")
    client = browser(make.administrator(board.principal))

    choice = client.get(f"{UNITS}ny/")
    chosen = client.get(f"{UNITS}ny/?hos={other.ref}")
    forged = client.post(f"{UNITS}ny/", new(controller=str(make.board().ref)))

    assert "Hos vilken organisation öppnar den?" in main(choice)
    assert "Primärvårdsnämnden" in main(chosen)
    assert field(chosen, "controller") == str(other.ref)
    assert forged.status_code == 422
    assert "Välj en organisation som du administrerar." in main(forged)
    assert not Unit.objects.exists()


def test_a_form_sent_twice_opens_one_unit(monica: Actor) -> None:
    client, body = browser(monica), new()

    addresses = {client.post(f"{UNITS}ny/", body)["Location"] for _ in range(2)}
    other = client.post(f"{UNITS}ny/", {**body, "name": "En annan"})

    assert len(addresses) == 1
    assert other.status_code == 409
    assert "Formuläret har redan skickats med andra uppgifter." in main(other)
    assert 'value="En annan"' in other.content.decode()
    assert Unit.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Namn: Det här fältet är obligatoriskt."),
        ({"kind": "provider"}, "Slag av enhet: Välj ett slag."),
        ({"speciality": ""}, "Inriktning: Välj en inriktning."),
        ({"valid_from": "igår"}, "Öppnar: Skriv dagen som 2026-03-09."),
        ({"valid_from": "2019-12-31"}, "Öppnar: Enheten eller organisationen är inte öppen den dagen."),
        ({"hsa_id": "abc"}, "HSA-id: Ett HSA-id skrivs som SE2321000131-E000000000001."),
        ({"parent": str(uuid4())}, "Hör till: Enheten går inte att välja."),
        ({"ref": "x"}, "Sidan gick inte att läsa. Läs in den igen."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_is_kept(
    monica: Actor, wrong: dict[str, str], said: str
) -> None:
    page = browser(monica).post(f"{UNITS}ny/", new(**wrong))

    assert page.status_code == 422
    assert said in main(page)
    assert 'value="0980-319 201"' in page.content.decode()
    assert not Unit.objects.exists()


def test_an_hsa_id_of_another_open_unit_is_refused(board: Controller, monica: Actor) -> None:
    make.ward(board, "Medicin 12", hsa_id="SE2321000131-E000000000001")

    page = browser(monica).post(f"{UNITS}ny/", new(hsa_id="SE2321000131-E000000000001"))

    assert page.status_code == 422
    assert "HSA-id:t används redan av en annan enhet." in main(page)


def test_an_organisation_that_has_ended_opens_no_more(board: Controller, monica: Actor) -> None:
    close_controller(board, last_day=make.TODAY, by=make.SETUP, now=make.NOW)

    page = browser(monica).post(f"{UNITS}ny/", new(valid_from="2026-03-10"))

    assert page.status_code == 422


def test_a_unit_is_changed(board: Controller, monica: Actor) -> None:
    unit, beside = make.ward(board, "Medicin 12", phone="1"), make.ward(board, "Medicin 13")
    client = browser(monica)

    done = client.post(
        f"{UNITS}{unit.ref}/",
        details(unit, phone="0980-319 203", stand_in=str(beside.ref), parent=str(beside.ref), discreet="on"),
        follow=True,
    )

    unit.refresh_from_db()
    assert (unit.phone, unit.stand_in, unit.parent, unit.discreet) == ("0980-319 203", beside, beside, True)
    assert "Ändringen är sparad." in main(done)
    page = done.content.decode()
    assert f'<option value="{beside.ref}" selected>Medicin 13</option>' in page
    assert f'<option value="{unit.ref}"' not in page


def test_a_unit_is_marked_as_reached_by_fax_and_whoever_was_too_late_reads_so(board: Controller, monica: Actor) -> None:
    unit, client = make.ward(board, "Medicin 12"), browser(monica)
    late, unmarked = details(unit, outside="letter"), details(unit, outside="pigeon")

    done = client.post(f"{UNITS}{unit.ref}/", details(unit, outside="fax"), follow=True)
    page = client.post(f"{UNITS}{unit.ref}/", late)
    forged = client.post(f"{UNITS}{unit.ref}/", unmarked)

    unit.refresh_from_db()
    assert (done.status_code, page.status_code, forged.status_code, unit.outside) == (200, 409, 422, "fax")
    assert '<option value="fax" selected>Nej, utan med fax</option>' in done.content.decode()
    assert "Det här står nu Nås i systemet fax" in main(page)


def test_the_same_change_twice_is_made_once(board: Controller, monica: Actor) -> None:
    unit = make.ward(board, "Medicin 12")
    client, body = browser(monica), details(unit, phone="0980-319 203")

    statuses = [client.post(f"{UNITS}{unit.ref}/", body).status_code for _ in range(2)]

    assert statuses == [302, 302]
    assert AdministrativeEvent.objects.filter(kind="unit_changed").count() == 1


def test_a_change_of_what_somebody_else_has_changed_meanwhile_shows_what_holds_now(
    board: Controller, monica: Actor
) -> None:
    unit, client = make.ward(board, "Medicin 12"), browser(monica)
    mine = details(unit, hours="Vardagar", speciality="surgery")
    theirs = details(unit, phone="0980-319 299", discreet="on")
    client.post(f"{UNITS}{unit.ref}/", theirs)

    page = client.post(f"{UNITS}{unit.ref}/", mine)
    again = client.post(f"{UNITS}{unit.ref}/", {**mine, "expected_version": field(page, "expected_version")})

    assert page.status_code == 409
    assert "Någon har ändrat uppgifterna sedan du öppnade sidan." in main(page)
    assert (
        "Det här står nu Inriktning Medicin Telefon 0980-319 299 Öppettider inget "
        "Visa inte enheten för andra mottagare ja" in main(page)
    )
    assert 'value="Vardagar"' in page.content.decode()
    assert again.status_code == 302
    unit.refresh_from_db()
    assert (unit.hours, unit.phone, unit.discreet) == ("Vardagar", "", False)


def test_a_unit_that_is_a_part_of_it_is_not_what_it_belongs_to(board: Controller, monica: Actor) -> None:
    unit = make.ward(board, "Medicin 12")
    part = make.ward(board, "Medicin 12 B", parent=unit)

    page = browser(monica).post(f"{UNITS}{unit.ref}/", details(unit, parent=str(part.ref)))

    assert page.status_code == 422
    assert "Hör till: Välj en öppen enhet hos samma organisation, som inte själv hör till den här." in main(page)


def test_a_stand_in_stands_on_the_same_side(monica: Actor) -> None:
    board = make.board(make.municipality(), "Omsorgsnämnden")
    care, social = make.municipal_care(board, "Hemsjukvården"), make.social_services(board, "Bistånd")

    page = browser(make.administrator(board)).post(f"{UNITS}{care.ref}/", details(care, stand_in=str(social.ref)))

    assert page.status_code == 422
    assert "på samma sida av sekretessgränsen" in main(page)


def test_a_unit_ends_with_the_assignments_to_it(board: Controller, monica: Actor) -> None:
    unit = make.ward(board, "Medicin 12")
    make.assignment(unit)
    client = browser(monica)

    assert "Uppdrag 1 person" in main(client.get(f"{UNITS}{unit.ref}/"))
    done = client.post(f"{UNITS}{unit.ref}/avsluta/", {"last_day": "2026-03-31"}, follow=True)
    again = client.post(f"{UNITS}{unit.ref}/avsluta/", {"last_day": "2026-03-31"})

    unit.refresh_from_db()
    assert unit.valid_to == date(2026, 3, 31)
    assert Assignment.objects.get(unit=unit).valid_to == date(2026, 3, 31)
    assert "Enheten har fått sin sista dag." in main(done)
    assert "sista dag" in main(done)
    assert 'action="' + f'{UNITS}{unit.ref}/avsluta/"' not in done.content.decode()
    assert again.status_code == 409
    assert "Det är redan avslutat eller har redan fått en sista dag." in main(again)


@pytest.mark.parametrize(
    ("last_day", "status", "said"),
    [
        ("", 422, "Sista dag: Välj en dag."),
        ("2026-03-08", 422, "Sista dag: Dagen har redan varit."),
        ("2026-03-31", 409, "eftersom något annat fortfarande hör dit: Medicin 12 B."),
    ],
)
def test_a_unit_that_cannot_end_stays_and_it_is_said_why(
    board: Controller, monica: Actor, last_day: str, status: int, said: str
) -> None:
    unit = make.ward(board, "Medicin 12")
    make.ward(board, "Medicin 12 B", parent=unit)

    page = browser(monica).post(f"{UNITS}{unit.ref}/avsluta/", {"last_day": last_day})

    assert page.status_code == status
    assert said in main(page)
    unit.refresh_from_db()
    assert unit.valid_to is None


def test_another_organisation_s_unit_is_not_hers_to_change(monica: Actor) -> None:
    other = make.ward(name="Någon annans")
    client = browser(monica)

    for address in (f"{UNITS}{other.ref}/", f"{UNITS}{other.ref}/avsluta/"):
        assert client.post(address, details(other, last_day="2026-03-31")).status_code == 403
    assert client.get(f"{UNITS}{uuid4()}/").status_code == 404
    other.refresh_from_db()
    assert other.valid_to is None
