"""Tests of the pages of groups of units: accounts/views/administration/groups.py."""

from typing import Any
from uuid import uuid4

import pytest

from accounts.actor import Actor
from accounts.models import AdministrativeEvent, Controller, UnitGroup
from accounts.services.recording import version_of
from tests import factories as make
from tests.desk.browsing import browser, field, main
from tests.queries import queries

pytestmark = pytest.mark.django_db

GROUPS = "/administration/grupper/"


@pytest.fixture
def board() -> Controller:
    return make.board(make.municipality(), "Omsorgsnämnden")


@pytest.fixture
def bo(board: Controller) -> Actor:
    return make.administrator(board)


def refs(*units: Any) -> list[str]:
    return [str(unit.ref) for unit in units]


def test_only_groups_that_are_all_hers_are_listed(board: Controller, bo: Actor) -> None:
    unit, other = make.municipal_care(board, "Hemsjukvården"), make.ward(name="Någon annans")
    make.group([unit], "Trygg hem")
    make.group([unit, other], "Över gränsen")
    client = browser(bo)

    page = main(client.get(GROUPS))

    assert "1 grupp " in page
    assert "Trygg hem Hemsjukvården" in page
    assert "Över gränsen" not in page
    assert "Trygg hem" in main(client.get(f"{GROUPS}?sok=trygg"))
    assert "Ingen grupp här" in main(client.get(f"{GROUPS}?sok=zzz"))


def test_a_list_of_groups_asks_as_much_however_long_it_is(board: Controller, bo: Actor) -> None:
    unit, client = make.municipal_care(board), browser(bo)
    make.group([unit])
    client.get(GROUPS)

    for _ in range(2):
        with queries(8):
            client.get(GROUPS)
        make.group([unit])


def test_a_group_is_made_once_however_often_the_form_is_sent(board: Controller, bo: Actor) -> None:
    care, social = make.municipal_care(board, "Hemsjukvården"), make.social_services(board, "Bistånd")
    client = browser(bo)
    form = client.get(f"{GROUPS}ny/")
    body = {"ref": field(form, "ref"), "name": "Trygg hem", "units": refs(care, social)}

    answers = [client.post(f"{GROUPS}ny/", body, follow=True) for _ in range(2)]

    group = UnitGroup.objects.get()
    assert (str(group.ref), group.name, set(group.units.all())) == (field(form, "ref"), "Trygg hem", {care, social})
    assert "Gruppen är skapad." in main(answers[0])
    assert answers[0].redirect_chain == answers[1].redirect_chain
    assert AdministrativeEvent.objects.filter(kind="group_created").count() == 1


def test_units_to_add_are_searched_for_without_anything_being_stored(board: Controller, bo: Actor) -> None:
    care, social = make.municipal_care(board, "Hemsjukvården"), make.social_services(board, "Bistånd")
    make.ward(name="Någon annans")
    ref = str(uuid4())
    body = {"ref": ref, "name": "Trygg hem", "units": refs(care), "sok": "bist", "soker": "1"}

    page = browser(bo).post(f"{GROUPS}ny/", body)

    said = main(page)
    assert page.status_code == 200
    assert said.index("Med i gruppen") < said.index("Hemsjukvården") < said.index("Kan läggas till")
    assert said.index("Kan läggas till") < said.index("Bistånd")
    assert f'value="{social.ref}">' in page.content.decode()
    assert field(page, "ref") == ref
    assert 'value="Trygg hem"' in page.content.decode()
    assert "Någon annans" not in said
    assert not UnitGroup.objects.exists()


def test_more_units_than_can_be_read_are_searched_for(board: Controller, bo: Actor) -> None:
    for number in range(51):
        make.municipal_care(board, f"Hemsjukvård {number:02}")
    client = browser(bo)

    assert "Det finns fler. Sök på en del av namnet." in main(client.get(f"{GROUPS}ny/"))
    none = client.post(f"{GROUPS}ny/", {"sok": "zzz", "soker": "1"})
    assert "Ingen fler enhet stämmer med sökningen." in main(none)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Gruppens namn: Det här fältet är obligatoriskt."),
        ({"units": []}, "Enheter: En grupp har minst en enhet. Välj en."),
        ({"units": ["x"]}, "är inget giltigt UUID"),
        ({"units": [str(uuid4())]}, "Enheten går inte att välja."),
        ({"ref": ""}, "Sidan gick inte att läsa."),
    ],
)
def test_what_is_wrong_with_a_group_is_said(board: Controller, bo: Actor, wrong: dict[str, Any], said: str) -> None:
    body = {"ref": str(uuid4()), "name": "Trygg hem", "units": refs(make.municipal_care(board)), **wrong}

    page = browser(bo).post(f"{GROUPS}ny/", body)

    assert page.status_code == 422
    assert said in main(page)
    assert not UnitGroup.objects.exists()


def test_another_organisation_s_unit_is_not_put_in_a_group(board: Controller, bo: Actor) -> None:
    body = {"ref": str(uuid4()), "name": "Trygg hem", "units": refs(make.municipal_care(board), make.ward())}

    assert browser(bo).post(f"{GROUPS}ny/", body).status_code == 422
    assert not UnitGroup.objects.exists()


def test_members_of_a_group_are_changed(board: Controller, bo: Actor) -> None:
    care, social = make.municipal_care(board, "Hemsjukvården"), make.social_services(board, "Bistånd")
    group = make.group([care], "Trygg hem")
    client, address = browser(bo), f"{GROUPS}{group.ref}/"

    form = client.get(address)
    added = client.post(address, {"name": "Trygg hem", "units": refs(care), "sok": "bist", "soker": "1"})
    body = {"expected_version": field(form, "expected_version"), "name": "Hemgång", "units": refs(social)}
    answers = [client.post(address, body, follow=True) for _ in range(2)]

    group.refresh_from_db()
    assert (group.name, list(group.units.all())) == ("Hemgång", [social])
    assert "Bistånd" in main(added)
    assert ["Ändringen är sparad." in main(answer) for answer in answers] == [True, True]
    assert AdministrativeEvent.objects.filter(kind="group_changed").count() == 1


def test_a_group_that_somebody_else_has_changed_shows_what_holds_now(board: Controller, bo: Actor) -> None:
    care, social = make.municipal_care(board, "Hemsjukvården"), make.social_services(board, "Bistånd")
    group = make.group([care], "Trygg hem")
    client, address, version = browser(bo), f"{GROUPS}{group.ref}/", version_of(group.ref)
    client.post(address, {"expected_version": version, "name": "Trygg hem", "units": refs(care, social)})

    page = client.post(address, {"expected_version": version, "name": "Hemgång", "units": refs(care)})
    again = client.post(
        address, {"expected_version": field(page, "expected_version"), "name": "Hemgång", "units": refs(care)}
    )

    assert page.status_code == 409
    assert "Det här står nu Trygg hem: Bistånd; Hemsjukvården" in main(page)
    assert 'value="Hemgång"' in page.content.decode()
    assert again.status_code == 302


def test_a_group_that_is_not_all_hers_is_not_hers_to_change(board: Controller, bo: Actor) -> None:
    mixed = make.group([make.municipal_care(board), make.ward()])
    unknown = make.group([make.ward()])
    client = browser(bo)

    assert client.get(f"{GROUPS}{mixed.ref}/").status_code == 403
    assert client.get(f"{GROUPS}{unknown.ref}/").status_code == 404
