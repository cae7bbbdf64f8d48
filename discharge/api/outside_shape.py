"""How something was sent outside the system, as the API is told."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from accounts.kinds import OutsideBy
from discharge.api.moments import Instant
from discharge.outside import Outside


class OutsideRequest(serializers.Serializer[Any]):
    """By letter, fax or telephone to the recipients that nobody reaches here, and when it was truly sent."""

    how = serializers.ChoiceField(choices=OutsideBy.choices)
    sent_at = Instant()

    def to_internal_value(self, data: Any) -> Outside:
        """As the services take it."""
        told = super().to_internal_value(data)
        return Outside(OutsideBy(told["how"]), told["sent_at"])
