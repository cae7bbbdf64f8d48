"""Tests of embedded/places.py."""

import os
from pathlib import Path

import pytest

from embedded import places
from embedded.account import Account, server_account
from embedded.errors import EmbeddedError
from embedded.places import Home, base_folder


@pytest.fixture(autouse=True)
def _nothing_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EMBEDDED_HOME", raising=False)


def test_servers_lie_beside_the_code_apart_for_each_user(folder: Path) -> None:
    assert base_folder(folder) == folder / ".embedded" / f"uid-{os.geteuid()}"


def test_a_chosen_folder_is_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMBEDDED_HOME", str(folder))

    assert base_folder() == folder
    assert places.home_of("valkey", "tests").path == folder / "tests" / "valkey"


def test_servers_of_a_project_out_of_their_accounts_reach_lie_elsewhere(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Account, "may", lambda *_: False)
    monkeypatch.setattr(Path, "home", lambda: folder / "home")

    elsewhere = base_folder(folder)

    assert elsewhere.parent in (Path("/var/lib/hemvag"), folder / "home" / ".local" / "state" / "hemvag")
    assert elsewhere != base_folder(folder / "another")


def test_a_home_that_the_servers_account_cannot_enter_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Account, "may", lambda *_: False)

    with pytest.raises(EmbeddedError, match=r"cannot enter .*; set EMBEDDED_HOME"):
        Home(folder / "postgres", server_account()).make()


def test_a_home_is_open_for_passing_through_also_under_a_strict_umask(folder: Path) -> None:
    before = os.umask(0o077)
    try:
        Home(folder / "run" / "postgres", server_account()).make()
    finally:
        os.umask(before)

    assert [(folder / name).stat().st_mode & 0o777 for name in ("run", "run/postgres")] == [0o755, 0o755]


def test_sockets_have_a_short_path_of_their_own_for_each_home(folder: Path) -> None:
    first, second = (Home(folder / name, server_account()).sockets for name in ("å", "ä"))

    assert first != second
    assert len(os.fsencode(first / ".s.PGSQL.5432.lock")) < 100
