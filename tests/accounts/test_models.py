"""Tests of accounts/models: what the database itself refuses, and what a row says of itself."""

from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from accounts.kinds import Side, UnitKind
from accounts.models import (
    AccessLogEntry,
    AccessLogSeal,
    AdministrativeEvent,
    ApiToken,
    Assignment,
    Controller,
    County,
    Municipality,
    Principal,
    Unit,
    UnitGroup,
    User,
)
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 9)


def an_assignment(**columns: Any) -> Callable[[], Any]:
    def make() -> Assignment:
        given = {"user": factories.user(), "role": "ward_nurse", "valid_from": DAY, "unit": factories.ward()}
        return Assignment.objects.create(**{**given, **columns})

    return make


def a_unit(**columns: Any) -> Callable[[], Any]:
    def make() -> Unit:
        given = {
            "controller": factories.board(),
            "kind": "ward",
            "speciality": "medicine",
            "name": "Medicin 12",
            "sort_key": "medicin 12",
            "valid_from": DAY,
        }
        return Unit.objects.create(**{**given, **columns})

    return make


def a_principal(kind: str, code: str) -> Callable[[], Any]:
    return lambda: Principal.objects.create(kind=kind, code=code, name="R", sort_key="r", valid_from=DAY)


def a_seal(**columns: Any) -> Callable[[], Any]:
    given = {"number": 1, "after_id": 0, "last_id": 1, "entries": 1, "hash": "0" * 64, "sealed_at": NOW}
    return lambda: AccessLogSeal.objects.create(**{**given, **columns})


def a_token() -> ApiToken:
    return ApiToken.objects.create(
        assignment=factories.assignment(), name="x", prefix="hv_x", digest="0" * 64, created_at=NOW, expires_at=NOW
    )


def two_open_units_with_one_hsa_id() -> None:
    for _ in range(2):
        a_unit(hsa_id="SE2321000131-E000000000001")()


def its_own(name: str) -> Callable[[], Any]:
    def make() -> None:
        ward = factories.ward()
        Unit.objects.filter(id=ward.id).update(**{name: ward.id})

    return make


def twice(make: Callable[[], Any]) -> Callable[[], Any]:
    return lambda: [make(), make()]


REFUSED = {
    "assignment_has_exactly_one_scope": [
        an_assignment(unit=None),
        lambda: an_assignment(controller=factories.board())(),
        lambda: an_assignment(group=factories.group([factories.ward()]))(),
        lambda: an_assignment(principal=factories.region())(),
        lambda: an_assignment(unit=None, controller=factories.board(), principal=factories.region())(),
    ],
    "assignment_role_known": [an_assignment(role="king")],
    "assignment_ends_after_it_begins": [an_assignment(valid_to=date(2026, 3, 8))],
    "unit_kind_known": [a_unit(kind="castle")],
    "unit_speciality_known": [a_unit(speciality="magic")],
    "unit_ends_after_it_begins": [a_unit(valid_to=date(2026, 3, 8))],
    "unit_is_not_its_own_parent": [its_own("parent")],
    "unit_is_not_its_own_stand_in": [its_own("stand_in")],
    "unit_hsa_id_is_used_by_one_open_unit": [two_open_units_with_one_hsa_id],
    "controller_kind_known": [
        lambda: Controller.objects.create(
            principal=factories.region(), kind="club", name="K", sort_key="k", valid_from=DAY
        )
    ],
    "controller_ends_after_it_begins": [
        lambda: Controller.objects.create(
            principal=factories.region(),
            kind="board",
            name="K",
            sort_key="k",
            valid_from=DAY,
            valid_to=date(2026, 3, 8),
        )
    ],
    "principal_code_is_of_its_kind": [
        a_principal("region", "0114"),
        a_principal("region", "ab"),
        a_principal("municipality", "01"),
        a_principal("both", "09"),
        a_principal("kingdom", "01"),
    ],
    "principal_code_begins_once_a_day": [twice(a_principal("region", "01"))],
    "principal_ends_after_it_begins": [
        lambda: Principal.objects.create(
            kind="region", code="01", name="R", sort_key="r", valid_from=DAY, valid_to=date(2026, 3, 8)
        )
    ],
    "county_code_begins_once_a_day": [
        twice(lambda: County.objects.create(code="99", name="L", sort_key="l", valid_from=DAY))
    ],
    "municipality_code_begins_once_a_day": [
        twice(lambda: Municipality.objects.create(code="9999", name="L", sort_key="l", valid_from=DAY))
    ],
    "user_name_is_in_small_letters": [lambda: User.objects.create(username="Maria", full_name="Maria")],
    "api_token_expires_after_creation": [a_token],
    "access_log_what_is_known": [lambda: AccessLogEntry.objects.create(at=NOW, what="guessed", system_name="x")],
    "access_log_entry_is_signed_by_somebody": [lambda: AccessLogEntry.objects.create(at=NOW, what="read")],
    "administrative_event_is_signed_by_somebody": [
        lambda: AdministrativeEvent.objects.create(at=NOW, kind="x", subject_ref=factories.ward().ref)
    ],
    "access_log_seal_closes_a_range": [a_seal(last_id=0)],
    "access_log_seal_numbers_begin_with_one": [a_seal(number=0)],
}


