"""The tables of what is to be sent and of what stands in the product."""

from notifications.models.in_app import InAppNotice
from notifications.models.outbox import OutboxRow
from notifications.models.urgency import Urgency

__all__ = ["InAppNotice", "OutboxRow", "Urgency"]
