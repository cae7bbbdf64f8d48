"""Tests of embedded/launcher.py and embedded/keeper.py: servers start, are shared, survive and leave nothing."""

import contextlib
import os
import socket
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest

from embedded import launcher, locks, processes, valkey
from embedded.account import server_account
from embedded.errors import EmbeddedError
from embedded.launcher import Lease
from embedded.places import PROJECT, Home
from tests.embedded.observing import PATIENCE_SECONDS, Use, ask, eventually, is_gone, keeper, kill, postmaster, python


def ping(home: Home) -> bool:
    return valkey.Valkey(home).answers()


def test_a_cluster_starts_in_a_folder_with_spaces_and_letters_beyond_ascii(use: Use) -> None:
    lease = use("postgres")

    assert len(os.fsencode(lease.home.path)) > 107
    assert int(ask(lease.home, "SHOW server_version_num")) >= 150000


def test_what_is_committed_is_there_after_a_warm_start(use: Use) -> None:
    cold = use("postgres")
    ask(cold.home, "CREATE TABLE kept AS SELECT 7 AS number", role="owner")
    cold.give_back()
    assert launcher.has_stopped(cold.home, PATIENCE_SECONDS)

    warm = use("postgres")

    assert ask(warm.home, "SELECT number FROM kept", role="web") == "7"


def test_the_server_is_reached_through_its_socket_only(use: Use) -> None:
    home = use("postgres").home

    assert ask(home, "SHOW listen_addresses") == ""
    assert home.sockets.stat().st_mode & 0o777 == 0o700
    assert len(os.fsencode(home.sockets / ".s.PGSQL.5432")) < 100


def test_the_server_does_not_run_as_root(use: Use) -> None:
    home = use("postgres").home

    assert Path(f"/proc/{postmaster(home)}").stat().st_uid == home.account.uid != 0


def test_words_are_utf8_and_sorted_alike_everywhere(use: Use) -> None:
    home = use("postgres").home

    assert ask(home, "SHOW server_encoding") == "UTF8"
    assert ask(home, "SELECT datcollate FROM pg_database WHERE datname = 'hemvag'") == "C.UTF-8"


def test_a_test_server_does_not_wait_for_the_disk_and_others_do(use: Use, folder: Path) -> None:
    fast = use("postgres")
    durable = Lease("postgres", Home(folder / "durable", server_account()))

    with contextlib.closing(durable.lock):
        settings = [ask(lease.home, "SHOW fsync") for lease in (fast, durable)]

    assert settings == ["off", "on"]


def test_a_killed_server_is_started_again_with_every_committed_row(use: Use) -> None:
    home = use("postgres", durable=True).home
    ask(home, "CREATE TABLE kept AS SELECT 7 AS number", role="owner")
    killed = postmaster(home)

    kill(killed)

    assert eventually(lambda: home.state.exists() and answers(home) and postmaster(home) != killed)
    assert ask(home, "SELECT number FROM kept", role="web") == "7"


def answers(home: Home) -> bool:
    try:
        return ask(home, "SELECT 1") == "1"
    except psycopg2.OperationalError:
        return False


def test_a_killed_valkey_is_started_again(use: Use) -> None:
    home = use("valkey").home
    killed = process_of_valkey(home)

    kill(killed)

    assert eventually(lambda: ping(home) and process_of_valkey(home) != killed)


def process_of_valkey(home: Home) -> int:
    with socket.socket(socket.AF_UNIX) as asking:
        asking.settimeout(5)
        asking.connect(str(home.sockets / "valkey.sock"))
        asking.sendall(b"INFO server\r\n")
        answer = b""
        while b"process_id:" not in answer or not answer.endswith(b"\r\n"):
            answer += asking.recv(65536)
    return int(answer.partition(b"process_id:")[2].split()[0])


def test_a_killed_keeper_takes_its_server_down_and_the_next_user_starts_both(use: Use) -> None:
    lease = use("postgres")
    killed, server = keeper(lease.home), postmaster(lease.home)

    kill(killed)

    assert eventually(lambda: is_gone(server))
    assert not lease.is_kept()
    lease.ensure()
    assert keeper(lease.home) != killed
    assert ask(lease.home, "SELECT 1") == "1"


def test_the_lock_of_a_killed_server_that_nobody_collected_is_let_go(use: Use) -> None:
    first = use("postgres")
    home = first.home
    lock = next(home.path.glob("data-*")) / "postmaster.pid"
    written = lock.read_text().splitlines()
    first.give_back()
    assert launcher.has_stopped(home, PATIENCE_SECONDS)
    zombie = subprocess.Popen(["true"], **home.account.popen())
    assert eventually(lambda: is_gone(zombie.pid))
    lock.write_text("\n".join([str(zombie.pid), *written[1:]]) + "\n")
    home.account.give(lock)

    again = use("postgres")

    assert ask(again.home, "SELECT 1") == "1"
    zombie.wait()


