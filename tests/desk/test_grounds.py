"""Tests of desk/selectors/grounds.py and acts/grounds.py: what the case shows of what the own side has recorded."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from accounts.actor import Actor
from discharge.event_shapes.grounds import ConsentAnswer, ConsentKind, How, RepresentativeKind, SpokenBy
from discharge.services.consents import record_consent, withdraw_consent
from discharge.services.harm_tests import record_harm_test
from discharge.services.representatives import record_representative
from tests.core.moments import NOON
from tests.desk.browsing import browser, main
from tests.desk.conftest import At
from tests.discharge.staying import NOTIFIED, TOLD_READY, Stay, consenting, notified, representative_of, with_guardian
from tests.discharge.test_api import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _an_hour_after_she_was_ready(at: At) -> None:
    at(TOLD_READY + timedelta(hours=1) - NOON)


CONSENT: dict[str, Any] = {
    "kind": ConsentKind.DISCLOSURE,
    "answer": ConsentAnswer.GIVEN,
    "answered_by": SpokenBy.GOD_MAN,
    "name": "Siv Ek",
    "how": How.IN_WRITING,
    "given_at": NOTIFIED,
}


def case(stay: Stay, reader: Actor) -> str:
    return " ".join(main(browser(reader).get(f"/arenden/{stay.case.ref}/")).split())


def full() -> Stay:
    """A stay in which the ward has recorded one of each."""
    stay = with_guardian()
    about = {"covers": "Läkemedelslistan", "recipients": [stay.ref(stay.they.care)], "valid_until": date(2026, 4, 1)}
    stay.does(stay.they.ward, record_consent, NOTIFIED, **CONSENT, **about)
    hidden = {"kind": RepresentativeKind.GUARDIAN, "name": "Bo Ek", "is_hidden_from": True}
    stay.does(stay.they.ward, record_representative, NOTIFIED, **hidden)
    stay.does(
        stay.they.ward,
        record_harm_test,
        NOTIFIED,
        item="Fallrisk",
        recipients=[stay.ref(stay.they.social)],
        why="Patienten vill ha hjälp",
        decided_by="Anna Lind",
        decided_at=NOTIFIED,
    )
    return stay


def test_the_own_side_sees_what_it_has_recorded() -> None:
    stay = full()

    page = case(stay, stay.they.ward)

    for words in (
        *("Att vi lämnar uppgifter till andra", "god man Siv Ek, skriftligt", "Läkemedelslistan", "Hemsjukvården"),
        *("till och med onsdag 1 april", "Vårdnadshavare", "Per Ek", "0980-319 213"),
        *("Uppgifter får inte lämnas till Bo Ek.", "Fallrisk", "Bistånd norr", "Patienten vill ha hjälp. Anna Lind"),
    ):
        assert words in page
    assert "Inget är antecknat än." not in page


def test_nobody_else_sees_any_of_it() -> None:
    stay = full()

    for reader in stay.recipients:
        page = case(stay, reader)
        assert "Inget är antecknat än." in page
        for words in ("Siv Ek", "Per Ek", "Bo Ek", "Fallrisk", "Läkemedelslistan"):
            assert words not in page


def test_a_withdrawn_consent_says_so() -> None:
    stay = consenting()

    before = case(stay, stay.they.ward)
    stay.does(stay.they.ward, withdraw_consent, NOTIFIED, kind=ConsentKind.DISCLOSURE)
    after = case(stay, stay.they.ward)

    assert ("återtaget" in before, "återtaget" in after) == (False, True)
    assert "patienten, muntligt" in after


def test_what_is_over_has_lapsed() -> None:
    stay = notified()
    stay.does(stay.they.ward, record_consent, NOTIFIED, **CONSENT, valid_until=date(2026, 3, 11))

    assert "tiden har gått ut" in case(stay, stay.they.ward)


def test_what_is_recorded_is_recorded_from_there() -> None:
    stay = notified()

    page = browser(stay.they.social).get(f"/arenden/{stay.case.ref}/").content.decode()

    section = page[page.index('id="samtycken"') :].split("</section>")[0]
    assert [word in section for word in ("Anteckna samtycke", "Anteckna menprövning", "Anteckna företrädare")] == [
        *(True, True, True)
    ]
    assert "Återta samtycke" not in page
    assert "Ta bort företrädare" not in page
    assert page.count("Anteckna samtycke") == 1


def test_who_is_removed_is_chosen_among_those_of_the_own_side() -> None:
    stay = full()

    page = browser(stay.they.ward).get(f"/arenden/{stay.case.ref}/vagen-hem/ta-bort-foretradare/")

    assert ("Per Ek, vårdnadshavare" in main(page), "Bo Ek, vårdnadshavare" in main(page)) == (True, True)
    assert representative_of(stay) in page.content.decode()


def test_the_api_answers_the_same_to_the_own_side_alone() -> None:
    stay = full()

    ours, theirs = (
        client_of(reader).get(f"/api/v1/cases/{stay.case.ref}/stay/").json()["grounds"]
        for reader in (stay.they.ward, stay.they.social)
    )

    assert theirs == {"consents": [], "harm_tests": [], "representatives": []}
    (consent,), (test,), guardians = ours["consents"], ours["harm_tests"], ours["representatives"]
    assert (consent["kind"], consent["state"], consent["valid_until"]) == ("disclosure", "given", "2026-04-01")
    assert [unit["name"] for unit in consent["recipients"]] == ["Hemsjukvården"]
    assert (test["item"], test["decided_by"]) == ("Fallrisk", "Anna Lind")
    assert [(one["name"], one["is_hidden_from"]) for one in guardians] == [("Per Ek", False), ("Bo Ek", True)]
