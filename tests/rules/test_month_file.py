"""A period from a file: each key's type and default, episodes as figures or as facts, and the words of each refusal."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from rules.episodes import Episode
from rules.errors import Incomplete, InvalidInput, Problem
from rules.facts import CareType, LegalForm
from rules.files.corpus import terms_of
from rules.files.month_file import FactsEpisode, read_month_case, settled
from rules.files.shapes import read
from rules.files.stay_file import stay
from rules.period import period_named
from rules.terms import AgreementStatus
from tests.rules.good_files import DROP, FACTS, MONTH, changed


def raw(*changes: tuple[str, Any]) -> Any:
    return changed(MONTH, *changes)


def problems_of(month: Any) -> tuple[Problem, ...]:
    with pytest.raises(InvalidInput) as refusal:
        read_month_case(month)
    return refusal.value.problems


def march_2022(written: str) -> datetime:
    return datetime.fromisoformat(f"2022-03-{written}:00+01:00")


FIRST = Episode(
    id="E1",
    municipality="0180",
    district="Enskede",
    care_type=CareType.SOMATIC,
    legal_form=None,
    ready_at=march_2022("03T09:30"),
    left_at=march_2022("07T15:00"),
    blocked=None,
)


def test_a_month_is_read_with_its_agreement_and_figures() -> None:
    case = read_month_case(raw())

    assert (case.name, case.period, case.groups, case.expect) == (
        "one district in March",
        period_named("2022-03"),
        None,
        None,
    )
    assert (case.terms.id, case.terms.status, case.terms.suspensions) == ("stockholm-2020a", AgreementStatus.ACTIVE, ())
    assert case.terms.tariff.table == {2022: Decimal(9300)}
    assert case.episodes == (
        FIRST,
        replace(
            FIRST,
            id="E2",
            care_type=CareType.GERIATRIC,
            legal_form=LegalForm.LPT,
            left_at=march_2022("08T15:00"),
            blocked="C5",
        ),
    )


def test_what_may_be_left_out_is() -> None:
    case = read_month_case(raw(("episodes.0.district", DROP), ("episodes.0.blocked", DROP)))

    assert case.episodes[0] == replace(FIRST, district=None)


@pytest.mark.parametrize("key", ["municipality", "ready_at", "left_at"])
def test_what_an_episode_may_have_as_null_must_still_be_written(key: str) -> None:
    case = read_month_case(raw((f"episodes.0.{key}", None)))

    nothing: Any = {key: None}
    assert case.episodes[0] == replace(FIRST, **nothing)
    assert problems_of(raw((f"episodes.0.{key}", DROP))) == (
        Problem(f"episodes[0].{key}", "is missing (write null when there is none)"),
    )


def test_groups_an_expectation_and_an_inline_agreement_are_read() -> None:
    inline = {"base": "stockholm-2020a", "status": "active", "suspensions": [], "billing": {"period": "quarter"}}

    case = read_month_case(
        raw(
            ("groups", {"north": ["E1"], "south": []}),
            ("expect", {"total": {"episodes": "1"}}),
            ("agreement", inline),
            ("overrides", DROP),
            ("period", "2022-Q1"),
        )
    )

    assert (case.groups, case.expect) == ({"north": ("E1",), "south": ()}, {"total": {"episodes": "1"}})
    assert (case.terms.id, case.terms.base, case.terms.region) == ("inline", "stockholm-2020a", "01")
    assert case.period == period_named("2022-Q1")


def facts(*changes: tuple[str, Any]) -> Any:
    return changed(FACTS, *changes)


def facts_month(*changes: tuple[str, Any]) -> Any:
    return raw(
        ("agreement", "norrbotten-2018"),
        ("period", "2026-03"),
        ("overrides", {"tariff": {"source": "own", "per": "care_day", "table": {"2026": "10000"}}}),
        ("episodes", [{"id": "F1", "facts": facts(*changes)}, {"id": "F2", "district": "Örnäset", "facts": facts()}]),
    )


def test_an_episode_may_be_told_by_its_facts() -> None:
    case = read_month_case(facts_month())

    told = read(facts(), stay)
    assert case.episodes == (
        FactsEpisode(id="F1", district=None, stay=told),
        FactsEpisode(id="F2", district="Örnäset", stay=told),
    )


def test_an_episode_told_by_its_facts_is_settled_as_evaluated() -> None:
    case = read_month_case(facts_month(("sip.calls", [])))

    (row,) = settled(case).rows

    assert [(line.id, str(line.why), line.days_billed) for line in row.lines] == [
        ("F1", "blocked", Fraction(0)),
        ("F2", "individual", Fraction(3)),
    ]
    assert row.amount_sek == 30000


def test_figures_are_settled_as_given_in_the_groups_given() -> None:
    case = read_month_case(raw(("groups", {"north": ["E2"], "south": ["E1"]})))

    settlement = settled(case)

    assert [row.group.label for row in settlement.rows] == ["north", "south"]
    assert (settlement.period, settlement.terms) == (case.period, case.terms)
    assert settlement.total.amount_sek == 25110


def test_the_lines_of_a_month_keep_what_a_stay_of_facts_is_called_and_where_it_lives() -> None:
    split = {"population": {"split": {"2580": "city_district"}}, "tariff": {"table": {"2026": "1"}}}
    month = facts_month()
    month["overrides"] = split
    month["episodes"][0]["district"] = "Örnäset"

    assert [row.group.label for row in settled(read_month_case(month)).rows] == ["Örnäset"]


def test_an_agreement_with_a_gap_is_refused_with_its_name() -> None:
    case = read_month_case(raw(("overrides.tariff.table", {"2021": "9000"})))

    with pytest.raises(Incomplete) as refusal:
        settled(case)

    assert refusal.value.gaps != ()


INSTANT = "must be a time such as 2026-03-09T14:10:00+01:00, not "


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ([("name", DROP)], [("name", "is missing")]),
        ([("name", " ")], [("name", "must be a text, not ' '")]),
        ([("agreement", None)], [("agreement", "is missing")]),
        ([("agreement", "stockholm-2099")], [("agreement", "there is no agreement 'stockholm-2099'")]),
        ([("agreement", ["x"])], [("agreement", "must be a mapping of keys to values, not a list")]),
        ([("agreement", {"colour": "x"})], [("agreement.colour", "is not a known key")]),
        ([("period", DROP)], [("period", "is missing")]),
        ([("period", "2022-13")], [("period", '"2022-13" is neither a month (2022-03) nor a quarter (2022-Q1)')]),
        ([("period", ["2022-03"])], [("period", "must be a text, not a list")]),
        ([("overrides", ["x"])], [("overrides", "must be a mapping of keys to values, not a list")]),
        ([("overrides", {"colour": "x"})], [("overrides.colour", "is not a known key")]),
        ([("overrides.status", "suspended")], [("agreement.status", "the agreement is suspended: nothing is billed")]),
        ([("groups", ["E1"])], [("groups", "must be a mapping of keys to values, not a list")]),
        ([("groups", {"north": "E1"})], [("groups.north", "must be a list, not 'E1'")]),
        ([("groups", {" ": ["E1"]})], [("groups. ", "must be a text, not ' '")]),
        ([("groups", {"north": [None]})], [("groups.north[0]", "is missing")]),
        ([("expect", "LIABLE")], [("expect", "must be a mapping of keys to values, not 'LIABLE'")]),
        ([("on", "2022-03-03")], [("on", "is not a known key")]),
        ([("episodes", DROP)], [("episodes", "is missing")]),
        ([("episodes", {})], [("episodes", "must be a list, not a mapping")]),
        ([("episodes", ["E1"])], [("episodes[0]", "must be a mapping of keys to values, not 'E1'")]),
        ([("episodes.0.id", DROP)], [("episodes[0].id", "is missing")]),
        ([("episodes.1.id", ["E1"])], [("episodes[1].id", "must be a text, not a list")]),
        (
            [("episodes.0.municipality", "180")],
            [("episodes[0].municipality", "must be a municipality code of four digits, not '180'")],
        ),
        ([("episodes.0.district", "")], [("episodes[0].district", "must be a text, not ''")]),
        ([("episodes.0.care_type", DROP)], [("episodes[0].care_type", "is missing")]),
        (
            [("episodes.0.care_type", "x")],
            [("episodes[0].care_type", "must be one of somatic, geriatric, psychiatric, forensic, not 'x'")],
        ),
        (
            [("episodes.0.legal_form", "x")],
            [("episodes[0].legal_form", "must be one of voluntary, LPT, LRV, not 'x'")],
        ),
        ([("episodes.0.ready_at", "x")], [("episodes[0].ready_at", f"{INSTANT}'x'")]),
        ([("episodes.0.left_at", "x")], [("episodes[0].left_at", f"{INSTANT}'x'")]),
        (
            [("episodes.0.blocked", "C14")],
            [
                (
                    "episodes[0].blocked",
                    "must be one of C1, C2, C3, C4, C5, C6, C7, C8, C9, C10, C11, C12, C13, not 'C14'",
                )
            ],
        ),
        ([("episodes.0.ready_days", "4")], [("episodes[0].ready_days", "is not a known key")]),
        ([("name", DROP), ("period", DROP)], [("name", "is missing"), ("period", "is missing")]),
    ],
)
def test_what_is_not_of_its_kind_is_refused_under_its_key(
    changes: list[tuple[str, Any]], problems: list[tuple[str, str]]
) -> None:
    assert problems_of(raw(*changes)) == tuple(Problem(where, text) for where, text in problems)


def test_beside_facts_there_are_no_figures() -> None:
    month = facts_month()
    month["episodes"][1] |= {"blocked": None, "care_type": "somatic", "facts": None}

    assert problems_of(month) == (
        Problem("episodes[1].facts", "is missing"),
        Problem("episodes[1].blocked", "is not a known key"),
        Problem("episodes[1].care_type", "is not a known key"),
    )


def test_what_cannot_be_is_refused_with_its_place_in_the_list() -> None:
    month = facts_month(("ready_notices.0.withdrawn_at", "2026-03-09T14:00:00+01:00"))
    month["overrides"]["status"] = "draft"

    assert problems_of(month) == (
        Problem("agreement.status", "the agreement is draft: nothing is billed"),
        Problem("episodes[0].facts.ready_notices[0].withdrawn_at", "is before sent_at"),
    )


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ([("episodes.1.id", "E1")], Problem("episodes", "the id E1 is given 2 times")),
        ([("groups", {"north": ["E3"]})], Problem("groups", "there is no episode E3")),
        (
            [("episodes.0.left_at", "2022-03-03T09:00:00+01:00")],
            Problem("episodes[0].left_at", "is before ready_at"),
        ),
    ],
)
def test_what_the_settlement_cannot_count_is_refused_by_it(changes: list[tuple[str, Any]], problem: Problem) -> None:
    case = read_month_case(raw(*changes))

    with pytest.raises(InvalidInput) as refusal:
        settled(case)

    assert refusal.value.problems == (problem,)


def test_an_agreement_may_be_named_or_written() -> None:
    assert read_month_case(raw(("overrides", {"status": "active", "suspensions": []}))).terms == terms_of(
        "stockholm-2020a", {"status": "active", "suspensions": []}
    )
