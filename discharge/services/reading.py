"""A notice is opened: marked as read by the recipient unit whose list it stands in."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.permissions import require
from accounts.roles import Permission
from core.errors import NotVisible
from discharge.errors import ContentClosed
from discharge.event_data import Opened
from discharge.models import Case, Event, Notice, NoticeVersion, Receipt
from discharge.models.events import EventKind
from discharge.services.deriving import derive
from discharge.services.receipts import moved
from discharge.services.recording import record
from rules.tracks.receipt import Action, State


@transaction.atomic
def read_notice(ref: UUID, *, by: Actor, now: datetime) -> NoticeVersion:
    """The content that holds now, for whoever's side has sent or received it.

    Every one of the actor's units that had not seen this version has now: it is marked as read there. The door writes
    the access log before the content leaves (discharge/doors.py).
    Raises: NotVisible; NotPermitted; ContentClosed when it was returned, recalled from here or sent on.
    """
    notice = Notice.objects.filter(ref=ref).first()
    if notice is None:
        raise NotVisible("no such notice")
    case = Case.objects.select_for_update(no_key=True).get(pk=notice.case_id)
    notice.refresh_from_db()  # what holds now that the case is locked
    require(by, Permission.READ_CASE, notice)
    if not Notice.objects.readable_by(by).filter(pk=notice.pk).exists():
        raise ContentClosed("the unit no longer has the notice")
    notice.case = case
    for receipt in _unseen(notice, by):
        receipt.notice = notice
        _mark_read(receipt, by=by, now=now)
    return notice.versions.get(number=notice.version)


def _unseen(notice: Notice, by: Actor) -> QuerySet[Receipt]:
    """The receipts of the actor's units that should have the notice and have not seen its present version."""
    own = Receipt.objects.filter(notice=notice, unit_id__in=by.unit_ids, seen_version__lt=notice.version)
    return own.exclude(state=State.WRONG_RECIPIENT).select_related("unit").order_by("pk")


def _mark_read(receipt: Receipt, *, by: Actor, now: datetime) -> None:
    """What was in the list is read; what was acknowledged unread, or recalled, is only seen."""
    notice = receipt.notice
    if receipt.state == State.IN_LIST:
        receipt.state = moved(receipt, Action.READ)
    receipt.read_at, receipt.read_by, receipt.seen_version = now, by.assignment_ref, notice.version
    receipt.save()
    record(
        notice.case,
        EventKind.NOTICE_READ,
        Opened(notice.version),
        by=by,
        now=now,
        unit=by.units[receipt.unit_id],
        audience=Event.Audience.NOTICE,
        notice=notice,
        party=receipt.unit,
    )
    derive(notice.case, now=now)
