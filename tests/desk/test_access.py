"""Tests of naming who may read a protected person's case: desk/views/access.py, discharge/selectors/grants.py."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from accounts.actor import Actor
from accounts.models import AccessLogEntry, Assignment, Unit, User
from accounts.roles import Role
from discharge.models import Case, CaseGrant, Event, Participation, PatientIdentity
from discharge.models.protection import Protection
from tests import factories as make
from tests.desk.browsing import browser, main
from tests.desk.conftest import At
from tests.discharge.parties import Parties, parties
from tests.queries import queries

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Here:
    """A protected person's case that a ward has told a clinic of; its head of unit, and a colleague of hers."""

    they: Parties
    case: Case
    clinic: Unit
    head: Actor
    lisa: Actor

    @property
    def page(self) -> str:
        return f"/atkomst/{self.case.ref}/"

    def value(self, someone: Actor, unit: Unit | None = None) -> str:
        return f"{(unit or self.clinic).ref} {User.objects.get(pk=someone.user_id).ref}"

    def naming(self, someone: Actor, **changed: Any) -> dict[str, Any]:
        """What the form posts when it is complete."""
        return {"named": self.value(someone), "ends_on": "2026-04-30", "reason": "Fast vårdkontakt", **changed}


@pytest.fixture
def here() -> Here:
    they = parties()
    case = make.case(they.ward, make.patient("Hemlig", Protection.MARKING))
    clinic = make.unit_of(they.clinic)
    make.message(case, they.ward, clinic)
    head = make.actor(clinic, Role.HEAD_OF_UNIT, of=make.user("kerstin", "Kerstin Blom"))
    lisa = make.actor(clinic, Role.CARE_CONTACT, of=make.user("lisa", "Lisa Moberg"))
    return Here(they, case, clinic, head, lisa)


def sees(someone: Actor, case: Case) -> bool:
    return browser(someone).get(f"/arenden/{case.ref}/").status_code == 200


def test_only_those_who_grant_access_have_the_page(here: Here) -> None:
    administrator = make.administrator(here.clinic.controller)

    for someone in (here.head, administrator):
        assert 'href="/atkomst/"' in browser(someone).get("/enheter/").content.decode()
        assert browser(someone).get("/atkomst/").status_code == 200
    for someone in (here.they.clinic, make.actor(here.clinic.controller, Role.LOG_REVIEWER)):
        assert 'href="/atkomst/"' not in browser(someone).get("/enheter/").content.decode()
        for address in ("/atkomst/", here.page):
            assert browser(someone).get(address).status_code == 403
        assert browser(someone).post(here.page, here.naming(here.lisa)).status_code == 403


def test_whoever_has_no_numbers_in_the_menu_is_sent_none(here: Here) -> None:
    for someone, status in ((make.administrator(here.clinic.controller), 204), (here.head, 200)):
        answer = browser(someone).get("/antal/", headers={"X-Assignment": str(someone.assignment_ref)})
        assert answer.status_code == status


def test_a_case_is_found_by_its_number_and_nothing_is_told_of_the_person(here: Here) -> None:
    client = browser(here.head)

    found = client.post("/atkomst/", {"number": f" {here.case.number} "}, follow=True)
    pages = found.content.decode() + client.get("/atkomst/").content.decode()

    assert found.redirect_chain == [(here.page, 302)]
    assert f"Åtkomst till ärende {here.case.number} Hos Vårdcentralen Linden." in main(found)
    number = PatientIdentity.objects.get(patient=here.case.patient).value
    for told in ("Hemlig", "Anna", number, f"{number[:8]}-{number[8:]}", str(here.case.patient.ref), "Hemgång"):
        assert told not in pages
    assert not sees(here.head, here.case)


