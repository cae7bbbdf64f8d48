"""Tests of the demo: desk/demo and the command that loads it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from accounts.kinds import Speciality, UnitKind
from accounts.models import Assignment, Controller, Principal, Unit, User
from accounts.roles import Role
from desk.demo.loading import deliver_everything, load
from discharge.domains import DOMAINS
from discharge.models import Draft, Event, PopulationEntry, Receipt, Turn
from discharge.models.events import EventKind
from discharge.models.protection import Protection
from discharge.turns import Action
from discharge.verify import verify
from notifications.models import InAppNotice
from rules.calendar import local_date
from rules.tracks.receipt import State
from tests.doors.world import undone
from tests.factories import NOW

DAY = timedelta(days=1)


@pytest.fixture(scope="module", autouse=True)
def _loaded(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The region, loaded at NOW; for the whole file, and undone after it."""
    with django_db_blocker.unblock(), undone():
        assert load(NOW)
        yield


def test_a_second_loading_changes_nothing() -> None:
    before = (Unit.objects.count(), Event.objects.count())

    assert not load(NOW + DAY)

    assert (Unit.objects.count(), Event.objects.count()) == before


def test_everything_that_happened_fits_together() -> None:
    assert list(verify()) == []


def test_there_is_a_region_a_large_municipality_with_districts_and_three_smaller_ones() -> None:
    kinds = sorted(Principal.objects.values_list("kind", flat=True))
    districts = set(Unit.objects.exclude(district="").values_list("district", flat=True))

    assert kinds == ["municipality"] * 4 + ["region"]
    assert districts == {"Norr", "Syd"}
    assert set(Controller.objects.values_list("kind", flat=True)) == {"board", "private_provider"}


def test_there_are_wards_and_other_units_of_every_kind_that_the_product_knows() -> None:
    assert set(Unit.objects.values_list("kind", flat=True)) == set(UnitKind.values)
    assert set(Unit.objects.values_list("speciality", flat=True)) == set(Speciality.values)


def test_there_is_somebody_in_every_role_and_nobody_has_a_password() -> None:
    assert set(Assignment.objects.values_list("role", flat=True)) == set(Role.values)
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_every_assignment_and_unit_holds_today() -> None:
    today = local_date(NOW)

    assert Assignment.objects.valid_on(today).count() == Assignment.objects.count()
    assert Unit.objects.valid_on(today).count() == Unit.objects.count()


def test_phone_numbers_are_of_the_series_that_is_set_aside_for_fiction() -> None:
    phones = set(Unit.objects.values_list("phone", flat=True))

    assert len(phones) == Unit.objects.count()
    assert all(phone.startswith("0980-319 2") and len(phone) == 12 for phone in phones)


def test_every_number_is_valid_and_one_patient_is_protected() -> None:
    entries = PopulationEntry.objects.all()

    for entry in entries:
        assert DOMAINS.normalise(entry.oid, entry.value, today=local_date(NOW)).value == entry.value
    assert entries.exclude(protection=Protection.NONE).count() == 1


def test_there_are_messages_in_every_state_and_turns_of_every_kind() -> None:
    states = set(Receipt.objects.values_list("state", flat=True))
    kinds = set(Event.objects.values_list("kind", flat=True))

    assert states == set(State) - {State.SENT}
    assert kinds == set(EventKind.values)
    assert set(Turn.objects.values_list("action", flat=True)) == set(Action)
    assert Draft.objects.count() == 2


def test_nothing_has_happened_later_than_now_and_something_today() -> None:
    times = list(Event.objects.values_list("recorded_at", flat=True))

    assert max(times) <= NOW
    assert NOW - max(times) < timedelta(hours=2)
    assert NOW - min(times) < 13 * DAY


def test_what_units_are_told_stands_in_the_product_at_once() -> None:
    deliver_everything(NOW)

    assert InAppNotice.objects.exists()


def test_nothing_is_loaded_where_there_is_no_demo(settings: LazySettings) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO=yes"):
        call_command("demo")
