"""The shapes of what the API takes. Whether it is allowed, and what follows, is the services' business."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from discharge.api.outside_shape import OutsideRequest
from discharge.contents.message import SUBJECT_LENGTH
from discharge.contents.texts import BODY_LENGTH
from discharge.models.drafts import DraftKind
from discharge.models.notices import Ground
from discharge.services.receipts import REASON_LENGTH

Shape = serializers.Serializer[Any]


class OpenCaseRequest(Shape):
    """About whom, and at which of the actor's units. patient: as finding the person gave it."""

    patient = serializers.UUIDField()
    unit = serializers.UUIDField()


class Expecting(Shape):
    """The version that the sender of the request has seen."""

    expected_version = serializers.IntegerField(min_value=0)


class SendMessageRequest(Expecting):
    """A message. expected_version: the case's; answers: the notice answered; draft: used up by sending."""

    unit = serializers.UUIDField()
    recipients = serializers.ListField(child=serializers.UUIDField(), allow_empty=False, max_length=50)
    subject = serializers.CharField(max_length=SUBJECT_LENGTH)
    body = serializers.CharField(max_length=BODY_LENGTH, trim_whitespace=False)
    ground = serializers.ChoiceField(choices=Ground.choices)
    answers = serializers.UUIDField(allow_null=True, default=None)
    draft = serializers.UUIDField(allow_null=True, default=None)
    outside = OutsideRequest(allow_null=True, default=None)


class RecipientRequest(Expecting):
    """expected_version: the notice's; unit: which of the actor's, needed when several have received it."""

    unit = serializers.UUIDField(allow_null=True, default=None)


class ReturnRequest(RecipientRequest):
    """Why it is not for this unit."""

    reason = serializers.CharField(max_length=REASON_LENGTH, allow_blank=True, default="")


class ForwardRequest(ReturnRequest):
    """To which unit of the same organisation and side."""

    to = serializers.UUIDField()


class CorrectMessageRequest(Expecting):
    """The whole message as it should be."""

    subject = serializers.CharField(max_length=SUBJECT_LENGTH)
    body = serializers.CharField(max_length=BODY_LENGTH, trim_whitespace=False)


class RecallRequest(Expecting):
    """Why it is taken back."""

    reason = serializers.CharField(max_length=REASON_LENGTH, allow_blank=True, default="")


class RecallRecipientRequest(RecallRequest):
    """Which unit should not have had it."""

    recipient = serializers.UUIDField()


class BeginDraftRequest(Shape):
    """What is being written, at which unit and perhaps in which case."""

    kind = serializers.ChoiceField(choices=DraftKind.choices)
    unit = serializers.UUIDField()
    case = serializers.UUIDField(allow_null=True, default=None)
    content = serializers.DictField(default=dict)


class SaveDraftRequest(Expecting):
    """What has been written since. expected_version: the draft's."""

    content = serializers.DictField()