def test_a_case_elsewhere_is_answered_like_one_that_does_not_exist(here: Here) -> None:
    elsewhere = make.case(here.they.other_ward)
    left = make.case(here.they.ward)
    make.message(left, here.they.ward, here.clinic)
    Participation.objects.filter(case=left, unit=here.clinic).update(to_at=make.NOW)
    client = browser(here.head)

    answers = [client.post("/atkomst/", {"number": one}) for one in (elsewhere.number, left.number, "26-99999", "abc")]
    pages = [client.get(f"/atkomst/{ref}/") for ref in (elsewhere.ref, left.ref, uuid4())]

    assert [answer.status_code for answer in answers + pages] == [404] * 7
    for answer in answers:
        assert "Inget ärende med det numret finns hos enheterna som du svarar för." in main(answer)
    assert f'value="{elsewhere.number}"' in answers[0].content.decode()
    assert AccessLogEntry.objects.filter(what="refused", user_id=here.head.user_id).count() == 7


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("", "Ärendenummer: Skriv ärendets nummer."),
        ("26-" + "1" * 20, "Ärendenummer:"),
        ("26\0-1", "Ärendenummer:"),
    ],
)
def test_what_is_no_number_is_asked_for_again(here: Here, number: str, said: str) -> None:
    page = browser(here.head).post("/atkomst/", {"number": number})

    assert page.status_code == 422
    assert said in main(page)


def test_a_case_that_is_not_protected_is_answered_alike(here: Here) -> None:
    plain = make.case(here.they.ward)
    make.message(plain, here.they.ward, here.clinic)

    protected, not_protected = (main(browser(here.head).get(f"/atkomst/{one.ref}/")) for one in (here.case, plain))

    assert not_protected.replace(plain.number, here.case.number) == protected


def test_somebody_at_the_unit_is_named_once_however_often_the_form_is_sent(here: Here) -> None:
    client, body = browser(here.head), here.naming(here.lisa, key="samma")
    assert not sees(here.lisa, here.case)

    answers = [client.post(here.page, body, follow=True) for _ in range(2)]

    grant = CaseGrant.objects.get(user_id=here.lisa.user_id)
    assert (grant.unit, grant.ends_on, grant.reason) == (here.clinic, date(2026, 4, 30), "Fast vårdkontakt")
    assert grant.permission.codename == "read_protected"
    assert "Lisa Moberg får läsa ärendet." in main(answers[0])
    assert "Lisa Moberg Vårdcentralen Linden · Fast vårdkontakt till och med tors 30 apr" in main(answers[0])
    assert answers[1].status_code == 200
    assert Event.objects.filter(kind="access_granted", user_id=here.head.user_id).count() == 1
    assert sees(here.lisa, here.case)


def test_those_who_work_there_today_can_be_chosen_and_nobody_else(here: Here) -> None:
    clinic, board = here.clinic, here.clinic.controller
    make.assignment(make.group([clinic]), Role.CARE_CONTACT, of=make.user("grupp", "Av Gruppen"))
    make.assignment(board, Role.OPEN_CARE_COORDINATOR, of=make.user("hela", "Av Hela"))
    make.assignment(clinic, of=make.user("slutat", "Har Slutat"), valid_to=date(2026, 3, 1))
    make.assignment(clinic, of=make.user("stangd", "Stängd Ek"))
    User.objects.filter(username="stangd").update(is_active=False)
    make.assignment(board, Role.LOG_REVIEWER, of=make.user("logg", "Logg Granskare"))
    make.assignment(make.open_care(board, "Grannen"), of=make.user("granne", "Gran Ne"))

    page = browser(here.head).get(here.page)

    offered = [label for _, label in page.context["form"].fields["named"].choices[1][1]]
    assert offered == ["Av Gruppen", "Av Hela", "Kerstin Blom", "Lisa Moberg", "Maria Ek"]


