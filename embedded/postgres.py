"""PostgreSQL: its cluster, its stale locks and its start."""

from __future__ import annotations

import functools
import shutil
import signal
from pathlib import Path

import psycopg2

from embedded import binaries, databases
from embedded.places import Home
from embedded.server import printed_by, run

# A test cluster may be lost with the machine; nothing else may.
NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
# Failing statements carry their values, and error details the row: neither may reach the log.
SETTINGS = ("log_min_error_statement=panic", "log_error_verbosity=terse", "timezone=UTC", "log_timezone=UTC")


class Postgres:
    """A PostgreSQL cluster in its home, reached through a socket only."""

    name = "postgres"
    stop_signal = signal.SIGINT  # fast shutdown: sessions are ended, nothing is lost

    def __init__(self, home: Home, *, durable: bool) -> None:
        self.home = home
        self.durable = durable

    @functools.cached_property
    def programs(self) -> Path:
        """The folder with the server's programs."""
        return binaries.postgres(self.home)

    @functools.cached_property
    def data(self) -> Path:
        """The cluster's folder: one per major version, since none reads another's."""
        return self.home.path / f"data-{binaries.major_version(self.version())}"

    def version(self) -> str:
        return printed_by([self.programs / "postgres", "--version"], self.home.account)

    def prepare(self) -> None:
        if self.data.exists():
            return
        # initdb killed half-way leaves a folder that looks like a cluster: the name is given at the end.
        unfinished = self.data.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        self.home.account.give(unfinished)
        options = ["-U", databases.ADMIN, "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "-N"]
        run([self.programs / "initdb", "-D", unfinished, *options], self.home.account)
        unfinished.rename(self.data)

    def command(self) -> list[str | Path]:
        settings = (
            "listen_addresses=",
            "unix_socket_permissions=0700",
            *SETTINGS,
            *(() if self.durable else NOT_DURABLE),
        )
        options = [word for setting in settings for word in ("-c", setting)]
        return [self.programs / "postgres", "-D", self.data, "-k", self.home.sockets, *options]

    def forget_killed(self) -> None:
        # PostgreSQL lets go of a dead process's lock by itself, but not of a zombie's, which many containers keep.
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def answers(self) -> bool:
        try:
            databases.connect(self.home.sockets).close()
        except psycopg2.OperationalError:
            return False
        return True

    def after_start(self) -> None:
        databases.prepare(self.home.sockets, databases.PRODUCT)
