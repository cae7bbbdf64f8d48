"""What a case expects against what was answered: everything expected must be there, each difference is one line."""

from __future__ import annotations

import pytest

from rules.files.verifying import differences
from rules.files.yaml_text import Value

ANSWER: dict[str, object] = {
    "name": "E02",
    "liability": {
        "state": "LIABLE",
        "condition": None,
        "liable_on": ["2026-03-13", "2026-03-14"],
        "nights": 2,
        "amount_sek": "0",
        "review": [{"reading": "A-3b", "nights": 3}, {"reading": "A-8b", "nights": 0}],
    },
    "deadlines": [
        {"kind": "acknowledge", "party": "open_care", "due_at": "09:00", "met_at": None, "breached": True},
        {"kind": "acknowledge", "party": "open_care", "due_at": "14:00", "met_at": "13:00", "breached": False},
        {"kind": "sip_call", "party": "open_care", "due_at": "15:00", "met_at": None, "breached": False},
    ],
}


@pytest.mark.parametrize(
    "expected",
    [
        {},
        {"rules": ["R-5.4b", "A-4"]},
        {"name": "E02"},
        {"liability": {}},
        {"liability": {"state": "LIABLE", "condition": None, "nights": "2", "amount_sek": "0"}},
        {"liability": {"liable_on": ["2026-03-13", "2026-03-14"]}},
        {"liability": {"review": [{"reading": "A-3b"}, {"nights": "0"}]}},
        {"deadlines": []},
        {"deadlines": [{"kind": "sip_call"}, {"kind": "acknowledge", "party": "open_care", "breached": "false"}]},
        {"deadlines": [{"kind": "care_contact", "absent": "true"}]},
        {"deadlines": [{"kind": "sip_call", "party": "open_care", "due_at": "16:00", "absent": "true"}]},
        {"deadlines": [{"due_at": "09:00", "breached": "true", "met_at": None}]},
    ],
)
def test_what_is_expected_and_there_is_no_difference(expected: dict[str, Value]) -> None:
    assert differences(expected, ANSWER) == []


@pytest.mark.parametrize(
    ("expected", "told"),
    [
        ({"liability": {"nights": "3"}}, ["liability.nights: expected 3, got 2"]),
        ({"liability": {"condition": "C5"}}, ["liability.condition: expected C5, got null"]),
        ({"liability": {"state": None}}, ["liability.state: expected null, got LIABLE"]),
        ({"liability": {"nigths": "2"}}, ["liability.nigths: expected 2, the answer has no such key"]),
        ({"settled": {"x": ["y"]}}, ['settled: expected {"x": ["y"]}, the answer has no such key']),
        ({"name": {"x": "y"}}, ['name: expected {"x": "y"}, got E02']),
        ({"name": ["E", "0", "2"]}, ['name: expected ["E", "0", "2"], got E02']),
        ({"liability": {"nights": ["2"]}}, ['liability.nights: expected ["2"], got 2']),
        (
            {"liability": {"liable_on": "2026-03-13"}},
            ['liability.liable_on: expected 2026-03-13, got ["2026-03-13", "2026-03-14"]'],
        ),
        (
            {"liability": {"liable_on": {"a": "b"}}},
            ['liability.liable_on: expected {"a": "b"}, got ["2026-03-13", "2026-03-14"]'],
        ),
        (
            {"liability": {"liable_on": ["2026-03-13"]}},
            ['liability.liable_on: expected 1 in the list, got 2: ["2026-03-13", "2026-03-14"]'],
        ),
        (
            {"liability": {"liable_on": ["2026-03-14", "2026-03-13"], "nights": "1"}},
            [
                "liability.liable_on[0]: expected 2026-03-14, got 2026-03-13",
                "liability.liable_on[1]: expected 2026-03-13, got 2026-03-14",
                "liability.nights: expected 1, got 2",
            ],
        ),
        (
            {"liability": {"review": [{"reading": "A-3b"}, {"nights": "1"}]}},
            ["liability.review[1].nights: expected 1, got 0"],
        ),
        (
            {"liability": {"review": []}},
            [
                "liability.review: expected 0 in the list, got 2: "
                '[{"reading": "A-3b", "nights": 3}, {"reading": "A-8b", "nights": 0}]'
            ],
        ),
        (
            {"deadlines": [{"kind": "care_contact", "breached": "true"}]},
            ['deadlines[0]: expected {"kind": "care_contact", "breached": "true"}, the answer has no such deadline'],
        ),
        (
            {"deadlines": [{"kind": "sip_call", "party": "ward"}]},
            ['deadlines[0]: expected {"kind": "sip_call", "party": "ward"}, the answer has no such deadline'],
        ),
        ({"deadlines": [{"kind": "sip_call", "due_at": "16:00"}]}, ["deadlines[0].due_at: expected 16:00, got 15:00"]),
        (
            {"deadlines": [{"kind": "sip_call"}, {"kind": "acknowledge", "due_at": "14:00", "breached": "true"}]},
            ["deadlines[1].due_at: expected 14:00, got 09:00"],
        ),
        (
            {"deadlines": [{"kind": "acknowledge", "due_at": "14:00", "met_at": "13:00", "breached": "true"}]},
            ["deadlines[0].breached: expected true, got false"],
        ),
        (
            {"deadlines": [{"kind": "care_contact", "absent": "true"}, {"kind": "sip_call", "absent": "true"}]},
            [
                'deadlines[1]: expected no such deadline, got {"kind": "sip_call", "party": "open_care", '
                '"due_at": "15:00", "met_at": null, "breached": false}'
            ],
        ),
        (
            {"deadlines": [{"kind": "sip_call", "absent": "false"}]},
            ["deadlines[0].absent: expected false, the answer has no such key"],
        ),
        (
            {"deadlines": [{"kind": "sip_call", "absent": "true"}, {"kind": "ready"}]},
            [
                'deadlines[0]: expected no such deadline, got {"kind": "sip_call", "party": "open_care", '
                '"due_at": "15:00", "met_at": null, "breached": false}',
                'deadlines[1]: expected {"kind": "ready"}, the answer has no such deadline',
            ],
        ),
        ({"deadlines": ["sip_call"]}, ["deadlines[0]: expected sip_call, the answer has no such deadline"]),
    ],
)
def test_each_difference_is_a_line_that_begins_with_its_key(expected: dict[str, Value], told: list[str]) -> None:
    assert differences(expected, ANSWER) == told


def test_deadlines_are_a_list() -> None:
    assert differences({"deadlines": "none"}, {"deadlines": []}) == ["deadlines: expected none, got []"]


@pytest.mark.parametrize(("written", "value"), [("true", True), ("false", False), ("12", 12), (None, None), ("å", "å")])
def test_a_value_is_compared_as_a_file_writes_it(written: str | None, value: object) -> None:
    assert differences({"x": written}, {"x": value}) == []


@pytest.mark.parametrize(("written", "value"), [("True", True), ("null", None), ("1", True), ("12.0", 12), ("", None)])
def test_another_way_to_write_it_is_a_difference(written: str, value: object) -> None:
    assert len(differences({"x": written}, {"x": value})) == 1


def test_a_swedish_text_is_shown_as_it_is() -> None:
    assert differences({"x": ["å"]}, {"x": ["ä"]}) == ["x[0]: expected å, got ä"]
    assert differences({"x": ["å"]}, {"x": "ä"}) == ['x: expected ["å"], got ä']
