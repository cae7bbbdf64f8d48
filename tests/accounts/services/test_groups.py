"""Tests of accounts/services/groups.py."""

import pytest

from accounts.models import AdministrativeEvent, UnitGroup
from accounts.services.groups import change_group, create_group
from core.errors import NotVisible
from rules.errors import InvalidInput, NotPermitted
from tests import factories
from tests.factories import NOW, SETUP

pytestmark = pytest.mark.django_db


def test_units_on_both_sides_of_the_wall_become_a_group() -> None:
    board = factories.board(factories.municipality())
    units = [factories.social_services(board), factories.municipal_care(board)]

    group = create_group(name="Äldreteamet", units=units, by=factories.administrator(board), now=NOW)

    stored = UnitGroup.objects.get(pk=group.pk)
    assert (stored.name, stored.sort_key, set(stored.units.all())) == ("Äldreteamet", "|ldreteamet", set(units))
    event = AdministrativeEvent.objects.latest("id")
    assert (event.kind, event.subject_ref) == ("group_created", group.ref)
    assert event.data == {"name": "Äldreteamet", "units": sorted(str(unit.ref) for unit in units)}


def test_a_group_has_at_least_one_unit() -> None:
    with pytest.raises(InvalidInput):
        create_group(name="Tomma teamet", units=[], by=SETUP, now=NOW)


def test_a_group_has_a_name() -> None:
    with pytest.raises(InvalidInput):
        create_group(name="", units=[factories.ward()], by=SETUP, now=NOW)


def test_nobody_takes_another_s_unit_into_a_group() -> None:
    here, there = factories.ward(), factories.ward()

    with pytest.raises(NotPermitted):
        create_group(name="G", units=[here, there], by=factories.administrator(here.controller), now=NOW)

    assert not UnitGroup.objects.exists()


def test_a_group_gets_another_name_and_other_units() -> None:
    board = factories.board()
    first, second, third = (factories.ward(board) for _ in range(3))
    group = factories.group([first, second])

    change_group(group, name="Ö-gruppen", units=[second, third], by=factories.administrator(board), now=NOW)

    stored = UnitGroup.objects.get(pk=group.pk)
    assert (stored.name, stored.sort_key, set(stored.units.all())) == ("Ö-gruppen", "}-gruppen", {second, third})
    event = AdministrativeEvent.objects.latest("id")
    assert (event.kind, event.data["units"]) == ("group_changed", sorted([str(second.ref), str(third.ref)]))


def test_a_group_that_reaches_outside_is_changed_by_whoever_covers_all_of_it() -> None:
    here, there = factories.ward(), factories.ward()
    group = factories.group([here, there])

    with pytest.raises(NotPermitted):
        change_group(group, name="G", units=[here], by=factories.administrator(here.controller), now=NOW)


def test_a_group_of_others_does_not_exist() -> None:
    here = factories.ward()
    group = factories.group([factories.ward()])

    with pytest.raises(NotVisible):
        change_group(group, name="G", units=[here], by=factories.administrator(here.controller), now=NOW)


def test_a_group_is_not_changed_into_units_of_others() -> None:
    here, there = factories.ward(), factories.ward()
    group = factories.group([here])

    with pytest.raises(NotPermitted):
        change_group(group, name="G", units=[here, there], by=factories.administrator(here.controller), now=NOW)
