"""Whether a joint individual plan is needed, that somebody asks for one or offers it, and whose contact calls to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from discharge.contents.documents import content_of
from discharge.contents.receiving import CareContactNamed, SipAnswer
from discharge.contents.sip import SipNeed, SipRequest
from discharge.errors import HOLDS_OF_SIP, AlreadyCalls, ContactMissing, NotNowOfIt
from discharge.event_shapes.sip import ExistingPlan, SipNeedJudged
from discharge.models import Notice, NoticeVersion
from discharge.models.events import EventKind
from discharge.models.notices import Ground, NoticeKind
from discharge.services.hindrances import no_duty
from discharge.services.stay_notices import send_in_stay
from discharge.services.staying import Acting, act_in_stay, parties_told
from discharge.sip_course import after
from rules.errors import IllegalTransition
from rules.facts import SipConsent
from rules.states import Action
from rules.tracks import sip


@transaction.atomic
def judge_sip_need(
    case_ref: UUID,
    *,
    unit: UUID,
    needed: bool,
    existing: ExistingPlan,
    reason: str,
    ground: Ground,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice:
    """Any party judges whether a plan is needed (4 kap. 1 §), which answers a request for one; a no has a reason.

    existing: the plan that she has already; one that is valid may stand instead of a call (reading A-25).
    Raises: what act_in_stay raises; NotNowOfIt; InvalidInput; GroundNotAvailable; ConsentMissing.
    """
    action = Action.JUDGE_SIP_NEED if needed else Action.JUDGE_NO_SIP
    acting = act_in_stay(case_ref, action, unit=unit, by=by, expected_version=expected_version)
    judged = sip.Action.ASSESS_NEEDED if needed else sip.Action.ASSESS_NOT_NEEDED
    check_course(acting, lambda state: after(state, judged, existing))
    return send_in_stay(
        acting,
        SipNeed(needed=needed, existing=existing, reason=reason.strip()),
        EventKind.SIP_NEED_JUDGED,
        lambda refs, to: SipNeedJudged(refs, None, to, needed=needed, existing=existing),
        recipients=parties_told(acting),
        by=by,
        now=now,
        ground=no_duty(ground),
    )


@transaction.atomic
def request_sip(
    case_ref: UUID, *, unit: UUID, reason: str, ground: Ground, by: Actor, now: datetime, expected_version: int
) -> Notice:
    """Any party asks for a plan (HSL 16 kap. 4 §); the unit whose contact calls answers by judging the need.

    Raises: what act_in_stay raises; NotNowOfIt; InvalidInput; GroundNotAvailable; ConsentMissing.
    """
    acting = act_in_stay(case_ref, Action.REQUEST_SIP, unit=unit, by=by, expected_version=expected_version)
    check_course(acting, lambda state: after(state, sip.Action.REQUEST))
    return send_in_stay(
        acting,
        SipRequest(reason=reason.strip()),
        EventKind.SIP_REQUESTED,
        recipients=parties_told(acting),
        by=by,
        now=now,
        ground=no_duty(ground),
    )


@transaction.atomic
def offer_sip(
    case_ref: UUID, *, unit: UUID, offered_to: str, by: Actor, now: datetime, expected_version: int
) -> Notice:
    """She, or somebody for her, has been asked about a plan and has not answered yet (4 kap. 2 §).

    Raises: what act_in_stay raises; NotNowOfIt; InvalidInput.
    """
    acting = act_in_stay(case_ref, Action.OFFER_SIP, unit=unit, by=by, expected_version=expected_version)
    check_course(acting, lambda state: after(state, sip.Action.OFFER))
    return _said(acting, EventKind.SIP_OFFERED, SipConsent.UNKNOWN, offered_to, by=by, now=now)


@transaction.atomic
def withdraw_sip_consent(
    case_ref: UUID, *, unit: UUID, said_by: str, by: Actor, now: datetime, expected_version: int
) -> Notice:
    """She does not want the plan any more (4 kap. 2 §): from now on it is refused (A-9).

    What the unit's side has recorded of her consents is not changed by it. Raises: what act_in_stay raises; NotNowOfIt;
    InvalidInput.
    """
    acting = act_in_stay(case_ref, Action.WITHDRAW_SIP_CONSENT, unit=unit, by=by, expected_version=expected_version)
    check_course(acting, lambda state: after(state, sip.Action.WITHDRAW_CONSENT))
    return _said(acting, EventKind.SIP_CONSENT_WITHDRAWN, SipConsent.REFUSED, said_by, by=by, now=now)


@transaction.atomic
def name_sip_caller(case_ref: UUID, *, unit: UUID, by: Actor, now: datetime, expected_version: int) -> Notice:
    """The unit's care contact takes over the calling to the plan (4 kap. 3 §): she is told anew, as the one who calls.

    Raises: what act_in_stay raises; ContactMissing; AlreadyCalls.
    """
    acting = act_in_stay(case_ref, Action.NAME_SIP_CALLER, unit=unit, by=by, expected_version=expected_version)
    contact = acting.stay.contacts.get(acting.unit.ref)
    if contact is None:
        raise ContactMissing("the unit has named no care contact")
    if contact.calls_sip:
        raise AlreadyCalls("the unit's contact is the one who calls")
    return send_in_stay(
        acting,
        replace(_contact_named(acting), calls_sip=True),
        EventKind.SIP_CALLER_NAMED,
        recipients=parties_told(acting),
        by=by,
        now=now,
    )


def check_course(acting: Acting, course: Callable[[sip.State | None], sip.State]) -> None:
    """Ask the plan's own table. Raises: NotNowOfIt with what holds instead."""
    state = acting.stay.sip.state
    try:
        course(state)
    except IllegalTransition as refusal:
        raise NotNowOfIt(refusal.detail, status=state, holds=str(HOLDS_OF_SIP[state])) from None


def _said(acting: Acting, kind: EventKind, consent: SipConsent, said_by: str, *, by: Actor, now: datetime) -> Notice:
    return send_in_stay(
        acting,
        SipAnswer(consent=consent, said_by=said_by.strip()),
        kind,
        recipients=parties_told(acting),
        by=by,
        now=now,
    )


def _contact_named(acting: Acting) -> CareContactNamed:
    """The contact as the unit has told of her last."""
    told = NoticeVersion.objects.filter(
        notice__case=acting.case, notice__kind=NoticeKind.CARE_CONTACT, notice__sender_unit=acting.unit.id
    )
    content = content_of(told.select_related("notice").latest("notice_id", "number"))
    assert isinstance(content, CareContactNamed)
    return content
