"""Every reason why the municipality is liable or not: a stable code, the paragraph, and the facts that a text needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from rules.amounts import Amount
from rules.calendar import local_date
from rules.facts import LeftReason, SipConsent, Stay
from rules.liability import Liability, State, counts_begun_days, municipality_is_concerned
from rules.notices import AdmissionStanding
from rules.obstacles import leave_days, preventing
from rules.readings import DEFAULTS, Readings
from rules.ready_days import day_zero_and_extra
from rules.sip_call import Standing, open_compulsory_care_follows, services_from_both
from rules.spells import Spell, Told
from rules.start import as_read, statutory
from rules.terms import Terms, Track

STATUTORY_FREE_DAYS = Fraction(3)  # 5 kap. 4 §, first sentence
CLOCK_READINGS = ("A-1", "A-2", "A-4", "A-11", "A-18")


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the explanation; `facts` hold what its sentence needs (rules/wording.py)."""

    code: str
    law: str
    facts: Mapping[str, object]


def reasons(stay: Stay, terms: Terms, readings: Readings, liability: Liability, amount: Amount) -> tuple[Reason, ...]:
    """The explanation in the order of the act: who, notices, readiness, SIP, start, days taken away, end, amount."""
    return tuple(_reasons(stay, terms, readings, liability, amount))


def _reasons(stay: Stay, terms: Terms, readings: Readings, liability: Liability, amount: Amount) -> Iterator[Reason]:
    if liability.state is State.NOT_APPLICABLE:
        yield _out_of_scope(stay, terms)
        return
    if liability.municipality is None:
        yield Reason("no_municipality", "5:2", {})
        return
    if liability.state is State.INCOMPLETE_AGREEMENT:
        yield Reason("incomplete_agreement", "4:5", {"agreement": terms.id, "gaps": ", ".join(liability.gaps)})
        return
    if liability.admission is None or liability.track is None:
        yield Reason("no_liability_agreed", "4:5", {"agreement": terms.id})
        return
    for standing in dict.fromkeys([liability.admission, *(told.admission for told in liability.told)]):
        yield _admission(standing)
    if not liability.told:
        yield Reason("no_ready_notice", "5:3 st 1 p 2", {})
    for told in liability.told:
        yield _call(told, stay)
    if liability.hindrance is not None:
        yield Reason(f"agreed_{liability.hindrance}", "4:5", {"agreement": terms.id})
    if liability.state is State.BY_AGREEMENT:
        yield Reason("by_agreement", "4:5", {"agreement": terms.id, "ready_days": liability.ready_days})
        return
    for spell in liability.spells:
        yield _start(spell, liability.track, stay, terms, readings)
        yield from _taken_away(spell, stay, terms, readings)
        if spell.told.withdrawn or stay.left_at is not None:
            yield _end(spell, stay)
    if liability.liable_on:
        yield _price(terms, readings, liability, amount)


def _out_of_scope(stay: Stay, terms: Terms) -> Reason:
    if municipality_is_concerned(stay):
        return Reason("outside_process", "4:4", {"agreement": terms.id})
    return Reason("municipality_not_concerned", "2:1", {})


def _admission(standing: AdmissionStanding) -> Reason:
    codes = {
        "C1": ("no_admission_notice", "5:3 st 1 p 1"),
        "C2": ("admission_notice_late", "5:3 st 1 p 1, 2:3"),
        "C3": ("admission_notice_incomplete", "5:3 st 1 p 1, 2:2"),
        None: ("admission_notice_in_order", "5:3 st 1 p 1"),
    }
    code, law = codes[standing.condition]
    return Reason(code, law, {"complete_at": standing.complete_at, "limit_at": standing.limit_at})


CALLS: Mapping[Standing, tuple[str, str]] = {
    Standing.IN_TIME: ("sip_called_in_time", "5:3 st 2"),
    Standing.WAITING: ("sip_call_awaited", "4:3"),
    Standing.NOT_CALLED: ("sip_not_called", "5:3 st 2"),
    Standing.CALLED_BY_ANOTHER: ("sip_called_by_another", "5:3 st 2, 4:3 st 1"),
    Standing.LATE: ("sip_called_late", "5:3 st 2, 4:3 st 2"),
}


def _call(told: Told, stay: Stay) -> Reason:
    if told.call.standing is Standing.NOT_NEEDED:
        return _no_call_needed(stay)
    code, law = CALLS[told.call.standing]
    return Reason(code, law, {"called_at": told.call.called_at, "due_at": told.call.due_at})


def _no_call_needed(stay: Stay) -> Reason:
    if not services_from_both(stay):
        return Reason("sip_not_required", "4:1 st 1", {})
    if open_compulsory_care_follows(stay):
        return Reason("care_plan_instead_of_sip", "4:1 st 2", {})
    if stay.sip.consent is SipConsent.REFUSED:
        return Reason("sip_refused", "4:2", {"refused_at": stay.sip.refused_at})
    if stay.sip.consent is SipConsent.CANNOT_CONSENT:
        return Reason("sip_impossible", "4:2", {})
    return Reason("sip_valid_already", "4:1", {})


def _start(spell: Spell, track: Track, stay: Stay, terms: Terms, readings: Readings) -> Reason:
    """Why liability starts on that date: the noon rule in its own words where nothing else has a part in it."""
    _, extra = day_zero_and_extra(spell.told.counted_from, as_read(track, terms, readings))
    facts = {"told_at": spell.told.counted_from, "start_on": spell.start_on, "free_days": track.free_days}
    plain = statutory(terms) and all(readings[id] == DEFAULTS[id] for id in CLOCK_READINGS)
    if plain and track.free_days == STATUTORY_FREE_DAYS:
        return Reason("noon" if extra else "before_noon", "5:4", facts)
    if plain:
        return Reason("psychiatry_2018", "transitional provision 2, SFS 2017:1130", facts)
    return Reason("agreed_start", "4:5", facts)


def _taken_away(spell: Spell, stay: Stay, terms: Terms, readings: Readings) -> Iterator[Reason]:
    for obstacle in preventing(stay, terms):
        facts = {"from_at": obstacle.from_at, "to_at": obstacle.to_at, "cause": obstacle.prevents_discharge.value}
        yield Reason("open_care_obstacle", "5:5", facts)
    for leave in stay.leaves:
        code = "leave_unpaid" if leave_days(stay, readings) else "leave_paid"
        yield Reason(code, "5:1", {"from_at": leave.from_at, "to_at": leave.to_at})
    if spell.unrestricted > spell.otherwise and not leave_days(stay, readings):
        yield Reason("suspended_by_agreement", "4:5", {"nights": spell.unrestricted - spell.otherwise})


def _end(spell: Spell, stay: Stay) -> Reason:
    facts = {"ended_on": local_date(spell.told.ends_at), "nights": len(spell.nights_on), "ended_at": spell.told.ends_at}
    if spell.told.withdrawn:
        return Reason("readiness_withdrawn", "5:1, 1:3", facts)
    if not spell.begun_on:
        return Reason("left_before_liability", "5:1", facts)
    return Reason("died" if stay.left_reason is LeftReason.DECEASED else "left", "5:1", facts)


def _price(terms: Terms, readings: Readings, liability: Liability, amount: Amount) -> Reason:
    days = len(liability.liable_on)
    if amount.sek is None:
        return Reason("amount_missing", "5:6", {"days": days, "years": ", ".join(map(str, amount.missing_for))})
    code = "amount_per_begun_day" if counts_begun_days(terms, readings) else "amount_per_night"
    return Reason(code, "5:6", {"days": days, "amount_sek": amount.sek})
