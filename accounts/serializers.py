"""Shapes of what the API of accounts answers."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.actor import Actor
from accounts.kinds import Side, UnitKind
from accounts.roles import Role


class ActingUnitSerializer(serializers.Serializer[Any]):
    """A unit that is acted for."""

    ref = serializers.UUIDField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=UnitKind.choices)
    side = serializers.ChoiceField(choices=Side.choices)
    controller = serializers.UUIDField(source="controller_ref")


class ActorSerializer(serializers.Serializer[Any]):
    """An actor."""

    assignment = serializers.UUIDField(source="assignment_ref")
    user_name = serializers.CharField()
    role = serializers.ChoiceField(choices=Role.choices)
    scope_name = serializers.CharField()
    units = serializers.SerializerMethodField()

    @extend_schema_field(ActingUnitSerializer(many=True))
    def get_units(self, actor: Actor) -> list[dict[str, Any]]:
        """The units it may act for, by name."""
        return list(ActingUnitSerializer(list(actor.units.values()), many=True).data)