def test_an_administrator_names_at_every_unit_of_hers_that_takes_part(here: Here) -> None:
    beside = make.open_care(here.clinic.controller, "Vårdcentralen Almen")
    make.message(here.case, here.they.ward, beside)
    nurse = make.actor(beside)
    client = browser(make.administrator(here.clinic.controller))

    page = client.get(here.page)
    done = client.post(here.page, here.naming(nurse, named=here.value(nurse, beside)))

    assert "Hos Vårdcentralen Almen; Vårdcentralen Linden." in main(page)
    assert done.status_code == 302
    assert CaseGrant.objects.get(user_id=nurse.user_id).unit == beside
    assert sees(nurse, here.case)
    assert "Vårdcentralen Almen" not in main(browser(here.head).get(here.page))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"named": ""}, "Vem: Välj någon som arbetar på enheten i dag."),
        ({"named": "x"}, "Vem: Välj någon som arbetar på enheten i dag."),
        ({"ends_on": "2026-03-08"}, "Till och med: Välj en dag inom det närmaste året."),
        ({"ends_on": "2027-03-10"}, "Till och med: Välj en dag inom det närmaste året."),
        ({"ends_on": ""}, "Till och med: Välj en dag."),
        ({"reason": " "}, "Skäl: Skriv något här."),
        ({"reason": "x" * 301}, "Skäl:"),
        ({"key": "x" * 65}, "Sidan gick inte att läsa."),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(here: Here, wrong: dict[str, str], said: str) -> None:
    page = browser(here.head).post(here.page, here.naming(here.lisa, **wrong))

    assert page.status_code == 422
    assert said in main(page)
    assert "Fast vårdkontakt" in page.content.decode() or 'value="2026-04-30"' in page.content.decode()
    assert not CaseGrant.objects.filter(user_id=here.lisa.user_id).exists()


def test_somebody_elsewhere_is_not_named(here: Here) -> None:
    page = browser(here.head).post(here.page, here.naming(here.they.social))

    assert page.status_code == 422
    assert not CaseGrant.objects.filter(user_id=here.they.social.user_id).exists()


def test_it_is_prolonged_from_the_list(here: Here) -> None:
    make.case_grant(here.case, here.lisa, "read_protected", ends_on=date(2026, 3, 20))
    client = browser(here.head)

    listed = client.get("/atkomst/")
    page = client.get(here.page)
    client.post(here.page, here.naming(here.lisa, ends_on="2026-09-01", reason="Fortsatt kontakt"))

    assert f'href="{here.page}"' in listed.content.decode()
    assert f"{here.case.number} , Lisa Moberg Lisa Moberg Vårdcentralen Linden fre 20 mars" in main(listed)
    assert f'name="named" value="{here.value(here.lisa)}"' in page.content.decode()
    assert 'name="ends_on" value="2026-06-07"' in page.content.decode()
    assert CaseGrant.objects.get(user_id=here.lisa.user_id).ends_on == date(2026, 9, 1)


def test_it_ends_at_once(here: Here) -> None:
    make.case_grant(here.case, here.lisa, "read_protected")
    client, body = browser(here.head), {"named": here.value(here.lisa), "reason": "Har slutat", "key": "samma"}

    answers = [client.post(f"{here.page}avsluta/", body, follow=True) for _ in range(2)]
    gone = client.post(f"{here.page}avsluta/", {**body, "key": "annan"})
    forged = client.post(f"{here.page}avsluta/", {"named": "", "reason": ""})

    assert "Åtkomsten är avslutad." in main(answers[0])
    assert answers[1].status_code == 200
    assert [gone.status_code, forged.status_code] == [404, 422]
    assert not CaseGrant.objects.filter(user_id=here.lisa.user_id).exists()
    assert Event.objects.get(kind="access_ended").data["reason"] == "Har slutat"
    assert not sees(here.lisa, here.case)


