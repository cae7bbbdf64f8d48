"""What the database itself refuses of agreements, whatever the code says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from psycopg2 import errors

from agreements.models import AgreementVersion, Binding
from tests import factories as make
from tests.agreements.texts import FICTIONAL, bound, load, text

VERSIONS, BINDINGS = "agreements_agreementversion", "agreements_binding"
CHANGES = (f"UPDATE {VERSIONS} SET id = id", f"DELETE FROM {VERSIONS}", f"TRUNCATE {VERSIONS} CASCADE")


def something_holds() -> None:
    make.region(code=FICTIONAL)
    load(text("a"), text("b"))
    bound("a")


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def _held(db: None) -> None:
    something_holds()


@pytest.mark.usefixtures("_held")
@pytest.mark.parametrize("change", CHANGES)
def test_web_neither_changes_nor_deletes_a_loaded_version(change: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(change)


@pytest.mark.usefixtures("_held")
@pytest.mark.parametrize("column", ["region_code", "municipality_code", "version_id", "valid_from", "ref"])
def test_of_what_holds_only_the_last_day_is_changed(column: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(f"UPDATE {BINDINGS} SET {column} = {column}")
    run(f"UPDATE {BINDINGS} SET valid_to = '2026-12-31'")

    assert Binding.objects.get().valid_to == date(2026, 12, 31)


@pytest.mark.usefixtures("_held")
def test_what_has_held_is_not_deleted() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(f"DELETE FROM {BINDINGS}")


def test_nor_does_worker_and_not_even_the_owner_changes_a_version(
    own_database: str, as_role: Callable[[str, str], None]
) -> None:
    something_holds()

    for change in CHANGES:
        with pytest.raises(errors.InsufficientPrivilege):
            as_role("worker", change)
        with pytest.raises(errors.RestrictViolation, match="only ever added"):
            as_role("owner", change)
    with pytest.raises(errors.InsufficientPrivilege):
        as_role("worker", f"DELETE FROM {BINDINGS}")
    as_role("worker", f"UPDATE {BINDINGS} SET valid_to = '2026-12-31'")


@pytest.mark.usefixtures("_held")
@pytest.mark.parametrize(
    ("changed", "claim"),
    [
        ({"valid_from": date(2027, 1, 1)}, "binding_is_open_once"),
        ({"valid_to": date(2026, 1, 1)}, "binding_begins_once_a_day"),
        ({"valid_from": date(2025, 1, 2), "valid_to": date(2025, 1, 1)}, "binding_ends_after_it_begins"),
        ({"region_code": "x1"}, "binding_is_of_a_region"),
        ({"municipality_code": "168"}, "binding_is_for_one_municipality_or_all"),
    ],
)
def test_what_cannot_be_is_refused(changed: dict[str, Any], claim: str) -> None:
    row = {"region_code": FICTIONAL, "version_id": "b", "valid_from": date(2026, 1, 1), **changed}

    with pytest.raises(IntegrityError, match=claim), transaction.atomic():
        Binding.objects.create(**row)


@pytest.mark.parametrize("model", [AgreementVersion, Binding])
def test_each_field_is_classified_once_and_none_is_personal(model: Any) -> None:
    assert sorted(model.NOT_PERSONAL) == sorted(field.name for field in model._meta.concrete_fields)
    assert model.PERSONAL == ()


@pytest.mark.usefixtures("_held")
def test_rows_are_named_for_what_they_say() -> None:
    assert [str(one) for one in AgreementVersion.objects.all()] == ["a", "b"]
    assert str(Binding.objects.get()) == "16 a 2026-01-01"
    assert str(Binding(municipality_code="1680", version_id="a", valid_from=date(2026, 1, 1))) == "1680 a 2026-01-01"
