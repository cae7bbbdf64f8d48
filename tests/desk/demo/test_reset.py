"""Tests of beginning the demo anew: the owner empties every table, and the log and the events are guarded again."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from typing import Any

import psycopg2
import pytest

from embedded import databases
from embedded.places import PROJECT
from tests import product


def asked(database: str, statement: str, role: str = "web") -> Any:
    """The first value that a statement gives."""
    address = databases.address(product.sockets(), role, database)
    with closing(psycopg2.connect(address)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone() if cursor.description else None


def demo(database: str, *arguments: str) -> str:
    """Run the command as `make run` does."""
    addresses = {
        "DATABASE_URL": databases.address(product.sockets(), "web", database),
        "DATABASE_OWNER_URL": databases.address(product.sockets(), databases.OWNER, database),
    }
    command = [sys.executable, "manage.py", "demo", *arguments]
    environment = {**os.environ, "DEMO": "yes", **addresses}
    return subprocess.run(command, cwd=PROJECT, env=environment, check=True, capture_output=True, text=True).stdout


def test_a_reset_leaves_one_fresh_region_and_the_guards_in_place(own_database: str) -> None:
    first = demo(own_database)
    again = demo(own_database)
    asked(own_database, "UPDATE accounts_unit SET name = 'Ändrad'")

    reset = demo(own_database, "--reset")

    assert first == reset == "The demo is loaded.\n"
    assert again == "The demo is there already; demo --reset begins anew.\n"
    assert asked(own_database, "SELECT count(*) FROM accounts_unit WHERE name = 'Ändrad'") == (0,)
    assert asked(own_database, "SELECT count(*) FROM accounts_principal WHERE kind = 'region'") == (1,)
    assert asked(own_database, "SELECT count(*) FROM accounts_municipality WHERE code < '16'") != (0,)
    for table in ("discharge_event", "accounts_accesslogentry"):
        with pytest.raises(psycopg2.errors.RestrictViolation):
            asked(own_database, f"TRUNCATE {table} CASCADE", databases.OWNER)