@pytest.mark.parametrize(
    ("claim", "make"),
    [pytest.param(claim, make, id=f"{claim}-{n}") for claim, makes in REFUSED.items() for n, make in enumerate(makes)],
)
def test_the_database_holds_its_claims(claim: str, make: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError, match=claim), transaction.atomic():
        make()


def test_a_closed_unit_gives_its_hsa_id_to_the_one_that_follows_it() -> None:
    a_unit(hsa_id="SE2321000131-E000000000001", valid_to=date(2026, 3, 9))()

    assert a_unit(hsa_id="SE2321000131-E000000000001")().pk


def test_units_without_hsa_id_are_not_mistaken_for_one_another() -> None:
    assert [a_unit()().hsa_id, a_unit()().hsa_id] == ["", ""]


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        pytest.param(date(2026, 3, 8), False, id="the day before"),
        pytest.param(date(2026, 3, 9), True, id="the first day"),
        pytest.param(date(2026, 3, 20), True, id="the last day"),
        pytest.param(date(2026, 3, 21), False, id="the day after"),
    ],
)
def test_first_and_last_day_count(day: date, holds: bool) -> None:
    unit = a_unit(valid_to=date(2026, 3, 20))()

    assert Unit.objects.valid_on(day).filter(id=unit.id).exists() is holds
    assert unit.is_valid_on(day) is holds


def test_without_a_last_day_a_row_holds_until_further_notice() -> None:
    unit = a_unit()()

    assert unit.is_valid_on(date(2099, 1, 1))
    assert Unit.objects.valid_on(date(2099, 1, 1)).filter(id=unit.id).exists()


@pytest.mark.parametrize(
    ("day", "listed"), [(date(2026, 3, 8), True), (date(2026, 3, 20), True), (date(2026, 3, 21), False)]
)
def test_what_is_not_over_holds_on_the_day_or_later(day: date, listed: bool) -> None:
    unit = a_unit(valid_to=date(2026, 3, 20))()

    assert Unit.objects.not_over_on(day).filter(id=unit.id).exists() is listed


def test_a_revoked_assignment_holds_on_no_day() -> None:
    assignment = an_assignment(revoked_at=NOW)()

    assert not assignment.is_valid_on(DAY)
    assert not Assignment.objects.valid_on(DAY).exists()
    assert not Assignment.objects.not_over_on(DAY).exists()


def test_an_assignment_that_is_not_revoked_holds_on_its_days() -> None:
    assignment = an_assignment(valid_to=DAY)()

    assert assignment.is_valid_on(DAY)
    assert not assignment.is_valid_on(date(2026, 3, 10))


def test_an_assignment_knows_what_it_is_for() -> None:
    ward = factories.ward()
    group = factories.group([ward])
    board, region = ward.controller, ward.controller.principal

    scopes = [
        an_assignment(unit=ward)().scope,
        an_assignment(unit=None, group=group)().scope,
        an_assignment(unit=None, controller=board)().scope,
        an_assignment(unit=None, principal=region)().scope,
    ]

    assert scopes == [ward, group, board, region]


