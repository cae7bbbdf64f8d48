"""Using the servers: start those that do not run, share those that do, and stop them when the last user is done."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

from embedded import databases, keeper, locks, processes, valkey
from embedded.errors import EmbeddedError
from embedded.places import PROJECT, Home, home_of
from embedded.postgres import Postgres
from embedded.valkey import Valkey

PATIENCE_SECONDS = 120.0
# The variable that says where each server is; set, it is used as it is and nothing is started.
VARIABLES = {Postgres.name: "DATABASE_URL", Valkey.name: "REDIS_URL"}


@dataclass(frozen=True, slots=True)
class Running:
    """What a keeper says of itself."""

    pid: int
    version: str


class Lease:
    """The right to use one server; it runs at least until the lease is given back or its holder dies."""

    def __init__(self, name: str, home: Home, *, durable: bool = True) -> None:
        self.name = name
        self.home = home
        self.durable = durable
        home.make()
        self.lock: BinaryIO = locks.shared(home.leases)
        try:
            self.ensure()
        except BaseException:
            self.give_back()
            raise

    def ensure(self) -> None:
        """Return when the server answers, starting its keeper if it has none.

        Raises: EmbeddedError when the server cannot be started.
        """
        server = keeper.server_in(self.home, self.name, durable=self.durable)
        spawned = False
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            # Held by whoever starts a keeper, and then by the keeper until its server answers.
            with locks.exclusive(self.home.starting) as starting:
                keeping = locks.try_exclusive(self.home.keeping)
                if keeping is None:
                    if server.answers():
                        return
                elif spawned:
                    keeping.close()
                    break
                else:
                    with keeping:
                        self._spawn_keeper(starting, keeping)
                    spawned = True
            time.sleep(0.02)
        raise EmbeddedError(f"{self._failure()}; see {self.home.log}")

    def _spawn_keeper(self, starting: BinaryIO, keeping: BinaryIO) -> None:
        self.home.failure.unlink(missing_ok=True)
        handed_over = [starting.fileno(), keeping.fileno()]
        options = [f"--starting-lock={handed_over[0]}", f"--keeping-lock={handed_over[1]}"]
        if not self.durable:
            options.append("--not-durable")
        with self.home.log.open("wb") as log:
            # The keeper outlives its starter: the lock on leases, not a parent, tells it when to stop.
            subprocess.run(
                [sys.executable, "-m", "embedded.keeper", self.name, self.home.path, *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=PROJECT,
                start_new_session=True,
                pass_fds=handed_over,
                check=True,
            )

    def _failure(self) -> str:
        return self.home.failure.read_text() if self.home.failure.exists() else f"the keeper of {self.name} ended"

    def is_kept(self) -> bool:
        """Whether the server still has its keeper."""
        return not locks.is_free(self.home.keeping)

    def give_back(self) -> None:
        """Give back the right; the keeper stops when it was the last."""
        self.lock.close()


def running(home: Home) -> Running | None:
    """The keeper's word on the server in that home, or None when none runs."""
    if not home.path.exists() or locks.is_free(home.keeping):
        return None
    try:
        return Running(**json.loads(home.state.read_text()))
    except FileNotFoundError:
        return None


def has_stopped(home: Home, patience_seconds: float) -> bool:
    """Whether the keeper in that home has gone, waiting that long for it."""
    return processes.wait_for(lambda: locks.is_free(home.keeping), patience_seconds)


class Servers:
    """Leases on the servers that the environment does not name."""

    def __init__(self, purpose: str, environ: Mapping[str, str], *, durable: bool = True) -> None:
        self.leases: list[Lease] = []
        try:
            for name in missing(environ):
                self.leases.append(Lease(name, home_of(name, purpose), durable=durable))
        except BaseException:
            self.give_back()
            raise

    def ensure(self) -> None:
        """Start the keepers that have died; see Lease.ensure."""
        for lease in self.leases:
            if not lease.is_kept():
                lease.ensure()

    def give_back(self) -> None:
        """Give back every lease."""
        for lease in self.leases:
            lease.give_back()


def missing(environ: Mapping[str, str]) -> list[str]:
    """The servers that the environment does not name."""
    return [name for name, variable in VARIABLES.items() if not environ.get(variable)]


def addresses(purpose: str, environ: Mapping[str, str]) -> dict[str, str]:
    """The variables that point the product at the servers which the environment does not name."""
    found: dict[str, str] = {}
    for name in missing(environ):
        sockets = home_of(name, purpose).sockets
        if name == Postgres.name:
            found["DATABASE_URL"] = databases.address(sockets, "web", databases.PRODUCT)
            found["DATABASE_WORKER_URL"] = databases.address(sockets, "worker", databases.PRODUCT)
            found["DATABASE_OWNER_URL"] = databases.address(sockets, databases.OWNER, databases.PRODUCT)
        else:
            found["REDIS_URL"] = valkey.address(sockets)
    return found
