"""Tests of what units are told in the product: desk/views/notifications.py."""

import pytest

from accounts.actor import Actor
from notifications.delivery import deliver
from notifications.models import InAppNotice, Urgency
from notifications.services import notify
from tests import factories as make
from tests.desk.browsing import browser, main
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def told(someone: Actor, key: str = "a", kind: str = "notice_returned") -> InAppNotice:
    """The actor's unit has been told something at once."""
    (unit_id,) = someone.unit_ids
    notify(unit_id=unit_id, kind=kind, urgency=Urgency.NOW, link="/arbetslista/", key=key, now=NOW)
    deliver(NOW)
    return InAppNotice.objects.get(key=key)


def test_what_the_unit_was_told_stands_there_until_somebody_has_seen_it() -> None:
    ward = make.actor(make.ward(name="Medicin 12"))
    notice = told(ward)
    client = browser(ward)

    page = client.get("/aviseringar/")
    done = client.post(f"/aviseringar/{notice.ref}/undan/", follow=True)

    assert "i dag 12.00 genast" in main(page)
    assert "Ett meddelande har kommit tillbaka: fel mottagare" in main(page)
    assert "Medicin 12" in main(page)
    assert '<span class="count">1' in page.content.decode()
    assert done.redirect_chain == [("/aviseringar/", 302)]
    assert "Inget nytt" in main(done)


def test_opening_puts_it_away_and_goes_on_to_what_it_is_about() -> None:
    ward = make.actor(make.ward())
    notice = told(ward)

    answer = browser(ward).post(f"/aviseringar/{notice.ref}/undan/", {"oppna": "1"})

    assert answer["Location"] == "/arbetslista/"
    notice.refresh_from_db()
    assert notice.seen_by == ward.assignment_ref


def test_what_another_unit_was_told_is_not_there() -> None:
    notice = told(make.actor(make.ward()))
    other = browser(make.actor(make.ward()))

    assert "Inget nytt" in main(other.get("/aviseringar/"))
    assert other.post(f"/aviseringar/{notice.ref}/undan/").status_code == 404


def test_a_digest_says_how_much_it_gathers() -> None:
    ward = make.actor(make.ward())
    InAppNotice.objects.create(
        key="d", unit_id=ward.unit_ids[0], kind="digest", urgency="can_wait", link="/arbetslista/", count=3, at=NOW
    )

    assert "Flera nya händelser väntar i arbetslistan 3 händelser" in main(browser(ward).get("/aviseringar/"))


def test_there_are_fifty_to_a_page() -> None:
    ward = make.actor(make.ward())
    for number in range(51):
        told(ward, key=str(number))

    assert "Sida 2 av 2" in main(browser(ward).get("/aviseringar/?sida=2"))


def test_a_role_without_patients_is_told_nothing() -> None:
    assert browser(make.administrator(make.board())).get("/aviseringar/").status_code == 403
