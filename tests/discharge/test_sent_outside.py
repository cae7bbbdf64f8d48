"""Tests of what is sent by letter, fax or telephone to units that nobody reaches in the system (reading A-20)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts.actor import Actor
from accounts.kinds import OutsideBy
from accounts.models import Unit
from accounts.permissions import visible
from accounts.services.units import UnitDetails, change_unit
from core import clock
from discharge.deadlines import wanted
from discharge.errors import HappenedWrong, NobodyOutside, NotToldOfStay, ReachedOutside
from discharge.facts import facts_of
from discharge.models import Case, Deadline, Event, Notice, NoticeCopy, Participation, Receipt, Turn
from discharge.models.events import EventKind
from discharge.models.notices import Ground, NoticeKind
from discharge.outside import Outside
from discharge.selectors.notices import notices_seen
from discharge.selectors.stays import stay_seen
from discharge.services.admission_notices import send_admission_notice
from discharge.services.corrections import recall, recall_wrong_recipient
from discharge.services.leaving import leave, send_discharge_information
from discharge.services.messages import send_message
from discharge.services.opt import register_opt_decision
from discharge.services.questions import ask_question
from discharge.services.readiness import declare_ready, withdraw_readiness
from discharge.services.receipts import forward
from discharge.stays import stay_of
from discharge.versions import case_version
from notifications.models import OutboxRow
from rules.errors import InvalidInput
from rules.facts import LeftReason, Recipient, Via
from tests import factories as make
from tests.discharge.staying import ADMITTED, DR_LIND, NOTIFIED, READY, TOLD_READY, Stay, compulsory, judged, notified
from tests.discharge.test_api import client_of

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
FAXED = NOTIFIED - 10 * MINUTE


def faxed(at: datetime = FAXED) -> Outside:
    return Outside(OutsideBy.FAX, at)


def unreached(**details: Any) -> Unit:
    """A unit of open care that is reached by fax."""
    return make.open_care(name="Skolhälsan", outside=OutsideBy.FAX, **details)


def admission(stay: Stay, *units: Unit, outside: Outside | None = None, **told: Any) -> Notice:
    recipients = [*(stay.ref(one) for one in stay.recipients), *(unit.ref for unit in units)]
    notice: Notice = stay.does(
        stay.they.ward,
        send_admission_notice,
        NOTIFIED,
        **{"recipients": recipients, "expected_on": stay.episode.expected_on, "outside": outside, **told},
    )
    return notice


def ready_notice(stay: Stay, *units: Unit, outside: Outside | None = None) -> Notice:
    asked = {"recipients": [unit.ref for unit in units], "assessed_at": READY, "physician": DR_LIND}
    notice: Notice = stay.does(stay.they.ward, declare_ready, TOLD_READY, **asked, outside=outside)
    return notice


def told_by_fax() -> tuple[Stay, Unit]:
    """A stay of which the school's nurses have been told by fax, and the others here."""
    stay, school = judged(), unreached()
    admission(stay, school, outside=faxed())
    return stay, school


def message(stay: Stay, by: Actor, *units: Unit, outside: Outside | None = None, at: datetime = NOTIFIED) -> Notice:
    notice: Notice = stay.does(
        by,
        send_message,
        at,
        recipients=[unit.ref for unit in units],
        subject="Hemgång",
        body="Ring oss",
        ground=Ground.CONSENT,
        outside=outside,
    )
    return notice


