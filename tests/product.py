"""The servers and databases that the product's tests run against.

The tests always use servers of their own, whatever DATABASE_URL says: they must never touch somebody's data.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from embedded import databases, launcher, locks, valkey
from embedded.places import PROJECT, base_folder, home_of, make_folder

PURPOSE = "tests"
# One per process, so that several workers and several runs can go on side by side.
DATABASE = f"test_{os.getpid()}"
# What a developer may have set for a run of his own.
LEFT_AT_DEFAULT = (
    "DEBUG",
    "DEMO",
    "PROXY_COUNT",
    "SECRET_KEY_FALLBACKS",
    "SESSION_IDLE_MINUTES",
    "SESSION_ABSOLUTE_HOURS",
)
# Locks that this process keeps until it ends.
_held: list[BinaryIO] = []
SECRET_KEY = "a key for tests only, which signs nothing that anybody relies on"


def sockets() -> Path:
    """The folder of the test cluster's socket."""
    return home_of("postgres", PURPOSE).sockets


def configure() -> None:
    """Set Django up for this process. The servers need not run yet: their addresses are known beforehand."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE="config.settings",
        MODE="local",
        SECRET_KEY=SECRET_KEY,
        ALLOWED_HOSTS="testserver,localhost",
        **dict.fromkeys(LEFT_AT_DEFAULT, ""),
        DATABASE_URL=databases.address(sockets(), "web", DATABASE),
        REDIS_URL=valkey.address(home_of("valkey", PURPOSE).sockets, _own_pair()),
    )
    import django

    django.setup()


def _own_pair() -> int:
    """The first of two numbered databases of Valkey that no other process has, of this run or another one."""
    folder = base_folder() / PURPOSE
    make_folder(folder)
    for number in range(0, valkey.DATABASES, 2):
        if lock := locks.try_exclusive(folder / f"valkey-{number}.lock"):
            _held.append(lock)
            return number
    raise RuntimeError("too many test processes at once for the databases of one Valkey")


def start_servers() -> launcher.Servers:
    """Start the test servers, or share those of another worker."""
    return launcher.Servers(PURPOSE, {}, durable=False)


def clone(database: str) -> None:
    """Create a database as a copy of one that all migrations have been run in."""
    with locks.exclusive(base_folder() / PURPOSE / "template.lock"), databases.administering(sockets()) as cursor:
        template = f"template_{_migrations_digest()}"
        if not databases.exists(cursor, template):
            _drop_all(cursor, "template\\_%")
            _build(cursor, template)
        databases.drop(cursor, database)
        databases.create(cursor, database, template)
    databases.grant(sockets(), database)


@contextmanager
def connected_to(database: str) -> Iterator[None]:
    """Meanwhile this process works in another database than its own; what it commits stays there."""
    from django.db import connection, connections

    connections.close_all()
    connection.settings_dict["NAME"] = database  # the same dictionary in every thread
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = DATABASE


def drop(database: str) -> None:
    """Drop a clone."""
    with databases.administering(sockets()) as cursor:
        databases.drop(cursor, database)


def drop_abandoned() -> None:
    """Drop the clones of test runs that were killed."""
    with databases.administering(sockets()) as cursor:
        for name in _names(cursor, "test\\_%"):
            if not Path("/proc", name.split("_")[1]).exists():
                databases.drop(cursor, name)


def _migrations_digest() -> str:
    from django.apps import apps

    files = [databases.ROLES_SQL, databases.DATABASE_SQL]
    for app in apps.get_app_configs():
        files += sorted(Path(app.path, "migrations").glob("*.py"))
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _build(cursor: databases.Cursor, template: str) -> None:
    """Migrate as the owner, in a process of its own; the name is given when it is done."""
    unfinished = f"unfinished_{template}"
    databases.drop(cursor, unfinished)
    databases.prepare(sockets(), unfinished)
    owner = databases.address(sockets(), databases.OWNER, unfinished)
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=PROJECT, env={**os.environ, "DATABASE_OWNER_URL": owner}, check=True)
    cursor.execute(f"ALTER DATABASE {unfinished} RENAME TO {template}")


def _names(cursor: databases.Cursor, pattern: str) -> list[str]:
    cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [pattern])
    return [name for (name,) in cursor.fetchall()]


def _drop_all(cursor: databases.Cursor, pattern: str) -> None:
    for name in _names(cursor, pattern):
        databases.drop(cursor, name)
