"""Tests of accounts/services/assignments.py."""

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from accounts.errors import AlreadyEnded, OwnAssignment, Taken
from accounts.models import AdministrativeEvent, Assignment, Unit, User
from accounts.roles import Role
from accounts.services.assignments import end_assignment, give_assignment, revoke_assignment
from accounts.services.units import close_unit
from accounts.services.users import deactivate_user
from core.errors import NotVisible
from rules.errors import DomainError, InvalidInput, NotPermitted
from tests import factories
from tests.factories import NOW, SETUP, TODAY

TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)


def given(**changed: Any) -> Assignment:
    details: dict[str, Any] = {"role": Role.WARD_NURSE, "valid_from": TODAY, "by": SETUP, "now": NOW}
    if "scope" not in changed:
        details["scope"] = factories.ward()
    if "user" not in changed:
        details["user"] = factories.user()
    return give_assignment(**{**details, **changed})


def last_event() -> AdministrativeEvent:
    return AdministrativeEvent.objects.latest("id")


def problems(refused: pytest.ExceptionInfo[InvalidInput]) -> list[str]:
    return [problem.where for problem in refused.value.problems]


@pytest.mark.django_db
def test_an_assignment_is_given() -> None:
    ward, maria = factories.ward(), factories.user()
    administrator = factories.administrator(ward.controller)

    assignment = given(user=maria, scope=ward, valid_to=TOMORROW, by=administrator)

    stored = Assignment.objects.get(pk=assignment.pk)
    assert (stored.user, stored.role, stored.scope) == (maria, "ward_nurse", ward)
    assert (stored.valid_from, stored.valid_to, stored.revoked_at) == (TODAY, TOMORROW, None)
    event = last_event()
    assert (event.kind, event.subject_ref, event.user_id) == (
        "assignment_given",
        assignment.ref,
        administrator.user_id,
    )
    assert event.data == {
        "user": str(maria.ref),
        "assigned_role": "ward_nurse",
        "scope": str(ward.ref),
        "valid_from": "2026-03-09",
        "valid_to": "2026-03-10",
    }


@pytest.mark.django_db
def test_an_assignment_is_given_by_whoever_administers_what_it_is_for() -> None:
    with pytest.raises(NotPermitted):
        given(by=factories.administrator(factories.board()))

    assert not Assignment.objects.filter(role=Role.WARD_NURSE).exists()


@pytest.mark.django_db
def test_a_controller_s_administrator_gives_nothing_for_the_whole_region() -> None:
    board = factories.board()

    with pytest.raises(NotPermitted):
        given(scope=board.principal, role=Role.ECONOMIST, by=factories.administrator(board))


@pytest.mark.django_db
def test_nobody_gives_herself_an_assignment() -> None:
    ward = factories.ward()
    administrator = factories.administrator(ward.controller)

    with pytest.raises(OwnAssignment):
        given(user=User.objects.get(id=administrator.user_id), scope=ward, by=administrator)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["operator", "closed account"])
def test_operators_and_closed_accounts_get_no_assignments(who: str) -> None:
    user = factories.operator() if who == "operator" else deactivate_user(factories.user(), by=SETUP, now=NOW)

    with pytest.raises(InvalidInput) as refused:
        given(user=user)

    assert problems(refused) == ["user"]


PLACES = {
    "a ward": lambda: factories.ward(),
    "social services": lambda: factories.social_services(),
    "municipal care": lambda: factories.municipal_care(),
    "open care": lambda: factories.open_care(),
    "a provider": lambda: factories.provider(),
    "a mixed team": lambda: factories.group([factories.social_services(), factories.municipal_care()]),
    "a controller": lambda: factories.board(),
    "a principal": lambda: factories.region(),
}
AT_HOME = {
    Role.WARD_NURSE: {"a ward", "a controller"},
    Role.DISCHARGE_COORDINATOR: {"a ward", "a controller"},
    Role.PHYSICIAN: {"a ward", "a controller"},
    Role.NEEDS_ASSESSOR: {"social services", "a mixed team", "a controller"},
    Role.MUNICIPAL_NURSE: {"municipal care", "a mixed team", "a controller"},
    Role.THERAPIST: {"municipal care", "a mixed team", "a controller"},
    Role.OPEN_CARE_COORDINATOR: {"open care", "a controller"},
    Role.HEAD_OF_UNIT: {"open care", "a controller"},
    Role.CARE_CONTACT: {"open care", "a controller"},
    Role.PROVIDER_STAFF: {"a provider", "a controller"},
    Role.LOCAL_ADMINISTRATOR: {"a controller", "a principal"},
    Role.AGREEMENT_ADMINISTRATOR: {"a controller", "a principal"},
    Role.ECONOMIST: {"a controller", "a principal"},
    Role.LOG_REVIEWER: {"a controller", "a principal"},
}