def test_a_key_that_was_used_for_something_else_is_refused_in_the_page(here: Here) -> None:
    make.case_grant(here.case, here.lisa, "read_protected")
    client = browser(here.head)
    client.post(here.page, here.naming(here.head, key="samma"))

    naming = client.post(here.page, here.naming(here.lisa, key="samma"))
    ending = client.post(f"{here.page}avsluta/", {"named": here.value(here.lisa), "key": "samma"})

    assert [naming.status_code, ending.status_code] == [409, 409]
    assert "Samma nyckel har redan använts för något annat." in main(naming)
    assert "Samma nyckel har redan använts för något annat." in main(ending)
    assert CaseGrant.objects.filter(user_id=here.lisa.user_id).exists()


def test_whoever_has_stopped_working_there_is_only_ended(here: Here) -> None:
    make.case_grant(here.case, here.lisa, "read_protected")
    Assignment.objects.filter(ref=here.lisa.assignment_ref).update(valid_to=make.TODAY - timedelta(days=1))
    client = browser(here.head)

    page = client.get(here.page)
    done = client.post(f"{here.page}avsluta/", {"named": here.value(here.lisa)})

    assert "Personen arbetar inte på enheten i dag." in main(page)
    assert "Ny sista dag" not in main(page)
    assert done.status_code == 302


def test_what_is_named_for_another_unit_of_the_side_is_ended_by_whoever_answers_for_it(here: Here) -> None:
    beside = make.open_care(here.clinic.controller, "Vårdcentralen Almen")
    make.message(here.case, here.they.ward, beside)
    make.case_grant(here.case, here.lisa, "read_protected")
    Participation.objects.filter(case=here.case, unit=here.clinic).update(to_at=make.NOW)
    client = browser(make.administrator(here.clinic.controller))

    assert "Lisa Moberg" in main(client.get(here.page))
    client.post(f"{here.page}avsluta/", {"named": here.value(here.lisa, beside)})

    assert not CaseGrant.objects.filter(user_id=here.lisa.user_id).exists()
    assert "Lisa Moberg" not in main(browser(here.head).get("/atkomst/"))


def test_only_what_holds_today_and_only_at_her_units_is_listed(here: Here, at: At) -> None:
    make.case_grant(here.case, here.lisa, "read_protected", ends_on=date(2026, 3, 20))
    extra = make.case(here.they.ward)
    make.message(extra, here.they.ward, here.clinic)
    make.case_grant(extra, here.lisa, "read_extra")
    head_elsewhere = make.actor(make.open_care(), Role.HEAD_OF_UNIT)

    now = main(browser(here.head).get("/atkomst/"))
    at(timedelta(days=12))
    later = main(browser(here.head).get("/atkomst/"))

    assert (f"{here.case.number} , Lisa" in now, f"{extra.number} , Lisa" in now) == (True, False)
    assert "Ingen är namngiven" in later
    assert "Ingen är namngiven" in main(browser(head_elsewhere).get("/atkomst/"))


def test_cases_that_nobody_may_read_are_waiting_until_somebody_is_named(here: Here) -> None:
    client = browser(here.head)

    waiting = main(client.get("/atkomst/"))
    client.post(here.page, here.naming(here.lisa))
    done = main(client.get("/atkomst/"))

    assert f"Väntar på att någon namnges Ärende {here.case.number} Vårdcentralen Linden" in waiting
    assert "Väntar på att någon namnges" not in done
    elsewhere = browser(make.actor(make.open_care(), Role.HEAD_OF_UNIT))
    assert "Väntar på att någon namnges" not in main(elsewhere.get("/atkomst/"))


def test_the_list_asks_as_much_of_the_database_however_long_it_is(here: Here) -> None:
    client = browser(here.head)
    make.case_grant(here.case, here.lisa, "read_protected")
    client.get("/atkomst/")

    for _ in range(2):
        with queries(11):
            client.get("/atkomst/")
        case = make.case(here.they.ward, make.patient("Hemlig", Protection.MARKING))
        make.message(case, here.they.ward, here.clinic)
        make.case_grant(case, here.lisa, "read_protected")
