"""The whole product on one machine: servers, tables, demo, web, worker and schedule, until Ctrl-C."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from embedded import launcher, locks, processes
from embedded.errors import EmbeddedError
from embedded.places import PROJECT, base_folder, make_folder

PURPOSE = "run"
HOST = "127.0.0.1"
FIRST_PORT, LAST_PORT = 8000, 8099
TICK_SECONDS = 0.5
STOP_PATIENCE_SECONDS = 10.0
ANSWER_PATIENCE_SECONDS = 60.0
SHOWN_LOG_LINES = 15
NO = frozenset({"no", "false", "off", "0"})


class Stopped(Exception):
    """Somebody asked the product to stop."""


@dataclass
class Part:
    """A process of the product that runs until it is stopped."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    log: Path
    restarts: processes.Restarts = field(default_factory=processes.Restarts)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process; it is asked to stop if this one dies."""
        with self.log.open("ab") as log:
            self.process = processes.start(self.command, log=log, env=self.environment, cwd=PROJECT)

    def stop(self) -> None:
        """Stop the process and what it has started."""
        if self.process is not None:
            processes.stop(self.process, signal.SIGTERM, STOP_PATIENCE_SECONDS)

    def ensure(self) -> None:
        """Start the process again if it has ended.

        Raises: EmbeddedError when it ends again and again.
        """
        if self.process is None or self.process.poll() is None:
            return
        how = processes.describe_end(self.process.returncode)
        processes.end_session(self.process)
        if not self.restarts.allow():
            raise EmbeddedError(f"{self.name} {how}, again and again. The end of {self.log}:\n{_tail(self.log)}")
        self.start()
        say(f"{self.name} {how}; started again")


class Product:
    """Everything that `make run` starts, in the order in which it is started; stopped in the reverse order."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.url = f"http://{HOST}:{port}/"
        self.port = port
        self.servers: launcher.Servers | None = None
        self.parts: list[Part] = []

    def start(self) -> None:
        """Start everything and return when the first page answers."""
        self.servers = launcher.Servers(PURPOSE, os.environ)
        environment = product_environment(self.folder, launcher.addresses(PURPOSE, os.environ))
        self._finish("migrate", environment)
        if environment["DEMO"].lower() not in NO:
            self._finish("demo", environment)
        for part in parts(self.port, self.folder, environment):
            self.parts.append(part)
            part.start()
        self._wait_for_page()

    def _finish(self, command: str, environment: Mapping[str, str]) -> None:
        """Run a command of Django's to its end."""
        log = self.folder / f"{command}.log"
        step = Part(command, [sys.executable, "manage.py", command], environment, log)
        log.unlink(missing_ok=True)
        step.start()
        self.parts.append(step)
        while step.process is not None and step.process.poll() is None:
            self._heed_signals()
        self.parts.remove(step)
        if step.process is not None and step.process.returncode != 0:
            how = processes.describe_end(step.process.returncode)
            raise EmbeddedError(f"{command} {how}. The end of {log}:\n{_tail(log)}")

    def _wait_for_page(self) -> None:
        deadline = time.monotonic() + ANSWER_PATIENCE_SECONDS
        while not answers(f"{self.url}halsa/"):
            if time.monotonic() > deadline:
                raise EmbeddedError(f"no page answers at {self.url}; see the logs in {self.folder}")
            self.watch_once()

    def watch(self) -> None:
        """Keep everything running until somebody asks for a stop."""
        while True:
            self.watch_once()

    def watch_once(self) -> None:
        """Wait a moment, and start again what has ended meanwhile."""
        self._heed_signals()
        if self.servers is not None:
            self.servers.ensure()
        for part in self.parts:
            part.ensure()

    def _heed_signals(self) -> None:
        if processes.next_signal(TICK_SECONDS) in processes.STOP_SIGNALS:
            raise Stopped

    def stop(self) -> None:
        """Stop everything: first what sends work, then what does it, last the servers."""
        for part in reversed(self.parts):
            part.stop()
        if self.servers is not None:
            self.servers.give_back()
            for lease in self.servers.leases:
                if not lease.home.pinned.exists():
                    launcher.has_stopped(lease.home, STOP_PATIENCE_SECONDS)


