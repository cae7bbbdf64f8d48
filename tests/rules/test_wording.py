"""Every reason and every reading is a sentence in both languages, and none is left unsaid."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from string import Formatter

import pytest

from rules.calendar import end_of_day
from rules.evaluation import Evaluation, evaluate
from rules.files.stay_file import read_stay_case
from rules.liability import State
from rules.readings import QUESTIONS
from rules.reasons import Reason
from rules.review import VERSION, Alternative
from rules.wording import LINES, READINGS, REASONS, STATES, Language, alternative_text, reason_text
from tests.rules.cases_run import cases, command
from tests.rules.stays import STATUTE, march, ready, stay


def _evaluated() -> list[Evaluation]:
    read = [read_stay_case(case.raw) for case in cases() if command(case.file) == "evaluate"]
    return [evaluate(one.stay, one.terms, one.on, home_terms=one.home_terms) for one in read]


def _fields(texts: Mapping[str, str]) -> dict[str, set[str]]:
    return {code: {name for _, name, _, _ in Formatter().parse(text) if name} for code, text in texts.items()}


def test_both_catalogues_say_the_same_things_of_the_same_facts() -> None:
    assert _fields(REASONS[Language.EN]) == _fields(REASONS[Language.SV])
    assert _fields(LINES[Language.EN]) == _fields(LINES[Language.SV])
    assert set(READINGS[Language.EN]) == set(READINGS[Language.SV])
    assert set(STATES[Language.EN]) == set(STATES[Language.SV]) == {state.value for state in State} - {"REVIEW"}


def test_every_reading_that_is_tried_has_a_sentence_and_no_other() -> None:
    tried = {f"{question.id}{letter}" for question in QUESTIONS for letter in question.tried}

    assert set(READINGS[Language.EN]) == {*tried, VERSION}


def test_every_reason_is_given_for_some_case_and_none_lacks_its_sentence() -> None:
    found = _evaluated()
    given = {reason.code for one in found for reason in one.reasons}

    assert given == set(REASONS[Language.EN])
    for language in Language:
        assert all(reason_text(reason, language) for one in found for reason in one.reasons)
        assert all(alternative_text(one, language) for each in found for one in each.review)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (Language.EN, "Sent Monday 9 March 14.10, after 12.00: liability starts four days later."),
        (Language.SV, "Skickad måndag 9 mars 14.10, efter 12.00: betalningsansvaret inträder fyra dagar senare."),
    ],
)
def test_a_time_is_said_as_people_say_it(language: Language, text: str) -> None:
    facts = {"told_at": march(9, 14, 10)}

    assert reason_text(Reason("noon", "5:4", facts), language) == text


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (march(9, 12, 0, 1), "Monday 9 March 12.00.01"),
        (march(9, 12).replace(microsecond=1), "Monday 9 March 12.00.00"),
        (march(9, 12), "Monday 9 March 12.00"),
        (end_of_day(date(2026, 3, 29)), "Sunday 29 March"),
    ],
)
def test_seconds_are_said_only_where_they_decide_and_the_end_of_a_day_is_the_day(at: object, said: str) -> None:
    text = reason_text(Reason("admission_notice_incomplete", "5:3", {"limit_at": at}), Language.EN)

    assert text == f"No complete admission notice reached the municipality by {said}."


def test_dates_numbers_and_what_has_no_end_are_worded_too() -> None:
    facts = {"from_at": march(9, 8), "to_at": None}
    start = {"told_at": march(9, 8), "start_on": date(2026, 3, 14)}
    price = {"days": 4, "amount_sek": Decimal("36000")}

    assert reason_text(Reason("open_care_obstacle", "5:5", facts), Language.SV).startswith(
        "Hinder i öppenvården från måndag 9 mars 08.00 till tills vidare"
    )
    assert reason_text(Reason("agreed_start", "4:5", start), Language.EN).endswith("starts Saturday 14 March.")
    assert reason_text(Reason("amount_per_night", "5:6", price), Language.EN) == "Care days: 4. Amount: 36000 kronor."


@pytest.mark.parametrize(
    ("first", "language", "text"),
    [
        (
            date(2026, 3, 13),
            Language.EN,
            "A-7b: If a late SIP call makes the municipality liable from the day of the call. "
            "Then liable, 3 nights (4 begun days), first date Friday 13 March.",
        ),
        (
            None,
            Language.SV,
            "A-7b: Om en sen kallelse till SIP ger betalningsansvar från den dag den skickades. "
            "Då betalningsansvar, 3 vårddygn (4 påbörjade dagar), första dag: ingen.",
        ),
    ],
)
def test_another_reading_says_what_it_would_make_of_the_stay(first: date | None, language: Language, text: str) -> None:
    other = Alternative(
        reading="A-7b", state=State.LIABLE, first_liable_on=first, nights=3, begun_days=4, needs_decision=False
    )

    assert alternative_text(other, language) == text


def test_the_reasons_of_a_plain_stay_follow_the_order_of_the_act() -> None:
    found = evaluate(stay(ready_notices=ready(march(9, 14, 10))), STATUTE)

    assert [(reason.law, reason.code) for reason in found.reasons] == [
        ("5:3 st 1 p 1", "admission_notice_in_order"),
        ("5:3 st 2", "sip_called_in_time"),
        ("5:4", "noon"),
        ("5:1", "left"),
        ("5:6", "amount_missing"),
    ]
