"""The answer to `check`: gaps with parameter and number, contradictions, and chosen readings with their values."""

from __future__ import annotations

import json

import pytest

from rules.errors import InvalidInput
from rules.files.checking import Answer, check
from rules.files.corpus import block
from rules.files.yaml_text import load


def checked(written: str) -> Answer:
    return check(load(written.encode()).data, block)


def test_a_complete_agreement_has_no_gaps() -> None:
    assert checked("{id: own, base: statute-2018}") == {
        "id": "own",
        "complete": True,
        "status": "active",
        "gaps": [],
        "problems": [],
        "open": [],
    }


def test_every_gap_has_its_parameter_its_number_and_words() -> None:
    answer = checked(
        """
base: statute-2018
status: incomplete
tracks: [{care_type: all, model: individual, cutoff: unknown,
          free_days_steps: [{from: 2018-01-01, derive: county_mean_at(2017-12-31)}]}]
tariff: {source: unknown}
"""
    )

    assert answer == {
        "id": "inline",
        "complete": False,
        "status": "incomplete",
        "gaps": [
            {
                "parameter": "tracks[0].free_days_steps[0] (county_mean_at 2017-12-31)",
                "number": 9,
                "text": "It is not known how many days are free from a certain day on.",
            },
            {
                "parameter": "tracks[0].cutoff",
                "number": 12,
                "text": "It is not known after which time of day a ready notice counts later.",
            },
            {
                "parameter": "tariff.source",
                "number": 22,
                "text": "It is not known whether the amount is the national one or the parties' own.",
            },
        ],
        "problems": [],
        "open": [],
    }


def test_the_answer_can_be_written_as_json() -> None:
    assert json.loads(json.dumps(checked("tracks: unknown")))["status"] is None


@pytest.mark.parametrize(
    ("written", "problems"),
    [
        pytest.param(
            "{status: active, tracks: unknown}",
            [("status", "The status is active, but something is missing: nothing may be billed.")],
            id="active with gaps",
        ),
        pytest.param(
            "{base: statute-2018, status: incomplete}",
            [("status", "The status is incomplete, but nothing is missing.")],
            id="incomplete without gaps",
        ),
        pytest.param("{status: draft, tracks: unknown}", [], id="a draft may have gaps"),
        pytest.param("{status: suspended, tracks: unknown}", [], id="a suspended one may have gaps"),
        pytest.param("{base: statute-2018, status: expired}", [], id="an expired one may be complete"),
        pytest.param(
            "{base: statute-2018, preconditions: [sip_called, other_referrals_cancelled],"
            " exceptions: [deceased, home_hospital_care, palliative]}",
            [
                ("preconditions", "other_referrals_cancelled cannot be decided from the facts of a stay."),
                ("exceptions", "home_hospital_care cannot be decided from the facts of a stay."),
                ("exceptions", "palliative cannot be decided from the facts of a stay."),
            ],
            id="what no stay tells",
        ),
        pytest.param(
            "{base: statute-2018, open: [tarif, track.cutof, rounding.modes, tariff.table.2019.x]}",
            [
                ("open", "'tarif' is no parameter that the agreement gives a value."),
                ("open", "'track.cutof' is no parameter that the agreement gives a value."),
                ("open", "'rounding.modes' is no parameter that the agreement gives a value."),
                ("open", "'tariff.table.2019.x' is no parameter that the agreement gives a value."),
            ],
            id="open names nothing",
        ),
        pytest.param(
            "{base: statute-2018, open: [track.cutoff(average)]}",
            [("open", "'track.cutoff(average)' is no parameter that the agreement gives a value.")],
            id="open names a model that no track has",
        ),
        pytest.param(
            "{status: draft, open: [cutoff]}",
            [("open", "'cutoff' is no parameter that the agreement gives a value.")],
            id="open names what no track has, for there is none",
        ),
        pytest.param(
            "{tracks: unknown, track_defaults: unknown, open: [track.model]}",
            [("open", "'track.model' is no parameter that the agreement gives a value.")],
            id="open names tracks that are not known",
        ),
    ],
)
def test_contradictions_are_told(written: str, problems: list[tuple[str, str]]) -> None:
    answer = checked(written)

    assert answer["problems"] == [{"parameter": where, "text": text} for where, text in problems]
    assert answer["open"] == []


