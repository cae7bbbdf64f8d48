"""What every kind of content has in common: its kind, its JSON, its fingerprint, and what differs between two."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from discharge.contents.grounds import ConsentTakenBack
from discharge.contents.message import Message
from discharge.contents.moves import Absence, BackInHospital, CarePlan, HospitalChange, OptDecision, WardChange
from discharge.contents.obstacles import (
    Blocker,
    BlockerSolved,
    Disagreement,
    DisagreementAnswer,
    DisagreementWithdrawn,
    ObstacleJudged,
    ObstacleSolved,
    OpenCareObstacle,
)
from discharge.contents.planning import (
    Answer,
    CanReceiveWithdrawn,
    InformationPart,
    Question,
    ServicesDeclined,
    ServicesReply,
    Underlay,
)
from discharge.contents.receiving import CanReceive, CareContactNamed, SipAnswer, SipCallSent
from discharge.contents.referrals import ReferralAnswer
from discharge.contents.responsibility import Responsibility
from discharge.contents.sip import SipNeed, SipRequest
from discharge.contents.stay import (
    Admission,
    DischargeInformation,
    EstimateChange,
    LeavingUndone,
    LeftHospital,
    Ready,
    ReadyWithdrawn,
)
from discharge.models.notices import NoticeKind, NoticeVersion
from discharge.shapes import plain, read_as

# A new kind of content is added to this union and to the table below it.
Content = (
    Message
    | Admission
    | EstimateChange
    | Ready
    | ReadyWithdrawn
    | CareContactNamed
    | CanReceive
    | SipAnswer
    | SipCallSent
    | DischargeInformation
    | LeftHospital
    | LeavingUndone
    | ConsentTakenBack
    | SipNeed
    | SipRequest
    | ServicesReply
    | Underlay
    | Question
    | Answer
    | InformationPart
    | CanReceiveWithdrawn
    | ServicesDeclined
    | WardChange
    | HospitalChange
    | Absence
    | OptDecision
    | CarePlan
    | BackInHospital
    | Blocker
    | BlockerSolved
    | OpenCareObstacle
    | ObstacleJudged
    | ObstacleSolved
    | Disagreement
    | DisagreementAnswer
    | DisagreementWithdrawn
    | Responsibility
    | ReferralAnswer
)

CONTENTS: Final[Mapping[str, type[Content]]] = {
    NoticeKind.MESSAGE: Message,
    NoticeKind.ADMISSION: Admission,
    NoticeKind.ESTIMATE_CHANGE: EstimateChange,
    NoticeKind.READY: Ready,
    NoticeKind.READY_WITHDRAWN: ReadyWithdrawn,
    NoticeKind.CARE_CONTACT: CareContactNamed,
    NoticeKind.CAN_RECEIVE: CanReceive,
    NoticeKind.SIP_ANSWER: SipAnswer,
    NoticeKind.SIP_CALL: SipCallSent,
    NoticeKind.DISCHARGE_INFORMATION: DischargeInformation,
    NoticeKind.LEFT: LeftHospital,
    NoticeKind.LEAVING_UNDONE: LeavingUndone,
    NoticeKind.CONSENT_WITHDRAWN: ConsentTakenBack,
    NoticeKind.SIP_NEED: SipNeed,
    NoticeKind.SIP_REQUEST: SipRequest,
    NoticeKind.SERVICES_REPLY: ServicesReply,
    NoticeKind.UNDERLAY: Underlay,
    NoticeKind.QUESTION: Question,
    NoticeKind.ANSWER: Answer,
    NoticeKind.INFORMATION_PART: InformationPart,
    NoticeKind.CAN_RECEIVE_WITHDRAWN: CanReceiveWithdrawn,
    NoticeKind.SERVICES_DECLINED: ServicesDeclined,
    NoticeKind.WARD_CHANGE: WardChange,
    NoticeKind.TRANSFER: HospitalChange,
    NoticeKind.ABSENCE: Absence,
    NoticeKind.OPT_DECISION: OptDecision,
    NoticeKind.CARE_PLAN: CarePlan,
    NoticeKind.RETURNED: BackInHospital,
    NoticeKind.BLOCKER: Blocker,
    NoticeKind.BLOCKER_SOLVED: BlockerSolved,
    NoticeKind.OBSTACLE: OpenCareObstacle,
    NoticeKind.OBSTACLE_JUDGED: ObstacleJudged,
    NoticeKind.OBSTACLE_SOLVED: ObstacleSolved,
    NoticeKind.DISAGREEMENT: Disagreement,
    NoticeKind.DISAGREEMENT_ANSWER: DisagreementAnswer,
    NoticeKind.DISAGREEMENT_WITHDRAWN: DisagreementWithdrawn,
    NoticeKind.RESPONSIBILITY: Responsibility,
    NoticeKind.REFERRAL_ANSWER: ReferralAnswer,
}
KINDS: Final[Mapping[type[Content], NoticeKind]] = {content: NoticeKind(kind) for kind, content in CONTENTS.items()}


def written(content: Content) -> dict[str, Any]:
    """The content as JSON."""
    return plain(content)


def content_of(version: NoticeVersion) -> Content:
    """The content that was sent."""
    return read_as(CONTENTS[version.notice.kind], version.content)


def sha256(content: Content) -> str:
    """The fingerprint of the content's canonical bytes: keys in order, UTF-8, no spaces."""
    canonical = json.dumps(written(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def changed_fields(old: Content, new: Content) -> tuple[str, ...]:
    """The names of the fields that differ."""
    return tuple(one.name for one in fields(new) if getattr(old, one.name) != getattr(new, one.name))
