"""Tests of what the database lets each role do (embedded/roles.sql, embedded/database.sql)."""

import pytest
from django.db import DatabaseError, connection, transaction

from core.models import Heartbeat

pytestmark = pytest.mark.django_db


def ask(statement: str) -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return tuple(cursor.fetchone())


def test_the_tests_run_as_the_role_that_the_product_runs_as() -> None:
    assert ask("SELECT current_user, session_user") == ("web", "web")


@pytest.mark.parametrize("role", ["owner", "web", "worker"])
def test_no_role_of_the_product_is_above_the_rules(role: str) -> None:
    attributes = "rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication"

    assert ask(f"SELECT {attributes} FROM pg_roles WHERE rolname = '{role}'") == (False,) * 5


def test_the_owner_owns_the_tables() -> None:
    table = Heartbeat._meta.db_table

    assert ask(f"SELECT tableowner FROM pg_tables WHERE tablename = '{table}'") == ("owner",)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "CREATE TEMPORARY TABLE mine (id int)",
        "CREATE SCHEMA mine",
        "ALTER TABLE core_heartbeat ADD COLUMN mine int",
        "DROP TABLE core_heartbeat",
        "TRUNCATE core_heartbeat",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "SET ROLE owner",
    ],
)
def test_web_changes_rows_and_nothing_else(statement: str) -> None:
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), transaction.atomic():
        connection.cursor().execute(statement)


@pytest.mark.parametrize(
    ("limit", "value"),
    [("statement_timeout", "15s"), ("lock_timeout", "5s"), ("idle_in_transaction_session_timeout", "1min")],
)
def test_one_slow_request_does_not_stop_everybody(limit: str, value: str) -> None:
    assert ask(f"SHOW {limit}") == (value,)


def test_times_are_stored_in_utc() -> None:
    assert ask("SHOW timezone") == ("UTC",)
