"""What holds for every list of episodes: exact sums, no order, no chance, and the excess rule's own algebra."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rules.episodes import Episode
from rules.facts import CareType
from rules.figures import Row
from rules.period import period_named
from rules.settlement import Settlement, settle
from rules.settlement_answer import as_dict
from rules.terms import (
    NOTHING,
    BillFrom,
    Blocked,
    ChargeBasis,
    Compare,
    DayUnit,
    DayZero,
    LongStay,
    RoundingMode,
    Terms,
)
from tests.rules.settling import (
    HYBRID,
    INDIVIDUAL,
    LONG_STAY,
    MARCH_1,
    TERMS,
    TRACK,
    numbered,
    only_row,
    stay,
    with_population,
    with_rounding,
    with_tariff,
    with_tracks,
)

MEAN_BASES = [ChargeBasis.EXCESS_VOLUME, ChargeBasis.EXCESS_PER_EPISODE, ChargeBasis.ALL_DAYS]
FREE_DAYS = st.sampled_from([Fraction(number) for number in ("0", "1", "1.3", "2", "2.5", "3", "10/3")])
DECIMALS: st.SearchStrategy[Any] = st.sampled_from([NOTHING, 0, 1, 2])


@st.composite
def agreements(draw: st.DrawFn) -> Terms:
    """A complete agreement: psychiatry by patient or with the others, a mean with or without long stayers."""
    main = draw(st.sampled_from([TRACK, HYBRID, INDIVIDUAL]))
    track = replace(
        main,
        free_days=draw(FREE_DAYS),
        compare=draw(st.sampled_from(Compare)),
        day_zero=draw(st.sampled_from(DayZero)),
        day_unit=draw(st.sampled_from(DayUnit)),
    )
    psychiatry = replace(INDIVIDUAL, care_type=CareType.PSYCHIATRIC, free_days=Fraction(5))
    tracks = draw(st.sampled_from([(track,), (psychiatry, track)]))
    long_stay = LongStay(
        over_days=draw(st.integers(2, 8)),
        unit=draw(st.sampled_from(DayUnit)),
        remove_from_mean=draw(st.booleans()),
        bill_from_day=draw(st.sampled_from(BillFrom)),
    )
    terms = replace(with_tracks(TERMS, *tracks), charge_basis=draw(st.sampled_from(MEAN_BASES)), long_stay=long_stay)
    terms = with_population(terms, blocked=draw(st.sampled_from(Blocked)), same_day=draw(st.booleans()))
    terms = with_tariff(terms, table={2022: draw(st.sampled_from([Decimal(9300), Decimal("8200.50")]))})
    return with_rounding(
        terms,
        mean_calc_decimals=draw(DECIMALS),
        days_decimals=draw(DECIMALS),
        amount_decimals=draw(DECIMALS),
        mode=draw(st.sampled_from(RoundingMode)),
    )


@st.composite
def months(draw: st.DrawFn) -> list[Episode]:
    """The episodes of a month in three municipalities and outside, some of them blocked or in April."""
    number = draw(st.integers(0, 12))
    return [
        stay(
            f"s{index}",
            draw(st.integers(0, 14)),
            ready_on=MARCH_1 + timedelta(days=draw(st.integers(0, 28))),
            municipality=draw(st.sampled_from(["0180", "0182", "0184", "2580", None])),
            care_type=draw(st.sampled_from([CareType.SOMATIC, CareType.SOMATIC, CareType.PSYCHIATRIC])),
            blocked=draw(st.sampled_from([None, None, None, "C5"])),
        )
        for index in range(number)
    ]


def settled(terms: Terms, episodes: Sequence[Episode]) -> Settlement:
    return settle(terms, period_named("2022-03"), episodes)


def figures(row: Row) -> Row:
    return replace(row, lines=tuple(sorted(row.lines, key=lambda line: line.id)))


@given(agreements(), months(), st.randoms(use_true_random=False))
def test_the_order_of_the_episodes_does_not_matter(terms: Terms, episodes: list[Episode], chance: Any) -> None:
    shuffled = list(episodes)
    chance.shuffle(shuffled)

    one, other = settled(terms, episodes), settled(terms, shuffled)

    assert [figures(row) for row in one.rows] == [figures(row) for row in other.rows]
    assert one.total == other.total


@given(agreements(), months())
def test_computing_twice_is_equal(terms: Terms, episodes: list[Episode]) -> None:
    assert settled(terms, episodes) == settled(terms, episodes)
    assert as_dict(settled(terms, episodes)) == as_dict(settled(terms, episodes))


@given(agreements(), months())
def test_lines_and_rounding_make_the_rows_and_rows_make_the_total(terms: Terms, episodes: list[Episode]) -> None:
    settlement = settled(terms, episodes)

    for row in settlement.rows:
        counted = [line for line in row.lines if line.in_population]
        assert sum(line.days_billed for line in row.lines) + row.rounding_days == row.days_billed
        assert sum(line.amount_sek for line in row.lines) + row.rounding_sek == row.amount_sek
        assert (len(counted), sum(line.ready_days or 0 for line in counted)) == (row.episodes, row.sum_days)
    total = settlement.total
    for name in ("episodes", "sum_days", "excess_days", "days_billed", "amount_sek", "rounding_days", "rounding_sek"):
        assert sum(getattr(row, name) for row in settlement.rows) == getattr(total, name)
    assert sum(row.long_stay.amount_sek for row in settlement.rows) == total.long_stay.amount_sek
    assert sum(row.individual.amount_sek for row in settlement.rows) == total.individual.amount_sek


@given(agreements(), months())
def test_every_episode_has_exactly_one_line(terms: Terms, episodes: list[Episode]) -> None:
    assert sorted(line.id for line in settled(terms, episodes).lines) == sorted(one.id for one in episodes)


@given(agreements(), months())
def test_nothing_is_billed_outside_the_county_and_nobody_owes_less_than_nothing(
    terms: Terms, episodes: list[Episode]
) -> None:
    for row in settled(terms, episodes).rows:
        assert row.amount_sek >= 0
        assert row.days_billed >= 0
        assert row.group.outside is None or (row.amount_sek, row.days_billed) == (0, 0)


@given(st.lists(st.integers(0, 30), min_size=1), st.lists(st.integers(0, 30), min_size=1), FREE_DAYS)
def test_splitting_a_group_follows_the_excess_rules_own_algebra(
    one: list[int], other: list[int], free_days: Fraction
) -> None:
    """Apart, a municipality over the free days is not helped by one under them; together, it is."""
    terms = with_tracks(TERMS, replace(TRACK, free_days=free_days))

    def balance(days: list[int]) -> Fraction:
        return sum(days) - free_days * len(days)

    def excess(days: list[int]) -> Fraction:
        return only_row(terms, *numbered(days), period="2022-Q1").excess_days

    assert excess(one) == max(balance(one), 0)
    assert excess(one + other) == max(balance(one) + balance(other), 0)
    assert excess(one) + excess(other) >= excess(one + other)
    if balance(one) * balance(other) >= 0:
        assert excess(one) + excess(other) == excess(one + other)


@given(st.lists(st.integers(0, 20), min_size=1, max_size=8), st.integers(0, 7), FREE_DAYS)
def test_a_later_discharge_never_lowers_what_a_patient_costs(days: list[int], which: int, free_days: Fraction) -> None:
    terms = with_tracks(TERMS, replace(INDIVIDUAL, free_days=free_days))
    longer = [number + (index == which % len(days)) for index, number in enumerate(days)]

    before, after = only_row(terms, *numbered(days)), only_row(terms, *numbered(longer))

    assert before.days_billed <= after.days_billed
    assert before.amount_sek <= after.amount_sek


@given(st.lists(st.integers(0, 20), min_size=1, max_size=8), st.integers(0, 7), FREE_DAYS, st.sampled_from(MEAN_BASES))
def test_a_later_discharge_never_lowers_a_mean_or_its_bill(
    days: list[int], which: int, free_days: Fraction, basis: ChargeBasis
) -> None:
    terms = replace(with_tracks(TERMS, replace(TRACK, free_days=free_days)), charge_basis=basis)
    longer = [number + (index == which % len(days)) for index, number in enumerate(days)]

    before, after = only_row(terms, *numbered(days)), only_row(terms, *numbered(longer))

    assert before.excess_days <= after.excess_days
    assert before.days_billed <= after.days_billed


@given(st.lists(st.integers(0, 20), min_size=1, max_size=8), st.sampled_from(Compare), st.sampled_from(MEAN_BASES))
def test_the_limit_itself_is_liable_only_under_ge(days: list[int], compare: Compare, basis: ChargeBasis) -> None:
    mean = Fraction(sum(days), len(days))
    terms = replace(with_tracks(TERMS, replace(TRACK, free_days=mean, compare=compare)), charge_basis=basis)

    row = only_row(terms, *numbered(days))

    liable = {
        ChargeBasis.EXCESS_VOLUME: 0,
        ChargeBasis.EXCESS_PER_EPISODE: sum(max(number - mean, Fraction()) for number in days),
        ChargeBasis.ALL_DAYS: sum(days),
    }
    assert row.excess_days == 0
    assert row.days_billed == (liable[basis] if compare is Compare.GE else 0)


@given(st.integers(0, 40), st.sampled_from(BillFrom), FREE_DAYS)
def test_a_long_stay_is_billed_exactly_its_days_after_the_start(
    days: int, bill_from: BillFrom, free_days: Fraction
) -> None:
    start = {BillFrom.FIRST: Fraction(0), BillFrom.AFTER_FREE: free_days, BillFrom.AFTER_LIMIT: Fraction(7)}
    terms = replace(
        with_tracks(TERMS, replace(HYBRID, free_days=free_days)),
        long_stay=replace(LONG_STAY, bill_from_day=bill_from),
    )

    row = only_row(terms, stay("a", days, ready_on=MARCH_1 - timedelta(days=days)))

    assert row.long_stay.days == (days - start[bill_from] if days > 7 else 0)
