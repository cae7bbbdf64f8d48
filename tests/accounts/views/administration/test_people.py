"""Tests of the pages of people: accounts/views/administration/people.py."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from accounts.actor import Actor
from accounts.models import AdministrativeEvent, ApiToken, Controller, Unit, User
from accounts.roles import Role
from accounts.services.assignments import revoke_assignment
from accounts.services.recording import version_of
from accounts.services.tokens import create_token
from tests import factories as make
from tests.desk.browsing import browser, field, main
from tests.queries import queries

pytestmark = pytest.mark.django_db

PEOPLE = "/administration/personer/"


@pytest.fixture
def board() -> Controller:
    return make.board(make.region(), "Sjukhusnämnden")


@pytest.fixture
def monica(board: Controller) -> Actor:
    return make.administrator(board)


@pytest.fixture
def ward(board: Controller) -> Unit:
    return make.ward(board, "Medicin 12")


def new(**changed: Any) -> dict[str, Any]:
    """What the form of a new account posts when it is complete."""
    return {
        "ref": str(uuid4()),
        "full_name": "Åsa Öberg",
        "title": "Sjuksköterska",
        "username": "Asa.Oberg",
        "password": make.PASSWORD,
        **changed,
    }


def test_her_people_are_listed_in_swedish_order_with_what_they_are_assigned_to(
    board: Controller, ward: Unit, monica: Actor
) -> None:
    make.assignment(ward, of=make.user("asa", "Åsa Öberg", title="Sjuksköterska"), valid_to=date(2026, 3, 31))
    make.assignment(ward, of=make.user("zeb", "Zebastian Ek"))
    make.assignment(make.ward(), of=make.user("annan", "Någon Annans"))
    make.user("ny", "Ny Utan")
    make.operator()

    page = main(browser(monica).get(PEOPLE))

    assert "4 personer" in page
    assert page.index("Zebastian Ek") < page.index("Åsa Öberg")
    assert "Åsa Öberg Sjuksköterska asa Sjuksköterska på vårdavdelning, Medicin 12 till och med tis 31 mars" in page
    assert "Ny Utan ny inget uppdrag" in page
    assert "Någon Annans" not in page
    assert "Drift" not in page


def test_people_are_searched_for_and_sorted_out_in_the_address(ward: Unit, monica: Actor) -> None:
    asa = make.user("asa.oberg", "Åsa Öberg", title="Barnmorska")
    make.assignment(ward, of=asa)
    make.user("ny", "Ny Utan")
    closed = make.user("slutat", "Har Slutat")
    closed.is_active = False
    closed.save()
    client = browser(monica)

    for search in ("öberg", "ASA.O", "barnmorska", "asa öberg"):
        assert "Åsa Öberg" in main(client.get(PEOPLE, {"sok": search}))
    assert "Ingen person här" in main(client.get(PEOPLE, {"sok": "zzz"}))
    unassigned = main(client.get(PEOPLE, {"visa": "utan-uppdrag"}))
    assert ("Ny Utan" in unassigned, "Åsa Öberg" in unassigned, "Har Slutat" in unassigned) == (True, False, False)
    shut = main(client.get(PEOPLE, {"visa": "stangda"}))
    assert ("Har Slutat" in shut, "Ny Utan" in shut) == (True, False)


def test_a_list_of_people_asks_as_much_however_long_it_is(ward: Unit, monica: Actor) -> None:
    client = browser(monica)
    make.assignment(ward)
    client.get(PEOPLE)

    for _ in range(2):
        with queries(8):
            client.get(PEOPLE)
        make.assignment(ward)
        make.assignment(make.group([ward]), Role.WARD_NURSE)


def test_an_account_is_made_and_what_it_is_signed_in_with_is_shown_once(monica: Actor) -> None:
    client = browser(monica)
    form = client.get(f"{PEOPLE}ny/")
    suggested = form.context["form"]["password"].value()

    done = client.post(f"{PEOPLE}ny/", new(ref=field(form, "ref"), password=suggested))

    made = User.objects.get(username="asa.oberg")
    assert (str(made.ref), made.full_name, made.title) == (field(form, "ref"), "Åsa Öberg", "Sjuksköterska")
    assert made.check_password(suggested)
    assert "Lämna över till Åsa Öberg" in main(done)
    assert f'value="{suggested}" readonly' in done.content.decode()
    assert f'data-copy="{suggested}"' in done.content.decode()
    assert 'value="asa.oberg" readonly' in done.content.decode()
    assert f'href="{PEOPLE}{made.ref}/uppdrag/"' in done.content.decode()
    assert suggested not in client.get(f"{PEOPLE}{made.ref}/").content.decode()


def test_suggested_passwords_differ_and_can_be_read_out(monica: Actor) -> None:
    client = browser(monica)
    suggested = {client.get(f"{PEOPLE}ny/").context["form"]["password"].value() for _ in range(3)}

    assert len(suggested) == 3
    assert all([len(part) for part in one.split("-")] == [4, 4, 4, 4] for one in suggested)
    assert not set("".join(suggested)) & set("il1o0")


def test_an_account_is_made_once_however_often_the_form_is_sent(monica: Actor) -> None:
    client, body = browser(monica), new()

    answers = [client.post(f"{PEOPLE}ny/", body) for _ in range(2)]
    other_password = client.post(f"{PEOPLE}ny/", {**body, "password": "ett helt annat lösenord"})
    other_name = client.post(f"{PEOPLE}ny/", {**body, "full_name": "Någon Annan"})

    assert [answer.status_code for answer in answers] == [200, 200]
    assert main(answers[0]) == main(answers[1])
    assert "Kontot fanns redan, med ett annat lösenord." in main(other_password)
    assert "ett helt annat" not in other_password.content.decode()
    assert other_name.status_code == 409
    assert User.objects.filter(username="asa.oberg").count() == 1
    assert AdministrativeEvent.objects.filter(kind="user_created").count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"full_name": ""}, "För- och efternamn: Det här fältet är obligatoriskt."),
        ({"username": "maria.ek"}, "Användarnamn: Användarnamnet är upptaget."),
        ({"username": "åsa öberg"}, "Användarnamn: Fyll i ett giltigt användarnamn."),
        ({"password": "kort"}, "Lösenord: Det här lösenordet är för kort."),
        ({"password": ""}, "Lösenord: Det här fältet är obligatoriskt."),
        ({"hsa_id": "abc"}, "HSA-id: Ett HSA-id skrivs som"),
        ({"ref": "x"}, "Sidan gick inte att läsa."),
    ],
)
def test_what_is_wrong_with_an_account_is_said_and_the_rest_is_kept(
    monica: Actor, wrong: dict[str, str], said: str
) -> None:
    make.user("maria.ek")

    page = browser(monica).post(f"{PEOPLE}ny/", new(**wrong))

    assert page.status_code == 422
    assert said in main(page)
    assert 'value="Sjuksköterska"' in page.content.decode()
    assert not User.objects.filter(full_name="Åsa Öberg").exists()


def test_a_person_stands_with_her_assignments_now_later_and_before(ward: Unit, monica: Actor) -> None:
    asa = make.user("asa", "Åsa Öberg", hsa_id="SE2321000131-E000000000009")
    make.assignment(ward, of=asa)
    make.assignment(ward, Role.PHYSICIAN, of=asa, valid_from=date(2026, 4, 1), valid_to=date(2026, 4, 30))
    make.assignment(ward, Role.DISCHARGE_COORDINATOR, of=asa, valid_to=date(2026, 3, 1))
    revoked = make.assignment(ward.controller, Role.LOG_REVIEWER, of=asa)
    revoke_assignment(revoked, by=make.SETUP, now=make.NOW)

    page = main(browser(monica).get(f"{PEOPLE}{asa.ref}/"))

    assert "Åsa Öberg asa · SE2321000131-E000000000009" in page
    assert "Medicin 12 Sjuksköterska på vårdavdelning gäller nu" in page
    assert "Läkare på vårdavdelning börjar ons 1 apr till och med tors 30 apr" in page
    assert "Tidigare uppdrag (2)" in page
    assert "Utskrivningssamordnare slutade sön 1 mars" in page
    assert "återkallat i dag 12.00" in page


def test_a_person_gets_another_password_and_is_signed_out(ward: Unit, monica: Actor) -> None:
    nurse = make.actor(ward)
    asa = User.objects.get(pk=nurse.user_id)
    hers, client = browser(nurse), browser(monica)
    form = client.get(f"{PEOPLE}{asa.ref}/")
    body = {"expected_version": field(form, "expected_version"), "password": make.PASSWORD}

    done = client.post(f"{PEOPLE}{asa.ref}/losenord/", body)
    again = client.post(f"{PEOPLE}{asa.ref}/losenord/", body)

    asa.refresh_from_db()
    assert asa.check_password(make.PASSWORD)
    assert "Lösenordet är satt" in main(done)
    assert f'value="{make.PASSWORD}" readonly' in done.content.decode()
    assert again.status_code == 409
    assert "Någon har ändrat uppgifterna sedan du öppnade sidan." in main(again)
    assert hers.get("/enheter/").status_code == 302


def test_a_password_that_is_easy_to_guess_is_refused_and_kept_in_sight(ward: Unit, monica: Actor) -> None:
    asa = make.assignment(ward).user
    body = {"expected_version": version_of(asa.ref), "password": "kort"}

    page = browser(monica).post(f"{PEOPLE}{asa.ref}/losenord/", body)

    assert page.status_code == 422
    assert "Lösenord: Det här lösenordet är för kort." in main(page)
    assert 'value="kort"' in page.content.decode()
    assert '<details class="fold" open>' in page.content.decode()


def test_an_account_is_closed_and_opened_again(ward: Unit, monica: Actor) -> None:
    assignment = make.assignment(ward)
    asa = assignment.user
    create_token(
        assignment=assignment, name="x", expires_at=make.NOW + timedelta(days=1), by=make.SETUP, now=make.NOW
    )
    client, address = browser(monica), f"{PEOPLE}{asa.ref}/"
    body = {"expected_version": field(client.get(address), "expected_version")}

    closed = client.post(f"{address}stang/", body, follow=True)
    again = client.post(f"{address}stang/", body)
    opened = client.post(f"{address}oppna/", {"expected_version": field(closed, "expected_version")}, follow=True)
    stale = client.post(f"{address}oppna/", {"expected_version": field(closed, "expected_version")})
    forged = client.post(f"{address}stang/", {})

    asa.refresh_from_db()
    assert asa.is_active
    assert "Kontot är stängt. Ingen kan logga in med det." in main(closed)
    assert "Ge ett uppdrag" not in main(closed)
    assert "Kontot är öppet igen." in main(opened)
    assert [again.status_code, stale.status_code, forged.status_code] == [409, 409, 422]
    assert ApiToken.objects.get().revoked_at is not None


def test_the_account_of_somebody_who_also_works_elsewhere_is_not_hers(ward: Unit, monica: Actor) -> None:
    asa = make.assignment(ward).user
    make.assignment(make.ward(name="Någon annans"), of=asa)
    client, address = browser(monica), f"{PEOPLE}{asa.ref}/"

    page = client.get(address)

    assert "Personen arbetar också hos en annan organisation." in main(page)
    assert "Någon annans" not in main(page)
    assert "losenord" not in page.content.decode()
    for action in ("losenord/", "stang/", "oppna/"):
        assert client.post(f"{address}{action}", {"expected_version": 1, "password": "x"}).status_code == 403


def test_somebody_of_another_organisation_and_operators_are_as_if_they_were_not_there(monica: Actor) -> None:
    client = browser(monica)
    for ref in (make.assignment().user.ref, make.operator().ref, uuid4()):
        assert client.get(f"{PEOPLE}{ref}/").status_code == 404
        assert client.get(f"{PEOPLE}{ref}/uppdrag/").status_code == 404


def test_her_own_page_says_who_changes_her_assignments(monica: Actor) -> None:
    ref = User.objects.get(pk=monica.user_id).ref

    page = browser(monica).get(f"{PEOPLE}{ref}/")

    assert "Det här är du. Dina egna uppdrag ändras av en annan administratör." in main(page)
    assert "Ge ett uppdrag" not in main(page)
    assert "Stäng kontot" not in main(page)
