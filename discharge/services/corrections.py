"""The sender corrects or recalls what it has sent; a recall as sent to the wrong recipient closes the content there."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import ActingUnit, Actor
from accounts.models import Unit
from accounts.roles import Permission
from discharge.contents.documents import Content, changed_fields, content_of
from discharge.contents.message import Message
from discharge.errors import AlreadyRecalled, FollowedInstead, NothingChanged
from discharge.event_data import Corrected, EventData
from discharge.event_shapes.common import Reasoned
from discharge.models import Draft, Event, Notice, Receipt
from discharge.models.drafts import DraftKind
from discharge.models.events import EventKind
from discharge.models.notices import Ground, NoticeKind
from discharge.services.deriving import derive
from discharge.services.disclosing import check_grounds
from discharge.services.notices import add_version, settle, tell
from discharge.services.receipts import checked_reason, forget_reading, moved
from discharge.services.recording import assignment_of, lock_notice, record
from notifications.models import Urgency
from rules.calendar import local_date
from rules.errors import InvalidInput, Problem
from rules.tables import available
from rules.tracks.receipt import TRANSITIONS, Action, State


def correct_message(ref: UUID, *, subject: str, body: str, by: Actor, now: datetime, expected_version: int) -> Notice:
    """A corrected message. See `correct`."""
    return correct(ref, Message(subject=subject, body=body), by=by, now=now, expected_version=expected_version)


@transaction.atomic
def correct(ref: UUID, content: Content, *, by: Actor, now: datetime, expected_version: int) -> Notice:
    """A new version of the same notice goes to those who have it, on the same ground; the old one stays beside it.

    If a marked field changed it is unread again wherever it had been taken in (PDL 3 kap. 14 §).
    Raises: NotVisible; NotPermitted; StaleNotice; AlreadyRecalled; FollowedInstead; NothingChanged; ConsentMissing.
    """
    notice = lock_notice(ref, by=by, permission=Permission.CORRECT, expected_version=expected_version)
    _check_not_recalled(notice)
    _check_message(notice)
    before = notice.versions.select_related("notice").get(number=notice.version)
    changed = changed_fields(content_of(before), content)
    if not changed:
        raise NothingChanged(Problem("content", "is equal to what was sent"))
    sender = by.units[notice.sender_unit_id]
    having = [one.unit for one in _receipts(notice) if one.state != State.WRONG_RECIPIENT]
    ground = Ground(before.ground)
    check_grounds(notice.case, content, ground, sender=sender, recipients=having, on=local_date(now))
    notice.version += 1
    notice.save(update_fields=["version"])
    add_version(notice, content, ground=ground, unit=sender, changed=changed, by=by, now=now)
    unread_again = not content.MARKED.isdisjoint(changed)
    reopened = _mark_unread(notice, now) if unread_again else []
    data = Corrected(notice.version, changed, unread_again)
    event = _happened(notice, EventKind.NOTICE_CORRECTED, data, sender, by=by, now=now)
    tell(notice, event, [receipt.unit_id for receipt in reopened], now=now)
    return notice


@transaction.atomic
def recall(ref: UUID, *, reason: str, by: Actor, now: datetime, expected_version: int) -> Notice:
    """The notice is taken back from everybody who has it: crossed out, and acknowledged by those who had taken it in.

    Raises: NotVisible; NotPermitted; StaleNotice; AlreadyRecalled; FollowedInstead.
    """
    notice = lock_notice(ref, by=by, permission=Permission.RECALL, expected_version=expected_version)
    _check_not_recalled(notice)
    _check_message(notice)
    notice.recalled_at = now
    notice.save(update_fields=["recalled_at"])
    receipts = [receipt for receipt in _receipts(notice) if receipt.state != State.WRONG_RECIPIENT]
    for receipt in receipts:
        receipt.state = moved(receipt, _recalling(State(receipt.state)))
        receipt.save(update_fields=["state"])
        settle(notice, receipt.unit_id, now=now)
    sender = by.units[notice.sender_unit_id]
    event = _happened(notice, EventKind.NOTICE_RECALLED, Reasoned(checked_reason(reason)), sender, by=by, now=now)
    settle(notice, sender.id, now=now)
    tell(notice, event, [receipt.unit_id for receipt in receipts if receipt.state == State.RECALLED], now=now)
    return notice


@transaction.atomic
def recall_wrong_recipient(
    ref: UUID, *, recipient: UUID, reason: str, by: Actor, now: datetime, expected_version: int
) -> Draft:
    """One recipient should not have had the notice: the content is closed to it at once, and an incident is begun.

    It keeps the date, the sender and that it was recalled. Gives the incident's draft, which is the actor's own.
    Raises: NotVisible; NotPermitted; StaleNotice; AlreadyReturned; IllegalTransition; InvalidInput.
    """
    notice = lock_notice(ref, by=by, permission=Permission.RECALL, expected_version=expected_version)
    receipt = next((one for one in _receipts(notice) if one.unit.ref == recipient), None)
    if receipt is None:
        raise InvalidInput(Problem("recipient", "has not received the notice"))
    receipt.state = moved(receipt, Action.RECALL_WRONG_RECIPIENT)
    receipt.save(update_fields=["state"])
    sender = by.units[notice.sender_unit_id]
    data = Reasoned(checked_reason(reason))
    event = _happened(notice, EventKind.RECIPIENT_RECALLED, data, sender, by=by, now=now, party=receipt.unit)
    settle(notice, receipt.unit_id, now=now)
    if not receipt.outside:
        tell(notice, event, [receipt.unit_id], now=now, urgency=Urgency.NOW)
    return _incident(notice, receipt, data.reason, by=by, now=now)


def _check_not_recalled(notice: Notice) -> None:
    if notice.recalled_at is not None:
        raise AlreadyRecalled("the notice is recalled", recalled_at=notice.recalled_at)


def _check_message(notice: Notice) -> None:
    """A notice of a stay is followed by another one: a new estimate, readiness taken back, a new care contact."""
    if notice.kind != NoticeKind.MESSAGE:
        raise FollowedInstead(f"a notice of kind {notice.kind} is followed by another, not corrected or recalled")


def _recalling(state: State) -> Action:
    """Withdrawn where nobody has taken it in, else recalled."""
    return Action.RECALL if Action.RECALL in available(TRANSITIONS, state) else Action.WITHDRAW


def _receipts(notice: Notice) -> list[Receipt]:
    receipts = list(Receipt.objects.filter(notice=notice).select_related("unit").order_by("pk"))
    for receipt in receipts:
        receipt.notice = notice
    return receipts


def _mark_unread(notice: Notice, now: datetime) -> list[Receipt]:
    """Wherever it had been taken in, it stands in the list again."""
    reopened = []
    for receipt in _receipts(notice):
        if Action.MARK_UNREAD in available(TRANSITIONS, State(receipt.state)):
            receipt.state, receipt.in_list_at = moved(receipt, Action.MARK_UNREAD), now
            forget_reading(receipt)
            receipt.save()
            reopened.append(receipt)
    return reopened


def _happened(
    notice: Notice,
    kind: EventKind,
    data: EventData,
    sender: ActingUnit,
    *,
    by: Actor,
    now: datetime,
    party: Unit | None = None,
) -> Event:
    event = record(
        notice.case,
        kind,
        data,
        by=by,
        now=now,
        unit=sender,
        audience=Event.Audience.NOTICE,
        notice=notice,
        party=party,
    )
    derive(notice.case, now=now)
    return event


def _incident(notice: Notice, receipt: Receipt, reason: str, *, by: Actor, now: datetime) -> Draft:
    """What is known of the incident without asking anybody; no content of the notice."""
    return Draft.objects.create(
        assignment_ref=assignment_of(by),
        unit_id=notice.sender_unit_id,
        case=notice.case,
        kind=DraftKind.INCIDENT,
        content={
            "notice": str(notice.ref),
            "recipient": str(receipt.unit.ref),
            "sent_at": notice.sent_at.isoformat(),
            "read_at": receipt.read_at and receipt.read_at.isoformat(),
            "recalled_at": now.isoformat(),
            "reason": reason,
        },
        created_at=now,
        updated_at=now,
    )
