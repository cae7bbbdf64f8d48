"""python -m tools.mutation: a small package with a weak suite, and what is found in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PACKAGE = """from functools import cache
LIMIT = 3

def late(days: int) -> bool:
    return days > LIMIT

@cache
def price(days):
    return days * 100

def never_called(days):
    return days + 1

def table(entries):
    return {entry: price(entry) for entry in entries}

PRICES = table((1, 2))
"""

TESTS = """from small.days import late, price, table

def test_late_from_the_fourth_day():
    assert late(4) and not late(0)

def test_that_asserts_nothing_comes_first():
    price(2)
    table((3,))
"""

MORE_TESTS = """from small.days import PRICES, price

def test_price():
    assert price(2) == 200
    assert PRICES == {1: 100, 2: 200}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "__init__.py").touch()
    (tmp_path / "small" / "days.py").write_text(PACKAGE)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_days.py").write_text(TESTS)
    (tmp_path / "tests" / "test_prices.py").write_text(MORE_TESTS)
    (tmp_path / "pyproject.toml").write_text('[tool.pytest.ini_options]\npythonpath = ["."]\n')
    return tmp_path


def command(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    options = ["--package", "small", "--tests", "tests", "--workers", "2"]
    return subprocess.run(
        [sys.executable, "-m", "tools.mutation", *options, *arguments],
        cwd=project,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )


def test_names_what_no_test_notices_and_nothing_else(project: Path) -> None:
    found = command(project)

    assert found.stdout.split("module ")[0].splitlines() == [
        "small/days.py:2  constant in the module",
        "    -LIMIT = 3",
        "    +LIMIT = 2",
        "",
        "small/days.py:5  operator in late",
        "    -    return days > LIMIT",
        "    +    return days >= LIMIT",
        "",
        "small/days.py:12  return in never_called",
        "    -    return days + 1",
        "    +    return None",
        "",
        "small/days.py:12  operator in never_called",
        "    -    return days + 1",
        "    +    return days - 1",
        "",
        "small/days.py:12  constant in never_called",
        "    -    return days + 1",
        "    +    return days + 0",
        "",
        "small/days.py:12  constant in never_called",
        "    -    return days + 1",
        "    +    return days + 2",
        "",
    ]
    assert found.returncode == 1


def test_goes_on_where_it_was_and_asks_survivors_again(project: Path) -> None:
    first = command(project)

    again = command(project, "--allow", "100")
    test = project / "tests" / "test_days.py"
    test.write_text(test.read_text().replace("late(4) and not late(0)", "late(4) and not late(3)"))
    survivors = command(project, "--survivors")

    assert "in loaded functions: 0 of 0" in again.stderr
    assert again.stdout == first.stdout
    assert again.returncode == 0
    assert "LIMIT" not in survivors.stdout
    assert survivors.stdout.splitlines()[-1].split() == ["all", "6", "2", "0", "4", "66.7%"]


def test_says_that_the_tests_fail_before_anything_was_changed(project: Path) -> None:
    (project / "tests" / "test_days.py").write_text("def test_it():\n    assert False\n")

    found = command(project)

    assert found.returncode == 3
    assert found.stderr.endswith("the tests fail without any mutant: python -m pytest tests\n")


def test_a_module_is_chosen_by_name_and_one_that_is_not_there_is_refused(project: Path) -> None:
    chosen = command(project, "--list", "small.days")
    absent = command(project, "small.weeks")

    assert chosen.stdout.splitlines()[-1].split()[:2] == ["all", "20"]
    assert absent.returncode == 2
    assert absent.stderr == "no mutants: no such module, or nothing survived before\n"


def test_help_says_what_the_exit_status_means(project: Path) -> None:
    found = command(project, "--help")

    assert found.returncode == 0
    assert "exit status: 0 no more survivors than allowed" in found.stdout
