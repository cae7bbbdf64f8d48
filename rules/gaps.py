"""What an agreement lacks before anything may be billed by it: every gap by the name of its parameter.

A model other than none needs free days (8 or 9), 10–13, 19, 21 and 22; average and hybrid also 14–18; hybrid also 20.
What is missing and what is `unknown` is the same: a gap, never the statutory value. A year without an amount is no gap:
it shows where a day of that year would be paid (5 kap. 6 §). Names are paths in the agreement's file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from rules.terms import (
    MEAN_MODELS,
    ChargeBasis,
    ExceptionCode,
    FreeDaysStep,
    LongStay,
    Model,
    Precondition,
    Terms,
    Track,
)

UNDECIDABLE: Final = (
    Precondition.OTHER_REFERRALS_CANCELLED,
    ExceptionCode.PALLIATIVE,
    ExceptionCode.HOME_HOSPITAL_CARE,
)

# Where terms have no way to be None, an `unknown` is a gap by its path alone.
NEEDED_WHEN_UNKNOWN: Final = (
    "suspensions",
    "track_defaults.free_days_steps",
    "population.split",
    "long_stay.separate_by",
    "tariff.by_care_type",
    "preconditions",
    "exceptions",
    "billing.starts",
    "process_scope",
)


NO_LONG_STAY: Final = LongStay(over_days=None, unit=None, remove_from_mean=None, bill_from_day=None)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter's number in docs/agreements.md, and what is not known without it."""

    number: int
    says: str


PARAMETERS: Final[Mapping[str, Parameter]] = MappingProxyType(
    {
        "suspensions": Parameter(4, "when liability is suspended"),
        "tracks": Parameter(6, "which rule applies to which patients"),
        "tracks.model": Parameter(7, "by which model liability is counted"),
        "tracks.free_days": Parameter(8, "how many days are free"),
        "tracks.free_days_steps": Parameter(9, "how many days are free from a certain day on"),
        "track_defaults.free_days_steps": Parameter(9, "how many days are free from a certain day on"),
        "tracks.day_unit": Parameter(10, "whether calendar days or working days are counted"),
        "tracks.day_zero": Parameter(11, "whether day zero itself is a day"),
        "tracks.cutoff": Parameter(12, "after which time of day a ready notice counts later"),
        "tracks.compare": Parameter(13, "whether liability begins at the free days or over them"),
        "population.same_day": Parameter(14, "whether those who leave on the day of the notice are in the mean"),
        "population.period": Parameter(15, "to which month an episode belongs"),
        "population.blocked": Parameter(16, "what a blocked episode does to the mean"),
        "population.group": Parameter(17, "per whom the mean is taken"),
        "population.split": Parameter(17, "which municipalities are split into city districts"),
        "population.outside_units": Parameter(18, "which units are reported and never billed"),
        "charge.basis": Parameter(19, "what is multiplied by the tariff when the mean is over the free days"),
        "long_stay": Parameter(20, "how long stayers are counted"),
        "rounding": Parameter(21, "where and how to round"),
        "tariff.source": Parameter(22, "whether the amount is the national one or the parties' own"),
        "tariff.per": Parameter(22, "whether care days or started days are paid"),
        "tariff.tariff_date": Parameter(22, "whether the amount of the day or that of the period applies"),
        "tariff.by_care_type": Parameter(22, "whether the amount differs between care types"),
        "tariff.table": Parameter(22, "what a day costs"),
        "preconditions": Parameter(23, "what must hold for the municipality to be liable"),
        "exceptions": Parameter(24, "what frees the municipality"),
        "billing.starts": Parameter(25, "from which day there is billing"),
        "process_scope": Parameter(36, "who is in the process at all"),
    }
)


def parameter(gap: str) -> Parameter:
    """The parameter that a gap's name belongs to: "tracks[0].cutoff" is parameter 12."""
    name = re.sub(r"\[\d+\]| .*", "", gap)
    while name not in PARAMETERS:
        name = name.rpartition(".")[0]
    return PARAMETERS[name]


def gaps(terms: Terms) -> tuple[str, ...]:
    """The name of everything that is required and missing, for all tracks and all days the agreement is in force."""
    if terms.tracks is None:
        return ("tracks",)
    names: list[str] = []
    for index, track in enumerate(terms.tracks):
        names += _missing_in_track(terms, track, index, _free_days_missing(terms, track))
    names += _missing_beside({track.model for track in terms.tracks}, terms)
    return tuple(dict.fromkeys(names))


