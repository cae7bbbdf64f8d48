"""A stay as the rules are asked about it: the whole of it, or as it concerns one unit that has been told of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeVar
from uuid import UUID

from discharge.facts import CaseFacts
from discharge.stay_facts import Estimate, NoticeOfStay, StayFacts
from rules import facts as law
from rules.calendar import at_time, end_of_day
from rules.facts import NoticeKind, Recipient
from rules.tracks import obstacle
from rules.tracks.receipt import State

As = TypeVar("As")
NOBODY = law.Needs(region=False, social_services=False)
# What is said of an open-care obstacle while it lasts (5 kap. 5 §).
CAUSES: Final[Mapping[obstacle.State, law.Cause]] = {
    obstacle.State.CAUSE_UNKNOWN: law.Cause.UNKNOWN,
    obstacle.State.PREVENTS: law.Cause.TRUE,
    obstacle.State.DOES_NOT_PREVENT: law.Cause.FALSE,
}


def stay_of(facts: CaseFacts, only: UUID | None = None) -> law.Stay:
    """The facts that the law counts. only: what one unit was sent and did, for the clocks that are its own."""
    stay = facts.stay
    assert stay is not None
    contacts = [one.at for unit, one in stay.contacts.items() if only in (None, unit)]
    estimates = tuple(_estimate(one) for one in stay.estimates)
    return law.Stay(
        region=stay.registered.region,
        municipality=stay.registered.municipality or None,
        municipality_changes=tuple(stay.moves.municipalities),
        care_type=stay.care_type,
        legal_form=stay.legal_form,
        after_discharge=stay.after_discharge,
        coordinated_care_plan_at=stay.compulsory.care_plan_at,
        transfers=tuple(stay.moves.transfers),
        leaves=tuple(stay.moves.leaves),
        needs=_needs(stay),
        need_assessed_at=stay.need_judged_at,
        admitted_at=stay.admitted_at,
        admission_notices=tuple(_admissions(facts, stay, only)),
        ready_notices=tuple(_ready_notices(facts, stay, only)),
        care_contact_appointed_at=min(contacts, default=None),
        sip=law.Sip(
            consent=stay.consent,
            existing_valid=stay.sip.has_valid_plan,
            refused_at=stay.refused_at,
            calls=tuple(law.SipCall(sent_at=sent_at, by=caller) for sent_at, caller in stay.calls),
        ),
        discharge_information_sent_at=stay.informed_at,
        left_at=stay.left_at,
        left_reason=stay.left_reason,
        estimates=estimates,
        underlay_sent_at=stay.planning.underlay_at,
        patient_declines_at=stay.planning.declined_at,
        acknowledgements=tuple(_acknowledgements(facts, stay, only)),
        open_care_obstacles=tuple(_obstacles(stay)),
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
    """Who has the notice and should have it, as what."""
    return having(facts, notice.ref, notice.to)


def having(facts: CaseFacts, ref: UUID, sent: Mapping[UUID, As]) -> Mapping[UUID, As]:
    """Who has a notice and should have it. Whoever it was sent on to stands where the first one stood.

    sent: as what each was sent it.
    """
    receipts = facts.notices[ref].receipts
    moved = iter([to for unit, to in sent.items() if unit not in receipts])
    standing = {unit: sent[unit] if unit in sent else next(moved) for unit in receipts}
    return {unit: to for unit, to in standing.items() if receipts[unit].state != State.WRONG_RECIPIENT}


def told(facts: CaseFacts) -> Mapping[UUID, Recipient]:
    """Every unit that has been told of the stay and should know of it, and as what; the first way stands."""
    stay = facts.stay
    units: dict[UUID, Recipient] = {}
    for notice in (*stay.admissions, *stay.ready) if stay else ():
        for unit, to in reached(facts, notice).items():
            units.setdefault(unit, to)
    return units


def told_here(facts: CaseFacts) -> Mapping[UUID, Recipient]:
    """Of those the units that were told here, and not by letter, fax or telephone: they take part in the stay."""
    stay = facts.stay
    notices = (*stay.admissions, *stay.ready) if stay else ()
    here = {unit for notice in notices for unit in reached_here(facts, notice)}
    return {unit: to for unit, to in told(facts).items() if unit in here}


def reached_here(facts: CaseFacts, notice: NoticeOfStay) -> Mapping[UUID, Recipient]:
    """Of those who have the notice, the units that got it here."""
    receipts = facts.notices[notice.ref].receipts
    return {unit: to for unit, to in reached(facts, notice).items() if not receipts[unit].outside}


def _sending(facts: CaseFacts, notice: NoticeOfStay, unit: UUID) -> dict[str, Any]:
    """When and which way one unit was sent it. One that went outside is registered when the notice is sent (A-20)."""
    receipt = facts.notices[notice.ref].receipts[unit]
    if not receipt.outside:
        return {"sent_at": notice.sent_at}
    return {"sent_at": receipt.sent_at, "via": law.Via.OUTSIDE, "registered_at": notice.sent_at}


def _admissions(facts: CaseFacts, stay: StayFacts, only: UUID | None) -> Iterator[law.AdmissionNotice]:
    for notice in stay.admissions:
        for unit, to in reached(facts, notice).items():
            if only in (None, unit):
                yield law.AdmissionNotice(
                    to=to,
                    **_sending(facts, notice, unit),
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
                    **_sending(facts, notice, unit),
                    withdrawn_at=stay.withdrawn.get(notice.ref),
                    municipality=notice.municipality or None,
                    assessed_at=notice.assessed_at,
                )


def _obstacles(stay: StayFacts) -> Iterator[law.Obstacle]:
    """Each as long as what was said of it held: what is judged later does not change the days before (A-12)."""
    for one in stay.hindrances.obstacles.values():
        ends = [*(at for at, _ in one.states[1:]), None]
        for (from_at, state), to_at in zip(one.states, ends, strict=True):
            if state in CAUSES:
                yield law.Obstacle(from_at=from_at, to_at=to_at, prevents_discharge=CAUSES[state])


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
