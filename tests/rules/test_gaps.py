"""What an agreement lacks: every required value by the name of its parameter, and nothing that is not required."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from rules.facts import CareType
from rules.gaps import PARAMETERS, Parameter, gaps, gaps_for, parameter, undecidable_for_a_stay
from rules.terms import (
    NOTHING,
    BillFrom,
    Billing,
    Blocked,
    ChargeBasis,
    Compare,
    Cutoff,
    CutoffEffect,
    DayUnit,
    DayZero,
    ExceptionCode,
    FreeDaysStep,
    Grouping,
    LongStay,
    Model,
    OutsideUnit,
    Population,
    Precondition,
    Rounding,
    RoundingMode,
    SeparateBy,
    Tariff,
    TariffDate,
    TariffPer,
    TariffSource,
    Terms,
    Track,
)

ON = date(2022, 3, 1)

TRACK = Track(
    care_type=None,
    legal_form=None,
    model=Model.HYBRID,
    free_days=Fraction(3),
    day_unit=DayUnit.CALENDAR,
    day_zero=DayZero.NOT_COUNTED,
    cutoff=Cutoff(at=time(12), effect=CutoffEffect.PLUS_ONE_DAY),
    compare=Compare.GT,
)

COMPLETE = Terms(
    id="complete",
    status=None,
    time_agreed=True,
    tracks=(TRACK,),
    population=Population(
        same_day=False,
        discharge_month=True,
        blocked=Blocked.EXCLUDE_BOTH,
        group=Grouping.MUNICIPALITY,
        outside_units=(OutsideUnit.OUT_OF_COUNTY,),
    ),
    charge_basis=ChargeBasis.EXCESS_VOLUME,
    long_stay=LongStay(over_days=0, unit=DayUnit.CALENDAR, remove_from_mean=False, bill_from_day=BillFrom.FIRST),
    rounding=Rounding(
        mean_calc_decimals=NOTHING,
        mean_display_decimals=0,
        days_decimals=NOTHING,
        amount_decimals=0,
        mode=RoundingMode.HALF_UP,
    ),
    tariff=Tariff(source=TariffSource.NATIONAL, per=TariffPer.CARE_DAY, tariff_date=TariffDate.DAY, table={}),
)


def with_track(terms: Terms = COMPLETE, **changes: Any) -> Terms:
    return replace(terms, tracks=(replace(TRACK, **changes),))


def lacking(path: str, model: Model) -> Terms:
    """The complete agreement as one of this model, without one value."""
    terms = with_track(model=model)
    part, _, name = path.partition(".")
    if part == "tracks[0]":
        return with_track(model=model, **{name: None})
    if path == "charge.basis":
        return replace(terms, charge_basis=None)
    name = "discharge_month" if name == "period" else name
    return replace(terms, **{part: replace(getattr(terms, part), **{name: None})})


@pytest.mark.parametrize("model", Model)
def test_an_agreement_with_every_value_lacks_nothing(model: Model) -> None:
    terms = with_track(model=model)

    assert gaps(terms) == ()
    assert gaps_for(terms, terms.tracks[0], ON) == ()


REQUIRED = [
    *(
        (f"tracks[0].{name}", number, {Model.INDIVIDUAL, Model.AVERAGE, Model.HYBRID})
        for name, number in (("free_days", 8), ("day_unit", 10), ("day_zero", 11), ("cutoff", 12), ("compare", 13))
    ),
    *(
        (f"population.{name}", number, {Model.AVERAGE, Model.HYBRID})
        for name, number in (("same_day", 14), ("period", 15), ("blocked", 16), ("group", 17), ("outside_units", 18))
    ),
    ("charge.basis", 19, {Model.INDIVIDUAL, Model.AVERAGE, Model.HYBRID}),
    *((f"long_stay.{name}", 20, {Model.HYBRID}) for name in ("over_days", "unit", "remove_from_mean", "bill_from_day")),
    *(
        (f"rounding.{name}", 21, {Model.AVERAGE, Model.HYBRID})
        for name in ("mean_calc_decimals", "mean_display_decimals")
    ),
    *(
        (f"rounding.{name}", 21, {Model.INDIVIDUAL, Model.AVERAGE, Model.HYBRID})
        for name in ("days_decimals", "amount_decimals", "mode")
    ),
    *((f"tariff.{name}", 22, {Model.INDIVIDUAL, Model.AVERAGE, Model.HYBRID}) for name in ("source", "per", "table")),
    ("tariff.tariff_date", 22, {Model.INDIVIDUAL, Model.HYBRID}),
]


@pytest.mark.parametrize("model", Model)
@pytest.mark.parametrize(("name", "number", "models"), [pytest.param(*row, id=row[0]) for row in REQUIRED])
def test_a_missing_value_is_a_gap_for_the_models_that_need_it(
    name: str, number: int, models: set[Model], model: Model
) -> None:
    terms = lacking(name, model)
    expected = (name,) if model in models else ()

    assert gaps(terms) == expected
    assert gaps_for(terms, terms.tracks[0], ON) == expected
    assert parameter(name).number == number


def test_an_agreement_whose_tracks_are_not_known_lacks_them() -> None:
    assert gaps(Terms(id="a", status=None, time_agreed=True)) == ("tracks",)
    assert parameter("tracks").number == 6


def test_an_agreement_without_liability_needs_nothing() -> None:
    track = Track(care_type=None, legal_form=None, model=Model.NONE)
    terms = Terms(
        id="a", status=None, time_agreed=True, tracks=(track,), unknown=("exceptions", "tracks[0].free_days_steps")
    )

    assert gaps(terms) == ()
    assert gaps_for(terms, track, ON) == ()


def test_a_track_of_an_unknown_model_lacks_it_and_what_every_model_needs() -> None:
    track = Track(care_type=None, legal_form=None, model=None)
    terms = Terms(id="a", status=None, time_agreed=True, tracks=(track,))
    expected = (
        "tracks[0].model",
        "tracks[0].free_days",
        "tracks[0].day_unit",
        "tracks[0].day_zero",
        "tracks[0].cutoff",
        "tracks[0].compare",
        "charge.basis",
        "rounding.days_decimals",
        "rounding.amount_decimals",
        "rounding.mode",
        "tariff.source",
        "tariff.per",
        "tariff.tariff_date",
        "tariff.table",
    )

    assert gaps(terms) == expected
    assert gaps_for(terms, track, ON) == expected
    assert parameter("tracks[0].model").number == 7


def test_a_hybrid_agreement_that_says_nothing_about_long_stayers_lacks_each_value() -> None:
    terms = replace(COMPLETE, long_stay=None)

    assert gaps(terms) == (
        "long_stay.over_days",
        "long_stay.unit",
        "long_stay.remove_from_mean",
        "long_stay.bill_from_day",
    )


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        pytest.param(Model.INDIVIDUAL, (), id="individual tracks always use it"),
        pytest.param(Model.AVERAGE, ("charge.basis",), id="average"),
        pytest.param(Model.HYBRID, ("charge.basis",), id="hybrid"),
    ],
)
def test_days_after_free_is_no_basis_for_a_mean(model: Model, expected: tuple[str, ...]) -> None:
    terms = replace(with_track(model=model), charge_basis=ChargeBasis.DAYS_AFTER_FREE)

    assert gaps(terms) == expected


def test_a_year_without_an_amount_is_no_gap() -> None:
    assert gaps(replace(COMPLETE, tariff=replace(COMPLETE.tariff, table={2019: Decimal(7800)}))) == ()


def test_a_tariff_by_care_type_needs_its_own_table() -> None:
    tariff = replace(COMPLETE.tariff, by_care_type=True)

    assert gaps(replace(COMPLETE, tariff=tariff)) == ("tariff.table",)
    assert gaps(replace(COMPLETE, tariff=replace(tariff, table=None, table_by_care_type={CareType.SOMATIC: {}}))) == ()


STEPS = (
    FreeDaysStep(from_on=date(2020, 1, 1), value=Fraction(2)),
    FreeDaysStep(from_on=date(2020, 11, 1), derive_mean_at=date(2020, 10, 31), cap=Fraction(2)),
    FreeDaysStep(from_on=date(2021, 11, 1)),
)
DERIVED = "tracks[0].free_days_steps[1] (county_mean_at 2020-10-31)"
UNVALUED = "tracks[0].free_days_steps[2].value"


def test_every_step_without_a_value_is_a_gap() -> None:
    terms = replace(with_track(free_days=None, free_days_steps=STEPS), valid_from=date(2020, 1, 1))

    assert gaps(terms) == (DERIVED, UNVALUED)
    assert (parameter(DERIVED).number, parameter(UNVALUED).number) == (9, 9)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        pytest.param(date(2019, 12, 31), ("tracks[0].free_days",), id="before the first step"),
        pytest.param(date(2020, 1, 1), (), id="on the first day of a step"),
        pytest.param(date(2020, 10, 31), (), id="on its last day"),
        pytest.param(date(2020, 11, 1), (DERIVED,), id="in the derived step"),
        pytest.param(date(2021, 10, 31), (DERIVED,), id="on the last day of the derived step"),
        pytest.param(date(2021, 11, 1), (UNVALUED,), id="in the step without a value"),
    ],
)
def test_only_the_step_in_force_on_the_day_is_a_gap_for_that_day(on: date, expected: tuple[str, ...]) -> None:
    terms = with_track(free_days=None, free_days_steps=STEPS)

    assert gaps_for(terms, terms.tracks[0], on) == expected


def test_a_derived_step_with_its_outcome_is_no_gap() -> None:
    step = replace(STEPS[1], value=Fraction(17, 10))
    terms = with_track(free_days_steps=(STEPS[0], step))

    assert gaps(terms) == ()
    assert gaps_for(terms, terms.tracks[0], date(2021, 1, 1)) == ()


def test_the_step_in_force_is_the_latest_one_in_whatever_order_they_are_written() -> None:
    terms = with_track(free_days_steps=(STEPS[1], STEPS[0]))

    assert gaps_for(terms, terms.tracks[0], date(2021, 1, 1)) == (
        "tracks[0].free_days_steps[0] (county_mean_at 2020-10-31)",
    )


@pytest.mark.parametrize(
    ("agreement_from", "track_from", "free_days", "expected"),
    [
        pytest.param(date(2020, 1, 1), None, None, (), id="from the first step"),
        pytest.param(date(2019, 12, 31), None, None, ("tracks[0].free_days",), id="a day before the first step"),
        pytest.param(date(2019, 12, 31), None, Fraction(5), (), id="a day before, with a plain number"),
        pytest.param(date(2019, 1, 1), date(2020, 1, 1), None, (), id="a track that begins with the step"),
        pytest.param(date(2020, 1, 1), date(2019, 1, 1), None, (), id="an agreement that begins with the step"),
        pytest.param(None, date(2019, 1, 1), None, ("tracks[0].free_days",), id="a track that begins before"),
        pytest.param(None, None, None, (), id="no beginning is known"),
    ],
)
def test_free_days_before_the_first_step_are_needed_only_when_the_track_is_in_force_then(
    agreement_from: date | None, track_from: date | None, free_days: Fraction | None, expected: tuple[str, ...]
) -> None:
    track = replace(TRACK, free_days=free_days, free_days_steps=STEPS[:1], valid_from=track_from)

    assert gaps(replace(COMPLETE, valid_from=agreement_from, tracks=(track,))) == expected


def test_one_begun_step_is_enough_among_later_ones() -> None:
    later = FreeDaysStep(from_on=date(2021, 1, 1), value=Fraction(1))
    track = replace(TRACK, free_days=None, free_days_steps=(STEPS[0], later))

    assert gaps(replace(COMPLETE, valid_from=date(2020, 1, 1), tracks=(track,))) == ()


def test_each_track_is_named_by_its_place_and_what_they_share_is_named_once() -> None:
    individual = replace(TRACK, care_type=CareType.PSYCHIATRIC, model=Model.INDIVIDUAL, cutoff=None)
    none = replace(TRACK, care_type=CareType.FORENSIC, model=Model.NONE, cutoff=None)
    average = replace(TRACK, model=Model.AVERAGE, day_unit=None)
    terms = replace(
        COMPLETE,
        tracks=(individual, none, average),
        population=replace(COMPLETE.population, group=None),
        tariff=replace(COMPLETE.tariff, per=None, tariff_date=None),
        long_stay=None,
    )

    assert gaps(terms) == (
        "tracks[0].cutoff",
        "tracks[2].day_unit",
        "population.group",
        "tariff.per",
        "tariff.tariff_date",
    )
    assert gaps_for(terms, individual, ON) == ("tracks[0].cutoff", "tariff.per", "tariff.tariff_date")
    assert gaps_for(terms, none, ON) == ()
    assert gaps_for(terms, average, ON) == ("tracks[2].day_unit", "population.group", "tariff.per")


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("suspensions", 4),
        ("suspensions[1].from", 4),
        ("track_defaults.free_days_steps", 9),
        ("track_defaults.free_days_steps[0].from", 9),
        ("population.split.0180", 17),
        ("long_stay.separate_by", 20),
        ("tariff.by_care_type", 22),
        ("preconditions[2]", 23),
        ("exceptions", 24),
        ("billing.starts", 25),
        ("process_scope.exclude[0]", 36),
    ],
)
def test_what_is_unknown_where_terms_cannot_be_none_is_a_gap_too(path: str, number: int) -> None:
    terms = replace(COMPLETE, unknown=(path, "labels.ready", "messages.ack[0].day_basis", "billing.approval"))

    assert gaps(terms) == (path,)
    assert gaps_for(terms, TRACK, ON) == (path,)
    assert parameter(path).number == number


@pytest.mark.parametrize("path", ["free_days_steps", "free_days_steps[1].from", "free_days_steps[1].cap"])
def test_a_step_that_is_unknown_is_a_gap_of_its_own_track(path: str) -> None:
    psychiatric = replace(TRACK, care_type=CareType.PSYCHIATRIC)
    terms = replace(COMPLETE, tracks=(psychiatric, TRACK), unknown=(f"tracks[1].{path}",))

    assert gaps(terms) == (f"tracks[1].{path}",)
    assert gaps_for(terms, TRACK, ON) == (f"tracks[1].{path}",)
    assert gaps_for(terms, psychiatric, ON) == ()
    assert parameter(f"tracks[1].{path}").number == 9


def test_an_unknown_value_of_a_step_is_named_once_and_only_for_its_days() -> None:
    terms = replace(with_track(free_days_steps=STEPS), unknown=(UNVALUED,))

    assert gaps(terms) == (DERIVED, UNVALUED)
    assert gaps_for(terms, terms.tracks[0], date(2020, 1, 1)) == ()


def test_a_value_that_is_written_as_unknown_is_named_once() -> None:
    terms = replace(lacking("tracks[0].cutoff", Model.INDIVIDUAL), unknown=("tracks[0].cutoff",))

    assert gaps(terms) == ("tracks[0].cutoff",)


def test_what_a_stay_cannot_decide_is_named_in_the_order_agreed() -> None:
    terms = replace(COMPLETE, preconditions=tuple(Precondition), exceptions=tuple(ExceptionCode))

    assert undecidable_for_a_stay(terms) == ("other_referrals_cancelled", "palliative", "home_hospital_care")
    assert undecidable_for_a_stay(replace(terms, preconditions=None, exceptions=())) == ()
    assert undecidable_for_a_stay(replace(terms, exceptions=())) == ("other_referrals_cancelled",)


def test_the_parameters_say_what_is_not_known() -> None:
    assert parameter("tariff.source") == Parameter(22, "whether the amount is the national one or the parties' own")
    assert parameter("rounding.mode") is PARAMETERS["rounding"]


def test_separating_long_stayers_and_a_first_day_of_billing_are_not_needed() -> None:
    assert COMPLETE.long_stay is not None
    assert COMPLETE.long_stay.separate_by is SeparateBy.NONE
    assert COMPLETE.billing == Billing()
    assert gaps(COMPLETE) == ()
