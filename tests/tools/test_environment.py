"""tools/environment.py: .venv from a lock, made once and made anew when it is stale."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tools.environment import STAMP, ensure, is_made_for, main


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    """What an environment looks like, with this Python in it."""
    folder = tmp_path / ".venv"
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").symlink_to(sys.executable)
    (folder / STAMP).write_text("wanted", encoding="utf-8")
    return folder


def test_is_made_once_in_a_folder_of_any_name_and_again_when_the_lock_changes(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "en mapp på svenska"
    folder.mkdir()
    lock = folder / "empty.lock"
    lock.write_text("# nothing\n", encoding="utf-8")

    statuses = [ensure(folder / ".venv", lock), ensure(folder / ".venv", lock)]
    (folder / ".venv" / "left-behind").touch()
    lock.write_text("# nothing else\n", encoding="utf-8")
    statuses.append(ensure(folder / ".venv", lock))

    assert statuses == [0, 0, 0]
    assert capfd.readouterr().out.count("Making .venv") == 2
    assert not (folder / ".venv" / "left-behind").exists()


def test_a_failed_installation_leaves_nothing_that_looks_made(tmp_path: Path) -> None:
    lock = tmp_path / "wrong.lock"
    lock.write_text("this is no requirement\n", encoding="utf-8")

    status = ensure(tmp_path / ".venv", lock)

    assert status != 0
    assert not (tmp_path / ".venv" / STAMP).exists()


def test_is_made_for_what_its_stamp_says(environment: Path) -> None:
    assert is_made_for(environment, "wanted")
    assert not is_made_for(environment, "another lock, Python or folder")


def test_half_made_is_not_made(environment: Path) -> None:
    (environment / STAMP).unlink()

    assert not is_made_for(environment, "wanted")


@pytest.mark.parametrize("python", ["gone", "/bin/false"])
def test_an_environment_whose_python_no_longer_starts_is_not_made(environment: Path, python: str) -> None:
    (environment / "bin" / "python").unlink()
    (environment / "bin" / "python").symlink_to(python)

    assert not is_made_for(environment, "wanted")


def test_refuses_another_python(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 12, 1, "final", 0))

    assert main(["requirements/tests.lock"]) == 1
    assert capsys.readouterr().err.startswith("Python 3.11 is needed, and this is ")


def test_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert capsys.readouterr().err == "usage: python3.11 tools/environment.py LOCK\n"
