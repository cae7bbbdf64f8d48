"""A settlement as plain values: keys, exact numbers as text, and a reason for every line."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from rules.facts import CareType, LegalForm
from rules.liability_groups import Outside
from rules.settlement_answer import as_dict, exact
from rules.standings import Why
from rules.terms import NOTHING, Blocked, Model, SeparateBy
from rules.wording import LINES
from tests.rules.settling import (
    HYBRID,
    INDIVIDUAL,
    LONG_STAY,
    TERMS,
    TRACK,
    settled,
    stay,
    with_population,
    with_rounding,
    with_tracks,
)

NOTHING_OF_IT = {"episodes": 0, "days": "0", "amount_sek": "0"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("3", "3"),
        ("-3", "-3"),
        ("4.3", "4.3"),
        ("-1.3", "-1.3"),
        ("-0.3", "-0.3"),
        ("0.05", "0.05"),
        ("100", "100"),
        ("1/8", "0.125"),
        ("3/40", "0.075"),
        ("1/5", "0.2"),
        ("1/25", "0.04"),
        ("1/1024", "0.0009765625"),
        ("16/9", "16/9"),
        ("-1/3", "-1/3"),
        ("1/30", "1/30"),
        ("39990.5", "39990.5"),
        ("123456789012345678901234567890.5", "123456789012345678901234567890.5"),
    ],
)
def test_a_number_is_a_decimal_where_it_ends_and_else_a_fraction(value: str, text: str) -> None:
    assert exact(Fraction(value)) == text


def test_the_answer_has_every_figure_of_the_group_and_of_the_total() -> None:
    terms = replace(with_tracks(TERMS, HYBRID), long_stay=replace(LONG_STAY, separate_by=SeparateBy.CARE_TYPE))

    answer = as_dict(settled(terms, stay("a", 2), stay("b", 2), stay("c", 3), stay("d", 9)))

    figures = {
        "episodes": 3,
        "sum_days": 7,
        "mean": "7/3",
        "mean_rounded": "2.33",
        "free_days": "2",
        "excess_days": "1",
        "individual": NOTHING_OF_IT,
        "long_stay": {"episodes": 1, "days": "2", "amount_sek": "18600"},
        "by_care_type": {"somatic": {"episodes": 1, "days": "2", "amount_sek": "18600"}},
        "days_billed": "3",
        "amount_sek": "27900",
        "zero_invoice": False,
        "rounding_days": "0",
        "rounding_sek": "0",
    }
    line = {"in_population": True, "why": "in_mean", "text": "In the mean.", "review": False}
    lines = [
        {"id": "a", "d": 2, "days_billed": "0", "amount_sek": "0", **line},
        {"id": "b", "d": 2, "days_billed": "0", "amount_sek": "0", **line},
        {"id": "c", "d": 3, "days_billed": "1", "amount_sek": "9300", **line},
        {
            "id": "d",
            "d": 9,
            "in_population": False,
            "why": "long_stay",
            "text": "Longer than the limit for long stays: billed by itself.",
            "days_billed": "2",
            "amount_sek": "18600",
            "review": False,
        },
    ]
    assert answer == {
        "period": "2022-03",
        "agreement": "test",
        "groups": [{"group": "0184", **figures, "lines": lines}],
        "total": {"group": "total", **figures},
    }
    assert json.loads(json.dumps(answer)) == answer


@pytest.mark.parametrize(("decimals", "shown"), [(NOTHING, "7/3"), (0, "2"), (1, "2.3"), (3, "2.333")])
def test_the_mean_is_shown_as_the_agreement_shows_it(decimals: Any, shown: str) -> None:
    terms = with_rounding(TERMS, mean_display_decimals=decimals)

    (row,) = as_dict(settled(terms, stay("a", 2), stay("b", 2), stay("c", 3)))["groups"]

    assert (row["mean"], row["mean_rounded"], row["excess_days"]) == ("7/3", shown, "1")


def test_without_a_mean_there_is_none_to_show() -> None:
    (row,) = as_dict(settled(with_tracks(TERMS, INDIVIDUAL), stay("a", 4)))["groups"]

    assert (row["episodes"], row["mean"], row["mean_rounded"], row["free_days"]) == (0, None, None, "2")
    assert row["individual"] == {"episodes": 1, "days": "2", "amount_sek": "18600"}
    assert row["by_care_type"] == {}


def test_several_means_are_told_one_by_one() -> None:
    psychiatry = replace(TRACK, care_type=CareType.PSYCHIATRIC, free_days=Fraction("1.5"))
    compulsory = replace(TRACK, legal_form=LegalForm.LPT)
    terms = with_tracks(TERMS, psychiatry, compulsory, TRACK)
    voluntary = LegalForm.VOLUNTARY

    answer = as_dict(
        settled(
            terms,
            stay("p", 3, care_type=CareType.PSYCHIATRIC, legal_form=voluntary),
            stay("c", 1, legal_form=LegalForm.LPT),
            stay("a", 4, legal_form=voluntary),
        )
    )

    tracks = [
        {
            "care_type": "psychiatric",
            "legal_form": "any",
            "episodes": 1,
            "sum_days": 3,
            "mean": "3",
            "mean_rounded": "3",
            "free_days": "1.5",
            "excess_days": "1.5",
            "days_billed": "1.5",
            "amount_sek": "13950",
        },
        {
            "care_type": "all",
            "legal_form": "LPT",
            "episodes": 1,
            "sum_days": 1,
            "mean": "1",
            "mean_rounded": "1",
            "free_days": "2",
            "excess_days": "0",
            "days_billed": "0",
            "amount_sek": "0",
        },
        {
            "care_type": "all",
            "legal_form": "any",
            "episodes": 1,
            "sum_days": 4,
            "mean": "4",
            "mean_rounded": "4",
            "free_days": "2",
            "excess_days": "2",
            "days_billed": "2",
            "amount_sek": "18600",
        },
    ]
    (row,) = answer["groups"]
    assert (row["mean"], row["mean_rounded"], row["free_days"], row["tracks"]) == (None, None, None, tracks)
    assert answer["total"]["tracks"] == tracks


def test_means_are_told_one_by_one_only_where_there_are_several() -> None:
    terms = with_tracks(TERMS, replace(TRACK, care_type=CareType.PSYCHIATRIC), TRACK)

    (one,) = as_dict(settled(terms, stay("a", 3)))["groups"]
    (two,) = as_dict(settled(terms, stay("a", 3), stay("p", 3, care_type=CareType.PSYCHIATRIC)))["groups"]

    assert "tracks" not in one
    assert [track["care_type"] for track in two["tracks"]] == ["psychiatric", "all"]


def test_a_blocked_episode_names_its_condition() -> None:
    blocked = stay("a", 3, blocked="C5")

    def text(effect: Blocked) -> object:
        (row,) = as_dict(settled(with_population(TERMS, blocked=effect), blocked))["groups"]
        return row["lines"][0]["text"]

    assert text(Blocked.EXCLUDE_BOTH) == "Blocked (C5): not counted, and not billed."
    assert text(Blocked.ZERO_DAYS) == "Blocked (C5): in the mean with no days."
    assert text(Blocked.KEEP) == "Blocked (C5): kept in the mean with its days."


def test_a_line_says_when_a_person_must_look() -> None:
    (row,) = as_dict(settled(TERMS, stay("a", 3, needs_review=True)))["groups"]

    assert row["lines"][0]["review"] is True


def test_a_line_outside_and_one_without_ready_days_say_why() -> None:
    without = with_tracks(TERMS, replace(TRACK, model=Model.NONE))
    (row,) = as_dict(settled(without, stay("a", 3)))["groups"]
    (outside,) = as_dict(settled(TERMS, stay("a", 3, municipality=None)))["groups"]

    assert (row["lines"][0]["d"], row["lines"][0]["text"]) == (
        None,
        "The agreement has no payment liability for this patient.",
    )
    assert outside["lines"][0]["text"] == "No municipality is liable: reported, never billed."


def test_every_reason_has_a_text_that_is_a_sentence() -> None:
    codes = {code.value for kind in (Why, Outside) for code in kind}
    assert all(set(texts) == codes for texts in LINES.values())
    assert all(text.endswith(".") and text[0].isupper() for texts in LINES.values() for text in texts.values())


def test_the_texts_say_what_the_codes_mean() -> None:
    april = stay("april", 3, ready_on=date(2022, 3, 30))
    early = stay("early", 3, ready_on=date(2022, 2, 26))
    terms = with_population(replace(TERMS, valid_from=date(2022, 3, 1), tracks=(TRACK,)), same_day=False)
    by_patient = replace(with_tracks(terms, INDIVIDUAL))

    def texts(settlement: Any) -> dict[str, str]:
        return {line["id"]: line["text"] for row in as_dict(settlement)["groups"] for line in row["lines"]}

    assert texts(
        settled(terms, april, stay("in", 1, left_at=None), stay("never", 1, ready_at=None), stay("home", 0))
    ) == {
        "april": "Left in another period and belongs there.",
        "in": "Still an inpatient: belongs to the month of leaving.",
        "never": "Never notified as ready, or the readiness was withdrawn.",
        "home": "Left on the day of the notice: not in the mean.",
    }
    assert texts(settled(by_patient, early, stay("p", 3), stay("away", 3, municipality="2580"))) == {
        "early": "The agreement was not in force, or not yet billed, for this stay.",
        "p": "On an individual track: the days after the free days are billed.",
        "away": "The municipality is no party to the agreement: reported, never billed.",
    }
