"""Tests of discharge/event_data.py and contents/: what is written is read back, and nothing else is written."""

from datetime import date, time
from uuid import UUID

import pytest

from accounts.kinds import OutsideBy
from discharge.contents.documents import CONTENTS, changed_fields, sha256, written
from discharge.contents.message import Message
from discharge.contents.planning import Area, Part
from discharge.event_data import (
    SHAPES,
    AdmissionSent,
    CanReceiveSent,
    CareContactSent,
    ClockMissed,
    Corrected,
    Estimated,
    EstimateSent,
    EventData,
    Forwarded,
    Granted,
    GrantEnded,
    Left,
    NeedJudged,
    Opened,
    ReadySent,
    SipAnswered,
    SipCalled,
    StayRegistered,
    read,
)
from discharge.event_data import written as written_data
from discharge.event_shapes.common import Nothing, Reasoned, Sent, SentInStay
from discharge.event_shapes.grounds import (
    ConsentAnswer,
    ConsentKind,
    ConsentRecorded,
    ConsentWithdrawn,
    HarmTestRecorded,
    How,
    RepresentativeEnded,
    RepresentativeKind,
    RepresentativeRecorded,
    SpokenBy,
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
from discharge.event_shapes.obstacles import BlockerChanged, BlockerRaised, BlockerSolved, Inside, ObstacleJudged
from discharge.event_shapes.outside import SentOutside
from discharge.event_shapes.planning import InformationPartSent, QuestionAsked, SummaryGiven, UnderlaySent
from discharge.event_shapes.referrals import ReferralAnswered
from discharge.event_shapes.sip import ExistingPlan, SipNeedJudged
from discharge.event_shapes.tracks import ResponsibilityMoved, SocialMoved
from discharge.facts import FOLDS
from discharge.models.events import EventKind
from discharge.models.notices import NoticeKind
from rules.calendar import local
from rules.facts import Caller, CareType, LeftReason, LegalForm, Recipient, SipConsent
from rules.tracks import medical_responsibility, referral, social_services

ONE, TWO = UUID(int=1), UUID(int=2)
AT = local(2026, 3, 9, 14, 0)

EXAMPLES: dict[type[EventData], EventData] = {
    Nothing: Nothing(),
    Sent: Sent((ONE, TWO), None),
    Opened: Opened(2),
    Reasoned: Reasoned("Fel kommun"),
    SentOutside: SentOutside(OutsideBy.FAX),
    Forwarded: Forwarded(ONE, ""),
    Corrected: Corrected(2, ("body",), True),
    Granted: Granted(7, "read_extra", date(2026, 4, 1), "Granskning"),
    GrantEnded: GrantEnded(7, "read_extra", ""),
    ClockMissed: ClockMissed("acknowledge", "x"),
    StayRegistered: StayRegistered(
        ONE, "25", "2580", CareType.SOMATIC, LegalForm.VOLUNTARY, date(2026, 3, 12), time(13, 30), None
    ),
    NeedJudged: NeedJudged(True, False, True, "Anna Lind"),
    Estimated: Estimated(date(2026, 3, 12), None),
    SentInStay: SentInStay((ONE, TWO), None, (Recipient.OPEN_CARE, None)),
    AdmissionSent: AdmissionSent(
        (ONE,), None, (Recipient.SOCIAL_SERVICES,), "2580", True, date(2026, 3, 12), time(13, 30)
    ),
    EstimateSent: EstimateSent((ONE,), None, (Recipient.SOCIAL_SERVICES,), date(2026, 3, 12), None),
    ReadySent: ReadySent((ONE,), None, (Recipient.MUNICIPAL_CARE,), "", AT, "Anna Lind"),
    CareContactSent: CareContactSent((ONE,), None, (None,), existing=False, calls_sip=True),
    CanReceiveSent: CanReceiveSent((ONE,), None, (None,), AT),
    SipAnswered: SipAnswered((ONE,), None, (None,), SipConsent.GIVEN),
    SipCalled: SipCalled((ONE,), None, (None,), Caller.DEPUTY, AT),
    BlockerRaised: BlockerRaised((), None, (), ONE, AT, Inside(TWO, "Säng")),
    BlockerChanged: BlockerChanged((ONE,), None, (None,), TWO, ONE, None),
    BlockerSolved: BlockerSolved((ONE,), None, (None,), TWO),
    ObstacleJudged: ObstacleJudged((ONE,), TWO, (None,), True),
    ConsentRecorded: ConsentRecorded(
        kind=ConsentKind.DISCLOSURE,
        answer=ConsentAnswer.GIVEN,
        covers="Läkemedelslistan",
        recipients=(ONE, TWO),
        answered_by=SpokenBy.GOD_MAN,
        name="Per Ek",
        how=How.IN_WRITING,
        valid_until=date(2026, 4, 1),
        reason="",
    ),
    ConsentWithdrawn: ConsentWithdrawn((ONE,), None, ConsentKind.SIP),
    HarmTestRecorded: HarmTestRecorded("Fallrisk", (ONE,), "Patienten vill det", "Anna Lind"),
    RepresentativeRecorded: RepresentativeRecorded(
        ONE, RepresentativeKind.GUARDIAN, "Per Ek", "0980-319 213", "", "", is_hidden_from=True
    ),
    RepresentativeEnded: RepresentativeEnded(ONE),
    SipNeedJudged: SipNeedJudged((ONE,), None, (None,), needed=True, existing=ExistingPlan.TO_UPDATE),
    ResponsibilityMoved: ResponsibilityMoved(
        (ONE,), None, (None,), medical_responsibility.Action.TAKE_OVER, TWO, AT
    ),
    SocialMoved: SocialMoved(social_services.Action.ORDER, ONE, ""),
    Left: Left((), None, (), LeftReason.DECEASED),
    WardChanged: WardChanged((ONE,), None, (None,), TWO),
    Transferred: Transferred((ONE,), None, (None,), TWO, "25", date(2026, 3, 12), time(13, 30), is_notified=True),
    MunicipalityChanged: MunicipalityChanged("2580"),
    LeaveBegun: LeaveBegun((), None, (), AT),
    FactsCorrected: FactsCorrected(AT, CareType.GERIATRIC, LegalForm.LPT, "Fel tid"),
    OptDecided: OptDecided((ONE,), None, (Recipient.OPEN_CARE,), "2580", AT, "Karin Holm"),
    ReturnTold: ReturnTold((ONE,), None, (Recipient.OPEN_CARE,), TWO),
    UnderlaySent: UnderlaySent((ONE,), None, (None,), (Area.ADL,), (Area.HOME,), AT),
    QuestionAsked: QuestionAsked((ONE,), None, (None,), None),
    InformationPartSent: InformationPartSent((ONE,), None, (None,), Part.REFERRAL, AT),
    ReferralAnswered: ReferralAnswered((ONE, TWO), TWO, (None, Recipient.OPEN_CARE), referral.Action.SEND_ON),
    SummaryGiven: SummaryGiven(given=False),
}


@pytest.mark.parametrize("kind", EventKind)
def test_each_kind_of_event_has_a_shape_that_is_read_back_as_it_was_told(kind: EventKind) -> None:
    data = EXAMPLES[SHAPES[kind]]

    assert read(kind, written_data(kind, data)) == data


def test_an_answer_names_what_it_answers() -> None:
    data = Sent((ONE,), TWO)

    assert read(EventKind.NOTICE_SENT, written_data(EventKind.NOTICE_SENT, data)) == data


def test_an_event_does_not_tell_in_another_kinds_shape() -> None:
    with pytest.raises(TypeError):
        written_data(EventKind.NOTICE_READ, Reasoned("x"))


def test_data_of_another_shape_is_not_read() -> None:
    with pytest.raises(KeyError):
        read(EventKind.NOTICE_READ, {"reason": "x"})
    with pytest.raises(TypeError):
        read(EventKind.NOTICE_READ, {})


def test_each_kind_of_event_is_folded() -> None:
    assert set(FOLDS) == set(SHAPES) == set(EventKind)


def test_each_kind_of_notice_has_its_content() -> None:
    assert set(CONTENTS) == set(NoticeKind)


def test_the_fingerprint_is_of_the_canonical_bytes_and_tells_every_change() -> None:
    message = Message("Hem", "Ö")

    assert written(message) == {"subject": "Hem", "body": "Ö"}
    assert sha256(message) == sha256(Message(body="Ö", subject="Hem"))
    assert len({sha256(message), sha256(Message("Hem", "O")), sha256(Message("Ö", "Hem"))}) == 3


def test_changed_fields_are_named() -> None:
    assert changed_fields(Message("a", "b"), Message("a", "b")) == ()
    assert changed_fields(Message("a", "b"), Message("a", "c")) == ("body",)
    assert changed_fields(Message("a", "b"), Message("c", "d")) == ("subject", "body")