def test_a_unit_stands_on_the_side_of_its_kind() -> None:
    assert factories.unit(UnitKind.MUNICIPAL_CARE).side == Side.HEALTH
    assert factories.unit(UnitKind.SOCIAL_SERVICES).side == Side.SOCIAL


@pytest.mark.parametrize(
    ("kind", "code", "county", "is_region", "is_municipality"),
    [
        ("region", "25", "25", True, False),
        ("municipality", "2580", "25", False, True),
        ("both", "0980", "09", True, True),
    ],
)
def test_a_principal_knows_its_county_and_what_it_is(
    kind: str, code: str, county: str, is_region: bool, is_municipality: bool
) -> None:
    principal = a_principal(kind, code)()

    assert (principal.county_code, principal.is_region, principal.is_municipality) == (
        county,
        is_region,
        is_municipality,
    )


def test_a_user_name_is_one_however_it_is_typed() -> None:
    made = User.objects.create_user("  Maria.Ek ", None, full_name="Maria Ek")

    assert made.username == "maria.ek"
    assert User.objects.get_by_natural_key("MARIA.EK ") == made


def test_an_operator_is_staff_and_superuser() -> None:
    made = User.objects.create_superuser("Drift", factories.PASSWORD, full_name="Drift")

    assert (made.username, made.is_staff, made.is_superuser) == ("drift", True, True)
    assert made.check_password(factories.PASSWORD)


def test_rows_say_what_they_are_in_words() -> None:
    ward = factories.ward(name="Medicin 12")
    maria = factories.user(full_name="Maria Ek")
    assignment = an_assignment(user=maria, unit=ward)()

    assert str(ward) == "Medicin 12"
    assert str(ward.controller) == "Nämnden"
    assert str(ward.controller.principal) == "Region Solgård"
    assert str(factories.group([ward], "Medicin")) == "Medicin"
    assert str(assignment) == "Maria Ek, sjuksköterska på vårdavdelning, Medicin 12"
    assert str(County(name="Skåne län")) == "Skåne län"
    assert str(Municipality(name="Lund", code="1281")) == "Lund"
    assert Municipality(code="1281").county_code == "12"
    assert str(ApiToken(prefix="hv_abc", name="provtagning")) == "hv_abc… provtagning"
    assert str(AccessLogEntry(at=NOW, what="read")) == "2026-03-09T11:00:00+00:00 read"
    assert str(AccessLogSeal(number=7, hash="ab")) == "7 ab"
    assert str(AdministrativeEvent(at=NOW, kind="unit_created")) == "2026-03-09T11:00:00+00:00 unit_created"


def test_a_group_is_within_the_controllers_of_all_its_units() -> None:
    here, there = factories.ward(), factories.ward()
    ours, mixed = factories.group([here], "A"), factories.group([here, there], "B")
    both = (here.controller_id, there.controller_id)

    assert set(UnitGroup.objects.within((here.controller_id,))) == {ours}
    assert set(UnitGroup.objects.within(both)) == {ours, mixed}
    assert set(UnitGroup.objects.within(())) == set()


APPEND_ONLY = ["accounts_accesslogentry", "accounts_accesslogseal", "accounts_administrativeevent"]


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
def test_web_only_adds_to_and_reads_the_logs(table: str, change: str) -> None:
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        connection.cursor().execute(change.format(table))


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("role", ["web", "worker"])
def test_the_rights_to_the_logs_are_adding_and_reading(table: str, role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(privilege ORDER BY privilege) FROM unnest(ARRAY["
            "'SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS privilege "
            "WHERE has_table_privilege(%s, %s, privilege)",
            [role, table],
        )
        assert cursor.fetchone() == (["INSERT", "SELECT"],)


def test_whoever_had_an_account_before_names_were_sorted_gets_a_sort_key() -> None:
    before, after = factories.user(full_name="Åsa Öberg"), factories.user(full_name="Eva Lind")
    User.objects.filter(pk=before.pk).update(sort_key="")
    User.objects.filter(pk=after.pk).update(sort_key="as it was")

    import_module("accounts.migrations.0012_people_that_are_there_get_their_sort_key").fill(apps, None)

    keys = dict(User.objects.values_list("full_name", "sort_key"))
    assert keys == {"Åsa Öberg": "{sa }berg", "Eva Lind": "as it was"}
