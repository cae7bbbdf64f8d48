"""The shapes of address rules and area responsibilities in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from discharge.api.serializers import UnitSerializer
from discharge.services.addressing import AreaDetails

Shape = serializers.Serializer[Any]


class AreaShape(Shape):
    """A part of a municipality: a district, postal codes from and to, both, or with neither the whole of it."""

    municipality_code = serializers.RegexField(r"\A[0-9]{4}\Z")
    district = serializers.CharField(max_length=80, allow_blank=True, default="")
    postal_code_from = serializers.RegexField(r"\A[0-9]{5}\Z", allow_null=True, default=None)
    postal_code_to = serializers.RegexField(r"\A[0-9]{5}\Z", allow_null=True, default=None)


class AreaRequest(AreaShape):
    """The same, as the services take it."""

    def to_internal_value(self, data: Any) -> Any:
        """The area."""
        return AreaDetails(**super().to_internal_value(data))


class AreaResponsibilityRequest(Shape):
    """Which open-care unit answers for an area from a day on."""

    unit = serializers.UUIDField()
    area = AreaRequest()
    valid_from = serializers.DateField()


class AddressRuleRequest(AreaResponsibilityRequest):
    """Which municipal unit answers for an area from a day on; perhaps only for those born on some days of the month."""

    birth_day_from = serializers.IntegerField(min_value=1, max_value=31, allow_null=True, default=None)
    birth_day_to = serializers.IntegerField(min_value=1, max_value=31, allow_null=True, default=None)
    rank = serializers.IntegerField(min_value=0, max_value=32767, default=100)


class EndRequest(Shape):
    """The last day, included."""

    last_day = serializers.DateField()


class AreaResponsibilitySerializer(AreaShape):
    """An area responsibility."""

    ref = serializers.UUIDField()
    unit = UnitSerializer()
    valid_from = serializers.DateField()
    valid_to = serializers.DateField(allow_null=True)


class AddressRuleSerializer(AreaResponsibilitySerializer):
    """An address rule."""

    birth_day_from = serializers.IntegerField(allow_null=True)
    birth_day_to = serializers.IntegerField(allow_null=True)
    rank = serializers.IntegerField()
