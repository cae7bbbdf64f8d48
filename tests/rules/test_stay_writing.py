"""A stay that is written to a file is read back as the same stay."""

from __future__ import annotations

from dataclasses import fields

import pytest
import yaml

from rules.files.shapes import read
from rules.files.stay_file import read_stay_case, stay
from rules.files.stay_writing import stay_mapping
from rules.files.yaml_text import load
from tests.rules.cases_run import Case, cases, command
from tests.rules.good_files import FACTS, MORE_FACTS

STAYS = [case for case in cases() if command(case.file) == "evaluate"]


@pytest.mark.parametrize("case", STAYS, ids=lambda case: case.name)
def test_every_case_of_the_law_is_read_back_as_it_was_written(case: Case) -> None:
    told = read_stay_case(case.raw).stay

    assert read(load(yaml.safe_dump(stay_mapping(told)).encode()).data, stay) == told


def test_every_key_is_written_and_instants_in_swedish_time() -> None:
    told = read(load(FACTS + MORE_FACTS).data, stay)
    written = stay_mapping(told)

    assert read(load(yaml.safe_dump(written).encode()).data, stay) == told
    assert set(written) == {one.name for one in fields(told)}
    assert written["open_care_obstacles"][0] == {
        "from": "2026-03-10T08:00:00+01:00",
        "to": None,
        "prevents_discharge": "true",
    }
