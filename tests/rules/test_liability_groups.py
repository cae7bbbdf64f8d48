"""Whose row an episode belongs to, and which rows are never billed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from rules.episodes import Episode
from rules.errors import InvalidInput
from rules.liability_groups import grouped
from rules.terms import Grouping, Terms
from tests.rules.settling import TERMS, stay, with_population

SPLIT = with_population(TERMS, split={"0180": Grouping.CITY_DISTRICT})


def groups(terms: Terms, *episodes: Episode, named: Mapping[str, Sequence[str]] | None = None) -> dict[str, list[str]]:
    return {group.label: [one.id for one in own] for group, own in grouped(episodes, terms, named).items()}


def test_municipalities_come_by_code_and_episodes_as_given() -> None:
    solna, danderyd = stay("a", 1), stay("b", 1, municipality="0162")

    assert groups(TERMS, solna, danderyd, replace(solna, id="c")) == {"0162": ["b"], "0184": ["a", "c"]}
    assert list(groups(TERMS, solna, danderyd)) == ["0162", "0184"]


def test_a_split_municipality_is_grouped_by_district_and_the_others_whole() -> None:
    enskede = stay("a", 1, municipality="0180", district="Enskede")
    farsta = replace(enskede, id="b", district="Farsta")
    solna = stay("c", 1, district="Hagalund")

    found = groups(SPLIT, farsta, enskede, solna)

    assert list(found.items()) == [("Enskede", ["a"]), ("Farsta", ["b"]), ("0184", ["c"])]


def test_a_group_remembers_its_municipality_and_district() -> None:
    enskede = stay("a", 1, municipality="0180", district="Enskede")

    district, whole = grouped([enskede, stay("b", 1)], SPLIT, None)

    assert (district.municipality, district.district, district.outside) == ("0180", "Enskede", None)
    assert (whole.municipality, whole.district, whole.outside) == ("0184", None, None)


def test_districts_of_the_same_name_bear_their_municipality() -> None:
    by_district = with_population(TERMS, group=Grouping.CITY_DISTRICT, split={"0162": Grouping.MUNICIPALITY})
    one, other = stay("a", 1, district="Centrum"), stay("b", 1, municipality="0180", district="Centrum")

    assert groups(by_district, one, other) == {"0180 Centrum": ["b"], "0184 Centrum": ["a"]}
    assert groups(by_district, one, stay("c", 1, municipality="0162")) == {"0162": ["c"], "Centrum": ["a"]}


@pytest.mark.parametrize("district", [None, ""])
def test_a_missing_district_is_refused_where_the_agreement_splits(district: str | None) -> None:
    nowhere = stay("a", 1, municipality="0180", district=district)

    with pytest.raises(InvalidInput) as refused:
        groups(SPLIT, stay("b", 1), nowhere, replace(nowhere, id="c"))

    assert [str(problem) for problem in refused.value.problems] == [
        "episodes[1].district: is required: 0180 is split by it",
        "episodes[2].district: is required: 0180 is split by it",
    ]


def test_other_counties_and_nobodys_patients_are_units_of_their_own_last() -> None:
    away, nobody = stay("a", 1, municipality="2580"), stay("b", 1, municipality=None)

    found = grouped([away, nobody, stay("c", 1)], TERMS, None)

    assert [(group.label, group.outside) for group in found] == [
        ("0184", None),
        ("out_of_county", "out_of_county"),
        ("no_municipality", "no_municipality"),
    ]
    assert [[one.id for one in own] for own in found.values()] == [["c"], ["a"], ["b"]]


def test_a_district_is_not_asked_of_those_outside() -> None:
    terms = with_population(TERMS, group=Grouping.CITY_DISTRICT)

    assert groups(terms, stay("a", 1, municipality="2580")) == {"out_of_county": ["a"]}


def test_nothing_is_billed_outside_the_parties() -> None:
    terms = replace(TERMS, parties=("01", "0184"))

    assert groups(terms, stay("a", 1), stay("b", 1, municipality="0162")) == {"0184": ["a"], "out_of_county": ["b"]}
    assert groups(replace(TERMS, parties=("01",)), stay("a", 1)) == {"0184": ["a"]}


def test_without_region_and_parties_every_municipality_is_a_party() -> None:
    assert groups(replace(TERMS, region=None), stay("a", 1, municipality="2580")) == {"2580": ["a"]}
    outside = groups(replace(TERMS, region=None, parties=("2584",)), stay("a", 1, municipality="2580"))
    assert outside == {"out_of_county": ["a"]}


def test_given_groups_keep_their_order_and_leave_out_the_rest() -> None:
    episodes = [stay("a", 1), stay("b", 1), stay("c", 1), stay("d", 1, municipality="2580")]

    found = groups(TERMS, *episodes, named={"Second": ["b"], "Empty": [], "First": ["d", "a"]})

    assert list(found.items()) == [
        ("Second", ["b"]),
        ("Empty", []),
        ("First", ["a"]),
        ("out_of_county", ["d"]),
        ("not_in_groups", ["c"]),
    ]


def test_given_groups_ask_for_no_district() -> None:
    assert groups(SPLIT, stay("a", 1, municipality="0180"), named={"One": ["a"]}) == {"One": ["a"]}


def test_unknown_and_repeated_ids_are_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        groups(TERMS, stay("a", 1), stay("b", 1), named={"One": ["a", "x"], "Two": ["a", "b", "b"]})

    assert [str(problem) for problem in refused.value.problems] == [
        "groups: there is no episode x",
        "groups: the episode a is named 2 times",
        "groups: the episode b is named 2 times",
    ]