class TestTheReceipt:
    def test_says_how_and_when_it_was_truly_sent_and_stands_in_no_list(self) -> None:
        _stay, school = told_by_fax()

        receipt = Receipt.objects.get(unit=school)
        assert (receipt.state, receipt.outside, receipt.sent_at) == ("sent_outside", "fax", FAXED)
        assert receipt.in_list_at is None

    def test_of_the_other_recipients_is_as_ever(self) -> None:
        _stay, school = told_by_fax()

        others = Receipt.objects.exclude(unit=school)
        assert set(others.values_list("state", "outside", "sent_at")) == {("in_list", "", NOTIFIED)}

    def test_is_an_event_of_the_true_time_that_the_sender_alone_is_told_of(self) -> None:
        stay, school = told_by_fax()

        event = Event.objects.get(kind=EventKind.NOTICE_SENT_OUTSIDE)
        assert (event.at, event.recorded_at, event.party, event.data) == (FAXED, NOTIFIED, school, {"how": "fax"})
        assert event in visible(stay.they.ward, Event.objects.all())
        assert event not in visible(stay.they.social, Event.objects.all())

    def test_gives_the_unit_no_part_in_the_case_no_copy_no_turn_no_clock_and_no_word_of_it(self) -> None:
        stay, school = told_by_fax()

        assert not Participation.objects.filter(unit=school).exists()
        assert not NoticeCopy.objects.filter(controller=school.controller).exists()
        assert not Turn.objects.filter(unit=school).exists()
        assert not Deadline.objects.filter(party_unit=school).exists()
        assert not OutboxRow.objects.filter(unit=school).exists()
        assert {one.party_unit_id for one in wanted(facts_of(stay.case))}.isdisjoint({school.pk})

    def test_shows_nothing_to_somebody_who_gets_an_assignment_there_later(self) -> None:
        _stay, school = told_by_fax()

        nurse = make.actor(school)
        assert not visible(nurse, Case.objects.all()).exists()
        assert not visible(nurse, Notice.objects.all()).exists()
        assert not visible(nurse, Receipt.objects.all()).exists()
        assert not Receipt.objects.received_by(nurse).exists()

    def test_is_withdrawn_when_the_message_is_recalled(self) -> None:
        stay, school = notified(), unreached()
        notice = message(stay, stay.they.ward, school, outside=faxed())

        recall(notice.ref, reason="Fel dag", by=stay.they.ward, now=NOTIFIED, expected_version=1)

        assert Receipt.objects.get(unit=school).state == "withdrawn"
        assert not Participation.objects.filter(unit=school).exists()

    def test_is_recalled_as_wrong_and_nobody_there_is_told_here(self) -> None:
        stay, school = told_by_fax()
        notice = Notice.objects.get(kind=NoticeKind.ADMISSION)

        recall_wrong_recipient(
            notice.ref, recipient=school.ref, reason="", by=stay.they.ward, now=NOTIFIED, expected_version=1
        )

        assert Receipt.objects.get(unit=school).state == "wrong_recipient"
        assert not OutboxRow.objects.filter(unit=school).exists()


class TestTheRules:
    def test_count_an_admission_notice_from_its_true_time_and_know_that_it_went_outside(self) -> None:
        stay, _school = told_by_fax()

        notices = stay_of(facts_of(stay.case)).admission_notices
        outside = [one for one in notices if one.via is Via.OUTSIDE]
        assert [(one.to, one.sent_at, one.registered_at) for one in outside] == [(Recipient.OPEN_CARE, FAXED, NOTIFIED)]
        here = [one for one in notices if one.via is Via.PLATFORM]
        assert {(one.sent_at, one.registered_at) for one in here} == {(NOTIFIED, None)}

    def test_count_a_ready_notice_likewise(self) -> None:
        stay, school = told_by_fax()
        ready_notice(stay, make.unit_of(stay.they.social), school, outside=faxed(READY))

        notices = stay_of(facts_of(stay.case)).ready_notices
        assert {(one.to, one.via, one.sent_at, one.registered_at) for one in notices} == {
            (Recipient.SOCIAL_SERVICES, Via.PLATFORM, TOLD_READY, None),
            (Recipient.OPEN_CARE, Via.OUTSIDE, READY, TOLD_READY),
        }

    def test_are_asked_of_a_unit_by_what_it_was_sent(self) -> None:
        stay, school = told_by_fax()

        (notice,) = stay_of(facts_of(stay.case), only=school.ref).admission_notices
        assert notice.via is Via.OUTSIDE


class TestSending:
    def test_an_admission_notice_may_go_to_nobody_but_those_outside(self) -> None:
        stay, school = judged(), unreached()

        admission(stay, recipients=[school.ref], outside=faxed(ADMITTED))

        assert stay.episode.status == "planning"
        assert Receipt.objects.get().sent_at == ADMITTED

    def test_a_ready_notice_may_too_and_she_is_ready(self) -> None:
        stay, school = notified(), unreached()

        ready_notice(stay, school, outside=faxed(TOLD_READY))

        assert stay.episode.status == "ready"

    def test_those_outside_are_added_later_and_nobody_gets_it_twice(self) -> None:
        stay, school = notified(), unreached()
        told = {"recipients": [school.ref], "adds": True, "outside": faxed()}
        admission(stay, **told)

        with pytest.raises(InvalidInput, match="has had the notice"):
            admission(stay, **told)

    def test_the_information_goes_to_those_outside_with_the_others(self) -> None:
        stay, _school = told_by_fax()
        information = {"body": "Åter vid feber", "outside": faxed(TOLD_READY)}

        notice = stay.does(stay.they.ward, send_discharge_information, TOLD_READY, **information)

        states = dict(notice.receipts.values_list("unit__name", "state"))
        assert states.pop("Skolhälsan") == "sent_outside"
        assert set(states.values()) == {"in_list"}
        assert len(states) == 3

    def test_the_decision_of_open_compulsory_care_too(self) -> None:
        stay, school = compulsory(), unreached()
        decision = {"recipients": [school.ref], "decided_at": NOTIFIED, "psychiatrist": "Eva Holm"}

        stay.does(stay.they.ward, register_opt_decision, NOTIFIED, **decision, outside=faxed(NOTIFIED))

        assert stay.episode.status == "ready"
        assert Receipt.objects.get(unit=school).outside == "fax"

    def test_a_message_from_anybody_who_takes_part(self) -> None:
        stay, school = notified(), unreached()

        message(stay, stay.they.social, school, outside=Outside(OutsideBy.LETTER, FAXED))

        assert Receipt.objects.get(unit=school).outside == "letter"

    def test_a_message_in_a_case_without_a_stay(self) -> None:
        ward = make.actor(make.ward())
        case, school = make.case(ward), unreached()

        send_message(
            case.ref,
            unit=make.unit_of(ward).ref,
            recipients=[school.ref],
            subject="Hemgång",
            body="Ring oss",
            ground=Ground.CONSENT,
            outside=faxed(make.NOW - MINUTE),
            by=ward,
            now=make.NOW,
            expected_version=1,
        )

        assert Receipt.objects.get().state == "sent_outside"


