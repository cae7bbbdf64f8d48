"""The episode's whole lifecycle on one screen: every action on a hospital stay, when, to what, by whom, on what ground.

Here stands what the stay's status decides. How far a notice, an order, a consent or a plan of the case has come is
decided by its own table in rules/tracks, and what goes on after the stay (a SIP followed up) stands only there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Final

from rules import tables
from rules.tables import (
    BACK,
    CARE_CONTACT,
    EVERYBODY,
    HOSPITAL,
    NEW,
    OPEN_CARE,
    RECEIVERS,
    SAME,
    WARD,
    WARD_OR_OPEN_CARE,
    Fact,
    Party,
    Transition,
    at,
)


class Status(StrEnum):
    ADMITTED = "admitted"  # need not yet judged, or judged and nobody told: nothing is visible outside the ward
    NO_NEED = "no_need"
    PLANNING = "planning"  # the first admission notice is sent
    READY = "ready"
    LEFT = "left"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Action(StrEnum):
    REGISTER = "register"
    REGISTER_RETURN = "register_return"
    JUDGE_NO_NEED = "judge_no_need"
    JUDGE_NEED_LATER = "judge_need_later"
    SEND_ADMISSION_NOTICE = "send_admission_notice"
    ADMISSION_NOTICE_SENT_OUTSIDE = "admission_notice_sent_outside"
    DECLARE_READY = "declare_ready"
    READY_NOTICE_SENT_OUTSIDE = "ready_notice_sent_outside"
    REGISTER_OPT_DECISION = "register_opt_decision"
    WITHDRAW_READINESS = "withdraw_readiness"
    LEAVE_DISCHARGED = "leave_discharged"
    LEAVE_OWN_REQUEST = "leave_own_request"
    LEAVE_ABSCONDED = "leave_absconded"
    LEAVE_DECEASED = "leave_deceased"
    LEAVE_OTHER_REGION = "leave_other_region"
    LEAVE_OTHER_CARE = "leave_other_care"
    UNDO_LEAVING = "undo_leaving"
    CLOSE = "close"
    CANCEL = "cancel"
    JUDGE_NEED = "judge_need"
    CHANGE_ESTIMATE = "change_estimate"
    CHANGE_WARD = "change_ward"
    TRANSFER = "transfer"
    REGISTER_LEAVE = "register_leave"
    END_LEAVE = "end_leave"
    CHANGE_MUNICIPALITY = "change_municipality"
    CORRECT_FACTS = "correct_facts"
    RECORD_CONSENT = "record_consent"
    WITHDRAW_CONSENT = "withdraw_consent"
    RECORD_HARM_TEST = "record_harm_test"
    RECORD_REPRESENTATIVE = "record_representative"
    END_REPRESENTATIVE = "end_representative"
    ADD_RECIPIENT = "add_recipient"
    ACKNOWLEDGE = "acknowledge"
    RETURN_WRONG_RECIPIENT = "return_wrong_recipient"
    FORWARD = "forward"
    CORRECT_NOTICE = "correct_notice"
    RECALL_NOTICE = "recall_notice"
    RECALL_WRONG_RECIPIENT = "recall_wrong_recipient"
    NOTICE_SENT_OUTSIDE = "notice_sent_outside"
    REPLY_ABOUT_SERVICES = "reply_about_services"
    SEND_UNDERLAY = "send_underlay"
    ASK_QUESTION = "ask_question"
    ANSWER_QUESTION = "answer_question"
    SEND_MESSAGE = "send_message"
    SEND_READY_NOTICE = "send_ready_notice"
    SEND_INFORMATION_PART = "send_information_part"
    SEND_DISCHARGE_INFORMATION = "send_discharge_information"
    GIVE_PATIENT_SUMMARY = "give_patient_summary"
    APPOINT_CARE_CONTACT = "appoint_care_contact"
    CONFIRM_CARE_CONTACT = "confirm_care_contact"
    REPLACE_CARE_CONTACT = "replace_care_contact"
    NAME_SIP_CALLER = "name_sip_caller"
    SAY_CAN_RECEIVE = "say_can_receive"
    WITHDRAW_CAN_RECEIVE = "withdraw_can_receive"
    DECLINE_SERVICES = "decline_services"
    RAISE_BLOCKER = "raise_blocker"
    CHANGE_BLOCKER = "change_blocker"
    SOLVE_BLOCKER = "solve_blocker"
    REPORT_OBSTACLE = "report_obstacle"
    JUDGE_OBSTACLE = "judge_obstacle"
    SOLVE_OBSTACLE = "solve_obstacle"
    RAISE_DISAGREEMENT = "raise_disagreement"
    ANSWER_DISAGREEMENT = "answer_disagreement"
    WITHDRAW_DISAGREEMENT = "withdraw_disagreement"
    JUDGE_SIP_NEED = "judge_sip_need"
    JUDGE_NO_SIP = "judge_no_sip"
    REQUEST_SIP = "request_sip"
    OFFER_SIP = "offer_sip"
    CONSENT_TO_SIP = "consent_to_sip"
    REFUSE_SIP = "refuse_sip"
    WITHDRAW_SIP_CONSENT = "withdraw_sip_consent"
    CALL_SIP = "call_sip"
    DRAW_UP_CARE_PLAN = "draw_up_care_plan"


ADMITTED: Final = at(Status.ADMITTED)
PLANNING: Final = at(Status.PLANNING)
READY: Final = at(Status.READY)
LEFT: Final = at(Status.LEFT)
NOTIFIED: Final = PLANNING | READY  # an inpatient of whom others have been told
TOLD: Final = NOTIFIED | LEFT  # the process with the others goes on
OPEN: Final = ADMITTED | at(Status.NO_NEED) | NOTIFIED  # an inpatient
LIVE: Final = OPEN | LEFT

WARD_OR_MUNICIPALITY: Final = (Party.WARD, Party.SOCIAL_SERVICES, Party.MUNICIPAL_CARE)

DECEASED: Final = Fact.DECEASED

TRANSITIONS: Final[Mapping[Action, Transition[Status]]] = {
    # What changes the status. After the last two nothing happens to the stay.
    Action.REGISTER: Transition(NEW, Status.ADMITTED, HOSPITAL, "SFS 2017:612, 1 kap. 3 §"),
    Action.REGISTER_RETURN: Transition(NEW, Status.ADMITTED, HOSPITAL, "SFS 2017:612, 1 kap. 3 §; routine return"),
    Action.JUDGE_NO_NEED: Transition(ADMITTED, Status.NO_NEED, WARD, "SFS 2017:612, 2 kap. 1 §"),
    Action.JUDGE_NEED_LATER: Transition(at(Status.NO_NEED), Status.ADMITTED, WARD, "SFS 2017:612, 2 kap. 3 §"),
    Action.SEND_ADMISSION_NOTICE: Transition(ADMITTED, Status.PLANNING, WARD, "SFS 2017:612, 2 kap. 1–3 §§"),
    Action.ADMISSION_NOTICE_SENT_OUTSIDE: Transition(
        ADMITTED, Status.PLANNING, WARD, "SFS 2017:612, 2 kap. 1–3 §§; reading A-20; agreement fallback"
    ),
    Action.DECLARE_READY: Transition(PLANNING, Status.READY, WARD, "SFS 2017:612, 3 kap. 1 §"),
    Action.READY_NOTICE_SENT_OUTSIDE: Transition(
        PLANNING, Status.READY, WARD, "SFS 2017:612, 3 kap. 1 §; reading A-20; agreement fallback"
    ),
    Action.REGISTER_OPT_DECISION: Transition(
        NOTIFIED, Status.READY, WARD, "SFS 2017:612, 3 kap. 1 §; SFS 1991:1128, 7 a §; SFS 1991:1129, 12 a §"
    ),
    Action.WITHDRAW_READINESS: Transition(READY, Status.PLANNING, WARD, "SFS 2017:612, 1 kap. 3 §; reading A-11"),
    Action.LEAVE_DISCHARGED: Transition(OPEN, Status.LEFT, HOSPITAL, "SFS 2017:612, 3 kap. 2 §"),
    Action.LEAVE_OWN_REQUEST: Transition(OPEN, Status.LEFT, HOSPITAL, "SFS 2017:612, 3 kap. 2 §"),
    Action.LEAVE_ABSCONDED: Transition(OPEN, Status.LEFT, HOSPITAL, "SFS 2017:612, 5 kap. 1 §"),
    Action.LEAVE_DECEASED: Transition(OPEN, Status.LEFT, HOSPITAL, "SFS 2017:612, 5 kap. 1 §"),
    Action.LEAVE_OTHER_REGION: Transition(OPEN, Status.LEFT, HOSPITAL, "SFS 2017:612, 5 kap. 1 §; reading A-17"),
    Action.LEAVE_OTHER_CARE: Transition(OPEN, Status.LEFT, HOSPITAL, "SFS 2017:612, 5 kap. 1 §; reading A-17"),
    Action.UNDO_LEAVING: Transition(LEFT, BACK, WARD, "routine undone discharge", needs=Fact.NEVER_LEFT_BUILDING),
    Action.CLOSE: Transition(LEFT, Status.CLOSED, HOSPITAL, "routine closing"),
    Action.CANCEL: Transition(LIVE, Status.CANCELLED, WARD, "SFS 2008:355, 3 kap. 14 §; routine registered in error"),
    # What happens to the patient and to what is known of the stay.
    Action.JUDGE_NEED: Transition(ADMITTED | NOTIFIED, SAME, WARD, "SFS 2017:612, 2 kap. 1 §"),
    Action.CHANGE_ESTIMATE: Transition(OPEN, SAME, WARD, "SFS 2017:612, 2 kap. 4 §"),
    Action.CHANGE_WARD: Transition(OPEN, SAME, HOSPITAL, "reading A-17; routine change of ward"),
    Action.TRANSFER: Transition(OPEN, SAME, HOSPITAL, "SFS 2009:400, 25 kap. 1 §; reading A-17"),
    Action.REGISTER_LEAVE: Transition(OPEN, SAME, HOSPITAL, "reading A-19; routine leave"),
    Action.END_LEAVE: Transition(OPEN, SAME, HOSPITAL, "reading A-19; routine leave"),
    Action.CHANGE_MUNICIPALITY: Transition(OPEN, SAME, HOSPITAL, "SFS 2017:612, 5 kap. 2 §; reading A-14"),
    Action.CORRECT_FACTS: Transition(LIVE, SAME, WARD, "SFS 2008:355, 3 kap. 14 §"),
    # Consents and other grounds.
    Action.RECORD_CONSENT: Transition(LIVE, SAME, EVERYBODY, "SFS 2009:400, 10 kap. 1 § and 12 kap. 2 §"),
    Action.WITHDRAW_CONSENT: Transition(LIVE, SAME, EVERYBODY, "SFS 2009:400, 10 kap. 1 § and 12 kap. 2 §"),
    Action.RECORD_HARM_TEST: Transition(LIVE, SAME, EVERYBODY, "SFS 2009:400, 25 kap. 1 § and 26 kap. 1 §"),
    Action.RECORD_REPRESENTATIVE: Transition(
        LIVE, SAME, EVERYBODY, "SFS 2009:400, 12 kap. 3 §; routine representative"
    ),
    Action.END_REPRESENTATIVE: Transition(LIVE, SAME, EVERYBODY, "SFS 2009:400, 12 kap. 3 §; routine representative"),
    # Notices of any kind, and each kind.
    Action.ADD_RECIPIENT: Transition(TOLD, SAME, WARD, "SFS 2017:612, 2 kap. 1 § and 3 kap. 2 §"),
    Action.ACKNOWLEDGE: Transition(TOLD, SAME, EVERYBODY, "agreement messages.ack"),
    Action.RETURN_WRONG_RECIPIENT: Transition(TOLD, SAME, EVERYBODY, "routine wrong recipient"),
    Action.FORWARD: Transition(TOLD, SAME, RECEIVERS, "SFS 2009:400, 8 kap. 1–2 §§; routine forwarding"),
    Action.CORRECT_NOTICE: Transition(TOLD, SAME, EVERYBODY, "SFS 2008:355, 3 kap. 14 §"),
    Action.RECALL_NOTICE: Transition(TOLD, SAME, EVERYBODY, "routine recall"),
    Action.RECALL_WRONG_RECIPIENT: Transition(TOLD, SAME, EVERYBODY, "routine wrong recipient"),
    Action.NOTICE_SENT_OUTSIDE: Transition(TOLD, SAME, EVERYBODY, "reading A-20; agreement fallback"),
    Action.REPLY_ABOUT_SERVICES: Transition(NOTIFIED, SAME, RECEIVERS, "SFS 2009:400, 25 kap. 1 § and 26 kap. 1 §"),
    Action.SEND_UNDERLAY: Transition(NOTIFIED, SAME, WARD, "SFS 2009:400, 25 kap. 1 §; agreement deadlines"),
    Action.ASK_QUESTION: Transition(TOLD, SAME, EVERYBODY, "SFS 2009:400, 25 kap. 1 § and 26 kap. 1 §"),
    Action.ANSWER_QUESTION: Transition(TOLD, SAME, EVERYBODY, "SFS 2009:400, 25 kap. 1 § and 26 kap. 1 §"),
    Action.SEND_MESSAGE: Transition(TOLD, SAME, EVERYBODY, "SFS 2009:400, 25 kap. 1 § and 26 kap. 1 §"),
    Action.SEND_READY_NOTICE: Transition(READY, SAME, WARD, "SFS 2017:612, 3 kap. 1 §"),
    Action.SEND_INFORMATION_PART: Transition(TOLD, SAME, WARD, "SFS 2017:612, 3 kap. 2 §"),
    Action.SEND_DISCHARGE_INFORMATION: Transition(TOLD, SAME, WARD, "SFS 2017:612, 3 kap. 2 §"),
    Action.GIVE_PATIENT_SUMMARY: Transition(TOLD, SAME, WARD, "SFS 2014:821, 3 kap. 2 b §", unless=DECEASED),
    # The care contact.
    Action.APPOINT_CARE_CONTACT: Transition(
        TOLD, SAME, OPEN_CARE, "SFS 2017:612, 2 kap. 5 § första stycket", unless=DECEASED
    ),
    Action.CONFIRM_CARE_CONTACT: Transition(
        TOLD, SAME, OPEN_CARE, "SFS 2017:612, 2 kap. 5 § andra stycket", unless=DECEASED
    ),
    Action.REPLACE_CARE_CONTACT: Transition(TOLD, SAME, OPEN_CARE, "SFS 2017:80, 4 kap. 1 §", unless=DECEASED),
    Action.NAME_SIP_CALLER: Transition(TOLD, SAME, OPEN_CARE, "SFS 2017:612, 4 kap. 3 §", unless=DECEASED),
    # Who can receive her, and what she waits for.
    Action.SAY_CAN_RECEIVE: Transition(NOTIFIED, SAME, RECEIVERS, "SFS 2017:612, 2 kap. 6 §"),
    Action.WITHDRAW_CAN_RECEIVE: Transition(NOTIFIED, SAME, RECEIVERS, "SFS 2017:612, 2 kap. 6 §"),
    Action.DECLINE_SERVICES: Transition(NOTIFIED, SAME, WARD_OR_MUNICIPALITY, "reading A-22; agreement exceptions"),
    Action.RAISE_BLOCKER: Transition(OPEN, SAME, EVERYBODY, "SFS 2017:612, 2 kap. 6 §; routine blockers"),
    Action.CHANGE_BLOCKER: Transition(OPEN, SAME, EVERYBODY, "SFS 2017:612, 2 kap. 6 §; routine blockers"),
    Action.SOLVE_BLOCKER: Transition(LIVE, SAME, EVERYBODY, "SFS 2017:612, 2 kap. 6 §; routine blockers"),
    Action.REPORT_OBSTACLE: Transition(NOTIFIED, SAME, EVERYBODY, "SFS 2017:612, 5 kap. 5 §"),
    Action.JUDGE_OBSTACLE: Transition(TOLD, SAME, WARD_OR_OPEN_CARE, "SFS 2017:612, 5 kap. 5 §; reading A-12"),
    Action.SOLVE_OBSTACLE: Transition(TOLD, SAME, WARD_OR_OPEN_CARE, "SFS 2017:612, 5 kap. 5 §; reading A-12"),
    Action.RAISE_DISAGREEMENT: Transition(READY, SAME, RECEIVERS, "SFS 2017:612, 1 kap. 3 §; routine disagreement"),
    Action.ANSWER_DISAGREEMENT: Transition(TOLD, SAME, WARD, "SFS 2017:612, 1 kap. 3 §; routine disagreement"),
    Action.WITHDRAW_DISAGREEMENT: Transition(TOLD, SAME, RECEIVERS, "SFS 2017:612, 1 kap. 3 §; routine disagreement"),
    # The joint individual plan as far as the stay's clocks count it; the care plan of open compulsory care.
    Action.JUDGE_SIP_NEED: Transition(TOLD, SAME, EVERYBODY, "SFS 2017:612, 4 kap. 1 §", unless=DECEASED),
    Action.JUDGE_NO_SIP: Transition(TOLD, SAME, EVERYBODY, "SFS 2017:612, 4 kap. 1 §", unless=DECEASED),
    Action.REQUEST_SIP: Transition(TOLD, SAME, EVERYBODY, "SFS 2017:30, 16 kap. 4 §", unless=DECEASED),
    Action.OFFER_SIP: Transition(TOLD, SAME, EVERYBODY, "SFS 2017:612, 4 kap. 2 §", unless=DECEASED),
    Action.CONSENT_TO_SIP: Transition(TOLD, SAME, EVERYBODY, "SFS 2017:612, 4 kap. 2 §", unless=DECEASED),
    Action.REFUSE_SIP: Transition(TOLD, SAME, EVERYBODY, "SFS 2017:612, 4 kap. 2 §; reading A-9", unless=DECEASED),
    Action.WITHDRAW_SIP_CONSENT: Transition(TOLD, SAME, EVERYBODY, "SFS 2017:612, 4 kap. 2 §", unless=DECEASED),
    Action.CALL_SIP: Transition(TOLD, SAME, CARE_CONTACT, "SFS 2017:612, 4 kap. 3 §; reading A-10", unless=DECEASED),
    Action.DRAW_UP_CARE_PLAN: Transition(
        TOLD, SAME, WARD, "SFS 2017:612, 4 kap. 1 §; SFS 1991:1128, 7 a §; SFS 1991:1129, 12 a §", unless=DECEASED
    ),
}


def next_status(
    status: Status | None, action: Action, *, facts: Collection[Fact] = (), before: Status | None = None
) -> Status:
    """The episode's status after the action; `status` is None before it is registered.

    facts: those that hold. before: the status she left from, for UNDO_LEAVING.
    Raises: IllegalTransition with status, action, what is allowed, and the fact that hinders, if any.
    """
    return tables.next_state(TRANSITIONS, status, action, facts=facts, before=before)


def available(status: Status | None, *, facts: Collection[Fact] = ()) -> tuple[Action, ...]:
    """Every action possible in the status with the facts that hold, in the order declared."""
    return tables.available(TRANSITIONS, status, facts=facts)


def is_open(status: Status) -> bool:
    """Whether she is an inpatient still: a patient has one such episode at a time with each inpatient controller."""
    return status in OPEN
