"""Tests of core/append_only.py: not even the owner changes a log by mistake."""

from collections.abc import Iterator

import psycopg2
import pytest
from psycopg2.extensions import connection as Connection

from accounts.models import AccessLogEntry
from core.append_only import append_only
from embedded import databases
from tests import product
from tests.factories import NOW


@pytest.fixture
def owner(own_database: str) -> Iterator[Connection]:
    """The owner's connection to a database with a row in the log."""
    AccessLogEntry.objects.create(at=NOW, what="read", system_name="tests")
    connection = psycopg2.connect(databases.address(product.sockets(), databases.OWNER, own_database))
    connection.autocommit = True
    yield connection
    connection.close()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE accounts_accesslogentry SET what = 'listed'",
        "UPDATE accounts_accesslogentry SET what = 'listed' WHERE id = 0",
        "DELETE FROM accounts_accesslogentry",
        "TRUNCATE accounts_accesslogentry",
    ],
)
def test_the_owner_is_refused_too(owner: Connection, change: str) -> None:
    with pytest.raises(psycopg2.errors.RestrictViolation, match="rows of accounts_accesslogentry are only ever added"):
        owner.cursor().execute(change)

    assert AccessLogEntry.objects.get().what == "read"


def test_the_owner_adds_rows_as_others_do(owner: Connection) -> None:
    AccessLogEntry.objects.create(at=NOW, what="listed", system_name="tests")

    assert AccessLogEntry.objects.count() == 2


def test_an_append_only_table_becomes_an_ordinary_one_again(owner: Connection) -> None:
    cursor = owner.cursor()
    for operation in reversed(append_only("accounts_accesslogentry")):
        cursor.execute(str(operation.reverse_sql))

    assert AccessLogEntry.objects.update(what="listed") == 1
