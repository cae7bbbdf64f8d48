"""What an agreement's file says about liability and billing: parameters 4, 6–22 and 25."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

from rules.facts import CareType, LegalForm
from rules.files.inheritance import Raw
from rules.files.shapes import (
    FIRST_YEAR,
    LAST_YEAR,
    Fields,
    Found,
    Here,
    Reader,
    Refused,
    boolean,
    choice,
    day,
    decimal,
    fraction,
    integer,
    known_entries,
    known_items,
    list_of,
    municipality_code,
    one_of,
    shown,
    text,
    time_of_day,
    word,
)
from rules.terms import (
    NOTHING,
    BillFrom,
    Billing,
    BillingPeriod,
    Blocked,
    Boundary,
    ChargeBasis,
    Compare,
    Cutoff,
    CutoffEffect,
    DayUnit,
    DayZero,
    FreeDaysStep,
    Grouping,
    LongStay,
    Model,
    Nothing,
    Objection,
    OutsideUnit,
    Population,
    Rounding,
    RoundingMode,
    SeparateBy,
    Suspension,
    Tariff,
    TariffDate,
    TariffPer,
    TariffSource,
    Track,
)

T = TypeVar("T")

DAYS: Final = integer(0, 365)
DECIMALS: Final = integer(0, 9)
YEARS: Final = integer(FIRST_YEAR, LAST_YEAR)
DERIVED: Final = re.compile(r"county_mean_at\((.*)\)")
PREVIEWS: Final = word("daily", "monthly_publication", "none")
SPLITS: Final = choice({Grouping.CITY_DISTRICT.value: Grouping.CITY_DISTRICT})
CARE_TYPES: Final[Reader[CareType | None]] = choice({**{one.value: one for one in CareType}, "all": None})
LEGAL_FORMS: Final[Reader[LegalForm | None]] = choice({**{one.value: one for one in LegalForm}, "any": None})


def _or_nothing(reader: Reader[T]) -> Reader[T | Nothing]:
    return lambda here: NOTHING if here.raw == NOTHING.value else reader(here)


def suspension(here: Here) -> Suspension:
    """A period without liability (4)."""
    fields = Fields(here)
    suspension = Suspension(
        from_on=fields.needed("from", day),
        to_on=fields.known("to", day),
        reason=fields.known("reason", text) or "",
        decision=fields.known("decision", text) or "",
    )
    fields.in_order("to", suspension.from_on, suspension.to_on)
    fields.end()
    return suspension


class _TrackFields(Fields):
    """A track's keys; what it leaves out is taken from `track_defaults`, whose own problems are noted once, there."""

    def __init__(self, here: Here, defaults: Raw) -> None:
        super().__init__(here)
        self.defaults = defaults

    def here(self, key: str) -> Here:
        here = super().here(key)
        if key in self.raw:
            return here
        return Here(self.defaults.get(key), here.where, Found())


def tracks(fields: Fields) -> tuple[Track, ...] | None:
    """The rules for care types and legal forms, with what they leave out from `track_defaults` (6)."""
    defaults = fields.known("track_defaults", _track_defaults) or {}
    if fields.raw.get("tracks") == []:
        fields.refuse("tracks", "must hold at least one track")
    return fields.known("tracks", list_of(lambda here: _own_track(here, defaults)))


def _track_defaults(here: Here) -> Raw:
    fields = Fields(here)
    _track(fields)
    return fields.raw


def _own_track(here: Here, defaults: Raw) -> Track:
    fields = _TrackFields(here, defaults)
    track = _track(fields)
    if fields.here("care_type").raw is None:
        fields.refuse("care_type", "is missing")
    return track


def _track(fields: Fields) -> Track:
    track = Track(
        care_type=fields.optional("care_type", CARE_TYPES),
        legal_form=fields.optional("legal_form", LEGAL_FORMS),
        model=fields.known("model", one_of(Model)),
        free_days=fields.known("free_days", fraction),
        free_days_steps=fields.known("free_days_steps", known_items(_free_days_step)) or (),
        day_unit=fields.known("day_unit", one_of(DayUnit)),
        day_zero=fields.known("day_zero", one_of(DayZero)),
        cutoff=fields.known("cutoff", _or_nothing(_cutoff)),
        compare=fields.known("compare", one_of(Compare)),
        valid_from=fields.optional("valid_from", day),
        valid_to=fields.optional("valid_to", day),
    )
    fields.in_order("valid_to", track.valid_from, track.valid_to)
    fields.end()
    return track


