"""Everything that is done in a stay by a page: from which stay, by whom, with what typed, and what it tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from discharge.models.events import EventKind
from discharge.models.notices import Ground, NoticeKind
from rules.calendar import in_sweden
from tests.discharge.staying import (
    ADMITTED,
    DR_LIND,
    JUDGED,
    TOLD_READY,
    Stay,
    applied,
    asked,
    asked_to_take_over,
    can_receive,
    compulsory,
    consented_to_sip,
    consenting,
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
    with_contact,
    with_guardian,
    with_other_caller,
)

HOUR = timedelta(hours=1)
ASKED_AT = TOLD_READY + HOUR


def typed(at: datetime) -> str:
    """As a field of a form has it."""
    return f"{in_sweden(at):%Y-%m-%dT%H:%M}"


def refs(stay: Stay) -> list[str]:
    return [str(stay.ref(one)) for one in stay.recipients]


@dataclass(frozen=True)
class Act:
    """A page: from which stay and by whom it is used, with what, what is told, and the status after it."""

    begun: Callable[[], Stay]
    who: str
    fields: Callable[[Stay], dict[str, Any]]
    told: EventKind
    status: str


REASON = {"reason": "Efter samtal med patienten"}
CONSENTED: dict[str, Any] = {"ground": Ground.CONSENT}
CONTACT = {"name": "Per Ny", "title": "sjuksköterska", "phone": "0980-319 214", "calls_sip": "on"}
ACTS = {
    "bedom-behov": Act(
        Stay,
        "ward",
        lambda stay: {"region": "on", "municipal_care": "on", "physician": DR_LIND, "judged_at": typed(JUDGED)},
        EventKind.NEED_JUDGED,
        "admitted",
    ),
    "inget-behov": Act(Stay, "ward", lambda stay: REASON, EventKind.NO_NEED_JUDGED, "no_need"),
    "bedom-pa-nytt": Act(needless, "ward", lambda stay: REASON, EventKind.NEED_REOPENED, "admitted"),
    "inskrivningsmeddelande": Act(
        judged,
        "ward",
        lambda stay: {"recipients": refs(stay), "expected_on": "2026-03-14", "consent": "given"},
        EventKind.ADMISSION_SENT,
        "planning",
    ),
    "fler-mottagare": Act(
        notified,
        "ward",
        lambda stay: {
            "recipients": [str(stay.ref(stay.they.social_two))],
            "expected_on": "2026-03-12",
            "consent": "not_asked",
        },
        EventKind.ADMISSION_SENT,
        "planning",
    ),
    "beraknad-utskrivning": Act(
        notified,
        "ward",
        lambda stay: {
            "expected_on": "2026-03-14",
            "expected_time": "13:30",
            "told": "on",
            "reason": "Feber",
            "reason_ground": "consent",
        },
        EventKind.ESTIMATE_SENT,
        "planning",
    ),
    "utskrivningsklar": Act(
        notified,
        "ward",
        lambda stay: {"recipients": refs(stay), "assessed_at": typed(TOLD_READY), "physician": DR_LIND},
        EventKind.READY_SENT,
        "ready",
    ),
    "utskrivningsklar-till-fler": Act(
        ready,
        "ward",
        lambda stay: {
            "recipients": [str(stay.ref(stay.they.social_two))],
            "assessed_at": typed(TOLD_READY),
            "physician": DR_LIND,
        },
        EventKind.READY_SENT,
        "ready",
    ),
    "ta-tillbaka-utskrivningsklar": Act(
        ready, "ward", lambda stay: {"reason": "", "reason_ground": ""}, EventKind.READINESS_WITHDRAWN, "planning"
    ),
    "vardkontakt": Act(notified, "clinic", lambda stay: CONTACT, EventKind.CARE_CONTACT_SENT, "planning"),
    "byt-vardkontakt": Act(with_contact, "clinic", lambda stay: CONTACT, EventKind.CARE_CONTACT_SENT, "ready"),
    "klar-att-ta-emot": Act(
        ready,
        "social",
        lambda stay: {"from_at": typed(ASKED_AT + HOUR), "meets": "Hemtjänsten", "ground": "consent"},
        EventKind.CAN_RECEIVE_SENT,
        "ready",
    ),
    "svar-om-sip": Act(
        ready, "care", lambda stay: {"consent": "given", "said_by": "hon själv"}, EventKind.SIP_ANSWERED, "ready"
    ),
    "sip-behovs": Act(
        ready, "clinic", lambda stay: {"existing": "none", "ground": "consent"}, EventKind.SIP_NEED_JUDGED, "ready"
    ),
    "ingen-sip": Act(
        ready,
        "clinic",
        lambda stay: {"existing": "valid", "ground": "consent"} | REASON,
        EventKind.SIP_NEED_JUDGED,
        "ready",
    ),
    "begar-sip": Act(ready, "social", lambda stay: {"ground": "consent"} | REASON, EventKind.SIP_REQUESTED, "ready"),
    "erbjud-sip": Act(ready, "care", lambda stay: {"offered_to": "hon själv"}, EventKind.SIP_OFFERED, "ready"),
    "aterta-samtycke-till-sip": Act(
        consented_to_sip,
        "social",
        lambda stay: {"said_by": "hon själv"},
        EventKind.SIP_CONSENT_WITHDRAWN,
        "ready",
    ),
    "vi-kallar-till-sip": Act(with_other_caller, "clinic", lambda stay: {}, EventKind.SIP_CALLER_NAMED, "ready"),
    "samtycke": Act(
        notified,
        "social",
        lambda stay: {
            "kind": "disclosure",
            "answer": "given",
            "answered_by": "patient",
            "how": "orally",
            "given_at": typed(TOLD_READY),
            "recipients": [str(stay.ref(stay.they.ward))],
        },
        EventKind.CONSENT_RECORDED,
        "planning",
    ),
    "aterta-samtycke": Act(
        consenting, "ward", lambda stay: {"kind": "disclosure"}, EventKind.CONSENT_WITHDRAWN, "planning"
    ),
    "menprovning": Act(
        notified,
        "ward",
        lambda stay: {
            "item": "Fallrisk",
            "recipients": refs(stay),
            "why": "Patienten vill ha hjälp",
            "decided_by": DR_LIND,
            "decided_at": typed(TOLD_READY),
        },
        EventKind.HARM_TEST_RECORDED,
        "planning",
    ),
    "foretradare": Act(
        notified,
        "care",
        lambda stay: {"kind": "guardian", "name": "Per Ek"},
        EventKind.REPRESENTATIVE_RECORDED,
        "planning",
    ),
    "ta-bort-foretradare": Act(
        with_guardian,
        "ward",
        lambda stay: {"about": representative_of(stay)},
        EventKind.REPRESENTATIVE_ENDED,
        "planning",
    ),
    "kalla-till-sip": Act(
        with_contact,
        "clinic",
        lambda stay: {"meeting_at": typed(ASKED_AT + 24 * HOUR), "place": "Hemma"},
        EventKind.SIP_CALLED,
        "ready",
    ),
    "utskrivningsinformation": Act(
        ready, "ward", lambda stay: {"body": "Sårvård varannan dag"}, EventKind.INFORMATION_SENT, "ready"
    ),
    "svar-om-insatser": Act(
        notified,
        "care",
        lambda stay: {"ongoing": "yes", "services": "Hemsjukvård", "ground": "consent"},
        EventKind.SERVICES_REPLIED,
        "planning",
    ),
    "underlag": Act(
        notified,
        "ward",
        lambda stay: {
            "recipients": refs(stay),
            "adl": "Hjälp med dusch",
            "home_before": "not_known",
            "missing_by": typed(ASKED_AT + HOUR),
            "ground": "consent",
        },
        EventKind.UNDERLAY_SENT,
        "planning",
    ),
    "fraga": Act(
        notified,
        "ward",
        lambda stay: {"recipients": refs(stay), "body": "Finns det trappor hemma?", "ground": "consent"},
        EventKind.QUESTION_ASKED,
        "planning",
    ),
    "svar-pa-fraga": Act(
        asked,
        "clinic",
        lambda stay: {"about": question_of(stay), "body": "Två trappor", "ground": "consent"},
        EventKind.QUESTION_ANSWERED,
        "planning",
    ),
    "svar-pa-remiss": Act(
        referred,
        "clinic",
        lambda stay: {"about": stay.raised(NoticeKind.INFORMATION_PART), "answer": "accept", "ground": "consent"},
        EventKind.REFERRAL_ANSWERED,
        "ready",
    ),
    "del-av-information": Act(
        ready,
        "ward",
        lambda stay: {
            "recipients": refs(stay),
            "part": "referral",
            "missing": "on",
            "missing_by": typed(ASKED_AT + HOUR),
            "ground": "consent",
        },
        EventKind.INFORMATION_PART_SENT,
        "ready",
    ),
    "kan-inte-ta-emot": Act(
        can_receive, "care", lambda stay: {"reason": "", "reason_ground": ""}, EventKind.CAN_RECEIVE_WITHDRAWN, "ready"
    ),
    "tackar-nej": Act(
        ready,
        "ward",
        lambda stay: {
            "services": "Hemtjänst",
            "declined_at": typed(TOLD_READY),
            "noted_by": "Eva Ros",
            "ground": "consent",
        },
        EventKind.SERVICES_DECLINED,
        "ready",
    ),
    "sammanfattning": Act(ready, "ward", lambda stay: {"given": "declined"}, EventKind.SUMMARY_GIVEN, "ready"),
    "utskrivning": Act(
        ready,
        "ward",
        lambda stay: {"reason": "own_request", "left_at": typed(TOLD_READY), "where_to": "hem"},
        EventKind.LEFT,
        "left",
    ),
    "angra-utskrivning": Act(left, "ward", lambda stay: {}, EventKind.LEAVING_UNDONE, "ready"),
    "avsluta": Act(left, "ward", lambda stay: {}, EventKind.STAY_CLOSED, "closed"),
    "vantar-pa": Act(
        notified,
        "social",
        lambda stay: {"what": "Säng", "owner": str(stay.ref(stay.they.social)), "ground": "consent"},
        EventKind.BLOCKER_RAISED,
        "planning",
    ),
    "andra-vantan": Act(
        waiting,
        "clinic",
        lambda stay: {
            "about": stay.raised(NoticeKind.BLOCKER),
            "owner": str(stay.ref(stay.they.ward)),
            "due_at": typed(ASKED_AT),
            "ground": "consent",
        },
        EventKind.BLOCKER_CHANGED,
        "ready",
    ),
    "behover-inte-vanta": Act(
        waiting,
        "clinic",
        lambda stay: {"about": stay.raised(NoticeKind.BLOCKER), "how": "Hemma", "ground": "consent"},
        EventKind.BLOCKER_SOLVED,
        "ready",
    ),
    "hinder": Act(
        notified,
        "clinic",
        lambda stay: {"what": "Hemrehab", "ground": "consent"},
        EventKind.OBSTACLE_REPORTED,
        "planning",
    ),
    "bedom-hinder": Act(
        obstructed,
        "ward",
        lambda stay: {"about": stay.raised(NoticeKind.OBSTACLE), "prevents": "yes", "ground": "consent"},
        EventKind.OBSTACLE_JUDGED,
        "ready",
    ),
    "hinder-lost": Act(
        obstructed,
        "clinic",
        lambda stay: {"about": stay.raised(NoticeKind.OBSTACLE), "ground": "consent"},
        EventKind.OBSTACLE_SOLVED,
        "ready",
    ),
    "invandning": Act(
        ready,
        "care",
        lambda stay: {"reason": "Hon har feber", "ground": "consent"},
        EventKind.DISAGREEMENT_RAISED,
        "ready",
    ),
    "svar-pa-invandning": Act(
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
    ),
    "ta-tillbaka-invandning": Act(
        disagreed,
        "social",
        lambda stay: {"about": stay.raised(NoticeKind.DISAGREEMENT)},
        EventKind.DISAGREEMENT_WITHDRAWN,
        "ready",
    ),
    "fraga-om-ansvar": Act(
        with_contact,
        "ward",
        lambda stay: {"open_care": str(stay.ref(stay.they.clinic)), "ground": "consent"},
        EventKind.RESPONSIBILITY_CHANGED,
        "ready",
    ),
    "ta-over-ansvar": Act(
        asked_to_take_over,
        "clinic",
        lambda stay: {"physician": "Eva Holm", "from_at": typed(ASKED_AT), "ground": "consent"},
        EventKind.RESPONSIBILITY_CHANGED,
        "ready",
    ),
    "tar-inte-over-ansvar": Act(
        asked_to_take_over,
        "clinic",
        lambda stay: {"said": "Fel enhet", "ground": "consent"},
        EventKind.RESPONSIBILITY_CHANGED,
        "ready",
    ),
    "lamna-tillbaka-ansvar": Act(
        taken_over,
        "clinic",
        lambda stay: {"said": "Hon stannar", "ground": "consent"},
        EventKind.RESPONSIBILITY_CHANGED,
        "ready",
    ),
    "kontaktad": Act(notified, "social", lambda stay: {}, EventKind.SOCIAL_CONTACTED, "planning"),
    "ansokan": Act(
        notified, "social", lambda stay: {"applied_by": "dottern"}, EventKind.SOCIAL_APPLIED, "planning"
    ),
    "ingen-ansokan": Act(applied, "social", lambda stay: REASON, EventKind.SOCIAL_NOT_APPLIED, "planning"),
    "beslut": Act(
        applied, "social", lambda stay: {"decision": "grant_partly"}, EventKind.SOCIAL_DECIDED, "planning"
    ),
    "bestallning": Act(
        notified, "social", lambda stay: {"provider": provider(stay)}, EventKind.SOCIAL_ORDERED, "planning"
    ),
    "bestallning-bekraftad": Act(ordered, "social", lambda stay: {}, EventKind.PROVIDER_CONFIRMED, "planning"),
    "bestallning-avbojd": Act(ordered, "social", lambda stay: REASON, EventKind.PROVIDER_DECLINED, "planning"),
    "opt-beslut": Act(
        compulsory,
        "ward",
        lambda stay: {"recipients": refs(stay), "decided_at": typed(TOLD_READY), "psychiatrist": "Karin Holm"},
        EventKind.OPT_DECIDED,
        "ready",
    ),
    "samordnad-vardplan": Act(
        compulsory,
        "ward",
        lambda stay: {
            "drawn_up_at": typed(TOLD_READY),
            "psychiatrist": "Karin Holm",
            "approved_by": "Bistånd norr",
            "ground": "special_group",
        },
        EventKind.CARE_PLAN_DRAWN_UP,
        "planning",
    ),
    "byt-avdelning": Act(
        ready,
        "ward",
        lambda stay: {"to": str(stay.ref(stay.they.other_ward)), "moved_at": typed(TOLD_READY)},
        EventKind.WARD_CHANGED,
        "ready",
    ),
    "flytta-till-annat-sjukhus": Act(
        ready,
        "ward",
        lambda stay: {
            "to": str(stay.ref(other_hospital(stay))),
            "moved_at": typed(TOLD_READY),
            "ground": "consent",
        },
        EventKind.TRANSFERRED,
        "ready",
    ),
    "permission": Act(
        notified,
        "ward",
        lambda stay: {"gone_at": typed(TOLD_READY), "expected_back_at": typed(ASKED_AT + HOUR), "ground": "consent"},
        EventKind.ABSENCE_BEGUN,
        "planning",
    ),
    "avsluta-permission": Act(
        on_leave, "ward", lambda stay: {"back_at": typed(TOLD_READY), "ground": ""}, EventKind.ABSENCE_ENDED, "planning"
    ),
    "folkbokforing": Act(
        notified,
        "ward",
        lambda stay: {"municipality": "2580", "changed_on": "2026-03-10"},
        EventKind.MUNICIPALITY_CHANGED,
        "planning",
    ),
    "ratta-uppgifter": Act(
        ready,
        "ward",
        lambda stay: {
            "admitted_at": typed(ADMITTED),
            "care_type": "geriatric",
            "legal_form": "voluntary",
            "reason": "Fel vårdform",
        },
        EventKind.FACTS_CORRECTED,
        "ready",
    ),
    "stryk": Act(ready, "ward", lambda stay: REASON, EventKind.STAY_CANCELLED, "cancelled"),
}
