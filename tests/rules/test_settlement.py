"""One period settled: means, individual tracks, long stayers, rounding, rates, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from rules.calendar import local
from rules.errors import Incomplete, InvalidInput
from rules.facts import CareType, LegalForm
from rules.figures import Part
from rules.period import period_named
from rules.settlement import settle
from rules.terms import (
    NOTHING,
    BillFrom,
    Billing,
    Blocked,
    Boundary,
    ChargeBasis,
    Compare,
    Cutoff,
    CutoffEffect,
    DayUnit,
    DayZero,
    FreeDaysStep,
    Model,
    RoundingMode,
    SeparateBy,
    Suspension,
    TariffDate,
    TariffPer,
    Terms,
)
from tests.rules.settling import (
    HYBRID,
    INDIVIDUAL,
    LONG_STAY,
    RATE_SEK,
    TERMS,
    TRACK,
    at,
    billed,
    numbered,
    only_row,
    settled,
    stay,
    whys,
    with_population,
    with_rounding,
    with_tariff,
    with_tracks,
)

BY_PATIENT = with_tracks(TERMS, INDIVIDUAL)
BOTH = replace(with_tracks(TERMS, HYBRID), long_stay=LONG_STAY)
PSYCHIATRY = replace(INDIVIDUAL, care_type=CareType.PSYCHIATRIC, free_days=Fraction(5))
NOON = Cutoff(at=time(12), effect=CutoffEffect.PLUS_ONE_DAY)
NEW_YEAR = {2021: Decimal(9000), 2022: Decimal(RATE_SEK)}


def with_basis(terms: Terms, basis: ChargeBasis) -> Terms:
    return replace(terms, charge_basis=basis)


def free(days: str, **changes: Any) -> Terms:
    """The average terms with so many free days."""
    return with_tracks(TERMS, replace(TRACK, free_days=Fraction(days), **changes))


def suspended(terms: Terms, from_on: date, to_on: date | None) -> Terms:
    return replace(terms, suspensions=(Suspension(from_on=from_on, to_on=to_on, reason="data", decision="written"),))


# --- the mean -------------------------------------------------------------------------------------------------------


def test_a_mean_over_the_free_days_is_billed_by_its_excess() -> None:
    row = only_row(free("1.3"), *numbered([0, 1, 2, 0, 5, 2, 0, 4, 2]))

    assert (row.episodes, row.sum_days, row.mean) == (9, 16, Fraction(16, 9))
    assert (row.free_days, row.excess_days, row.days_billed) == (Fraction("1.3"), Fraction("4.3"), Fraction("4.3"))
    assert row.amount_sek == 39990
    assert (row.rounding_days, row.rounding_sek) == (0, 0)


def test_each_line_carries_its_exact_share_of_the_excess() -> None:
    row = only_row(free("1.3"), *numbered([0, 1, 5]))

    assert billed(row) == {"s0": Fraction("-1.3"), "s1": Fraction("-0.3"), "s2": Fraction("3.7")}
    assert [line.amount_sek for line in row.lines] == [-12090, -2790, 34410]
    assert (row.days_billed, row.amount_sek) == (Fraction("2.1"), 19530)


@pytest.mark.parametrize(
    ("basis", "days", "shares"),
    [
        (ChargeBasis.EXCESS_VOLUME, 2, [-2, 1, 3]),
        (ChargeBasis.EXCESS_PER_EPISODE, 4, [0, 1, 3]),
        (ChargeBasis.ALL_DAYS, 8, [0, 3, 5]),
    ],
)
def test_the_basis_says_which_days_are_billed(basis: ChargeBasis, days: int, shares: list[int]) -> None:
    row = only_row(with_basis(TERMS, basis), *numbered([0, 3, 5]))

    assert (row.excess_days, row.days_billed, row.amount_sek) == (2, days, days * RATE_SEK)
    assert list(billed(row).values()) == shares


@pytest.mark.parametrize("basis", [ChargeBasis.EXCESS_VOLUME, ChargeBasis.EXCESS_PER_EPISODE, ChargeBasis.ALL_DAYS])
def test_a_mean_under_the_free_days_bills_nobody(basis: ChargeBasis) -> None:
    row = only_row(with_basis(TERMS, basis), *numbered([0, 3, 2]))

    assert (row.mean, row.excess_days, row.days_billed, row.amount_sek) == (Fraction(5, 3), 0, 0, 0)
    assert set(billed(row).values()) == {0}


@pytest.mark.parametrize(
    ("compare", "basis", "days"),
    [
        (Compare.GT, ChargeBasis.EXCESS_VOLUME, 0),
        (Compare.GT, ChargeBasis.EXCESS_PER_EPISODE, 0),
        (Compare.GT, ChargeBasis.ALL_DAYS, 0),
        (Compare.GE, ChargeBasis.EXCESS_VOLUME, 0),
        (Compare.GE, ChargeBasis.EXCESS_PER_EPISODE, 2),
        (Compare.GE, ChargeBasis.ALL_DAYS, 6),
    ],
)
def test_a_mean_exactly_at_the_free_days_is_liable_only_where_agreed(
    compare: Compare, basis: ChargeBasis, days: int
) -> None:
    row = only_row(with_basis(free("2", compare=compare), basis), *numbered([0, 2, 4]))

    assert (row.mean, row.excess_days, row.days_billed) == (2, 0, days)
    assert sum(billed(row).values()) == days


@pytest.mark.parametrize("compare", list(Compare))
def test_a_mean_just_under_the_free_days_is_not_liable(compare: Compare) -> None:
    row = only_row(with_basis(free("2", compare=compare), ChargeBasis.ALL_DAYS), *numbered([0, 2, 3]))

    assert (row.days_billed, row.amount_sek) == (0, 0)


def test_at_the_free_days_no_line_of_an_excess_volume_carries_anything() -> None:
    row = only_row(free("2", compare=Compare.GE), *numbered([0, 2, 4]))

    assert set(billed(row).values()) == {0}


@pytest.mark.parametrize(
    ("days", "decimals", "excess", "rounding_days"),
    [
        ([0, 1, 2, 0, 5, 2, 0, 4, 2], 1, "4.5", "0.2"),
        ([0, 1, 2, 0, 5, 2, 0, 4, 2], 2, "4.32", "0.02"),
        ([0, 1, 2, 0, 5, 2, 0, 4, 2], 0, "6.3", "2"),
        ([1, 1, 2], 0, "0", "0"),
    ],
)
def test_the_mean_may_be_rounded_before_the_excess(
    days: list[int], decimals: int, excess: str, rounding_days: str
) -> None:
    row = only_row(with_rounding(free("1.3"), mean_calc_decimals=decimals), *numbered(days))

    assert (row.mean, row.excess_days) == (Fraction(sum(days), len(days)), Fraction(excess))
    assert row.rounding_days == Fraction(rounding_days)
    assert row.days_billed == Fraction(excess)


def test_a_mean_rounded_up_over_the_free_days_is_liable() -> None:
    row = only_row(with_rounding(free("1.3"), mean_calc_decimals=1, mode=RoundingMode.UP), *numbered([1, 1, 1, 2]))

    assert (row.mean, row.excess_days) == (Fraction("1.25"), 0)

    row = only_row(with_rounding(free("1.25"), mean_calc_decimals=1, mode=RoundingMode.UP), *numbered([1, 1, 1, 2]))

    assert (row.mean, row.excess_days, row.days_billed) == (Fraction("1.25"), Fraction("0.2"), Fraction("0.2"))
    assert (sum(billed(row).values()), row.rounding_days) == (0, Fraction("0.2"))


@pytest.mark.parametrize(
    ("decimals", "mode", "days"),
    [
        (NOTHING, RoundingMode.HALF_UP, "2.75"),
        (1, RoundingMode.HALF_UP, "2.8"),
        (1, RoundingMode.DOWN, "2.7"),
        (0, RoundingMode.HALF_UP, "3"),
        (0, RoundingMode.DOWN, "2"),
    ],
)
def test_the_means_days_are_rounded_before_the_amount(decimals: Any, mode: RoundingMode, days: str) -> None:
    row = only_row(
        with_rounding(free("1.25"), days_decimals=decimals, mode=mode), *numbered([1, 2, 1, 2, 3, 0, 2, 3, 0])
    )

    assert (row.excess_days, row.days_billed) == (Fraction("2.75"), Fraction(days))
    assert row.amount_sek == Fraction(days) * RATE_SEK
    assert (row.rounding_days, row.rounding_sek) == (
        Fraction(days) - Fraction("2.75"),
        (Fraction(days) - Fraction("2.75")) * RATE_SEK,
    )


@pytest.mark.parametrize(
    ("mode", "amount_sek"),
    [(RoundingMode.HALF_UP, 1001), (RoundingMode.DOWN, 1000), (RoundingMode.UP, 1001)],
)
def test_the_amount_is_rounded_once_per_group(mode: RoundingMode, amount_sek: int) -> None:
    terms = with_tariff(with_rounding(free("1.5"), amount_decimals=0, mode=mode), table={2022: Decimal(2001)})
    episodes = [stay("a", 2), stay("b", 2, municipality="0162")]

    settlement = settled(terms, *episodes)

    assert [row.amount_sek for row in settlement.rows] == [amount_sek, amount_sek]
    assert [row.rounding_sek for row in settlement.rows] == [amount_sek - Fraction("1000.5")] * 2
    assert settlement.total.amount_sek == 2 * amount_sek
    assert settlement.total.rounding_sek == 2 * (amount_sek - Fraction("1000.5"))


def test_day_zero_counted_is_one_more_day_in_the_mean() -> None:
    row = only_row(free("2", day_zero=DayZero.COUNTED), *numbered([0, 3, 5]))

    assert [line.ready_days for line in row.lines] == [1, 4, 6]


def test_a_free_day_added_by_a_late_notice_counts_in_the_mean_as_a_later_day_zero() -> None:
    late = stay("a", 3, ready_at=at(date(2022, 3, 1), 13))
    home = stay("b", 0, ready_at=at(date(2022, 3, 1), 13), left_at=at(date(2022, 3, 1), 15))

    row = only_row(free("1", cutoff=NOON), late, home)

    assert [line.ready_days for line in row.lines] == [2, 0]


def test_a_settled_reading_of_noon_sharp_moves_the_mean_too() -> None:
    sharp = stay("a", 3, ready_at=at(date(2022, 3, 1), 12))
    terms = free("1", cutoff=NOON)
    stated = free("1", cutoff=replace(NOON, boundary=Boundary.IN))

    assert only_row(terms, sharp).sum_days == 3
    assert only_row(replace(terms, readings={"A-4": "b"}), sharp).sum_days == 2
    assert only_row(replace(stated, readings={"A-4": "b"}), sharp).sum_days == 3


def test_same_day_discharges_count_as_nothing_or_are_left_out() -> None:
    home = stay("a", 0)
    row = only_row(TERMS, home, stay("b", 5))
    left_out = only_row(with_population(TERMS, same_day=False), home, stay("b", 5))

    assert (row.episodes, row.mean) == (2, Fraction(5, 2))
    assert (left_out.episodes, left_out.mean) == (1, 5)
    assert whys(left_out) == {"a": "same_day", "b": "in_mean"}


def test_same_day_is_the_date_of_the_notice_not_day_zero() -> None:
    terms = with_population(free("1", cutoff=replace(NOON, effect=CutoffEffect.NEXT_COUNTING_DAY)), same_day=False)
    late = stay("a", 1, ready_at=at(date(2022, 3, 1), 13))

    row = only_row(terms, late)

    assert (row.episodes, row.sum_days, whys(row)) == (1, 0, {"a": "in_mean"})


def test_same_day_is_left_out_before_blocked_episodes_are_looked_at() -> None:
    terms = with_population(TERMS, same_day=False, blocked=Blocked.KEEP)

    assert whys(only_row(terms, stay("a", 0, blocked="C5"))) == {"a": "same_day"}


@pytest.mark.parametrize(
    ("effect", "why", "episodes", "sum_days"),
    [
        (Blocked.EXCLUDE_BOTH, "blocked", 1, 3),
        (Blocked.ZERO_DAYS, "blocked_as_zero", 2, 3),
        (Blocked.KEEP, "blocked_kept", 2, 9),
    ],
)
def test_a_blocked_episode_in_the_mean(effect: Blocked, why: str, episodes: int, sum_days: int) -> None:
    row = only_row(with_population(TERMS, blocked=effect), stay("a", 3), stay("b", 6, blocked="C5"))

    assert (row.episodes, row.sum_days) == (episodes, sum_days)
    assert whys(row) == {"a": "in_mean", "b": why}
    assert sum(line.ready_days or 0 for line in row.lines if line.in_population) == sum_days
    assert [line.blocked for line in row.lines] == [None, "C5"]


def test_a_condition_that_the_agreement_does_not_name_blocks_nothing() -> None:
    row = only_row(TERMS, stay("a", 3, blocked="C5", block_applies=False))
    by_patient = only_row(BY_PATIENT, stay("a", 3, blocked="C5", block_applies=False))

    assert whys(row) == {"a": "in_mean"}
    assert (whys(by_patient), by_patient.days_billed) == ({"a": "individual"}, 1)


def test_the_mean_takes_the_amount_of_the_periods_end() -> None:
    terms = with_tariff(TERMS, table=NEW_YEAR)
    over_new_year = stay("a", 5, ready_on=date(2021, 12, 29))

    assert only_row(terms, over_new_year, period="2022-01").amount_sek == 3 * RATE_SEK


def test_without_episodes_there_is_nothing_to_pay() -> None:
    settlement = settled(TERMS)

    assert settlement.rows == ()
    assert (settlement.total.amount_sek, settlement.total.mean, settlement.total.episodes) == (0, None, 0)


# --- whose month, which track ---------------------------------------------------------------------------------------


def test_an_episode_belongs_to_the_swedish_month_of_leaving() -> None:
    row = only_row(
        TERMS,
        stay("first", 1, ready_on=date(2022, 2, 28)),
        stay("last", 1, left_at=local(2022, 3, 31, 23, 59, 59, 999999)),
        stay("april", 1, left_at=local(2022, 4, 1), ready_on=date(2022, 3, 30)),
        stay("february", 1, ready_on=date(2022, 2, 27)),
    )

    assert whys(row) == {"first": "in_mean", "last": "in_mean", "april": "other_period", "february": "other_period"}
    assert [line.ready_days for line in row.lines] == [1, 30, 2, 1]
    assert row.episodes == 2


def test_a_quarter_has_one_mean() -> None:
    row = only_row(TERMS, stay("a", 4, ready_on=date(2022, 1, 3)), stay("b", 2), period="2022-Q1")

    assert (row.episodes, row.mean, row.days_billed) == (2, 3, 2)


def test_still_an_inpatient_and_never_ready_are_lines_that_are_out() -> None:
    row = only_row(
        TERMS,
        stay("in", 1, left_at=None),
        stay("never", 1, ready_at=None),
        stay("later", 40, ready_at=None),
        stay("again", 3, withdrawn=True),
    )

    assert whys(row) == {"in": "not_left", "never": "not_ready", "later": "other_period", "again": "not_ready"}
    assert [line.ready_days for line in row.lines] == [None, 0, 0, 0]
    assert row.episodes == 0


def test_the_ready_days_of_another_period_are_told_only_where_they_are_known() -> None:
    april = stay("a", 3, ready_on=date(2022, 3, 30))

    def days(**changes: Any) -> int | None:
        return only_row(with_tracks(TERMS, replace(TRACK, **changes)), april).lines[0].ready_days

    assert days() == 3
    assert [days(day_unit=None), days(day_zero=None), days(cutoff=None), days(care_type=CareType.FORENSIC)] == [
        None
    ] * 4
    assert days(model=Model.INDIVIDUAL) == 3


def test_a_psychiatric_stay_is_billed_beside_the_mean() -> None:
    terms = with_tracks(TERMS, PSYCHIATRY, TRACK)
    row = only_row(terms, stay("p", 8, care_type=CareType.PSYCHIATRIC), stay("s", 3))

    assert whys(row) == {"p": "individual", "s": "in_mean"}
    assert (row.episodes, row.sum_days, row.mean, row.free_days) == (1, 3, 3, 2)
    assert row.individual == Part(episodes=1, days=Fraction(3), amount_sek=Fraction(3 * RATE_SEK))
    assert (row.days_billed, row.amount_sek) == (4, 4 * RATE_SEK)


def test_several_means_in_a_group_have_no_mean_in_common() -> None:
    psychiatry = replace(TRACK, care_type=CareType.PSYCHIATRIC, legal_form=LegalForm.LPT, free_days=Fraction(4))
    terms = with_tracks(TERMS, psychiatry, TRACK)
    patient = stay("p", 6, care_type=CareType.PSYCHIATRIC, legal_form=LegalForm.LPT)

    row = only_row(terms, stay("s", 3, legal_form=LegalForm.VOLUNTARY), patient)

    assert (row.mean, row.free_days, row.episodes, row.sum_days) == (None, None, 2, 9)
    assert (row.excess_days, row.days_billed, row.amount_sek) == (3, 3, 3 * RATE_SEK)
    first, second = row.means.values()
    assert (first.care_type, first.legal_form, first.mean, first.free_days) == (
        CareType.PSYCHIATRIC,
        LegalForm.LPT,
        6,
        4,
    )
    assert (second.care_type, second.legal_form, second.mean, second.free_days) == (None, None, 3, 2)
    assert (first.days_billed, first.amount_sek, second.amount_sek) == (2, 2 * RATE_SEK, RATE_SEK)
    assert list(row.means) == [0, 1]


def test_individual_tracks_go_by_the_notice_and_means_by_the_month_of_leaving() -> None:
    to_april = replace(TRACK, valid_to=date(2022, 3, 31))
    over_april = stay("a", 5, ready_on=date(2022, 3, 30))
    individual_from_april = with_tracks(TERMS, replace(INDIVIDUAL, valid_from=date(2022, 4, 1)), TRACK)
    mean_to_april = with_tracks(TERMS, to_april, INDIVIDUAL)

    assert whys(only_row(individual_from_april, over_april, period="2022-04")) == {"a": "in_mean"}
    assert whys(only_row(mean_to_april, over_april, period="2022-04")) == {"a": "individual"}
    assert whys(only_row(mean_to_april, stay("a", 5), period="2022-03")) == {"a": "in_mean"}


def test_free_days_follow_the_month_of_a_mean_and_the_notice_of_a_patient() -> None:
    steps = (FreeDaysStep(from_on=date(2022, 4, 1), value=Fraction(1)),)
    over_april = stay("a", 5, ready_on=date(2022, 3, 30))

    mean = only_row(free("2", free_days_steps=steps), over_april, period="2022-04")
    patient = only_row(with_tracks(TERMS, replace(INDIVIDUAL, free_days_steps=steps)), over_april, period="2022-04")

    assert (mean.free_days, mean.days_billed) == (1, 4)
    assert (patient.free_days, patient.days_billed) == (2, 3)


def test_free_days_that_change_inside_the_period_are_refused() -> None:
    terms = free("2", free_days_steps=(FreeDaysStep(from_on=date(2022, 2, 1), value=Fraction(1)),))
    january, march = stay("a", 5, ready_on=date(2022, 1, 3)), stay("b", 5)

    with pytest.raises(InvalidInput) as refused:
        settled(terms, january, march, period="2022-Q1")

    assert str(refused.value) == "period: the free days change inside 2022-Q1: settle its months"
    assert only_row(terms, march, period="2022-Q1").free_days == 1
    by_patient = with_tracks(terms, *(replace(track, model=Model.INDIVIDUAL) for track in terms.tracks or ()))
    assert only_row(by_patient, january, march, period="2022-Q1").days_billed == 7


def test_free_days_that_change_in_one_of_two_means_are_refused_too() -> None:
    changing = (FreeDaysStep(from_on=date(2022, 2, 1), value=Fraction(1)),)
    psychiatry = replace(TRACK, care_type=CareType.PSYCHIATRIC, free_days_steps=changing)
    terms = with_tracks(TERMS, psychiatry, TRACK)
    before = stay("a", 5, ready_on=date(2022, 1, 3), care_type=CareType.PSYCHIATRIC)
    after = stay("b", 5, care_type=CareType.PSYCHIATRIC)

    with pytest.raises(InvalidInput):
        settled(terms, before, after, stay("c", 5), period="2022-Q1")


def test_each_notice_and_each_month_finds_its_own_track() -> None:
    by_notice = with_tracks(
        TERMS, replace(INDIVIDUAL, valid_to=date(2022, 3, 9)), replace(INDIVIDUAL, free_days=Fraction(4))
    )
    by_month = with_tracks(TERMS, replace(TRACK, valid_to=date(2022, 2, 28)), replace(TRACK, free_days=Fraction(4)))
    early, late = stay("a", 6, ready_on=date(2022, 3, 9)), stay("b", 6, ready_on=date(2022, 3, 10))
    short, long = stay("c", 6, ready_on=date(2022, 2, 1)), stay("d", 36, ready_on=date(2022, 2, 1))

    assert billed(only_row(by_notice, early, late)) == {"a": 4, "b": 2}
    assert billed(only_row(by_month, short, long, period="2022-Q1")) == {"c": 4, "d": 32}


def test_two_individual_rules_in_a_group_have_no_free_days_in_common() -> None:
    terms = with_tracks(TERMS, PSYCHIATRY, INDIVIDUAL)
    patient = stay("p", 6, care_type=CareType.PSYCHIATRIC)

    assert only_row(terms, patient).free_days == 5
    assert only_row(terms, patient, stay("s", 3)).free_days is None


def test_a_track_without_liability_bills_nothing() -> None:
    row = only_row(with_tracks(TERMS, replace(TRACK, model=Model.NONE, free_days=None)), stay("a", 9))

    assert (whys(row), row.amount_sek, row.free_days) == ({"a": "no_liability"}, 0, None)
    assert row.lines[0].ready_days is None


# --- versions -------------------------------------------------------------------------------------------------------


def test_a_mean_takes_the_months_that_the_version_has_from_their_first_day() -> None:
    march, february = stay("m", 5), stay("f", 5, ready_on=date(2022, 2, 10))

    row = only_row(replace(TERMS, valid_from=date(2022, 2, 2)), march, february, period="2022-Q1")

    assert whys(row) == {"m": "in_mean", "f": "not_in_force"}
    assert [line.ready_days for line in row.lines] == [5, 5]
    assert row.episodes == 1


def test_a_patient_notified_outside_the_version_is_out() -> None:
    terms = replace(BY_PATIENT, valid_from=date(2022, 3, 5), valid_to=date(2022, 3, 10))

    row = only_row(
        terms,
        stay("before", 3, ready_on=date(2022, 3, 4)),
        stay("first", 3, ready_on=date(2022, 3, 5)),
        stay("last", 3, ready_on=date(2022, 3, 10)),
        stay("after", 3, ready_on=date(2022, 3, 11)),
    )

    assert whys(row) == {"before": "not_in_force", "first": "individual", "last": "individual", "after": "not_in_force"}
    assert row.days_billed == 2


def test_outside_the_version_no_track_is_needed() -> None:
    terms = replace(with_tracks(TERMS, PSYCHIATRY), valid_from=date(2022, 3, 5))

    assert whys(only_row(terms, stay("a", 2))) == {"a": "not_in_force"}


@pytest.mark.parametrize(
    ("version", "review"),
    [
        ({"valid_from": date(2022, 2, 27)}, False),
        ({"valid_from": date(2022, 2, 28)}, True),
        ({"valid_from": date(2022, 3, 2)}, True),
        ({"valid_from": date(2022, 3, 3)}, False),
        ({"valid_to": date(2022, 3, 2)}, False),
        ({"valid_to": date(2022, 3, 1)}, True),
        ({"valid_to": date(2022, 2, 27)}, True),
        ({"valid_to": date(2022, 2, 26)}, False),
        ({}, False),
    ],
)
def test_a_stay_that_crosses_two_versions_needs_a_person(version: dict[str, date], review: bool) -> None:
    crossing = stay("a", 3, ready_on=date(2022, 2, 27))

    row = only_row(replace(TERMS, **version), crossing)

    assert [line.review for line in row.lines] == [review]


def test_a_stay_whose_facts_need_a_person_says_so() -> None:
    row = only_row(
        replace(TERMS, valid_from=date(2022, 3, 1)),
        stay("a", 3, needs_review=True),
        stay("b", 3),
        stay("c", 3, left_at=None),
        stay("d", 3, ready_at=None),
    )

    assert [line.review for line in row.lines] == [True, False, False, False]


# --- patients billed by themselves -----------------------------------------------------------------------------------


def test_a_patient_is_billed_the_nights_after_the_free_days() -> None:
    row = only_row(BY_PATIENT, *numbered([1, 2, 3, 10]))

    assert list(billed(row).values()) == [0, 0, 1, 8]
    assert [line.amount_sek for line in row.lines] == [0, 0, RATE_SEK, 8 * RATE_SEK]
    assert (row.episodes, row.mean, row.excess_days, row.free_days) == (0, None, 0, 2)
    assert row.individual == Part(episodes=4, days=Fraction(9), amount_sek=Fraction(9 * RATE_SEK))
    assert (row.days_billed, row.amount_sek) == (9, 9 * RATE_SEK)


def test_the_charge_basis_does_not_touch_individual_tracks() -> None:
    row = only_row(with_basis(BY_PATIENT, ChargeBasis.ALL_DAYS), stay("a", 5))

    assert row.days_billed == 3


def test_a_blocked_patient_is_never_billed() -> None:
    row = only_row(with_population(BY_PATIENT, blocked=Blocked.KEEP), stay("a", 9, blocked="C5"))

    assert (whys(row), row.amount_sek, row.individual.episodes) == ({"a": "blocked"}, 0, 0)


def test_the_nights_found_by_evaluation_are_the_ones_billed() -> None:
    evaluated = stay("a", 9, liable_on=(date(2022, 3, 4), date(2022, 3, 8)))

    assert only_row(BY_PATIENT, evaluated).days_billed == 2
    assert only_row(BY_PATIENT, replace(evaluated, liable_on=())).days_billed == 0


def test_nights_before_a_withdrawal_are_billed_and_no_others() -> None:
    withdrawn = stay("a", 9, withdrawn=True)

    assert only_row(BY_PATIENT, replace(withdrawn, liable_on=(date(2022, 3, 4),))).days_billed == 1
    assert only_row(BY_PATIENT, withdrawn).days_billed == 0
    assert only_row(BY_PATIENT, withdrawn).lines[0].ready_days == 0


def test_a_late_notice_gives_a_patient_another_free_day() -> None:
    late = stay("a", 5, ready_at=at(date(2022, 3, 1), 13))

    row = only_row(with_tracks(TERMS, replace(INDIVIDUAL, cutoff=NOON)), late)

    assert (row.lines[0].ready_days, row.days_billed) == (5, 2)


@pytest.mark.parametrize(
    "terms",
    [
        with_tariff(BY_PATIENT, per=TariffPer.STARTED_DAY),
        replace(BY_PATIENT, readings={"A-3": "b"}),
    ],
)
def test_begun_days_take_in_the_day_of_leaving(terms: Terms) -> None:
    row = only_row(terms, stay("a", 1), stay("b", 2), stay("c", 5))

    assert billed(row) == {"a": 0, "b": 1, "c": 4}


def test_leaving_at_midnight_begins_the_day_of_leaving() -> None:
    midnight = stay("a", 3, left_at=local(2022, 3, 5))

    assert only_row(replace(BY_PATIENT, readings={"A-3": "b"}), midnight).days_billed == 3
    assert only_row(BY_PATIENT, midnight).days_billed == 2


def test_working_days_are_counted_for_a_patient() -> None:
    terms = with_tracks(TERMS, replace(INDIVIDUAL, day_unit=DayUnit.WORKING))

    row = only_row(terms, stay("a", 8, ready_on=date(2022, 3, 4)))

    assert (row.lines[0].ready_days, row.days_billed) == (5, 3)


def test_a_settled_reading_of_days_as_weekdays_holds_where_no_time_is_agreed() -> None:
    weekend = stay("a", 5, ready_on=date(2022, 3, 4))
    read = replace(BY_PATIENT, readings={"A-1": "b"})

    assert only_row(replace(read, time_agreed=False), weekend).days_billed == 1
    assert only_row(read, weekend).days_billed == 3


def test_each_night_takes_the_amount_of_its_own_year() -> None:
    over_new_year = stay("a", 6, ready_on=date(2021, 12, 28))
    terms = with_tariff(BY_PATIENT, table=NEW_YEAR)

    def amount_sek(terms: Terms) -> Fraction:
        return only_row(terms, over_new_year, period="2022-01").amount_sek

    assert amount_sek(terms) == 2 * 9000 + 2 * RATE_SEK
    assert amount_sek(with_tariff(terms, tariff_date=TariffDate.PERIOD_END)) == 4 * RATE_SEK
    assert amount_sek(replace(terms, readings={"A-16": "b"})) == 4 * RATE_SEK


@pytest.mark.parametrize(
    ("from_on", "to_on", "days"),
    [
        (date(2022, 3, 3), date(2022, 3, 3), 2),
        (date(2022, 3, 4), None, 1),
        (date(2022, 3, 1), date(2022, 3, 2), 3),
        (date(2022, 3, 6), None, 3),
        (date(2022, 1, 1), None, 0),
    ],
)
def test_suspended_nights_are_left_out_one_by_one(from_on: date, to_on: date | None, days: int) -> None:
    assert only_row(suspended(BY_PATIENT, from_on, to_on), stay("a", 5)).days_billed == days
    evaluated = stay("a", 5, liable_on=(date(2022, 3, 3), date(2022, 3, 4), date(2022, 3, 5)))
    assert only_row(suspended(BY_PATIENT, from_on, to_on), evaluated).days_billed == days


def test_nights_before_billing_began_are_left_out() -> None:
    terms = replace(BY_PATIENT, billing=Billing(starts=date(2022, 3, 4)))

    assert only_row(terms, stay("a", 5)).days_billed == 2


# --- long stayers ---------------------------------------------------------------------------------------------------


def test_a_long_stay_leaves_the_mean_and_is_billed_over_the_limit() -> None:
    row = only_row(BOTH, stay("a", 3), stay("b", 7), stay("c", 9))

    assert whys(row) == {"a": "in_mean", "b": "in_mean", "c": "long_stay"}
    assert (row.episodes, row.sum_days, row.excess_days) == (2, 10, 6)
    assert row.long_stay == Part(episodes=1, days=Fraction(2), amount_sek=Fraction(2 * RATE_SEK))
    assert row.individual == Part()
    assert (row.days_billed, row.amount_sek) == (8, 8 * RATE_SEK)


@pytest.mark.parametrize(
    ("bill_from", "free_days", "days"),
    [
        (BillFrom.FIRST, "3", "9"),
        (BillFrom.AFTER_FREE, "3", "6"),
        (BillFrom.AFTER_FREE, "1.3", "7.7"),
        (BillFrom.AFTER_LIMIT, "1.3", "2"),
    ],
)
def test_a_long_stay_is_billed_from_the_agreed_day(bill_from: BillFrom, free_days: str, days: str) -> None:
    terms = with_tracks(BOTH, replace(HYBRID, free_days=Fraction(free_days)))

    row = only_row(replace(terms, long_stay=replace(LONG_STAY, bill_from_day=bill_from)), stay("a", 9))

    assert (row.long_stay.days, row.amount_sek) == (Fraction(days), Fraction(days) * RATE_SEK)
    assert (row.episodes, row.mean) == (0, None)


def test_a_long_stay_may_stay_in_the_mean() -> None:
    row = only_row(replace(BOTH, long_stay=replace(LONG_STAY, remove_from_mean=False)), stay("a", 3), stay("b", 9))

    assert (row.episodes, row.sum_days, row.excess_days) == (2, 12, 8)
    assert whys(row) == {"a": "in_mean", "b": "long_stay"}
    assert billed(row) == {"a": 1, "b": 9}
    assert (row.days_billed, row.amount_sek) == (10, 10 * RATE_SEK)


@pytest.mark.parametrize(
    ("effect", "leaves_the_mean", "why", "episodes", "sum_days"),
    [
        (Blocked.EXCLUDE_BOTH, True, "blocked", 0, 0),
        (Blocked.EXCLUDE_BOTH, False, "blocked", 0, 0),
        (Blocked.ZERO_DAYS, True, "blocked_as_zero", 1, 0),
        (Blocked.KEEP, True, "blocked", 0, 0),
        (Blocked.KEEP, False, "blocked_kept", 1, 9),
    ],
)
def test_a_blocked_long_stay_is_never_billed_by_itself(
    effect: Blocked, leaves_the_mean: bool, why: str, episodes: int, sum_days: int
) -> None:
    terms = replace(BOTH, long_stay=replace(LONG_STAY, remove_from_mean=leaves_the_mean))

    row = only_row(with_population(terms, blocked=effect), stay("a", 9, blocked="C8"))

    assert (whys(row), row.episodes, row.sum_days) == ({"a": why}, episodes, sum_days)
    assert row.long_stay == Part()


def test_the_limit_is_counted_in_its_own_unit() -> None:
    working = replace(BOTH, long_stay=replace(LONG_STAY, over_days=5, unit=DayUnit.WORKING))
    week, more = stay("a", 7), stay("b", 8)

    row = only_row(working, week, more)

    assert whys(row) == {"a": "in_mean", "b": "long_stay"}
    assert [line.ready_days for line in row.lines] == [7, 8]
    assert row.long_stay.days == 1


def test_an_average_model_has_no_long_stays() -> None:
    row = only_row(replace(TERMS, long_stay=LONG_STAY), stay("a", 9))

    assert (whys(row), row.long_stay) == ({"a": "in_mean"}, Part())


def test_long_stays_are_told_by_care_type_where_agreed() -> None:
    psychiatric = stay("p", 9, care_type=CareType.PSYCHIATRIC)
    episodes = [stay("a", 9), stay("b", 10), psychiatric, stay("short", 3, care_type=CareType.GERIATRIC)]
    separate = replace(BOTH, long_stay=replace(LONG_STAY, separate_by=SeparateBy.CARE_TYPE))

    row = only_row(separate, *episodes)

    assert row.by_care_type == {
        CareType.SOMATIC: Part(episodes=2, days=Fraction(5), amount_sek=Fraction(5 * RATE_SEK)),
        CareType.PSYCHIATRIC: Part(episodes=1, days=Fraction(2), amount_sek=Fraction(2 * RATE_SEK)),
    }
    assert only_row(BOTH, *episodes).by_care_type == {}
    assert only_row(TERMS, *episodes).by_care_type == {}


def test_each_day_of_a_long_stay_takes_the_amount_of_its_own_year() -> None:
    over_new_year = stay("a", 11, ready_on=date(2021, 12, 23))
    terms = with_tariff(BOTH, table=NEW_YEAR)

    row = only_row(terms, over_new_year, period="2022-01")
    at_the_end = only_row(with_tariff(terms, tariff_date=TariffDate.PERIOD_END), over_new_year, period="2022-01")

    assert (row.long_stay.days, row.amount_sek) == (4, 2 * 9000 + 2 * RATE_SEK)
    assert at_the_end.amount_sek == 4 * RATE_SEK


def test_a_day_of_a_long_stay_that_is_not_billed_needs_no_amount() -> None:
    limit_on_new_years_eve = stay("a", 9, ready_on=date(2021, 12, 25))

    row = only_row(BOTH, limit_on_new_years_eve, period="2022-01")

    assert (row.long_stay.days, row.amount_sek) == (2, 2 * RATE_SEK)


def test_suspended_days_of_a_long_stay_are_left_out() -> None:
    row = only_row(suspended(BOTH, date(2022, 3, 9), None), stay("a", 9))

    assert row.long_stay.days == 1


# --- outside, totals, invoices ---------------------------------------------------------------------------------------


def test_units_outside_are_counted_and_never_billed() -> None:
    separate = replace(BOTH, long_stay=replace(LONG_STAY, separate_by=SeparateBy.CARE_TYPE))
    terms = replace(with_tracks(separate, PSYCHIATRY, HYBRID), billing=Billing(zero_invoice=True))
    away = [
        stay("mean", 5, municipality="2580"),
        stay("long", 9, municipality="2580"),
        stay("patient", 9, municipality="2580", care_type=CareType.PSYCHIATRIC),
        stay("blocked", 5, municipality="2580", blocked="C5"),
    ]

    row = only_row(terms, *away)

    assert (row.group.label, row.episodes, row.mean, row.excess_days) == ("out_of_county", 1, 5, 3)
    assert (row.long_stay, row.individual) == (Part(episodes=1), Part(episodes=1))
    assert row.by_care_type == {CareType.SOMATIC: Part(episodes=1)}
    assert (row.days_billed, row.amount_sek, row.zero_invoice) == (0, 0, False)
    assert whys(row) == {
        "mean": "out_of_county",
        "long": "out_of_county",
        "patient": "out_of_county",
        "blocked": "blocked",
    }
    assert set(billed(row).values()) == {0}
    assert [line.in_population for line in row.lines] == [True, False, False, False]


def test_units_outside_need_no_amount() -> None:
    assert only_row(with_tariff(TERMS, table={}), stay("a", 9, municipality=None)).amount_sek == 0


def test_ids_in_no_given_group_are_left_out_altogether() -> None:
    terms = with_tracks(TERMS, PSYCHIATRY, TRACK)
    patient = stay("c", 9, care_type=CareType.PSYCHIATRIC)

    settlement = settle(terms, period_named("2022-03"), [stay("a", 3), stay("b", 9), patient], {"One": ["a"]})

    one, rest = settlement.rows
    assert (one.group.label, one.episodes, one.amount_sek) == ("One", 1, RATE_SEK)
    assert (rest.group.label, rest.episodes, rest.individual, rest.amount_sek) == ("not_in_groups", 0, Part(), 0)
    assert whys(rest) == {"b": "not_in_groups", "c": "not_in_groups"}
    assert [line.ready_days for line in rest.lines] == [9, 9]


def test_the_total_is_the_sum_of_the_rows() -> None:
    separate = replace(BOTH, long_stay=replace(LONG_STAY, separate_by=SeparateBy.CARE_TYPE))
    terms = with_tracks(
        with_rounding(separate, days_decimals=0), PSYCHIATRY, replace(HYBRID, free_days=Fraction("1.3"))
    )
    episodes = [
        stay("a", 3),
        stay("b", 9),
        stay("c", 2, municipality="0162"),
        stay("d", 10, municipality="0162", care_type=CareType.GERIATRIC),
        stay("e", 9, municipality="0162"),
        stay("p", 8, municipality="0162", care_type=CareType.PSYCHIATRIC),
        stay("f", 5, municipality="2580"),
    ]

    settlement = settled(terms, *episodes)
    total = settlement.total

    assert [row.group.label for row in settlement.rows] == ["0162", "0184", "out_of_county"]
    assert total.group.label == "total"
    assert (total.episodes, total.sum_days, total.mean) == (3, 10, Fraction(10, 3))
    assert (total.free_days, total.excess_days) == (Fraction("1.3"), Fraction("6.1"))
    assert total.long_stay == Part(episodes=3, days=Fraction(7), amount_sek=Fraction(7 * RATE_SEK))
    assert total.by_care_type == {
        CareType.SOMATIC: Part(episodes=2, days=Fraction(4), amount_sek=Fraction(4 * RATE_SEK)),
        CareType.GERIATRIC: Part(episodes=1, days=Fraction(3), amount_sek=Fraction(3 * RATE_SEK)),
    }
    assert total.individual == Part(episodes=1, days=Fraction(3), amount_sek=Fraction(3 * RATE_SEK))
    assert (total.days_billed, total.amount_sek) == (13, 13 * RATE_SEK)
    assert (total.rounding_days, total.rounding_sek) == (Fraction("0.6"), Fraction("0.6") * RATE_SEK)
    assert total.lines == ()
    assert [line.id for line in settlement.lines] == ["c", "d", "e", "p", "a", "b", "f"]
    (mean,) = total.means.values()
    assert (mean.days_billed, mean.amount_sek) == (3, 3 * RATE_SEK)


def test_a_total_with_one_individual_rule_has_its_free_days() -> None:
    same = settled(BY_PATIENT, stay("a", 3), stay("b", 3, municipality="0162"))
    mixed = settled(
        with_tracks(TERMS, PSYCHIATRY, INDIVIDUAL),
        stay("a", 3),
        stay("p", 3, municipality="0162", care_type=CareType.PSYCHIATRIC),
    )
    blocked = settled(BY_PATIENT, stay("a", 3, blocked="C5"), stay("b", 3, municipality="0162"))

    assert same.total.free_days == 2
    assert mixed.total.free_days is None
    assert blocked.total.free_days == 2


def test_means_of_different_tracks_in_different_groups_stay_apart_in_the_total() -> None:
    psychiatry = replace(TRACK, care_type=CareType.PSYCHIATRIC)
    patient = stay("p", 6, municipality="0162", care_type=CareType.PSYCHIATRIC)

    total = settled(with_tracks(TERMS, TRACK, psychiatry), patient, stay("a", 3)).total
    apart = settled(with_tracks(TERMS, psychiatry, TRACK), stay("a", 3, municipality="0114"), patient).total

    assert total.mean == Fraction(9, 2)
    assert (apart.mean, apart.free_days, apart.episodes, list(apart.means)) == (None, None, 2, [0, 1])


@pytest.mark.parametrize(
    ("sends", "days", "zero_invoice"),
    [(True, 1, True), (True, 3, False), (False, 1, False), (None, 1, False)],
)
def test_a_zero_invoice_is_sent_where_agreed_and_nothing_is_owed(
    sends: bool | None, days: int, zero_invoice: bool
) -> None:
    settlement = settled(replace(TERMS, billing=Billing(zero_invoice=sends)), stay("a", days))

    assert settlement.rows[0].zero_invoice is zero_invoice
    assert settlement.total.zero_invoice is zero_invoice


# --- amounts per day ------------------------------------------------------------------------------------------------


def test_a_missing_amount_is_refused_by_year_never_guessed() -> None:
    terms = with_tariff(BY_PATIENT, table={2021: Decimal(9000)})

    with pytest.raises(Incomplete) as refused:
        settled(terms, stay("a", 6, ready_on=date(2021, 12, 28)), stay("b", 3), period="2022-01")
    assert refused.value.gaps == ("tariff.table[2022]",)
    assert str(refused.value) == "an amount per day is missing"

    with pytest.raises(Incomplete) as refused:
        settled(with_tariff(terms, table={}), stay("a", 6, ready_on=date(2021, 12, 28)), period="2022-01")
    assert refused.value.gaps == ("tariff.table[2021]", "tariff.table[2022]")


def test_a_missing_amount_matters_only_where_a_day_is_billed() -> None:
    terms = with_tariff(TERMS, table={})

    assert only_row(terms, stay("a", 2)).amount_sek == 0
    assert only_row(with_tracks(terms, INDIVIDUAL), stay("a", 2)).amount_sek == 0
    with pytest.raises(Incomplete):
        settled(terms, stay("a", 3))


def by_care_type(terms: Terms, somatic: int, psychiatric: int | None) -> Terms:
    tables = {CareType.SOMATIC: {2022: Decimal(somatic)}}
    if psychiatric is not None:
        tables[CareType.PSYCHIATRIC] = {2022: Decimal(psychiatric)}
    return with_tariff(terms, table=None, by_care_type=True, table_by_care_type=tables)


def test_patients_and_long_stays_take_the_amount_of_their_care_type() -> None:
    patient = stay("p", 9, care_type=CareType.PSYCHIATRIC)

    assert only_row(by_care_type(BY_PATIENT, 5000, 4000), stay("a", 3), patient).amount_sek == 5000 + 7 * 4000
    assert only_row(by_care_type(BOTH, 5000, 4000), stay("a", 9), patient).amount_sek == 2 * 5000 + 2 * 4000


def test_one_mean_with_several_amounts_can_be_billed_by_episode_but_not_by_volume() -> None:
    patient = stay("p", 5, care_type=CareType.PSYCHIATRIC)
    terms = with_rounding(by_care_type(free("1.3"), 5000, 4000), days_decimals=0)

    row = only_row(with_basis(terms, ChargeBasis.EXCESS_PER_EPISODE), stay("a", 3), stay("b", 3), patient)
    with pytest.raises(Incomplete) as refused:
        settled(terms, stay("a", 3), patient)

    assert [line.amount_sek for line in row.lines] == [8500, 8500, 14800]
    assert (row.days_billed, row.amount_sek) == (7, 3 * 5000 + 4 * 4000)
    assert refused.value.gaps == ("tariff.by_care_type",)
    assert str(refused.value) == "one mean cannot be billed at several amounts per day"
    assert only_row(by_care_type(TERMS, 5000, 5000), stay("a", 3), patient).amount_sek == 4 * 5000


def test_a_missing_amount_of_a_care_type_is_named() -> None:
    patient = stay("p", 5, care_type=CareType.PSYCHIATRIC)

    with pytest.raises(Incomplete) as refused:
        settled(by_care_type(TERMS, 5000, None), stay("a", 3), patient)

    assert refused.value.gaps == ("tariff.table[psychiatric][2022]",)


# --- what is refused ------------------------------------------------------------------------------------------------


def test_an_agreement_that_lacks_what_its_tracks_need_is_refused_with_every_gap() -> None:
    lacking = replace(PSYCHIATRY, cutoff=None)
    terms = with_population(with_tracks(TERMS, lacking, replace(TRACK, free_days=None)), blocked=None)
    patient = stay("p", 8, care_type=CareType.PSYCHIATRIC)

    with pytest.raises(Incomplete) as refused:
        settled(terms, stay("a", 3), patient)

    assert refused.value.gaps == ("population.blocked", "tracks[0].cutoff", "tracks[1].free_days")
    assert str(refused.value) == "test lacks population.blocked, tracks[0].cutoff, tracks[1].free_days"


def test_only_the_tracks_in_use_must_be_complete() -> None:
    terms = with_tracks(TERMS, replace(PSYCHIATRY, cutoff=None), TRACK)

    assert only_row(terms, stay("a", 3)).days_billed == 1
    april = stay("p", 8, ready_on=date(2022, 3, 28), care_type=CareType.PSYCHIATRIC)
    assert whys(only_row(terms, april)) == {"p": "other_period"}


def test_free_days_that_are_not_known_yet_are_a_gap_of_their_month() -> None:
    steps = (FreeDaysStep(from_on=date(2022, 3, 1), derive_mean_at=date(2022, 2, 28), cap=Fraction(2)),)
    terms = free("2", free_days_steps=steps)

    assert only_row(terms, stay("a", 3, ready_on=date(2022, 2, 1)), period="2022-02").days_billed == 1
    with pytest.raises(Incomplete) as refused:
        settled(terms, stay("a", 3))
    assert refused.value.gaps == ("tracks[0].free_days_steps[0] (county_mean_at 2022-02-28)",)


@pytest.mark.parametrize("tracks", [(), (PSYCHIATRY,)])
def test_a_patient_for_whom_nothing_is_agreed_stops_the_billing(tracks: Any) -> None:
    with pytest.raises(Incomplete) as refused:
        settled(replace(TERMS, tracks=tracks), stay("a", 3))

    assert refused.value.gaps == ("tracks",)
    assert str(refused.value) == "test has no rule for the episode a"


def test_an_agreement_whose_rules_are_unknown_settles_nothing() -> None:
    with pytest.raises(Incomplete) as refused:
        settled(replace(TERMS, tracks=None))

    assert refused.value.gaps == ("tracks",)
    assert str(refused.value) == "tracks is not known"


def test_a_legal_form_must_be_said_where_a_track_selects_on_it() -> None:
    compulsory = replace(PSYCHIATRY, legal_form=LegalForm.LPT)
    terms = with_tracks(TERMS, compulsory, TRACK)
    patient = stay("p", 8, care_type=CareType.PSYCHIATRIC)

    with pytest.raises(InvalidInput) as refused:
        settled(terms, stay("a", 3), patient)

    assert str(refused.value) == "episodes[1].legal_form: is required: the agreement selects on it"
    assert whys(only_row(terms, replace(patient, legal_form=LegalForm.LPT))) == {"p": "individual"}
    assert whys(only_row(terms, replace(patient, legal_form=LegalForm.VOLUNTARY))) == {"p": "in_mean"}
    assert whys(only_row(with_tracks(TERMS, PSYCHIATRY, TRACK), patient)) == {"p": "individual"}


def test_a_legal_form_must_be_said_where_a_track_for_all_care_types_selects_on_it() -> None:
    terms = with_tracks(TERMS, replace(TRACK, legal_form=LegalForm.LPT), TRACK)

    with pytest.raises(InvalidInput):
        settled(terms, stay("a", 3))


def test_not_saying_the_legal_form_means_voluntary() -> None:
    voluntary = replace(TRACK, care_type=CareType.PSYCHIATRIC, legal_form=LegalForm.LRV)

    assert whys(only_row(with_tracks(TERMS, voluntary, INDIVIDUAL), stay("a", 3))) == {"a": "individual"}


def test_an_id_given_twice_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        settled(TERMS, stay("a", 3), stay("b", 3), stay("a", 4))

    assert str(refused.value) == "episodes: the id a is given 2 times"


def test_leaving_before_being_ready_is_refused_unless_the_facts_were_evaluated() -> None:
    backwards = stay("a", 0, left_at=at(date(2022, 3, 1), 9))

    with pytest.raises(InvalidInput) as refused:
        settled(TERMS, stay("b", 0, left_at=at(date(2022, 3, 1), 10)), backwards)

    assert str(refused.value) == "episodes[1].left_at: is before ready_at"
    assert only_row(TERMS, replace(backwards, liable_on=())).sum_days == 0