def _free_days_step(here: Here) -> FreeDaysStep:
    fields = Fields(here)
    step = FreeDaysStep(
        from_on=fields.needed("from", day),
        value=fields.known("value", fraction),
        derive_mean_at=fields.known("derive", _derived),
        cap=fields.known("cap", fraction),
    )
    if fields.raw.get("derive") is None:
        if fields.raw.get("value") is None:
            fields.refuse("value", "is missing: a step has a value or a derive")
        if fields.raw.get("cap") is not None:
            fields.refuse("cap", "limits nothing without a derive")
    fields.end()
    return step


def _derived(here: Here) -> date:
    derived = DERIVED.fullmatch(text(here))
    if derived is None:
        raise Refused(f"must be county_mean_at(YYYY-MM-DD), not {shown(here.raw)}")
    return day(Here(derived[1], here.where, here.found))


def _cutoff(here: Here) -> Cutoff:
    fields = Fields(here)
    cutoff = Cutoff(
        at=fields.needed("time", time_of_day),
        effect=fields.needed("effect", one_of(CutoffEffect)),
        boundary=fields.known("boundary", one_of(Boundary)),
    )
    fields.end()
    return cutoff


def population(here: Here) -> Population:
    """Which episodes enter a mean, and per whom (14–18)."""
    fields = Fields(here)
    population = Population(
        same_day=fields.known("same_day", boolean),
        discharge_month=fields.known("period", choice({"discharge_month": True})),
        blocked=fields.known("blocked", one_of(Blocked)),
        group=fields.known("group", one_of(Grouping)),
        split=fields.known("split", known_entries(municipality_code, SPLITS)) or {},
        outside_units=fields.known("outside_units", known_items(one_of(OutsideUnit))),
    )
    fields.end()
    return population


def charge(here: Here) -> ChargeBasis | None:
    """What is multiplied by the tariff (19)."""
    fields = Fields(here)
    basis = fields.known("basis", one_of(ChargeBasis))
    fields.end()
    return basis


def long_stay(here: Here) -> LongStay:
    """The rule for long stayers (20)."""
    fields = Fields(here)
    long_stay = LongStay(
        over_days=fields.known("over_days", DAYS),
        unit=fields.known("unit", one_of(DayUnit)),
        remove_from_mean=fields.known("remove_from_mean", boolean),
        bill_from_day=fields.known("bill_from_day", one_of(BillFrom)),
        separate_by=fields.known("separate_by", one_of(SeparateBy)) or SeparateBy.NONE,
    )
    fields.end()
    return long_stay


def rounding(here: Here) -> Rounding:
    """Where and how to round (21)."""
    fields = Fields(here)
    decimals = _or_nothing(DECIMALS)
    rounding = Rounding(
        mean_calc_decimals=fields.known("mean_calc_decimals", decimals),
        mean_display_decimals=fields.known("mean_display_decimals", decimals),
        days_decimals=fields.known("days_decimals", decimals),
        amount_decimals=fields.known("amount_decimals", decimals),
        mode=fields.known("mode", one_of(RoundingMode)),
    )
    fields.end()
    return rounding


def tariff(here: Here) -> Tariff:
    """Kronor by year; with `by_care_type: true` the table has a table of years for each care type (22)."""
    fields = Fields(here)
    by_care_type = fields.known("by_care_type", boolean) or False
    years: Reader[dict[int, Decimal]] = known_entries(YEARS, decimal)
    tariff = Tariff(
        source=fields.known("source", one_of(TariffSource)),
        per=fields.known("per", one_of(TariffPer)),
        tariff_date=fields.known("tariff_date", one_of(TariffDate)),
        by_care_type=by_care_type,
        table=None if by_care_type else fields.known("table", years),
        table_by_care_type=fields.known("table", known_entries(one_of(CareType), years)) if by_care_type else None,
    )
    fields.end()
    return tariff


def billing(here: Here) -> Billing:
    """How a period is computed, reviewed and sent (25)."""
    fields = Fields(here)
    billing = Billing(
        starts=fields.known("starts", day),
        period=fields.known("period", one_of(BillingPeriod)),
        computed_by=fields.known("computed_by", text),
        preview=fields.known("preview", PREVIEWS),
        single_data_source=fields.known("single_data_source", boolean),
        objection=fields.known("objection", _objection),
        freeze=fields.known("freeze", text),
        approval=fields.known("approval", text),
        invoiced_by=fields.known("invoiced_by", text),
        zero_invoice=fields.known("zero_invoice", boolean),
    )
    fields.end()
    return billing


def _objection(here: Here) -> Objection:
    fields = Fields(here)
    objection = Objection(
        to=fields.known("to", text),
        by_day=fields.known("by_day", integer(1, 31)),
        month_offset=fields.known("month_offset", integer(0, 12)),
    )
    fields.end()
    return objection
