"""Who had been told what, and when: the admission notice and the ready notices as 5 kap. 3 § counts them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from rules.calendar import end_of_day, extended_to_weekday, hours_after, local_date
from rules.facts import REGISTERED_ADDRESS, AdmissionNotice, ReadyNotice, Recipient, Stay, Via
from rules.provisions import decides
from rules.readings import DEFAULTS, Readings
from rules.terms import Precondition, Terms

ADMISSION_NOTICE_HOURS = 24  # 2 kap. 3 §


@dataclass(frozen=True, slots=True)
class AdmissionStanding:
    """Whether the municipality was notified of the admission as 2 kap. 1–3 §§ demand.

    `limit_at`: last instant in time. `complete_at`: when the last unit concerned had a complete notice, None if never.
    `condition`: C1, C3 or C2, None when the notice is in order.
    """

    limit_at: datetime
    complete_at: datetime | None
    condition: str | None


@dataclass(frozen=True, slots=True)
class Readiness:
    """One spell of readiness: the notices that belong to it, earliest first, and when it was withdrawn."""

    notices: tuple[ReadyNotice, ...]
    withdrawn_at: datetime | None


@decides("R-5.2a", "A-14", without=lambda stay, at: stay.municipality)
def municipality_at(stay: Stay, at: datetime) -> str | None:
    """The municipality of 5 kap. 2 § at an instant: the stay's, or the latest it had changed to."""
    changes = [change for change in stay.municipality_changes if change.at <= at]
    return max(changes, key=lambda change: change.at).municipality if changes else stay.municipality


@decides("A-20", without=lambda stay: stay)
def as_registered(stay: Stay) -> Stay:
    """The stay with every notice from outside the platform dated when it was registered there (A-20b)."""
    return replace(
        stay,
        admission_notices=tuple(
            replace(notice, sent_at=notice.registered_at or notice.sent_at)
            for notice in stay.admission_notices
            if notice.via is Via.PLATFORM or notice.registered_at is not None
        ),
        ready_notices=tuple(
            replace(notice, sent_at=notice.registered_at or notice.sent_at)
            for notice in stay.ready_notices
            if notice.via is Via.PLATFORM or notice.registered_at is not None
        ),
    )


@decides("R-2.3b", without=lambda stay: stay.admitted_at)
def notice_clock_from(stay: Stay) -> datetime:
    """What the 24 hours run from: admission, or a documented later judgement of need (2 kap. 3 §)."""
    return stay.need_assessed_at or stay.admitted_at


@decides("R-2.3a", "R-2.3c", without=lambda stay, terms: end_of_day(local_date(notice_clock_from(stay))))
def admission_notice_due_at(stay: Stay, terms: Terms) -> datetime:
    """Last instant for the admission notice: elapsed hours, all days alike (2 kap. 3 §)."""
    agreed = terms.messages.admission_hours
    return hours_after(notice_clock_from(stay), ADMISSION_NOTICE_HOURS if agreed is None else agreed)


@decides("A-6", without=lambda limit_at, readings: limit_at)
def extended_limit(limit_at: datetime, readings: Readings) -> datetime:
    """The limit of the admission notice, moved to a weekday under A-6c."""
    return moved_to_weekday(limit_at) if readings["A-6"] == "c" else limit_at


def moved_to_weekday(limit_at: datetime) -> datetime:
    """A limit as lag (1930:173) 2 § would have it: the end of the next weekday when it falls on none."""
    last_day = local_date(limit_at)
    extended = extended_to_weekday(last_day)
    return limit_at if extended == last_day else end_of_day(extended)


@decides("R-2.2", "A-21", without=True)
def is_complete(notice: AdmissionNotice, readings: Readings) -> bool:
    """Whether the four items of 2 kap. 2 § are there; a protected person's withheld address is not missed (A-21a)."""
    if notice.address_withheld:
        return readings["A-21"] == "a" and (notice.complete or notice.missing_items == (REGISTERED_ADDRESS,))
    return notice.complete


@decides("C1", "R-5.3a", without=False)
def admission_never_told(per_unit: list[list[AdmissionNotice]]) -> bool:
    """A municipal unit concerned was never sent an admission notice (5 kap. 3 § st 1 p 1)."""
    return not all(per_unit)


@decides("C3", without=False)
def admission_never_complete(complete_at: datetime | None) -> bool:
    """No admission notice with the items of 2 kap. 2 § reached all the municipal units concerned."""
    return complete_at is None


@decides("C2", without=False)
def admission_told_late(complete_at: datetime | None, limit_at: datetime) -> bool:
    """The admission notice came after its 24 hours (5 kap. 3 § st 1 p 1 with 2 kap. 3 §)."""
    return complete_at is not None and complete_at > limit_at


