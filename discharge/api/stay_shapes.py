"""The shapes of hospital stays in the API: what is told when something is done, and what a reader is answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils.timezone import is_naive
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from discharge.api.requests import Expecting
from discharge.api.serializers import UnitSerializer, choices, instant
from discharge.contents.receiving import PLACE_LENGTH
from discharge.contents.stay import REASON_LENGTH as PART_LENGTH
from discharge.contents.stay import ConsentNoted
from discharge.contents.texts import BODY_LENGTH, LINE_LENGTH
from discharge.models.notices import Ground
from discharge.selectors.stays import TURNS, Stage
from discharge.services.reasons import REASON_LENGTH
from discharge.services.sip_calls import ANSWERS
from discharge.turns import Step
from rules.facts import CareType, LeftReason, LegalForm, SipConsent
from rules.states import Status

Shape = serializers.Serializer[Any]

PHONE_LENGTH = 40


class Instant(serializers.DateTimeField):
    """An instant that says its offset: nobody guesses which clock was meant."""

    default_error_messages = {"naive": _("Ange tiden med tidszon, till exempel 2026-03-12T09:00:00+01:00.")}

    def enforce_timezone(self, value: datetime) -> datetime:
        """The instant. Raises: ValidationError for one without an offset."""
        if is_naive(value):
            self.fail("naive")
        return super().enforce_timezone(value)


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


@extend_schema_field({"type": "string", "enum": [one.value for one in Status]}, component_name="StayStatus")
class StayStatus(serializers.ChoiceField):
    """The status of a stay."""


def _line(**options: Any) -> serializers.CharField:
    return serializers.CharField(max_length=LINE_LENGTH, **options)


def _text(longest: int) -> serializers.CharField:
    """A text that may be left out."""
    return serializers.CharField(max_length=longest, allow_blank=True, default="")


def _recipients() -> serializers.ListField:
    return serializers.ListField(child=serializers.UUIDField(), allow_empty=False, max_length=50)


class RegisterStayRequest(Shape):
    """A patient who is admitted. patient: as finding the person gave it; unit: the ward."""

    patient = serializers.UUIDField()
    unit = serializers.UUIDField()
    admitted_at = Instant()
    care_type = Chosen(CareType)
    legal_form = Chosen(LegalForm, default=LegalForm.VOLUNTARY)
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
    physician = _line()
    judged_at = Instant()


class ReasonedRequest(StayRequest):
    """Why."""

    reason = serializers.CharField(max_length=REASON_LENGTH)


class AdmissionNoticeRequest(StayRequest):
    """To whom, and when she is expected to leave. adds: it has been sent, and these are told from now on."""

    recipients = _recipients()
    expected_on = serializers.DateField()
    expected_time = serializers.TimeField(allow_null=True, default=None)
    consent = Chosen(ConsentNoted, default=ConsentNoted.NOT_ASKED)
    address_withheld = serializers.BooleanField(default=False)
    adds = serializers.BooleanField(default=False)


class PartRequest(StayRequest):
    """A reason that may be told, and the ground on which it is."""

    reason = _text(PART_LENGTH)
    reason_ground = ReasonGround(Ground, allow_null=True, default=None)


class EstimateRequest(PartRequest):
    """The new day, with the hour if one is known. told: whether the patient knows."""

    expected_on = serializers.DateField()
    expected_time = serializers.TimeField(allow_null=True, default=None)
    told = serializers.BooleanField(default=False)


class ReadyRequest(StayRequest):
    """When it was assessed, by whom, and to whom it is told. adds: these are told of the same readiness later."""

    recipients = _recipients()
    assessed_at = Instant()
    physician = _line()
    adds = serializers.BooleanField(default=False)


class CareContactRequest(StayRequest):
    """Who she is and how she is reached. existing: the patient has her already; replaces: the one the unit named."""

    name = _line()
    title = _text(LINE_LENGTH)
    phone = serializers.CharField(max_length=PHONE_LENGTH)
    existing = serializers.BooleanField(default=False)
    calls_sip = serializers.BooleanField(default=True)
    replaces = serializers.BooleanField(default=False)


class CanReceiveRequest(StayRequest):
    """From when, when somebody comes first, who meets, and why this may be told."""

    from_at = Instant()
    first_visit = _text(LINE_LENGTH)
    meets = _text(LINE_LENGTH)
    ground = Chosen(Ground, Ground.choices)


class SipAnswerRequest(StayRequest):
    """What was answered when the plan was offered, and by whom."""

    consent = Chosen(SipConsent, [(one.value, one.value) for one in ANSWERS])
    said_by = _line()


class SipCallRequest(StayRequest):
    """When and where, and who else is asked."""

    meeting_at = Instant()
    place = serializers.CharField(max_length=PLACE_LENGTH)
    others = _text(PLACE_LENGTH)


class DischargeInformationRequest(StayRequest):
    """What the recipients need to know when she leaves."""

    body = serializers.CharField(max_length=BODY_LENGTH, trim_whitespace=False)
    medicines = _text(PART_LENGTH)
    aids = _text(PART_LENGTH)
    night = _text(PART_LENGTH)


class LeaveRequest(StayRequest):
    """How, when and where to."""

    reason = Chosen(LeftReason)
    left_at = Instant()
    where_to = _text(LINE_LENGTH)


class StepSerializer(Shape):
    """One of the eight steps. at: when it was done; else when the reader's own unit must have done it."""

    step = serializers.ChoiceField(choices=choices(Step))
    stage = serializers.ChoiceField(choices=choices(Stage))
    at = instant(allow_null=True)


class OfferedSerializer(Shape):
    """What one of the reader's units may do now. is_turn: the case asks for it."""

    action = serializers.ChoiceField(choices=[(one.value, one.value) for one in TURNS])
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


class StaySerializer(Shape):
    """A stay as the reader has been told of it. episode: for the hospital alone; version: what every action expects."""

    version = serializers.IntegerField()
    steps = StepSerializer(many=True, source="seen.steps")
    expected_on = serializers.DateField(source="seen.expected_on", allow_null=True)
    expected_time = serializers.TimeField(source="seen.expected_time", allow_null=True)
    ready_at = instant(source="seen.ready_at", allow_null=True)
    left_at = instant(source="seen.left_at", allow_null=True)
    actions = OfferedSerializer(many=True, source="seen.offered")
    episode = EpisodeSerializer(allow_null=True)
