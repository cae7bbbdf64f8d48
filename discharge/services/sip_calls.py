"""The joint individual plan as the stay's clocks count it: what she said when it was offered, and the call to it."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.roles import Role
from discharge.contents.receiving import SipAnswer, SipCallSent
from discharge.errors import HappenedWrong, SipRefused
from discharge.event_data import SipAnswered, SipCalled
from discharge.models import Notice
from discharge.models.events import EventKind
from discharge.models.notices import Ground
from discharge.services.sip_needs import check_course
from discharge.services.stay_notices import send_in_stay
from discharge.services.staying import act_in_stay, parties_told
from discharge.sip_course import after_answer, after_call
from rules.errors import InvalidInput, Problem
from rules.facts import Caller, SipConsent
from rules.states import Action

ANSWERS: Final = (SipConsent.GIVEN, SipConsent.REFUSED, SipConsent.CANNOT_CONSENT)


@transaction.atomic
def answer_about_sip(
    case_ref: UUID,
    *,
    unit: UUID,
    consent: SipConsent,
    said_by: str,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice:
    """What she, or somebody for her, said when the plan was offered (4 kap. 2 §).

    A refusal ends the clock of the call (A-9).
    Raises: what act_in_stay raises; InvalidInput.
    """
    action = Action.REFUSE_SIP if consent == SipConsent.REFUSED else Action.CONSENT_TO_SIP
    acting = act_in_stay(case_ref, action, unit=unit, by=by, expected_version=expected_version)
    if consent not in ANSWERS:
        raise InvalidInput(Problem("consent", "is no answer"))
    check_course(acting, lambda state: after_answer(state, consent))
    return send_in_stay(
        acting,
        SipAnswer(consent=consent, said_by=said_by.strip()),
        EventKind.SIP_ANSWERED,
        lambda refs, to: SipAnswered(refs, None, to, consent=consent),
        recipients=parties_told(acting),
        by=by,
        now=now,
    )


@transaction.atomic
def call_sip(
    case_ref: UUID,
    *,
    unit: UUID,
    meeting_at: datetime,
    place: str,
    others: str,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice:
    """The unit with the care contact calls to the plan, within three days after the ready notice (4 kap. 3 §).

    Whoever acts for the care contact is her deputy (A-10). Raises: what act_in_stay raises; SipRefused; HappenedWrong;
    InvalidInput.
    """
    acting = act_in_stay(case_ref, Action.CALL_SIP, unit=unit, by=by, expected_version=expected_version)
    if acting.stay.consent == SipConsent.REFUSED:
        raise SipRefused("she has refused the plan", refused_at=acting.stay.refused_at)
    check_course(acting, after_call)
    if meeting_at < now:
        raise HappenedWrong(Problem("meeting_at", "is in the past"))
    caller = Caller.CARE_CONTACT if by.role == Role.CARE_CONTACT else Caller.DEPUTY
    return send_in_stay(
        acting,
        SipCallSent(meeting_at=meeting_at, place=place.strip(), others=others.strip()),
        EventKind.SIP_CALLED,
        lambda refs, to: SipCalled(refs, None, to, caller=caller, meeting_at=meeting_at),
        recipients=parties_told(acting),
        by=by,
        now=now,
        ground=Ground.CONSENT if acting.stay.consent == SipConsent.GIVEN else Ground.DUTY,
    )
