"""Tests of embedded/__main__.py."""

from pathlib import Path

import pytest

from embedded import launcher
from embedded.__main__ import COMMANDS, main


@pytest.fixture(autouse=True)
def _home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMBEDDED_HOME", str(folder))
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)


def test_up_lets_the_servers_run_until_down(capfd: pytest.CaptureFixture[str]) -> None:
    up = main(["up"])
    running = main(["status"])
    down = main(["down"])
    stopped = main(["status"])

    assert (up, running, down, stopped) == (0, 0, 0, 1)
    printed = capfd.readouterr().out
    assert "postgres: postgres (PostgreSQL) 18" in printed
    assert "valkey: Valkey server v=9" in printed
    assert "postgres: stopped\nvalkey: stopped\n" in printed


def test_down_leaves_a_server_that_is_in_use(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("embedded.__main__.STOP_PATIENCE_SECONDS", 0.0)
    monkeypatch.setenv("DATABASE_URL", "postgresql://web@host/hemvag")
    servers = launcher.Servers("run", {"DATABASE_URL": "set"})

    down = main(["down"])
    servers.give_back()

    assert down == 1
    assert capfd.readouterr().out == "valkey: still in use; it stops when its last user does\n"


def test_a_server_that_the_environment_names_is_not_ours(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://web@host/hemvag")
    monkeypatch.setenv("REDIS_URL", "redis://host")

    assert main(["status"]) == 0
    assert main(["env"]) == 0

    assert capsys.readouterr().out == (
        "postgres: not ours, DATABASE_URL is set\nvalkey: not ours, REDIS_URL is set\n"
    )


def test_env_prints_what_a_shell_can_read(capsys: pytest.CaptureFixture[str]) -> None:
    main(["env"])

    lines = capsys.readouterr().out.splitlines()
    assert [line.partition("=")[0] for line in lines] == [
        "export DATABASE_URL",
        "export DATABASE_WORKER_URL",
        "export DATABASE_OWNER_URL",
        "export REDIS_URL",
    ]


def test_what_cannot_be_done_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EMBEDDED_PROGRAMS", "debian")

    assert main(["up"]) == 1

    printed = capsys.readouterr().err
    assert printed.startswith("embedded: EMBEDDED_PROGRAMS is 'debian'; it may be 'wheels' or 'system'; see ")
    assert printed.count("\n") == 1


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])

    assert ended.value.code == 0
    printed = capsys.readouterr().out
    assert [name for name in COMMANDS if f"    {name} " not in printed] == []
