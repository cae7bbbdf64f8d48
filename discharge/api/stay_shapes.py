"""The shapes of hospital stays in the API: what is told when something is done, and what a reader is answered."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from discharge.api.ground_shapes import GroundsSerializer
from discharge.api.moments import Instant
from discharge.api.outside_shape import OutsideRequest
from discharge.api.requests import Expecting
from discharge.api.serializers import UnitSerializer, choices, instant
from discharge.contents.receiving import PLACE_LENGTH
from discharge.contents.stay import ConsentNoted
from discharge.contents.texts import BODY_LENGTH, LINE_LENGTH, PASSAGE_LENGTH, PHONE_LENGTH
from discharge.models.notices import Ground
from discharge.selectors.open_points import OpenKind
from discharge.selectors.stays import TURNS, Stage
from discharge.services.reasons import REASON_LENGTH
from discharge.services.sip_calls import ANSWERS
from discharge.tracks import TrackAction
from discharge.turns import Step
from rules.facts import CareType, LeftReason, LegalForm, SipConsent
from rules.liability import State
from rules.states import Status

Shape = serializers.Serializer[Any]



class Chosen(serializers.ChoiceField):
    """One of an enumeration, as the services take it. among: the ones that may be chosen, with their labels if any."""

    def __init__(self, kind: type[StrEnum], among: Sequence[tuple[str, Any]] = (), **options: Any) -> None:
        self.kind = kind
        super().__init__(choices=list(among) or choices(kind), **options)

    def to_internal_value(self, data: Any) -> StrEnum:
        """The member."""
        return self.kind(super().to_internal_value(data))


# The description names these itself: elsewhere a field of the same name is one of others, or the same has another name.
@extend_schema_field({"type": "string", "enum": [one.value for one in Ground]}, component_name="ReasonGround")
class ReasonGround(Chosen):
    """The ground of a part."""


@extend_schema_field({"type": "string", "enum": [one.value for one in State]}, component_name="LiabilityState")
class LiabilityState(serializers.ChoiceField):
    """What holds of liability."""


@extend_schema_field({"type": "string", "enum": [one.value for one in OpenKind]}, component_name="OpenKind")
class OpenKindField(serializers.ChoiceField):
    """What it is that waits."""


@extend_schema_field({"type": "string", "enum": [one.value for one in Status]}, component_name="StayStatus")
class StayStatus(serializers.ChoiceField):
    """The status of a stay."""


def line(**options: Any) -> serializers.CharField:
    return serializers.CharField(max_length=LINE_LENGTH, **options)


def text(longest: int) -> serializers.CharField:
    """A text that may be left out."""
    return serializers.CharField(max_length=longest, allow_blank=True, default="")


def refs() -> serializers.ListField:
    return serializers.ListField(child=serializers.UUIDField(), allow_empty=False, max_length=50)


class RegisterStayRequest(Shape):
    """A patient who is admitted. patient: as finding the person gave it; unit: the ward.

    returned_from: the case of the stay that she left and has come back from.
    """

    patient = serializers.UUIDField()
    unit = serializers.UUIDField()
    admitted_at = Instant()
    care_type = Chosen(CareType)
    legal_form = Chosen(LegalForm, default=LegalForm.VOLUNTARY)
    returned_from = serializers.UUIDField(allow_null=True, default=None)
    expected_on = serializers.DateField(allow_null=True, default=None)
    expected_time = serializers.TimeField(allow_null=True, default=None)


class StayRequest(Expecting):
    """expected_version: the case's; unit: as which of the actor's units."""

    unit = serializers.UUIDField()


class JudgeNeedRequest(StayRequest):
    """Whose services she may need afterwards, by whose judgement and when."""

    region = serializers.BooleanField()
    social_services = serializers.BooleanField()
    municipal_care = serializers.BooleanField()
    physician = line()
    judged_at = Instant()


class ReasonedRequest(StayRequest):
    """Why."""

    reason = serializers.CharField(max_length=REASON_LENGTH)


class AdmissionNoticeRequest(StayRequest):
    """To whom, and when she is expected to leave. adds: it has been sent, and these are told from now on."""

    recipients = refs()
    outside = OutsideRequest(allow_null=True, default=None)
    expected_on = serializers.DateField()
    expected_time = serializers.TimeField(allow_null=True, default=None)
    consent = Chosen(ConsentNoted, default=ConsentNoted.NOT_ASKED)
    address_withheld = serializers.BooleanField(default=False)
    adds = serializers.BooleanField(default=False)


class PartRequest(StayRequest):
    """A reason that may be told, and the ground on which it is."""

    reason = text(PASSAGE_LENGTH)
    reason_ground = ReasonGround(Ground, allow_null=True, default=None)


class EstimateRequest(PartRequest):
    """The new day, with the hour if one is known. told: whether the patient knows."""

    expected_on = serializers.DateField()
    expected_time = serializers.TimeField(allow_null=True, default=None)
    told = serializers.BooleanField(default=False)


class ReadyRequest(StayRequest):
    """When it was assessed, by whom, and to whom it is told. adds: these are told of the same readiness later."""

    recipients = refs()
    outside = OutsideRequest(allow_null=True, default=None)
    assessed_at = Instant()
    physician = line()
    adds = serializers.BooleanField(default=False)


class CareContactRequest(StayRequest):
    """Who she is and how she is reached. existing: the patient has her already; replaces: the one the unit named."""

    name = line()
    title = text(LINE_LENGTH)
    phone = serializers.CharField(max_length=PHONE_LENGTH)
    existing = serializers.BooleanField(default=False)
    calls_sip = serializers.BooleanField(default=True)
    replaces = serializers.BooleanField(default=False)


class CanReceiveRequest(StayRequest):
    """From when, when somebody comes first, who meets, and why this may be told."""

    from_at = Instant()
    first_visit = text(LINE_LENGTH)
    meets = text(LINE_LENGTH)
    ground = Chosen(Ground, Ground.choices)


class SipAnswerRequest(StayRequest):
    """What was answered when the plan was offered, and by whom."""

    consent = Chosen(SipConsent, [(one.value, one.value) for one in ANSWERS])
    said_by = line()


class SipCallRequest(StayRequest):
    """When and where, and who else is asked."""

    meeting_at = Instant()
    place = serializers.CharField(max_length=PLACE_LENGTH)
    others = text(PLACE_LENGTH)


class DischargeInformationRequest(StayRequest):
    """What the recipients need to know when she leaves."""

    body = serializers.CharField(max_length=BODY_LENGTH, trim_whitespace=False)
    medicines = text(PASSAGE_LENGTH)
    aids = text(PASSAGE_LENGTH)
    night = text(PASSAGE_LENGTH)
    outside = OutsideRequest(allow_null=True, default=None)


class LeaveRequest(StayRequest):
    """How, when and where to."""

    reason = Chosen(LeftReason)
    left_at = Instant()
    where_to = text(LINE_LENGTH)


class StepSerializer(Shape):
    """One of the eight steps. at: when it was done; else when the reader's own unit must have done it."""

    step = serializers.ChoiceField(choices=choices(Step))
    stage = serializers.ChoiceField(choices=choices(Stage))
    at = instant(allow_null=True)


