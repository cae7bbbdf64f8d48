"""Every page, on a ward's computer and on a phone: nobody is shut out, and nothing is out of reach."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.people import Person

WIDE, NARROW = (1366, 768), (390, 844)
# Pages that need nobody, and those of a nurse who has sent and received.
OPEN = ("/logga-in/", "/demo/", "/komponenter/", "/finns-inte/")
SIGNED_IN = (
    "/arbetslista/?visa=alla",
    "/patienter/",
    "/aviseringar/",
    "/enheter/",
    "/enheter/?utskrift=1",
    "/overenskommelser/",
    "/uppdrag/",
)

ADMINISTRATION = (
    "/administration/",
    "/administration/personer/",
    "/administration/personer/ny/",
    "/administration/enheter/",
    "/administration/enheter/ny/",
    "/administration/grupper/",
    "/administration/grupper/ny/",
    "/atkomst/",
)

_TOO_SMALL = """() => [...document.querySelectorAll(
  "button, .button, summary, .chip, .bar__nav a, .bar__mark, input:not([type=hidden]), select, textarea, .tick"
)].filter(element => {
  const box = (element.closest(".tick") || element).getBoundingClientRect();
  return box.width > 0 && box.height < 43.5;
}).map(element => element.outerHTML.slice(0, 120))"""


def addresses_of_a_case(somebody: Person) -> list[str]:
    """The pages of the first case of her worklist, and of its first notice that she may correct."""
    somebody.opens("/arbetslista/?visa=alla")
    somebody.page.locator("tbody a.name").filter(has_text="Aina").click()
    somebody.sees("Kontakter")
    case = somebody.page.url
    notice = somebody.page.get_by_role("link", name="Mer att göra").first.get_attribute("href")
    return [case, f"{case}utskrift/", f"{case}meddelande/", str(notice), f"{notice}ratta/"]


def all_pages(somebody: Person) -> list[str]:
    return [*SIGNED_IN, *addresses_of_a_case(somebody)]


def pages_of_administration(monica: Person) -> list[str]:
    """Those of an administrator, and the first of each kind that her lists lead to."""
    found = list(ADMINISTRATION)
    for of in ("personer/?sok=eva", "enheter/", "grupper/"):
        found.append(_first_in(monica, f"/administration/{of}"))
        if "personer" in found[-1]:
            found += [f"{found[-1]}uppdrag/", f"{found[-1]}uppdrag/?roll=ward_nurse", _tokens_of(monica, found[-1])]
    return [*found, _first_in(monica, "/atkomst/")]


def _first_in(monica: Person, page: str) -> str:
    monica.opens(page)
    return str(monica.page.locator("tbody a.name").first.get_attribute("href"))


def _tokens_of(monica: Person, page: str) -> str:
    monica.opens(page)
    return str(monica.page.get_by_role("link", name=re.compile("API-nycklar")).first.get_attribute("href"))


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing_in_administration(person: Callable[..., Person], size: tuple[int, int]) -> None:
    monica = person("Monica Rask", width=size[0], height=size[1])

    found: dict[str, list[str]] = {}
    for address in pages_of_administration(monica):
        monica.opens(address)
        for fold in monica.page.locator("details.fold > summary").all():
            fold.click()
        found[address] = monica.problems_of_access()
    monica.opens("/administration/personer/ny/")
    monica.presses("Skapa kontot")
    monica.sees("Det gick inte än")
    found["wrong"] = monica.problems_of_access()

    assert {address: problems for address, problems in found.items() if problems} == {}


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing(person: Callable[..., Person], size: tuple[int, int]) -> None:
    anybody = person(width=size[0], height=size[1])
    eva = person("Eva Lind", "Geriatrik 31", width=size[0], height=size[1])

    found: dict[str, list[str]] = {}
    for somebody, addresses in ((anybody, OPEN), (eva, all_pages(eva))):
        for address in addresses:
            somebody.opens(address)
            found[address] = somebody.problems_of_access()

    assert {address: problems for address, problems in found.items() if problems} == {}


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing_where_something_was_wrong(person: Callable[..., Person], size: tuple[int, int]) -> None:
    eva = person("Eva Lind", "Geriatrik 31", width=size[0], height=size[1])
    write, correct = addresses_of_a_case(eva)[2::2]

    found = []
    eva.opens(write)
    eva.presses("Skicka")
    eva.sees("Det gick inte än")
    found += eva.problems_of_access()
    eva.page.get_by_placeholder("Sök enhet").fill("rehab")
    eva.sees("Rehab Norrsele")
    found += eva.problems_of_access()
    eva.opens(correct)
    eva.writes("Ämne", "")
    eva.presses("Skicka rättelsen")
    eva.sees("Ämne: Skriv något här.")
    found += eva.problems_of_access()
    eva.opens("/patienter/")
    eva.writes("Personnummer eller namn", "19610118-2804")
    eva.presses("Sök")
    eva.sees("Kontrollsiffran stämmer inte.")
    found += eva.problems_of_access()

    assert found == []


def test_axe_finds_nothing_on_a_protected_persons_case_nor_in_open_folds(person: Callable[..., Person]) -> None:
    per = person("Per Näslund")
    per.opens("/arbetslista/?visa=alla")
    per.page.locator("tbody a.name").filter(has_text="Skyddade personuppgifter").click()
    per.presses("Visa namn och nummer")
    on_the_case = per.problems_of_access()
    per.presses("Mer att göra")
    for fold in per.page.locator("details.fold > summary").all():
        fold.click()
    on_the_notice = per.problems_of_access()

    assert on_the_case + on_the_notice == []


@pytest.mark.parametrize("width", [683, 390, 320], ids=["200 % zoom", "phone", "400 % zoom"])
def test_nothing_has_to_be_scrolled_sideways(person: Callable[..., Person], width: int) -> None:
    eva = person("Eva Lind", "Geriatrik 31", width=width, height=800)

    monica = person("Monica Rask", width=width, height=800)

    too_wide = {}
    for somebody, addresses in ((eva, (*OPEN, *all_pages(eva))), (monica, pages_of_administration(monica))):
        for address in addresses:
            somebody.opens(address)
            if (needed := somebody.page.evaluate("document.documentElement.scrollWidth")) > width:
                too_wide[address] = needed

    assert too_wide == {}


def test_what_is_pressed_on_a_phone_is_large_enough_for_a_thumb(person: Callable[..., Person]) -> None:
    eva = person("Eva Lind", "Geriatrik 31", width=390, height=844)

    monica = person("Monica Rask", width=390, height=844)

    too_small = {}
    for somebody, addresses in ((eva, (*OPEN, *all_pages(eva))), (monica, pages_of_administration(monica))):
        for address in addresses:
            somebody.opens(address)
            for fold in somebody.page.locator("details.fold > summary").all():
                fold.click()
            if found := somebody.page.evaluate(_TOO_SMALL):
                too_small[address] = found

    assert too_small == {}


def test_the_first_key_leads_past_the_menu(person: Callable[..., Person]) -> None:
    eva = person("Eva Lind", "Geriatrik 31")
    eva.opens("/enheter/")

    eva.tabs_to(eva.page.get_by_role("link", name="Till innehållet"), most=1)
    eva.page.keyboard.press("Enter")
    eva.page.keyboard.press("Tab")

    assert eva.page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_menu_opens_and_closes_by_key(person: Callable[..., Person]) -> None:
    eva = person("Eva Lind", "Geriatrik 31")
    summary = eva.page.locator(".menu > summary")

    eva.tabs_to(summary)
    eva.page.keyboard.press("Enter")
    expect(eva.page.get_by_role("button", name="Medicin 12")).to_be_visible()
    eva.page.keyboard.press("Tab")
    eva.page.keyboard.press("Escape")

    expect(eva.page.get_by_role("button", name="Medicin 12")).to_be_hidden()
    assert summary.evaluate("element => element === document.activeElement")


def test_another_assignment_is_switched_to_and_said(person: Callable[..., Person]) -> None:
    eva = person("Eva Lind", "Geriatrik 31")

    eva.presses("Byt uppdrag")
    eva.page.get_by_role("button", name="Medicin 12").click()

    expect(eva.page.locator("#who")).to_contain_text("Medicin 12, Sankt Olof")


def test_the_script_says_times_as_the_server_does_wherever_the_computer_is(person: Callable[..., Person]) -> None:
    anybody = person()
    answer = anybody.page.goto("/komponenter/")
    written = answer.text() if answer else ""

    anybody.comes_back_to_the_window()

    said = anybody.page.locator("time[data-time]").all_inner_texts()
    assert said == re.findall(r"<time [^>]*>([^<]*)</time>", written)
    assert len(said) > 10


def test_a_list_refreshes_itself_and_keeps_the_place(person: Callable[..., Person]) -> None:
    jonas, hassan = person("Jonas Brandt"), person("Hassan Amiri")
    hassan.opens("/arbetslista/?visa=alla")
    first = hassan.page.locator("[data-row]").first
    first.focus()
    place = first.get_attribute("id")
    jonas.opens_a_case_about("19610118-2803")
    jonas.sends("VC Hamnen", subject="Provsvar", body="Bifogas.")

    hassan.waits_for_news()

    expect(hassan.row("Lars Ahl").filter(has_text="Kirurgi 21")).to_be_visible()
    assert hassan.page.evaluate("document.activeElement.id") == place


def test_the_numbers_in_the_menu_are_fresh_while_somebody_reads_something_else(person: Callable[..., Person]) -> None:
    ingela, greta = person("Ingela Borg"), person("Greta Löv")
    greta.opens("/enheter/")
    before = int(greta.page.locator("#count-turns").inner_text().split()[0])
    ingela.opens_a_case_about("19121212-1212")
    ingela.sends("VC Ekforsa", subject="Listbyte", body="Gäller från i dag.")

    greta.waits_for_news()

    expect(greta.page.locator("#count-turns")).to_contain_text(str(before + 1))


def test_paper_carries_the_case_and_nothing_that_is_pressed(person: Callable[..., Person]) -> None:
    eva = person("Eva Lind", "Geriatrik 31")
    eva.opens(addresses_of_a_case(eva)[1])

    eva.page.emulate_media(media="print")

    expect(eva.page.locator(".printed")).to_be_visible()
    for hidden in (".bar", ".head__acts", ".acts"):
        for one in eva.page.locator(hidden).all():
            expect(one).to_be_hidden()
