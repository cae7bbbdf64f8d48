"""The way home in the browser: from admission to home, each party in its own window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages import NARROW, WIDE

if TYPE_CHECKING:
    from tests.browser.people import Person

LARS = "19610118-2803"
EMIL = "20030202-2389"
NOUR = "19610973-2393"
OLLE = "19560419-9819"


def admits(eva: Person, number: str) -> str:
    """A patient is admitted; her case's address."""
    eva.opens("/patienter/")
    eva.writes("Personnummer eller namn", number)
    eva.presses("Sök")
    eva.presses("Skriv in")
    eva.writes("Beräknad utskrivning", "2031-03-12")
    eva.presses("Skriv in")
    eva.sees("Patienten är inskriven.", "Vägen hem")
    return eva.page.url


def judges(eva: Person) -> None:
    """Everybody's services may be needed."""
    eva.presses("Bedöm behov")
    for service in ("Regionens öppna vård", "Socialtjänsten", "Kommunens hälso- och sjukvård"):
        eva.page.get_by_label(service).check()
    eva.writes("Behandlande läkare", "Anders Sandberg")
    eva.presses("Bedöm behov")
    eva.sees("Ingen utanför sjukhuset ser den.")


def tells(eva: Person) -> None:
    """The units concerned are proposed, and told."""
    eva.presses("Skicka inskrivningsmeddelande")
    eva.presses("Skicka inskrivningsmeddelande")
    eva.sees("Inskrivningsmeddelandet är skickat.")


def more(somebody: Person, act: str) -> None:
    """Something that the stay does not ask for now."""
    somebody.presses("Mer att göra i vårdtillfället")
    somebody.presses(act)


def takes_in(somebody: Person, name: str) -> None:
    """The worklist's row is opened and acknowledged."""
    somebody.opens("/arbetslista/")
    somebody.presses("Öppna", somebody.row(name))
    somebody.presses("Kvittera")
    somebody.sees("Kvitterat.")


def test_from_admission_to_home(person: Callable[..., Person]) -> None:
    eva, sofia, carina = person("Eva Lind", "Geriatrik 31"), person("Sofia Quist"), person("Carina Stål")
    address = admits(eva, LARS)
    judges(eva)
    tells(eva)

    takes_in(sofia, "Lars Ahl")
    takes_in(carina, "Lars Ahl")
    carina.opens(address)
    carina.presses("Utse fast vårdkontakt")
    carina.writes("Namn", "Carina Stål")
    carina.writes("Direktnummer", "0980-319 215")
    carina.presses("Utse fast vårdkontakt")
    carina.sees("Den fasta vårdkontakten är meddelad.")

    eva.opens(address)
    more(eva, "Meddela utskrivningsklar")
    eva.writes("Läkare", "Anders Sandberg")
    eva.presses("Meddela utskrivningsklar")
    eva.sees("Utskrivningsklar är meddelat.")

    takes_in(sofia, "Lars Ahl")
    sofia.opens(address)
    more(sofia, "Meddela klar att ta emot")
    sofia.page.locator("#id_from_at").fill("2031-03-12T15:00")
    sofia.writes("Första besöket", "kl. 19")
    sofia.page.locator("#id_ground").select_option("consent")
    sofia.presses("Meddela klar att ta emot")
    sofia.sees("Sjukhuset vet nu när ni kan ta emot.")

    eva.opens(address)
    more(eva, "Skicka utskrivningsinformation")
    eva.writes("Vad som är gjort och ska göras", "Sårvård varannan dag.")
    eva.presses("Skicka utskrivningsinformation")
    eva.sees("Utskrivningsinformationen är skickad.")
    more(eva, "Registrera utskrivning")
    eva.presses("Registrera utskrivning")
    eva.sees("Utskrivningen är registrerad.", "Lämnade sjukhuset")

    sofia.opens(address)
    sofia.sees("Lämnade sjukhuset")
    sofia.does_not_see("Behovet bedömdes", "Skrevs in")


def test_what_is_asked_waited_for_and_missing_is_sorted_out(person: Callable[..., Person]) -> None:
    eva, maria = person("Eva Lind", "Geriatrik 31"), person("Maria Ek")
    address = admits(eva, OLLE)
    judges(eva)
    tells(eva)

    more(eva, "Skicka underlag för planering")
    eva.writes("Förflyttning", "Går med rullator, behöver stöd i trappor")
    eva.page.locator("#id_medicine_handling_before").select_option("not_known")
    eva.page.locator("#id_ground").select_option("consent")
    eva.presses("Skicka underlag för planering")
    eva.sees("Att reda ut", "Saknas än")
    more(eva, "Ställ en fråga")
    eva.page.get_by_role("checkbox", name="Biståndsenheten Norr").first.check()
    eva.writes("Fråga", "Finns det hiss i huset?")
    eva.page.locator("#id_ground").select_option("consent")
    eva.presses("Ställ en fråga")
    eva.sees("Frågan är skickad.", "svar väntas från")

    for _ in range(3):
        takes_in(maria, "Olle Forsman")
    maria.opens(address)
    maria.sees("Finns det hiss i huset?", "Går med rullator")
    maria.page.locator("section", has_text="Att reda ut").get_by_role("link", name="Svara på fråga").first.click()
    maria.writes("Svar", "Ja, stor nog för en rullstol.")
    maria.page.locator("#id_ground").select_option("consent")
    maria.presses("Svara på fråga")
    maria.sees("Svaret är skickat.")

    eva.opens("/avdelning/")
    eva.sees("Olle Forsman", "Socialtjänst: kvitterat", "Öppenvård: oläst")


def test_nobody_outside_the_hospital_sees_a_stay_before_it_is_told(person: Callable[..., Person]) -> None:
    eva, maria = person("Eva Lind", "Geriatrik 31"), person("Maria Ek")
    address = admits(eva, EMIL)
    judges(eva)

    maria.opens(address)

    maria.sees("Sidan finns inte")
    expect(maria.page.locator("main")).not_to_contain_text("Emil")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing_on_any_form_of_a_stay_and_nothing_is_too_wide(
    person: Callable[..., Person], size: tuple[int, int]
) -> None:
    eva, ulla = (
        person(who, where, width=size[0], height=size[1])
        for who, where in (("Eva Lind", "Geriatrik 31"), ("Ulla Åkerman", ""))
    )
    found = []
    for somebody, name in ((eva, "Astrid Berglund"), (eva, "Gösta Hellman"), (ulla, "Gösta Hellman")):
        somebody.opens("/arbetslista/?visa=alla")
        somebody.row(name).locator("a.name").first.click()
        somebody.sees("Vägen hem")
        case = somebody.page.url
        acts = {str(one.get_attribute("href")) for one in somebody.page.locator("a[href*='/vagen-hem/']").all()}
        assert acts
        for address in [case, *sorted(acts)]:
            somebody.opens(address)
            found += somebody.problems_of_access()
            if somebody.page.evaluate("document.documentElement.scrollWidth") > size[0]:
                found.append(f"too wide: {address}")

    assert found == []


def test_what_was_typed_stays_when_something_is_wrong(person: Callable[..., Person]) -> None:
    eva = person("Eva Lind", "Geriatrik 31")
    admits(eva, NOUR)
    eva.presses("Bedöm behov")
    eva.writes("Behandlande läkare", "Anders Sandberg")

    eva.presses("Bedöm behov")

    eva.sees("Välj minst en verksamhet")
    expect(eva.page.get_by_label("Behandlande läkare")).to_have_value("Anders Sandberg")
    assert eva.problems_of_access() == []