@pytest.mark.django_db
def test_a_role_is_given_where_it_is_at_home() -> None:
    scopes = {place: make() for place, make in PLACES.items()}

    def is_at_home(role: Role, place: str) -> bool:
        try:
            return given(role=role, scope=scopes[place]).scope == scopes[place]
        except InvalidInput as refused:
            return [problem.where for problem in refused.problems] != ["role"]

    found = {role: {place for place in scopes if is_at_home(role, place)} for role in Role}
    assert found == AT_HOME


@pytest.mark.django_db
def test_an_assignment_begins_while_its_unit_is_open() -> None:
    with pytest.raises(InvalidInput) as refused:
        given(scope=factories.ward(valid_from=TOMORROW))

    assert problems(refused) == ["valid_from"]


@pytest.mark.django_db
@pytest.mark.parametrize(("valid_to", "fits"), [(None, False), (TOMORROW + timedelta(days=1), False), (TOMORROW, True)])
def test_an_assignment_ends_not_later_than_its_unit(valid_to: date | None, fits: bool) -> None:
    ward = close_unit(factories.ward(), last_day=TOMORROW, by=SETUP, now=NOW)

    if fits:
        assert given(scope=ward, valid_to=valid_to).valid_to == TOMORROW
    else:
        with pytest.raises(InvalidInput) as refused:
            given(scope=ward, valid_to=valid_to)
        assert problems(refused) == ["valid_to"]


@pytest.mark.django_db
def test_an_assignment_to_an_open_unit_may_have_a_last_day() -> None:
    assert given(valid_to=TODAY).valid_to == TODAY


@pytest.mark.django_db
def test_an_assignment_does_not_end_before_it_begins() -> None:
    with pytest.raises(InvalidInput) as refused:
        given(valid_to=YESTERDAY)

    assert [str(problem) for problem in refused.value.problems] == ["Sista dagen kan inte vara före första dagen."]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "second", "taken"),
    [
        pytest.param((TODAY, None), (TODAY, None), True, id="the same"),
        pytest.param((TODAY, TODAY), (TODAY, None), True, id="on the last day"),
        pytest.param((TODAY, TODAY), (TOMORROW, None), False, id="the day after"),
        pytest.param((TOMORROW, None), (TODAY, TOMORROW), True, id="until it begins"),
        pytest.param((TOMORROW, None), (TODAY, TODAY), False, id="until the day before it begins"),
    ],
)
def test_the_same_assignment_is_held_once_at_a_time(
    first: tuple[date, date | None], second: tuple[date, date | None], taken: bool
) -> None:
    ward, maria = factories.ward(), factories.user()
    given(user=maria, scope=ward, valid_from=first[0], valid_to=first[1])

    if taken:
        with pytest.raises(Taken):
            given(user=maria, scope=ward, valid_from=second[0], valid_to=second[1])
    else:
        given(user=maria, scope=ward, valid_from=second[0], valid_to=second[1])

    assert Assignment.objects.count() == 2 - taken


@pytest.mark.django_db
def test_another_role_another_place_and_another_person_are_other_assignments() -> None:
    ward, maria = factories.ward(), factories.user()
    given(user=maria, scope=ward)

    given(user=maria, scope=ward, role=Role.DISCHARGE_COORDINATOR)
    given(user=maria, scope=factories.ward())
    given(scope=ward)

    assert Assignment.objects.count() == 4


