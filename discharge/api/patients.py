"""Patients in the API. Whoever searches or looks up does so by POST: an identity number is never part of an address."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import clock
from discharge.api.doing import IDEMPOTENCY_KEY, actor_of, do
from discharge.api.patient_shapes import (
    AddIdentityRequest,
    EndPlacementRequest,
    FoundSerializer,
    LookedUpSerializer,
    LookUpRequest,
    MergeRequest,
    PatientEventSerializer,
    PatientRequest,
    PersonShownSerializer,
    PlaceRequest,
    ProposalSerializer,
    ProposalsRequest,
    ProtectionRequest,
    RegisterRequest,
    ReplaceIdentityRequest,
    SearchRequest,
    SplitRequest,
    UnmaskRequest,
    UpdateRegisterDataRequest,
    WithdrawIdentityRequest,
)
from discharge.api.serializers import RefSerializer
from discharge.patient_doors import (
    look_up_person,
    search,
    show_person,
    show_proposals,
    show_trace,
    unmask_person,
)
from discharge.selectors.recipients import ALL_KINDS
from discharge.services.identities import add_identity, replace_identity, withdraw_identity
from discharge.services.merging import merge_patients, split_patient
from discharge.services.patients import refresh_patient, register_patient
from discharge.services.placements import end_placement, place
from discharge.services.protecting import set_protection
from discharge.services.register_data import update_register_data

ACTION: dict[str, Any] = {"responses": RefSerializer, "parameters": [IDEMPOTENCY_KEY]}
MADE: dict[str, Any] = {"responses": {201: RefSerializer}, "parameters": [IDEMPOTENCY_KEY]}


def asked(request: Request, shape: type[serializers.Serializer[Any]]) -> dict[str, Any]:
    """What the body of a request that changes nothing asks."""
    body = shape(data=request.data)
    body.is_valid(raise_exception=True)
    found: dict[str, Any] = body.validated_data
    return found


class SearchView(APIView):
    """Persons among those that the actor may see."""

    @extend_schema(operation_id="patients_search", request=SearchRequest, responses=FoundSerializer)
    def post(self, request: Request) -> Response:
        """Find by words of the name or by number; logged."""
        body = asked(request, SearchRequest)
        found = search(body["text"], page=body["page"], by=actor_of(request), now=clock.now())
        return Response(FoundSerializer(found).data)


class LookUpView(APIView):
    """Persons in the population register."""

    @extend_schema(operation_id="patients_lookup", request=LookUpRequest, responses=LookedUpSerializer(many=True))
    def post(self, request: Request) -> Response:
        """Who has a number, one answer for each domain that it fits; logged."""
        body = asked(request, LookUpRequest)
        found = look_up_person(body["value"], oid=body["oid"], by=actor_of(request), now=clock.now())
        return Response(LookedUpSerializer(found, many=True).data)


class PatientsView(APIView):
    """Patients."""

    @extend_schema(operation_id="patients_register", request=RegisterRequest, **MADE)
    def post(self, request: Request) -> Response:
        """The patient who has a number; registered if she is not there."""
        return do(
            request,
            RegisterRequest,
            lambda body, by, now: register_patient(**body, by=by, now=now).ref,
            created=True,
        )


class PatientView(APIView):
    """One patient."""

    @extend_schema(responses=PersonShownSerializer)
    def get(self, request: Request, ref: UUID) -> Response:
        """Her numbers and register data, masked when she is protected; logged."""
        return Response(PersonShownSerializer(show_person(ref, by=actor_of(request), now=clock.now())).data)


class UnmaskView(APIView):
    """A protected patient."""

    @extend_schema(request=UnmaskRequest, responses=PersonShownSerializer)
    def post(self, request: Request, ref: UUID) -> Response:
        """Everything, for a reason that is logged."""
        body = asked(request, UnmaskRequest)
        person = unmask_person(ref, reason=body["reason"], by=actor_of(request), now=clock.now())
        return Response(PersonShownSerializer(person).data)


class PatientEventsView(APIView):
    """What happened to a patient's numbers and register data."""

    @extend_schema(responses=PatientEventSerializer(many=True))
    def get(self, request: Request, ref: UUID) -> Response:
        """The latest first; without data when she is protected; logged."""
        events = show_trace(ref, by=actor_of(request), now=clock.now())
        return Response(PatientEventSerializer(events, many=True).data)