def admission_standing(stay: Stay, terms: Terms, readings: Readings, municipality: str) -> AdmissionStanding:
    """Conditions C1, C3 and C2, in that order, for the municipality named."""
    limit_at = extended_limit(admission_notice_due_at(stay, terms), readings)
    per_unit = [
        [notice for notice in stay.admission_notices if _reaches(notice, unit, stay, municipality)]
        for unit in stay.needs.municipal_recipients
    ]
    complete_at = _told_all_at(
        [[notice.sent_at for notice in notices if is_complete(notice, readings)] for notices in per_unit], readings
    )
    condition = None
    if applies(terms, Precondition.ADMISSION_NOTICE_SENT) and admission_never_told(per_unit):
        condition = "C1"
    elif applies(terms, Precondition.ADMISSION_NOTICE_IN_TIME):
        if admission_never_complete(complete_at):
            condition = "C3"
        elif admission_told_late(complete_at, limit_at):
            condition = "C2"
    return AdmissionStanding(limit_at, complete_at, condition)


def notified_at(stay: Stay) -> datetime | None:
    """When the last unit concerned had a complete admission notice (2 kap. 1 §); None while one has none.

    Municipal health care brings in open care as well; open care alone brings in nobody else (R-2.1b).
    """
    units = [*stay.needs.municipal_recipients]
    if stay.needs.region or stay.needs.municipal_care:
        units.append(Recipient.OPEN_CARE)
    municipality = municipality_at(stay, notice_clock_from(stay))
    per_unit = [
        [
            notice.sent_at
            for notice in stay.admission_notices
            if is_complete(notice, DEFAULTS)
            and (notice.to is unit if unit is Recipient.OPEN_CARE else _reaches(notice, unit, stay, municipality))
        ]
        for unit in units
    ]
    return max(min(times) for times in per_unit) if all(per_unit) else None


def readinesses(stay: Stay) -> tuple[Readiness, ...]:
    """The spells of readiness in order: a notice after a withdrawal starts the next one, a resent one does not."""
    spells: list[Readiness] = []
    for notice in sorted(stay.ready_notices, key=lambda one: one.sent_at):
        current = spells[-1] if spells else None
        if current is None or (current.withdrawn_at is not None and notice.sent_at >= current.withdrawn_at):
            spells.append(Readiness((notice,), notice.withdrawn_at))
        else:
            ends = [at for at in (current.withdrawn_at, notice.withdrawn_at) if at is not None]
            spells[-1] = Readiness((*current.notices, notice), min(ends, default=None))
    return tuple(spells)


@decides("R-3.1c", without=lambda notice: notice.assessed_at or notice.sent_at)
def counts_from(notice: ReadyNotice) -> datetime:
    """Chapter 5 counts from the sending of the ready notice, not from the physician's assessment (5 kap. 4 §)."""
    return notice.sent_at


@decides("C4", "R-5.3b", "A-13", without=lambda stay, readiness, readings, municipality: readiness.notices[0].sent_at)
def municipality_told_at(stay: Stay, readiness: Readiness, readings: Readings, municipality: str) -> datetime | None:
    """When all municipal units concerned had been sent the ready notice; None when one never was (5 kap. 3 §).

    Several units: the last of them (A-13a) or the first (A-13b).
    """
    per_unit = [
        [counts_from(notice) for notice in readiness.notices if _reaches(notice, unit, stay, municipality)]
        for unit in stay.needs.municipal_recipients
    ]
    told_at = _told_all_at(per_unit, readings)
    withdrawn_first = told_at is not None and readiness.withdrawn_at is not None and told_at >= readiness.withdrawn_at
    return None if withdrawn_first else told_at


def open_care_told_at(readiness: Readiness) -> datetime | None:
    """When open care was first sent the ready notice of this readiness."""
    return min((notice.sent_at for notice in readiness.notices if notice.to is Recipient.OPEN_CARE), default=None)


@decides("C12", without=True)
def applies(terms: Terms, precondition: Precondition) -> bool:
    """Whether the agreement keeps a condition of 5 kap. 3 and 5 §§; all stand where it says nothing (4 kap. 5 §)."""
    return terms.preconditions is None or precondition in terms.preconditions


def _reaches(notice: AdmissionNotice | ReadyNotice, unit: Recipient, stay: Stay, municipality: str | None) -> bool:
    return notice.to in (Recipient.MUNICIPALITY, unit) and (notice.municipality or stay.municipality) == municipality


def _told_all_at(per_unit: list[list[datetime]], readings: Readings) -> datetime | None:
    """Each unit's first time; of those the last (A-13a) or the first (A-13b); None when a unit has none."""
    if not all(per_unit):
        return None
    choose: Callable[[list[datetime]], datetime] = min if readings["A-13"] == "b" else max
    return choose([min(times) for times in per_unit])
