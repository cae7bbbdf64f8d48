"""The process that owns one server: starts it, restarts it when it is killed, stops it when nobody uses it."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

from embedded import locks, processes
from embedded.account import server_account
from embedded.errors import EmbeddedError
from embedded.places import Home
from embedded.postgres import Postgres
from embedded.server import ENVIRONMENT, ROOT, Server
from embedded.valkey import Valkey

START_PATIENCE_SECONDS = 60.0
STOP_PATIENCE_SECONDS = 20.0
# A session busy with a query notices only after it that its killed server is gone.
ORPHAN_PATIENCE_SECONDS = 30.0
TICK_SECONDS = 0.3


def server_in(home: Home, name: str, *, durable: bool) -> Server:
    """The server of that name in its home."""
    return Postgres(home, durable=durable) if name == Postgres.name else Valkey(home)


class Keeper:
    """Owns a running server."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.restarts = processes.Restarts()
        self.unused: BinaryIO | None = None

    def start(self) -> None:
        """Start the server and return when it takes requests.

        Raises: EmbeddedError when it cannot, or when processes of an earlier one do not go.
        """
        server, home = self.server, self.server.home
        server.prepare()
        with self._serving_lock() as serving:
            server.forget_killed()
            home.make_sockets()
            self.process = processes.start(
                server.command(),
                log=sys.stdout.buffer,
                env=ENVIRONMENT,
                cwd=ROOT,
                account=home.account,
                death_signal=server.stop_signal,
                pass_fds=[serving.fileno()],
            )
        process = self.process
        processes.wait_for(lambda: server.answers() or process.poll() is not None, START_PATIENCE_SECONDS)
        if not server.answers():
            self.stop()
            raise EmbeddedError(f"{server.name} does not start: it {processes.describe_end(process.returncode)}")
        server.after_start()

    def _serving_lock(self) -> BinaryIO:
        path = self.server.home.serving
        if not processes.wait_for(lambda: locks.is_free(path), ORPHAN_PATIENCE_SECONDS):
            raise EmbeddedError(f"processes of an earlier {self.server.name} do not end; end them and start again")
        return locks.exclusive(path)

    def watch(self) -> None:
        """Keep the server running until told to stop or until nobody uses it."""
        home = self.server.home
        while processes.next_signal(TICK_SECONDS) not in processes.STOP_SIGNALS:
            if self.process.poll() is not None:
                self._restart(self.process)
            # Whoever comes once the keeper has this lock waits until it has let go of everything.
            self.unused = None if home.pinned.exists() else locks.try_exclusive(home.leases)
            if self.unused is not None:
                break
        self.stop()

    def _restart(self, ended: subprocess.Popen[bytes]) -> None:
        name = self.server.name
        print(f"{name} {processes.describe_end(ended.returncode)}", flush=True)
        if not self.restarts.allow():
            raise EmbeddedError(f"{name} ended {self.restarts.LIMIT + 1} times within a minute")
        self.start()
        print(f"{name} started again", flush=True)

    def stop(self) -> None:
        """Stop the server and remove its sockets."""
        processes.stop(self.process, self.server.stop_signal, STOP_PATIENCE_SECONDS)
        self.server.home.remove_sockets()


def main(arguments: list[str] | None = None) -> int:
    """Keep one server until it is no longer used. The launcher starts this and hands over its two locks."""
    parser = argparse.ArgumentParser(prog="python -m embedded.keeper", description=__doc__)
    parser.add_argument("name", choices=[Postgres.name, Valkey.name])
    parser.add_argument("home", type=Path)
    parser.add_argument("--not-durable", action="store_true", help="faster, for data that may be lost")
    parser.add_argument("--starting-lock", type=int, required=True, help="file descriptor, closed when it answers")
    parser.add_argument("--keeping-lock", type=int, required=True, help="file descriptor, closed at the end")
    options = parser.parse_args(arguments)

    home = Home(path=options.home, account=server_account())
    processes.receive_signals_in_order()
    keeper = Keeper(server_in(home, options.name, durable=not options.not_durable))
    try:
        keeper.start()
        home.state.write_text(json.dumps({"pid": os.getpid(), "version": keeper.server.version()}))
        os.close(options.starting_lock)
        keeper.watch()
    except EmbeddedError as error:
        home.failure.write_text(str(error))
        return 1
    finally:
        # Before the lease: whoever waits for it must find this lock free.
        home.state.unlink(missing_ok=True)
        os.close(options.keeping_lock)
    return 0


if __name__ == "__main__":
    if os.fork():  # its starter does not wait for it, so it must not be its starter's child
        os._exit(0)
    sys.exit(main())
