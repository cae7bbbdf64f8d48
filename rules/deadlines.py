"""Every clock that the act and the agreement start for one stay: due when, owed by whom, met or breached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rules.calendar import (
    RoutineCalendar,
    at_time,
    days_after,
    end_of_day,
    hours_after,
    local_date,
    previous_weekday,
)
from rules.facts import LeftReason, NoticeKind, Recipient, Stay
from rules.liability import Liability
from rules.notices import admission_notice_due_at, extended_limit, notice_clock_from, notified_at, readinesses
from rules.provisions import decides
from rules.readings import Readings
from rules.sip_call import (
    counting_calls,
    open_compulsory_care_follows,
    planning_is_impossible,
    refusal_releases,
    services_from_both,
    sip_call_due_at,
    valid_plan_is_enough,
)
from rules.spells import Told
from rules.terms import AckRule, AckType, DayBasis, InformationTime, Terms


class Kind(StrEnum):
    ADMISSION_NOTICE = "admission_notice"
    ACKNOWLEDGE = "acknowledge"
    CARE_CONTACT = "care_contact"
    PLANNING_UNDERLAY = "planning_underlay"
    SIP_CALL = "sip_call"
    DISCHARGE_INFORMATION = "discharge_information"
    LIABILITY_START = "liability_start"


class Party(StrEnum):
    WARD = "ward"
    OPEN_CARE = "open_care"
    SOCIAL_SERVICES = "social_services"
    MUNICIPAL_CARE = "municipal_care"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One clock. `due_at` is the last instant in time, and the legal moment of a breach.

    `law`: paragraph of the act, or the agreement's parameter. `subject` tells apart clocks of one kind and party: which
    notice is to be acknowledged, which readiness the call belongs to.
    """

    kind: Kind
    party: Party
    subject: str
    due_at: datetime
    law: str
    met_at: datetime | None
    breached: bool


def deadlines(stay: Stay, terms: Terms, on: datetime, readings: Readings, liability: Liability) -> tuple[Deadline, ...]:
    """Every clock for the facts known at `on`, sorted by due time, kind and party.

    A clock met or breached stays. One that is neither is gone once withdrawal, refusal or leaving has ended it.
    """
    clocks = [
        *_admission_notice(stay, terms, on, readings),
        *_acknowledgements(stay, terms, on),
        *_care_contact(stay, terms, on),
        *_planning_underlay(stay, terms, on),
        *_sip_calls(stay, terms, on, readings, liability.told),
        *_discharge_information(stay, terms, on),
        *_liability_starts(stay, terms, on, liability),
    ]
    return tuple(sorted(clocks, key=lambda clock: (clock.due_at, clock.kind, clock.party)))


def _clock(
    kind: Kind,
    party: Party,
    *,
    due_at: datetime,
    law: str,
    met_at: datetime | None,
    ended_at: datetime | None,
    on: datetime,
    subject: str = "",
) -> Iterator[Deadline]:
    """The clock, unless it had ended at `ended_at` before it was met or breached."""
    if ended_at is not None and ended_at <= due_at and (met_at is None or met_at > ended_at):
        return
    breached = (met_at or on) > due_at
    yield Deadline(kind=kind, party=party, subject=subject, due_at=due_at, law=law, met_at=met_at, breached=breached)


@decides("R-2.1a", without=False)
@decides("R-2.1c", without=True)
def admission_notice_is_owed(stay: Stay) -> bool:
    """A notice is owed only for somebody who may need services afterwards (2 kap. 1 §)."""
    return stay.needs.region or stay.needs.municipal


def _admission_notice(stay: Stay, terms: Terms, on: datetime, readings: Readings) -> Iterator[Deadline]:
    """2 kap. 3 §: within 24 hours, to every unit concerned."""
    if admission_notice_is_owed(stay):
        yield from _clock(
            Kind.ADMISSION_NOTICE,
            Party.WARD,
            due_at=extended_limit(admission_notice_due_at(stay, terms), readings),
            law="2:3",
            met_at=notified_at(stay),
            ended_at=stay.left_at,
            on=on,
        )


DAILY = AckRule(type=AckType.ANY, within_hours=24, day_basis=DayBasis.ALL)  # no law: what says does not exist


@decides("R-2.6", without=lambda stay, terms, on: _by_rules(stay, (DAILY,), terms, on))
def _acknowledgements(stay: Stay, terms: Terms, on: datetime) -> Iterator[Deadline]:
    """The act sets no time for acknowledging (2 kap. 6 §): only the agreement's routine does (parameter 28)."""
    return _by_rules(stay, terms.messages.ack, terms, on)


@dataclass(frozen=True, slots=True)
class _Received:
    """A notice in one party's list, until something ends the duty to acknowledge it."""

    kind: NoticeKind
    number: int
    party: Party
    sent_at: datetime
    ended_at: datetime | None

    @property
    def subject(self) -> str:
        return self.kind.value if self.number == 1 else f"{self.kind.value} {self.number}"


