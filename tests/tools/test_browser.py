"""Tests of tools/browser.py."""

import os
from pathlib import Path

import pytest

from tools import browser


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder that programs are looked for in."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    return tmp_path


def program(path: Path, text: str = "#!/bin/sh\n") -> Path:
    path.write_text(text)
    path.chmod(0o755)
    return path


def test_a_chosen_browser_is_used(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(programs / "chromium")
    monkeypatch.setenv("CHROMIUM", "/opt/chromium")

    assert browser.find() == Path("/opt/chromium")


def test_debians_name_comes_first(programs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program(programs / "google-chrome")
    found = program(programs / "chromium")

    assert browser.main() == 0
    assert capsys.readouterr().out == f"{found}\n"


def test_root_installs_debians_browser_where_there_is_none(
    programs: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    asked = programs / "asked"
    program(
        programs / "apt-get",
        f'#!/bin/sh\necho "$*" >> "{asked}"\nif [ "$1" = install ]; then /bin/cp "$0" "{programs}/chromium"; fi\n',
    )

    assert browser.main() == 0

    assert asked.read_text() == "update\ninstall --yes --no-install-recommends chromium\n"
    assert capfd.readouterr().out == f"{programs}/chromium\n"


def test_anybody_else_is_told_what_to_do(
    programs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    program(programs / "apt-get")

    assert browser.main() == 1

    assert capsys.readouterr().err.startswith("No Chromium: install it")
