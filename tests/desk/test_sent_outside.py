"""Tests of the pages where something is sent by letter, fax or telephone: the fields, the receipt and the sheet."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from accounts.models import AccessLogEntry, Unit
from discharge.models import Notice, Receipt
from discharge.models.notices import NoticeKind
from rules.calendar import in_sweden
from tests import factories as make
from tests.core.moments import NOON
from tests.desk.browsing import browser, field, main, message_form
from tests.desk.conftest import At
from tests.discharge.staying import DR_LIND, NOTIFIED, READY, TOLD_READY, Stay, compulsory, judged, notified
from tests.discharge.test_sent_outside import told_by_fax, unreached

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _when_she_was_ready(at: At) -> None:
    at(TOLD_READY - NOON)


def typed(at: datetime) -> str:
    return f"{in_sweden(at):%Y-%m-%dT%H:%M}"


def filled(how: str = "fax", at: datetime = NOTIFIED) -> dict[str, str]:
    return {"outside_how": how, "outside_at": typed(at)}


def act(stay: Stay, slug: str, **fields: Any) -> Any:
    """What the ward's page answers to its form."""
    client, address = browser(stay.they.ward), f"/arenden/{stay.case.ref}/vagen-hem/{slug}/"
    page = client.get(address)
    hidden = {name: field(page, name) for name in ("unit", "expected_version", "key")}
    return client.post(address, {**hidden, **fields})


ADMISSION: dict[str, Any] = {"expected_on": "2026-03-14", "consent": "given"}
READINESS: dict[str, Any] = {"assessed_at": typed(READY), "physician": DR_LIND}
DECISION: dict[str, Any] = {"decided_at": typed(READY), "psychiatrist": "Eva Holm"}


@pytest.mark.parametrize(
    ("begun", "slug", "fields"),
    [
        pytest.param(judged, "inskrivningsmeddelande", ADMISSION, id="the admission notice"),
        pytest.param(notified, "fler-mottagare", ADMISSION, id="the same to more"),
        pytest.param(notified, "utskrivningsklar", READINESS, id="the ready notice"),
        pytest.param(compulsory, "opt-beslut", DECISION, id="the decision"),
    ],
)
def test_how_and_when_is_asked_for_when_a_recipient_is_not_reached_here(
    begun: Any, slug: str, fields: dict[str, Any]
) -> None:
    stay, school = begun(), unreached()
    to = {"recipients": [str(school.ref)], **fields}

    without = act(stay, slug, **to)
    done = act(stay, slug, **to, **filled(at=READY))

    assert without.status_code == 422
    assert "En mottagare nås inte i systemet." in main(without)
    assert 'name="outside_how"' in without.content.decode()
    assert done.status_code == 302
    receipt = Receipt.objects.get(unit=school)
    assert (receipt.state, receipt.outside, receipt.sent_at) == ("sent_outside", "fax", READY)


def test_the_fields_stand_on_no_page_whose_recipients_are_reached_here() -> None:
    stay = judged()

    page = browser(stay.they.ward).get(f"/arenden/{stay.case.ref}/vagen-hem/inskrivningsmeddelande/")

    assert "outside_" not in page.content.decode()


def test_the_information_asks_for_them_when_somebody_was_told_outside() -> None:
    stay, school = told_by_fax()
    act(stay, "utskrivningsklar", recipients=[str(stay.ref(stay.they.social))], **READINESS)
    address = f"/arenden/{stay.case.ref}/vagen-hem/utskrivningsinformation/"

    page = browser(stay.they.ward).get(address)
    done = act(stay, "utskrivningsinformation", body="Åter vid feber", **filled("letter", TOLD_READY))

    assert 'name="outside_how"' in page.content.decode()
    assert done.status_code == 302
    assert Receipt.objects.filter(unit=school, outside="letter").exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"outside_how": "fax", "outside_at": ""}, "Ange både hur och när det skickades."),
        ({"outside_how": "", "outside_at": typed(NOTIFIED)}, "Ange både hur och när det skickades."),
        ({"outside_how": "pigeon", "outside_at": typed(NOTIFIED)}, "Skickat till dem som inte nås här med: "),
        ({"outside_how": "fax", "outside_at": "i går"}, "Ange dag och klockslag."),
        ({"outside_how": "fax", "outside_at": "2026-03-13T12:00"}, "Tiden stämmer inte"),
    ],
)
def test_half_an_answer_or_a_wrong_one_is_refused_and_nothing_is_sent(wrong: dict[str, str], said: str) -> None:
    stay, school = judged(), unreached()

    answer = act(stay, "inskrivningsmeddelande", recipients=[str(school.ref)], **ADMISSION, **wrong)

    assert answer.status_code == 422
    assert said in main(answer)
    assert not Notice.objects.exists()


def test_what_was_typed_where_nobody_needs_it_stands_on_the_page_with_the_refusal() -> None:
    stay = judged()

    answer = act(stay, "inskrivningsmeddelande", recipients=[str(stay.ref(stay.they.social))], **ADMISSION, **filled())

    assert answer.status_code == 422
    assert "Alla mottagare nås i systemet." in main(answer)
    assert f'value="{typed(NOTIFIED)}"' in answer.content.decode()


