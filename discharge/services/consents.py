"""A side records what the person consents to, and that she no longer does; who got something on that is told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Unit
from discharge.contents.documents import content_of
from discharge.contents.grounds import ConsentTakenBack
from discharge.contents.texts import PASSAGE_LENGTH, optional, required
from discharge.errors import HOLDS_OF_CONSENT, NotNowOfIt
from discharge.event_shapes.common import Sent
from discharge.event_shapes.grounds import (
    ConsentAnswer,
    ConsentKind,
    ConsentRecorded,
    ConsentWithdrawn,
    How,
    SpokenBy,
)
from discharge.grounds import Grounds
from discharge.models import Case, NoticeVersion, Receipt
from discharge.models.events import EventKind
from discharge.models.notices import Ground
from discharge.services.disclosing import grounds_of
from discharge.services.notices import Happened, recipient_units, send_notice
from discharge.services.stay_notices import told_inside
from discharge.services.staying import Acting, act_in_stay, check_happened
from rules.calendar import local_date
from rules.errors import IllegalTransition, InvalidInput, Problem
from rules.states import Action
from rules.tracks.receipt import State


@transaction.atomic
def record_consent(
    case_ref: UUID,
    *,
    unit: UUID,
    kind: ConsentKind,
    answer: ConsentAnswer,
    answered_by: SpokenBy,
    how: How,
    given_at: datetime,
    covers: str = "",
    recipients: Collection[UUID] = (),
    name: str = "",
    valid_until: date | None = None,
    reason: str = "",
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Case:
    """What was answered to one kind of consent, by whom and how (S-20, S-24); the recording side's own.

    A consent that is given anew holds from now on for what is said now. recipients: the units that it is about, or none
    for whoever it may concern. name: of whoever speaks for her. reason: why she cannot consent (S-22).
    Raises: what act_in_stay raises; NotNowOfIt; HappenedWrong; InvalidInput; UnitClosed.
    """
    acting = act_in_stay(case_ref, Action.RECORD_CONSENT, unit=unit, by=by, expected_version=expected_version)
    check_happened(given_at, field="given_at", after=acting.stay.admitted_at, now=now)
    told = ConsentRecorded(
        kind=kind,
        answer=answer,
        covers=covers.strip(),
        recipients=tuple(one.ref for one in recipient_units(recipients, acting.unit, now)) if recipients else (),
        answered_by=answered_by,
        name=name.strip(),
        how=how,
        valid_until=valid_until,
        reason=reason.strip(),
    )
    if problems := _wrong(told, local_date(now)):
        raise InvalidInput(*problems)
    try:
        recorded(acting).after_answer(kind, answer, local_date(now))
    except IllegalTransition as refusal:
        raise _not_now(refusal, acting, kind, now) from None
    return told_inside(acting, EventKind.CONSENT_RECORDED, told, by=by, now=now, at=given_at)


@transaction.atomic
def withdraw_consent(
    case_ref: UUID, *, unit: UUID, kind: ConsentKind, by: Actor, now: datetime, expected_version: int
) -> Case:
    """Nothing more is told on the consent from now on, and nothing is deleted (S-20).

    The units that have got something from this side on a withdrawn consent to disclosure are told, as long as they are
    open. Raises: what act_in_stay raises; NotNowOfIt.
    """
    acting = act_in_stay(case_ref, Action.WITHDRAW_CONSENT, unit=unit, by=by, expected_version=expected_version)
    try:
        recorded(acting).after_withdrawal(kind, local_date(now))
    except IllegalTransition as refusal:
        raise _not_now(refusal, acting, kind, now) from None
    having = _having_got(acting, local_date(now)) if kind is ConsentKind.DISCLOSURE else ()
    if not having:
        return told_inside(acting, EventKind.CONSENT_WITHDRAWN, ConsentWithdrawn((), None, kind), by=by, now=now)

    def data(sent: Sent, units: Sequence[Unit]) -> ConsentWithdrawn:
        return ConsentWithdrawn(sent.recipients, None, kind)

    send_notice(
        acting.case,
        ConsentTakenBack(),
        ground=Ground.DUTY,
        recipients=having,
        sender=acting.unit,
        by=by,
        now=now,
        happened=Happened(EventKind.CONSENT_WITHDRAWN, data),
    )
    return acting.case


def recorded(acting: Acting) -> Grounds:
    """What the acting unit's side has recorded in the stay."""
    return acting.stay.grounds_of(acting.unit.controller_id, acting.unit.side)


def _wrong(told: ConsentRecorded, today: date) -> list[Problem]:
    """What is wrong with what was recorded: who speaks for her has a name, and an inability has a reason."""
    problems = optional("covers", told.covers, PASSAGE_LENGTH)
    problems += (optional if told.answered_by is SpokenBy.PATIENT else required)("name", told.name)
    unable = told.answer is ConsentAnswer.CANNOT_CONSENT
    problems += (required if unable else optional)("reason", told.reason, PASSAGE_LENGTH)
    if told.valid_until is not None and told.valid_until < today:
        problems.append(Problem("valid_until", "is over"))
    return problems


def _not_now(refusal: IllegalTransition, acting: Acting, kind: ConsentKind, now: datetime) -> NotNowOfIt:
    state = recorded(acting).state(kind, local_date(now))
    return NotNowOfIt(refusal.detail, kind=kind.value, holds=str(HOLDS_OF_CONSENT[state]))


def _having_got(acting: Acting, today: date) -> list[UUID]:
    """The open units that have what this side has sent on a consent, as a whole or in a part."""
    sent = NoticeVersion.objects.filter(
        notice__case=acting.case,
        notice__sender_controller=acting.unit.controller_id,
        notice__sender_side=acting.unit.side,
    ).select_related("notice")
    notices = {one.notice_id for one in sent if Ground.CONSENT in grounds_of(content_of(one), Ground(one.ground))}
    receipts = Receipt.objects.filter(notice__in=notices).exclude(state=State.WRONG_RECIPIENT).select_related("unit")
    return list(dict.fromkeys(one.unit.ref for one in receipts.order_by("pk") if one.unit.is_valid_on(today)))