def _by_rules(stay: Stay, rules: tuple[AckRule, ...], terms: Terms, on: datetime) -> Iterator[Deadline]:
    for received in _notices_received(stay):
        due = [(_acknowledge_by(received.sent_at, rule, terms), rule) for rule in rules if _concerns(rule, received)]
        known = [due_at for due_at, _ in due if due_at is not None]
        if known:
            yield from _clock(
                Kind.ACKNOWLEDGE,
                received.party,
                subject=received.subject,
                due_at=min(known),
                law="messages.ack",
                met_at=_acknowledged_at(stay, received),
                ended_at=received.ended_at,
                on=on,
            )


def _notices_received(stay: Stay) -> Iterator[_Received]:
    """Each notice once per party that got it: the first admission, each readiness and each changed estimate."""
    admission = sorted((notice.sent_at, notice.to) for notice in stay.admission_notices)
    parties = [party for _, to in admission for party in _parties(stay, to)]
    for party in dict.fromkeys(parties):
        first = next(sent_at for sent_at, to in admission if party in _parties(stay, to))
        yield _Received(NoticeKind.ADMISSION, 1, party, first, stay.left_at)
        changes = sorted(one.sent_at for one in stay.estimates if one.sent_at is not None and one.sent_at > first)
        for number, sent_at in enumerate(changes, start=1):
            yield _Received(NoticeKind.ESTIMATE_CHANGE, number, party, sent_at, stay.left_at)
    for number, readiness in enumerate(readinesses(stay), start=1):
        seen: set[Party] = set()
        for notice in readiness.notices:
            for party in _parties(stay, notice.to):
                if party not in seen:
                    seen.add(party)
                    ended_at = readiness.withdrawn_at or stay.left_at
                    yield _Received(NoticeKind.READY, number, party, notice.sent_at, ended_at)


def _parties(stay: Stay, to: Recipient) -> tuple[Party, ...]:
    """Who must act on a notice: a notice to the municipality goes to each of its units concerned."""
    units = stay.needs.municipal_recipients if to is Recipient.MUNICIPALITY else (to,)
    return tuple(Party(unit.value) for unit in units)


def _concerns(rule: AckRule, received: _Received) -> bool:
    return rule.type in (AckType.ANY, AckType(received.kind.value))


def _acknowledge_by(sent_at: datetime, rule: AckRule, terms: Terms) -> datetime | None:
    """Last instant by one rule; None where it sets none, or does not say on which days it runs."""
    calendar = routine_calendar(terms)
    if rule.day_basis is None:
        return None
    every_day = rule.day_basis is DayBasis.ALL
    if rule.fixed_times:
        return calendar.next_fixed_time(sent_at, rule.fixed_times, every_day, terms.messages.min_lead_minutes)
    if rule.within_hours is None:
        return None
    return (
        hours_after(sent_at, rule.within_hours) if every_day else calendar.hours_on_weekdays(sent_at, rule.within_hours)
    )


def _acknowledged_at(stay: Stay, received: _Received) -> datetime | None:
    by = (Recipient(received.party.value), Recipient.MUNICIPALITY)
    municipal = received.party is not Party.OPEN_CARE
    return min(
        (
            receipt.at
            for receipt in stay.acknowledgements
            if receipt.notice is received.kind
            and receipt.at >= received.sent_at
            and receipt.by in (by if municipal else by[:1])
        ),
        default=None,
    )


def routine_calendar(terms: Terms) -> RoutineCalendar:
    """The weekdays of the region's routines, with its half-days (docs/agreements.md, weekdays of the routines)."""
    return RoutineCalendar({half_day.on: half_day.until for half_day in terms.half_days})


@decides("R-2.5a", without=())
def _care_contact(stay: Stay, terms: Terms, on: datetime) -> Iterator[Deadline]:
    """2 kap. 5 §: appointed before the patient leaves, once open care has the admission notice; or in agreed hours.

    Until the patient has left, the law's clock shows the planned discharge, but only leaving can breach it.
    """
    told_at = min((one.sent_at for one in stay.admission_notices if one.to is Recipient.OPEN_CARE), default=None)
    if told_at is None:
        return
    hours, basis = terms.deadlines.contact_hours, terms.deadlines.contact_basis
    if hours is not None and basis is not None:
        due_at = (
            hours_after(told_at, hours)
            if basis is DayBasis.ALL
            else routine_calendar(terms).hours_on_weekdays(told_at, hours)
        )
        law, ended_at, judged_at = "deadlines.contact_hours", stay.left_at, on
    else:
        leaves_at = stay.left_at or stay.planned_discharge_at
        if leaves_at is None:
            return
        due_at, law = leaves_at, "2:5"
        ended_at = stay.left_at if stay.left_reason is LeftReason.DECEASED else None
        judged_at = on if stay.left_at is not None else min(on, due_at)
    yield from _clock(
        Kind.CARE_CONTACT,
        Party.OPEN_CARE,
        due_at=due_at,
        law=law,
        met_at=stay.care_contact_appointed_at,
        ended_at=ended_at,
        on=judged_at,
    )