def test_a_server_is_shared_and_stops_when_its_last_user_is_done(use: Use) -> None:
    first, second = use("valkey"), use("valkey")
    shared = keeper(first.home)

    first.give_back()
    still = keeper(second.home)
    second.give_back()

    assert shared == still
    assert launcher.has_stopped(second.home, PATIENCE_SECONDS)
    assert not second.home.sockets.exists()
    assert launcher.running(second.home) is None


def test_a_user_that_is_killed_is_done(folder: Path) -> None:
    code = "from embedded.launcher import Servers; s = Servers('run', {}); print('ready', flush=True); input()"
    user = subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, "EMBEDDED_HOME": str(folder)},
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with user:
        assert user.stdout is not None
        assert user.stdout.readline() == "ready\n"

        user.kill()

    for name in ("postgres", "valkey"):
        assert launcher.has_stopped(Home(folder / "run" / name, server_account()), PATIENCE_SECONDS)


def test_two_starts_at_the_same_time_share_one_server(folder: Path) -> None:
    starts = [python("-m", "embedded", "up", folder=folder) for _ in range(2)]

    printed = [start.communicate()[0] for start in starts]

    assert [start.returncode for start in starts] == [0, 0], printed
    assert printed[0] == printed[1]
    down = python("-m", "embedded", "down", folder=folder)
    assert down.communicate()[0] == "postgres: stopped\nvalkey: stopped\n"


def test_a_server_that_cannot_start_says_why(use: Use, folder: Path) -> None:
    first = use("postgres")
    data = next(first.home.path.glob("data-*"))
    first.give_back()
    assert launcher.has_stopped(first.home, PATIENCE_SECONDS)
    (data / "PG_VERSION").write_text("9\n")

    with pytest.raises(EmbeddedError, match="postgres does not start: it ended with status 1; see"):
        use("postgres")


def test_processes_of_an_earlier_server_are_waited_for(use: Use, monkeypatch: pytest.MonkeyPatch) -> None:
    home = use("valkey").home
    monkeypatch.setattr(launcher.keeper, "ORPHAN_PATIENCE_SECONDS", 0.0)
    another = launcher.keeper.Keeper(launcher.keeper.server_in(home, "valkey", durable=False))

    with pytest.raises(EmbeddedError, match="processes of an earlier valkey do not end"):
        another.start()


def test_servers_that_the_environment_names_are_not_started(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMBEDDED_HOME", str(folder))
    both = {"DATABASE_URL": "postgresql://web@host/hemvag", "REDIS_URL": "redis://host"}

    servers = launcher.Servers("run", both)

    assert servers.leases == []
    assert launcher.addresses("run", both) == {}
    assert list(folder.iterdir()) == []


def test_the_addresses_name_each_role(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMBEDDED_HOME", str(folder))

    found = launcher.addresses("run", {})

    roles = {name: value.partition("@")[0] for name, value in found.items() if name.startswith("DATABASE")}
    assert roles == {
        "DATABASE_URL": "postgresql://web",
        "DATABASE_WORKER_URL": "postgresql://worker",
        "DATABASE_OWNER_URL": "postgresql://owner",
    }
    assert found["REDIS_URL"].endswith("/valkey.sock?db=0")


def test_a_folder_of_sockets_that_is_somebody_elses_is_refused(folder: Path) -> None:
    home = Home(folder / "postgres", server_account())
    home.sockets.symlink_to(folder)

    with pytest.raises(EmbeddedError, match="belongs to somebody else"):
        home.make_sockets()
    home.sockets.unlink()


def test_too_many_restarts_in_a_minute_are_too_many() -> None:
    restarts = processes.Restarts()

    allowed = [restarts.allow(now) for now in (0, 1, 2, 3, 4, 59, 60, 60.5)]

    assert allowed == [True, True, True, True, True, False, True, False]


def test_a_server_that_ends_again_and_again_is_given_up(use: Use, monkeypatch: pytest.MonkeyPatch) -> None:
    first = use("valkey")
    home = first.home
    first.give_back()
    assert launcher.has_stopped(home, PATIENCE_SECONDS)
    kept = launcher.keeper.Keeper(launcher.keeper.server_in(home, "valkey", durable=False))
    monkeypatch.setattr(kept.restarts, "allow", lambda: False)
    lease = locks.shared(home.leases)
    kept.start()

    kill(kept.process.pid)

    with lease, pytest.raises(EmbeddedError, match="valkey ended 6 times within a minute"):
        kept.watch()
    home.remove_sockets()
