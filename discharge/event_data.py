"""What each kind of event tells, validated when it is written and read back in the same shape.

An event's data is what rules, lists and `verify` need. Units are named by their ref; content never stands here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from discharge.event_shapes.common import Nothing, Reasoned, Sent, SentInStay
from discharge.event_shapes.grounds import (
    ConsentRecorded,
    ConsentWithdrawn,
    HarmTestRecorded,
    RepresentativeEnded,
    RepresentativeRecorded,
)
from discharge.event_shapes.moves import (
    FactsCorrected,
    LeaveBegun,
    MunicipalityChanged,
    OptDecided,
    ReturnTold,
    Transferred,
    WardChanged,
)
from discharge.event_shapes.obstacles import BlockerChanged, BlockerRaised, BlockerSolved, ObstacleJudged
from discharge.event_shapes.outside import SentOutside
from discharge.event_shapes.planning import InformationPartSent, QuestionAsked, SummaryGiven, UnderlaySent
from discharge.event_shapes.referrals import ReferralAnswered
from discharge.event_shapes.sip import SipNeedJudged
from discharge.event_shapes.tracks import ResponsibilityMoved, SocialMoved
from discharge.models.events import EventKind
from discharge.shapes import plain, read_as
from rules.facts import Caller, CareType, LeftReason, LegalForm, SipConsent


@dataclass(frozen=True, slots=True)
class Opened:
    """Which version was on the page that was read or acknowledged."""

    version: int


@dataclass(frozen=True, slots=True)
class Forwarded:
    """To which unit, and why."""

    to: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """The new version, the fields that changed, and whether whoever had read it must read it again."""

    version: int
    changed: tuple[str, ...]
    unread_again: bool


@dataclass(frozen=True, slots=True)
class Granted:
    """Who may do what (`read_extra`, `read_protected`), until which day, and why."""

    user_id: int
    permission: str
    ends_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class GrantEnded:
    """Whose access ended before its day, and why."""

    user_id: int
    permission: str
    reason: str


@dataclass(frozen=True, slots=True)
class ClockMissed:
    """Which clock passed its last instant."""

    deadline: str
    subject: str


@dataclass(frozen=True, slots=True)
class StayRegistered:
    """Where she was admitted, and what is known from the beginning. The event's `at` is when she was admitted.

    region: the county code of the hospital's region. municipality: the code of where she is registered, or empty.
    returned_from: the case of the stay that she came back from.
    """

    ward: UUID
    region: str
    municipality: str
    care_type: CareType
    legal_form: LegalForm
    expected_on: date | None
    expected_time: time | None
    returned_from: UUID | None


@dataclass(frozen=True, slots=True)
class NeedJudged:
    """Whose services she may need afterwards, and by whom that was judged; the event's `at` is when."""

    region: bool
    social_services: bool
    municipal_care: bool
    physician: str


@dataclass(frozen=True, slots=True)
class Estimated:
    """When she is expected to leave, before anybody has been told."""

    expected_on: date
    expected_time: time | None


@dataclass(frozen=True, slots=True)
class AdmissionSent(SentInStay):
    """municipality: where she is registered, or empty; expected_on, expected_time: as the notice says."""

    municipality: str
    address_withheld: bool
    expected_on: date
    expected_time: time | None


@dataclass(frozen=True, slots=True)
class EstimateSent(SentInStay):
    """The new time that she is expected to leave."""

    expected_on: date
    expected_time: time | None


@dataclass(frozen=True, slots=True)
class ReadySent(SentInStay):
    """When the physician assessed that she is ready, and the municipality that it was told for."""

    municipality: str
    assessed_at: datetime
    physician: str


@dataclass(frozen=True, slots=True)
class CareContactSent(SentInStay):
    """existing: she had one already, who is confirmed. calls_sip: this one calls to the plan."""

    existing: bool
    calls_sip: bool


@dataclass(frozen=True, slots=True)
class CanReceiveSent(SentInStay):
    """From when home can receive."""

    from_at: datetime


@dataclass(frozen=True, slots=True)
class SipAnswered(SentInStay):
    """What she said when the plan was offered."""

    consent: SipConsent


@dataclass(frozen=True, slots=True)
class SipCalled(SentInStay):
    """Who called, and when the meeting is proposed."""

    caller: Caller
    meeting_at: datetime


@dataclass(frozen=True, slots=True)
class Left(SentInStay):
    """How she left; the event's `at` is when. No recipients: nobody outside the hospital had been told of the stay."""

    reason: LeftReason


EventData = (
    Nothing
    | Sent
    | Opened
    | Reasoned
    | Forwarded
    | Corrected
    | Granted
    | GrantEnded
    | ClockMissed
    | StayRegistered
    | NeedJudged
    | Estimated
    | SummaryGiven
    | ConsentRecorded
    | HarmTestRecorded
    | RepresentativeRecorded
    | RepresentativeEnded
    | MunicipalityChanged
    | FactsCorrected
    | SocialMoved
    | SentOutside
)

