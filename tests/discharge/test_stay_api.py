"""Tests of discharge/api/stays.py and discharge/selectors/stays.py: a stay by another system, done in it and read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import Model
from django.forms.models import model_to_dict

from accounts.actor import Actor
from accounts.models import AccessLogEntry
from core import clock
from discharge.api.stay_urls import ACTIONS
from discharge.folds.registry import STAY_FOLDS
from discharge.models import Case, Deadline, Episode, Event, Notice
from discharge.models.events import EventKind
from discharge.models.notices import Ground, NoticeKind
from discharge.models.protection import Protection
from discharge.services.admitting import cancel_stay, register_stay
from discharge.services.estimates import change_estimate
from discharge.services.moving import transfer
from discharge.services.readiness import declare_ready, withdraw_readiness
from discharge.services.sip_calls import answer_about_sip
from discharge.versions import case_version
from rules.facts import CareType, SipConsent
from tests import factories as make
from tests.discharge.parties import parties
from tests.discharge.staying import (
    ADMITTED,
    DR_LIND,
    JUDGED,
    NOTIFIED,
    READY,
    REGISTERED,
    TOLD_READY,
    Stay,
    applied,
    asked,
    asked_to_take_over,
    can_receive,
    closed,
    compulsory,
    consented_to_sip,
    dead,
    disagreed,
    judged,
    left,
    needless,
    notified,
    obstructed,
    on_leave,
    ordered,
    other_hospital,
    provider,
    question_of,
    ready,
    referred,
    representative_of,
    taken_over,
    waiting,
    with_consent,
    with_contact,
    with_guardian,
    with_other_caller,
)
from tests.discharge.test_api import client_of
from tests.queries import queries

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
ASKED_AT = TOLD_READY + HOUR


@pytest.fixture(autouse=True)
def _frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: ASKED_AT)


def refs(stay: Stay) -> list[str]:
    return [str(stay.ref(one)) for one in stay.recipients]


@dataclass(frozen=True)
class Act:
    """One action: from which stay, by whom, with what, what is told of it, and the status after it.

    not_now: a stay in which it is refused, and the code. sends: a notice is made, and the answer is its ref.
    """

    begun: Callable[[], Stay]
    who: str
    body: Callable[[Stay], dict[str, Any]]
    told: EventKind
    status: str
    not_now: tuple[Callable[[], Stay], str] = (left, "not_now_in_stay")
    sends: bool = False


ACTS = {
    "judge-need": Act(
        Stay,
        "ward",
        lambda stay: {
            "region": True,
            "social_services": False,
            "municipal_care": True,
            "physician": DR_LIND,
            "judged_at": JUDGED.isoformat(),
        },
        EventKind.NEED_JUDGED,
        "admitted",
    ),
    "judge-no-need": Act(Stay, "ward", lambda stay: {"reason": "Klarar sig"}, EventKind.NO_NEED_JUDGED, "no_need"),
    "reopen-need": Act(needless, "ward", lambda stay: {"reason": "Föll"}, EventKind.NEED_REOPENED, "admitted"),
    "admission-notice": Act(
        judged,
        "ward",
        lambda stay: {"recipients": refs(stay), "expected_on": "2026-03-14", "expected_time": "13:30"},
        EventKind.ADMISSION_SENT,
        "planning",
        sends=True,
    ),
    "estimate": Act(
        notified,
        "ward",
        lambda stay: {
            "expected_on": "2026-03-14",
            "told": True,
            "reason": "Feber",
            "reason_ground": "consent",
        },
        EventKind.ESTIMATE_SENT,
        "planning",
    ),
    "ready": Act(
        notified,
        "ward",
        lambda stay: {"recipients": refs(stay), "assessed_at": READY.isoformat(), "physician": DR_LIND},
        EventKind.READY_SENT,
        "ready",
        sends=True,
    ),
    "withdraw-ready": Act(ready, "ward", lambda stay: {}, EventKind.READINESS_WITHDRAWN, "planning", sends=True),
    "care-contact": Act(
        notified,
        "clinic",
        lambda stay: {"name": "Ulla Berg", "phone": "0980-319 213"},
        EventKind.CARE_CONTACT_SENT,
        "planning",
        (dead, "not_now_in_stay"),
        sends=True,
    ),
    "can-receive": Act(
        ready,
        "care",
        lambda stay: {"from_at": (ASKED_AT + HOUR).isoformat(), "meets": "Hemtjänsten", "ground": "consent"},
        EventKind.CAN_RECEIVE_SENT,
        "ready",
        sends=True,
    ),
    "sip-answer": Act(
        ready,
        "clinic",
        lambda stay: {"consent": "given", "said_by": "hon själv"},
        EventKind.SIP_ANSWERED,
        "ready",
        (dead, "not_now_in_stay"),
        sends=True,
    ),
    "sip-need": Act(
        ready,
        "clinic",
        lambda stay: {"needed": True, "existing": "none", "ground": "consent"},
        EventKind.SIP_NEED_JUDGED,
        "ready",
        (dead, "not_now_in_stay"),
        sends=True,
    ),
    "sip-request": Act(
        ready,
        "social",
        lambda stay: {"reason": "Flera vårdgivare", "ground": "consent"},
        EventKind.SIP_REQUESTED,
        "ready",
        (dead, "not_now_in_stay"),
        sends=True,
    ),
    "sip-offer": Act(
        ready,
        "clinic",
        lambda stay: {"offered_to": "hon själv"},
        EventKind.SIP_OFFERED,
        "ready",
        (dead, "not_now_in_stay"),
        sends=True,
    ),
    "withdraw-sip-consent": Act(
        consented_to_sip,
        "clinic",
        lambda stay: {"said_by": "hon själv"},
        EventKind.SIP_CONSENT_WITHDRAWN,
        "ready",
        (ready, "not_now_of_it"),
        sends=True,
    ),
    "sip-caller": Act(
        with_other_caller,
        "clinic",
        lambda stay: {},
        EventKind.SIP_CALLER_NAMED,
        "ready",
        (with_contact, "already_calls"),
        sends=True,
    ),
    "consent": Act(
        Stay,
        "ward",
        lambda stay: {
            "kind": "disclosure",
            "answer": "given",
            "answered_by": "patient",
            "how": "orally",
            "given_at": REGISTERED.isoformat(),
        },
        EventKind.CONSENT_RECORDED,
        "admitted",
        (closed, "case_closed"),
    ),
    "withdraw-consent": Act(
        with_consent,
        "ward",
        lambda stay: {"kind": "disclosure"},
        EventKind.CONSENT_WITHDRAWN,
        "admitted",
        (Stay, "not_now_of_it"),
    ),
    "harm-test": Act(
        notified,
        "ward",
        lambda stay: {
            "item": "Fallrisk",
            "recipients": refs(stay),
            "why": "Patienten vill ha hjälp",
            "decided_by": DR_LIND,
            "decided_at": NOTIFIED.isoformat(),
        },
        EventKind.HARM_TEST_RECORDED,
        "planning",
        (closed, "case_closed"),
    ),
    "representative": Act(
        notified,
        "social",
        lambda stay: {"kind": "guardian", "name": "Per Ek", "phone": "0980-319 213"},
        EventKind.REPRESENTATIVE_RECORDED,
        "planning",
        (closed, "case_closed"),
    ),
    "end-representative": Act(
        with_guardian,
        "ward",
        lambda stay: {"about": representative_of(stay)},
        EventKind.REPRESENTATIVE_ENDED,
        "planning",
        (closed, "case_closed"),
    ),
    "sip-call": Act(
        with_contact,
        "clinic",
        lambda stay: {"meeting_at": (ASKED_AT + 24 * HOUR).isoformat(), "place": "Hemma"},
        EventKind.SIP_CALLED,
        "ready",
        (dead, "not_now_in_stay"),
        sends=True,
    ),
    "discharge-information": Act(
        ready,
        "ward",
        lambda stay: {"body": "Sårvård varannan dag"},
        EventKind.INFORMATION_SENT,
        "ready",
        (Stay, "not_now_in_stay"),
        sends=True,
    ),
    "services-reply": Act(
        notified,
        "care",
        lambda stay: {"ongoing": True, "services": "Hemsjukvård", "ground": "consent"},
        EventKind.SERVICES_REPLIED,
        "planning",
        sends=True,
    ),
    "underlay": Act(
        notified,
        "ward",
        lambda stay: {
            "recipients": refs(stay),
            "needs": [
                {"area": "adl", "needs": "Hjälp med dusch", "before": "new"},
                {"area": "home", "before": "not_known"},
            ],
            "missing_by": (ASKED_AT + HOUR).isoformat(),
            "ground": "consent",
        },
        EventKind.UNDERLAY_SENT,
        "planning",
        sends=True,
    ),
    "question": Act(
        notified,
        "ward",
        lambda stay: {
            "recipients": refs(stay),
            "body": "Finns det trappor hemma?",
            "answer_by": (ASKED_AT + HOUR).isoformat(),
            "ground": "consent",
        },
        EventKind.QUESTION_ASKED,
        "planning",
        (Stay, "not_now_in_stay"),
        sends=True,
    ),
    "answer": Act(
        asked,
        "clinic",
        lambda stay: {"about": question_of(stay), "body": "Två trappor", "ground": "consent"},
        EventKind.QUESTION_ANSWERED,
        "planning",
        (closed, "case_closed"),
        sends=True,
    ),
    "answer-referral": Act(
        referred,
        "clinic",
        lambda stay: {
            "about": stay.raised(NoticeKind.INFORMATION_PART),
            "answer": "decline",
            "said": "Fel enhet",
            "ground": "consent",
        },
        EventKind.REFERRAL_ANSWERED,
        "ready",
        (ready, "not_open"),
        sends=True,
    ),
    "information-part": Act(
        ready,
        "ward",
        lambda stay: {
            "recipients": refs(stay),
            "part": "medicines_for_days",
            "body": "Enligt lista",
            "days": 3,
            "ground": "consent",
        },
        EventKind.INFORMATION_PART_SENT,
        "ready",
        (Stay, "not_now_in_stay"),
        sends=True,
    ),
    "withdraw-can-receive": Act(
        can_receive,
        "care",
        lambda stay: {"reason": "Sjuk personal", "reason_ground": "consent"},
        EventKind.CAN_RECEIVE_WITHDRAWN,
        "ready",
        sends=True,
    ),
    "decline-services": Act(
        ready,
        "ward",
        lambda stay: {
            "services": "Hemtjänst",
            "declined_at": TOLD_READY.isoformat(),
            "noted_by": "Eva Ros",
            "ground": "consent",
        },
        EventKind.SERVICES_DECLINED,
        "ready",
        sends=True,
    ),
    "patient-summary": Act(
        ready, "ward", lambda stay: {"given": True}, EventKind.SUMMARY_GIVEN, "ready", (dead, "not_now_in_stay")
    ),
    "leave": Act(
        ready,
        "ward",
        lambda stay: {"reason": "own_request", "left_at": TOLD_READY.isoformat(), "where_to": "hem"},
        EventKind.LEFT,
        "left",
    ),
    "undo-leaving": Act(left, "ward", lambda stay: {}, EventKind.LEAVING_UNDONE, "ready", (ready, "not_now_in_stay")),
    "close": Act(left, "ward", lambda stay: {}, EventKind.STAY_CLOSED, "closed", (ready, "not_now_in_stay")),
    "opt-decision": Act(
        compulsory,
        "ward",
        lambda stay: {"recipients": refs(stay), "decided_at": READY.isoformat(), "psychiatrist": "Karin Holm"},
        EventKind.OPT_DECIDED,
        "ready",
        sends=True,
    ),
    "care-plan": Act(
        compulsory,
        "ward",
        lambda stay: {
            "drawn_up_at": READY.isoformat(),
            "psychiatrist": "Karin Holm",
            "approved_by": "Bistånd norr",
            "ground": "special_group",
        },
        EventKind.CARE_PLAN_DRAWN_UP,
        "planning",
        (Stay, "not_now_in_stay"),
        sends=True,
    ),
    "change-ward": Act(
        ready,
        "ward",
        lambda stay: {"to": str(stay.ref(stay.they.other_ward)), "moved_at": TOLD_READY.isoformat()},
        EventKind.WARD_CHANGED,
        "ready",
    ),
    "transfer": Act(
        ready,
        "ward",
        lambda stay: {
            "to": str(stay.ref(other_hospital(stay))),
            "moved_at": TOLD_READY.isoformat(),
            "ground": "consent",
        },
        EventKind.TRANSFERRED,
        "ready",
        sends=True,
    ),
    "begin-leave": Act(
        notified,
        "ward",
        lambda stay: {
            "gone_at": READY.isoformat(),
            "expected_back_at": (READY + 24 * HOUR).isoformat(),
            "ground": "consent",
        },
        EventKind.ABSENCE_BEGUN,
        "planning",
    ),
    "end-leave": Act(
        on_leave, "ward", lambda stay: {"back_at": READY.isoformat()}, EventKind.ABSENCE_ENDED, "planning"
    ),
    "municipality": Act(
        notified,
        "ward",
        lambda stay: {"municipality": "2580", "changed_on": "2026-03-10"},
        EventKind.MUNICIPALITY_CHANGED,
        "planning",
    ),
    "correct": Act(
        ready,
        "ward",
        lambda stay: {
            "admitted_at": ADMITTED.isoformat(),
            "care_type": "geriatric",
            "legal_form": "voluntary",
            "reason": "Fel vårdform",
        },
        EventKind.FACTS_CORRECTED,
        "ready",
        (closed, "case_closed"),
    ),
    "cancel": Act(
        ready,
        "ward",
        lambda stay: {"reason": "Fel patient"},
        EventKind.STAY_CANCELLED,
        "cancelled",
        (closed, "case_closed"),
    ),
    "raise-blocker": Act(
        notified,
        "care",
        lambda stay: {"what": "Säng", "owner": str(stay.ref(stay.they.care)), "ground": "consent"},
        EventKind.BLOCKER_RAISED,
        "planning",
        sends=True,
    ),
    "change-blocker": Act(
        waiting,
        "clinic",
        lambda stay: {
            "about": stay.raised(NoticeKind.BLOCKER),
            "owner": str(stay.ref(stay.they.ward)),
            "due_at": ASKED_AT.isoformat(),
            "ground": "consent",
        },
        EventKind.BLOCKER_CHANGED,
        "ready",
        sends=True,
    ),
    "solve-blocker": Act(
        waiting,
        "clinic",
        lambda stay: {"about": stay.raised(NoticeKind.BLOCKER), "how": "Hemma", "ground": "consent"},
        EventKind.BLOCKER_SOLVED,
        "ready",
        (closed, "case_closed"),
        sends=True,
    ),
    "report-obstacle": Act(
        notified,
        "clinic",
        lambda stay: {"what": "Hemrehab", "ground": "consent"},
        EventKind.OBSTACLE_REPORTED,
        "planning",
        sends=True,
    ),
    "judge-obstacle": Act(
        obstructed,
        "ward",
        lambda stay: {"about": stay.raised(NoticeKind.OBSTACLE), "prevents": True, "ground": "consent"},
        EventKind.OBSTACLE_JUDGED,
        "ready",
        (closed, "case_closed"),
        sends=True,
    ),
    "solve-obstacle": Act(
        obstructed,
        "clinic",
        lambda stay: {"about": stay.raised(NoticeKind.OBSTACLE), "ground": "consent"},
        EventKind.OBSTACLE_SOLVED,
        "ready",
        (closed, "case_closed"),
        sends=True,
    ),
    "raise-disagreement": Act(
        ready,
        "care",
        lambda stay: {"reason": "Hon har feber", "ground": "consent"},
        EventKind.DISAGREEMENT_RAISED,
        "ready",
        (notified, "not_now_in_stay"),
        sends=True,
    ),
    "answer-disagreement": Act(
        disagreed,
        "ward",
        lambda stay: {
            "about": stay.raised(NoticeKind.DISAGREEMENT),
            "answer": "Febern är borta",
            "physician": DR_LIND,
            "ground": "consent",
        },
        EventKind.DISAGREEMENT_ANSWERED,
        "ready",
        (closed, "case_closed"),
        sends=True,
    ),
    "withdraw-disagreement": Act(
        disagreed,
        "social",
        lambda stay: {"about": stay.raised(NoticeKind.DISAGREEMENT)},
        EventKind.DISAGREEMENT_WITHDRAWN,
        "ready",
        (closed, "case_closed"),
        sends=True,
    ),
    "responsibility-ask": Act(
        with_contact,
        "ward",
        lambda stay: {"open_care": str(stay.ref(stay.they.clinic)), "said": "Insulin", "ground": "consent"},
        EventKind.RESPONSIBILITY_CHANGED,
        "ready",
        (taken_over, "not_now_of_it"),
        sends=True,
    ),
    "responsibility-take-over": Act(
        with_contact,
        "clinic",
        lambda stay: {"physician": "Eva Holm", "from_at": ASKED_AT.isoformat(), "ground": "consent"},
        EventKind.RESPONSIBILITY_CHANGED,
        "ready",
        (dead, "not_now_in_stay"),
        sends=True,
    ),
    "responsibility-decline": Act(
        asked_to_take_over,
        "clinic",
        lambda stay: {"said": "Fel enhet", "ground": "consent"},
        EventKind.RESPONSIBILITY_CHANGED,
        "ready",
        (with_contact, "not_now_of_it"),
        sends=True,
    ),
    "responsibility-hand-back": Act(
        taken_over,
        "clinic",
        lambda stay: {"said": "Hon stannar", "ground": "consent"},
        EventKind.RESPONSIBILITY_CHANGED,
        "ready",
        (with_contact, "not_now_of_it"),
        sends=True,
    ),
    "social-contact": Act(
        notified, "social", lambda stay: {}, EventKind.SOCIAL_CONTACTED, "planning", (closed, "case_closed")
    ),
    "social-application": Act(
        notified,
        "social",
        lambda stay: {"applied_by": "dottern"},
        EventKind.SOCIAL_APPLIED,
        "planning",
        (applied, "not_now_of_it"),
    ),
    "social-no-application": Act(
        applied,
        "social",
        lambda stay: {"reason": "Klarar sig"},
        EventKind.SOCIAL_NOT_APPLIED,
        "planning",
        (notified, "not_now_of_it"),
    ),
    "social-decision": Act(
        applied,
        "social",
        lambda stay: {"decision": "grant", "services": "Hemtjänst"},
        EventKind.SOCIAL_DECIDED,
        "planning",
        (notified, "not_now_of_it"),
    ),
    "social-order": Act(
        notified,
        "social",
        lambda stay: {"provider": provider(stay)},
        EventKind.SOCIAL_ORDERED,
        "planning",
        (applied, "not_now_of_it"),
    ),
    "social-order-confirmed": Act(
        ordered, "social", lambda stay: {}, EventKind.PROVIDER_CONFIRMED, "planning", (notified, "not_now_of_it")
    ),
    "social-order-declined": Act(
        ordered,
        "social",
        lambda stay: {"reason": "Ingen personal"},
        EventKind.PROVIDER_DECLINED,
        "planning",
        (notified, "not_now_of_it"),
    ),
}
# The same with `adds` or `replaces`.
MORE = {
    "admission-notice": Act(
        notified,
        "ward",
        lambda stay: {
            "recipients": [str(stay.ref(stay.they.social_two))],
            "expected_on": "2026-03-12",
            "adds": True,
        },
        EventKind.ADMISSION_SENT,
        "planning",
        (judged, "not_now_in_stay"),
        sends=True,
    ),
    "ready": Act(
        ready,
        "ward",
        lambda stay: {
            "recipients": [str(stay.ref(stay.they.social_two))],
            "assessed_at": READY.isoformat(),
            "physician": DR_LIND,
            "adds": True,
        },
        EventKind.READY_SENT,
        "ready",
        (notified, "not_now_in_stay"),
        sends=True,
    ),
    "care-contact": Act(
        with_contact,
        "clinic",
        lambda stay: {"name": "Per Ny", "title": "sjuksköterska", "phone": "0980-319 214", "replaces": True},
        EventKind.CARE_CONTACT_SENT,
        "ready",
        (dead, "not_now_in_stay"),
        sends=True,
    ),
}
EACH = [
    *(pytest.param(name, act, id=name) for name, act in ACTS.items()),
    *(pytest.param(name, act, id=f"{name} of more") for name, act in MORE.items()),
]
each_act = pytest.mark.parametrize(("name", "act"), EACH)


def ask(stay: Stay, name: str, who: Actor, body: dict[str, Any], *, key: str = "") -> Any:
    """What the API answers to somebody who has just read the case, unless the body says otherwise."""
    whole = {"unit": str(stay.ref(who)), "expected_version": case_version(stay.case, who), **body}
    headers = {"idempotency-key": key} if key else {}
    return client_of(who).post(f"/api/v1/cases/{stay.case.ref}/stay/{name}/", whole, headers=headers)


def standing(stay: Stay) -> tuple[Any, ...]:
    """Everything that an action could change."""
    rows: list[Model] = [*Episode.objects.all(), *Case.objects.all(), *Deadline.objects.order_by("pk")]
    return Event.objects.count(), Notice.objects.count(), [model_to_dict(row) for row in rows]


class TestActions:
    def test_every_action_is_tried(self) -> None:
        assert set(ACTS) == set(ACTIONS)

    @each_act
    def test_it_happens(self, name: str, act: Act) -> None:
        stay = act.begun()

        answer = ask(stay, name, getattr(stay.they, act.who), act.body(stay))

        told = Event.objects.filter(kind__in=STAY_FOLDS).latest("seq")
        assert (told.kind, stay.episode.status) == (act.told, act.status)
        assert answer.status_code == (201 if act.sends else 200)
        notice = Notice.objects.latest("pk") if act.sends else None
        assert answer.json() == {"ref": str(notice.ref if notice else stay.case.ref)}
        assert told.notice == notice or not act.sends

    @each_act
    def test_not_now_is_refused_with_its_code_and_changes_nothing(self, name: str, act: Act) -> None:
        begun, code = act.not_now
        stay = begun()
        before = standing(stay)

        answer = ask(stay, name, getattr(stay.they, act.who), act.body(stay))

        assert (answer.status_code, answer.json()["code"]) == (409, code)
        assert standing(stay) == before

    @each_act
    def test_another_party_is_refused_and_changes_nothing(self, name: str, act: Act) -> None:
        stay = with_contact()
        make.message(stay.case, stay.they.ward, make.unit_of(stay.they.other_ward), now=TOLD_READY)
        before = standing(stay)
        # Everybody answers about the plan, but not a ward that does not have her.
        others = {
            **dict.fromkeys(("sip-answer", "question", "answer"), (stay.they.other_ward, "not_your_unit")),
            **dict.fromkeys(("services-reply", "withdraw-can-receive"), (stay.they.ward, "not_permitted")),
            "decline-services": (stay.they.clinic, "not_permitted"),
            "can-receive": (stay.they.ward, "not_permitted"),
            **dict.fromkeys(
                ("consent", "withdraw-consent", "harm-test", "representative", "end-representative"),
                (stay.they.other_ward, "not_your_unit"),
            ),
            **dict.fromkeys(
                ("sip-need", "sip-request", "sip-offer", "withdraw-sip-consent"),
                (stay.they.other_ward, "not_your_unit"),
            ),
            **dict.fromkeys(
                ("raise-blocker", "change-blocker", "solve-blocker", "report-obstacle"),
                (stay.they.other_ward, "not_your_unit"),
            ),
            **dict.fromkeys((name for name in ACTS if name.startswith("social-")), (stay.they.care, "not_permitted")),
            "raise-disagreement": (stay.they.ward, "not_permitted"),
            "withdraw-disagreement": (stay.they.ward, "not_permitted"),
        }
        someone, code = others.get(name, (stay.they.social, "not_permitted"))

        answer = ask(stay, name, someone, act.body(stay))

        assert (answer.status_code, answer.json()["code"]) == (403, code)
        assert standing(stay) == before

    @each_act
    def test_what_was_asked_before_something_else_was_said_is_refused(self, name: str, act: Act) -> None:
        stay = act.begun()
        who = getattr(stay.they, act.who)
        before = standing(stay)

        answer = ask(stay, name, who, {**act.body(stay), "expected_version": 0})

        assert (answer.status_code, answer.json()["code"]) == (409, "stale_case")
        assert answer.json()["facts"] == {"version": case_version(stay.case, who)}
        assert standing(stay) == before

    @each_act
    def test_the_same_key_gives_the_same_answer_and_one_effect(self, name: str, act: Act) -> None:
        stay = act.begun()
        who = getattr(stay.they, act.who)
        body = {**act.body(stay), "expected_version": case_version(stay.case, who)}

        first = ask(stay, name, who, body, key="a")
        before = standing(stay)
        second = ask(stay, name, who, body, key="a")

        assert (second.status_code, second.json()) == (first.status_code, first.json())
        assert first.status_code in (200, 201)
        assert standing(stay) == before

    @each_act
    def test_whoever_does_not_see_the_case_finds_nothing(self, name: str, act: Act) -> None:
        stay = act.begun()

        answer = ask(stay, name, stay.they.other_ward, act.body(stay))

        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")

    @each_act
    def test_an_empty_body_is_no_request(self, name: str, act: Act) -> None:
        stay = Stay()

        answer = client_of(stay.they.ward).post(f"/api/v1/cases/{stay.case.ref}/stay/{name}/", {})

        assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
        assert {"unit", "expected_version"} <= set(answer.json()["facts"]["problems"])

    @pytest.mark.parametrize(
        ("name", "wrong", "code"),
        [
            ("judge-need", {"region": False, "municipal_care": False}, "no_need"),
            ("judge-need", {"judged_at": (ADMITTED - HOUR).isoformat()}, "happened_wrong"),
            ("admission-notice", {"expected_on": "2026-03-07"}, "happened_wrong"),
            ("estimate", {"reason_ground": None}, "invalid_input"),
            ("ready", {"assessed_at": (ASKED_AT + HOUR).isoformat()}, "happened_wrong"),
            ("ready", {"recipients": [str(uuid4())]}, "invalid_input"),
            ("ready", {"outside": {"how": "fax", "sent_at": ASKED_AT.isoformat()}}, "nobody_outside"),
            ("sip-call", {"meeting_at": (ASKED_AT - HOUR).isoformat()}, "happened_wrong"),
            ("leave", {"left_at": (ASKED_AT + HOUR).isoformat()}, "happened_wrong"),
            ("services-reply", {"ongoing": False}, "invalid_input"),
            ("underlay", {"missing_by": (ASKED_AT - HOUR).isoformat()}, "promised_without_time"),
            ("underlay", {"recipients": [str(uuid4())]}, "not_told_of_stay"),
            ("question", {"answer_by": (ASKED_AT - HOUR).isoformat()}, "answered_too_late"),
            ("information-part", {"days": None}, "invalid_input"),
            ("decline-services", {"declined_at": (ASKED_AT + HOUR).isoformat()}, "happened_wrong"),
        ],
    )
    def test_what_cannot_be_is_refused_by_the_service_and_changes_nothing(
        self, name: str, wrong: dict[str, Any], code: str
    ) -> None:
        act = ACTS[name]
        stay = act.begun()
        before = standing(stay)

        answer = ask(stay, name, getattr(stay.they, act.who), {**act.body(stay), **wrong})

        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert standing(stay) == before

    @pytest.mark.parametrize(
        ("name", "wrong"),
        [
            ("judge-need", {"judged_at": "2026-03-08T15:30:00"}),
            ("judge-need", {"region": "perhaps"}),
            ("admission-notice", {"consent": "maybe"}),
            ("admission-notice", {"expected_time": "25:00"}),
            ("estimate", {"expected_on": "2026-02-30"}),
            ("estimate", {"reason_ground": "because"}),
            ("ready", {"recipients": []}),
            ("ready", {"outside": {"how": "fax", "sent_at": "i går"}}),
            ("can-receive", {"ground": None}),
            ("sip-answer", {"consent": "unknown"}),
            ("leave", {"reason": "vanished"}),
            ("underlay", {"needs": []}),
            ("underlay", {"needs": [{"area": "teeth"}]}),
            ("underlay", {"needs": ["adl"]}),
            ("answer", {"about": "x"}),
            ("information-part", {"part": "flowers"}),
            ("information-part", {"days": 366}),
            ("leave", {"left_at": "9999-12-31T23:59:59-23:00"}),
            ("cancel", {"reason": " "}),
            ("cancel", {"reason": "å" * 301}),
        ],
    )
    def test_what_has_another_shape_is_no_request(self, name: str, wrong: dict[str, Any]) -> None:
        act = ACTS[name]
        stay = act.begun()
        before = standing(stay)

        answer = ask(stay, name, getattr(stay.they, act.who), {**act.body(stay), **wrong})

        assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
        assert set(answer.json()["facts"]["problems"]) == set(wrong)
        assert standing(stay) == before

    def test_a_refused_plan_is_not_called_to(self) -> None:
        stay = with_contact()
        stay.does(stay.they.clinic, answer_about_sip, TOLD_READY, consent=SipConsent.REFUSED, said_by="hon")

        answer = ask(stay, "sip-call", stay.they.clinic, ACTS["sip-call"].body(stay))

        assert (answer.status_code, answer.json()["code"]) == (409, "sip_refused")

    def test_the_first_and_the_last_day_there_are_are_no_fault(self) -> None:
        for name, field in (
            ("admission-notice", "expected_on"),
            ("estimate", "expected_on"),
            ("can-receive", "from_at"),
            ("sip-call", "meeting_at"),
            ("judge-need", "judged_at"),
        ):
            act = ACTS[name]
            for day in ("0001-01-01", "9999-12-31"):
                stay = act.begun()
                value = day if field == "expected_on" else f"{day}T12:00:00Z"
                answer = ask(stay, name, getattr(stay.they, act.who), {**act.body(stay), field: value})
                assert answer.status_code in (200, 201, 422), (name, day, answer.json())


class TestRegistering:
    @staticmethod
    def body(ward: Actor, **changed: Any) -> dict[str, Any]:
        patient = make.patient("Ek", municipality_code="0980")
        return {
            "patient": str(patient.ref),
            "unit": str(make.unit_of(ward).ref),
            "admitted_at": ADMITTED.isoformat(),
            "care_type": "psychiatric",
            "legal_form": "LPT",
            "expected_on": "2026-03-14",
            "expected_time": "13:30",
            **changed,
        }

    def test_a_ward_registers_once_per_key(self) -> None:
        ward = make.actor()
        body = self.body(ward)
        client = client_of(ward)

        first, second = (client.post("/api/v1/stays/", body, headers={"idempotency-key": "a"}) for _ in range(2))

        episode = Episode.objects.get()
        assert (first.status_code, first.json()) == (201, {"ref": str(episode.case.ref)})
        assert (second.status_code, second.json()) == (first.status_code, first.json())
        assert (episode.status, episode.admitted_at, episode.ward) == ("admitted", ADMITTED, make.unit_of(ward))
        assert (episode.care_type, episode.legal_form, episode.expected_on) == ("psychiatric", "LPT", date(2026, 3, 14))

    @pytest.mark.parametrize(
        ("wrong", "status", "code"),
        [
            ({"admitted_at": (ASKED_AT + HOUR).isoformat()}, 422, "happened_wrong"),
            ({"admitted_at": "2026-03-08T14:00:00"}, 400, "invalid"),
            ({"expected_on": None}, 422, "invalid_input"),
            ({"expected_on": "2026-03-01"}, 422, "happened_wrong"),
            ({"care_type": "dental"}, 400, "invalid"),
            ({"legal_form": None}, 400, "invalid"),
            ({"patient": str(uuid4())}, 404, "not_found"),
            ({"unit": str(uuid4())}, 403, "not_your_unit"),
        ],
    )
    def test_what_is_wrong_is_refused_and_changes_nothing(self, wrong: dict[str, Any], status: int, code: str) -> None:
        ward = make.actor()

        answer = client_of(ward).post("/api/v1/stays/", self.body(ward, **wrong))

        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert not Case.objects.exists()

    def test_only_a_ward_registers(self) -> None:
        clinic = parties().clinic

        answer = client_of(clinic).post("/api/v1/stays/", self.body(clinic))

        assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")

    def test_who_is_there_already_is_not_registered_again(self) -> None:
        stay = Stay()
        body = self.body(stay.they.ward, patient=str(stay.case.patient.ref))

        answer = client_of(stay.they.ward).post("/api/v1/stays/", body)

        assert (answer.status_code, answer.json()["code"]) == (409, "already_admitted")
        assert Case.objects.count() == 1

    def test_whoever_is_back_is_registered_as_that(self) -> None:
        stay = left()
        back = {"patient": str(stay.case.patient.ref), "admitted_at": ASKED_AT.isoformat()}
        client = client_of(stay.they.ward)

        wrong = client.post("/api/v1/stays/", self.body(stay.they.ward, **back, returned_from=str(uuid4())))
        answer = client.post("/api/v1/stays/", self.body(stay.they.ward, **back, returned_from=str(stay.case.ref)))

        assert (wrong.status_code, wrong.json()["code"]) == (422, "not_left_here")
        assert answer.status_code == 201
        assert Episode.objects.latest("pk").returned_from == stay.episode

    def test_somebody_admitted_when_nobody_counted_is_no_fault(self) -> None:
        ward = make.actor()

        answer = client_of(ward).post("/api/v1/stays/", self.body(ward, admitted_at="0001-01-02T00:00:00Z"))

        assert answer.status_code in (201, 422)


def read(stay: Stay, who: Actor) -> Any:
    return client_of(who).get(f"/api/v1/cases/{stay.case.ref}/stay/")


def stages(answer: Any) -> dict[str, str]:
    return {one["step"]: one["stage"] for one in answer.json()["steps"]}


def actions(answer: Any) -> dict[str, bool]:
    return {one["action"]: one["is_turn"] for one in answer.json()["actions"]}


# What anybody in a stay may do as long as it lasts, and as long as she lives.
ABOUT_GROUNDS = ("record_consent", "record_harm_test", "record_representative")
ABOUT_SIP = ("judge_sip_need", "judge_no_sip", "request_sip", "offer_sip", "consent_to_sip")
NONE_YET = dict.fromkeys(
    ("care_contact", "planning", "sip_call", "ready", "information", "sip_plan", "sip_follow_up"), "later"
)


class TestReading:
    def test_the_hospital_sees_its_own_row(self) -> None:
        stay = Stay().judged(social_services=False)

        answer = read(stay, stay.they.ward)

        assert answer.status_code == 200
        assert answer.json()["episode"] == {
            "ward": {"ref": str(stay.ref(stay.they.ward)), "name": "Avdelning 1"},
            "status": "admitted",
            "region": stay.episode.region,
            "municipality": "0980",
            "care_type": "somatic",
            "legal_form": "voluntary",
            "admitted_at": "2026-03-08T13:00:00Z",
            "needs_region": True,
            "needs_social_services": False,
            "needs_municipal_care": True,
            "need_judged_at": "2026-03-08T14:30:00Z",
            "left_reason": "",
        }
        told = {
            name: answer.json()[name] for name in ("version", "expected_on", "expected_time", "ready_at", "left_at")
        }
        assert told == {
            "version": 2,
            "expected_on": "2026-03-12",
            "expected_time": None,
            "ready_at": None,
            "left_at": None,
        }
        assert stages(answer) == {"admission_notice": "now", **NONE_YET}
        assert answer.json()["steps"][0]["at"] == "2026-03-09T14:30:00Z"

    def test_what_the_case_asks_for_comes_first_among_what_may_be_done(self) -> None:
        stay = Stay()

        found = actions(read(stay, stay.they.ward))

        assert [name for name, is_turn in found.items() if is_turn] == ["judge_need"] == list(found)[:1]
        assert set(found) == {
            *("judge_need", "judge_no_need", "change_estimate", "leave_discharged", "cancel"),
            *("change_ward", "transfer", "register_leave", "change_municipality", "correct_facts"),
            *ABOUT_GROUNDS,
            "raise_blocker",
        }

    def test_of_somebody_transferred_the_needs_that_the_other_hospital_judged_are_left_out(self) -> None:
        stay = Stay().judged()
        new = other_hospital(stay)
        stay.does(stay.they.ward, transfer, NOTIFIED, to=stay.ref(new), moved_at=NOTIFIED, ground=Ground.CONSENT)

        row, before = read(stay, new).json()["episode"], read(stay, stay.they.ward).json()["episode"]

        names = ("needs_region", "needs_social_services", "needs_municipal_care", "need_judged_at")
        assert [row[name] for name in names] == [None] * 4
        assert (row["ward"]["name"], before) == ("Medicinkliniken", None)
        assert stay.episode.needs_region is True

    def test_nobody_outside_knows_of_a_stay_that_nobody_was_told_of(self) -> None:
        stay = Stay().judged()
        for someone in stay.recipients:
            make.message(stay.case, stay.they.ward, make.unit_of(someone), now=JUDGED)

        for someone in stay.recipients:
            answer = read(stay, someone)
            acted = ask(stay, "can-receive", someone, ACTS["can-receive"].body(stay))
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
            assert (acted.status_code, acted.json()["code"]) == (409, "without_stay")
        assert client_of(stay.they.other_ward).get(f"/api/v1/cases/{stay.case.ref}/stay/").status_code == 404

    def test_a_case_without_a_stay_answers_the_same(self) -> None:
        they = parties()
        case = make.case(they.ward)
        make.message(case, they.ward, make.unit_of(they.social))
        without = client_of(they.social).get(f"/api/v1/cases/{case.ref}/stay/")
        stay = Stay()
        make.message(stay.case, stay.they.ward, make.unit_of(stay.they.social), now=REGISTERED)

        untold = read(stay, stay.they.social)

        assert (untold.status_code, untold.content) == (without.status_code, without.content)

    def test_a_recipient_is_told_what_the_notices_say_and_nothing_else(self) -> None:
        stay = Stay()
        stay.does(stay.they.ward, change_estimate, JUDGED, expected_on=date(2026, 3, 20))
        stay.notified()

        answer = read(stay, stay.they.social)

        unit = {"ref": str(stay.ref(stay.they.social)), "name": "Bistånd norr"}
        assert answer.json() == {
            "version": 1,
            "steps": [
                {"step": "admission_notice", "stage": "done", "at": "2026-03-08T15:00:00Z"},
                {"step": "care_contact", "stage": "now", "at": None},
                {"step": "planning", "stage": "now", "at": None},
                {"step": "sip_call", "stage": "later", "at": None},
                {"step": "ready", "stage": "later", "at": None},
                {"step": "information", "stage": "later", "at": None},
                {"step": "sip_plan", "stage": "later", "at": None},
                {"step": "sip_follow_up", "stage": "later", "at": None},
            ],
            "open": [],
            "expected_on": "2026-03-20",
            "expected_time": None,
            "ready_at": None,
            "left_at": None,
            "can_receive_at": None,
            "liability": None,
            "grounds": {"consents": [], "harm_tests": [], "representatives": []},
            "actions": [
                {"action": action, "unit": unit, "is_turn": False}
                for action in (
                    *("reply_about_services", "say_can_receive", "ask_question", "decline_services"),
                    *ABOUT_SIP,
                    *("raise_blocker", "report_obstacle"),
                    *ABOUT_GROUNDS,
                    *("social_contact", "social_application", "social_order"),
                )
            ],
            "episode": None,
        }

    def test_what_waits_is_read_by_whoever_knows_of_it(self) -> None:
        stay = asked()
        ward = {"ref": str(stay.ref(stay.they.ward)), "name": "Avdelning 1"}
        care = {"ref": str(stay.ref(stay.they.care)), "name": "Hemsjukvården"}

        answer = read(stay, stay.they.care)

        assert answer.json()["open"] == [
            {
                "kind": "question",
                "ref": question_of(stay),
                "about": "",
                "raised_by": ward,
                "raised_at": "2026-03-08T15:00:00Z",
                "owners": [care],
                "due_at": "2026-03-12T22:59:59.999999Z",
                "is_ours": True,
                "words": "",
            }
        ]
        assert len(read(stay, stay.they.ward).json()["open"]) == 2

    def test_open_care_has_its_own_clock(self) -> None:
        stay = notified()

        answer = read(stay, stay.they.clinic)

        due_at = "2026-03-12T22:59:59.999999Z"
        assert answer.json()["steps"][1] == {"step": "care_contact", "stage": "now", "at": due_at}
        assert set(actions(answer)) == {
            *("appoint_care_contact", "reply_about_services", "say_can_receive", "ask_question"),
            *("raise_blocker", "report_obstacle", "responsibility_taken_over"),
            *ABOUT_SIP,
            *ABOUT_GROUNDS,
        }

    def test_a_missed_clock_is_late_to_its_own_unit_only(self) -> None:
        stay = notified()
        due = Deadline.objects.get(kind="care_contact", superseded_at__isnull=True)
        Deadline.objects.filter(pk=due.pk).update(breached_at=due.due_at)

        assert stages(read(stay, stay.they.clinic))["care_contact"] == "late"
        assert stages(read(stay, stay.they.social))["care_contact"] == "now"
        Deadline.objects.filter(pk=due.pk).update(breached_at=None)

    def test_a_unit_names_its_contact_once_and_then_replaces_her_and_calls(self) -> None:
        stay = with_contact()

        answer = read(stay, stay.they.clinic)

        assert stages(answer)["care_contact"] == "done"
        assert {"replace_care_contact", "call_sip"} <= set(actions(answer))
        assert "appoint_care_contact" not in actions(answer)

    def test_readiness_is_told_until_it_is_taken_back_and_then_as_it_was_told_last(self) -> None:
        stay = ready()
        first = read(stay, stay.they.care)
        stay.does(stay.they.ward, withdraw_readiness, TOLD_READY)
        withdrawn = read(stay, stay.they.care)
        again = {"recipients": [stay.ref(stay.they.care)], "assessed_at": TOLD_READY, "physician": DR_LIND}
        stay.does(stay.they.ward, declare_ready, ASKED_AT, **again)

        told, others = read(stay, stay.they.care), read(stay, stay.they.social)

        assert (first.json()["ready_at"], stages(first)["ready"]) == ("2026-03-12T08:00:00Z", "done")
        assert (withdrawn.json()["ready_at"], stages(withdrawn)["ready"]) == (None, "later")
        assert told.json()["ready_at"] == "2026-03-12T08:30:00Z"
        assert told.json()["steps"][4] == {"step": "ready", "stage": "done", "at": "2026-03-12T09:30:00Z"}
        assert others.json()["ready_at"] is None

    def test_a_refused_plan_is_not_applicable_until_she_says_yes(self) -> None:
        stay = with_contact()
        clinic = stay.they.clinic
        stay.does(clinic, answer_about_sip, TOLD_READY, consent=SipConsent.REFUSED, said_by="hon")
        refused = read(stay, clinic)
        stay.does(clinic, answer_about_sip, TOLD_READY, consent=SipConsent.GIVEN, said_by="hon")

        of_the_plan = ("sip_call", "sip_plan", "sip_follow_up")

        assert {stages(refused)[step] for step in of_the_plan} == {"not_applicable"}
        assert "call_sip" not in actions(refused)
        assert [stages(read(stay, clinic))[step] for step in of_the_plan] == ["now", "later", "later"]

    def test_leaving_is_told_until_it_is_undone(self) -> None:
        stay = left()
        told = read(stay, stay.they.social).json()["left_at"]
        ask(stay, "undo-leaving", stay.they.ward, {})

        assert told == "2026-03-12T08:30:00Z"
        assert read(stay, stay.they.social).json()["left_at"] is None
        assert read(stay, stay.they.ward).json()["episode"]["left_reason"] == ""

    def test_of_the_dead_nothing_is_planned(self) -> None:
        stay = dead()

        assert set(actions(read(stay, stay.they.clinic))) == {"ask_question", *ABOUT_GROUNDS}
        assert set(actions(read(stay, stay.they.ward))) == {
            *("send_discharge_information", "undo_leaving", "close", "cancel", "add_recipient", "correct_facts"),
            *("ask_question", "send_information_part"),
            *ABOUT_GROUNDS,
        }

    def test_in_a_closed_case_nothing_is_offered(self) -> None:
        stay = Stay()
        stay.does(stay.they.ward, cancel_stay, NOTIFIED, reason="Fel patient")

        answer = read(stay, stay.they.ward)

        assert (answer.json()["episode"]["status"], answer.json()["actions"]) == ("cancelled", [])

    def test_a_stay_without_an_estimate_has_none(self) -> None:
        ward = make.actor()
        case = register_stay(
            make.patient().ref,
            unit=make.unit_of(ward).ref,
            admitted_at=ADMITTED,
            care_type=CareType.SOMATIC,
            by=ward,
            now=REGISTERED,
        )

        answer = client_of(ward).get(f"/api/v1/cases/{case.ref}/stay/")

        assert (answer.json()["expected_on"], answer.json()["expected_time"]) == (None, None)

    def test_where_a_protected_person_is_registered_is_left_out(self) -> None:
        ward = make.actor()
        case = register_stay(
            make.patient(protection=Protection.MARKING, municipality_code="0980").ref,
            unit=make.unit_of(ward).ref,
            admitted_at=ADMITTED,
            care_type=CareType.SOMATIC,
            by=ward,
            now=REGISTERED,
        )

        answer = client_of(ward).get(f"/api/v1/cases/{case.ref}/stay/")

        assert answer.json()["episode"]["municipality"] == ""
        assert Episode.objects.get().municipality == "0980"

    def test_reading_is_logged(self) -> None:
        stay = Stay()

        read(stay, stay.they.ward)

        row = AccessLogEntry.objects.get()
        assert (row.what, row.case_ref, row.person_value) == (
            "read",
            stay.case.ref,
            stay.case.patient.identities.get().value,
        )

    def test_however_much_has_happened_reading_asks_the_same_number_of_questions(self) -> None:
        stay = notified()
        client = client_of(stay.they.ward)
        address = f"/api/v1/cases/{stay.case.ref}/stay/"
        client.get(address)
        with queries(QUERIES):
            client.get(address)
        for day in range(14, 18):
            stay.does(stay.they.ward, change_estimate, ASKED_AT, expected_on=date(2026, 3, day))

        with queries(QUERIES):
            client.get(address)


# Who asks and for which units (3), the case, its events, clocks, facts, what is open, whether she may act, turns, the
# person (3), the row, the version and the log.
QUERIES = 16
