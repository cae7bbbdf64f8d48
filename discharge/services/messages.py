"""Free messages between units about a case."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.kinds import UnitKind
from accounts.roles import Permission
from core.errors import NotVisible
from discharge.contents.message import Message
from discharge.errors import NotYourUnit, OnlyAnswers
from discharge.facts import facts_of
from discharge.models import Case, Notice, Participation
from discharge.models.notices import Ground
from discharge.outside import Outside
from discharge.services.drafts import use_draft
from discharge.services.notices import send_notice
from discharge.services.recording import acting_unit, lock_case
from discharge.services.staying import check_happened
from discharge.versions import expect_case_version


@transaction.atomic
def send_message(
    case_ref: UUID,
    *,
    unit: UUID,
    recipients: Collection[UUID],
    subject: str,
    body: str,
    ground: Ground,
    answers: UUID | None = None,
    draft: UUID | None = None,
    outside: Outside | None = None,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice:
    """A unit that takes part in the case sends a message to units, which take part from now on.

    answers: the ref of a notice in the case that the sender may read. draft: the sender's own, which is used up.
    outside: how and when it went to those that nobody reaches here. expected_version: the case's, as the sender saw it
    (discharge.versions).
    Raises: NotVisible; NotPermitted; NotYourUnit; OnlyAnswers; CaseClosed; StaleCase; DraftGone; HappenedWrong; what
    send_notice raises.
    """
    case = lock_case(case_ref, by=by, permission=Permission.SEND_MESSAGE)
    sender = acting_unit(unit, by=by)
    if not Participation.objects.filter(case=case, unit_id=sender.id, to_at__isnull=True).exists():
        raise NotYourUnit("the unit does not take part in the case")
    answered = _readable(case, answers, by) if answers else None
    if sender.kind == UnitKind.PROVIDER and answered is None:
        raise OnlyAnswers("a provider starts no messages")
    expect_case_version(case, expected_version, by=by)
    if outside is not None:
        stay = facts_of(case).stay
        check_happened(outside.sent_at, field="outside.sent_at", after=stay.admitted_at if stay else None, now=now)
    if draft:
        use_draft(draft, by=by)
    return send_notice(
        case,
        Message(subject=subject, body=body),
        ground=ground,
        recipients=recipients,
        sender=sender,
        answers=answered,
        by=by,
        now=now,
        outside=outside,
    )


def _readable(case: Case, ref: UUID, by: Actor) -> Notice:
    notice = Notice.objects.readable_by(by).filter(case=case, ref=ref).first()
    if notice is None:
        raise NotVisible("no such notice in the case")
    return notice
