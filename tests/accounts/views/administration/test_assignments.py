"""Tests of giving and ending assignments: accounts/views/administration/assignments.py."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from accounts.actor import Actor
from accounts.models import AdministrativeEvent, Assignment, Controller, Unit, User
from accounts.roles import Role
from tests import factories as make
from tests.desk.browsing import browser, field, main

pytestmark = pytest.mark.django_db


@pytest.fixture
def board() -> Controller:
    return make.board(make.municipality(), "Omsorgsnämnden")


@pytest.fixture
def bo(board: Controller) -> Actor:
    return make.administrator(board)


@pytest.fixture
def unit(board: Controller) -> Unit:
    return make.social_services(board, "Bistånd norr")


@pytest.fixture
def maria() -> User:
    return make.user("maria.ek")


def giving(user: User) -> str:
    return f"/administration/personer/{user.ref}/uppdrag/"


def given(where: Any, **changed: Any) -> dict[str, Any]:
    """What the form of an assignment posts when it is complete."""
    return {
        "ref": str(uuid4()),
        "role": "needs_assessor",
        "scope": str(where.ref),
        "valid_from": "2026-03-09",
        "valid_to": "",
        **changed,
    }


def test_only_roles_that_have_work_there_are_offered(bo: Actor, unit: Unit, maria: User) -> None:
    page = main(browser(bo).get(giving(maria)))

    assert "Vilken roll?" in page
    assert "Biståndshandläggare" in page
    assert "Lokal administratör" in page
    assert "Sjuksköterska på vårdavdelning" not in page
    assert "Utförare" not in page


def test_a_role_is_had_where_it_is_at_home(bo: Actor, board: Controller, unit: Unit, maria: User) -> None:
    care = make.municipal_care(board, "Hemsjukvården")
    make.group([unit, care], "Trygg hem")
    make.group([care], "Bara vård")
    make.social_services(name="Någon annans")
    client = browser(bo)

    assessor = client.get(f"{giving(maria)}?roll=needs_assessor")
    reviewer = client.get(f"{giving(maria)}?roll=log_reviewer")
    of_all = browser(make.administrator(board.principal)).get(f"{giving(maria)}?roll=economist")

    assert "Biståndshandläggare Byt roll" in main(assessor)
    where = main(assessor)[main(assessor).index("Var ") : main(assessor).index("Från och med")]
    assert where.split("  ")[0].strip() == "Var Välj … Bistånd norr Trygg hem Omsorgsnämnden"
    assert "Omsorgsnämnden" in main(reviewer)
    assert "Bistånd norr" not in main(reviewer)
    assert "Ängsby kommun" in main(of_all)


def test_an_assignment_is_given_once_however_often_the_form_is_sent(bo: Actor, unit: Unit, maria: User) -> None:
    client = browser(bo)
    form = client.get(f"{giving(maria)}?roll=needs_assessor")
    body = given(unit, ref=field(form, "ref"), valid_to="2026-06-30")

    answers = [client.post(giving(maria), body, follow=True) for _ in range(2)]

    assignment = Assignment.objects.get(user=maria)
    assert (str(assignment.ref), assignment.role, assignment.scope) == (field(form, "ref"), "needs_assessor", unit)
    assert (assignment.valid_from, assignment.valid_to) == (date(2026, 3, 9), date(2026, 6, 30))
    assert "Uppdraget är givet." in main(answers[0])
    assert [answer.status_code for answer in answers] == [200, 200]
    assert AdministrativeEvent.objects.filter(kind="assignment_given", user_id=bo.user_id).count() == 1


@pytest.mark.parametrize(
    ("wrong", "status", "said"),
    [
        ({"scope": ""}, 422, "Var: Välj var uppdraget gäller."),
        ({"scope": str(uuid4())}, 422, "Var: Välj var uppdraget gäller."),
        ({"valid_from": ""}, 422, "Från och med: Välj en dag."),
        ({"valid_from": "2019-01-01"}, 422, "Från och med: Enheten eller organisationen är inte öppen den dagen."),
        ({"valid_to": "2026-03-01"}, 422, "Sista dagen kan inte vara före första dagen."),
        ({"role": "annan"}, 422, "Sidan gick inte att läsa."),
        ({"ref": "x"}, 422, "Sidan gick inte att läsa."),
    ],
)
def test_what_is_wrong_with_an_assignment_is_said(
    bo: Actor, unit: Unit, maria: User, wrong: dict[str, str], status: int, said: str
) -> None:
    page = browser(bo).post(giving(maria), given(unit, **wrong))

    assert page.status_code == status
    assert said in main(page)
    assert not Assignment.objects.filter(user=maria).exists()


def test_the_same_assignment_is_not_given_again(bo: Actor, unit: Unit, maria: User) -> None:
    make.assignment(unit, of=maria)

    page = browser(bo).post(giving(maria), given(unit))

    assert page.status_code == 409
    assert "Det finns redan." in main(page)


def test_a_last_day_after_that_of_the_unit_is_refused(bo: Actor, unit: Unit, maria: User) -> None:
    Unit.objects.filter(pk=unit.pk).update(valid_to=date(2026, 4, 30))

    page = browser(bo).post(giving(maria), given(unit))

    assert page.status_code == 422
    assert "Till och med: Enheten eller organisationen avslutas tidigare." in main(page)


def test_a_closed_account_gets_no_assignment(bo: Actor, unit: Unit, maria: User) -> None:
    User.objects.filter(pk=maria.pk).update(is_active=False)

    page = browser(bo).post(giving(maria), given(unit))

    assert page.status_code == 422
    assert "Kontot är stängt eller hör till driften och kan inte få uppdrag." in main(page)


def test_nobody_gives_ends_or_revokes_her_own(bo: Actor, board: Controller) -> None:
    client, herself = browser(bo), User.objects.get(pk=bo.user_id)

    answers = [
        client.get(giving(herself)),
        client.post(giving(herself), given(board, role="log_reviewer")),
        client.post(f"/administration/uppdrag/{bo.assignment_ref}/avsluta/", {"last_day": "2026-03-31"}),
        client.post(f"/administration/uppdrag/{bo.assignment_ref}/aterkalla/"),
        client.get(f"/administration/uppdrag/{bo.assignment_ref}/nycklar/"),
    ]

    assert [answer.status_code for answer in answers] == [403] * 5
    assert "Du kan inte ändra dina egna uppdrag. Be en annan administratör." in main(answers[0])


def test_an_assignment_gets_a_last_day_and_an_earlier_one(bo: Actor, unit: Unit, maria: User) -> None:
    assignment = make.assignment(unit, of=maria)
    client, address = browser(bo), f"/administration/uppdrag/{assignment.ref}/avsluta/"

    done = client.post(address, {"last_day": "2026-03-31"}, follow=True)
    same = client.post(address, {"last_day": "2026-03-31"})
    later = client.post(address, {"last_day": "2026-04-30"})
    passed = client.post(address, {"last_day": "2026-03-08"})
    empty = client.post(address, {"last_day": ""})

    assignment.refresh_from_db()
    assert assignment.valid_to == date(2026, 3, 31)
    assert "Uppdraget har fått sin sista dag." in main(done)
    assert [one.status_code for one in (same, later, passed, empty)] == [302, 409, 422, 422]
    assert "Sista dag: Dagen har redan varit." in main(passed)
    assert 'value="2026-03-08"' in passed.content.decode()
    assert '<details class="fold" open>' in passed.content.decode()
    assert AdministrativeEvent.objects.filter(kind="assignment_ended").count() == 1


def test_an_assignment_is_revoked_at_once(bo: Actor, unit: Unit) -> None:
    assessor = make.actor(unit)
    hers, client = browser(assessor), browser(bo)
    address = f"/administration/uppdrag/{assessor.assignment_ref}/aterkalla/"

    done = client.post(address, follow=True)
    again = client.post(address)

    assert "Uppdraget är återkallat." in main(done)
    assert "Inget uppdrag gäller." in main(done)
    assert again.status_code == 409
    assert hers.get("/arbetslista/").status_code == 302


def test_an_assignment_of_another_organisation_is_as_if_it_were_not_there(bo: Actor) -> None:
    other = make.assignment()

    for action in ("avsluta", "aterkalla"):
        answer = browser(bo).post(f"/administration/uppdrag/{other.ref}/{action}/", {"last_day": "2026-03-31"})
        assert answer.status_code == 404


def test_a_clinician_manages_nobody_not_even_herself(unit: Unit) -> None:
    assessor = make.actor(unit)

    answer = browser(assessor).post(f"/administration/uppdrag/{assessor.assignment_ref}/aterkalla/")

    assert answer.status_code == 403
    assert Role(Assignment.objects.get(ref=assessor.assignment_ref).role) is Role.NEEDS_ASSESSOR
