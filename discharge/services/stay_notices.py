"""What happens in a stay is told: to the hospital alone, or by a notice to the units that the stay concerns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from uuid import UUID

from accounts.actor import Actor
from accounts.models import Unit
from discharge.contents.documents import Content
from discharge.event_data import EventData
from discharge.event_shapes.common import Sent, SentInStay
from discharge.models import Case, Event, Notice
from discharge.models.events import EventKind
from discharge.models.notices import Ground
from discharge.outside import Outside
from discharge.services.deriving import derive
from discharge.services.notices import Happened, send_notice
from discharge.services.recording import record
from discharge.services.staying import Acting, as_recipients
from notifications.models import Urgency
from rules.facts import Recipient

Tell = Callable[[tuple[UUID, ...], tuple[Recipient | None, ...]], EventData]


def told_inside(
    acting: Acting, kind: EventKind, data: EventData, *, by: Actor, now: datetime, at: datetime | None = None
) -> Case:
    """Tell the hospital alone, and derive what follows."""
    record(acting.case, kind, data, by=by, now=now, unit=acting.unit, audience=Event.Audience.OWN, at=at)
    derive(acting.case, now=now)
    return acting.case


def tell_parties(
    acting: Acting,
    content: Content,
    kind: EventKind,
    tell: Tell | None = None,
    *,
    recipients: Collection[UUID],
    by: Actor,
    now: datetime,
    at: datetime | None = None,
    urgency: Urgency = Urgency.CAN_WAIT,
    ground: Ground = Ground.DUTY,
    answers: Notice | None = None,
) -> Notice | None:
    """Send content to those who have been told so far; where nobody has, or all have sent it back, tell the hospital.

    None: nobody outside was told. The rest as send_in_stay.
    """
    if not recipients:
        told_inside(acting, kind, _data(tell, (), (), answers), by=by, now=now, at=at)
        return None
    return send_in_stay(
        acting,
        content,
        kind,
        tell,
        recipients=recipients,
        by=by,
        now=now,
        ground=ground,
        at=at,
        urgency=urgency,
        answers=answers,
    )


def send_in_stay(
    acting: Acting,
    content: Content,
    kind: EventKind,
    tell: Tell | None = None,
    *,
    recipients: Collection[UUID],
    by: Actor,
    now: datetime,
    ground: Ground = Ground.DUTY,
    at: datetime | None = None,
    urgency: Urgency = Urgency.CAN_WAIT,
    answers: Notice | None = None,
    outside: Outside | None = None,
) -> Notice:
    """Send content to units of the stay, told by an event of the kind.

    tell: the event's data, from the units' refs and what they are, where it tells more than that. at: when what is told
    of happened, if not now. answers: the notice that this one answers, which the event's data names too.
    outside: how and when it went to those that nobody reaches here. Raises: what send_notice raises.
    """

    def data(sent: Sent, units: Sequence[Unit]) -> EventData:
        return _data(tell, sent.recipients, as_recipients(units, acting.episode.ward_id), answers)

    return send_notice(
        acting.case,
        content,
        ground=ground,
        recipients=recipients,
        sender=acting.unit,
        by=by,
        now=now,
        answers=answers,
        happened=Happened(kind, data, at),
        urgency=urgency,
        outside=outside,
    )


def _data(
    tell: Tell | None, refs: tuple[UUID, ...], to: tuple[Recipient | None, ...], answers: Notice | None
) -> EventData:
    return tell(refs, to) if tell else SentInStay(refs, answers.ref if answers else None, to)
