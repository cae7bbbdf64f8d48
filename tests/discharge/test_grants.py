"""Tests of discharge/services/grants.py: what a person grants another in a case."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from accounts.actor import Actor
from accounts.models import User
from accounts.permissions import can
from accounts.roles import Permission, Role
from core.errors import NotVisible
from discharge.models import Case, CaseGrant, Event, Notice
from discharge.models.protection import Protection
from discharge.services.grants import end_access, grant_access
from discharge.services.receipts import acknowledge
from rules.errors import InvalidInput, NotPermitted
from tests import factories as make
from tests.discharge.parties import parties

pytestmark = pytest.mark.django_db


def granted(case: Case, to: Actor, **changed: Any) -> CaseGrant:
    unit = make.unit_of(to)
    arguments = {
        "unit": unit.ref,
        "user": User.objects.get(pk=to.user_id),
        "permission": "read_extra",
        "ends_on": date(2026, 4, 1),
        "reason": "Kvalitetsgranskning",
        "by": make.administrator(unit.controller),
        "now": make.NOW,
        **changed,
    }
    return grant_access(case.ref, **arguments)


def sees(actor: Actor, case: Case) -> bool:
    return Case.objects.visible_to(actor).filter(pk=case.pk).exists()


def test_an_extra_reader_reads_what_the_side_has_until_the_last_day() -> None:
    they = parties()
    case = make.case(they.ward)
    notice = make.message(case, they.ward, make.unit_of(they.social))

    granted(case, they.other_ward, unit=make.unit_of(they.ward).ref)

    assert sees(replace(they.other_ward, on=date(2026, 4, 1)), case)
    assert list(Notice.objects.readable_by(they.other_ward)) == [notice]
    assert not sees(replace(they.other_ward, on=date(2026, 4, 2)), case)
    (event,) = Event.objects.filter(kind="access_granted")
    assert (event.audience, event.unit) == ("own", make.unit_of(they.ward))
    assert event.data == {
        "user_id": they.other_ward.user_id,
        "permission": "read_extra",
        "ends_on": "2026-04-01",
        "reason": "Kvalitetsgranskning",
    }


def test_an_extra_reader_only_reads() -> None:
    they = parties()
    case = make.case(they.ward)
    notice = make.message(case, they.ward, make.unit_of(they.social))
    granted(case, they.other_ward, unit=make.unit_of(they.ward).ref)

    assert can(they.other_ward, Permission.READ_CASE, notice)
    for permission in (Permission.SEND_MESSAGE, Permission.CORRECT, Permission.RECALL, Permission.ACKNOWLEDGE):
        assert not can(they.other_ward, permission, case)
        assert not can(they.other_ward, permission, notice)
    with pytest.raises(NotPermitted):
        acknowledge(notice.ref, by=they.other_ward, now=make.NOW, expected_version=1)


def test_a_grant_does_not_cross_the_wall_or_the_organisation() -> None:
    they = parties()
    case = make.case(they.ward)
    make.message(case, they.ward, make.unit_of(they.social))

    for outsider in (they.care, they.clinic):
        granted(
            case,
            outsider,
            unit=make.unit_of(they.social).ref,
            by=make.administrator(make.unit_of(they.social).controller),
        )

        assert not sees(outsider, case)


def test_a_second_grant_replaces_the_first() -> None:
    they = parties()
    case = make.case(they.ward)
    granted(case, they.other_ward, unit=make.unit_of(they.ward).ref)

    granted(case, they.other_ward, unit=make.unit_of(they.ward).ref, ends_on=date(2026, 5, 1))

    assert CaseGrant.objects.get().ends_on == date(2026, 5, 1)
    assert Event.objects.filter(kind="access_granted").count() == 2


def test_access_ends_at_once() -> None:
    they = parties()
    case = make.case(they.ward)
    granted(case, they.other_ward, unit=make.unit_of(they.ward).ref)
    arguments: dict[str, Any] = {
        "unit": make.unit_of(they.ward).ref,
        "user": User.objects.get(pk=they.other_ward.user_id),
        "permission": "read_extra",
        "reason": "Klar",
        "by": make.administrator(make.unit_of(they.ward).controller),
        "now": make.LATER,
    }

    end_access(case.ref, **arguments)
    with pytest.raises(NotVisible):
        end_access(case.ref, **arguments)

    assert not sees(they.other_ward, case)
    (event,) = Event.objects.filter(kind="access_ended")
    assert event.data == {"user_id": they.other_ward.user_id, "permission": "read_extra", "reason": "Klar"}


def test_a_named_person_at_the_recipient_sees_a_protected_persons_case() -> None:
    they = parties()
    case = make.case(they.ward, make.patient(protection=Protection.FICTITIOUS))
    make.message(case, they.ward, make.unit_of(they.social))
    colleague = make.actor(make.unit_of(they.social))

    granted(case, they.social, permission="read_protected")

    assert sees(they.social, case)
    assert not sees(colleague, case)


def test_being_named_is_not_enough_without_taking_part() -> None:
    they = parties()
    case = make.case(they.ward, make.patient(protection=Protection.MARKING))

    granted(case, they.other_ward, unit=make.unit_of(they.ward).ref, permission="read_protected")

    assert not sees(they.other_ward, case)


def test_a_head_of_unit_grants_for_her_own_unit() -> None:
    they = parties()
    case = make.case(they.ward, make.patient(protection=Protection.MARKING))
    make.message(case, they.ward, make.unit_of(they.clinic))
    head = make.actor(make.unit_of(they.clinic), Role.HEAD_OF_UNIT)

    granted(case, they.clinic, permission="read_protected", by=head)

    assert sees(they.clinic, case)
    with pytest.raises(NotVisible):
        granted(case, they.ward, permission="read_protected", by=head)


def test_nobody_else_grants() -> None:
    they = parties()
    case = make.case(they.ward)
    elsewhere = make.administrator(make.unit_of(they.clinic).controller)

    with pytest.raises(NotPermitted):
        granted(case, they.other_ward, unit=make.unit_of(they.ward).ref, by=they.ward)
    with pytest.raises(NotVisible):
        granted(case, they.other_ward, unit=make.unit_of(they.ward).ref, by=elsewhere)
    with pytest.raises(NotVisible):
        granted(case, they.other_ward)
    with pytest.raises(NotVisible):
        granted(Case(ref=uuid4()), they.ward)

    assert not CaseGrant.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"permission": "change_case"}, id="another permission"),
        pytest.param({"reason": " "}, id="no reason"),
        pytest.param({"ends_on": date(2026, 3, 8)}, id="yesterday"),
        pytest.param({"ends_on": date(2027, 3, 10)}, id="more than a year"),
    ],
)
def test_a_grant_has_a_reason_and_a_last_day_within_a_year(wrong: dict[str, Any]) -> None:
    they = parties()
    case = make.case(they.ward)

    with pytest.raises(InvalidInput):
        granted(case, they.ward, **wrong)

    assert not CaseGrant.objects.exists()


@pytest.mark.parametrize("ends_on", [date(2026, 3, 9), date(2027, 3, 9)])
def test_the_first_and_the_last_possible_day(ends_on: date) -> None:
    they = parties()

    granted(make.case(they.ward), they.ward, ends_on=ends_on)

    assert CaseGrant.objects.get().ends_on == ends_on
