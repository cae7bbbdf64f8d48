"""benchmarks/: the data is the same every time and nobody's, and the command measures what it says."""

from __future__ import annotations

import re

import pytest

from benchmarks.data import RESERVE_NUMBERS_OID, month_of_episodes, stays_as_yaml
from benchmarks.rules import main, read_stays
from rules.evaluation import figures
from rules.files.corpus import agreement
from rules.liability import State


def test_the_same_seed_gives_the_same_data_and_another_seed_gives_other() -> None:
    assert stays_as_yaml(20) == stays_as_yaml(20) != stays_as_yaml(20, seed=1)
    assert month_of_episodes(20, 3) == month_of_episodes(20, 3) != month_of_episodes(20, 3, seed=1)


def test_every_identity_is_a_reserve_number_in_its_own_domain() -> None:
    names = re.findall(r"name: (.*)", stays_as_yaml(50).decode())

    assert len(set(names)) == 50
    assert all(re.fullmatch(re.escape(RESERVE_NUMBERS_OID) + r":991850\d{6}", name) for name in names)


def test_the_stays_are_of_every_kind_that_costs_different_work() -> None:
    found = [figures(stay, agreement("statute-2018")) for stay in read_stays(stays_as_yaml(300))]

    assert {State.LIABLE, State.NOT_LIABLE} <= {one.state for one in found}
    assert {"C2", "C5", "C6", "C8", "C10"} <= {one.condition for one in found}


def test_the_command_prints_each_measurement_beside_its_floor(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["--stays", "5", "--rounds", "1", "--many", "7", "--episodes", "40", "--groups", "4"])

    lines = capsys.readouterr().out.splitlines()
    assert status == 0
    assert [line[:44].strip() for line in lines[3:7]] == [
        "floor: reading the facts from YAML",
        "figures alone",
        "with deadlines, reasons and reviews",
        "the same, as the command's answer in Swedish",
    ]
    assert lines[3].endswith(" 1.00x")
    assert lines[7].startswith("7 stays with deadlines, reasons and reviews")
    assert lines[8].startswith("a month of 40 episodes in 4 groups")
