"""What recipients do with a notice: acknowledge it, send it back, or send it on within their own side."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Unit
from accounts.roles import Permission
from discharge.contents.documents import CONTENTS
from discharge.contents.texts import is_storable
from discharge.errors import (
    AlreadyAcknowledged,
    AlreadyForwarded,
    AlreadyRecalled,
    AlreadyReturned,
    AlreadyThere,
    NotYourUnit,
    OutsideYourSide,
    ReachedOutside,
    SeveralUnits,
    UnitClosed,
)
from discharge.event_data import EventData, Forwarded, Opened
from discharge.event_shapes.common import Nothing, Reasoned
from discharge.models import Event, Notice, Receipt
from discharge.models.events import EventKind
from discharge.services.deriving import derive
from discharge.services.notices import ask_who_may_read, settle, tell
from discharge.services.recording import lock_notice, record
from notifications.models import Urgency
from rules.calendar import local_date
from rules.errors import IllegalTransition, InvalidInput, Problem
from rules.tables import Fact, next_state
from rules.tracks.receipt import TRANSITIONS, Action, State

REASON_LENGTH = 1_000


@transaction.atomic
def acknowledge(ref: UUID, *, unit: UUID | None = None, by: Actor, now: datetime, expected_version: int) -> Receipt:
    """A recipient unit has taken the notice in, read or from its list; or, when it is recalled, the recall of it.

    unit: which of the actor's units, needed when several have received it. expected_version: the notice's, as seen.
    Raises: NotVisible; NotPermitted; StaleNotice; AlreadyAcknowledged; IllegalTransition when it must be opened first.
    """
    notice = lock_notice(ref, by=by, permission=Permission.ACKNOWLEDGE, expected_version=expected_version)
    mine = own_receipt(notice, unit, by=by)
    if mine.state == State.RECALLED:
        mine.state = moved(mine, Action.ACKNOWLEDGE_RECALL)
        _happened(mine, EventKind.RECALL_ACKNOWLEDGED, Nothing(), by=by, now=now)
    else:
        unread = mine.state == State.IN_LIST
        mine.state = moved(mine, Action.ACKNOWLEDGE_UNREAD if unread else Action.ACKNOWLEDGE)
        mine.acknowledged_at, mine.acknowledged_by = now, by.assignment_ref
        _happened(mine, EventKind.NOTICE_ACKNOWLEDGED, Opened(notice.version), by=by, now=now)
    settle(notice, mine.unit_id, now=now)
    return mine


@transaction.atomic
def report_wrong_recipient(
    ref: UUID, *, reason: str, unit: UUID | None = None, by: Actor, now: datetime, expected_version: int
) -> Receipt:
    """The notice was not for this unit: it goes back, its content closed to the unit, and the sender is told at once.

    Raises: NotVisible; NotPermitted; StaleNotice; AlreadyReturned; AlreadyRecalled; InvalidInput.
    """
    notice = lock_notice(ref, by=by, permission=Permission.REPORT_WRONG_RECIPIENT, expected_version=expected_version)
    mine = own_receipt(notice, unit, by=by)
    mine.state = moved(mine, Action.RETURN_WRONG_RECIPIENT)
    mine.returned_at, mine.returned_by = now, by.assignment_ref
    event = _happened(mine, EventKind.NOTICE_RETURNED, Reasoned(checked_reason(reason)), by=by, now=now)
    settle(notice, mine.unit_id, now=now)
    tell(notice, event, [notice.sender_unit_id], now=now, urgency=Urgency.NOW)
    return mine


@transaction.atomic
def forward(
    ref: UUID, *, to: UUID, reason: str, unit: UUID | None = None, by: Actor, now: datetime, expected_version: int
) -> Receipt:
    """Another unit of the same organisation, on the same side of the wall, gets the notice instead, unread.

    Law: OSL 8 kap. 1–2 §§. Raises: NotVisible; NotPermitted; OutsideYourSide; StaleNotice; UnitClosed; ReachedOutside;
    AlreadyThere; AlreadyForwarded; AlreadyReturned; AlreadyRecalled; InvalidInput.
    """
    notice = lock_notice(ref, by=by, permission=Permission.FORWARD, expected_version=expected_version)
    mine = own_receipt(notice, unit, by=by)
    origin = mine.unit
    target = _forwarded_to(to, mine, now)
    mine.state = moved(mine, Action.FORWARD)
    mine.unit, mine.in_list_at, mine.seen_version = target, now, 0
    forget_reading(mine)
    data = Forwarded(target.ref, checked_reason(reason))
    event = _happened(mine, EventKind.NOTICE_FORWARDED, data, by=by, now=now, party=origin)
    settle(notice, origin.pk, now=now)
    tell(notice, event, [target.pk], now=now)
    ask_who_may_read(event, [target], now=now)
    return mine


def own_receipt(notice: Notice, unit: UUID | None, *, by: Actor) -> Receipt:
    """The receipt of the actor's unit, or of the one that is named. Its case is locked, so it stays as it is.

    Raises: SeveralUnits; AlreadyForwarded; NotYourUnit.
    """
    own = Receipt.objects.filter(notice=notice, unit_id__in=by.unit_ids).select_related("unit").order_by("pk")
    found = [one for one in own if unit is None or one.unit.ref == unit]
    if len(found) > 1:
        raise SeveralUnits(Problem("unit", "is needed: several of the actor's units have received the notice"))
    if not found:
        raise _without_receipt(notice, unit, by)
    found[0].notice = notice
    return found[0]


def moved(mine: Receipt, action: Action) -> State:
    """The receipt's state after the action. Raises: IllegalTransition, if possible in words of what holds now."""
    facts = {Fact.OPENED_FIRST} if CONTENTS[mine.notice.kind].OPENED_FIRST else ()
    try:
        return next_state(TRANSITIONS, State(mine.state), action, facts=facts)
    except IllegalTransition as refusal:
        raise _explained(mine, refusal) from None


