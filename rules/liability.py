"""The municipality's payment liability for one stay (5 kap.): which days are liable, and what keeps the others out.

`assess()` answers for one choice of readings, from facts already cut to what was known when asked. It is a proposal
that a person confirms before anything is invoiced, and can always be computed again from the same facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from rules.agreed import agreed
from rules.calendar import end_of_day, local_date
from rules.errors import Incomplete, InvalidInput, Problem
from rules.facts import Stay
from rules.gaps import gaps_for, undecidable_for_a_stay
from rules.hindrances import Hindrance, agreed_hindrance, outside_process
from rules.notices import AdmissionStanding, admission_standing, as_registered, municipality_at, readinesses
from rules.obstacles import preventing, stretches, within
from rules.provisions import decides
from rules.readings import Readings
from rules.ready_days import mean_day_zero, ready_dates
from rules.sip_call import Standing
from rules.spells import (
    Spell,
    Told,
    admission_bars,
    barred_by,
    inpatient_until,
    liable_days,
    readinesses_told,
)
from rules.start import as_read
from rules.stays import clinic_stays
from rules.terms import MEAN_MODELS, Model, TariffPer, Terms, Track


class State(StrEnum):
    """What holds at the instant asked (docs/law.md)."""

    NOT_APPLICABLE = "NOT_APPLICABLE"
    PENDING = "PENDING"
    LIABLE = "LIABLE"
    NOT_LIABLE = "NOT_LIABLE"
    SUSPENDED = "SUSPENDED"
    REVIEW = "REVIEW"
    BY_AGREEMENT = "BY_AGREEMENT"
    INCOMPLETE_AGREEMENT = "INCOMPLETE_AGREEMENT"


@dataclass(frozen=True, slots=True)
class Share:
    """One municipality's part of a stay during which the registration moved (A-14a)."""

    municipality: str
    nights_on: tuple[date, ...]
    begun_on: tuple[date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Liability:
    """The answer for one stay: dates in Sweden, `nights_on` by A-3a, `begun_on` by A-3b, `liable_on` as billed.

    `condition`: the first of C1–C13 that keeps liability out. `by_municipality`: nights and begun days of each, where
    the registration moved and each pays for its own (A-14a).
    """

    state: State
    condition: str | None = None
    municipality: str | None = None
    first_liable_on: date | None = None
    nights_on: tuple[date, ...] = ()
    begun_on: tuple[date, ...] = ()
    liable_on: tuple[date, ...] = ()
    ready_days: int | None = None
    gaps: tuple[str, ...] = ()
    track: Track | None = None
    admission: AdmissionStanding | None = None
    hindrance: Hindrance | None = None
    told: tuple[Told, ...] = ()
    spells: tuple[Spell, ...] = ()
    by_municipality: tuple[Share, ...] = ()


def assess(stay: Stay, terms: Terms, on: datetime, readings: Readings) -> Liability:
    """Liability under one choice of readings, for facts known at `on`.

    Raises: InvalidInput when the agreement was not in force: when the ready notice was sent, for means at leaving.
    """
    if readings["A-20"] == "b":
        stay = as_registered(stay)
    if readings["A-17"] == "b":
        return _joined([_assess(part, terms, on, readings) for part in clinic_stays(stay)])
    if readings["A-14"] == "a":
        return _registered_each_day(stay, terms, on, readings)
    return _assess(stay, terms, on, readings)


@decides("R-2.1b", without=True)
def municipality_is_concerned(stay: Stay) -> bool:
    """Where only open care is needed the municipality gets no notice, and liability can never arise (2 kap. 1 §)."""
    return stay.needs.municipal


@decides("C11", "R-5.2c", without="")
def liable_municipality(registered: Sequence[str | None]) -> str | None:
    """The municipality of 5 kap. 2 §, None for someone registered nowhere in Sweden.

    registered: the municipality at each ready notice, or at the instant asked when there is none.
    """
    return next((municipality for municipality in registered if municipality is not None), None)


@decides("R-4.5", "C12", without=None)
def agreed_track(terms: Terms, stay: Stay, on: date) -> Track | None:
    """The rule that the agreement has for this patient from a date (4 kap. 5 §); None when it has none."""
    return terms.track_for(stay.care_type, stay.legal_form, on)


@decides("A-3", without=False)
def counts_begun_days(terms: Terms, readings: Readings) -> bool:
    """Whether begun days are paid and not nights: reading A-3b, or a tariff per started day (parameter 22)."""
    return readings["A-3"] == "b" or terms.tariff.per is TariffPer.STARTED_DAY


def _assess(stay: Stay, terms: Terms, on: datetime, readings: Readings, only: str | None = None) -> Liability:
    """One stay as a whole; `only` asks about one municipality, whichever the patient was registered in."""
    if not municipality_is_concerned(stay) or outside_process(stay, terms):
        return Liability(state=State.NOT_APPLICABLE)
    notice_times = [readiness.notices[0].sent_at for readiness in readinesses(stay)] or [on]
    municipality = only or liable_municipality([municipality_at(stay, at) for at in notice_times])
    if municipality is None:
        return Liability(state=State.NOT_LIABLE, condition="C11")
    told = readinesses_told(stay, terms, on, readings, only)
    about = Liability(state=State.NOT_LIABLE, municipality=municipality, told=told)
    try:
        track, decided_on = _agreed_rule(stay, terms, told, on)
    except Incomplete as lacking:
        return replace(about, state=State.INCOMPLETE_AGREEMENT, gaps=lacking.gaps)
    if track.model is Model.NONE:
        return replace(about, track=track, condition="C12")
    admissions = [one.admission for one in told] or [admission_standing(stay, terms, readings, municipality)]
    hindrance = agreed_hindrance(
        stay,
        terms,
        readings,
        told_at=told[0].told_at if told else on,
        ends_at=inpatient_until(stay, on),
        ready_at_the_end=bool(told) and not told[-1].withdrawn,
    )
    about = replace(about, track=track, admission=admissions[0], hindrance=hindrance)
    barred = _barred(admissions, told, hindrance, readings)
    if track.model in MEAN_MODELS:
        return _by_agreement(about, barred, stay, terms, track, readings)
    if barred is not None:
        return replace(about, condition=barred)
    free_days = agreed(track.free_days_on(decided_on), "free_days")
    spells = tuple(liable_days(one, stay, terms, track, free_days, readings) for one in told)
    return _concluded(about, spells, stay, terms, on, readings)


def _agreed_rule(stay: Stay, terms: Terms, told: tuple[Told, ...], on: datetime) -> tuple[Track, date]:
    """The track that decides, and the date that chose it. Raises: Incomplete, naming what the agreement lacks.

    Individual tracks are chosen by the date the ready notice was sent, means by the first day of the month of leaving
    (parameter 2).
    """
    decided_on = local_date(told[0].told_at if told else on)
    track = agreed_track(terms, stay, decided_on)
    if track is not None and track.model in MEAN_MODELS:
        decided_on = local_date(inpatient_until(stay, on)).replace(day=1)
        track = agreed_track(terms, stay, decided_on)
    if told and not terms.in_force(decided_on):
        raise InvalidInput(Problem("agreement", f"{terms.id} was not in force on {decided_on}"))
    if track is None:
        raise Incomplete(f"{terms.id} has no rule for this patient", ("tracks",))
    basis_is_given = terms.charge_basis is not None  # one that does not fit a mean is for the settlement to refuse
    missing = [gap for gap in gaps_for(terms, track, decided_on) if gap != "charge.basis" or not basis_is_given]
    gaps = (*missing, *undecidable_for_a_stay(terms))
    if gaps:
        raise Incomplete(f"{terms.id} lacks {', '.join(gaps)}", gaps)
    return track, decided_on


def _barred(
    admissions: Sequence[AdmissionStanding], told: tuple[Told, ...], hindrance: Hindrance | None, readings: Readings
) -> str | None:
    """What keeps liability out of the whole stay, in this order: C1, C3, C2, C4, then what is agreed.

    admissions: for each readiness what its municipality had been told of the admission.
    """
    if all(admission_bars(one, readings) for one in admissions):
        return admissions[0].condition
    if not told:
        return "C4"
    return None if hindrance is None else hindrance.condition


def _by_agreement(
    about: Liability, barred: str | None, stay: Stay, terms: Terms, track: Track, readings: Readings
) -> Liability:
    """An episode that enters a mean: its ready days, and the condition that the settlement may block it for."""
    track = as_read(track, terms, readings)
    valid = [one for one in about.told if not one.withdrawn]  # none but the last
    ready_on = [
        day for one in valid for day in ready_dates(mean_day_zero(one.told_at, track), local_date(one.ends_at), track)
    ]
    obstacles = stretches(preventing(stay, terms))
    barred = barred or barred_by(about.told[0], terms, readings)
    if barred is None:
        if ready_on and all(any(within(day, stretch) for stretch in obstacles) for day in ready_on):
            barred = "C8"
        elif not valid:
            barred = "C9"
    return replace(about, state=State.BY_AGREEMENT, condition=barred, ready_days=len(ready_on))


def _concluded(
    about: Liability, spells: tuple[Spell, ...], stay: Stay, terms: Terms, on: datetime, readings: Readings
) -> Liability:
    """The answer from the liable days of every readiness."""
    nights_on = tuple(sorted({day for spell in spells for day in spell.nights_on}))
    begun_on = tuple(sorted({day for spell in spells for day in spell.begun_on}))
    liable_on = begun_on if counts_begun_days(terms, readings) else nights_on
    now = None if stay.left_at is not None else _while_inpatient(spells[-1], stay, terms, on, readings)
    if now is not None and now[0] is not State.NOT_LIABLE:
        state, condition = now
    elif liable_on:
        state, condition = State.LIABLE, None
    else:
        state, condition = now or (State.NOT_LIABLE, _why_no_day(spells))
    return replace(
        about,
        state=state,
        condition=condition,
        municipality=next((spell.told.municipality for spell in spells if spell.begun_on), about.municipality),
        first_liable_on=_first_liable_on(spells, stay),
        nights_on=nights_on,
        begun_on=begun_on,
        liable_on=liable_on,
        spells=spells,
    )


def _while_inpatient(
    current: Spell, stay: Stay, terms: Terms, on: datetime, readings: Readings
) -> tuple[State, str | None]:
    """What holds right now for a patient who is still there, judged on the latest readiness."""
    if current.told.withdrawn:
        return State.SUSPENDED, "C9"
    if current.barred:
        return State.NOT_LIABLE, current.barred
    if readings["A-12"] != "b" and any(obstacle.to_at is None for obstacle in preventing(stay, terms)):
        return State.SUSPENDED, "C8"
    if current.first_on is None:
        return State.NOT_LIABLE, "C8" if readings["A-12"] == "b" else "C12"
    if current.told.call.standing is Standing.WAITING or local_date(on) < current.first_on:
        return State.PENDING, None
    return State.LIABLE, None


def _why_no_day(spells: tuple[Spell, ...]) -> str:
    """The first condition that holds for a stay that ended without a liable day, in the order of docs/law.md."""
    if spells[0].barred:
        return spells[0].barred
    if any(spell.otherwise for spell in spells):
        return "C8"
    if any(spell.unrestricted for spell in spells):
        return "C12"
    return "C9" if any(spell.told.withdrawn for spell in spells) else "C10"


def _first_liable_on(spells: tuple[Spell, ...], stay: Stay) -> date | None:
    """The first liable date of the first readiness that lasted to it, or may still do so."""
    for spell in spells:
        still_running = stay.left_at is None and not spell.told.withdrawn
        if spell.barred or spell.first_on is None:
            continue
        if still_running or spell.first_on <= local_date(spell.told.ends_at):
            return spell.first_on
    return None


def _joined(parts: list[Liability]) -> Liability:
    """One answer for the clinic stays of one patient (A-17b): their days together, the state of the last."""
    last = parts[-1]
    liable_on = tuple(sorted({day for part in parts for day in part.liable_on}))
    found_liable = bool(liable_on) and last.state is State.NOT_LIABLE
    firsts = [part.first_liable_on for part in parts if part.first_liable_on is not None]
    return replace(
        last,
        state=State.LIABLE if found_liable else last.state,
        condition=None if found_liable else last.condition,
        first_liable_on=min(firsts, default=None),
        nights_on=tuple(sorted({day for part in parts for day in part.nights_on})),
        begun_on=tuple(sorted({day for part in parts for day in part.begun_on})),
        liable_on=liable_on,
    )


def _registered_each_day(stay: Stay, terms: Terms, on: datetime, readings: Readings) -> Liability:
    """Each day's registered municipality is liable for it, if it was itself sent both notices (A-14a)."""
    registered = dict.fromkeys([stay.municipality, *(change.municipality for change in stay.municipality_changes)])
    parts = {one: _assess(stay, terms, on, readings, only=one) for one in registered if one is not None}

    def own(municipality: str, days: tuple[date, ...]) -> tuple[date, ...]:
        return tuple(day for day in days if municipality_at(stay, end_of_day(day)) == municipality)

    shares = tuple(Share(one, own(one, part.nights_on), own(one, part.begun_on)) for one, part in parts.items())
    nights_on = tuple(sorted({day for share in shares for day in share.nights_on}))
    begun_on = tuple(sorted({day for share in shares for day in share.begun_on}))
    liable_on = begun_on if counts_begun_days(terms, readings) else nights_on
    registered_last = municipality_at(stay, inpatient_until(stay, on))
    last = _assess(stay, terms, on, readings) if registered_last is None else parts[registered_last]
    state, condition = last.state, last.condition
    if liable_on and state is State.NOT_LIABLE:
        state, condition = State.LIABLE, None
    elif not liable_on and stay.left_at is not None and state is State.LIABLE:
        state, condition = State.NOT_LIABLE, "C11"
    return replace(
        last,
        state=state,
        condition=condition,
        municipality=next((share.municipality for share in shares if share.begun_on), last.municipality),
        first_liable_on=min(begun_on, default=last.first_liable_on),
        nights_on=nights_on,
        begun_on=begun_on,
        liable_on=liable_on,
        by_municipality=tuple(share for share in shares if share.begun_on),
    )