def gaps_for(terms: Terms, track: Track, on: date) -> tuple[str, ...]:
    """The name of everything that is missing for what one of the agreement's tracks counts on one day."""
    index = (terms.tracks or ()).index(track)
    names = _missing_in_track(terms, track, index, _free_days_missing_on(track, on))
    return tuple(dict.fromkeys((*names, *_missing_beside({track.model}, terms))))


def undecidable_for_a_stay(terms: Terms) -> tuple[str, ...]:
    """The agreed preconditions and exceptions that nothing in the facts of a stay can decide."""
    agreed = (*(terms.preconditions or ()), *terms.exceptions)
    return tuple(str(code) for code in agreed if code in UNDECIDABLE)


def _free_days_missing(terms: Terms, track: Track) -> list[str]:
    """What is missing of free days on any day (8 or 9)."""
    steps = track.free_days_steps
    begins = max((day for day in (terms.valid_from, track.valid_from) if day is not None), default=date.max)
    stepped = any(step.from_on <= begins for step in steps)
    plain = ["free_days"] if track.free_days is None and not stepped else []
    return plain + [_step_name(track, step) for step in steps if step.value is None]


def _free_days_missing_on(track: Track, on: date) -> list[str]:
    """What is missing of free days on one day: the value of the step in force, else the plain number."""
    if track.free_days_on(on) is not None:
        return []
    begun = [step for step in track.free_days_steps if step.from_on <= on]
    return [_step_name(track, max(begun, key=lambda step: step.from_on))] if begun else ["free_days"]


def _step_name(track: Track, step: FreeDaysStep) -> str:
    name = f"free_days_steps[{track.free_days_steps.index(step)}]"
    return f"{name}.value" if step.derive_mean_at is None else f"{name} (county_mean_at {step.derive_mean_at})"


def _missing_in_track(terms: Terms, track: Track, index: int, free_days: list[str]) -> list[str]:
    """What one track lacks (7–13). A track without liability lacks nothing."""
    if track.model is Model.NONE:
        return []
    rule = {
        "day_unit": track.day_unit,
        "day_zero": track.day_zero,
        "cutoff": track.cutoff,
        "compare": track.compare,
    }
    names = ["model"] if track.model is None else []
    names += [*free_days, *(name for name, value in rule.items() if value is None)]
    steps = f"tracks[{index}].free_days_steps"
    unknown = [path for path in terms.unknown if path.startswith(steps) and not path.endswith(".value")]
    return [f"tracks[{index}].{name}" for name in names] + unknown


def _missing_beside(models: set[Model | None], terms: Terms) -> list[str]:
    """What tracks of these models lack in the rest of the agreement (14–24)."""
    counting = models - {Model.NONE}
    if not counting:
        return []
    mean = bool(counting & set(MEAN_MODELS))
    required: dict[str, object] = {}
    if mean:
        required |= {
            "population.same_day": terms.population.same_day,
            "population.period": terms.population.discharge_month,
            "population.blocked": terms.population.blocked,
            "population.group": terms.population.group,
            "population.outside_units": terms.population.outside_units,
        }
    basis = terms.charge_basis
    required["charge.basis"] = None if mean and basis is ChargeBasis.DAYS_AFTER_FREE else basis
    if Model.HYBRID in counting:
        long_stay = terms.long_stay or NO_LONG_STAY
        required |= {
            "long_stay.over_days": long_stay.over_days,
            "long_stay.unit": long_stay.unit,
            "long_stay.remove_from_mean": long_stay.remove_from_mean,
            "long_stay.bill_from_day": long_stay.bill_from_day,
        }
    if mean:
        required |= {
            "rounding.mean_calc_decimals": terms.rounding.mean_calc_decimals,
            "rounding.mean_display_decimals": terms.rounding.mean_display_decimals,
        }
    required |= {
        "rounding.days_decimals": terms.rounding.days_decimals,
        "rounding.amount_decimals": terms.rounding.amount_decimals,
        "rounding.mode": terms.rounding.mode,
        "tariff.source": terms.tariff.source,
        "tariff.per": terms.tariff.per,
    }
    if counting != {Model.AVERAGE}:
        required["tariff.tariff_date"] = terms.tariff.tariff_date
    required["tariff.table"] = terms.tariff.table_by_care_type if terms.tariff.by_care_type else terms.tariff.table
    unknown = [path for path in terms.unknown if path.startswith(NEEDED_WHEN_UNKNOWN)]
    return [name for name, value in required.items() if value is None] + unknown
