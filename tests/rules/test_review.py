"""Other readings: when a question arises, what it would change, and when a person must decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from rules.calendar import end_of_day
from rules.evaluation import evaluate, figures
from rules.facts import (
    CareType,
    Interval,
    MunicipalityChange,
    Obstacle,
    SipConsent,
    Stay,
    Transfer,
    Via,
)
from rules.files.corpus import agreement
from rules.liability import State
from rules.readings import DEFAULTS, QUESTION, QUESTIONS
from rules.review import ARISES, Alternative, arises, settled_by_the_parties
from rules.terms import ExceptionCode, SipUnchanged, Terms, Track
from tests.rules.stays import STATUTE, called, march, ready, stay, still_there, told

RAISED_BY: dict[str, Stay] = {
    "A-9": stay(sip=called(None, consent=SipConsent.REFUSED)),
    "A-11": stay(ready_notices=ready(march(9, 9), withdrawn_at=march(10))),
    "A-12": stay(open_care_obstacles=(Obstacle(from_at=march(9), to_at=march(10)),)),
    "A-14": stay(municipality_changes=(MunicipalityChange(at=march(10), municipality="2581"),)),
    "A-17": stay(transfers=(Transfer(at=march(4), region="25"),)),
    "A-18": stay(care_type=CareType.PSYCHIATRIC),
    "A-19": stay(leaves=(Interval(from_at=march(5), to_at=march(6)),)),
    "A-21": stay(admission_notices=told(march(3, 9), address_withheld=True)),
    "A-22": stay(patient_declines_at=march(5)),
    "A-25": stay(sip=called(None, existing_valid=True)),
    "A-26": stay(sip=called(None, consent=SipConsent.CANNOT_CONSENT)),
}
OUTSIDE: dict[str, Any] = {"via": Via.OUTSIDE, "registered_at": march(10)}


@pytest.mark.parametrize("id", RAISED_BY)
def test_a_question_arises_only_from_the_facts_it_is_about(id: str) -> None:
    assert arises(QUESTION[id], RAISED_BY[id])
    assert not arises(QUESTION[id], stay())


@pytest.mark.parametrize(
    "facts",
    [
        stay(admission_notices=told(march(3, 9), **OUTSIDE)),
        stay(ready_notices=ready(march(9, 9), **OUTSIDE)),
    ],
    ids=["admission notice", "ready notice"],
)
def test_the_question_of_what_is_sent_arises_from_either_notice_outside_the_platform(facts: Stay) -> None:
    assert arises(QUESTION["A-20"], facts)
    assert not arises(QUESTION["A-20"], stay())


def test_the_other_questions_arise_in_every_stay() -> None:
    always = {question.id for question in QUESTIONS} - set(ARISES)

    assert all(arises(QUESTION[id], stay()) for id in always)
    assert set(ARISES) == {*RAISED_BY, "A-20"}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_a_question_answered_in_the_agreement_is_settled(question: Any) -> None:
    settled = replace(STATUTE, readings={question.id: question.default})

    assert settled_by_the_parties(question, settled)
    assert not settled_by_the_parties(question, STATUTE)


@pytest.mark.parametrize(
    ("id", "terms"),
    [
        ("A-22", replace(STATUTE, exceptions=(ExceptionCode.PERSON_DECLINES,))),
        ("A-25", replace(STATUTE, sip_unchanged=SipUnchanged.CALL_REQUIRED)),
        ("A-25", replace(STATUTE, sip_unchanged=SipUnchanged.EXISTING_VALID_ENOUGH)),
    ],
)
def test_a_parameter_of_its_own_settles_a_question_too(id: str, terms: Terms) -> None:
    assert settled_by_the_parties(QUESTION[id], terms)


@pytest.mark.parametrize("id", ["A-1", "A-22", "A-26"])
def test_what_is_agreed_of_unchanged_needs_settles_no_other_question(id: str) -> None:
    terms = replace(STATUTE, sip_unchanged=SipUnchanged.EXISTING_VALID_ENOUGH)

    assert not settled_by_the_parties(QUESTION[id], terms)


def test_nothing_is_listed_that_would_change_nothing() -> None:
    assert evaluate(stay(), STATUTE).review == ()


def _away(**changes: Any) -> Stay:
    return stay(home_region="01", **changes)


NOT_KNOWN = Alternative(
    reading="A-15b",
    state=State.INCOMPLETE_AGREEMENT,
    first_liable_on=None,
    nights=0,
    begun_days=0,
    needs_decision=True,
)


def test_a_home_region_whose_agreement_is_not_known_needs_a_decision() -> None:
    found = evaluate(_away(), STATUTE, home_terms=None)

    assert found.state is State.REVIEW
    assert found.review == (NOT_KNOWN,)
    assert len(found.liability.nights_on) == 4


def test_a_home_agreement_not_in_force_is_as_little_known() -> None:
    expired = replace(STATUTE, id="home", valid_to=date(2025, 12, 31))

    assert evaluate(_away(), STATUTE, home_terms=expired).review == (NOT_KNOWN,)


def test_a_home_agreement_that_gives_the_same_needs_no_decision() -> None:
    assert evaluate(_away(), STATUTE, home_terms=replace(STATUTE, id="home")).review == ()


@pytest.mark.parametrize(
    "facts",
    [_away(municipality=None), replace(_away(), needs=replace(stay().needs, social_services=False))],
    ids=["no municipality", "municipality not concerned"],
)
def test_whose_agreement_is_no_question_where_no_municipality_is_concerned(facts: Stay) -> None:
    assert "A-15b" not in {one.reading for one in evaluate(facts, STATUTE).review}


def test_the_parties_may_have_settled_whose_agreement_applies() -> None:
    settled = replace(STATUTE, readings={"A-15": "a"})

    assert evaluate(_away(), settled).review == ()


@pytest.mark.parametrize(("region", "state"), [("25", State.LIABLE), ("24", State.REVIEW)])
def test_a_transfer_needs_a_decision_only_across_regions(region: str, state: State) -> None:
    found = evaluate(stay(transfers=(Transfer(at=march(4), region=region),)), STATUTE)

    assert found.state is state
    assert [(one.reading, one.state) for one in found.review] == [("A-17b", State.NOT_LIABLE)]


def test_one_transfer_across_regions_is_enough_for_a_decision() -> None:
    there_and_back = (Transfer(at=march(4), region="24"), Transfer(at=march(6), region="25"))

    assert evaluate(stay(transfers=there_and_back), STATUTE).state is State.REVIEW


MOVED = MunicipalityChange(at=march(14, 8), municipality="2581")
TWO_MUNICIPALITIES = {
    "admission_notices": (*told(march(3, 9)), *told(march(3, 9), municipality="2581")),
    "ready_notices": (*ready(march(9, 9)), *ready(march(9, 9), municipality="2581")),
}


def test_registered_elsewhere_from_a_day_on_leaves_the_first_municipality_its_own_days() -> None:
    found = evaluate(stay(municipality_changes=(MOVED,), **TWO_MUNICIPALITIES), STATUTE)

    assert found.state is State.REVIEW
    assert len(found.liability.nights_on) == 4
    assert [(one.reading, one.state, one.nights, one.begun_days) for one in found.review] == [
        ("A-14a", State.LIABLE, 2, 2)
    ]


def test_registered_elsewhere_before_the_first_liable_day_leaves_the_first_municipality_nothing() -> None:
    moved = replace(MOVED, at=march(11))

    found = evaluate(stay(municipality_changes=(moved,), **TWO_MUNICIPALITIES), STATUTE)

    assert found.liability.municipality == "2580"
    assert [(one.reading, one.state, one.nights, one.first_liable_on) for one in found.review] == [
        ("A-14a", State.NOT_LIABLE, 0, None)
    ]


def test_each_municipality_pays_for_its_own_days_where_the_parties_say_so() -> None:
    settled = replace(STATUTE, readings={"A-14": "a"})

    found = evaluate(stay(municipality_changes=(MOVED,), **TWO_MUNICIPALITIES), settled)

    assert (found.state, found.liability.municipality) == (State.LIABLE, "2580")
    assert found.liability.liable_on == tuple(date(2026, 3, day) for day in (12, 13, 14, 15))
    assert [
        (share.municipality, len(share.nights_on), len(share.begun_on)) for share in found.liability.by_municipality
    ] == [
        ("2580", 2, 2),
        ("2581", 2, 3),
    ]


def test_nobody_pays_for_days_when_the_one_registered_was_never_told() -> None:
    settled = replace(STATUTE, readings={"A-14": "a"})
    before_all = replace(MOVED, at=march(9, 8))

    found = figures(stay(municipality_changes=(before_all,)), settled)

    assert (found.state, found.condition, found.liable_on) == (State.NOT_LIABLE, "C1", ())


def test_nobody_pays_when_the_one_that_was_told_was_registered_only_afterwards() -> None:
    settled = replace(STATUTE, readings={"A-14": "a"})
    on_leaving = replace(MOVED, at=march(16, 8))
    only_the_new = {
        "admission_notices": told(march(3, 9), municipality="2581"),
        "ready_notices": ready(march(9, 9), municipality="2581"),
    }

    found = figures(stay(municipality_changes=(on_leaving,), **only_the_new), settled)

    assert (found.state, found.condition) == (State.NOT_LIABLE, "C11")
    assert [(share.municipality, share.nights_on, share.begun_on) for share in found.by_municipality] == [
        ("2581", (), (date(2026, 3, 16),))
    ]


def test_a_patient_still_there_is_judged_by_the_municipality_registered_now() -> None:
    settled = replace(STATUTE, readings={"A-14": "a"})

    found = figures(still_there(municipality_changes=(replace(MOVED, at=march(9, 8)),)), settled, march(11))

    assert (found.state, found.condition) == (State.NOT_LIABLE, "C1")


def test_nights_after_the_last_day_of_the_version_need_a_decision() -> None:
    ends = replace(STATUTE, id="old", valid_to=date(2026, 3, 13))

    found = evaluate(stay(), ends)

    assert found.state is State.REVIEW
    assert [(one.reading, one.nights, one.begun_days) for one in found.review] == [("parameter 2", 2, 2)]
    assert evaluate(stay(), replace(ends, valid_to=date(2026, 3, 15))).review == ()
    assert evaluate(stay(ready_notices=()), ends).review == ()


def test_a_change_of_the_first_date_alone_is_listed_without_a_decision() -> None:
    facts = still_there(ready_notices=ready(march(9, 12)))

    found = evaluate(facts, STATUTE, march(10, 12))

    assert found.state is State.PENDING
    assert [(one.reading, one.first_liable_on, one.needs_decision) for one in found.review] == [
        ("A-4b", date(2026, 3, 13), False)
    ]


def test_every_default_is_a_letter_of_its_question() -> None:
    assert all(DEFAULTS[question.id] in question.letters for question in QUESTIONS)


def test_the_home_agreement_counts_where_the_parties_have_settled_it_so() -> None:
    settled = replace(STATUTE, readings={"A-15": "b"})
    home = replace(
        STATUTE, id="home", time_agreed=True, tracks=tuple(_five_days(track) for track in STATUTE.tracks or ())
    )

    found = evaluate(_away(), settled, home_terms=home)

    assert (found.state, found.liability.first_liable_on) == (State.LIABLE, date(2026, 3, 14))


def test_a_home_agreement_that_counts_and_is_not_known_is_a_gap() -> None:
    settled = replace(STATUTE, readings={"A-15": "b"})

    found = evaluate(_away(), settled)

    assert (found.state, found.liability.gaps) == (
        State.INCOMPLETE_AGREEMENT,
        ("the agreement of the home region",),
    )
    assert (found.liability.municipality, found.amount.sek, found.review) == ("2580", None, ())
    assert [one.code for one in found.reasons] == ["incomplete_agreement"]
    assert {one.kind.value for one in found.deadlines} == {
        "admission_notice",
        "care_contact",
        "discharge_information",
        "sip_call",
    }
    assert evaluate(stay(), settled).state is State.LIABLE


def _five_days(track: Track) -> Track:
    return replace(track, free_days=Fraction(5))


MEAN = replace(
    agreement("stockholm-2020a"),
    tracks=(replace((agreement("stockholm-2020a").tracks or ())[1], free_days_steps=(), free_days=Fraction(2)),),
)


def test_in_a_mean_a_reading_that_decides_whether_the_stay_is_blocked_is_listed_for_a_person() -> None:
    friday = stay(
        ready_notices=ready(march(11, 9)), sip=called(march(16, 8, 30)), left_at=march(18, 10)
    )  # the three days end on a Saturday

    found = evaluate(friday, MEAN)

    assert (found.state, found.liability.condition) == (State.BY_AGREEMENT, "C6")
    assert {(one.reading, one.needs_decision) for one in found.review} >= {("A-6b", True), ("A-6c", True)}


@pytest.mark.parametrize(
    ("facts", "readings"),
    [
        (stay(sip=called(None, consent=SipConsent.CANNOT_CONSENT)), {"A-26": "b"}),
        (stay(sip=called(None, consent=SipConsent.REFUSED)), {"A-9": "a"}),
    ],
)
def test_no_call_is_awaited_where_the_parties_need_none(facts: Stay, readings: dict[str, str]) -> None:
    found = evaluate(facts, replace(STATUTE, readings=readings))

    assert found.state is State.LIABLE
    assert "sip_call" not in {one.kind.value for one in found.deadlines}


def test_the_admission_notices_clock_moves_with_the_settled_reading() -> None:
    facts = stay(admitted_at=march(6, 16), admission_notices=told(march(9, 9)), care_contact_appointed_at=march(9, 9))

    found = evaluate(facts, replace(STATUTE, readings={"A-6": "c"}))

    (row,) = [one for one in found.deadlines if one.kind.value == "admission_notice"]
    assert (row.due_at, row.breached) == (end_of_day(date(2026, 3, 9)), False)
