"""Whose turn it is: what the notices and receipts of a case ask of each unit that takes part in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from discharge.models import Case, Notice, Receipt, Turn
from discharge.models.notices import is_followed
from rules.tracks.receipt import State

Whose = Turn.Whose

# The sender waits for the recipient in these.
AWAITED = (State.IN_LIST, State.READ, State.RECALLED)


class Action(StrEnum):
    """What is waited for, the most pressing first."""

    RESEND = "resend"  # a recipient has returned what the unit sent
    ACKNOWLEDGE_RECALL = "acknowledge_recall"
    READ = "read"
    ACKNOWLEDGE = "acknowledge"
    JUDGE_NEED = "judge_need"
    ANSWER_DISAGREEMENT = "answer_disagreement"
    JUDGE_OBSTACLE = "judge_obstacle"
    SOLVE_BLOCKER = "solve_blocker"
    ANSWER_ABOUT_RESPONSIBILITY = "answer_about_responsibility"
    SEND_ADMISSION_NOTICE = "send_admission_notice"
    NAME_CARE_CONTACT = "name_care_contact"
    CALL_SIP = "call_sip"
    ANSWER_SIP_REQUEST = "answer_sip_request"
    ANSWER_QUESTION = "answer_question"
    ANSWER_REFERRAL = "answer_referral"
    REPLY_ABOUT_SERVICES = "reply_about_services"
    SAY_CAN_RECEIVE = "say_can_receive"
    SEND_INFORMATION = "send_information"
    REGISTER_LEAVING = "register_leaving"
    CLOSE_STAY = "close_stay"
    AWAIT = "await"  # the recipients have not acknowledged yet
    NOTHING = "nothing"


class Step(StrEnum):
    """The part of the case that the action belongs to: a message, or one of the eight steps of the routines."""

    MESSAGE = "message"
    ADMISSION_NOTICE = "admission_notice"
    CARE_CONTACT = "care_contact"
    PLANNING = "planning"
    SIP_CALL = "sip_call"
    READY = "ready"
    INFORMATION = "information"
    SIP_PLAN = "sip_plan"
    SIP_FOLLOW_UP = "sip_follow_up"


@dataclass(frozen=True, slots=True)
class Ask:
    """What a stay asks of one unit, and since when."""

    action: Action
    step: Step
    since: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit's turn: `since` is when it became so."""

    action: Action
    whose: Whose
    since: datetime
    step: Step = Step.MESSAGE


def standing(
    unit_id: int, case: Case, notices: Iterable[Notice], receipts: Iterable[Receipt], ask: Ask | None = None
) -> Standing:
    """What the case asks of one unit: the most pressing thing, and since when it has been asked.

    notices, receipts: all those of the case, with their units. ask: what its stay asks of the unit, after what is to
    be read.
    """
    own = [one for one in receipts if one.unit_id == unit_id]
    sent = {one.pk: one for one in notices if one.sender_unit_id == unit_id}
    outgoing = [one for one in receipts if one.notice_id in sent and is_followed(sent[one.notice_id], one.unit)]
    recalled_at = {one.pk: one.recalled_at for one in notices}
    latest_at = max((one.sent_at for one in sent.values()), default=case.opened_at)
    asked = (
        (Action.RESEND, Whose.OURS, [one.returned_at for one in outgoing if _is_left(one, recalled_at, latest_at)]),
        (Action.ACKNOWLEDGE_RECALL, Whose.OURS, [recalled_at[one.notice_id] for one in _in(State.RECALLED, own)]),
        (Action.READ, Whose.OURS, [one.in_list_at for one in _in(State.IN_LIST, own)]),
        (Action.ACKNOWLEDGE, Whose.OURS, [one.read_at for one in _in(State.READ, own)]),
    )
    for action, whose, instants in asked:
        if since := _earliest(instants):
            return Standing(action, whose, since)
    if ask is not None:
        return Standing(ask.action, Whose.OURS, ask.since, ask.step)
    if since := _earliest([one.sent_at for state in AWAITED for one in _in(state, outgoing)]):
        return Standing(Action.AWAIT, Whose.THEIRS, since)
    settled = [one.acknowledged_at for one in (*own, *outgoing)]
    settled += [recalled_at[one.notice_id] for one in own]
    return Standing(Action.NOTHING, Whose.NOBODYS, max([latest_at, *_known(settled)]))


def _in(state: State, receipts: Iterable[Receipt]) -> list[Receipt]:
    return [one for one in receipts if one.state == state]


def _is_left(one: Receipt, recalled_at: Mapping[int, datetime | None], latest_at: datetime) -> bool:
    """It came back, and the unit has neither recalled the notice nor sent anything since."""
    return one.returned_at is not None and one.returned_at > latest_at and recalled_at[one.notice_id] is None


def _earliest(instants: Iterable[datetime | None]) -> datetime | None:
    return min(_known(instants), default=None)


def _known(instants: Iterable[datetime | None]) -> list[datetime]:
    return [instant for instant in instants if instant is not None]