@pytest.mark.django_db
def test_what_was_revoked_may_be_given_again() -> None:
    ward, maria = factories.ward(), factories.user()
    revoke_assignment(given(user=maria, scope=ward), by=SETUP, now=NOW)

    given(user=maria, scope=ward)

    assert Assignment.objects.valid_on(TODAY).count() == 1


@pytest.mark.django_db
def test_an_assignment_gets_a_last_day() -> None:
    assignment = given()

    end_assignment(assignment, last_day=TODAY, by=factories.administrator(assignment.scope.controller), now=NOW)

    assert Assignment.objects.get(pk=assignment.pk).valid_to == TODAY
    assert (last_event().kind, last_event().data) == ("assignment_ended", {"last_day": "2026-03-09"})


@pytest.mark.django_db
def test_a_last_day_may_be_brought_forward_and_not_put_off() -> None:
    assignment = given(valid_to=TOMORROW)

    with pytest.raises(AlreadyEnded) as refused:
        end_assignment(assignment, last_day=TOMORROW + timedelta(days=1), by=SETUP, now=NOW)
    end_assignment(assignment, last_day=TODAY, by=SETUP, now=NOW)

    assert refused.value.facts == {"on": TOMORROW}
    assert Assignment.objects.get(pk=assignment.pk).valid_to == TODAY


@pytest.mark.django_db
def test_the_same_last_day_again_changes_nothing() -> None:
    assignment = given(valid_to=TOMORROW)

    assert end_assignment(assignment, last_day=TOMORROW, by=SETUP, now=NOW).valid_to == TOMORROW


@pytest.mark.django_db
def test_a_last_day_has_not_passed() -> None:
    with pytest.raises(InvalidInput) as refused:
        end_assignment(given(valid_from=date(2026, 3, 1)), last_day=YESTERDAY, by=SETUP, now=NOW)

    assert problems(refused) == ["last_day"]


@pytest.mark.django_db
def test_an_assignment_is_revoked_at_once() -> None:
    assignment = given()

    revoke_assignment(assignment, by=factories.administrator(assignment.scope.controller), now=NOW)

    stored = Assignment.objects.get(pk=assignment.pk)
    assert (stored.revoked_at, stored.is_valid_on(TODAY)) == (NOW, False)
    assert (last_event().kind, last_event().subject_ref) == ("assignment_revoked", assignment.ref)


ACTS = [lambda one, **rest: end_assignment(one, last_day=TODAY, **rest), revoke_assignment]


@pytest.mark.django_db
@pytest.mark.parametrize("act", ACTS)
def test_what_is_revoked_is_over(act: Any) -> None:
    assignment = revoke_assignment(given(), by=SETUP, now=NOW)

    with pytest.raises(AlreadyEnded) as refused:
        act(assignment, by=SETUP, now=NOW)

    assert refused.value.facts == {"on": NOW}


@pytest.mark.django_db
@pytest.mark.parametrize("act", ACTS)
def test_an_assignment_of_others_does_not_exist(act: Any) -> None:
    with pytest.raises(NotVisible):
        act(given(), by=factories.administrator(factories.board()), now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("act", ACTS)
def test_nobody_ends_her_own_assignment(act: Any) -> None:
    board = factories.board()
    administrator = factories.administrator(board)

    with pytest.raises(OwnAssignment):
        act(Assignment.objects.get(ref=administrator.assignment_ref), by=administrator, now=NOW)


def test_six_at_once_give_one_assignment(own_database: str) -> None:
    ward_id, user_id = factories.ward().id, factories.user().id
    started, outcomes = threading.Barrier(6), []

    def give() -> None:
        started.wait()
        try:
            given(user=User.objects.get(id=user_id), scope=Unit.objects.get(id=ward_id))
            outcomes.append("given")
        except DomainError as error:
            outcomes.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=give) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["given"] + ["taken"] * 5
    assert Assignment.objects.count() == 1
    assert AdministrativeEvent.objects.filter(kind="assignment_given").count() == 1
