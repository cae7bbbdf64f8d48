"""Tests of accounts/services/recording.py."""

from datetime import date
from uuid import UUID

import pytest

from accounts.errors import Taken
from accounts.models import AdministrativeEvent, County, User
from accounts.services.recording import record, save
from tests import factories
from tests.factories import NOW, SETUP

pytestmark = pytest.mark.django_db


def test_what_somebody_else_made_a_moment_ago_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    factories.user("maria")
    monkeypatch.setattr(User, "full_clean", lambda _: None)  # asked before the other one had committed

    with pytest.raises(Taken):
        save(User(username="maria", full_name="Maria Ek"))

    assert User.objects.count() == 1


def test_an_event_holds_plain_values() -> None:
    ward = factories.ward()
    county = County.objects.get(code="12")

    record(
        "tried",
        ward.ref,
        by=SETUP,
        now=NOW,
        unit=ward,
        county=county,
        day=date(2026, 3, 9),
        at=NOW,
        ref=UUID(int=7),
        number=7,
        nothing=None,
    )

    assert AdministrativeEvent.objects.get(kind="tried").data == {
        "unit": str(ward.ref),
        "county": county.pk,
        "day": "2026-03-09",
        "at": "2026-03-09T11:00:00+00:00",
        "ref": "00000000-0000-0000-0000-000000000007",
        "number": 7,
        "nothing": None,
    }
