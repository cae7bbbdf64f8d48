"""From registration to closing: what is done in the stay itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rest_framework.views import APIView

from discharge.api.acts.act import action, notice
from discharge.api.stay_shapes import (
    AdmissionNoticeRequest,
    CanReceiveRequest,
    CareContactRequest,
    DischargeInformationRequest,
    EstimateRequest,
    JudgeNeedRequest,
    LeaveRequest,
    PartRequest,
    ReadyRequest,
    ReasonedRequest,
    SipAnswerRequest,
    SipCallRequest,
    StayRequest,
)
from discharge.services.admission_notices import send_admission_notice
from discharge.services.admitting import (
    cancel_stay,
    close_stay,
    judge_need,
    judge_no_need,
    reopen_need,
)
from discharge.services.care_contacts import name_care_contact
from discharge.services.estimates import change_estimate
from discharge.services.leaving import leave, send_discharge_information, undo_leaving
from discharge.services.readiness import declare_ready, withdraw_readiness
from discharge.services.receiving import say_can_receive
from discharge.services.sip_calls import answer_about_sip, call_sip

ACTIONS: Final[Mapping[str, type[APIView]]] = {
    "judge-need": action(judge_need, JudgeNeedRequest, "The physician has judged whose services she may need."),
    "judge-no-need": action(judge_no_need, ReasonedRequest, "She will need nobody's services."),
    "reopen-need": action(reopen_need, ReasonedRequest, "What she needs has changed and is to be judged again."),
    "admission-notice": notice(
        send_admission_notice, AdmissionNoticeRequest, "Tell the units concerned that she is in hospital."
    ),
    "estimate": action(
        change_estimate, EstimateRequest, "Change it, and tell everybody who has been told of the stay."
    ),
    "ready": notice(declare_ready, ReadyRequest, "Tell the units concerned that she is ready to leave."),
    "withdraw-ready": notice(withdraw_readiness, PartRequest, "She is not ready after all."),
    "care-contact": notice(name_care_contact, CareContactRequest, "Name the unit's contact, or another one instead."),
    "can-receive": notice(say_can_receive, CanReceiveRequest, "Say from when somebody is there for her."),
    "sip-answer": notice(answer_about_sip, SipAnswerRequest, "Tell what was answered when the plan was offered."),
    "sip-call": notice(call_sip, SipCallRequest, "Call to it."),
    "discharge-information": notice(
        send_discharge_information, DischargeInformationRequest, "Tell the recipients what they need when she leaves."
    ),
    "leave": action(leave, LeaveRequest, "She has left, in whatever way; who had been told of the stay is told."),
    "undo-leaving": action(undo_leaving, StayRequest, "She never left the building: the stay is as it was before."),
    "close": action(close_stay, StayRequest, "Nothing more is to be done: it is closed, and its case."),
    "cancel": action(cancel_stay, ReasonedRequest, "Strike it out; it stays legible."),
}
