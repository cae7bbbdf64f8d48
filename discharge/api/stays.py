"""Hospital stays in the API: one is registered and read, and one POST for each thing that is done in it."""

from __future__ import annotations

from typing import Any
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

# What changes the stay answers the ref of its case; what only sends a notice answers the notice's.
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


class JudgeNeedView(APIView):
    """What she needs afterwards."""

    @extend_schema(request=JudgeNeedRequest, **ACTION)
    def post(self, request: Request, ref: UUID) -> Response:
        """The physician has judged whose services she may need."""
        return do(request, JudgeNeedRequest, lambda asked, by, now: judge_need(ref, **asked, by=by, now=now).ref)


class JudgeNoNeedView(APIView):
    """What she needs afterwards: nothing."""

    @extend_schema(request=ReasonedRequest, **ACTION)
    def post(self, request: Request, ref: UUID) -> Response:
        """She will need nobody's services."""
        return do(request, ReasonedRequest, lambda asked, by, now: judge_no_need(ref, **asked, by=by, now=now).ref)


class ReopenNeedView(APIView):
    """What she needs afterwards, anew."""

    @extend_schema(request=ReasonedRequest, **ACTION)
    def post(self, request: Request, ref: UUID) -> Response:
        """What she needs has changed and is to be judged again."""
        return do(request, ReasonedRequest, lambda asked, by, now: reopen_need(ref, **asked, by=by, now=now).ref)


class AdmissionNoticeView(APIView):
    """Admission notices."""

    @extend_schema(request=AdmissionNoticeRequest, **SENDS)
    def post(self, request: Request, ref: UUID) -> Response:
        """Tell the units concerned that she is in hospital."""
        return do(
            request,
            AdmissionNoticeRequest,
            lambda asked, by, now: send_admission_notice(ref, **asked, by=by, now=now).ref,
            created=True,
        )


class EstimateView(APIView):
    """The expected discharge."""

    @extend_schema(request=EstimateRequest, **ACTION)
    def post(self, request: Request, ref: UUID) -> Response:
        """Change it, and tell everybody who has been told of the stay."""
        return do(request, EstimateRequest, lambda asked, by, now: change_estimate(ref, **asked, by=by, now=now).ref)


class ReadyView(APIView):
    """Ready notices."""

    @extend_schema(request=ReadyRequest, **SENDS)
    def post(self, request: Request, ref: UUID) -> Response:
        """Tell the units concerned that she is ready to leave."""
        return do(
            request,
            ReadyRequest,
            lambda asked, by, now: declare_ready(ref, **asked, by=by, now=now).ref,
            created=True,
        )


class WithdrawReadyView(APIView):
    """Readiness taken back."""

    @extend_schema(request=PartRequest, **SENDS)
    def post(self, request: Request, ref: UUID) -> Response:
        """She is not ready after all."""
        return do(
            request,
            PartRequest,
            lambda asked, by, now: withdraw_readiness(ref, **asked, by=by, now=now).ref,
            created=True,
        )


class CareContactView(APIView):
    """Fixed care contacts."""

    @extend_schema(request=CareContactRequest, **SENDS)
    def post(self, request: Request, ref: UUID) -> Response:
        """Name the unit's contact, or another one instead."""
        return do(
            request,
            CareContactRequest,
            lambda asked, by, now: name_care_contact(ref, **asked, by=by, now=now).ref,
            created=True,
        )


class CanReceiveView(APIView):
    """When home is ready."""

    @extend_schema(request=CanReceiveRequest, **SENDS)
    def post(self, request: Request, ref: UUID) -> Response:
        """Say from when somebody is there for her."""
        return do(
            request,
            CanReceiveRequest,
            lambda asked, by, now: say_can_receive(ref, **asked, by=by, now=now).ref,
            created=True,
        )


class SipAnswerView(APIView):
    """Answers about the joint individual plan."""

    @extend_schema(request=SipAnswerRequest, **SENDS)
    def post(self, request: Request, ref: UUID) -> Response:
        """Tell what was answered when the plan was offered."""
        return do(
            request,
            SipAnswerRequest,
            lambda asked, by, now: answer_about_sip(ref, **asked, by=by, now=now).ref,
            created=True,
        )


class SipCallView(APIView):
    """Calls to the joint individual plan."""

    @extend_schema(request=SipCallRequest, **SENDS)
    def post(self, request: Request, ref: UUID) -> Response:
        """Call to it."""
        return do(
            request,
            SipCallRequest,
            lambda asked, by, now: call_sip(ref, **asked, by=by, now=now).ref,
            created=True,
        )


class DischargeInformationView(APIView):
    """Information that goes with her."""

    @extend_schema(request=DischargeInformationRequest, **SENDS)
    def post(self, request: Request, ref: UUID) -> Response:
        """Tell the recipients what they need when she leaves."""
        return do(
            request,
            DischargeInformationRequest,
            lambda asked, by, now: send_discharge_information(ref, **asked, by=by, now=now).ref,
            created=True,
        )


class LeaveView(APIView):
    """Leaving."""

    @extend_schema(request=LeaveRequest, **ACTION)
    def post(self, request: Request, ref: UUID) -> Response:
        """She has left, in whatever way; who had been told of the stay is told."""
        return do(request, LeaveRequest, lambda asked, by, now: leave(ref, **asked, by=by, now=now).ref)


class UndoLeavingView(APIView):
    """Leaving undone."""

    @extend_schema(request=StayRequest, **ACTION)
    def post(self, request: Request, ref: UUID) -> Response:
        """She never left the building: the stay is as it was before."""
        return do(request, StayRequest, lambda asked, by, now: undo_leaving(ref, **asked, by=by, now=now).ref)


class CloseView(APIView):
    """The end of a stay."""

    @extend_schema(request=StayRequest, **ACTION)
    def post(self, request: Request, ref: UUID) -> Response:
        """Nothing more is to be done: it is closed, and its case."""
        return do(request, StayRequest, lambda asked, by, now: close_stay(ref, **asked, by=by, now=now).ref)


class CancelView(APIView):
    """Stays registered in error."""

    @extend_schema(request=ReasonedRequest, **ACTION)
    def post(self, request: Request, ref: UUID) -> Response:
        """Strike it out; it stays legible."""
        return do(request, ReasonedRequest, lambda asked, by, now: cancel_stay(ref, **asked, by=by, now=now).ref)
