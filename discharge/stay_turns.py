"""What a stay asks of each unit now, beside reading what has been sent."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from uuid import UUID

from discharge.facts import CaseFacts
from discharge.hindrances import to_answer_since, to_judge_since, to_solve_since
from discharge.planning import to_answer_question_since
from discharge.referrals import to_answer_referral_since
from discharge.sip_needs import to_answer_request_since
from discharge.stay_facts import StayFacts
from discharge.stays import reached, told_here
from discharge.turns import Action, Ask, Step
from rules.facts import AfterDischarge, LeftReason, Recipient, SipConsent
from rules.states import NOTIFIED, TOLD, Status
from rules.tracks import medical_responsibility


def asked_of(unit: UUID, facts: CaseFacts) -> Ask | None:
    """The most pressing thing that the stay asks of a unit that takes part in it."""
    stay = facts.stay
    if stay is None or unit not in facts.participants():
        return None
    if unit == stay.ward:
        return next(_of_the_ward(facts, stay), None)
    return next(chain(_of_a_recipient(unit, facts, stay), _of_the_referred(unit, facts, stay)), None)


def _of_the_ward(facts: CaseFacts, stay: StayFacts) -> Iterator[Ask]:
    if stay.status == Status.ADMITTED and stay.own_need is None:
        yield Ask(Action.JUDGE_NEED, Step.ADMISSION_NOTICE, stay.admitted_at)
    if stay.status == Status.ADMITTED and stay.own_need is not None and stay.need_judged_at is not None:
        yield Ask(Action.SEND_ADMISSION_NOTICE, Step.ADMISSION_NOTICE, stay.need_judged_at)
    if since := to_answer_since(facts, stay):
        yield Ask(Action.ANSWER_DISAGREEMENT, Step.READY, since)
    if since := to_answer_question_since(stay.ward, facts, stay):
        yield Ask(Action.ANSWER_QUESTION, Step.PLANNING, since)
    if stay.status == Status.READY and stay.informed_at is None:
        yield Ask(Action.SEND_INFORMATION, Step.INFORMATION, stay.ready[-1].sent_at)
    if since := to_judge_since(facts, stay):
        yield Ask(Action.JUDGE_OBSTACLE, Step.PLANNING, since)
    if since := to_solve_since(stay.ward, facts, stay):
        yield Ask(Action.SOLVE_BLOCKER, Step.PLANNING, since)
    if stay.status == Status.READY and stay.can_receive:
        yield Ask(Action.REGISTER_LEAVING, Step.INFORMATION, max(stay.can_receive.values()))
    if stay.status == Status.LEFT and stay.left_at is not None:
        yield Ask(Action.CLOSE_STAY, Step.INFORMATION, stay.left_at)


def _of_a_recipient(unit: UUID, facts: CaseFacts, stay: StayFacts) -> Iterator[Ask]:
    """Open care names a contact, also after she has left, and calls to the plan; the municipality says when."""
    recipient = told_here(facts).get(unit)
    if recipient is None or stay.status not in TOLD or stay.left_reason == LeftReason.DECEASED:
        return
    told_at = min(one.sent_at for one in (*stay.admissions, *stay.ready) if unit in reached(facts, one))
    if recipient == Recipient.OPEN_CARE and unit not in stay.contacts:
        yield Ask(Action.NAME_CARE_CONTACT, Step.CARE_CONTACT, told_at)
    if is_to_call(unit, stay):
        yield Ask(Action.CALL_SIP, Step.SIP_CALL, stay.ready[-1].sent_at)
    if since := to_answer_request_since(unit, facts, stay):
        yield Ask(Action.ANSWER_SIP_REQUEST, Step.SIP_CALL, since)
    if since := to_answer_question_since(unit, facts, stay):
        yield Ask(Action.ANSWER_QUESTION, Step.PLANNING, since)
    one = stay.responsibility.get(unit)
    if one is not None and one.state == medical_responsibility.State.ASKED:
        yield Ask(Action.ANSWER_ABOUT_RESPONSIBILITY, Step.PLANNING, one.since)
    if since := to_solve_since(unit, facts, stay):
        yield Ask(Action.SOLVE_BLOCKER, Step.PLANNING, since)
    if is_to_reply(unit, stay):
        yield Ask(Action.REPLY_ABOUT_SERVICES, Step.PLANNING, told_at)
    if recipient != Recipient.OPEN_CARE and unit not in stay.can_receive and stay.status in NOTIFIED:
        yield Ask(Action.SAY_CAN_RECEIVE, Step.PLANNING, told_at)


def _of_the_referred(unit: UUID, facts: CaseFacts, stay: StayFacts) -> Iterator[Ask]:
    """A unit that a referral was sent on to may know of nothing else."""
    if since := to_answer_referral_since(unit, facts, stay):
        yield Ask(Action.ANSWER_REFERRAL, Step.PLANNING, since)


def is_to_reply(unit: UUID, stay: StayFacts) -> bool:
    """Whether the unit is asked what is ongoing with it: until it has said so, or that it can receive her."""
    return stay.status in NOTIFIED and unit not in stay.planning.replied and unit not in stay.can_receive


def is_to_call(unit: UUID, stay: StayFacts) -> bool:
    """Whether the unit's care contact owes the call: she is ready, needs both, has not refused, and was not called.

    With open compulsory care a coordinated care plan is made instead (4 kap. 1 § st 2).
    """
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
        and stay.after_discharge is AfterDischarge.NONE
    )