class OfferedSerializer(Shape):
    """What one of the reader's units may do now. is_turn: the case asks for it."""

    action = serializers.ChoiceField(choices=[(one.value, one.value) for one in (*TURNS, *TrackAction)])
    unit = UnitSerializer()
    is_turn = serializers.BooleanField()


class EpisodeSerializer(Shape):
    """The hospital's own row of the stay. municipality: where she is registered, empty when she is protected."""

    ward = UnitSerializer()
    status = StayStatus(choices=choices(Status))
    region = serializers.CharField()
    municipality = serializers.CharField()
    care_type = serializers.ChoiceField(choices=choices(CareType))
    legal_form = serializers.ChoiceField(choices=choices(LegalForm))
    admitted_at = instant()
    needs_region = serializers.BooleanField(allow_null=True)
    needs_social_services = serializers.BooleanField(allow_null=True)
    needs_municipal_care = serializers.BooleanField(allow_null=True)
    need_judged_at = instant(allow_null=True)
    left_reason = serializers.CharField()


class LiabilityReasonSerializer(Shape):
    """Why, and where the act or the agreement says so."""

    code = serializers.CharField()
    text = serializers.CharField()
    law = serializers.CharField()


class LiabilitySerializer(Shape):
    """Who pays for the days on which a ready patient stays on, as it stands now; no kronor.

    condition: C1 to C13, why there is no liability. ready_days: where an agreement counts a mean.
    """

    state = LiabilityState(choices=choices(State))
    condition = serializers.CharField(allow_null=True)
    first_liable_on = serializers.DateField(allow_null=True)
    nights = serializers.IntegerField()
    ready_days = serializers.IntegerField(allow_null=True)
    agreement = serializers.CharField()
    reasons = LiabilityReasonSerializer(many=True)


class OpenSerializer(Shape):
    """One thing that waits. ref: what an act names it by; about: the area or part that is missing, else empty."""

    kind = OpenKindField(choices=choices(OpenKind), source="point.kind")
    ref = serializers.UUIDField(source="point.ref")
    about = serializers.CharField(source="point.about")
    raised_by = UnitSerializer()
    raised_at = instant(source="point.raised_at")
    owners = UnitSerializer(many=True)
    due_at = instant(source="point.due_at", allow_null=True)
    is_ours = serializers.BooleanField()
    words = serializers.CharField()


class StaySerializer(Shape):
    """A stay as the reader has been told of it. episode: for the hospital alone; version: what every action expects."""

    version = serializers.IntegerField()
    steps = StepSerializer(many=True, source="seen.told.steps")
    expected_on = serializers.DateField(source="seen.told.expected_on", allow_null=True)
    expected_time = serializers.TimeField(source="seen.told.expected_time", allow_null=True)
    ready_at = instant(source="seen.told.ready_at", allow_null=True)
    left_at = instant(source="seen.told.left_at", allow_null=True)
    can_receive_at = instant(source="seen.told.can_receive_at", allow_null=True)
    liability = LiabilitySerializer(source="seen.liability", allow_null=True)
    open = OpenSerializer(many=True, source="seen.open")
    grounds = GroundsSerializer(source="seen.grounds")
    actions = OfferedSerializer(many=True, source="seen.offered")
    episode = EpisodeSerializer(allow_null=True)
