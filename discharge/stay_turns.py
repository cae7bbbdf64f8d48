"""What a stay asks of each unit now, beside reading what has been sent."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from discharge.facts import CaseFacts
from discharge.stay_facts import StayFacts
from discharge.stays import reached, told
from discharge.turns import Action, Ask, Step
from rules.facts import LeftReason, Recipient, SipConsent
from rules.states import NOTIFIED, TOLD, Status


def asked_of(unit: UUID, facts: CaseFacts) -> Ask | None:
    """The most pressing thing that the stay asks of a unit that takes part in it."""
    stay = facts.stay
    if stay is None or unit not in facts.participants():
        return None
    if unit == stay.registered.ward:
        return next(_of_the_ward(stay), None)
    return next(_of_a_recipient(unit, facts, stay), None)


def _of_the_ward(stay: StayFacts) -> Iterator[Ask]:
    if stay.status == Status.ADMITTED and stay.need is None:
        yield Ask(Action.JUDGE_NEED, Step.ADMISSION_NOTICE, stay.admitted_at)
    if stay.status == Status.ADMITTED and stay.need_judged_at is not None:
        yield Ask(Action.SEND_ADMISSION_NOTICE, Step.ADMISSION_NOTICE, stay.need_judged_at)
    if stay.status == Status.READY and stay.informed_at is None:
        yield Ask(Action.SEND_INFORMATION, Step.INFORMATION, stay.ready[-1].sent_at)
    if stay.status == Status.READY and stay.can_receive:
        yield Ask(Action.REGISTER_LEAVING, Step.INFORMATION, max(stay.can_receive.values()))
    if stay.status == Status.LEFT and stay.left_at is not None:
        yield Ask(Action.CLOSE_STAY, Step.INFORMATION, stay.left_at)


def _of_a_recipient(unit: UUID, facts: CaseFacts, stay: StayFacts) -> Iterator[Ask]:
    """Open care names a contact, also after she has left, and calls to the plan; the municipality says when."""
    recipient = told(facts).get(unit)
    if recipient is None or stay.status not in TOLD or stay.left_reason == LeftReason.DECEASED:
        return
    told_at = min(one.sent_at for one in (*stay.admissions, *stay.ready) if unit in reached(facts, one))
    if recipient == Recipient.OPEN_CARE and unit not in stay.contacts:
        yield Ask(Action.NAME_CARE_CONTACT, Step.CARE_CONTACT, told_at)
    if is_to_call(unit, stay):
        yield Ask(Action.CALL_SIP, Step.SIP_CALL, stay.ready[-1].sent_at)
    if recipient != Recipient.OPEN_CARE and unit not in stay.can_receive and stay.status in NOTIFIED:
        yield Ask(Action.SAY_CAN_RECEIVE, Step.PLANNING, told_at)


def is_to_call(unit: UUID, stay: StayFacts) -> bool:
    """Whether the unit's care contact owes the call: she is ready, needs both, has not refused, and was not called."""
    contact = stay.contacts.get(unit)
    needs_both = stay.need is not None and stay.need.region and (stay.need.social_services or stay.need.municipal_care)
    open_ready = [one for one in stay.ready if one.ref not in stay.withdrawn]
    return bool(
        contact
        and contact.calls_sip
        and needs_both
        and open_ready
        and stay.consent != SipConsent.REFUSED
        and not stay.calls
    )
