"""Tests of accounts/services/recording.py."""

from datetime import date
from uuid import UUID

import pytest

from accounts.errors import FormReused, StaleForm, Taken
from accounts.models import AdministrativeEvent, County, User
from accounts.services.recording import check_version, is_recorded, record, save, version_of
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


def test_what_the_same_person_did_with_the_same_data_is_recorded_already() -> None:
    someone, ward = factories.administrator(factories.board()), factories.ward()
    assert not is_recorded("tried", ward.ref, by=someone, unit=ward)

    record("tried", ward.ref, by=someone, now=NOW, unit=ward)

    assert is_recorded("tried", ward.ref, by=someone, unit=ward)
    assert not is_recorded("tried otherwise", ward.ref, by=someone, unit=ward)
    assert not is_recorded("tried", factories.ward().ref, by=someone, unit=ward)
    assert not is_recorded("tried", ward.ref, by=factories.administrator(factories.board()), unit=ward)
    with pytest.raises(FormReused):
        is_recorded("tried", ward.ref, by=someone, unit=factories.ward())


def test_a_version_is_the_number_of_acts_and_an_earlier_one_is_refused() -> None:
    ward = factories.ward()
    assert version_of(ward.ref) == 1

    record("tried", ward.ref, by=SETUP, now=NOW)

    assert version_of(ward.ref) == 2
    check_version(ward.ref, 2)
    check_version(ward.ref, None)
    for other in (1, 3):
        with pytest.raises(StaleForm):
            check_version(ward.ref, other)
