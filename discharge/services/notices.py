"""Notices of every kind are sent: content with its fingerprint, copies, receipts, the event and what units are told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.actor import ActingUnit, Actor
from accounts.models import Unit
from discharge.contents.documents import KINDS, Content, sha256, written
from discharge.errors import NobodyOutside, ReachedOutside, UnitClosed
from discharge.event_data import EventData
from discharge.event_shapes.common import Sent
from discharge.event_shapes.outside import SentOutside
from discharge.links import notice_link
from discharge.models import Case, Event, Notice, NoticeVersion, Participation, Receipt
from discharge.models.events import EventKind
from discharge.models.notices import Ground
from discharge.outside import Outside
from discharge.services.deriving import derive
from discharge.services.disclosing import check_grounds
from discharge.services.grants import ask_for_names, is_protected
from discharge.services.recording import record
from notifications.models import Urgency
from notifications.services import notify, withdraw
from rules.calendar import local_date
from rules.errors import InvalidInput, Problem
from rules.tables import next_state
from rules.tracks import receipt


@dataclass(frozen=True, slots=True)
class Happened:
    """What a notice tells of: the event's kind, its data by whom it was sent to, and when it happened, if not now."""

    kind: EventKind
    data: Callable[[Sent, Sequence[Unit]], EventData]
    at: datetime | None = None


def send_notice(
    case: Case,
    content: Content,
    *,
    ground: Ground,
    recipients: Collection[UUID],
    sender: ActingUnit,
    by: Actor,
    now: datetime,
    answers: Notice | None = None,
    happened: Happened | None = None,
    urgency: Urgency = Urgency.CAN_WAIT,
    outside: Outside | None = None,
) -> Notice:
    """Send content to units. The case is locked, and that the actor may send this kind has been asked.

    recipients: refs of open units, other than the sender's own. happened: the event that the notice tells of, where
    it is more than that something was sent. outside: how and when it went to those that nobody reaches here.
    Raises: InvalidInput; UnitClosed; ReachedOutside; NobodyOutside; GroundNotAvailable; ConsentMissing.
    """
    units = recipient_units(recipients, sender, now)
    elsewhere = _reached_elsewhere(case, units, outside)
    here = [unit for unit in units if unit not in elsewhere]
    check_grounds(case, content, ground, sender=sender, recipients=units, on=local_date(now))
    notice = Notice.objects.create(
        case=case,
        kind=KINDS[type(content)],
        sender_unit_id=sender.id,
        sender_controller_id=sender.controller_id,
        sender_side=sender.side,
        answers=answers,
        sent_at=now,
    )
    add_version(notice, content, ground=ground, unit=sender, changed=(), by=by, now=now)
    state = next_state(receipt.TRANSITIONS, None, receipt.Action.SEND)
    state = next_state(receipt.TRANSITIONS, state, receipt.Action.DELIVER)
    Receipt.objects.bulk_create(
        Receipt(
            notice=notice,
            unit=unit,
            controller_id=unit.controller_id,
            side=unit.side,
            state=state,
            sent_at=now,
            in_list_at=now,
        )
        for unit in here
    )
    told = happened or Happened(EventKind.NOTICE_SENT, lambda sent, units: sent)
    sent = Sent(tuple(unit.ref for unit in units), answers.ref if answers else None)
    event = record(
        case,
        told.kind,
        told.data(sent, units),
        by=by,
        now=now,
        unit=sender,
        audience=Event.Audience.NOTICE,
        notice=notice,
        at=told.at,
    )
    if outside is not None:
        _note_outside(notice, elsewhere, outside, sender=sender, by=by, now=now)
    derive(case, now=now)
    tell(notice, event, [unit.pk for unit in here], now=now, urgency=urgency)
    ask_who_may_read(event, here, now=now)
    return notice


