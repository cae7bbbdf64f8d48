"""Tests of agreements/views.py: what holds where, and what a version says."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Principal
from accounts.roles import Role
from agreements.services import end_binding
from tests import factories as make
from tests.agreements.texts import FICTIONAL, bound, load, load_corpus, text
from tests.desk.browsing import browser, main
from tests.factories import NOW, SETUP

pytestmark = pytest.mark.django_db


@pytest.fixture
def region() -> Principal:
    load_corpus()
    return make.region("Region Norrbotten", code="25")


@pytest.fixture
def nurse(region: Principal) -> Client:
    return browser(make.actor(make.ward(make.board(region))))


def test_it_says_which_agreement_holds_for_whom_and_when(nurse: Client) -> None:
    first = bound("norrbotten-2018", "25", date(2018, 1, 1))
    end_binding(first.ref, last_day=date(2026, 12, 31), by=SETUP, now=NOW)
    bound("statute-2018", "25", date(2027, 1, 1))
    bound("statute-2018", "25", date(2026, 2, 1), municipality="2580")

    page = nurse.get("/overenskommelser/")

    title = "Överenskommelse i Norrbottens län, från 1 januari 2018"
    act = "Lagen (2017:612), där inget annat är avtalat"
    assert (
        "Region Norrbotten För Vad som gäller När "
        f"Hela regionen utom kommuner med en egen {title} 1 januari 2018–31 december 2026 "
        f"Hela regionen utom kommuner med en egen {act} kommande från 1 januari 2027 "
        f"Luleå {act} från 1 februari 2026"
    ) in main(page)
    assert 'href="/overenskommelser/norrbotten-2018/"' in page.content.decode()


def test_where_an_agreement_is_known_and_not_bound_it_is_unknown(nurse: Client) -> None:
    assert (
        "Hela regionen utom kommuner med en egen okänt En överenskommelse är känd, men ingen har angett att den gäller "
        "här. Inget debiteras förrän det är angett. Överenskommelse i Norrbottens län, från 1 januari 2018"
    ) in main(nurse.get("/overenskommelser/"))


def test_where_none_is_known_the_act_holds() -> None:
    load_corpus()
    nurse = browser(make.actor(make.ward(make.board(make.region(code=FICTIONAL)))))

    assert "Lagen (2017:612), där inget annat är avtalat Ingen överenskommelse är känd." in main(
        nurse.get("/overenskommelser/")
    )


def test_where_nothing_is_loaded_it_says_so() -> None:
    nurse = browser(make.actor(make.ward(make.board(make.region(code=FICTIONAL)))))

    assert "okänt Inget är inläst, inte ens lagens regler. Inget debiteras." in main(nurse.get("/overenskommelser/"))


def test_without_regions_it_says_what_will_come() -> None:
    social = browser(make.actor(make.social_services()))

    assert "Ingen region än" in main(social.get("/overenskommelser/"))


def test_there_are_ten_regions_to_a_page(nurse: Client) -> None:
    for number in range(10):
        make.region(f"Region {number}", code=f"{60 + number}")

    first, second = (main(nurse.get(f"/overenskommelser/?sida={page}")) for page in ("x", "2"))

    assert "Sida 1 av 2" in first
    assert "Region Norrbotten" not in first
    assert "Region Norrbotten" in second


def test_a_version_says_first_what_is_not_known(nurse: Client) -> None:
    page = main(nurse.get("/overenskommelser/stockholm-2020a/"))

    assert page.startswith(
        "Överenskommelse i Stockholms län, från 1 januari 2020 stockholm-2020a vilande Alla överenskommelser "
        "Allt är inte känt Det som är okänt ersätts inte med lagens regler. Där det behövs för att räkna "
        "betalningsansvaret räknas inget, och inget debiteras. "
        "Regel 2, all vård: det är inte känt hur många dagar som är fria från en viss dag. "
        "Var den gäller Ingen har angett att den gäller, i dag eller framöver."
    )
    assert "Region Stockholms län (01) Överenskommelsen" in page
    assert (
        "från 1 november 2020, okänt, länets medelvärde den 31 oktober 2020, högst 2 dagar från 1 november 2021, 1,3 "
        "dagar okänt Inget debiteras på det förrän det är känt. Överenskommelsen" in page
    )
    assert "vald läsning Källan lämnar det öppet. Så här räknas det här, tills parterna bestämmer annat." in page
    assert "Vad som betalas dagarna över gruppens fria dagar vald läsning Överenskommelsen Beloppets källa" in page
    assert (
        "Fria dagar 5 dagar Överenskommelsen. Jämför lagen, 5 kap. 4 §. Dagar som räknas" in page
    )
    assert "Kommuner som delas upp Stockholm (0180): stadsdel" in page
    assert "Inskrivningsmeddelande inom 24 timmar Överenskommelsen. Jämför lagen, 2 kap. 3 §." in page
    assert "Texten säger inget om: Omfattas av processen, Undantas från processen." in page
    assert "Källor [A1] Stockholms stads revisorer" in page


def test_a_version_without_gaps_says_none(nurse: Client) -> None:
    page = main(nurse.get("/overenskommelser/norrbotten-2018/"))

    assert "Allt är inte känt" not in page
    assert "norrbotten-2018 gällande" in page
    assert "Kvittens gäller alla meddelanden, räknas alla dagar, klockan 09.00, 14.00 Överenskommelsen" in page
    assert "Fria dagar 3 dagar Ärvt från statute-2018. Jämför lagen, 5 kap. 4 §." in page


def test_the_act_and_what_contradicts_itself(nurse: Client) -> None:
    load(text("odd", "25", "  status: active\n  exceptions: [palliative]\n"), text("plain", "25"))

    act, odd, plain = (main(nurse.get(f"/overenskommelser/{name}/")) for name in ("statute-2018", "odd", "plain"))

    assert "Var den gäller Där ingen överenskommelse är känd." in act
    assert (
        "Allt går inte ihop Statusen stämmer inte med om något saknas. Det är det som saknas som avgör. Ett av "
        "undantagen kan inte avgöras ur uppgifterna om ett vårdtillfälle." in odd
    )
    assert plain.startswith("Överenskommelse i Norrbottens län, okänt från när plain Alla överenskommelser")


def test_a_version_says_where_it_holds(nurse: Client) -> None:
    bound("norrbotten-2018", "25", date(2026, 4, 1), municipality="2580")
    bound("norrbotten-2018", "25", date(2018, 1, 1))

    assert (
        "Var den gäller Hela regionen (länskod 25), från 1 januari 2018 Luleå, från 1 april 2026 vald läsning"
    ) in main(nurse.get("/overenskommelser/norrbotten-2018/"))


def test_a_version_that_is_not_there_is_not_found(nurse: Client) -> None:
    assert nurse.get("/overenskommelser/norrbotten-2019/").status_code == 404
    assert nurse.get("/overenskommelser/norrbotten 2018/").status_code == 404


@pytest.mark.parametrize("role", Role)
def test_every_role_sees_them(region: Principal, role: Role) -> None:
    home = {Role.WARD_NURSE: make.ward, Role.DISCHARGE_COORDINATOR: make.ward, Role.PHYSICIAN: make.ward}
    municipal = {
        Role.NEEDS_ASSESSOR: make.social_services,
        Role.MUNICIPAL_NURSE: make.municipal_care,
        Role.THERAPIST: make.municipal_care,
        Role.PROVIDER_STAFF: make.provider,
    }
    open_care = dict.fromkeys((Role.OPEN_CARE_COORDINATOR, Role.HEAD_OF_UNIT, Role.CARE_CONTACT), make.open_care)
    scope = {**home, **municipal, **open_care}.get(role, lambda: region)()
    someone = browser(make.actor(scope, role))

    for address in ("/overenskommelser/", "/overenskommelser/norrbotten-2018/"):
        assert someone.get(address).status_code == 200


def test_nobody_sees_them_without_signing_in(client: Client) -> None:
    assert client.get("/overenskommelser/").status_code == 302


@pytest.mark.parametrize("address", ["/overenskommelser/", "/overenskommelser/norrbotten-2018/"])
def test_the_number_of_queries_does_not_grow_with_what_is_bound(nurse: Client, address: str) -> None:
    numbers = []
    for code in ("2580", "2584", "2523"):
        bound("norrbotten-2018", "25", date(2026, 1, 1), municipality=code)
        with CaptureQueriesContext(connection) as captured:
            nurse.get(address)
        numbers.append(len(captured))

    assert numbers[1] == numbers[2]
