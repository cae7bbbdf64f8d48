"""Notices of a stay are sent: content to units that the stay concerns, with the event that tells what happened."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from uuid import UUID

from accounts.actor import Actor
from accounts.models import Unit
from discharge.contents.documents import Content
from discharge.event_data import EventData, Sent
from discharge.models import Notice
from discharge.models.events import EventKind
from discharge.models.notices import Ground
from discharge.services.notices import Happened, send_notice
from discharge.services.staying import Acting, as_recipients
from notifications.models import Urgency
from rules.facts import Recipient

Tell = Callable[[tuple[UUID, ...], tuple[Recipient | None, ...]], EventData]


def send_in_stay(
    acting: Acting,
    content: Content,
    kind: EventKind,
    tell: Tell,
    *,
    recipients: Collection[UUID],
    by: Actor,
    now: datetime,
    ground: Ground = Ground.DUTY,
    at: datetime | None = None,
    urgency: Urgency = Urgency.CAN_WAIT,
) -> Notice:
    """Send content to units of the stay, told by an event of the kind.

    tell: the event's data, from the units' refs and what they are. at: when what is told of happened, if not now.
    Raises: InvalidInput; UnitClosed; GroundNotAvailable.
    """

    def data(sent: Sent, units: Sequence[Unit]) -> EventData:
        return tell(sent.recipients, as_recipients(units, acting.episode.ward_id))

    return send_notice(
        acting.case,
        content,
        ground=ground,
        recipients=recipients,
        sender=acting.unit,
        by=by,
        now=now,
        happened=Happened(kind, data, at),
        urgency=urgency,
    )