SHAPES: Final[Mapping[str, type[EventData]]] = {
    EventKind.CASE_OPENED: Nothing,
    EventKind.NOTICE_SENT: Sent,
    EventKind.NOTICE_SENT_OUTSIDE: SentOutside,
    EventKind.NOTICE_READ: Opened,
    EventKind.NOTICE_ACKNOWLEDGED: Opened,
    EventKind.NOTICE_RETURNED: Reasoned,
    EventKind.NOTICE_FORWARDED: Forwarded,
    EventKind.NOTICE_CORRECTED: Corrected,
    EventKind.NOTICE_RECALLED: Reasoned,
    EventKind.RECIPIENT_RECALLED: Reasoned,
    EventKind.RECALL_ACKNOWLEDGED: Nothing,
    EventKind.ACCESS_GRANTED: Granted,
    EventKind.ACCESS_ENDED: GrantEnded,
    EventKind.DEADLINE_MISSED: ClockMissed,
    EventKind.DEADLINE_CORRECTED: ClockMissed,
    EventKind.STAY_REGISTERED: StayRegistered,
    EventKind.NEED_JUDGED: NeedJudged,
    EventKind.NO_NEED_JUDGED: Reasoned,
    EventKind.NEED_REOPENED: Reasoned,
    EventKind.ESTIMATED: Estimated,
    EventKind.ADMISSION_SENT: AdmissionSent,
    EventKind.ESTIMATE_SENT: EstimateSent,
    EventKind.READY_SENT: ReadySent,
    EventKind.READINESS_WITHDRAWN: SentInStay,
    EventKind.CARE_CONTACT_SENT: CareContactSent,
    EventKind.CAN_RECEIVE_SENT: CanReceiveSent,
    EventKind.SIP_ANSWERED: SipAnswered,
    EventKind.SIP_CALLED: SipCalled,
    EventKind.INFORMATION_SENT: SentInStay,
    EventKind.LEFT: Left,
    EventKind.LEAVING_UNDONE: SentInStay,
    EventKind.WARD_CHANGED: WardChanged,
    EventKind.TRANSFERRED: Transferred,
    EventKind.MUNICIPALITY_CHANGED: MunicipalityChanged,
    EventKind.ABSENCE_BEGUN: LeaveBegun,
    EventKind.ABSENCE_ENDED: SentInStay,
    EventKind.FACTS_CORRECTED: FactsCorrected,
    EventKind.OPT_DECIDED: OptDecided,
    EventKind.CARE_PLAN_DRAWN_UP: SentInStay,
    EventKind.RETURNED: ReturnTold,
    EventKind.SERVICES_REPLIED: SentInStay,
    EventKind.UNDERLAY_SENT: UnderlaySent,
    EventKind.QUESTION_ASKED: QuestionAsked,
    EventKind.QUESTION_ANSWERED: SentInStay,
    EventKind.INFORMATION_PART_SENT: InformationPartSent,
    EventKind.CAN_RECEIVE_WITHDRAWN: SentInStay,
    EventKind.SERVICES_DECLINED: SentInStay,
    EventKind.SUMMARY_GIVEN: SummaryGiven,
    EventKind.SOCIAL_CONTACTED: SocialMoved,
    EventKind.SOCIAL_APPLIED: SocialMoved,
    EventKind.SOCIAL_NOT_APPLIED: SocialMoved,
    EventKind.SOCIAL_DECIDED: SocialMoved,
    EventKind.SOCIAL_ORDERED: SocialMoved,
    EventKind.PROVIDER_CONFIRMED: SocialMoved,
    EventKind.PROVIDER_DECLINED: SocialMoved,
    EventKind.RESPONSIBILITY_CHANGED: ResponsibilityMoved,
    EventKind.REFERRAL_ANSWERED: ReferralAnswered,
    EventKind.BLOCKER_RAISED: BlockerRaised,
    EventKind.BLOCKER_CHANGED: BlockerChanged,
    EventKind.BLOCKER_SOLVED: BlockerSolved,
    EventKind.OBSTACLE_REPORTED: SentInStay,
    EventKind.OBSTACLE_JUDGED: ObstacleJudged,
    EventKind.OBSTACLE_SOLVED: SentInStay,
    EventKind.DISAGREEMENT_RAISED: SentInStay,
    EventKind.DISAGREEMENT_ANSWERED: SentInStay,
    EventKind.DISAGREEMENT_WITHDRAWN: SentInStay,
    EventKind.CONSENT_RECORDED: ConsentRecorded,
    EventKind.CONSENT_WITHDRAWN: ConsentWithdrawn,
    EventKind.HARM_TEST_RECORDED: HarmTestRecorded,
    EventKind.REPRESENTATIVE_RECORDED: RepresentativeRecorded,
    EventKind.REPRESENTATIVE_ENDED: RepresentativeEnded,
    EventKind.SIP_NEED_JUDGED: SipNeedJudged,
    EventKind.SIP_REQUESTED: SentInStay,
    EventKind.SIP_OFFERED: SentInStay,
    EventKind.SIP_CONSENT_WITHDRAWN: SentInStay,
    EventKind.SIP_CALLER_NAMED: SentInStay,
    EventKind.STAY_CLOSED: Nothing,
    EventKind.STAY_CANCELLED: Reasoned,
}
SCHEMA_VERSION: Final = 1


def written(kind: EventKind, data: EventData) -> dict[str, Any]:
    """The data as JSON. Raises: TypeError when another kind of event has this shape."""
    if type(data) is not SHAPES[kind]:
        raise TypeError(f"{kind} does not tell {type(data).__name__}")
    return plain(data)


def read(kind: str, data: Mapping[str, Any]) -> EventData:
    """The data as it was told. Raises: KeyError or TypeError when it has another shape."""
    return read_as(SHAPES[kind], data)
