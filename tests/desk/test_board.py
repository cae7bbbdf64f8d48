"""Tests of the ward's board and of the liability line: desk/views/board.py, desk/saying/liability.py."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from accounts.models import AccessLogEntry
from desk.saying.liability import liability_shown, places_in_act
from discharge.facts import facts_of
from discharge.models import Notice
from discharge.models.protection import Protection
from discharge.selectors.board import board as board_of
from discharge.selectors.liability import LiabilitySeen, liability_seen
from discharge.services.admitting import register_stay
from discharge.services.estimates import change_estimate
from discharge.services.receipts import acknowledge
from discharge.services.receiving import say_can_receive
from rules.calendar import local
from rules.facts import CareType
from rules.liability import State
from tests import factories as make
from tests.core.moments import NOON
from tests.desk.browsing import browser, main
from tests.desk.conftest import At
from tests.discharge.staying import NOTIFIED, REGISTERED, TOLD_READY, Stay, notified, ready
from tests.queries import queries

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def names(response: Any) -> list[str]:
    """The persons of the board, in its order."""
    return [part.split("</a>")[0].split(">")[-1] for part in response.content.decode().split('class="name"')[1:]]


class TestBoard:
    def test_who_lies_at_the_ward_is_shown_with_what_comes_next(self, at: At) -> None:
        stay = notified()
        notice = Notice.objects.get(case=stay.case)
        acknowledge(notice.ref, by=stay.they.social, now=NOTIFIED + HOUR, expected_version=1)
        at(NOTIFIED + HOUR - NOON)

        page = main(browser(stay.they.ward).get("/avdelning/"))

        assert "1 patient." in page
        assert "Anna Ek, 86 år dag 1 · ärende" in page
        assert "torsdag 12 mars" in page
        assert "Socialtjänst: kvitterat" in page
        assert "Öppenvård: oläst" in page

    def test_earlier_estimates_are_shown_struck_out(self, at: At) -> None:
        stay = notified()
        stay.does(stay.they.ward, change_estimate, NOTIFIED + HOUR, expected_on=date(2026, 3, 14))
        at(NOTIFIED + HOUR - NOON)

        page = main(browser(stay.they.ward).get("/avdelning/"))

        assert "lördag 14 mars tidigare torsdag 12 mars" in page

    def test_who_is_ready_and_can_be_received_is_said(self, at: At) -> None:
        stay = ready()
        told = {"first_visit": "", "meets": "", "ground": "consent"}
        stay.does(stay.they.social, say_can_receive, TOLD_READY, from_at=TOLD_READY + 24 * HOUR, **told)
        at(TOLD_READY + HOUR - NOON)

        page = main(browser(stay.they.ward).get("/avdelning/"))

        assert "Utskrivningsklar i dag 09.00" in page.replace("\u00ad", "")
        assert "kan tas emot i morgon 09.30" in page

    def test_whoever_is_expected_to_leave_first_comes_first_and_one_without_a_day_last(self, at: At) -> None:
        stay = Stay()
        for name, expected_on in (("Utan", None), ("Sen", date(2026, 3, 20)), ("Tidig", date(2026, 3, 10))):
            register_stay(
                make.patient(name).ref,
                unit=stay.ref(stay.they.ward),
                admitted_at=REGISTERED,
                care_type=CareType.SOMATIC,
                expected_on=expected_on,
                by=stay.they.ward,
                now=REGISTERED,
            )
        at(REGISTERED - NOON)

        page = browser(stay.they.ward).get("/avdelning/")

        assert [name.split(",")[0] for name in names(page)] == ["Anna Tidig", "Anna Ek", "Anna Sen", "Anna Utan"]

    def test_who_has_left_is_not_there_and_an_empty_ward_says_what_comes(self, at: At) -> None:
        stay = Stay().left()
        at(TOLD_READY + HOUR - NOON)

        page = main(browser(stay.they.ward).get("/avdelning/"))

        assert "Anna Ek" not in page
        assert "Ingen ligger här" in page

    def test_a_protected_person_is_not_named(self, at: At) -> None:
        stay = Stay()
        patient = make.patient("Dold", protection=Protection.MARKING)
        register_stay(
            patient.ref,
            unit=stay.ref(stay.they.ward),
            admitted_at=REGISTERED,
            care_type=CareType.SOMATIC,
            by=stay.they.ward,
            now=REGISTERED,
        )
        at(REGISTERED - NOON)

        page = main(browser(stay.they.ward).get("/avdelning/"))

        assert "Skyddade personuppgifter" in page
        assert "Dold" not in page

    def test_whoever_works_at_several_wards_chooses_one(self, at: At) -> None:
        stay = Stay()
        other = make.ward(make.unit_of(stay.they.ward).controller, name="Avdelning 7")
        both = make.actor(make.group([make.unit_of(stay.they.ward), other]), stay.they.ward.role)
        at(REGISTERED - NOON)

        page = browser(both).get(f"/avdelning/?avdelning={other.ref}")

        assert "<h1>Avdelning 7</h1>" in page.content.decode()
        assert "Ingen ligger här" in main(page)

    def test_only_a_ward_has_it(self) -> None:
        stay = notified()

        page = browser(stay.they.social).get("/avdelning/")

        assert page.status_code == 403
        assert "Avdelningen" not in browser(stay.they.social).get("/arbetslista/").content.decode()

    def test_who_was_shown_is_logged(self, at: At) -> None:
        stay = notified()
        at(NOTIFIED + HOUR - NOON)

        browser(stay.they.ward).get("/avdelning/")

        assert AccessLogEntry.objects.filter(case_ref=stay.case.ref, what="listed").count() == 1

    def test_it_asks_the_same_however_many_there_are(self) -> None:
        stay = notified()

        with queries(10):
            one = board_of(stay.they.ward, ward=None, page=1, now=NOTIFIED + HOUR)
        for name in ("Ask", "Bok", "Ceder"):
            register_stay(
                make.patient(name).ref,
                unit=stay.ref(stay.they.ward),
                admitted_at=REGISTERED,
                care_type=CareType.SOMATIC,
                by=stay.they.ward,
                now=REGISTERED,
            )
        with queries(10):
            four = board_of(stay.they.ward, ward=None, page=1, now=NOTIFIED + HOUR)

        assert (len(one.rows), len(four.rows)) == (1, 4)


class TestLiabilityLine:
    def test_the_municipality_and_the_ward_see_when_it_begins_and_why(self, at: At) -> None:
        stay = ready()
        at(TOLD_READY + HOUR - NOON)

        for by in (stay.they.social, stay.they.care, stay.they.ward):
            page = main(browser(by).get(f"/arenden/{stay.case.ref}/")).replace("\u00ad", "")

            assert "Fristen löper. Kommunen betalar från söndag 15 mars om patienten är kvar då." in page
            assert "Skickad torsdag 12 mars 09.30, inte efter 12.00" in page
            assert "5 kap. 4 §" in page
            assert "kronor" not in page

    def test_open_care_is_no_party_to_it(self, at: At) -> None:
        stay = ready()
        at(TOLD_READY + HOUR - NOON)

        assert "Betalnings" not in main(browser(stay.they.clinic).get(f"/arenden/{stay.case.ref}/"))

    def test_before_she_is_ready_there_is_none(self, at: At) -> None:
        stay = notified()
        at(NOTIFIED + HOUR - NOON)

        assert "Betalnings" not in main(browser(stay.they.ward).get(f"/arenden/{stay.case.ref}/"))

    def test_the_api_says_the_same(self, at: At) -> None:
        stay = ready()
        at(TOLD_READY + HOUR - NOON)

        told = browser(stay.they.social).get(f"/api/v1/cases/{stay.case.ref}/stay/").json()["liability"]

        assert (told["state"], told["first_liable_on"], told["agreement"]) == ("PENDING", "2026-03-15", "statute-2018")
        assert told["reasons"]
        assert browser(stay.they.clinic).get(f"/api/v1/cases/{stay.case.ref}/stay/").json()["liability"] is None

    @pytest.mark.parametrize(
        ("now", "state", "nights"),
        [
            (local(2026, 3, 14, 23, 59), State.PENDING, 0),
            (local(2026, 3, 17, 8, 0), State.NOT_LIABLE, 0),  # nobody has called to the plan in time (C5)
        ],
    )
    def test_it_is_what_the_rules_say_at_the_instant(self, now: Any, state: State, nights: int) -> None:
        stay = ready()

        seen = liability_seen(facts_of(stay.case), stay.they.social, now=now)

        assert seen is not None
        assert (seen.state, seen.nights) == (state, nights)

    @pytest.mark.parametrize(
        ("state", "line"),
        [
            (State.LIABLE, "Kommunen har betalningsansvar sedan söndag 15 mars: 2 vårddygn."),
            (State.PENDING, "Fristen löper. Kommunen betalar från söndag 15 mars om patienten är kvar då."),
            (State.NOT_LIABLE, "Inget betalningsansvar."),
            (State.NOT_APPLICABLE, "Inget betalningsansvar: kommunen berörs inte."),
            (State.SUSPENDED, "Betalningsansvaret vilar."),
            (State.REVIEW, "Behöver avgöras: lagen kan läsas på flera sätt här."),
            (
                State.BY_AGREEMENT,
                "Räknas som ett medelvärde enligt överenskommelsen. Dagar som utskrivningsklar: 4.",
            ),
            (State.INCOMPLETE_AGREEMENT, "Beräknas inte: överenskommelsen är inte fullständigt känd."),
        ],
    )
    def test_every_state_is_one_sentence(self, state: State, line: str) -> None:
        seen = LiabilitySeen(state, None, date(2026, 3, 15), 2, 4, "", [])

        assert liability_shown(seen).line == line

    def test_a_clock_without_a_first_day_says_no_day(self) -> None:
        assert liability_shown(LiabilitySeen(State.PENDING, None, None, 0, None, "", [])).line == "Fristen löper."

    @pytest.mark.parametrize(
        ("law", "said"),
        [
            ("5:4", "5 kap. 4 §"),
            ("5:3 st 1 p 2", "5 kap. 3 § första stycket 2"),
            ("5:3 st 2", "5 kap. 3 § andra stycket"),
            ("5:1, 1:3", "5 kap. 1 §, 1 kap. 3 §"),
            ("agreement", "agreement"),
        ],
    )
    def test_the_act_is_cited_as_it_is_cited(self, law: str, said: str) -> None:
        assert places_in_act(law) == said
