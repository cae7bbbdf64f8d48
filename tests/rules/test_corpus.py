"""The known agreements: each block loads with exactly its gaps, its chosen readings and its sources."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from rules.errors import InvalidInput, Problem
from rules.facts import CareType, LegalForm
from rules.files.checking import check
from rules.files.corpus import agreement, agreements_of, block, load_corpus, terms_of
from rules.gaps import gaps, gaps_for
from rules.terms import AgreementStatus, Model, Tariff, TariffDate, TariffPer, TariffSource

POPULATION = (
    "population.same_day",
    "population.period",
    "population.blocked",
    "population.group",
    "population.outside_units",
)
ROUNDING = ("rounding.days_decimals", "rounding.amount_decimals", "rounding.mode")

GAPS: dict[str, tuple[str, ...]] = {
    "blekinge-2018": ("tracks",),
    "dalarna-inferred": ("tracks[0].free_days", *POPULATION),
    "gavleborg-2017": (
        "tracks[0].day_zero",
        "tracks[0].cutoff",
        "tracks[1].day_zero",
        "tracks[1].cutoff",
        *ROUNDING,
        "tariff.tariff_date",
        "tariff.table",
    ),
    "gavleborg-2018": (
        "tracks[0].free_days",
        "tracks[0].day_unit",
        "tracks[0].day_zero",
        "tracks[0].cutoff",
        "tracks[0].compare",
        *POPULATION,
        "charge.basis",
        "long_stay.over_days",
        "long_stay.unit",
        "long_stay.remove_from_mean",
        "long_stay.bill_from_day",
        "rounding.mean_calc_decimals",
        "rounding.mean_display_decimals",
        *ROUNDING,
        "tariff.source",
        "tariff.per",
        "tariff.tariff_date",
        "tariff.table",
    ),
    "gotland": (),
    "halland-2022": ("tracks",),
    "jamtland-harjedalen": ("tracks",),
    "jonkoping-2018": ("tracks",),
    "kalmar-2018": ("tracks",),
    "kronoberg": ("tracks",),
    "norrbotten-2018": (),
    "orebro-2018": ("tracks",),
    "ostergotland": ("tracks",),
    "skane": (
        "tracks[0].free_days",
        "tracks[0].day_unit",
        "tracks[0].cutoff",
        "population.same_day",
        "population.blocked",
        "population.outside_units",
        "charge.basis",
    ),
    "sormland-2016": ("tracks[0].cutoff",),
    "statute-2018": (),
    "stockholm-2020a": ("tracks[1].free_days_steps[1] (county_mean_at 2020-10-31)",),
    "stockholm-2019-individual": ("tracks[0].cutoff",),
    "uppsala": ("tracks",),
    "varmland-2018": ("tracks",),
    "vasterbotten": ("tracks",),
    "vasternorrland": ("tracks",),
    "vastmanland": ("tracks",),
    "vastra-gotaland-2018": ("tracks[0].cutoff", "tariff.source"),
    "vastra-gotaland-interim-2018": (
        "tracks[0].day_unit",
        "tracks[0].day_zero",
        "tracks[0].cutoff",
        "charge.basis",
        *ROUNDING,
        "tariff.tariff_date",
    ),
}


def test_the_corpus_holds_every_known_agreement() -> None:
    assert sorted(load_corpus()) == sorted(GAPS)


@pytest.mark.parametrize("name", GAPS)
def test_an_agreement_has_exactly_its_gaps(name: str) -> None:
    assert gaps(agreement(name)) == GAPS[name]


@pytest.mark.parametrize("name", GAPS)
def test_an_agreement_says_where_it_comes_from_and_nothing_about_it_contradicts_itself(name: str) -> None:
    raw = block(name)
    assert raw is not None

    assert agreement(name).id == name
    assert agreement(name).sources
    assert isinstance(raw["sources"], list)
    assert check(dict(raw), block)["problems"] == []


@pytest.mark.parametrize("name", [name for name, missing in GAPS.items() if missing and name != "stockholm-2020a"])
def test_an_agreement_with_gaps_calls_itself_incomplete(name: str) -> None:
    assert agreement(name).status is AgreementStatus.INCOMPLETE


def test_every_region_has_an_agreement() -> None:
    codes = ("01", "03", "04", "05", "06", "07", "08", "09", "10", "12", "13", "14", "17", "18", "19")

    assert {agreement(name).region for name in load_corpus()} == {None, *codes, "20", "21", "22", "23", "24", "25"}


def test_the_corpus_is_read_once() -> None:
    assert load_corpus() is load_corpus()
    assert agreement("skane") is agreement("skane")


# Values that much else is counted on


def test_the_statute_counts_three_days_and_thirty_in_psychiatry_in_2018() -> None:
    statute = agreement("statute-2018")

    assert statute.time_agreed is False
    psychiatric = statute.track_for(CareType.PSYCHIATRIC, LegalForm.LPT, date(2018, 12, 31))
    later = statute.track_for(CareType.PSYCHIATRIC, LegalForm.LPT, date(2019, 1, 1))
    assert psychiatric is not None
    assert later is not None
    assert (psychiatric.free_days, later.free_days) == (30, 3)
    assert statute.tariff == Tariff(
        source=TariffSource.NATIONAL,
        per=TariffPer.CARE_DAY,
        tariff_date=TariffDate.DAY,
        table={2019: Decimal(7800), 2020: Decimal(8200), 2022: Decimal(9300)},
    )


@pytest.mark.parametrize(
    ("on", "free_days", "missing"),
    [
        pytest.param(date(2020, 1, 1), Fraction(2), (), id="2.0"),
        pytest.param(date(2020, 11, 1), None, GAPS["stockholm-2020a"], id="the county's mean, not found"),
        pytest.param(date(2021, 11, 1), Fraction(13, 10), (), id="1.3"),
    ],
)
def test_stockholm_has_steps_of_free_days(on: date, free_days: Fraction | None, missing: tuple[str, ...]) -> None:
    stockholm = agreement("stockholm-2020a")
    somatic = stockholm.track_for(CareType.SOMATIC, LegalForm.VOLUNTARY, on)
    psychiatric = stockholm.track_for(CareType.PSYCHIATRIC, LegalForm.VOLUNTARY, on)

    assert somatic is not None
    assert psychiatric is not None
    assert somatic.model is Model.AVERAGE
    assert somatic.free_days_on(on) == free_days
    assert gaps_for(stockholm, somatic, on) == missing
    assert gaps_for(stockholm, psychiatric, on) == ()


def test_norrbotten_has_the_statutes_own_time_and_is_active_as_it() -> None:
    norrbotten = agreement("norrbotten-2018")

    assert norrbotten.time_agreed is False
    assert norrbotten.status is AgreementStatus.ACTIVE
    assert norrbotten.messages.admission_hours == 24
    assert norrbotten.unknown == ("levels[0].colour",)


@pytest.mark.parametrize(
    ("region", "on", "names"),
    [
        pytest.param("14", date(2018, 9, 24), ("vastra-gotaland-interim-2018",), id="the last day of the interim"),
        pytest.param("14", date(2018, 9, 25), ("vastra-gotaland-2018",), id="the first day of the new"),
        pytest.param("14", date(2017, 12, 31), (), id="before both"),
        pytest.param("01", date(2019, 12, 31), ("stockholm-2019-individual",), id="Stockholm 2019"),
        pytest.param("01", date(2020, 1, 1), ("stockholm-2020a",), id="Stockholm 2020"),
        pytest.param("09", date(2018, 1, 1), ("gotland",), id="no dates"),
        pytest.param("02", date(2018, 1, 1), (), id="no such region"),
    ],
)
def test_a_regions_agreements_are_those_in_force_on_the_day(region: str, on: date, names: tuple[str, ...]) -> None:
    assert tuple(terms.id for terms in agreements_of(region, on)) == names


# How a case names an agreement


def test_an_agreement_is_named_by_its_id_or_written_out() -> None:
    assert terms_of("gotland") is agreement("gotland")
    assert terms_of({"id": "own", "base": "gotland", "region": "25"}).region == "25"


def test_overrides_merge_over_a_named_and_over_a_written_agreement() -> None:
    overrides = {"tariff": {"source": "own"}, "status": "active"}

    for terms in (terms_of("norrbotten-2018", overrides), terms_of({"base": "norrbotten-2018"}, overrides)):
        assert terms.tariff.source is TariffSource.OWN
        assert terms.tariff.per is TariffPer.CARE_DAY
        assert terms.status is AgreementStatus.ACTIVE
        assert terms.time_agreed is False
    assert agreement("norrbotten-2018").tariff.source is TariffSource.NATIONAL


def refusal(named: object, overrides: object = None) -> tuple[Problem, ...]:
    with pytest.raises(InvalidInput) as refused:
        terms_of(named, overrides)
    return refused.value.problems


def test_an_unknown_agreement_is_refused() -> None:
    expected = (Problem("agreement", "there is no agreement 'nowhere'"),)

    assert refusal("nowhere") == expected
    assert refusal("nowhere", {"status": "active"}) == expected
    with pytest.raises(InvalidInput) as refused:
        agreement("nowhere")
    assert refused.value.problems == expected


def test_what_is_wrong_with_a_written_agreement_or_with_overrides_is_told_by_its_path() -> None:
    assert refusal({"region": "x", "tracks": []}) == (
        Problem("agreement.region", "must be a county code of two digits, not 'x'"),
        Problem("agreement.tracks", "must hold at least one track"),
    )
    assert refusal(["a"]) == (Problem("agreement", "must be a mapping of keys to values, not a list"),)
    assert refusal("gotland", {"region": "x"}) == (
        Problem("overrides.region", "must be a county code of two digits, not 'x'"),
    )
    assert refusal("gotland", "x") == (Problem("overrides", "must be a mapping of keys to values, not 'x'"),)