def _planning_underlay(stay: Stay, terms: Terms, on: datetime) -> Iterator[Deadline]:
    """An agreed time for the planning underlay, from the same instant as the admission notice (parameter 31)."""
    if terms.deadlines.underlay_hours is not None:
        yield from _clock(
            Kind.PLANNING_UNDERLAY,
            Party.WARD,
            due_at=hours_after(notice_clock_from(stay), terms.deadlines.underlay_hours),
            law="deadlines.underlay_hours",
            met_at=stay.underlay_sent_at,
            ended_at=stay.left_at,
            on=on,
        )


def _sip_calls(
    stay: Stay, terms: Terms, on: datetime, readings: Readings, told: tuple[Told, ...]
) -> Iterator[Deadline]:
    """4 kap. 3 §: called no later than three days after the ready notice, once per readiness.

    Withdrawal, a refusal in time and death end it; leaving does not.
    """
    if (
        not services_from_both(stay)
        or open_compulsory_care_follows(stay)
        or valid_plan_is_enough(stay, terms, readings)
        or planning_is_impossible(stay, readings)
    ):
        return
    calls = counting_calls(stay, terms, readings)
    for number, one in enumerate(told, start=1):
        due_at = sip_call_due_at(one.counted_from, terms, readings)
        released = refusal_releases(stay, due_at, readings)
        if released and stay.sip.refused_at is None:
            return  # whenever it was recorded, and so in every readiness (A-9a)
        ends = (
            one.ends_at if one.withdrawn else None,
            stay.left_at if stay.left_reason is LeftReason.DECEASED else None,
            stay.sip.refused_at if released else None,
        )
        yield from _clock(
            Kind.SIP_CALL,
            Party.OPEN_CARE,
            subject=f"readiness {number}",
            due_at=due_at,
            law="4:3",
            met_at=min(calls, default=None),
            ended_at=min((at for at in ends if at is not None), default=None),
            on=on,
        )


@decides("R-3.2a", without=())
def _discharge_information(stay: Stay, terms: Terms, on: datetime) -> Iterator[Deadline]:
    """3 kap. 2 §: no later than the day the patient leaves; an agreement may say earlier (parameter 31).

    An agreed time counts from the planned discharge, from leaving where none was planned. Nothing is owed for the dead.
    """
    if not admission_notice_is_owed(stay):
        return
    agreed = information_due_at(stay, terms)
    if agreed is not None:
        due_at, law = agreed, "deadlines.discharge_info"
    elif stay.left_at is not None:
        due_at, law = end_of_day(local_date(stay.left_at)), "3:2"
    else:
        return
    yield from _clock(
        Kind.DISCHARGE_INFORMATION,
        Party.WARD,
        due_at=due_at,
        law=law,
        met_at=stay.discharge_information_sent_at,
        ended_at=stay.left_at if stay.left_reason is LeftReason.DECEASED else None,
        on=on,
    )


@decides("R-3.2b", without=None)
def information_due_at(stay: Stay, terms: Terms) -> datetime | None:
    """The agreed last instant for the discharge information; None where only the day of leaving binds."""
    agreed = terms.deadlines.discharge_info
    leaves_at = stay.planned_discharge_at or stay.left_at
    if not isinstance(agreed, InformationTime) or leaves_at is None:
        return None
    day = local_date(leaves_at)
    if agreed.basis is DayBasis.ALL:
        return at_time(days_after(day, agreed.day_offset), agreed.at)
    for _ in range(-agreed.day_offset):
        day = previous_weekday(day)
    return at_time(day, agreed.at)


def _liability_starts(stay: Stay, terms: Terms, on: datetime, liability: Liability) -> Iterator[Deadline]:
    """5 kap. 4 §: the last day before liability starts, per municipal unit concerned; met by leaving or withdrawal.

    A readiness whose SIP call keeps liability out has no such day, unless it was over before.
    """
    law = "tracks" if terms.time_agreed else "5:4"
    for number, spell in enumerate(liability.spells, start=1):
        if spell.first_on is None:
            continue
        due_at = end_of_day(days_after(spell.first_on, -1))
        over = spell.told.withdrawn or stay.left_at is not None
        met_at = spell.told.ends_at if over and spell.told.ends_at <= due_at else None
        if spell.barred and met_at is None:
            continue
        for unit in stay.needs.municipal_recipients:
            yield from _clock(
                Kind.LIABILITY_START,
                Party(unit.value),
                subject=f"readiness {number}",
                due_at=due_at,
                law=law,
                met_at=met_at,
                ended_at=None,
                on=on,
            )