class ProposalsView(APIView):
    """Units that are proposed as recipients."""

    @extend_schema(request=ProposalsRequest, responses=ProposalSerializer(many=True))
    def post(self, request: Request, ref: UUID) -> Response:
        """Those that answer for her address and her open care; none when she is protected; logged."""
        kinds = asked(request, ProposalsRequest)["kinds"] or ALL_KINDS
        proposals = show_proposals(ref, kinds=kinds, by=actor_of(request), now=clock.now())
        return Response(ProposalSerializer(proposals, many=True).data)


class RefreshView(APIView):
    """Register data from the population register."""

    @extend_schema(request=PatientRequest, **ACTION)
    def post(self, request: Request, ref: UUID) -> Response:
        """Fetch what it knows now."""
        return do(request, PatientRequest, lambda body, by, now: refresh_patient(ref, **body, by=by, now=now))


class RegisterDataView(APIView):
    """Register data of somebody whom the population register does not know."""

    @extend_schema(request=UpdateRegisterDataRequest, **ACTION)
    def post(self, request: Request, ref: UUID) -> Response:
        """Write what was told."""
        return do(
            request,
            UpdateRegisterDataRequest,
            lambda body, by, now: update_register_data(ref, **body, by=by, now=now),
        )


class ProtectionView(APIView):
    """Protected identity."""

    @extend_schema(request=ProtectionRequest, **ACTION)
    def post(self, request: Request, ref: UUID) -> Response:
        """Say which degree holds."""
        return do(request, ProtectionRequest, lambda body, by, now: set_protection(ref, **body, by=by, now=now))


class AddIdentityView(APIView):
    """Numbers of a patient."""

    @extend_schema(request=AddIdentityRequest, **ACTION)
    def post(self, request: Request, ref: UUID) -> Response:
        """Add one."""
        return do(request, AddIdentityRequest, lambda body, by, now: add_identity(ref, **body, by=by, now=now))


class ReplaceIdentityView(APIView):
    """Numbers of a patient."""

    @extend_schema(request=ReplaceIdentityRequest, **ACTION)
    def post(self, request: Request, ref: UUID) -> Response:
        """Replace one by a more lasting one."""
        return do(request, ReplaceIdentityRequest, lambda body, by, now: replace_identity(ref, **body, by=by, now=now))


class WithdrawIdentityView(APIView):
    """Numbers of a patient."""

    @extend_schema(request=WithdrawIdentityRequest, **ACTION)
    def post(self, request: Request, ref: UUID) -> Response:
        """Take away one that was wrong."""
        return do(
            request, WithdrawIdentityRequest, lambda body, by, now: withdraw_identity(ref, **body, by=by, now=now)
        )


class MergeView(APIView):
    """Two patients that are one person."""

    @extend_schema(request=MergeRequest, **ACTION)
    def post(self, request: Request, ref: UUID) -> Response:
        """Merge her into another."""
        return do(request, MergeRequest, lambda body, by, now: merge_patients(ref, **body, by=by, now=now))


class SplitView(APIView):
    """A patient that was merged into another by mistake."""

    @extend_schema(request=SplitRequest, **ACTION)
    def post(self, request: Request, ref: UUID) -> Response:
        """Split them."""
        return do(request, SplitRequest, lambda body, by, now: split_patient(ref, **body, by=by, now=now))


class PlacementsView(APIView):
    """Placements of a patient."""

    @extend_schema(request=PlaceRequest, **MADE)
    def post(self, request: Request, ref: UUID) -> Response:
        """A municipality has decided where she lives; gives the placement's ref."""
        return do(request, PlaceRequest, lambda body, by, now: place(ref, **body, by=by, now=now), created=True)


class EndPlacementView(APIView):
    """A placement."""

    @extend_schema(request=EndPlacementRequest, **ACTION)
    def post(self, request: Request, ref: UUID) -> Response:
        """Set its last day."""
        return do(request, EndPlacementRequest, lambda body, by, now: end_placement(ref, **body, by=by, now=now))
