"""Tests of the directory of units: desk/views/directory.py."""

import pytest

from accounts.kinds import UnitKind
from tests import factories as make
from tests.desk.browsing import browser, main

pytestmark = pytest.mark.django_db


def test_a_unit_stands_with_what_one_needs_to_reach_it() -> None:
    board = make.board(make.municipality(), "Omsorgsnämnden")
    day = make.municipal_care(board, "Hemsjukvården dag")
    make.municipal_care(
        board,
        "Hemsjukvården natt",
        phone="0980-319 226",
        hours="Alla nätter",
        after_hours="1177",
        send_here="Det som gäller i natt",
        district="Norr",
        stand_in=day,
    )

    page = browser(make.actor(make.ward())).get("/enheter/")

    assert (
        "Hemsjukvården natt Hemsjukvård · Norr Omsorgsnämnden 0980-319 226 Alla nätter Annan tid: 1177 "
        "Ersättare: Hemsjukvården dag Det som gäller i natt" in main(page)
    )
    assert "Hemsjukvården dag Hemsjukvård Omsorgsnämnden saknas" in main(page)


def test_a_unit_that_is_not_reached_here_says_how_it_is() -> None:
    make.open_care(name="Skolhälsan", send_here="Hembesök", outside="fax")

    page = browser(make.actor(make.ward())).get("/enheter/?sok=skol")

    assert "Hembesök Nås inte i systemet, utan med fax" in main(page)


def test_search_and_kind_stand_in_the_address_together() -> None:
    make.open_care(name="Rehab Norr")
    make.ward(name="Rehabavdelningen")
    client = browser(make.actor(make.ward(name="Medicin 1")))

    both = client.get("/enheter/?sok=rehab")
    one = client.get("/enheter/?sok=rehab&slag=open_care")
    forged = client.get("/enheter/?slag=annat&sida=x")

    assert "2 enheter" in main(both)
    assert "1 enhet Enhet Telefon Öppet Skicka hit Rehab Norr" in main(one)
    assert 'href="?sok=rehab&amp;slag=ward"' in one.content.decode()
    assert "3 enheter" in main(forged)


def test_nothing_found_says_what_to_do() -> None:
    page = browser(make.actor(make.ward())).get("/enheter/?sok=zzz")

    assert "Ingen enhet stämmer Sök på en del av namnet, eller välj Alla." in main(page)


def test_a_search_in_the_page_gets_the_units_alone() -> None:
    fragment = browser(make.actor(make.ward(name="Medicin 1"))).get("/enheter/?sok=med", headers={"HX-Request": "true"})

    assert "Medicin 1" in fragment.content.decode()
    assert "<main" not in fragment.content.decode()


def test_there_are_fifty_to_a_page_and_all_of_them_on_paper() -> None:
    board = make.board()
    for number in range(51):
        make.ward(board, f"Avdelning {number:02}")
    client = browser(make.actor(make.open_care(name="Öppenvården")))

    pages = [client.get(f"/enheter/?{page}").content.decode() for page in ("", "sida=2", "utskrift=1")]

    assert [page.count('<tr role="row" id=') for page in pages] == [50, 2, 52]
    assert "Sida 1 av 2" in main(client.get("/enheter/"))
    assert "data-print" in pages[2]
    assert "Sida" not in pages[2]


def test_every_role_sees_the_directory() -> None:
    for someone in (make.actor(make.provider()), make.administrator(make.board())):
        assert browser(someone).get("/enheter/").status_code == 200


def test_every_kind_can_be_chosen() -> None:
    page = main(browser(make.actor(make.ward())).get("/enheter/"))

    assert all(kind.label.capitalize() in page for kind in UnitKind)
