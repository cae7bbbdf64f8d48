"""Hospital stays in the API: one is registered and read, and one POST for each thing that is done in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import clock
from discharge.api.doing import IDEMPOTENCY_KEY, actor_of, do
from discharge.api.serializers import RefSerializer
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
    RegisterStayRequest,
    SipAnswerRequest,
    SipCallRequest,
    StayRequest,
    StaySerializer,
)
from discharge.doors import open_stay
from discharge.services.admission_notices import send_admission_notice
from discharge.services.admitting import (
    cancel_stay,
    close_stay,
    judge_need,
    judge_no_need,
    register_stay,
    reopen_need,
)
from discharge.services.care_contacts import name_care_contact
from discharge.services.estimates import change_estimate
from discharge.services.leaving import leave, send_discharge_information, undo_leaving
from discharge.services.readiness import declare_ready, withdraw_readiness
from discharge.services.receiving import say_can_receive
from discharge.services.sip_calls import answer_about_sip, call_sip

ACTION: dict[str, Any] = {"responses": RefSerializer, "parameters": [IDEMPOTENCY_KEY]}
SENDS: dict[str, Any] = {"responses": {201: RefSerializer}, "parameters": [IDEMPOTENCY_KEY]}


class StaysView(APIView):
    """Stays."""

    @extend_schema(operation_id="stays_register", request=RegisterStayRequest, **SENDS)
    def post(self, request: Request) -> Response:
        """A ward has admitted a patient; answers the ref of the case. Nobody outside the hospital is told."""
        return do(
            request,
            RegisterStayRequest,
            lambda asked, by, now: register_stay(**asked, by=by, now=now).ref,
            created=True,
        )


class StayView(APIView):
    """The stay of a case."""

    @extend_schema(responses=StaySerializer)
    def get(self, request: Request, ref: UUID) -> Response:
        """What the reader has been told of it, and what her units may do now; logged."""
        return Response(StaySerializer(open_stay(ref, by=actor_of(request), now=clock.now())).data)


def _action(service: Callable[..., Any], shape: type[StayRequest], told: str, *, sends: bool = False) -> type[APIView]:
    """The door of a service. It answers the ref of the case; where a notice is all that is sent, the notice's."""

    class ActionView(APIView):
        @extend_schema(request=shape, description=told, **(SENDS if sends else ACTION))
        def post(self, request: Request, ref: UUID) -> Response:
            return do(request, shape, lambda asked, by, now: service(ref, **asked, by=by, now=now).ref, created=sends)

    return ActionView


def _notice(service: Callable[..., Any], shape: type[StayRequest], told: str) -> type[APIView]:
    """The door of a service that does no more than send a notice."""
    return _action(service, shape, told, sends=True)


# What is done in a stay, by its address.
ACTIONS: Final[Mapping[str, type[APIView]]] = {
    "judge-need": _action(judge_need, JudgeNeedRequest, "The physician has judged whose services she may need."),
    "judge-no-need": _action(judge_no_need, ReasonedRequest, "She will need nobody's services."),
    "reopen-need": _action(reopen_need, ReasonedRequest, "What she needs has changed and is to be judged again."),
    "admission-notice": _notice(
        send_admission_notice, AdmissionNoticeRequest, "Tell the units concerned that she is in hospital."
    ),
    "estimate": _action(
        change_estimate, EstimateRequest, "Change it, and tell everybody who has been told of the stay."
    ),
    "ready": _notice(declare_ready, ReadyRequest, "Tell the units concerned that she is ready to leave."),
    "withdraw-ready": _notice(withdraw_readiness, PartRequest, "She is not ready after all."),
    "care-contact": _notice(name_care_contact, CareContactRequest, "Name the unit's contact, or another one instead."),
    "can-receive": _notice(say_can_receive, CanReceiveRequest, "Say from when somebody is there for her."),
    "sip-answer": _notice(answer_about_sip, SipAnswerRequest, "Tell what was answered when the plan was offered."),
    "sip-call": _notice(call_sip, SipCallRequest, "Call to it."),
    "discharge-information": _notice(
        send_discharge_information, DischargeInformationRequest, "Tell the recipients what they need when she leaves."
    ),
    "leave": _action(leave, LeaveRequest, "She has left, in whatever way; who had been told of the stay is told."),
    "undo-leaving": _action(undo_leaving, StayRequest, "She never left the building: the stay is as it was before."),
    "close": _action(close_stay, StayRequest, "Nothing more is to be done: it is closed, and its case."),
    "cancel": _action(cancel_stay, ReasonedRequest, "Strike it out; it stays legible."),
}
