"""Roles and databases inside the cluster: who owns, who works, and the address of each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import connection as Connection
from psycopg2.extensions import cursor as Cursor

ADMIN = "boot"
OWNER = "owner"
PRODUCT = "hemvag"

# The same two files prepare the production database (docker-compose.yml).
ROLES_SQL = Path(__file__).with_name("roles.sql")
DATABASE_SQL = Path(__file__).with_name("database.sql")


def address(sockets: Path, role: str, database: str) -> str:
    """The URL of a database for a role."""
    return f"postgresql://{quote(role)}@/{quote(database)}?host={quote(str(sockets), safe='/')}"


def connect(sockets: Path, database: str = "postgres") -> Connection:
    """A connection as the cluster's administrator."""
    return psycopg2.connect(host=str(sockets), user=ADMIN, dbname=database, connect_timeout=5)


@contextmanager
def administering(sockets: Path, database: str = "postgres") -> Iterator[Cursor]:
    """A cursor of the cluster's administrator, each statement its own transaction."""
    connection = connect(sockets, database)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


def exists(cursor: Cursor, database: str) -> bool:
    """Whether the cluster has the database."""
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
    return cursor.fetchone() is not None


def prepare(sockets: Path, database: str) -> None:
    """Create the roles and the database where they are missing, and grant each role what it may do."""
    with administering(sockets) as cursor:
        cursor.execute(ROLES_SQL.read_text())
        if not exists(cursor, database):
            create(cursor, database)
    grant(sockets, database)


def grant(sockets: Path, database: str) -> None:
    """Grant each role what it may do in the database. A copy of a database does not take all of it over."""
    with administering(sockets, database) as cursor:
        cursor.execute(DATABASE_SQL.read_text())


def create(cursor: Cursor, database: str, template: str = "template0") -> None:
    """Create a database that the owner owns."""
    command = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}")
    cursor.execute(command.format(sql.Identifier(database), sql.Identifier(template), sql.Identifier(OWNER)))


def drop(cursor: Cursor, database: str) -> None:
    """Drop a database, ending the sessions in it."""
    cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))