def parts(port: int, folder: Path, environment: Mapping[str, str]) -> list[Part]:
    """Web, worker and beat, in this order."""
    python = [sys.executable, "-m"]
    gunicorn = ["gunicorn", "--config", "python:config.gunicorn", "--bind", f"{HOST}:{port}", "config.wsgi"]
    celery = ["celery", "--app", "config", "--quiet"]
    as_worker = {**environment, "DATABASE_URL": environment.get("DATABASE_WORKER_URL") or environment["DATABASE_URL"]}
    commands: dict[str, tuple[list[str], Mapping[str, str]]] = {
        "web": ([*python, *gunicorn], environment),
        "worker": ([*python, *celery, "worker", "--concurrency", "2", "--loglevel", "info"], as_worker),
        "beat": ([*python, *celery, "beat", "--loglevel", "warning"], as_worker),
    }
    made = [Part(name, command, variables, folder / f"{name}.log") for name, (command, variables) in commands.items()]
    for part in made:
        part.log.unlink(missing_ok=True)
    return made


def product_environment(folder: Path, addresses: Mapping[str, str]) -> dict[str, str]:
    """The variables of a local run: what the caller has set stands, an empty one is not set."""
    local = {"MODE": "local", "DEMO": "yes", "ALLOWED_HOSTS": "127.0.0.1,localhost", "SECRET_KEY": secret_key(folder)}
    return {**local, **{name: value for name, value in os.environ.items() if value}, **addresses}


def secret_key(folder: Path) -> str:
    """A key of this machine's own, the same from run to run so that sessions survive."""
    path = folder / "secret_key"
    if not path.exists():
        unfinished = path.with_suffix(".unfinished")
        unfinished.touch(mode=0o600)
        unfinished.write_text(secrets.token_urlsafe(60))
        unfinished.rename(path)
    return path.read_text()


def free_port(environ: Mapping[str, str]) -> int:
    """PORT, or the first free one from 8000.

    Raises: EmbeddedError when another program has it.
    """
    if chosen := environ.get("PORT"):
        if not chosen.isdecimal() or not _is_free(int(chosen)):
            raise EmbeddedError(f"PORT is {chosen}, which is not a port or is taken by another program")
        return int(chosen)
    for port in range(FIRST_PORT, LAST_PORT + 1):
        if _is_free(port):
            return port
    raise EmbeddedError(f"every port from {FIRST_PORT} to {LAST_PORT} is taken; set PORT")


def _is_free(port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except (OSError, OverflowError):
            return False
    return True


def answers(url: str) -> bool:
    """Whether a page answers with success. No proxy is asked: the page is on this machine."""
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-SHOWN_LOG_LINES:])


def say(text: str) -> None:
    """A line for whoever watches."""
    print(text, flush=True)


def main() -> int:
    """Run the product. 0 when stopped or when it already runs, 1 when it cannot run."""
    folder = base_folder() / PURPOSE
    make_folder(folder)
    address = folder / "address.txt"
    lock = locks.try_exclusive(folder / "run.lock")
    while lock is None:
        if address.exists():
            say(f"Hemväg already runs {address.read_text()}. Stop it with Ctrl-C where it was started.")
            return 0
        time.sleep(TICK_SECONDS)
        lock = locks.try_exclusive(folder / "run.lock")
    with lock:
        address.unlink(missing_ok=True)
        processes.receive_signals_in_order()
        try:
            product = Product(folder, free_port(os.environ))
        except EmbeddedError as error:
            print(f"Hemväg cannot run: {error}", file=sys.stderr)
            return 1
        unfinished = address.with_suffix(".unfinished")
        unfinished.write_text(f"at {product.url} (process {os.getpid()})")
        unfinished.rename(address)
        try:
            say("Hemväg starts …")
            product.start()
            say(f"Hemväg runs at {product.url}\nLogs are in {folder}. Stop with Ctrl-C.")
            product.watch()
        except Stopped:
            say("Hemväg stops …")
        except EmbeddedError as error:
            print(f"Hemväg cannot run: {error}", file=sys.stderr)
            return 1
        finally:
            product.stop()
            address.unlink()
        say("Hemväg has stopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
