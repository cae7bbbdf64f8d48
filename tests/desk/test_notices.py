"""Tests of the page of a notice and of what is done there: desk/views/notices.py and desk/selectors/thread.py."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import AccessLogEntry, Unit
from accounts.roles import Role
from discharge.models import Draft, Event, Notice, Receipt
from discharge.models.protection import Protection
from discharge.services.corrections import correct_message, recall, recall_wrong_recipient
from discharge.services.receipts import acknowledge, report_wrong_recipient
from tests import factories as make
from tests.desk.browsing import action, browser, field, main
from tests.discharge.parties import Parties, parties
from tests.factories import NOW
from tests.queries import queries

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def they() -> Parties:
    return parties()


@pytest.fixture
def notice(they: Parties) -> Notice:
    """From the ward to both sides of the municipality."""
    return make.message(make.case(they.ward), they.ward, make.unit_of(they.social), make.unit_of(they.care))


def state(notice: Notice, unit: Unit) -> str:
    return Receipt.objects.get(notice=notice, unit=unit).state


def logged(what: str) -> int:
    return AccessLogEntry.objects.filter(what=what).count()


def do(client: Any, notice: Notice, what: str, **typed: Any) -> Any:
    return client.post(f"/meddelanden/{notice.ref}/{what}/", action(notice, **typed), follow=True)


def test_looking_at_a_notice_does_not_open_it(they: Parties, notice: Notice) -> None:
    page = browser(they.social).get(f"/meddelanden/{notice.ref}/")

    assert "Oläst meddelande Oläst Avdelning 1 till Bistånd norr, Hemsjukvården" in main(page)
    assert "Öppna meddelandet för att läsa det." in main(page)
    assert "Kan ni ta emot?" not in page.content.decode()
    assert state(notice, make.unit_of(they.social)) == "in_list"
    assert (logged("listed"), logged("read")) == (1, 0)


def test_a_press_opens_it_and_the_sender_sees_that(they: Parties, notice: Notice) -> None:
    page = browser(they.social).post(f"/meddelanden/{notice.ref}/oppna/", follow=True)

    assert page.redirect_chain == [(f"/meddelanden/{notice.ref}/", 302)]
    assert "Hemgång på torsdag" in main(page)
    assert "Kan ni ta emot?" in main(page)
    assert "Maria Ek, sjuksköterska på vårdavdelning · lämnat med stöd av: samtycke" in main(page)
    assert logged("read") == 1
    assert "Bistånd norr Läst i dag 12.01" in main(browser(they.ward).get(f"/meddelanden/{notice.ref}/"))


def test_opening_takes_a_press_of_a_button(they: Parties, notice: Notice) -> None:
    assert browser(they.social).get(f"/meddelanden/{notice.ref}/oppna/").status_code == 405


def test_a_recipient_follows_its_own_side_and_not_the_others(they: Parties, notice: Notice) -> None:
    client = browser(they.social)
    client.post(f"/meddelanden/{notice.ref}/oppna/")
    acknowledge(notice.ref, by=they.care, now=NOW, expected_version=1)

    page = client.get(f"/meddelanden/{notice.ref}/")

    assert "Kvitterat" not in main(page)


def test_it_is_acknowledged_once(they: Parties, notice: Notice) -> None:
    client = browser(they.social)
    client.post(f"/meddelanden/{notice.ref}/oppna/")

    first = do(client, notice, "kvittera", key="a")
    again = do(client, notice, "kvittera", key="a")
    later = do(client, notice, "kvittera", key="b")

    assert "Kvitterat." in main(first)
    assert "Kvitterat." in main(again)
    assert (later.status_code, "Meddelandet är redan kvitterat sedan 9 mars 12.01." in main(later)) == (409, True)
    assert Event.objects.filter(kind="notice_acknowledged").count() == 1


def test_a_key_used_for_something_else_does_nothing(they: Parties, notice: Notice) -> None:
    client = browser(they.social)
    do(client, notice, "kvittera", key="a")

    other = do(client, notice, "fel-mottagare", key="a", reason="")

    assert other.status_code == 409
    assert state(notice, make.unit_of(they.social)) == "acknowledged"


def test_the_wrong_recipient_sends_it_back_and_the_content_is_closed(they: Parties, notice: Notice) -> None:
    client = browser(they.social)
    client.post(f"/meddelanden/{notice.ref}/oppna/")

    done = do(client, notice, "fel-mottagare", reason="Bor i annan stadsdel")
    closed = client.get(f"/meddelanden/{notice.ref}/")

    assert done.redirect_chain == [("/arbetslista/", 302)]
    assert "Meddelandet är återsänt." in main(done)
    assert "Innehållet är stängt Återsänt, fel mottagare Avdelning 1 Skickat i dag 12.00" in main(closed)
    assert "Anna Lind" not in closed.content.decode()
    assert "torsdag" not in closed.content.decode()
    assert "Bor i annan stadsdel" in str(Event.objects.get(kind="notice_returned").data)


def test_it_is_sent_on_within_the_organisation_and_its_side(they: Parties, notice: Notice) -> None:
    client = browser(they.social)
    client.post(f"/meddelanden/{notice.ref}/oppna/")
    page = client.get(f"/meddelanden/{notice.ref}/")
    target = make.unit_of(they.social_two)

    done = do(client, notice, "skicka-vidare", to=target.ref, reason="Deras område")

    options = page.content.decode().split('id="vidare-to"')[1].split("</select>")[0]
    assert "Bistånd söder" in options
    assert "Hemsjukvården" not in options
    assert "Meddelandet är skickat vidare." in main(done)
    assert state(notice, target) == "in_list"
    gone = client.get(f"/meddelanden/{notice.ref}/")
    assert "Er enhet har skickat meddelandet vidare." in main(gone)
    assert "Anna Lind" not in main(gone)


def test_without_a_unit_to_send_it_on_to_the_form_comes_back_with_what_was_typed(they: Parties, notice: Notice) -> None:
    client = browser(they.social)
    client.post(f"/meddelanden/{notice.ref}/oppna/")

    answer = do(client, notice, "skicka-vidare", reason="Någon annan får ta det")

    assert answer.status_code == 422
    assert "Välj en enhet." in main(answer)
    assert "Någon annan får ta det</textarea>" in answer.content.decode()
    assert '<details class="fold" open>' in answer.content.decode()


def test_sending_it_across_the_wall_is_refused_and_keeps_what_was_typed(they: Parties, notice: Notice) -> None:
    answer = do(browser(they.social), notice, "skicka-vidare", to=make.unit_of(they.clinic).ref, reason="De vet mer")

    assert answer.status_code == 403
    assert "Det går bara att skicka vidare inom samma organisation" in main(answer)
    assert AccessLogEntry.objects.filter(what="refused").count() == 1


def test_the_sender_corrects_what_was_sent(they: Parties, notice: Notice) -> None:
    client = browser(they.ward)
    form = client.get(f"/meddelanden/{notice.ref}/ratta/")

    done = do(client, notice, "ratta", subject="Hemgång på torsdag", body="Kan ni ta emot klockan 13?")

    assert 'value="Hemgång på torsdag"' in form.content.decode()
    assert "Kan ni ta emot?</textarea>" in form.content.decode()
    assert "Rättelsen är skickad till alla som har meddelandet." in main(done)
    assert "Rättat i dag 12.01 av Maria Ek" in main(done)
    assert "Så stod det i dag 12.00 Hemgång på torsdag Kan ni ta emot?" in main(done)


def test_a_corrected_text_is_unread_again(they: Parties, notice: Notice) -> None:
    client = browser(they.social)
    client.post(f"/meddelanden/{notice.ref}/oppna/")
    correct_message(notice.ref, subject="Hemgång", body="Nytt", by=they.ward, now=NOW + MINUTE, expected_version=1)

    page = client.get(f"/meddelanden/{notice.ref}/")

    assert "Rättat meddelande Oläst" in main(page)
    assert "Nytt" not in main(page)


def test_a_correction_without_text_comes_back_with_what_was_typed(they: Parties, notice: Notice) -> None:
    answer = do(browser(they.ward), notice, "ratta", subject="Nytt ämne", body="")

    assert answer.status_code == 422
    assert "Meddelande: Skriv något här." in main(answer)
    assert 'value="Nytt ämne"' in answer.content.decode()


def test_a_stale_correction_changes_nothing_and_keeps_what_was_typed(they: Parties, notice: Notice) -> None:
    correct_message(notice.ref, subject="Annat", body="Annat", by=they.ward, now=NOW, expected_version=1)
    client = browser(they.ward)

    answer = client.post(
        f"/meddelanden/{notice.ref}/ratta/", {"subject": "Mitt ämne", "body": "Min text", "expected_version": 1}
    )

    assert answer.status_code == 409
    assert "Meddelandet har rättats sedan du öppnade det, senast 9 mars 12.00." in main(answer)
    assert "Min text</textarea>" in answer.content.decode()
    assert field(answer, "expected_version") == "2"
    assert Notice.objects.get().version == 2


def test_only_the_sender_corrects(they: Parties, notice: Notice) -> None:
    assert browser(they.social).get(f"/meddelanden/{notice.ref}/ratta/").status_code == 403
    assert browser(they.other_ward).get(f"/meddelanden/{notice.ref}/ratta/").status_code == 404


def test_a_recalled_notice_is_crossed_out_and_its_recall_acknowledged(they: Parties, notice: Notice) -> None:
    reader = browser(they.social)
    reader.post(f"/meddelanden/{notice.ref}/oppna/")

    done = do(browser(they.ward), notice, "aterkalla", reason="Fel patient")
    seen = reader.get(f"/meddelanden/{notice.ref}/")
    settled = do(reader, notice, "kvittera")

    assert "Meddelandet är återkallat." in main(done)
    assert "Återkallat, ska kvitteras" in main(seen)
    assert 'class="document__body crossed"' in seen.content.decode()
    assert "Kvittera återkallandet" in main(seen)
    assert "Kvitterat." in main(settled)
    assert state(notice, make.unit_of(they.social)) == "withdrawn"


def test_a_recall_is_not_done_twice(they: Parties, notice: Notice) -> None:
    client = browser(they.ward)
    do(client, notice, "aterkalla", reason="")

    again = do(client, notice, "aterkalla", reason="Fel dag")

    assert again.status_code == 409
    assert "Meddelandet är återkallat sedan 9 mars 12.01." in main(again)


def test_a_recall_from_the_wrong_recipient_closes_it_there_and_begins_an_incident(
    they: Parties, notice: Notice
) -> None:
    client = browser(they.ward)
    wrong = make.unit_of(they.care)

    done = do(client, notice, "aterkalla-fran", recipient=wrong.ref, reason="Listad någon annanstans")
    closed = browser(they.care).get(f"/meddelanden/{notice.ref}/")

    assert "Innehållet är stängt för mottagaren. Ett utkast till avvikelse är påbörjat." in main(done)
    assert "Hemsjukvården Återkallat, fel mottagare" in main(done)
    assert "Innehållet är stängt Återkallat, fel mottagare" in main(closed)
    assert Draft.objects.get().content["reason"] == "Listad någon annanstans"
    assert "Utkast till avvikelse" in main(client.get(f"/arenden/{notice.case.ref}/"))


def test_a_recall_from_nobody_comes_back(they: Parties, notice: Notice) -> None:
    answer = do(browser(they.ward), notice, "aterkalla-fran", reason="Vem det nu var")

    assert answer.status_code == 422
    assert "Välj en mottagare." in main(answer)
    assert "Vem det nu var</textarea>" in answer.content.decode()


def test_a_reason_that_is_too_long_comes_back(they: Parties, notice: Notice) -> None:
    answer = do(browser(they.ward), notice, "aterkalla", reason="x" * 1001)

    assert answer.status_code == 422
    assert 'aria-describedby="aterkalla-reason-wrong"' in answer.content.decode()
    assert "x" * 1001 in answer.content.decode()


def test_what_is_possible_is_what_is_offered(they: Parties, notice: Notice) -> None:
    reader = browser(they.social)

    unread = main(reader.get(f"/meddelanden/{notice.ref}/"))
    reader.post(f"/meddelanden/{notice.ref}/oppna/")
    opened = main(reader.get(f"/meddelanden/{notice.ref}/"))
    sender = main(browser(they.ward).get(f"/meddelanden/{notice.ref}/"))

    assert [button in unread for button in ("Kvittera", "Svara", "Återsänd, fel mottagare")] == [False, False, True]
    assert [button in opened for button in ("Kvittera", "Svara", "Skicka vidare")] == [True, True, True]
    assert [button in opened for button in ("Rätta", "Återkalla från alla")] == [False, False]
    assert [button in sender for button in ("Rätta", "Återkalla från alla", "Återkalla från fel mottagare")] == [
        True,
        True,
        True,
    ]
    assert "Kvittera" not in sender


def test_after_it_is_recalled_the_sender_can_neither_correct_nor_recall(they: Parties, notice: Notice) -> None:
    recall(notice.ref, reason="", by=they.ward, now=NOW, expected_version=1)

    page = main(browser(they.ward).get(f"/meddelanden/{notice.ref}/"))

    assert "Rätta" not in page
    assert "Återkalla från alla" not in page


def test_somebody_with_several_recipients_says_which_unit_she_means(they: Parties) -> None:
    units = [make.unit_of(they.social), make.unit_of(they.social_two)]
    both = make.actor(make.group(units), Role.NEEDS_ASSESSOR)
    notice = make.message(make.case(they.ward), they.ward, *units)
    client = browser(both)
    client.post(f"/meddelanden/{notice.ref}/oppna/")

    page = client.get(f"/meddelanden/{notice.ref}/")
    unsaid = do(client, notice, "kvittera")
    said = do(client, notice, "kvittera", unit=units[1].ref)

    assert "Vilken av era enheter" in main(page)
    assert (unsaid.status_code, "Välj vilken det gäller." in main(unsaid)) == (422, True)
    assert "Kvitterat." in main(said)
    assert [state(notice, unit) for unit in units] == ["read", "acknowledged"]


def test_nobody_else_finds_the_notice(they: Parties, notice: Notice) -> None:
    for outsider in (they.other_ward, they.social_two, they.clinic):
        assert browser(outsider).get(f"/meddelanden/{notice.ref}/").status_code == 404
    assert browser(they.ward).get(f"/meddelanden/{uuid4()}/").status_code == 404


def test_a_forged_version_changes_nothing(they: Parties, notice: Notice) -> None:
    client = browser(they.social)

    for version in ("", "-1", "x", "99"):
        answer = client.post(f"/meddelanden/{notice.ref}/kvittera/", {"expected_version": version})
        assert answer.status_code in (409, 422)

    assert state(notice, make.unit_of(they.social)) == "in_list"


def test_a_protected_persons_name_stands_nowhere(they: Parties) -> None:
    secret = make.case(they.ward, make.patient("Hemlig", protection=Protection.MARKING))
    notice = make.message(secret, they.ward, make.unit_of(they.social))

    page = browser(they.ward).get(f"/meddelanden/{notice.ref}/")

    assert "Skyddade personuppgifter" in main(page)
    assert "Hemlig" not in page.content.decode()


def test_what_came_back_and_what_was_taken_back_are_told_apart(they: Parties, notice: Notice) -> None:
    report_wrong_recipient(notice.ref, reason="", by=they.social, now=NOW, expected_version=1)
    recall_wrong_recipient(
        notice.ref, recipient=make.unit_of(they.care).ref, reason="", by=they.ward, now=NOW, expected_version=1
    )

    page = main(browser(they.ward).get(f"/meddelanden/{notice.ref}/"))

    assert "Bistånd norr Återsänt, fel mottagare" in page
    assert "Hemsjukvården Återkallat, fel mottagare" in page


def test_a_notice_costs_the_same_for_every_reader(they: Parties, notice: Notice) -> None:
    client = browser(they.ward)
    client.get(f"/meddelanden/{notice.ref}/")

    with queries(20):
        client.get(f"/meddelanden/{notice.ref}/")