def forget_reading(receipt: Receipt) -> None:
    """It is unread again; the events tell who had read and acknowledged it."""
    receipt.read_at = receipt.read_by = receipt.acknowledged_at = receipt.acknowledged_by = None


def checked_reason(reason: str) -> str:
    """The reason as it is stored. Raises: InvalidInput."""
    if len(reason) > REASON_LENGTH or not is_storable(reason):
        raise InvalidInput(Problem("reason", f"is longer than {REASON_LENGTH} characters or cannot be stored"))
    return reason.strip()


def _happened(
    mine: Receipt, kind: EventKind, data: EventData, *, by: Actor, now: datetime, party: Unit | None = None
) -> Event:
    """Store the receipt and tell what the recipient did: to its own side and the sender's, and to nobody else."""
    party = party or mine.unit
    mine.save()
    event = record(
        mine.notice.case,
        kind,
        data,
        by=by,
        now=now,
        unit=by.units[party.pk],
        audience=Event.Audience.NOTICE,
        notice=mine.notice,
        party=party,
    )
    derive(mine.notice.case, now=now)
    return event


def _without_receipt(notice: Notice, unit: UUID | None, by: Actor) -> Exception:
    """Why the actor's units have no receipt: it was sent on from one of them, or the named one never had any."""
    sent_on = Event.objects.filter(notice=notice, kind=EventKind.NOTICE_FORWARDED, party_id__in=by.unit_ids)
    if unit is not None:
        sent_on = sent_on.filter(party__ref=unit)
    event = sent_on.order_by("seq").last()
    if event is None:
        return NotYourUnit("the unit has not received the notice")
    return AlreadyForwarded("sent on", unit=Unit.objects.get(ref=event.data["to"]).name)


def _explained(mine: Receipt, refusal: IllegalTransition) -> IllegalTransition:
    if mine.state == State.ACKNOWLEDGED:
        return AlreadyAcknowledged(refusal.detail, acknowledged_at=mine.acknowledged_at)
    if mine.state == State.WRONG_RECIPIENT:
        return AlreadyReturned(refusal.detail)
    if mine.state in (State.RECALLED, State.WITHDRAWN):
        return AlreadyRecalled(refusal.detail, recalled_at=mine.notice.recalled_at)
    return refusal


def _forwarded_to(ref: UUID, mine: Receipt, now: datetime) -> Unit:
    target = Unit.objects.filter(ref=ref).first()
    if target is None:
        raise InvalidInput(Problem("to", "is not a unit that exists"))
    if (target.controller_id, target.side) != (mine.controller_id, mine.side):
        raise OutsideYourSide("another organisation or the other side of the wall")
    if not target.is_valid_on(local_date(now)):
        raise UnitClosed(Problem("to", "is not open"))
    if target.outside:
        raise ReachedOutside(Problem("to", "is not reached here"))
    if Receipt.objects.filter(notice=mine.notice, unit=target).exists():
        raise AlreadyThere("the unit has the notice", unit=target.name)
    return target