class TestRefusals:
    def test_how_and_when_is_told_where_a_recipient_is_not_reached_here(self) -> None:
        stay, school = judged(), unreached()

        with pytest.raises(ReachedOutside):
            admission(stay, school)

        assert not Notice.objects.exists()

    def test_it_is_not_told_where_all_are_reached_here(self) -> None:
        with pytest.raises(NobodyOutside):
            admission(judged(), outside=faxed())

    @pytest.mark.parametrize("at", [ADMITTED - MINUTE, NOTIFIED + MINUTE], ids=["before she came", "not yet"])
    def test_a_time_that_cannot_be_true(self, at: datetime) -> None:
        stay, school = judged(), unreached()

        with pytest.raises(HappenedWrong, match=r"outside\.sent_at"):
            admission(stay, school, outside=faxed(at))
        with pytest.raises(HappenedWrong, match=r"outside\.sent_at"):
            message(stay, stay.they.ward, school, outside=faxed(at))

    def test_a_ready_notice_that_went_before_she_was_assessed(self) -> None:
        stay, school = notified(), unreached()

        with pytest.raises(HappenedWrong, match=r"outside\.sent_at"):
            ready_notice(stay, school, outside=faxed(READY - MINUTE))

    def test_information_and_a_decision_at_such_a_time(self) -> None:
        stay, school = told_by_fax()
        information = {"body": "Åter vid feber", "outside": faxed(TOLD_READY + MINUTE)}
        with pytest.raises(HappenedWrong, match=r"outside\.sent_at"):
            stay.does(stay.they.ward, send_discharge_information, TOLD_READY, **information)

        detained = compulsory()
        decision = {"recipients": [school.ref], "decided_at": NOTIFIED, "psychiatrist": "Eva Holm"}
        with pytest.raises(HappenedWrong, match=r"outside\.sent_at"):
            detained.does(
                detained.they.ward, register_opt_decision, NOTIFIED, **decision, outside=faxed(NOTIFIED - MINUTE)
            )

    def test_what_is_asked_here_of_somebody_told_outside(self) -> None:
        stay, school = told_by_fax()

        question = {"recipients": [school.ref], "body": "Trappor?", "ground": Ground.CONSENT}

        with pytest.raises(NotToldOfStay):
            stay.does(stay.they.ward, ask_question, NOTIFIED, **question)

    def test_forwarding_to_a_unit_that_nobody_reaches_here(self) -> None:
        stay = notified()
        clinic = make.unit_of(stay.they.clinic)
        beside = unreached(controller=clinic.controller)
        notice = Notice.objects.get(kind=NoticeKind.ADMISSION)

        with pytest.raises(ReachedOutside):
            forward(notice.ref, to=beside.ref, reason="", by=stay.they.clinic, now=NOTIFIED, expected_version=1)