OPENED = """
base: statute-2018
tracks:
- {care_type: psychiatric, model: individual, free_days: 5, cutoff: unknown}
- {care_type: all, model: average, free_days: 2.0, day_zero: counted}
population: {outside_units: [out_of_county, no_municipality]}
messages: {ack: [{type: ready, day_basis: all}, {type: any}, {type: admission, day_basis: weekdays}]}
valid_to: null
"""


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        pytest.param("valid_from", "valid_from: 2018-01-01", id="a value"),
        pytest.param("valid_to", "valid_to: null", id="nothing"),
        pytest.param("charge.basis", "charge.basis: days_after_free", id="a value inherited"),
        pytest.param(
            "population.outside_units", "population.outside_units: [out_of_county, no_municipality]", id="a list"
        ),
        pytest.param(
            "rounding",
            "rounding: {mean_calc_decimals: none, mean_display_decimals: 2, days_decimals: 0, amount_decimals: 0,"
            " mode: half_up}",
            id="a whole mapping",
        ),
        pytest.param(
            "track.day_zero", "tracks[0].day_zero: not_counted; tracks[1].day_zero: counted", id="of every track"
        ),
        pytest.param(
            "tracks.day_zero", "tracks[0].day_zero: not_counted; tracks[1].day_zero: counted", id="tracks by its key"
        ),
        pytest.param(
            "cutoff",
            "tracks[0].cutoff: unknown; tracks[1].cutoff: {time: 12:00, effect: plus_one_day}",
            id="of a track by its name alone",
        ),
        pytest.param(
            "track.cutoff(average)",
            "tracks[1].cutoff: {time: 12:00, effect: plus_one_day}",
            id="of the tracks with a model",
        ),
        pytest.param("cutoff(individual)", "tracks[0].cutoff: unknown", id="by name and model"),
        pytest.param("cutoff.effect", "tracks[1].cutoff.effect: plus_one_day", id="inside a track's value"),
        pytest.param(
            "messages.ack.day_basis",
            "messages.ack[0].day_basis: all; messages.ack[2].day_basis: weekdays",
            id="of the items that have it",
        ),
    ],
)
def test_a_parameter_that_is_open_shows_the_reading_chosen(name: str, reading: str) -> None:
    answer = checked(f"{OPENED}open: [{name}]\n")

    assert answer["open"] == [{"parameter": name, "text": reading}]
    assert [problem for problem in answer["problems"] if problem["parameter"] == "open"] == []


def test_defaults_that_are_not_known_fill_nothing() -> None:
    answer = checked("{track_defaults: unknown, tracks: [{care_type: all, model: none}], open: [model]}")

    assert answer["open"] == [{"parameter": "model", "text": "tracks[0].model: none"}]


def test_stockholms_readings_are_shown() -> None:
    raw = block("stockholm-2020a")
    assert raw is not None

    assert [reading["text"] for reading in check(dict(raw), block)["open"]] == [
        "charge.basis: excess_volume",
        "rounding: {mean_calc_decimals: none, mean_display_decimals: 2, days_decimals: none, amount_decimals: 0,"
        " mode: half_up}",
        "population.blocked: exclude_both",
        "tracks[0].day_zero: not_counted; tracks[1].day_zero: not_counted",
        "tracks[1].cutoff: {time: 12:00, effect: next_counting_day}",
    ]


def test_what_is_no_agreement_is_refused() -> None:
    with pytest.raises(InvalidInput):
        checked("{tariff: {per: day}}")
