"""A party asks another what it needs to know for the planning, and is answered."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from discharge.contents.planning import Answer, Question
from discharge.errors import AnsweredTooLate, NotOpen
from discharge.event_shapes.planning import QuestionAsked
from discharge.models import Notice
from discharge.models.events import EventKind
from discharge.models.notices import Ground
from discharge.planning import asked, expected_at, in_it_now, owing
from discharge.services.stay_notices import send_in_stay
from discharge.services.staying import act_in_stay, check_parties, parties_told
from discharge.stay_facts import StayFacts
from notifications.models import Urgency
from rules.calendar import local_date
from rules.errors import Problem
from rules.states import Action


@transaction.atomic
def ask_question(
    case_ref: UUID,
    *,
    unit: UUID,
    recipients: Collection[UUID],
    body: str,
    answer_by: datetime | None = None,
    ground: Ground,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice:
    """A party asks others that have been told of the stay; each of them owes an answer.

    answer_by: when at the latest, if that matters: after now, and not after the discharge that it concerns. A question
    that must be answered today is told at once.
    Raises: what act_in_stay raises; NotToldOfStay; AnsweredTooLate; InvalidInput; GroundNotAvailable.
    """
    acting = act_in_stay(case_ref, Action.ASK_QUESTION, unit=unit, by=by, expected_version=expected_version)
    check_parties(recipients, acting)
    _check_answer_by(answer_by, acting.stay, now)
    is_today = answer_by is not None and local_date(answer_by) == local_date(now)
    return send_in_stay(
        acting,
        Question(body=body.strip(), answer_by=answer_by),
        EventKind.QUESTION_ASKED,
        lambda refs, to: QuestionAsked(refs, None, to, answer_by=answer_by),
        recipients=recipients,
        by=by,
        now=now,
        ground=ground,
        urgency=Urgency.NOW if is_today else Urgency.CAN_WAIT,
    )


@transaction.atomic
def answer_question(
    case_ref: UUID,
    *,
    unit: UUID,
    about: UUID,
    body: str,
    ground: Ground,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice:
    """A unit that was asked answers, to whoever asked and to the others who were.

    about: the ref of the question's notice. Raises: what act_in_stay raises; NotOpen; InvalidInput; GroundNotAvailable.
    """
    acting = act_in_stay(case_ref, Action.ANSWER_QUESTION, unit=unit, by=by, expected_version=expected_version)
    facts, stay = acting.facts, acting.stay
    question = stay.planning.questions.get(about)
    if question is None or acting.unit.ref not in owing(facts, stay, question):
        raise NotOpen("no question that waits for the unit")
    concerned = {in_it_now(stay, question.by), *asked(facts, stay, question)}
    return send_in_stay(
        acting,
        Answer(body=body.strip()),
        EventKind.QUESTION_ANSWERED,
        recipients=[ref for ref in parties_told(acting) if ref in concerned],
        by=by,
        now=now,
        ground=ground,
        answers=Notice.objects.get(ref=about),
    )


def _check_answer_by(answer_by: datetime | None, stay: StayFacts, now: datetime) -> None:
    if answer_by is None:
        return
    leaves_at = expected_at(stay)
    if answer_by < now:
        raise AnsweredTooLate(Problem("answer_by", "is in the past"))
    if leaves_at is not None and now < leaves_at < answer_by:
        raise AnsweredTooLate(Problem("answer_by", "is after the discharge that it concerns"))
