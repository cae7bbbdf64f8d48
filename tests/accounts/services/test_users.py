"""Tests of accounts/services/users.py."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.errors import AlreadyEnded
from accounts.models import AdministrativeEvent, ApiToken, User
from accounts.services.tokens import create_token
from accounts.services.users import create_user, deactivate_user, end_sessions, reactivate_user, set_password
from core.errors import NotVisible
from rules.errors import InvalidInput, NotPermitted
from tests import factories
from tests.factories import NOW, PASSWORD, SETUP

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("doors", "at")]

NEW: dict[str, Any] = {
    "username": "Maria.Ek@angsby.example",
    "full_name": "Maria Ek",
    "title": "biståndshandläggare",
    "hsa_id": "SE2321000131-E000000000009",
    "password": None,
    "now": NOW,
}


def last_event() -> AdministrativeEvent:
    return AdministrativeEvent.objects.latest("id")


def problems(refused: pytest.ExceptionInfo[InvalidInput]) -> list[str]:
    return [problem.where for problem in refused.value.problems]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def is_signed_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_an_account_is_made_and_its_name_is_in_small_letters() -> None:
    administrator = factories.administrator(factories.board())

    made = create_user(**NEW, by=administrator)

    stored = User.objects.get(pk=made.pk)
    assert (stored.username, stored.full_name) == ("maria.ek@angsby.example", "Maria Ek")
    assert (stored.title, stored.hsa_id) == ("biståndshandläggare", "SE2321000131-E000000000009")
    assert (stored.is_active, stored.is_staff, stored.is_superuser) == (True, False, False)
    assert not stored.has_usable_password()
    event = last_event()
    assert (event.kind, event.subject_ref, event.user_id) == ("user_created", made.ref, administrator.user_id)
    assert event.data == {
        "username": "maria.ek@angsby.example",
        "full_name": "Maria Ek",
        "title": "biståndshandläggare",
    }


def test_a_password_is_stored_with_argon2() -> None:
    made = create_user(**{**NEW, "password": PASSWORD}, by=SETUP)

    assert made.password.startswith("argon2")
    assert made.check_password(PASSWORD)


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("kort", id="too short"),
        pytest.param("password1234", id="too common"),
        pytest.param("maria.ek@angsby", id="like the name"),
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused(password: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        create_user(**{**NEW, "password": password}, by=SETUP)

    assert set(problems(refused)) == {"password"}
    assert not User.objects.exists()


def test_who_does_not_manage_users_makes_none() -> None:
    nurse = factories.actor()

    with pytest.raises(NotPermitted):
        create_user(**NEW, by=nurse)


@pytest.mark.parametrize("again", ["maria.ek@angsby.example", " MARIA.EK@ANGSBY.EXAMPLE "])
def test_a_user_name_is_used_once(again: str) -> None:
    create_user(**NEW, by=SETUP)

    with pytest.raises(InvalidInput) as refused:
        create_user(**{**NEW, "username": again}, by=SETUP)

    assert [str(problem) for problem in refused.value.problems] == ["username: Användarnamnet är upptaget."]


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"username": ""}, "username"),
        ({"username": "maria ek"}, "username"),
        ({"username": "x" * 121}, "username"),
        ({"full_name": ""}, "full_name"),
        ({"hsa_id": "maria"}, "hsa_id"),
    ],
)
def test_what_the_table_does_not_allow_is_refused(wrong: dict[str, str], where: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        create_user(**{**NEW, **wrong}, by=SETUP)

    assert problems(refused) == [where]


def test_a_closed_account_is_signed_out_at_once_and_cannot_sign_in() -> None:
    assignment = factories.assignment()
    client = signed_in(assignment.user)
    before = is_signed_in(client)

    deactivate_user(assignment.user, by=factories.administrator(assignment.scope.controller), now=NOW)

    assert before
    assert not is_signed_in(client)
    assert not User.objects.get(pk=assignment.user_id).is_active
    assert (last_event().kind, last_event().subject_ref) == ("user_deactivated", assignment.user.ref)


def test_a_closed_account_s_tokens_are_revoked() -> None:
    assignment, other = factories.assignment(), factories.assignment()
    for one in (assignment, other):
        create_token(assignment=one, name="x", expires_at=NOW.replace(year=2027), by=SETUP, now=NOW)
    earlier = NOW.replace(month=2)
    revoked = create_token(assignment=assignment, name="y", expires_at=NOW.replace(year=2027), by=SETUP, now=NOW)[0]
    ApiToken.objects.filter(pk=revoked.pk).update(revoked_at=earlier)

    deactivate_user(assignment.user, by=SETUP, now=NOW)

    assert sorted(ApiToken.objects.filter(assignment=assignment).values_list("revoked_at", flat=True)) == [earlier, NOW]
    assert ApiToken.objects.get(assignment=other).revoked_at is None


def test_an_account_is_closed_once() -> None:
    user = deactivate_user(factories.user(), by=SETUP, now=NOW)

    with pytest.raises(AlreadyEnded):
        deactivate_user(user, by=SETUP, now=NOW)


def test_an_account_that_is_opened_again_does_not_open_its_old_sessions() -> None:
    user = factories.assignment().user
    client = signed_in(user)
    is_signed_in(client)

    deactivate_user(user, by=SETUP, now=NOW)
    reactivate_user(user, by=SETUP, now=NOW)

    assert User.objects.get(pk=user.pk).is_active
    assert not is_signed_in(client)
    assert is_signed_in(signed_in(User.objects.get(pk=user.pk)))
    assert last_event().kind == "user_reactivated"


def test_a_new_password_ends_the_sessions() -> None:
    user = factories.assignment().user
    client = signed_in(user)
    before = is_signed_in(client)

    set_password(user, password=PASSWORD, by=SETUP, now=NOW)

    assert before
    assert not is_signed_in(client)
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)
    assert (last_event().kind, last_event().data) == ("password_set", {})


def test_a_new_password_must_not_be_easy_to_guess_either() -> None:
    user = factories.user()

    with pytest.raises(InvalidInput):
        set_password(user, password="kort", by=SETUP, now=NOW)

    assert not User.objects.get(pk=user.pk).has_usable_password()


def test_an_administrator_signs_somebody_out_everywhere() -> None:
    user = factories.assignment().user
    clients = [signed_in(user), signed_in(user)]
    before = [is_signed_in(client) for client in clients]

    end_sessions(user, by=SETUP, now=NOW)

    assert before == [True, True]
    assert [is_signed_in(client) for client in clients] == [False, False]
    assert last_event().kind == "sessions_ended"
    assert is_signed_in(signed_in(User.objects.get(pk=user.pk)))


ACTS: list[Callable[..., User]] = [
    deactivate_user,
    reactivate_user,
    end_sessions,
    lambda user, **rest: set_password(user, password=PASSWORD, **rest),
]


@pytest.mark.parametrize("act", ACTS)
def test_a_user_of_others_does_not_exist(act: Callable[..., User]) -> None:
    user = factories.assignment().user

    with pytest.raises(NotVisible):
        act(user, by=factories.administrator(factories.board()), now=NOW)

    assert not AdministrativeEvent.objects.filter(subject_ref=user.ref).exists()


@pytest.mark.parametrize("act", ACTS)
def test_a_user_who_also_works_elsewhere_is_not_for_one_administrator_alone(act: Callable[..., User]) -> None:
    assignment = factories.assignment()
    factories.assignment(of=assignment.user)

    with pytest.raises(NotPermitted):
        act(assignment.user, by=factories.administrator(assignment.scope.controller), now=NOW)


@pytest.mark.parametrize("act", ACTS)
def test_an_operator_s_account_is_no_administrator_s(act: Callable[..., User]) -> None:
    operator = factories.operator()

    with pytest.raises(NotPermitted):
        act(operator, by=factories.administrator(factories.board()), now=NOW)


@pytest.mark.parametrize("act", ACTS)
def test_each_act_is_signed(act: Callable[..., User]) -> None:
    assignment = factories.assignment()
    administrator = factories.administrator(assignment.scope.controller)

    act(assignment.user, by=administrator, now=NOW)

    event = last_event()
    assert (event.subject_ref, event.at) == (assignment.user.ref, NOW)
    assert (event.assignment_ref, event.role) == (administrator.assignment_ref, "local_administrator")
