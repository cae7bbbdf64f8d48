"""Every law case gives what it expects, in process and through the command, in whatever time zone the process runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from rules.files.verifying import differences
from rules.files.yaml_text import Value
from tests.rules.cases_run import FILES, Case, answer, cases, command

ROOT = Path(__file__).resolve().parents[2]
EVERY_CASE = pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in cases()])
EVERY_FILE = pytest.mark.parametrize("file", [pytest.param(file, id=file.stem) for file in FILES])


@cache
def _written_by_command(file: Path, zone: str) -> str:
    """What the command writes about a whole file, asked in a process of its own whose clock shows another zone."""
    done = subprocess.run(
        [sys.executable, "-m", "rules", command(file), str(file)],
        cwd=ROOT,
        env={**os.environ, "TZ": zone},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@cache
def _answers_by_command(file: Path) -> Sequence[Mapping[str, object]]:
    answers: Sequence[Mapping[str, object]] = json.loads(_written_by_command(file, "UTC"))
    return answers


@EVERY_CASE
def test_a_case_gives_what_it_expects(case: Case) -> None:
    assert differences(case.expect, answer(case)) == []


@EVERY_CASE
def test_the_command_gives_what_a_case_expects(case: Case) -> None:
    found = _answers_by_command(case.file)[case.place]

    assert found["name"] == case.name
    assert differences(case.expect, found) == []


@EVERY_FILE
@pytest.mark.parametrize("zone", ["Europe/Stockholm", "America/New_York"])
def test_the_time_zone_of_the_process_changes_nothing(file: Path, zone: str) -> None:
    assert _written_by_command(file, zone) == _written_by_command(file, "UTC")


def test_every_case_has_a_name_of_its_own() -> None:
    assert [name for name, times in Counter(case.name for case in cases()).items() if times > 1] == []


def test_every_case_expects_something_and_says_which_rules_it_proves() -> None:
    assert [case.name for case in cases() if not case.rules or set(case.expect) == {"rules"}] == []


def test_every_worked_example_of_the_law_is_a_case() -> None:
    told = {case.name.split()[0] for case in cases()}

    assert {f"E{number:02}" for number in range(1, 49)} <= told


STAY = {"deadlines": [{"kind": "sip_call", "party": "open_care", "breached": False}]}


@pytest.mark.parametrize(
    "row",
    [
        {"kind": "acknowledge", "absent": "true"},
        {"kind": "sip_call", "party": "ward", "absent": "true"},
        {"kind": "sip_call", "breached": "true", "absent": "true"},
    ],
)
def test_a_deadline_expected_absent_and_not_there_is_no_difference(row: dict[str, Value]) -> None:
    assert differences({"deadlines": [row]}, STAY) == []


def test_a_deadline_expected_absent_but_there_is_a_difference() -> None:
    found = differences({"deadlines": [{"kind": "sip_call", "absent": "true"}, {"absent": "true"}]}, STAY)

    there = '{"kind": "sip_call", "party": "open_care", "breached": false}'
    assert found == [
        f"deadlines[0]: expected no such deadline, got {there}",
        f"deadlines[1]: expected no such deadline, got {there}",
    ]


def test_absent_false_is_no_way_to_expect_a_deadline() -> None:
    found = differences({"deadlines": [{"kind": "sip_call", "absent": "false"}]}, STAY)

    assert found == ["deadlines[0].absent: expected false, the answer has no such key"]
