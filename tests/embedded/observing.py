"""Looking at servers and processes from outside, and ending them as the world does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import psycopg2

from embedded import databases, launcher, processes
from embedded.launcher import Lease
from embedded.places import PROJECT, Home

PATIENCE_SECONDS = 30.0
# Nothing else: what another test has set for the product must not reach one that is started as its user starts it.
INHERITED = ("PATH", "HOME", "LANG", "TMPDIR", "COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG")


class Use(Protocol):
    """Takes a lease on a server in the test's folder."""

    def __call__(self, name: str, *, durable: bool = False) -> Lease: ...


def ask(home: Home, statement: str, role: str = databases.ADMIN, database: str = databases.PRODUCT) -> str:
    """The first value of a statement's answer."""
    connection = psycopg2.connect(databases.address(home.sockets, role, database))
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return str(cursor.fetchone()[0]) if cursor.description else ""
    finally:
        connection.close()


def postmaster(home: Home) -> int:
    """The process number of the server that runs in the home."""
    return int(next(home.path.glob("data-*/postmaster.pid")).read_text().splitlines()[0])


def keeper(home: Home) -> int:
    """The process number of the server's keeper."""
    found = launcher.running(home)
    assert found is not None
    return found.pid


def eventually(condition: Callable[[], bool]) -> bool:
    """Whether the condition comes true within reason."""
    return processes.wait_for(condition, PATIENCE_SECONDS)


def is_gone(pid: int) -> bool:
    """Whether the process has ended, collected or not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in ("Z", "X")
    except (FileNotFoundError, ProcessLookupError):
        return True


def children(pid: int) -> list[int]:
    """The processes that it has started and that still run."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def python(*arguments: str, folder: Path, **variables: str) -> subprocess.Popen[str]:
    """A module of ours as a process of its own, with its servers in the folder."""
    inherited = {name: os.environ[name] for name in INHERITED if name in os.environ}
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=PROJECT,
        env={**inherited, "EMBEDDED_HOME": str(folder), **variables},
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def kill(pid: int) -> None:
    """As the kernel does when memory is short."""
    os.kill(pid, signal.SIGKILL)
