"""benchmarks/: made-up cases are spread as they should, and the table says which pages take too long."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from benchmarks.page_table import Taken, beside_the_first, excesses, table
from benchmarks.spread import GIVEN_NAMES, ONE_OPEN_IN, SURNAMES, copy_of
from embedded.places import PROJECT

OPEN, CLOSED = (1, 2, 3), (4, 5)
COPIES = [copy_of(number, OPEN, CLOSED, sets=10, readers=7) for number in range(1, 2_001)]
PAGES = [
    "bare view, one lookup",
    "worklist, ward",
    "worklist, social services",
    "worklist, everything",
    "case, ward",
    "case, social services",
    "directory",
    "search by name",
]


def test_one_case_in_twenty_is_open_and_of_every_template() -> None:
    templates = [one.template for one in COPIES]

    assert sum(template in OPEN for template in templates) * ONE_OPEN_IN == len(COPIES)
    assert set(templates) == {*OPEN, *CLOSED}


def test_the_readers_have_the_first_open_cases_and_a_share_of_the_closed_ones() -> None:
    at_readers = [number for number, one in enumerate(COPIES, start=1) if one.unit_set == 0]
    open_there = [number for number in at_readers if number % ONE_OPEN_IN == 0]

    assert open_there == [20, 40, 60, 80, 100, 120, 140]
    assert len(at_readers) - len(open_there) == 190
    assert {one.unit_set for one in COPIES if one.template in OPEN} == set(range(10))


def test_what_is_closed_happened_long_ago_and_what_is_open_now() -> None:
    assert {one.days_ago for one in COPIES if one.template in OPEN} == {0}
    assert {one.days_ago for one in COPIES if one.template in CLOSED} <= set(range(1, 3 * 365 + 1))


def test_nearly_every_pair_of_names_is_used_before_one_comes_again() -> None:
    names = {(one.given_names, one.surname) for one in COPIES[: len(GIVEN_NAMES) * len(SURNAMES)]}

    assert len(names) == len(GIVEN_NAMES) * len(SURNAMES)


def test_a_page_is_shown_beside_the_bare_view_of_the_same_size_and_grows_beside_it() -> None:
    few = {"bare": Taken(2.0, 1), "page": Taken(20.0, 9)}
    many = {"bare": Taken(4.0, 1), "page": Taken(80.0, 9)}

    measured = beside_the_first(few, many)

    assert [(one.few_ratio, one.many_ratio, one.growth) for one in measured] == [(1.0, 1.0, 1.0), (10.0, 20.0, 2.0)]
    assert [line.split() for line in table(measured, [20, 2_000])] == [
        ["20", "cases", "2000", "cases"],
        ["ms", "bare", "queries", "ms", "bare", "queries", "growth"],
        ["bare", "2.0", "1.0x", "1", "4.0", "1.0x", "1", "1.00x"],
        ["page", "20.0", "10.0x", "9", "80.0", "20.0x", "9", "2.00x"],
    ]


@pytest.mark.parametrize(
    ("growth", "ratio", "said"),
    [
        pytest.param(2.0, 20.0, [], id="as much as is accepted"),
        pytest.param(1.5, 20.0, ["page: grows 2.00 times, accepted is 1.5"], id="grows more"),
        pytest.param(2.0, 19.0, ["page: takes 20.0 bare views, accepted is 19"], id="takes more"),
    ],
)
def test_a_page_that_takes_too_long_is_named(growth: float, ratio: float, said: list[str]) -> None:
    few = {"bare": Taken(2.0, 1), "page": Taken(20.0, 9)}
    many = {"bare": Taken(4.0, 1), "page": Taken(80.0, 9)}

    assert list(excesses(beside_the_first(few, many), growth=growth, ratio=ratio)) == said


def test_the_command_fills_a_database_of_its_own_and_prints_each_page_at_both_sizes() -> None:
    options = ["--cases", "40", "80", "--sets", "2", "--requests", "1", "--growth", "1000", "--ratio", "1000"]

    command = [sys.executable, "-m", "benchmarks.pages", *options]
    finished = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)

    lines = finished.stdout.splitlines()
    assert lines[1].split() == ["40", "cases", "80", "cases"]
    assert [line[:28].strip() for line in lines[3:]][: len(PAGES)] == PAGES
    assert all(re.search(r"( +\d+\.\d +\d+\.\dx +\d+){2} +\d+\.\d\dx$", line) for line in lines[3:])
    assert finished.stderr.splitlines() == ["40 of 40 cases", "80 of 80 cases"]