class TestMessages:
    def write(self, stay: Stay, to: Unit, **more: Any) -> Any:
        form = message_form(stay.case, stay.they.ward, recipients=[str(to.ref)], **more)
        return browser(stay.they.ward).post(f"/arenden/{stay.case.ref}/meddelande/", form)

    def test_ask_for_the_same(self) -> None:
        stay, school = notified(), unreached()

        without, done = self.write(stay, school), self.write(stay, school, **filled("letter"))

        assert (without.status_code, done.status_code) == (422, 302)
        assert "En mottagare nås inte i systemet." in main(without)
        assert 'name="outside_at"' in without.content.decode()
        assert "nås inte i systemet, utan med fax" in main(without)
        assert Receipt.objects.get(unit=school).outside == "letter"

    def test_keep_it_while_somebody_searches(self) -> None:
        stay, school = notified(), unreached()

        page = self.write(stay, school, **filled(), soker="1", sok="skol")

        assert f'value="{typed(NOTIFIED)}"' in page.content.decode()

    def test_show_no_such_fields_otherwise(self) -> None:
        stay = notified()

        page = browser(stay.they.ward).get(f"/arenden/{stay.case.ref}/meddelande/")

        assert "outside_" not in page.content.decode()


class TestWhatIsShown:
    def test_the_receipt_says_how_and_when_and_leads_to_the_sheet(self) -> None:
        stay, school = told_by_fax()
        notice = Notice.objects.get(kind=NoticeKind.ADMISSION)

        page = browser(stay.they.ward).get(f"/meddelanden/{notice.ref}/")

        assert "Skolhälsan Skickat utanför systemet med fax" in main(page)
        assert "15.50" in main(page)
        assert f'href="/meddelanden/{notice.ref}/utskrift/?till={school.ref}"' in page.content.decode()

    def test_the_timeline_says_it_to_the_sender_alone(self) -> None:
        stay, _school = told_by_fax()

        ward, social = (
            main(browser(one).get(f"/arenden/{stay.case.ref}/")) for one in (stay.they.ward, stay.they.social)
        )

        said = "Skickades utanför systemet med fax till Skolhälsan"
        assert (said in ward, said in social) == (True, False)

    def test_the_ward_reads_whom_it_must_tell_itself(self) -> None:
        stay, _school = told_by_fax()

        ward, social = (
            main(browser(one).get(f"/arenden/{stay.case.ref}/")) for one in (stay.they.ward, stay.they.social)
        )

        said = "Skolhälsan nås inte i systemet."
        assert (said in ward, said in social) == (True, False)

    def test_a_unit_of_the_organisation_that_is_not_reached_here_gets_nothing_sent_on(self) -> None:
        stay = notified()
        clinic = make.unit_of(stay.they.clinic)
        beside = unreached(controller=clinic.controller)
        notice = Notice.objects.get(kind=NoticeKind.ADMISSION)
        client = browser(stay.they.clinic)
        client.post(f"/meddelanden/{notice.ref}/oppna/")

        assert str(beside.ref) not in client.get(f"/meddelanden/{notice.ref}/").content.decode()


class TestTheSheet:
    @pytest.fixture
    def sent(self) -> tuple[Stay, Unit, Notice]:
        stay, school = told_by_fax()
        return stay, school, Notice.objects.get(kind=NoticeKind.ADMISSION)

    def test_has_sender_recipient_and_content_and_no_other_recipient(self, sent: tuple[Stay, Unit, Notice]) -> None:
        stay, school, notice = sent

        page = browser(stay.they.ward).get(f"/meddelanden/{notice.ref}/utskrift/?till={school.ref}")

        said = main(page)
        assert page.status_code == 200
        assert "Inskrivningsmeddelande Från Avdelning 1, Regionstyrelsen Till Skolhälsan Gäller" in said
        assert "Beräknad utskrivning" in said
        assert "Bistånd norr" not in said

    @pytest.mark.parametrize("named", ["", "?till=x", f"?till={UUID(int=7)}"])
    def test_is_for_all_its_recipients_where_none_of_them_is_named(
        self, sent: tuple[Stay, Unit, Notice], named: str
    ) -> None:
        stay, _school, notice = sent

        page = browser(stay.they.ward).get(f"/meddelanden/{notice.ref}/utskrift/{named}")

        assert "Till Bistånd norr, Hemsjukvården, Skolhälsan, Vårdcentralen Linden" in main(page)

    def test_is_logged_as_printed(self, sent: tuple[Stay, Unit, Notice]) -> None:
        stay, _school, notice = sent

        browser(stay.they.ward).get(f"/meddelanden/{notice.ref}/utskrift/")

        entry = AccessLogEntry.objects.latest("pk")
        assert (entry.what, entry.subject_ref) == ("printed", notice.ref)

    def test_of_a_notice_that_waits_to_be_opened_shows_nothing_of_it(self, sent: tuple[Stay, Unit, Notice]) -> None:
        stay, _school, notice = sent

        page = browser(stay.they.social).get(f"/meddelanden/{notice.ref}/utskrift/")

        assert "Öppna meddelandet på dess egen sida först." in main(page)
        assert "Beräknad utskrivning" not in main(page)
        assert AccessLogEntry.objects.latest("pk").what == "listed"
