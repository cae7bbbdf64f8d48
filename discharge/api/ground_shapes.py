"""What a side has recorded of consents, harm tests and those who speak for the person, in the shapes that it reads."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from discharge.api.serializers import UnitSerializer, choices, instant
from discharge.event_shapes.grounds import ConsentAnswer, ConsentKind, How, RepresentativeKind, SpokenBy
from rules.tracks.consent import State

Shape = serializers.Serializer[Any]


class ConsentSerializer(Shape):
    """One kind of consent. state: today's; at: when it was answered or withdrawn; recipients: none for all."""

    kind = serializers.ChoiceField(choices=choices(ConsentKind), source="told.kind")
    state = serializers.ChoiceField(choices=choices(State))
    at = instant()
    answer = serializers.ChoiceField(choices=choices(ConsentAnswer), source="told.answer")
    covers = serializers.CharField(source="told.covers")
    recipients = UnitSerializer(many=True)
    answered_by = serializers.ChoiceField(choices=choices(SpokenBy), source="told.answered_by")
    name = serializers.CharField(source="told.name")
    how = serializers.ChoiceField(choices=choices(How), source="told.how")
    valid_until = serializers.DateField(source="told.valid_until", allow_null=True)
    reason = serializers.CharField(source="told.reason")


class HarmTestSerializer(Shape):
    """One assessment for one disclosure."""

    at = instant()
    item = serializers.CharField(source="told.item")
    recipients = UnitSerializer(many=True)
    why = serializers.CharField(source="told.why")
    decided_by = serializers.CharField(source="told.decided_by")


class RepresentativeSerializer(Shape):
    """Who speaks for her. is_hidden_from: a guardian who is told nothing."""

    ref = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=choices(RepresentativeKind))
    name = serializers.CharField()
    phone = serializers.CharField()
    scope = serializers.CharField()
    proof = serializers.CharField()
    is_hidden_from = serializers.BooleanField()


class GroundsSerializer(Shape):
    """What the reader's own side has recorded; nobody else reads it."""

    consents = ConsentSerializer(many=True)
    harm_tests = HarmTestSerializer(many=True)
    representatives = RepresentativeSerializer(many=True)
