"""Tests of accounts/services/units.py."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from accounts.errors import AlreadyEnded, StillInUse
from accounts.kinds import Speciality, UnitKind
from accounts.models import AdministrativeEvent, Assignment, Controller, Principal, Unit
from accounts.services.organisations import close_controller
from accounts.services.units import UnitDetails, change_unit, close_unit, create_unit
from rules.errors import InvalidInput, NotPermitted
from tests import factories
from tests.factories import NOW, SETUP, TODAY

pytestmark = pytest.mark.django_db

DETAILS = UnitDetails(
    name="Östra vårdcentralen",
    speciality=Speciality.PRIMARY_CARE,
    hsa_id="SE2321000131-E000000000001",
    phone="010-100 20 30",
    hours="vardagar 8–17",
    after_hours="1177",
    send_here="inskrivningsmeddelanden",
    district="Öster",
    discreet=True,
)


def a_unit(**changed: Any) -> Unit:
    given: dict[str, Any] = {
        "kind": UnitKind.OPEN_CARE,
        "details": DETAILS,
        "valid_from": TODAY,
        "by": SETUP,
        "now": NOW,
    }
    if "controller" not in changed:
        given["controller"] = factories.board()
    return create_unit(**{**given, **changed})


def problems(refused: pytest.ExceptionInfo[InvalidInput]) -> list[str]:
    return [problem.where for problem in refused.value.problems]


def last_event() -> AdministrativeEvent:
    return AdministrativeEvent.objects.latest("id")


def test_a_unit_opens_with_its_details() -> None:
    board = factories.board()

    unit = a_unit(controller=board, by=factories.administrator(board))

    stored = Unit.objects.get(pk=unit.pk)
    assert (stored.controller, stored.kind, stored.speciality) == (board, "open_care", "primary_care")
    assert (stored.name, stored.sort_key, stored.hsa_id) == (
        "Östra vårdcentralen",
        "}stra v{rdcentralen",
        "SE2321000131-E000000000001",
    )
    assert (stored.phone, stored.hours, stored.after_hours) == ("010-100 20 30", "vardagar 8–17", "1177")
    assert (stored.send_here, stored.district, stored.discreet) == ("inskrivningsmeddelanden", "Öster", True)
    assert (stored.valid_from, stored.valid_to, stored.parent, stored.stand_in) == (TODAY, None, None, None)


def test_who_opened_it_is_written_down() -> None:
    board = factories.board()
    above = factories.open_care(board)

    unit = a_unit(controller=board, details=replace(DETAILS, parent=above))

    event = last_event()
    assert (event.kind, event.subject_ref, event.system_name) == ("unit_created", unit.ref, "tests")
    assert event.data["controller"] == str(board.ref)
    assert (event.data["kind"], event.data["valid_from"]) == ("open_care", "2026-03-09")
    assert (event.data["name"], event.data["parent"]) == ("Östra vårdcentralen", str(above.ref))


def test_a_unit_is_opened_by_its_controller_s_administrator_and_no_other() -> None:
    with pytest.raises(NotPermitted):
        a_unit(by=factories.administrator(factories.board()))

    assert not Unit.objects.exists()


REGION, MUNICIPALITY, BOTH = Principal.Kind.REGION, Principal.Kind.MUNICIPALITY, Principal.Kind.BOTH
BOARD, PRIVATE = Controller.Kind.BOARD, Controller.Kind.PRIVATE_PROVIDER
AT_HOME = {
    UnitKind.WARD: {(REGION, BOARD), (REGION, PRIVATE), (BOTH, BOARD), (BOTH, PRIVATE)},
    UnitKind.OPEN_CARE: {(REGION, BOARD), (REGION, PRIVATE), (BOTH, BOARD), (BOTH, PRIVATE)},
    UnitKind.SOCIAL_SERVICES: {(MUNICIPALITY, BOARD), (BOTH, BOARD)},
    UnitKind.PROVIDER: {(MUNICIPALITY, BOARD), (MUNICIPALITY, PRIVATE), (BOTH, BOARD), (BOTH, PRIVATE)},
    UnitKind.MUNICIPAL_CARE: {
        (REGION, BOARD), (REGION, PRIVATE), (MUNICIPALITY, BOARD), (MUNICIPALITY, PRIVATE), (BOTH, BOARD),
        (BOTH, PRIVATE),
    },
}  # fmt: skip


@pytest.mark.parametrize("controller_kind", Controller.Kind)
@pytest.mark.parametrize("principal_kind", Principal.Kind)
@pytest.mark.parametrize("kind", UnitKind)
def test_a_kind_of_unit_is_at_home_where_the_table_says(
    kind: UnitKind, principal_kind: Principal.Kind, controller_kind: Controller.Kind
) -> None:
    principal = Principal.objects.create(
        kind=principal_kind,
        code="01" if principal_kind == REGION else "0180",
        name="P",
        sort_key="p",
        valid_from=factories.LONG_AGO,
    )
    controller = Controller.objects.create(
        principal=principal, kind=controller_kind, name="C", sort_key="c", valid_from=factories.LONG_AGO
    )

    if (principal_kind, controller_kind) in AT_HOME[kind]:
        assert a_unit(controller=controller, kind=kind).kind == kind
    else:
        with pytest.raises(InvalidInput) as refused:
            a_unit(controller=controller, kind=kind)
        assert problems(refused) == ["kind"]


def test_a_unit_opens_while_its_controller_is_open() -> None:
    board = close_controller(factories.board(), last_day=TODAY, by=SETUP, now=NOW)

    with pytest.raises(InvalidInput) as refused:
        a_unit(controller=board, valid_from=TODAY + timedelta(days=1))

    assert problems(refused) == ["valid_from"]


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"name": ""}, ["name"]),
        ({"name": "x" * 121}, ["name"]),
        ({"hsa_id": "SE1"}, ["hsa_id"]),
        ({"speciality": "magic"}, ["speciality"]),
        ({"phone": "0" * 41}, ["phone"]),
    ],
)
def test_details_that_the_table_does_not_allow_are_refused_by_field(wrong: dict[str, Any], where: list[str]) -> None:
    with pytest.raises(InvalidInput) as refused:
        a_unit(details=replace(DETAILS, **wrong))

    assert problems(refused) == where


def test_an_hsa_id_belongs_to_one_open_unit() -> None:
    a_unit()

    with pytest.raises(InvalidInput) as refused:
        a_unit()

    assert [str(problem) for problem in refused.value.problems] == ["HSA-id:t används redan av en annan enhet."]


def test_a_unit_may_be_a_part_of_another_of_the_same_controller() -> None:
    board = factories.board()
    above = factories.open_care(board)

    assert a_unit(controller=board, details=replace(DETAILS, parent=above)).parent == above


def test_a_unit_is_no_part_of_another_controller_s() -> None:
    with pytest.raises(InvalidInput) as refused:
        a_unit(details=replace(DETAILS, parent=factories.open_care()))

    assert problems(refused) == ["parent"]


def test_a_unit_is_no_part_of_one_that_closes() -> None:
    above = close_unit(factories.open_care(), last_day=TODAY, by=SETUP, now=NOW)

    with pytest.raises(InvalidInput):
        a_unit(controller=above.controller, details=replace(DETAILS, parent=above))


def test_a_unit_is_no_part_of_its_own_part() -> None:
    board = factories.board()
    top = a_unit(controller=board)
    middle = factories.open_care(board, parent=top)
    bottom = factories.open_care(board, parent=middle)

    with pytest.raises(InvalidInput) as refused:
        change_unit(top, details=replace(DETAILS, parent=bottom), by=SETUP, now=NOW)

    assert problems(refused) == ["parent"]


def test_a_stand_in_is_of_the_same_controller_and_side() -> None:
    board = factories.board(factories.municipality())
    here = factories.municipal_care(board)

    assert factories.municipal_care(board, stand_in=here).stand_in == here


@pytest.mark.parametrize("where", ["another controller", "the other side of the wall", "closed"])
def test_nobody_else_stands_in(where: str) -> None:
    board = factories.board(factories.municipality())
    stand_in = {
        "another controller": lambda: factories.municipal_care(),
        "the other side of the wall": lambda: factories.social_services(board),
        "closed": lambda: close_unit(factories.municipal_care(board), last_day=TODAY, by=SETUP, now=NOW),
    }[where]()

    with pytest.raises(InvalidInput) as refused:
        factories.municipal_care(board, stand_in=stand_in)

    assert problems(refused) == ["stand_in"]


def test_a_unit_changes_and_what_changed_is_written_down() -> None:
    unit = a_unit()

    changed = change_unit(
        unit,
        details=replace(DETAILS, name="Norra vårdcentralen", phone=""),
        by=factories.administrator(unit.controller),
        now=NOW,
    )

    stored = Unit.objects.get(pk=changed.pk)
    assert (stored.name, stored.sort_key, stored.phone) == ("Norra vårdcentralen", "norra v{rdcentralen", "")
    assert (stored.kind, stored.controller_id, stored.ref) == (unit.kind, unit.controller_id, unit.ref)
    event = last_event()
    assert (event.kind, event.subject_ref) == ("unit_changed", unit.ref)
    assert event.data == {"name": "Norra vårdcentralen", "phone": ""}


def test_a_unit_is_changed_by_its_own_administrator_and_no_other() -> None:
    unit = a_unit()

    with pytest.raises(NotPermitted):
        change_unit(unit, details=replace(DETAILS, name="X"), by=factories.administrator(factories.board()), now=NOW)

    assert Unit.objects.get(pk=unit.pk).name == "Östra vårdcentralen"


def test_a_change_is_made_to_the_unit_as_it_is_now() -> None:
    stale = a_unit()
    close_unit(Unit.objects.get(pk=stale.pk), last_day=TODAY, by=SETUP, now=NOW)

    change_unit(stale, details=DETAILS, by=SETUP, now=NOW)

    assert Unit.objects.get(pk=stale.pk).valid_to == TODAY


def test_a_unit_closes() -> None:
    unit = a_unit()

    close_unit(unit, last_day=TODAY, by=factories.administrator(unit.controller), now=NOW)

    assert Unit.objects.get(pk=unit.pk).valid_to == TODAY
    event = last_event()
    assert (event.kind, event.data) == ("unit_closed", {"last_day": "2026-03-09", "assignments": []})


def test_a_unit_is_closed_by_its_own_administrator_and_no_other() -> None:
    with pytest.raises(NotPermitted):
        close_unit(a_unit(), last_day=TODAY, by=factories.administrator(factories.board()), now=NOW)


def test_a_unit_closes_once() -> None:
    unit = a_unit()
    close_unit(unit, last_day=TODAY, by=SETUP, now=NOW)

    with pytest.raises(AlreadyEnded):
        close_unit(unit, last_day=TODAY, by=SETUP, now=NOW)


def test_a_unit_does_not_close_before_today() -> None:
    with pytest.raises(InvalidInput):
        close_unit(a_unit(), last_day=TODAY - timedelta(days=1), by=SETUP, now=NOW)


def test_a_unit_does_not_close_before_it_has_opened() -> None:
    with pytest.raises(InvalidInput) as refused:
        close_unit(a_unit(valid_from=TODAY + timedelta(days=9)), last_day=TODAY, by=SETUP, now=NOW)

    assert [str(problem) for problem in refused.value.problems] == ["Sista dagen kan inte vara före första dagen."]


@pytest.mark.parametrize("dependence", ["parent", "stand_in"])
def test_a_unit_that_another_depends_on_does_not_close(dependence: str) -> None:
    board = factories.board()
    unit = a_unit(controller=board)
    dependent = factories.open_care(board, name="Filialen", **{dependence: unit})

    with pytest.raises(StillInUse) as refused:
        close_unit(unit, last_day=TODAY, by=SETUP, now=NOW)

    assert refused.value.facts == {"by": "Filialen"}
    close_unit(dependent, last_day=TODAY, by=SETUP, now=NOW)
    assert close_unit(unit, last_day=TODAY, by=SETUP, now=NOW).valid_to == TODAY


def test_assignments_end_with_the_unit() -> None:
    unit = factories.ward()
    last_day = TODAY + timedelta(days=10)
    until_further_notice = factories.assignment(unit)
    longer = factories.assignment(unit, valid_to=date(2027, 1, 1))
    shorter = factories.assignment(unit, valid_to=TODAY)
    later = factories.assignment(unit, valid_from=last_day + timedelta(days=1))
    other = factories.assignment()

    close_unit(unit, last_day=last_day, by=SETUP, now=NOW)

    after = {one.pk: (one.valid_to, one.revoked_at) for one in Assignment.objects.all()}
    assert after[until_further_notice.pk] == after[longer.pk] == (last_day, None)
    assert after[shorter.pk] == (TODAY, None)
    assert after[later.pk] == (None, NOW)
    assert after[other.pk] == (None, None)
    assert last_event().data["assignments"] == sorted(str(one.ref) for one in (until_further_notice, longer, later))