def _reached_elsewhere(case: Case, units: Sequence[Unit], outside: Outside | None) -> Sequence[Unit]:
    """The units that it went to outside the system. One that takes part in the case already may be sent it here."""
    elsewhere = [unit for unit in units if unit.outside]
    if outside is not None:
        if not elsewhere:
            raise NobodyOutside(Problem("outside", "is told, and every recipient is reached here"))
        return elsewhere
    taking_part = Participation.objects.filter(case=case, unit__in=elsewhere, to_at__isnull=True)
    if len(elsewhere) != taking_part.count():
        raise ReachedOutside(Problem("outside", "is not told, and a recipient is not reached here"))
    return ()


def _note_outside(
    notice: Notice, units: Sequence[Unit], outside: Outside, *, sender: ActingUnit, by: Actor, now: datetime
) -> None:
    """By letter, fax or telephone, with the true time; registered now (reading A-20)."""
    state = next_state(receipt.TRANSITIONS, None, receipt.Action.NOTE_SENT_OUTSIDE)
    for unit in units:
        Receipt.objects.create(
            notice=notice,
            unit=unit,
            controller_id=unit.controller_id,
            side=unit.side,
            state=state,
            sent_at=outside.sent_at,
            outside=outside.how,
        )
        record(
            notice.case,
            EventKind.NOTICE_SENT_OUTSIDE,
            SentOutside(outside.how),
            by=by,
            now=now,
            unit=sender,
            audience=Event.Audience.NOTICE,
            notice=notice,
            party=unit,
            at=outside.sent_at,
        )


def add_version(
    notice: Notice,
    content: Content,
    *,
    ground: str,
    unit: ActingUnit,
    changed: Sequence[str],
    by: Actor,
    now: datetime,
) -> NoticeVersion:
    """Store content as the notice's present version, with its fingerprint."""
    return NoticeVersion.objects.create(
        notice=notice,
        number=notice.version,
        schema_version=content.SCHEMA_VERSION,
        ground=ground,
        content=written(content),
        sha256=sha256(content),
        changed=list(changed),
        sent_at=now,
        unit_id=unit.id,
        **by.signature,
    )


def tell(
    notice: Notice, event: Event, unit_ids: Iterable[int], *, now: datetime, urgency: Urgency = Urgency.CAN_WAIT
) -> None:
    """Units are told of an event of a notice; a message is gathered into the digest, its row stands in the list."""
    for unit_id in unit_ids:
        notify(
            unit_id=unit_id,
            kind=event.kind,
            urgency=urgency,
            link=notice_link(notice),
            key=_key(event.kind, event.pk, unit_id),
            now=now,
        )


def ask_who_may_read(event: Event, units: Iterable[Unit], *, now: datetime) -> None:
    """Units that have got a protected person's notice are told where nobody is named who may read it."""
    if is_protected(event.case):
        ask_for_names(
            event.case, {unit.pk: (unit.controller_id, unit.side) for unit in units}, about=str(event.pk), now=now
        )


def settle(notice: Notice, unit_id: int, *, now: datetime) -> None:
    """The unit has nothing more to do with the notice: whatever it was told of it is withdrawn."""
    told = Event.objects.filter(notice=notice).values_list("kind", "pk")
    withdraw([_key(kind, pk, unit_id) for kind, pk in told], now=now)


def _key(kind: str, event_id: int, unit_id: int) -> str:
    return f"{kind}:{event_id}:{unit_id}"


def recipient_units(refs: Collection[UUID], sender: ActingUnit, now: datetime) -> list[Unit]:
    """The units that something can be sent to now. Raises: InvalidInput; UnitClosed."""
    units = list(Unit.objects.filter(ref__in=refs).order_by("pk"))
    if not units or len(units) != len(set(refs)):
        raise InvalidInput(Problem("recipients", "are not units that exist"))
    if sender.id in {unit.pk for unit in units}:
        raise InvalidInput(Problem("recipients", "include the sender"))
    for unit in units:
        if not unit.is_valid_on(local_date(now)):
            raise UnitClosed(Problem("recipients", "include a unit that is not open"))
    return units
