"""The readinesses that the municipality was told of, and the liable days of each (5 kap. 3–5 §§)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from rules.calendar import days_after, local_date
from rules.facts import Stay
from rules.notices import (
    AdmissionStanding,
    Readiness,
    admission_standing,
    applies,
    municipality_at,
    municipality_told_at,
    open_care_told_at,
    readinesses,
)
from rules.obstacles import (
    Days,
    days_without_agreed_liability,
    first_free,
    leave_days,
    obstacle_days,
    preventing,
    within,
)
from rules.provisions import decides
from rules.readings import Readings
from rules.ready_days import begun_days, nights
from rules.sip_call import FAILED, CallStanding, Standing, call_standing
from rules.start import liability_starts_on
from rules.terms import Precondition, Terms, Track


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One readiness that the municipality was told of: from when, until when, and where its SIP call stands.

    `admission`: what that municipality had been told of the admission. `counted_from`: the notice that its clocks run
    from, another than `told_at` only under A-11b. `ends_at`: withdrawal, leaving, or the instant asked.
    """

    municipality: str
    admission: AdmissionStanding
    told_at: datetime
    counted_from: datetime
    ends_at: datetime
    withdrawn: bool
    call: CallStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """The liable days of one readiness, nights (A-3a) and begun days (A-3b).

    `barred`: the condition that keeps liability out of it, or None. `start_on`: when liability starts if nothing takes
    days away; `first_on`: the first date that nothing takes away, None while something without an end does.
    `otherwise`: nights that would be liable but for open-care obstacles; `unrestricted`: but for those and what the
    agreement takes away.
    """

    told: Told
    barred: str | None
    start_on: date
    first_on: date | None
    nights_on: tuple[date, ...]
    begun_on: tuple[date, ...]
    otherwise: int
    unrestricted: int


@decides("C9", without=None)
def readiness_withdrawn_at(readiness: Readiness) -> datetime | None:
    """When the patient was no longer ready: no liable day from then on (5 kap. 1 §, 1 kap. 3 §)."""
    return readiness.withdrawn_at


@decides("C10", "R-5.1", without=lambda stay, on: on)
def inpatient_until(stay: Stay, on: datetime) -> datetime:
    """The end of inpatient care, by discharge, death or otherwise; until then the instant asked (5 kap. 1 §)."""
    return stay.left_at or on


@decides("A-11", without=lambda told_at, first_told_at, readings: told_at)
def clock_counted_from(told_at: datetime, first_told_at: datetime, readings: Readings) -> datetime:
    """Which notice starts the clock of a new readiness: its own (A-11a), or the stay's first (A-11b)."""
    return first_told_at if readings["A-11"] == "b" else told_at


@decides("A-7", without=False)
def late_call_is_cured(call: CallStanding, readings: Readings) -> bool:
    """A late SIP call, read as A-7b: liability from the day of the call."""
    return call.standing is Standing.LATE and readings["A-7"] == "b"


@decides("A-5", without=False)
def late_notice_is_cured(admission: AdmissionStanding, readings: Readings) -> bool:
    """A late but complete admission notice, read as A-5b: liability is only put off until the day after it."""
    return admission.condition == "C2" and readings["A-5"] == "b"


def admission_bars(admission: AdmissionStanding, readings: Readings) -> bool:
    """Whether the admission notice keeps liability out of every readiness of the municipality (5 kap. 3 § st 1)."""
    return admission.condition is not None and not late_notice_is_cured(admission, readings)


def call_bars(call: CallStanding, terms: Terms, readings: Readings) -> bool:
    """Whether the SIP call keeps liability out of a readiness (5 kap. 3 § st 2), unless agreed otherwise."""
    if not applies(terms, Precondition.SIP_CALLED) or late_call_is_cured(call, readings):
        return False
    return call.standing in FAILED


def barred_by(told: Told, terms: Terms, readings: Readings) -> str | None:
    """The condition that keeps liability out of one readiness: the admission notice's, else the SIP call's."""
    if admission_bars(told.admission, readings):
        return told.admission.condition
    return told.call.standing.value if call_bars(told.call, terms, readings) else None


def readinesses_told(
    stay: Stay, terms: Terms, on: datetime, readings: Readings, only: str | None = None
) -> tuple[Told, ...]:
    """The readinesses that a municipality was told of, in order; `only` asks about one municipality."""
    told: list[Told] = []
    for readiness in readinesses(stay):
        municipality = only or municipality_at(stay, readiness.notices[0].sent_at)
        if municipality is None:
            continue
        told_at = municipality_told_at(stay, readiness, readings, municipality)
        if told_at is None:
            continue
        counted_from = clock_counted_from(told_at, told[0].told_at if told else told_at, readings)
        withdrawn_at = readiness_withdrawn_at(readiness)
        call = call_standing(
            stay,
            terms,
            readings,
            told_at=counted_from,
            open_care_told_at=open_care_told_at(readiness),
            on=on,
            ended=stay.left_at is not None or withdrawn_at is not None,
        )
        ends_at = withdrawn_at or inpatient_until(stay, on)
        told.append(
            Told(
                municipality=municipality,
                admission=admission_standing(stay, terms, readings, municipality),
                told_at=told_at,
                counted_from=counted_from,
                ends_at=ends_at,
                withdrawn=withdrawn_at is not None,
                call=call,
            )
        )
    return tuple(told)


def liable_days(told: Told, stay: Stay, terms: Terms, track: Track, free_days: Fraction, readings: Readings) -> Spell:
    """The days of one readiness from the date liability starts up to leaving or withdrawal, less what is taken away."""
    starts = [liability_starts_on(told.counted_from, free_days, track, terms, readings), local_date(told.told_at)]
    if late_notice_is_cured(told.admission, readings) and told.admission.complete_at is not None:
        starts.append(days_after(local_date(told.admission.complete_at), 1))
    if late_call_is_cured(told.call, readings) and told.call.called_at is not None:
        starts.append(local_date(told.call.called_at))
    start_on = max(starts)
    agreed = (*days_without_agreed_liability(terms), *leave_days(stay, readings))
    obstacles = obstacle_days(
        preventing(stay, terms), readings, told_at=told.told_at, start_on=start_on, new_days=int(free_days)
    )
    taken = (*agreed, *obstacles)
    barred = barred_by(told, terms, readings)
    all_nights = () if barred else nights(start_on, local_date(told.ends_at), track)
    all_begun = () if barred else begun_days(start_on, local_date(told.ends_at), track)
    nights_on = _left_of(all_nights, taken)
    return Spell(
        told=told,
        barred=barred,
        start_on=start_on,
        first_on=first_free(start_on, taken),
        nights_on=nights_on,
        begun_on=_left_of(all_begun, taken),
        otherwise=len(_left_of(all_nights, agreed)),
        unrestricted=len(all_nights),
    )


def _left_of(days: Iterable[date], taken: tuple[Days, ...]) -> tuple[date, ...]:
    return tuple(day for day in days if not any(within(day, stretch) for stretch in taken))
