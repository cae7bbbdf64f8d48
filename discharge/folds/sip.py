"""The joint individual plan until it is called to: needed, asked for, offered, answered, and who calls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from discharge.event_data import SipAnswered, SipCalled
from discharge.event_shapes.common import SentInStay
from discharge.event_shapes.sip import ExistingPlan, SipNeedJudged
from discharge.folds.fold import Fold
from discharge.models import Event
from discharge.models.events import EventKind
from discharge.sip_course import after, after_answer, after_call
from discharge.stay_facts import StayFacts
from rules.facts import SipConsent
from rules.states import Action
from rules.tracks import sip


def _need_judged(stay: StayFacts, event: Event, data: SipNeedJudged) -> None:
    """Which answers a request for a plan, if there is one."""
    stay.move(Action.JUDGE_SIP_NEED if data.needed else Action.JUDGE_NO_SIP)
    judged = sip.Action.ASSESS_NEEDED if data.needed else sip.Action.ASSESS_NOT_NEEDED
    stay.sip.state = after(stay.sip.state, judged, data.existing)
    stay.sip.has_valid_plan = data.existing is ExistingPlan.VALID
    stay.sip.request = None


def _requested(stay: StayFacts, event: Event, data: SentInStay) -> None:
    stay.move(Action.REQUEST_SIP)
    stay.sip.state = after(stay.sip.state, sip.Action.REQUEST)
    stay.sip.request = event.notice_ref, event.at


def _offered(stay: StayFacts, event: Event, data: SentInStay) -> None:
    """An offer tells that the plan is needed; a no that she has said stands until she says something else."""
    stay.move(Action.OFFER_SIP)
    stay.sip.state = after(stay.sip.state, sip.Action.OFFER)
    stay.sip.request = None


def _answered(stay: StayFacts, event: Event, data: SipAnswered) -> None:
    refused = data.consent == SipConsent.REFUSED
    stay.move(Action.REFUSE_SIP if refused else Action.CONSENT_TO_SIP)
    stay.sip.state = after_answer(stay.sip.state, data.consent)
    stay.sip.request = None
    stay.consent, stay.refused_at = data.consent, event.at if refused else None


def _consent_withdrawn(stay: StayFacts, event: Event, data: SentInStay) -> None:
    """From then on it is as if she had refused (reading A-9)."""
    stay.move(Action.WITHDRAW_SIP_CONSENT)
    stay.sip.state = after(stay.sip.state, sip.Action.WITHDRAW_CONSENT)
    stay.consent, stay.refused_at = SipConsent.REFUSED, event.at


def _called(stay: StayFacts, event: Event, data: SipCalled) -> None:
    stay.move(Action.CALL_SIP)
    stay.sip.state = after_call(stay.sip.state)
    stay.sip.request = None
    stay.calls.append((event.at, data.caller))


def _caller_named(stay: StayFacts, event: Event, data: SentInStay) -> None:
    stay.move(Action.NAME_SIP_CALLER)
    stay.let_call(event.unit_ref)


FOLDS: Final[Mapping[str, Fold]] = {
    EventKind.SIP_NEED_JUDGED: _need_judged,
    EventKind.SIP_REQUESTED: _requested,
    EventKind.SIP_OFFERED: _offered,
    EventKind.SIP_ANSWERED: _answered,
    EventKind.SIP_CONSENT_WITHDRAWN: _consent_withdrawn,
    EventKind.SIP_CALLED: _called,
    EventKind.SIP_CALLER_NAMED: _caller_named,
}
