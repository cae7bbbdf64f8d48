"""The call to the joint individual planning (SIP): whether it is due, by when, and what counts (4 kap. 1–3 §§)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final

from rules.calendar import (
    days_after,
    end_of_day,
    hours_after,
    in_sweden,
    is_weekday,
    local_date,
    next_weekday,
    start_of_day,
    working_days_after,
)
from rules.facts import AfterDischarge, Caller, SipCall, SipConsent, Stay
from rules.notices import moved_to_weekday
from rules.provisions import decides
from rules.readings import IN_TIME, Readings
from rules.terms import SipUnchanged, Terms

SIP_CALL_DAYS: Final = 3  # 4 kap. 3 § st 2
NOON: Final = time(12)  # 5 kap. 4 §


class Standing(StrEnum):
    """Where the SIP call of one readiness stands, for 5 kap. 3 § st 2."""

    NOT_NEEDED = "not_needed"
    IN_TIME = "in_time"
    WAITING = "waiting"  # not called, and the three days have not passed
    NOT_CALLED = "C5"
    CALLED_BY_ANOTHER = "C7"
    LATE = "C6"


FAILED: Final = (Standing.NOT_CALLED, Standing.CALLED_BY_ANOTHER, Standing.LATE)


@dataclass(frozen=True, slots=True)
class CallStanding:
    """`due_at` is None when no call is due; `called_at` is the call that counts, in time or late."""

    standing: Standing
    due_at: datetime | None
    called_at: datetime | None


@decides("R-4.1a", "R-5.3c", without=True)
def services_from_both(stay: Stay) -> bool:
    """A SIP is required only when services are needed from both region and municipality (4 kap. 1 § st 1)."""
    return stay.needs.region and stay.needs.municipal


@decides("C13", "R-4.1c", "R-4.3c", without=False)
def open_compulsory_care_follows(stay: Stay) -> bool:
    """With ÖPT or ÖRV there is a coordinated care plan instead, and no call (4 kap. 1 § st 2)."""
    return stay.after_discharge is not AfterDischarge.NONE


@decides("R-4.2b", "A-9", without=False)
def refusal_releases(stay: Stay, due_at: datetime, readings: Readings) -> bool:
    """No plan is drawn up without consent: a refusal ends the duty to call, by default when recorded in time (A-9)."""
    if stay.sip.consent is not SipConsent.REFUSED or readings["A-9"] == "b":
        return False
    recorded_in_time = stay.sip.refused_at is not None and stay.sip.refused_at <= due_at
    return recorded_in_time or readings["A-9"] != IN_TIME


@decides("A-25", without=False)
def valid_plan_is_enough(stay: Stay, terms: Terms, readings: Readings) -> bool:
    """A valid SIP with unchanged needs, where the agreement or reading A-25b lets it replace the call."""
    agreed = terms.sip_unchanged is SipUnchanged.EXISTING_VALID_ENOUGH
    return stay.sip.existing_valid and (agreed or readings["A-25"] == "b")


@decides("A-26", without=False)
def planning_is_impossible(stay: Stay, readings: Readings) -> bool:
    """A person who cannot consent, read as A-26b: no planning can be carried out."""
    return stay.sip.consent is SipConsent.CANNOT_CONSENT and readings["A-26"] == "b"


@decides("R-4.3b", "A-1", "A-6", "A-8", without=lambda counted_from, terms, readings: end_of_day(date(2099, 12, 31)))
def sip_call_due_at(counted_from: datetime, terms: Terms, readings: Readings) -> datetime:
    """Last instant for the call: the end of the third day after the ready notice was given (4 kap. 3 § st 2).

    counted_from: the instant the notice was sent. There is no noon rule and no weekday rule by default.
    """
    days = SIP_CALL_DAYS if terms.deadlines.sip_call_days is None else terms.deadlines.sip_call_days
    if readings["A-8"] == "c" and in_sweden(counted_from).time() > NOON:
        days += 1
    told_on = local_date(counted_from)
    last_day = working_days_after(told_on, days, is_weekday) if readings["A-1"] == "b" else days_after(told_on, days)
    due_at = hours_after(counted_from, 24 * days) if readings["A-8"] == "b" else end_of_day(last_day)
    return moved_to_weekday(due_at) if readings["A-6"] in ("b", "c") else due_at


@decides("R-4.3a", "A-10", without=True)
def caller_counts(call: SipCall, stay: Stay, readings: Readings) -> bool:
    """Only the appointed care contact in open care, or a deputy at the same unit, may call (4 kap. 3 § st 1, A-10a)."""
    if readings["A-10"] == "b":
        return True
    appointed_at = stay.care_contact_appointed_at
    return call.by in (Caller.CARE_CONTACT, Caller.DEPUTY) and appointed_at is not None and appointed_at <= call.sent_at


def dated(call: SipCall, terms: Terms) -> datetime:
    """When the call counts as sent: after an agreed daily cut-off it is dated the next weekday (parameter 30)."""
    cutoff = terms.messages.call_cutoff
    local = in_sweden(call.sent_at)
    return call.sent_at if cutoff is None or local.time() <= cutoff.at else start_of_day(next_weekday(local.date()))


@decides("A-24", without=lambda told_at, open_care_told_at, readings: told_at)
def call_counted_from(told_at: datetime, open_care_told_at: datetime | None, readings: Readings) -> datetime:
    """The notice that the three days run from: the municipality's (A-24a), or open care's where it was sent one."""
    return open_care_told_at if readings["A-24"] == "b" and open_care_told_at is not None else told_at


@decides("A-23", without=False)
def still_awaited(due_at: datetime, on: datetime, ended: bool) -> bool:
    """Until the third day has ended nothing is decided: a timely call still makes its days liable (A-23)."""
    return not ended and on <= due_at


def counting_calls(stay: Stay, terms: Terms, readings: Readings) -> list[datetime]:
    """When each call that counts is dated."""
    return [dated(call, terms) for call in stay.sip.calls if caller_counts(call, stay, readings)]


@decides("C5", without=False)
def never_called(stay: Stay) -> bool:
    """No call at all was sent (5 kap. 3 § st 2)."""
    return not stay.sip.calls


@decides("C7", without=False)
def called_only_by_others(counting: list[datetime]) -> bool:
    """Calls were sent, none of them by the care contact or a deputy (5 kap. 3 § st 2 with 4 kap. 3 § st 1)."""
    return not counting


@decides("C6", without=False)
def called_late(called_at: datetime, due_at: datetime) -> bool:
    """The first call that counts came after its three days (5 kap. 3 § st 2 with 4 kap. 3 § st 2)."""
    return called_at > due_at


def call_standing(
    stay: Stay,
    terms: Terms,
    readings: Readings,
    *,
    told_at: datetime,
    open_care_told_at: datetime | None,
    on: datetime,
    ended: bool,
) -> CallStanding:
    """Where the call stands in a readiness that the municipality was told of at `told_at`.

    `ended`: that readiness or the stay is over, so that the calls alone decide.
    """
    due_at = sip_call_due_at(call_counted_from(told_at, open_care_told_at, readings), terms, readings)
    if (
        not services_from_both(stay)
        or open_compulsory_care_follows(stay)
        or refusal_releases(stay, due_at, readings)
        or valid_plan_is_enough(stay, terms, readings)
        or planning_is_impossible(stay, readings)
    ):
        return CallStanding(Standing.NOT_NEEDED, None, None)
    counting = counting_calls(stay, terms, readings)
    called_at = min(counting, default=None)
    if called_at is not None and not called_late(called_at, due_at):
        return CallStanding(Standing.IN_TIME, due_at, called_at)
    if still_awaited(due_at, on, ended):
        return CallStanding(Standing.WAITING, due_at, called_at)
    if called_at is not None:
        return CallStanding(Standing.LATE, due_at, called_at)
    by_others = not never_called(stay) and called_only_by_others(counting)
    return CallStanding(Standing.CALLED_BY_ANOTHER if by_others else Standing.NOT_CALLED, due_at, None)
