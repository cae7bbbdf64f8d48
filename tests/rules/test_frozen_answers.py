"""No clock and no figure of a stay among the cases moves unnoticed, whatever its own case asks for."""

from __future__ import annotations

import pytest

from tests.rules.cases_run import Case
from tests.rules.frozen import answer_of, kept, stay_cases


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in stay_cases()])
def test_the_whole_answer_is_the_one_kept(case: Case) -> None:
    """Where the change is meant: python -m tests.rules.frozen, and read what differs."""
    assert answer_of(case) == kept(case.file.stem)[case.name]


def test_nothing_is_kept_of_a_case_that_is_no_more() -> None:
    by_file: dict[str, set[str]] = {}
    for case in stay_cases():
        by_file.setdefault(case.file.stem, set()).add(case.name)

    assert {stem: set(kept(stem)) for stem in by_file} == by_file
