"""Stories of a message from a ward to a municipality, as the people in it live them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.people import Person

# Somebody of the demo's population register about whom there is no case yet; each story has her own.
LARS = "19610118-2803"
DAGNY = "19121212-1212"
EMIL = "20030202-2389"
NOUR = "19610973-2393"


def test_a_ward_writes_and_the_municipality_reads_and_acknowledges(person: Callable[..., Person]) -> None:
    eva, sofia = person("Eva Lind", "Geriatrik 31"), person("Sofia Quist")
    eva.opens_a_case_about(LARS)

    eva.sends("Biståndsenheten Syd", "Kvarnens läkarhus", subject="Hem på torsdag", body="Kan ni möta honom?")
    sofia.waits_for_news()
    row = sofia.row("Lars Ahl")
    expect(row).to_contain_text("oläst")
    expect(row).not_to_contain_text("Kan ni möta")
    sofia.presses("Öppna", row)
    sofia.sees("Hem på torsdag", "Kan ni möta honom?", "Eva Lind, sjuksköterska på vårdavdelning")
    sofia.presses("Kvittera")
    sofia.sees("Kvitterat.")

    eva.page.reload()
    eva.sees("Biståndsenheten Syd", "Kvitterat", "Kvarnens läkarhus", "Oläst")
    sofia.does_not_see("Oläst")


def test_the_same_by_key_alone(person: Callable[..., Person]) -> None:
    eva, elin = person("Eva Lind", "Geriatrik 31"), person("Petra Lund", "Lindgården")
    eva.opens("/patienter/")
    keys = eva.page.keyboard

    eva.tabs_to(eva.page.get_by_label("Personnummer eller namn"))
    keys.type(DAGNY)
    keys.press("Enter")
    eva.sees("Dagny Tolf")
    eva.tabs_to(eva.finds("Öppna ärende"))
    keys.press("Enter")
    eva.sees("Ärendet är öppnat.")
    eva.tabs_to(eva.finds("Skriv meddelande"))
    keys.press("Enter")
    eva.sees("Skriv meddelande om")
    eva.tabs_to(eva.page.get_by_placeholder("Sök enhet"))
    keys.type("lindgården")
    eva.tabs_to(eva.page.get_by_role("checkbox", name="Lindgården"))
    keys.press("Space")
    eva.tabs_to(eva.page.locator("#id_subject"))
    keys.type("Åter i eftermiddag")
    eva.tabs_to(eva.page.locator("#id_body"))
    keys.type("Dagny kommer klockan 15.")
    eva.tabs_to(eva.page.locator("#id_ground"))
    keys.type("sam")
    eva.tabs_to(eva.finds("Skicka"))
    keys.press("Enter")
    eva.sees("Meddelandet är skickat.")

    elin.opens("/arbetslista/")
    hand = elin.page.keyboard
    elin.tabs_to(elin.page.locator("[data-row]").first)
    while not elin.page.evaluate("document.activeElement.textContent").startswith("Dagny"):
        hand.press("ArrowDown")
    elin.tabs_to(elin.finds("Öppna", elin.row("Dagny Tolf")))
    hand.press("Enter")
    elin.sees("Dagny kommer klockan 15.")
    elin.tabs_to(elin.finds("Kvittera"))
    hand.press("Enter")
    elin.sees("Kvitterat.")


def test_a_correction_is_unread_again_with_the_old_beside_the_new(person: Callable[..., Person]) -> None:
    tova, ulla = person("Tova Ceder"), person("Ulla Åkerman")
    tova.opens_a_case_about(EMIL)
    tova.sends("VC Åsen", subject="Kontroll", body="Kontroll om en vecka.")
    ulla.opens("/arbetslista/")
    ulla.presses("Öppna", ulla.row("Emil Roos"))
    ulla.presses("Kvittera")

    tova.presses("Mer att göra")
    tova.presses("Rätta")
    tova.writes("Meddelande", "Kontroll om två veckor.")
    tova.presses("Skicka rättelsen")
    tova.sees("Rättelsen är skickad till alla som har meddelandet.")

    ulla.opens("/arbetslista/")
    expect(ulla.row("Emil Roos")).to_contain_text("Rättat meddelande")
    ulla.presses("Öppna", ulla.row("Emil Roos"))
    ulla.sees("Kontroll om två veckor.")
    ulla.presses("Visa vad som stod före rättelsen")
    ulla.sees("Kontroll om en vecka.")


def test_a_recall_is_crossed_out_and_acknowledged(person: Callable[..., Person]) -> None:
    mikaela, hassan = person("Mikaela Wiik"), person("Hassan Amiri")
    mikaela.opens_a_case_about(NOUR)
    mikaela.sends("VC Hamnen", subject="Remiss", body="Remiss kommer.")
    hassan.opens("/arbetslista/")
    hassan.presses("Öppna", hassan.row("Nour Saleh"))

    mikaela.presses("Mer att göra")
    mikaela.presses("Återkalla från alla")
    mikaela.writes("Varför", "Gällde en annan patient")
    mikaela.presses("Återkalla meddelandet")
    mikaela.sees("Meddelandet är återkallat.")

    hassan.opens("/arbetslista/")
    expect(hassan.row("Nour Saleh")).to_contain_text("återkallat")
    hassan.presses("Kvittera återkallandet", hassan.row("Nour Saleh"))
    hassan.sees("Kvitterat.")


def test_the_wrong_recipient_sends_it_back_and_the_right_one_gets_it(person: Callable[..., Person]) -> None:
    robert, maria = person("Robert Kallin"), person("Maria Ek")
    address = robert.opens_a_case_about(LARS)
    robert.sends("Biståndsenheten Norr", subject="Stöd hemma", body="Behöver stöd vid dusch.")
    maria.opens("/arbetslista/")
    maria.presses("Öppna", maria.row("Lars Ahl"))

    maria.presses("Återsänd, fel mottagare")
    maria.writes("Varför är det fel", "Han bor i stadsdel Syd")
    maria.page.locator("form button.button--danger").first.click()
    maria.sees("Meddelandet är återsänt.")
    maria.page.go_back()
    maria.page.reload()
    maria.sees("Innehållet är stängt")
    maria.does_not_see("Behöver stöd vid dusch", "Lars Ahl")

    robert.opens("/arbetslista/")
    expect(robert.row("Lars Ahl")).to_contain_text("Återsänt, fel mottagare av Biståndsenheten Norr")
    robert.opens(address)
    robert.sends("Biståndsenheten Syd", subject="Stöd hemma", body="Behöver stöd vid dusch.")
    robert.opens("/arbetslista/")
    expect(robert.row("Lars Ahl")).to_have_count(0)


def test_a_recall_from_the_wrong_recipient_leaves_date_and_sender_there(person: Callable[..., Person]) -> None:
    agneta, carina = person("Agneta Öst"), person("Carina Stål")
    address = agneta.opens_a_case_about(EMIL)
    agneta.sends("Kvarnens läkarhus", subject="Uppföljning", body="Blodprov om en månad.")
    carina.opens("/arbetslista/")
    carina.presses("Öppna", carina.row("Emil Roos"))
    carina.sees("Blodprov om en månad.")

    agneta.presses("Mer att göra")
    agneta.presses("Återkalla från fel mottagare")
    agneta.page.get_by_label("Vilken mottagare").select_option(label="Kvarnens läkarhus")
    agneta.writes("Vad som hände", "Listad på VC Åsen")
    agneta.presses("Återkalla, fel mottagare")
    agneta.sees("Innehållet är stängt för mottagaren.")
    agneta.opens(address)
    agneta.sees("Utkast till avvikelse", "Listad på VC Åsen")

    carina.page.reload()
    carina.sees("Innehållet är stängt", "Rättspsykiatri 55")
    carina.does_not_see("Blodprov", "Emil Roos")


def test_a_message_is_sent_on_to_where_the_patient_lives(person: Callable[..., Person]) -> None:
    sara, petra = person("Sara Holm"), person("Petra Lund", "Hemsjukvården Norr")
    sara.opens_a_case_about(DAGNY)
    sara.sends("Hemsjukvården Norr", subject="Åter hem", body="Dagny är klar att åka hem.")
    petra.opens("/arbetslista/")
    petra.presses("Öppna", petra.row("Dagny Tolf").filter(has_text="Medicin 12"))

    petra.presses("Skicka vidare inom organisationen")
    petra.page.get_by_label("Till vilken enhet").select_option(label="Lindgården, särskilt boende")
    petra.presses("Skicka vidare")
    petra.sees("Meddelandet är skickat vidare.")

    sara.page.reload()
    sara.sees("Lindgården, särskilt boende", "Oläst")
    petra.presses("Byt till Lindgården, särskilt boende")
    petra.sees("Lindgården, särskilt boende")
    expect(petra.row("Dagny Tolf").filter(has_text="Medicin 12")).to_contain_text("oläst")


def test_what_was_written_while_somebody_else_wrote_is_kept(person: Callable[..., Person]) -> None:
    omar, eva = person("Omar Haddad"), person("Eva Lind", "Geriatrik 31")
    address = omar.opens_a_case_about(NOUR)
    omar.opens(f"{address}meddelande/")
    omar.page.get_by_placeholder("Sök enhet").fill("VC Åsen")
    omar.page.get_by_role("checkbox", name="VC Åsen").check()
    omar.writes("Ämne", "Min fråga")
    omar.page.locator("#id_body").fill("Det jag höll på att skriva")
    omar.sees("Utkast sparat")
    omar.page.locator("#id_ground").select_option("consent")
    eva.opens(address)
    eva.sends("VC Åsen", subject="Något annat", body="Annat.")

    omar.presses("Skicka")

    omar.sees("Något har skickats, rättats eller återkallats i ärendet")
    expect(omar.page.locator("#id_body")).to_have_value("Det jag höll på att skriva")
    omar.presses("Skicka")
    omar.sees("Meddelandet är skickat.")
