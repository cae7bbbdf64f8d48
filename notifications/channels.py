"""Where notifications are sent. A channel is given the key, and tells a thing once however often it is given it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core import freshness
from notifications.models import InAppNotice


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing, or a digest of `count`, for one unit. No personal data."""

    key: str
    unit_id: int
    kind: str
    urgency: str
    link: str
    count: int
    at: datetime


class Channel(Protocol):
    """A way to reach a unit."""

    def send(self, telling: Telling) -> None:
        """Tell it. Raises: ChannelError when it could not be sent, and may be tried again."""

    def take_down(self, keys: Collection[str], now: datetime) -> None:
        """What the keys are about is settled; take it down where that can be done."""


class ChannelError(Exception):
    """The channel did not take it. The text holds no personal data: it is shown to staff."""


class InTheProduct:
    """The unit's own list in the product."""

    def send(self, telling: Telling) -> None:
        """Put it in the list, unless it stands there."""
        InAppNotice.objects.bulk_create(
            [
                InAppNotice(
                    key=telling.key,
                    unit_id=telling.unit_id,
                    kind=telling.kind,
                    urgency=telling.urgency,
                    link=telling.link,
                    count=telling.count,
                    at=telling.at,
                )
            ],
            ignore_conflicts=True,
        )
        freshness.renew([telling.unit_id])

    def take_down(self, keys: Collection[str], now: datetime) -> None:
        """Mark what stands in the list as settled."""
        InAppNotice.objects.filter(key__in=keys, withdrawn_at__isnull=True).update(withdrawn_at=now)


IN_THE_PRODUCT = InTheProduct()
