"""When an agreement may be billed for a period at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rules.billable import billable, month_applies
from rules.period import period_named
from rules.terms import AgreementStatus, Billing, BillingPeriod, Model, Suspension, Terms
from tests.rules.settling import HYBRID, INDIVIDUAL, TERMS, TRACK, with_tracks

BY_PATIENT = with_tracks(TERMS, INDIVIDUAL)
BESIDE = with_tracks(TERMS, INDIVIDUAL, TRACK)
NOT_IN_FORCE = "valid_from: the agreement is not in force, or not yet billed, in 2022-03"
SUSPENDED = "suspensions: liability is suspended in 2022-03"


def why_not(terms: Terms, period: str = "2022-03") -> list[str]:
    return [str(problem) for problem in billable(terms, period_named(period))]


def suspended(terms: Terms, from_on: date, to_on: date | None) -> Terms:
    return replace(terms, suspensions=(Suspension(from_on=from_on, to_on=to_on, reason="data", decision="written"),))


@pytest.mark.parametrize("status", [None, AgreementStatus.ACTIVE, AgreementStatus.INCOMPLETE, AgreementStatus.EXPIRED])
def test_an_agreement_may_be_billed_whatever_its_label_says_about_gaps(status: AgreementStatus | None) -> None:
    assert why_not(replace(TERMS, status=status)) == []


@pytest.mark.parametrize("status", [AgreementStatus.DRAFT, AgreementStatus.SUSPENDED])
def test_a_draft_and_a_suspended_agreement_bill_nothing(status: AgreementStatus) -> None:
    assert why_not(replace(TERMS, status=status)) == [f"status: the agreement is {status}: nothing is billed"]


@pytest.mark.parametrize(
    ("from_on", "to_on", "touches"),
    [
        (date(2022, 3, 31), None, True),
        (date(2022, 4, 1), None, False),
        (date(2022, 1, 1), date(2022, 3, 1), True),
        (date(2022, 1, 1), date(2022, 2, 28), False),
        (date(2022, 3, 10), date(2022, 3, 10), True),
        (date(2022, 1, 1), None, True),
    ],
)
def test_a_suspension_that_touches_the_period_stops_a_mean(from_on: date, to_on: date | None, touches: bool) -> None:
    expected = [SUSPENDED] if touches else []

    assert why_not(suspended(TERMS, from_on, to_on)) == expected
    assert why_not(suspended(with_tracks(TERMS, HYBRID), from_on, to_on)) == expected
    assert why_not(suspended(BESIDE, from_on, to_on)) == expected
    assert why_not(suspended(BY_PATIENT, from_on, to_on)) == []


def test_one_of_several_suspensions_is_enough() -> None:
    once = suspended(TERMS, date(2021, 1, 1), date(2021, 2, 1))
    twice = replace(once, suspensions=once.suspensions + suspended(TERMS, date(2022, 3, 1), None).suspensions)

    assert why_not(twice) == [SUSPENDED]


@pytest.mark.parametrize(
    ("changes", "applies"),
    [
        ({"valid_from": date(2022, 3, 1)}, True),
        ({"valid_from": date(2022, 3, 2)}, False),
        ({"valid_to": date(2022, 3, 1)}, True),
        ({"valid_to": date(2022, 2, 28)}, False),
        ({"billing": Billing(starts=date(2022, 3, 1))}, True),
        ({"billing": Billing(starts=date(2022, 3, 2))}, False),
        ({}, True),
    ],
)
def test_a_month_belongs_to_the_version_in_force_on_its_first_day(changes: dict[str, Any], applies: bool) -> None:
    terms = replace(TERMS, **changes)

    assert month_applies(terms, date(2022, 3, 1)) is applies
    assert why_not(terms) == ([] if applies else [NOT_IN_FORCE])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"valid_from": date(2022, 3, 31)}, []),
        ({"valid_from": date(2022, 4, 1)}, [NOT_IN_FORCE]),
        ({"valid_to": date(2021, 12, 31)}, []),
        ({"billing": Billing(starts=date(2022, 3, 31))}, []),
        ({"billing": Billing(starts=date(2022, 4, 1))}, [NOT_IN_FORCE]),
    ],
)
def test_an_individual_track_needs_only_to_have_begun(changes: dict[str, Any], expected: list[str]) -> None:
    assert why_not(replace(BY_PATIENT, **changes)) == expected
    assert why_not(replace(BESIDE, **changes)) == expected


def test_one_month_of_a_quarter_is_enough() -> None:
    assert why_not(replace(TERMS, valid_from=date(2022, 3, 1)), "2022-Q1") == []
    assert why_not(replace(TERMS, valid_to=date(2022, 1, 1)), "2022-Q1") == []
    assert why_not(replace(TERMS, valid_from=date(2022, 3, 2)), "2022-Q1") == [NOT_IN_FORCE.replace("03", "Q1")]


@pytest.mark.parametrize("tracks", [None, (replace(TRACK, model=Model.NONE),)])
def test_an_agreement_without_a_known_model_is_judged_by_its_dates(tracks: Any) -> None:
    assert why_not(replace(TERMS, tracks=tracks)) == []
    assert why_not(replace(TERMS, tracks=tracks, valid_from=date(2022, 3, 2))) == [NOT_IN_FORCE]


def test_every_reason_is_named() -> None:
    terms = suspended(replace(TERMS, status=AgreementStatus.DRAFT, valid_to=date(2021, 1, 1)), date(2022, 1, 1), None)

    assert why_not(terms) == ["status: the agreement is draft: nothing is billed", SUSPENDED, NOT_IN_FORCE]


@pytest.mark.parametrize(
    ("agreed", "asked", "refused"),
    [
        (BillingPeriod.MONTH, "2022-03", False),
        (BillingPeriod.MONTH, "2022-Q1", True),
        (BillingPeriod.QUARTER, "2022-Q1", False),
        (BillingPeriod.QUARTER, "2022-03", True),
        (None, "2022-03", False),
        (None, "2022-Q1", False),
    ],
)
def test_an_agreement_is_settled_by_the_period_that_it_names(
    agreed: BillingPeriod | None, asked: str, refused: bool
) -> None:
    terms = replace(TERMS, billing=replace(TERMS.billing, period=agreed))

    assert ("billing.period" in {one.where for one in billable(terms, period_named(asked))}) is refused
