"""Tests of accounts/services/tokens.py."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts.errors import AlreadyEnded
from accounts.models import AdministrativeEvent, ApiToken, Assignment
from accounts.services.assignments import revoke_assignment
from accounts.services.tokens import create_token, digest_of, note_use, revoke_token
from core.errors import NotVisible
from rules.errors import InvalidInput, NotPermitted
from tests import factories
from tests.factories import NOW, SETUP
from tests.queries import queries

pytestmark = pytest.mark.django_db

IN_A_YEAR = NOW + timedelta(days=366)


def created(**changed: Any) -> tuple[ApiToken, str]:
    given: dict[str, Any] = {"name": "Treserva", "expires_at": IN_A_YEAR, "by": SETUP, "now": NOW}
    if "assignment" not in changed:
        given["assignment"] = factories.assignment()
    return create_token(**{**given, **changed})


def last_event() -> AdministrativeEvent:
    return AdministrativeEvent.objects.latest("id")


def test_a_token_is_created_and_its_secret_is_stored_nowhere() -> None:
    assignment = factories.assignment()
    administrator = factories.administrator(assignment.scope.controller)

    token, secret = created(assignment=assignment, by=administrator)

    stored = ApiToken.objects.get(pk=token.pk)
    assert secret.startswith("hv_")
    assert len(secret) == 46
    assert stored.prefix == secret[:10]
    assert stored.digest == hashlib.sha256(secret.encode()).hexdigest() == digest_of(secret)
    assert (stored.assignment, stored.name) == (assignment, "Treserva")
    assert (stored.created_at, stored.expires_at) == (NOW, IN_A_YEAR)
    assert (stored.revoked_at, stored.last_used_at) == (None, None)
    assert secret not in str(ApiToken.objects.values().get()) + str(AdministrativeEvent.objects.values())


def test_who_created_it_is_written_down() -> None:
    assignment = factories.assignment()

    token, _ = created(assignment=assignment)

    event = last_event()
    assert (event.kind, event.subject_ref) == ("token_created", token.ref)
    assert event.data == {
        "assignment": str(assignment.ref),
        "name": "Treserva",
        "expires_at": "2027-03-10T11:00:00+00:00",
    }


def test_no_two_secrets_are_the_same() -> None:
    assert len({created()[1] for _ in range(3)}) == 3


@pytest.mark.parametrize(
    "expires_at",
    [
        pytest.param(NOW, id="at once"),
        pytest.param(NOW - timedelta(days=1), id="in the past"),
        pytest.param(IN_A_YEAR + timedelta(microseconds=1), id="in more than a year"),
    ],
)
def test_a_token_expires_within_a_year(expires_at: datetime) -> None:
    with pytest.raises(InvalidInput) as refused:
        created(expires_at=expires_at)

    assert [problem.where for problem in refused.value.problems] == ["expires_at"]


def test_a_token_has_a_name() -> None:
    with pytest.raises(InvalidInput):
        created(name="")


def test_an_assignment_that_is_over_gets_no_token() -> None:
    with pytest.raises(InvalidInput) as refused:
        created(assignment=revoke_assignment(factories.assignment(), by=SETUP, now=NOW))

    assert [problem.where for problem in refused.value.problems] == ["assignment"]


def test_a_token_for_others_assignment_is_not_created() -> None:
    with pytest.raises(NotVisible):
        created(by=factories.administrator(factories.board()))

    assert not ApiToken.objects.exists()


def test_nobody_creates_a_token_for_her_own_assignment() -> None:
    administrator = factories.administrator(factories.board())

    with pytest.raises(NotPermitted):
        created(assignment=Assignment.objects.get(ref=administrator.assignment_ref), by=administrator)


def test_a_token_is_revoked() -> None:
    token, _ = created()

    revoke_token(token, by=factories.administrator(token.assignment.scope.controller), now=NOW)

    assert ApiToken.objects.get(pk=token.pk).revoked_at == NOW
    assert (last_event().kind, last_event().subject_ref) == ("token_revoked", token.ref)


def test_a_token_is_revoked_once() -> None:
    token, _ = created()
    revoke_token(token, by=SETUP, now=NOW)

    with pytest.raises(AlreadyEnded) as refused:
        revoke_token(token, by=SETUP, now=NOW + timedelta(days=1))

    assert refused.value.facts == {"on": NOW}


def test_a_token_of_others_does_not_exist() -> None:
    token, _ = created()

    with pytest.raises(NotVisible):
        revoke_token(token, by=factories.administrator(factories.board()), now=NOW)


def test_use_is_noted_every_five_minutes() -> None:
    token, _ = created()

    def used(after: timedelta, writes: int) -> datetime | None:
        fresh = ApiToken.objects.get(pk=token.pk)
        with queries(writes):
            note_use(fresh, NOW + after)
        return ApiToken.objects.get(pk=token.pk).last_used_at

    assert used(timedelta(), 1) == NOW
    assert used(timedelta(minutes=5) - timedelta(microseconds=1), 0) == NOW
    assert used(timedelta(minutes=5), 1) == NOW + timedelta(minutes=5)
