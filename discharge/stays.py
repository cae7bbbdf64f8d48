"""A stay as the rules are asked about it: the whole of it, or as it concerns one unit that has been told of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from discharge.facts import CaseFacts
from discharge.stay_facts import Estimate, NoticeOfStay, StayFacts
from rules import facts as law
from rules.calendar import at_time, end_of_day
from rules.facts import NoticeKind, Recipient
from rules.tracks.receipt import State

NOBODY = law.Needs(region=False, social_services=False)


def stay_of(facts: CaseFacts, only: UUID | None = None) -> law.Stay:
    """The facts that the law counts. only: what one unit was sent and did, for the clocks that are its own."""
    stay = facts.stay
    assert stay is not None
    contacts = [one.at for unit, one in stay.contacts.items() if only in (None, unit)]
    estimates = tuple(_estimate(one) for one in stay.estimates)
    return law.Stay(
        region=stay.registered.region,
        municipality=stay.registered.municipality or None,
        care_type=stay.registered.care_type,
        legal_form=stay.registered.legal_form,
        needs=_needs(stay),
        need_assessed_at=stay.need_judged_at,
        admitted_at=stay.admitted_at,
        admission_notices=tuple(_admissions(facts, stay, only)),
        ready_notices=tuple(_ready_notices(facts, stay, only)),
        care_contact_appointed_at=min(contacts, default=None),
        sip=law.Sip(
            consent=stay.consent,
            refused_at=stay.refused_at,
            calls=tuple(law.SipCall(sent_at=sent_at, by=caller) for sent_at, caller in stay.calls),
        ),
        discharge_information_sent_at=stay.informed_at,
        left_at=stay.left_at,
        left_reason=stay.left_reason,
        estimates=estimates,
        acknowledgements=tuple(_acknowledgements(facts, stay, only)),
        planned_discharge_at=estimates[-1].value if estimates else None,
    )


def _needs(stay: StayFacts) -> law.Needs:
    """Nobody's until they are judged."""
    if stay.need is None:
        return NOBODY
    return law.Needs(
        region=stay.need.region, social_services=stay.need.social_services, municipal_care=stay.need.municipal_care
    )


def _estimate(one: Estimate) -> law.Estimate:
    """Where no hour is known she may leave until the day is over."""
    value = end_of_day(one.on) if one.time is None else at_time(one.on, one.time)
    return law.Estimate(value=value, decided_at=one.decided_at, sent_at=one.sent_at)


def reached(facts: CaseFacts, notice: NoticeOfStay) -> Mapping[UUID, Recipient]:
    """Who has the notice and should have it, as what. Whoever it was sent on to stands where the first one stood."""
    receipts = facts.notices[notice.ref].receipts
    had = {unit: to for unit, to in notice.to.items() if unit in receipts}
    moved = iter([to for unit, to in notice.to.items() if unit not in receipts])
    standing = {unit: had.get(unit) or next(moved) for unit in receipts}
    return {unit: to for unit, to in standing.items() if receipts[unit].state != State.WRONG_RECIPIENT}


def told(facts: CaseFacts) -> Mapping[UUID, Recipient]:
    """Every unit that has been told of the stay and should know of it, and as what; the first way stands."""
    stay = facts.stay
    units: dict[UUID, Recipient] = {}
    for notice in (*stay.admissions, *stay.ready) if stay else ():
        for unit, to in reached(facts, notice).items():
            units.setdefault(unit, to)
    return units


def _admissions(facts: CaseFacts, stay: StayFacts, only: UUID | None) -> Iterator[law.AdmissionNotice]:
    for notice in stay.admissions:
        for unit, to in reached(facts, notice).items():
            if only in (None, unit):
                yield law.AdmissionNotice(
                    to=to,
                    sent_at=notice.sent_at,
                    complete=True,
                    municipality=notice.municipality or None,
                    address_withheld=notice.address_withheld,
                )


def _ready_notices(facts: CaseFacts, stay: StayFacts, only: UUID | None) -> Iterator[law.ReadyNotice]:
    for notice in stay.ready:
        for unit, to in reached(facts, notice).items():
            if only in (None, unit):
                yield law.ReadyNotice(
                    to=to,
                    sent_at=notice.sent_at,
                    withdrawn_at=stay.withdrawn.get(notice.ref),
                    municipality=notice.municipality or None,
                    assessed_at=notice.assessed_at,
                )


def _acknowledgements(facts: CaseFacts, stay: StayFacts, only: UUID | None) -> Iterator[law.Acknowledgement]:
    kinds = (
        (NoticeKind.ADMISSION, stay.admissions),
        (NoticeKind.ESTIMATE_CHANGE, stay.estimate_notices),
        (NoticeKind.READY, stay.ready),
    )
    for kind, notices in kinds:
        for notice in notices:
            for unit, to in reached(facts, notice).items():
                at = facts.notices[notice.ref].receipts[unit].acknowledged_at
                if at is not None and only in (None, unit):
                    yield law.Acknowledgement(notice=kind, by=to, at=at)
