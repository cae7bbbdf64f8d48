"""Stories of administrators: a colleague begins and ends, and somebody is named for a protected person's case."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.people import Person


def test_a_colleague_gets_an_account_and_an_assignment_signs_in_and_stops(person: Callable[..., Person]) -> None:
    bo, asa = person("Bo Törnell"), person()

    bo.presses("Administration")
    bo.presses("Nytt konto")
    bo.writes("För- och efternamn", "Åsa Öberg")
    bo.writes("Användarnamn", "Asa.Oberg")
    bo.presses("Skapa kontot")
    bo.sees("Lämna över till Åsa Öberg")
    password = bo.page.get_by_label("Lösenord", exact=True).input_value()
    bo.presses("Ge ett uppdrag")
    bo.page.locator("a.choice").filter(has_text="Kommunsjuksköterska").click()
    bo.page.get_by_label("Var").select_option(label="Hemsjukvården Norr")
    bo.presses("Ge uppdraget")
    bo.sees("Uppdraget är givet.")

    asa.opens("/logga-in/")
    asa.writes("Användarnamn", "asa.oberg")
    asa.writes("Lösenord", password)
    asa.presses("Logga in")
    asa.sees("Hemsjukvården Norr", "Åsa Öberg")

    bo.page.locator("summary").filter(has_text="Avsluta uppdraget").click()
    bo.presses("Återkalla genast")
    bo.sees("Uppdraget är återkallat.")
    asa.opens("/arbetslista/")
    asa.sees("Du har inget uppdrag som gäller i dag.")


def test_a_secret_is_copied_with_a_press(person: Callable[..., Person]) -> None:
    bo = person("Bo Törnell")
    bo.context.grant_permissions(["clipboard-write"])
    bo.opens("/administration/personer/?sok=sofia")
    bo.page.locator("tbody a.name").click()
    bo.page.get_by_role("link", name=re.compile("API-nycklar")).click()

    bo.writes("Vad nyckeln används till", "Verksamhetssystemet")
    bo.presses("Skapa nyckeln")
    bo.page.get_by_role("button", name="Kopiera").click()

    expect(bo.page.locator("#said")).to_have_text("Nyckeln är kopierad.")
    assert bo.page.get_by_label("Nyckel", exact=True).input_value().startswith("hv_")


def test_a_colleague_is_named_for_a_protected_persons_case_and_then_sees_it(person: Callable[..., Person]) -> None:
    monica, per = person("Monica Rask"), person("Nadia Rahimi")
    per.opens("/arbetslista/?visa=alla")
    per.does_not_see("Skyddade personuppgifter")

    monica.opens("/atkomst/")
    monica.page.locator("tbody a.name").first.click()
    monica.page.get_by_label("Vem").select_option(label="Nadia Rahimi")
    monica.page.locator("#id_reason").fill("Behandlande läkare")
    monica.presses("Namnge")
    monica.sees("Nadia Rahimi får läsa ärendet.")

    per.opens("/arbetslista/?visa=alla")
    per.sees("Skyddade personuppgifter")


def test_everything_is_done_by_key(person: Callable[..., Person]) -> None:
    bo = person("Bo Törnell")
    bo.opens("/administration/personer/?sok=maria")

    bo.tabs_to(bo.page.get_by_role("link", name="Maria Ek"))
    bo.page.keyboard.press("Enter")
    bo.sees("Uppdrag hos er")
    bo.tabs_to(bo.page.locator("summary").filter(has_text="Avsluta uppdraget").first)
    bo.page.keyboard.press("Enter")

    expect(bo.page.get_by_role("button", name="Sätt sista dag").first).to_be_visible()
