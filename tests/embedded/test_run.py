"""Tests of embedded/run.py: the whole product on one machine."""

import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from embedded import launcher, processes, run
from embedded.account import server_account
from embedded.errors import EmbeddedError
from embedded.places import Home
from tests.embedded.observing import PATIENCE_SECONDS, children, eventually, is_gone, keeper, kill, postmaster, python

Start = Callable[..., "Product"]


class Product:
    """A running product as its user sees it: the lines that it prints."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.printed: list[str] = []
        self._rest = ""

    def says(self, words: str) -> str:
        """The next line with these words in it."""
        assert self.process.stdout is not None
        while True:
            line, found, rest = self._rest.partition("\n")
            if found:
                self._rest = rest
                self.printed.append(line)
                if words in line:
                    return line
                continue
            ready, _, _ = select.select([self.process.stdout], [], [], 3 * PATIENCE_SECONDS)
            more = os.read(self.process.stdout.fileno(), 65536).decode() if ready else ""
            assert more, f"never said {words!r}: {self.printed}"
            self._rest += more

    def end(self, with_signal: signal.Signals) -> int:
        """Its exit status when it has got the signal."""
        self.process.send_signal(with_signal)
        return self.process.wait(2 * PATIENCE_SECONDS)

    def part(self, word: str) -> int:
        """The process of one of its parts."""
        commands = {pid: Path(f"/proc/{pid}/cmdline").read_text() for pid in children(self.process.pid)}
        return next(pid for pid, command in commands.items() if word in command)


@pytest.fixture
def port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        found: int = trial.getsockname()[1]
    return found


@pytest.fixture
def start(folder: Path, port: int) -> Iterator[Start]:
    started: list[Product] = []

    def begin(**variables: str) -> Product:
        started.append(Product(python("-m", "embedded.run", folder=folder, PORT=str(port), **variables)))
        return started[-1]

    yield begin
    for product in started:
        product.process.kill()
        product.process.wait()
        assert product.process.stdout is not None
        product.process.stdout.close()


def servers_of(folder: Path) -> list[Home]:
    return [Home(folder / "run" / name, server_account()) for name in ("postgres", "valkey")]


def test_the_product_starts_survives_and_stops(start: Start, folder: Path, port: int) -> None:
    product = start()
    url = f"http://127.0.0.1:{port}/"

    assert product.says("runs at") == f"Hemväg runs at {url}"
    assert run.answers(f"{url}halsa/")
    assert run.answers(f"{url}demo/")

    second = start()
    assert second.says("already runs at").startswith(f"Hemväg already runs at {url} (process {product.process.pid})")
    assert second.process.wait(PATIENCE_SECONDS) == 0

    for word, part in (("gunicorn", "web"), ("worker", "worker"), ("beat", "beat")):
        kill(product.part(word))
        assert product.says(part) == f"{part} was killed by signal 9; started again"
    assert eventually(lambda: run.answers(f"{url}halsa/"))

    database = servers_of(folder)[0]
    for server_process in (postmaster, keeper):
        killed = server_process(database)
        kill(killed)
        assert eventually(lambda killed=killed: is_gone(killed) and run.answers(f"{url}halsa/"))

    parts = children(product.process.pid)
    assert product.end(signal.SIGINT) == 0
    assert product.says("has stopped")
    assert all(is_gone(pid) for pid in parts)
    assert all(launcher.has_stopped(home, 0) for home in servers_of(folder))
    assert not run.answers(f"{url}halsa/")


def test_a_product_that_was_killed_leaves_nothing_and_starts_again(start: Start, folder: Path, port: int) -> None:
    killed = start(DEMO="no")
    killed.says("runs at")
    assert not run.answers(f"http://127.0.0.1:{port}/demo/")
    parts = children(killed.process.pid)

    killed.end(signal.SIGKILL)

    assert eventually(lambda: all(is_gone(pid) for pid in parts))
    assert all(launcher.has_stopped(home, PATIENCE_SECONDS) for home in servers_of(folder))
    again = start(DEMO="no")
    again.says("runs at")
    assert again.end(signal.SIGTERM) == 0


def test_a_port_that_somebody_has_is_said(folder: Path, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        product = python("-m", "embedded.run", folder=folder, PORT=str(port))
        printed = product.communicate()[0]

    assert product.returncode == 1
    assert printed == f"Hemväg cannot run: PORT is {port}, which is not a port or is taken by another program\n"


def test_a_start_that_fails_says_why_and_leaves_nothing(folder: Path, port: int) -> None:
    variables = {"PORT": str(port), "DATABASE_URL": "postgresql://web@/hemvag?host=/nowhere", "DATABASE_OWNER_URL": ""}

    product = python("-m", "embedded.run", folder=folder, **variables)
    printed = product.communicate()[0]

    assert product.returncode == 1
    assert "Hemväg cannot run: migrate ended with status 1. The end of" in printed
    assert "DATABASE_OWNER_URL is not set" in printed
    assert launcher.has_stopped(servers_of(folder)[1], 0)


def test_without_a_chosen_port_the_first_free_one_is_taken(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    monkeypatch.setattr(run, "FIRST_PORT", port)
    monkeypatch.setattr(run, "LAST_PORT", port)

    assert run.free_port({}) == port
    with socket.create_server(("127.0.0.1", port)), pytest.raises(EmbeddedError, match=r"every port from .* is taken"):
        run.free_port({})


@pytest.mark.parametrize("chosen", ["http", "99999999"])
def test_what_is_not_a_port_is_said(chosen: str) -> None:
    with pytest.raises(EmbeddedError, match=f"PORT is {chosen}, which is not a port"):
        run.free_port({"PORT": chosen})


def test_a_part_that_ends_again_and_again_stops_everything(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-c", "raise SystemExit('no such table')"]
    part = run.Part("worker", command, dict(os.environ), folder / "worker.log")
    part.start()
    monkeypatch.setattr(part.restarts, "allow", lambda: False)
    assert part.process is not None
    part.process.wait()

    with pytest.raises(EmbeddedError, match=r"^worker ended with status 1, again and again\. .*\nno such table$"):
        part.ensure()


def test_a_part_that_does_not_stop_is_killed_with_what_it_has_started(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "import signal, subprocess, sys; signal.signal(15, signal.SIG_IGN); p = subprocess.Popen(['sleep', '600']); "
    code += "print(p.pid, flush=True); p.wait()"
    part = run.Part("worker", [sys.executable, "-c", code], dict(os.environ), folder / "worker.log")
    monkeypatch.setattr(run, "STOP_PATIENCE_SECONDS", 0.0)
    part.start()
    assert eventually(lambda: part.log.read_text().endswith("\n"))

    part.stop()

    assert eventually(lambda: is_gone(int(part.log.read_text())))


def test_a_part_that_never_started_is_neither_restarted_nor_stopped(folder: Path) -> None:
    part = run.Part("web", ["true"], {}, folder / "web.log")

    part.ensure()
    part.stop()

    assert part.process is None


def test_sessions_survive_a_restart_since_the_key_is_kept_to_its_owner(folder: Path) -> None:
    key = run.secret_key(folder)

    assert run.secret_key(folder) == key
    assert len(key) >= 50
    assert (folder / "secret_key").stat().st_mode & 0o777 == 0o600


def test_the_worker_works_as_its_own_role_and_what_the_caller_has_set_stands(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("MODE", "ALLOWED_HOSTS", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SECRET_KEY", "")
    monkeypatch.setenv("DEMO", "no")
    addresses = {"DATABASE_URL": "postgresql://web@/x", "DATABASE_WORKER_URL": "postgresql://worker@/x"}
    environment = run.product_environment(folder, addresses)

    web, worker, beat = run.parts(8000, folder, environment)

    assert (environment["MODE"], environment["DEMO"]) == ("local", "no")
    assert environment["SECRET_KEY"] == run.secret_key(folder)
    assert [part.environment["DATABASE_URL"] for part in (web, worker, beat)] == [
        "postgresql://web@/x",
        "postgresql://worker@/x",
        "postgresql://worker@/x",
    ]
    with_one_role = run.parts(8000, folder, {"DATABASE_URL": "postgresql://all@/x"})
    assert with_one_role[1].environment["DATABASE_URL"] == "postgresql://all@/x"


def test_how_a_process_ended_is_said_in_words() -> None:
    assert processes.describe_end(-9) == "was killed by signal 9"
    assert processes.describe_end(3) == "ended with status 3"


def test_a_stopped_process_is_collected() -> None:
    with contextlib.closing(open(os.devnull, "wb")) as log:
        process = processes.start(["sleep", "600"], log=log, env={"PATH": "/usr/bin:/bin"}, cwd=Path("/"))

    processes.stop(process, signal.SIGTERM, PATIENCE_SECONDS)

    assert process.returncode == -signal.SIGTERM
    assert not Path(f"/proc/{process.pid}").exists()