class TestWhatGoesToEverybody:
    def test_goes_to_those_who_are_reached_here(self) -> None:
        stay, school = told_by_fax()
        ready_notice(stay, make.unit_of(stay.they.social), school, outside=faxed(TOLD_READY))

        stay.does(stay.they.ward, withdraw_readiness, TOLD_READY)
        stay.does(stay.they.ward, leave, TOLD_READY, reason=LeftReason.DISCHARGED, left_at=TOLD_READY)

        later = Receipt.objects.filter(notice__kind__in=[NoticeKind.READY_WITHDRAWN, NoticeKind.LEFT])
        assert later.exists()
        assert not later.filter(unit=school).exists()

    def test_is_told_to_nobody_where_all_were_told_outside(self) -> None:
        stay, school = judged(), unreached()
        admission(stay, recipients=[school.ref], outside=faxed())

        stay.does(stay.they.ward, leave, TOLD_READY, reason=LeftReason.DISCHARGED, left_at=TOLD_READY)

        assert stay.episode.status == "left"
        assert Notice.objects.count() == 1

    def test_still_goes_to_a_unit_that_takes_part_and_is_marked_later(self) -> None:
        stay = notified()
        clinic = make.unit_of(stay.they.clinic)
        marked = UnitDetails(name=clinic.name, speciality=clinic.speciality, outside=OutsideBy.LETTER)
        change_unit(clinic, details=marked, by=make.SETUP, now=NOTIFIED)

        stay.does(stay.they.ward, leave, TOLD_READY, reason=LeftReason.DISCHARGED, left_at=TOLD_READY)

        assert Receipt.objects.get(unit=clinic, notice__kind=NoticeKind.LEFT).state == "in_list"

    def test_the_ward_alone_is_told_whom_it_does_not_reach(self) -> None:
        stay, school = told_by_fax()

        def said(actor: Actor) -> list[Unit]:
            events = list(visible(actor, Event.objects.filter(case=stay.case)))
            seen = stay_seen(stay.case, actor, [], events, now=NOTIFIED)
            assert seen is not None
            return list(seen.outside)

        assert said(stay.they.ward) == [school]
        assert said(stay.they.social) == []

    def test_a_recipient_outside_is_seen_among_the_recipients(self) -> None:
        stay, school = told_by_fax()

        (seen,) = notices_seen(Notice.objects.filter(kind=NoticeKind.ADMISSION), stay.they.ward)
        assert school in seen.recipients


class TestTheApi:
    @pytest.fixture(autouse=True)
    def _frozen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(clock, "now", lambda: TOLD_READY)

    @staticmethod
    def send(stay: Stay, address: str, **body: Any) -> Any:
        ward = stay.they.ward
        whole = {"unit": str(stay.ref(ward)), "expected_version": case_version(stay.case, ward), **body}
        return client_of(ward).post(f"/api/v1/cases/{stay.case.ref}/{address}/", whole)

    def test_takes_how_and_when_and_shows_both_with_the_receipt(self) -> None:
        stay, school = judged(), unreached()
        outside = {"how": "fax", "sent_at": FAXED.isoformat()}

        sent = self.send(
            stay, "stay/admission-notice", recipients=[str(school.ref)], expected_on="2026-03-14", outside=outside
        )

        assert sent.status_code == 201
        shown = client_of(stay.they.ward).get(f"/api/v1/notices/{sent.json()['ref']}/").json()
        (receipt,) = shown["notice"]["receipts"]
        assert (receipt["state"], receipt["outside"], receipt["in_list_at"]) == ("sent_outside", "fax", None)
        assert receipt["sent_at"] == "2026-03-08T14:50:00Z"

    @pytest.mark.parametrize(
        ("address", "body"),
        [
            ("stay/ready", {"assessed_at": READY.isoformat(), "physician": DR_LIND}),
            ("messages", {"subject": "Hemgång", "body": "Ring oss", "ground": "consent"}),
        ],
    )
    def test_takes_the_same_of_other_notices(self, address: str, body: dict[str, Any]) -> None:
        stay, school = notified(), unreached()
        to: dict[str, Any] = {"recipients": [str(school.ref)], **body}

        without = self.send(stay, address, **to)
        told = self.send(stay, address, **to, outside={"how": "phone", "sent_at": READY.isoformat()})

        assert (without.status_code, without.json()["code"]) == (422, "reached_outside")
        assert told.status_code == 201
        assert Receipt.objects.get(unit=school).outside == "phone"

    def test_takes_it_with_the_information_and_the_decision(self) -> None:
        stay, school = told_by_fax()
        outside = {"how": "letter", "sent_at": READY.isoformat()}
        sent = self.send(stay, "stay/discharge-information", body="Åter vid feber", outside=outside)
        detained = compulsory()
        decided = self.send(
            detained,
            "stay/opt-decision",
            recipients=[str(school.ref)],
            decided_at=READY.isoformat(),
            psychiatrist="Eva Holm",
            outside=outside,
        )

        assert (sent.status_code, decided.status_code) == (201, 201)
        assert Receipt.objects.filter(unit=school, outside="letter").count() == 2

    @pytest.mark.parametrize(
        "wrong",
        [
            {"how": "pigeon", "sent_at": FAXED.isoformat()},
            {"how": "fax", "sent_at": "2026-03-08T15:50:00"},
            {"how": "fax"},
            {},
            [],
            "fax",
        ],
    )
    def test_refuses_another_shape(self, wrong: Any) -> None:
        stay, school = notified(), unreached()
        body = {"subject": "Hemgång", "body": "Ring oss", "ground": "consent", "recipients": [str(school.ref)]}

        answer = self.send(stay, "messages", **body, outside=wrong)

        assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
        assert set(answer.json()["facts"]["problems"]) == {"outside"}
