"""Tests of the command that gives an organisation its first administrator."""

import getpass
import io
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AdministrativeEvent, Assignment, User
from tests import factories
from tests.factories import PASSWORD, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]


def appoint(monkeypatch: pytest.MonkeyPatch, ref: object, password: str = PASSWORD) -> str:
    monkeypatch.setattr(getpass, "getpass", lambda _: password)
    out = io.StringIO()
    call_command("appoint_administrator", "anna", "Anna Berg", str(ref), stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["principal", "controller"])
def test_an_organisation_gets_its_first_administrator(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    board = factories.board()
    scope = board.principal if kind == "principal" else board

    said = appoint(monkeypatch, scope.ref)

    assignment = Assignment.objects.get()
    assert (assignment.user.username, assignment.user.full_name) == ("anna", "Anna Berg")
    assert assignment.user.check_password(PASSWORD)
    assert (assignment.role, assignment.scope, assignment.valid_from) == ("local_administrator", scope, TODAY)
    assert said == f"Anna Berg is local administrator of {scope.name}.\n"
    assert {event.system_name for event in AdministrativeEvent.objects.all()} == {"tests", "appoint_administrator"}


def test_an_organisation_that_is_not_there_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="No principal or controller"):
        appoint(monkeypatch, uuid4())


def test_a_refusal_leaves_no_half_made_account(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="password"):
        appoint(monkeypatch, factories.board().ref, "kort")

    assert not User.objects.exists()
