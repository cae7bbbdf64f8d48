"""The smallest agreements and episodes that a settlement's tests are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from rules.calendar import at_time
from rules.episodes import Episode
from rules.facts import CareType
from rules.figures import Row
from rules.period import period_named
from rules.settlement import Settlement, settle
from rules.terms import (
    NOTHING,
    AgreementStatus,
    BillFrom,
    Blocked,
    ChargeBasis,
    Compare,
    DayUnit,
    DayZero,
    Grouping,
    LongStay,
    Model,
    Population,
    Rounding,
    RoundingMode,
    Tariff,
    TariffDate,
    TariffPer,
    TariffSource,
    Terms,
    Track,
)

MARCH_1 = date(2022, 3, 1)
RATE_SEK = 9300

TRACK = Track(
    care_type=None,
    legal_form=None,
    model=Model.AVERAGE,
    free_days=Fraction(2),
    day_unit=DayUnit.CALENDAR,
    day_zero=DayZero.NOT_COUNTED,
    cutoff=NOTHING,
    compare=Compare.GT,
)
INDIVIDUAL = replace(TRACK, model=Model.INDIVIDUAL)
HYBRID = replace(TRACK, model=Model.HYBRID)

LONG_STAY = LongStay(over_days=7, unit=DayUnit.CALENDAR, remove_from_mean=True, bill_from_day=BillFrom.AFTER_LIMIT)

TERMS = Terms(
    id="test",
    status=AgreementStatus.ACTIVE,
    time_agreed=True,
    region="01",
    tracks=(TRACK,),
    population=Population(
        same_day=True,
        discharge_month=True,
        blocked=Blocked.EXCLUDE_BOTH,
        group=Grouping.MUNICIPALITY,
        outside_units=(),
    ),
    charge_basis=ChargeBasis.EXCESS_VOLUME,
    rounding=Rounding(
        mean_calc_decimals=NOTHING,
        mean_display_decimals=2,
        days_decimals=NOTHING,
        amount_decimals=NOTHING,
        mode=RoundingMode.HALF_UP,
    ),
    tariff=Tariff(
        source=TariffSource.OWN,
        per=TariffPer.CARE_DAY,
        tariff_date=TariffDate.DAY,
        table={2022: Decimal(RATE_SEK)},
    ),
)


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """A Swedish time of day on a date."""
    return at_time(day, time(hour, minute))


def stay(id_: str, days: int, *, ready_on: date = MARCH_1, **changes: Any) -> Episode:
    """A somatic stay in Solna (0184) of so many nights as ready; notice at ten, leaving at eleven."""
    episode = Episode(
        id=id_,
        municipality="0184",
        care_type=CareType.SOMATIC,
        ready_at=at(ready_on),
        left_at=at(ready_on + timedelta(days=days), 11),
    )
    return replace(episode, **changes)


def settled(terms: Terms, *episodes: Episode, period: str = "2022-03") -> Settlement:
    return settle(terms, period_named(period), episodes)


def only_row(terms: Terms, *episodes: Episode, period: str = "2022-03") -> Row:
    """The figures of the one group that these episodes make."""
    (row,) = settled(terms, *episodes, period=period).rows
    return row


def whys(row: Row) -> dict[str, str]:
    return {line.id: str(line.why) for line in row.lines}


def billed(row: Row) -> dict[str, Fraction]:
    return {line.id: line.days_billed for line in row.lines}


def with_rounding(terms: Terms, **changes: Any) -> Terms:
    return replace(terms, rounding=replace(terms.rounding, **changes))


def with_population(terms: Terms, **changes: Any) -> Terms:
    return replace(terms, population=replace(terms.population, **changes))


def with_tariff(terms: Terms, **changes: Any) -> Terms:
    return replace(terms, tariff=replace(terms.tariff, **changes))


def with_tracks(terms: Terms, *tracks: Track) -> Terms:
    return replace(terms, tracks=tracks)


def numbered(days: Sequence[int]) -> list[Episode]:
    """One stay for each number of ready days, called s0, s1 and so on."""
    return [stay(f"s{number}", length) for number, length in enumerate(days)]
