"""What happens to her during the stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rest_framework import serializers
from rest_framework.views import APIView

from discharge.api.acts.act import action, notice
from discharge.api.moments import Instant
from discharge.api.outside_shape import OutsideRequest
from discharge.api.stay_shapes import Chosen, ReasonedRequest, ReasonGround, StayRequest, line, refs
from discharge.contents.moves import APPROVED_LENGTH
from discharge.models.notices import Ground
from discharge.services.absences import end_leave, register_leave
from discharge.services.moving import change_municipality, change_ward, transfer
from discharge.services.opt import draw_up_care_plan, register_opt_decision
from discharge.services.stay_facts_corrected import correct_facts
from rules.facts import CareType, LegalForm


class ChangeWardRequest(StayRequest):
    """Where to, and when."""

    to = serializers.UUIDField()
    moved_at = Instant()


class TransferRequest(ChangeWardRequest):
    """And why the other hospital may be told."""

    ground = Chosen(Ground, Ground.choices)


class BeginLeaveRequest(StayRequest):
    """When she went, and is expected back. ground: why the others may be told; without one nobody is."""

    gone_at = Instant()
    expected_back_at = Instant(allow_null=True, default=None)
    ground = ReasonGround(Ground, allow_null=True, default=None)


class EndLeaveRequest(StayRequest):
    """When she came back. ground: as when she went."""

    back_at = Instant()
    ground = ReasonGround(Ground, allow_null=True, default=None)


class ChangeMunicipalityRequest(StayRequest):
    """The code of where she is registered, or empty, and since which day."""

    municipality = serializers.CharField(max_length=4, allow_blank=True)
    changed_on = serializers.DateField()


class CorrectFactsRequest(ReasonedRequest):
    """What holds instead of what was registered."""

    admitted_at = Instant()
    care_type = Chosen(CareType)
    legal_form = Chosen(LegalForm)


class OptDecisionRequest(StayRequest):
    """When it was decided, by which chief psychiatrist, and to whom it is told."""

    recipients = refs()
    outside = OutsideRequest(allow_null=True, default=None)
    decided_at = Instant()
    psychiatrist = line()


class CarePlanRequest(StayRequest):
    """When it was drawn up, by whom, which units have approved it, and why this may be told."""

    drawn_up_at = Instant()
    psychiatrist = line()
    approved_by = serializers.CharField(max_length=APPROVED_LENGTH)
    ground = Chosen(Ground, Ground.choices)


ACTIONS: Final[Mapping[str, type[APIView]]] = {
    "opt-decision": notice(
        register_opt_decision, OptDecisionRequest, "Tell that open compulsory care follows; it counts as ready."
    ),
    "care-plan": notice(draw_up_care_plan, CarePlanRequest, "Tell that the coordinated care plan is drawn up."),
    "change-ward": action(change_ward, ChangeWardRequest, "Another ward of the hospital has her from now on."),
    "transfer": notice(transfer, TransferRequest, "Another care provider's ward has her from now on."),
    "begin-leave": action(register_leave, BeginLeaveRequest, "She is on leave, and still an inpatient."),
    "end-leave": action(end_leave, EndLeaveRequest, "She is back from her leave."),
    "municipality": action(change_municipality, ChangeMunicipalityRequest, "She is registered elsewhere."),
    "correct": action(correct_facts, CorrectFactsRequest, "Correct what was registered; deadlines are counted again."),
}
