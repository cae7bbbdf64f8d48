"""Tests of hospital stays: discharge/services/staying.py and the services of the stay, stay_facts.py and stays.py."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from accounts.actor import Actor
from accounts.permissions import visible
from discharge.contents.documents import content_of
from discharge.contents.stay import Admission, ConsentNoted, EstimateChange, LeftHospital, Ready
from discharge.deadlines import clocks, terms_of
from discharge.errors import (
    AlreadyAdmitted,
    CaseClosed,
    HappenedWrong,
    NoNeed,
    NotConcerned,
    NotJudged,
    NotNowInStay,
    NotYourUnit,
    SipRefused,
    StaleCase,
    WithoutStay,
)
from discharge.facts import facts_of
from discharge.models import Case, Deadline, Episode, Event, Notice, Receipt, Turn
from discharge.models.events import EventKind
from discharge.models.notices import Ground, NoticeKind
from discharge.services.admission_notices import send_admission_notice
from discharge.services.admitting import (
    cancel_stay,
    close_stay,
    judge_need,
    judge_no_need,
    register_stay,
    reopen_need,
)
from discharge.services.care_contacts import name_care_contact
from discharge.services.estimates import change_estimate
from discharge.services.leaving import leave, send_discharge_information, undo_leaving
from discharge.services.messages import send_message
from discharge.services.readiness import declare_ready, withdraw_readiness
from discharge.services.reading import read_notice
from discharge.services.receipts import acknowledge, forward, report_wrong_recipient
from discharge.services.receiving import say_can_receive
from discharge.services.sip_calls import answer_about_sip, call_sip
from discharge.stays import stay_of
from discharge.turns import Action as TurnAction
from discharge.versions import case_version
from notifications.models import OutboxRow, Urgency
from rules.calendar import local
from rules.errors import IllegalTransition, InvalidInput, NotPermitted
from rules.evaluation import evaluate
from rules.facts import CareType, LeftReason, SipConsent
from rules.liability import State
from tests import factories as make
from tests.discharge.staying import ADMITTED, DR_LIND, JUDGED, NOTIFIED, READY, REGISTERED, TOLD_READY, Stay

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
SOME = {"region": True}
MEETING: dict[str, Any] = {"meeting_at": TOLD_READY + 72 * HOUR, "place": "Hemma", "others": ""}


def notice_of(stay: Stay, kind: NoticeKind) -> Notice:
    return Notice.objects.get(case=stay.case, kind=kind)


def content(stay: Stay, kind: NoticeKind) -> Any:
    return content_of(notice_of(stay, kind).versions.select_related("notice").latest("number"))


def clock(stay: Stay, kind: str, of: Actor) -> Deadline:
    return Deadline.objects.get(case=stay.case, kind=kind, party_unit=make.unit_of(of), superseded_at__isnull=True)


def turn(stay: Stay, of: Actor) -> tuple[str, str]:
    found = Turn.objects.get(case=stay.case, unit=make.unit_of(of))
    return found.action, found.whose


def urgency(stay: Stay, of: Actor) -> list[str]:
    rows = OutboxRow.objects.filter(unit=make.unit_of(of)).order_by("pk")
    return list(rows.values_list("urgency", flat=True))


def contact(stay: Stay, at: datetime = NOTIFIED + HOUR, **told: Any) -> Notice:
    named: dict[str, Any] = {"name": "Ulla Berg", "title": "distriktssköterska", "phone": "0980-319 213", **told}
    found: Notice = stay.does(stay.they.clinic, name_care_contact, at, **named)
    return found


class TestAdmission:
    def test_a_stay_is_registered_by_a_ward_and_seen_by_nobody_outside_the_hospital(self) -> None:
        stay = Stay()

        assert (stay.episode.status, stay.episode.admitted_at) == ("admitted", ADMITTED)
        assert (stay.episode.municipality, stay.episode.expected_on) == ("0980", date(2026, 3, 12))
        seen = [one for one in stay.they.everybody() if visible(one, Episode.objects.all()).exists()]
        assert seen == [stay.they.ward]
        assert turn(stay, stay.they.ward) == (TurnAction.JUDGE_NEED, "ours")

    def test_only_a_ward_registers(self) -> None:
        they = Stay().they

        with pytest.raises(NotPermitted):
            register_stay(
                make.patient().ref,
                unit=make.unit_of(they.clinic).ref,
                admitted_at=ADMITTED,
                care_type=CareType.SOMATIC,
                by=they.clinic,
                now=REGISTERED,
            )

    def test_a_hospital_has_one_open_stay_of_a_patient_and_another_hospital_its_own(self) -> None:
        stay = Stay()
        again = {
            "admitted_at": ADMITTED,
            "care_type": CareType.SOMATIC,
            "now": REGISTERED,
        }

        with pytest.raises(AlreadyAdmitted):
            register_stay(
                stay.case.patient.ref, unit=stay.ref(stay.they.other_ward), by=stay.they.other_ward, **again
            )
        elsewhere = make.actor(make.ward())
        register_stay(stay.case.patient.ref, unit=stay.ref(elsewhere), by=elsewhere, **again)

        assert Episode.objects.count() == 2

    @pytest.mark.parametrize(
        "wrong",
        [
            {"admitted_at": REGISTERED + timedelta(seconds=1)},
            {"expected_on": date(2026, 3, 7)},
            {"expected_time": local(2026, 3, 12, 13, 0).time()},
        ],
    )
    def test_times_that_cannot_be_are_refused(self, wrong: dict[str, Any]) -> None:
        ward = make.actor()

        with pytest.raises(InvalidInput):
            register_stay(
                make.patient().ref,
                unit=make.unit_of(ward).ref,
                by=ward,
                now=REGISTERED,
                **{"admitted_at": ADMITTED, "care_type": CareType.SOMATIC, **wrong},
            )

        assert not Case.objects.exists()

    def test_a_need_has_a_physician_and_is_of_somebody(self) -> None:
        stay = Stay()
        nothing = {"region": False, "social_services": False, "municipal_care": False}

        with pytest.raises(NoNeed):
            stay.judged(**nothing)
        with pytest.raises(InvalidInput):
            stay.does(stay.they.ward, judge_need, JUDGED, physician=" ", judged_at=JUDGED, **{**nothing, **SOME})
        stay.judged()

        assert (stay.episode.needs_region, stay.episode.need_judged_at) == (True, JUDGED)
        assert turn(stay, stay.they.ward) == (TurnAction.SEND_ADMISSION_NOTICE, "ours")

    def test_no_need_tells_nobody_and_may_be_judged_anew(self) -> None:
        stay = Stay()

        stay.does(stay.they.ward, judge_no_need, JUDGED, reason="Klarar sig själv")
        assert stay.episode.status == "no_need"
        assert turn(stay, stay.they.ward) == (TurnAction.NOTHING, "nobodys")
        stay.does(stay.they.ward, reopen_need, NOTIFIED, reason="Föll på avdelningen")

        assert (stay.episode.status, stay.episode.needs_region) == ("admitted", None)
        assert not Notice.objects.exists()

    def test_a_stay_registered_in_error_is_struck_out_with_its_reason(self) -> None:
        stay = Stay()

        stay.does(stay.they.ward, cancel_stay, NOTIFIED, reason="Fel patient")

        assert stay.episode.status == "cancelled"
        assert Event.objects.latest("seq").data == {"reason": "Fel patient"}
        with pytest.raises(CaseClosed):
            stay.judged()


class TestAdmissionNotice:
    def test_it_holds_what_the_act_says_and_no_more(self) -> None:
        stay = Stay().notified()

        sent = content(stay, NoticeKind.ADMISSION)

        number = stay.case.patient.identities.get().value
        assert sent == Admission(
            name="Anna Ek",
            number=f"{number[:8]}-{number[8:]}",
            address="",
            address_withheld=False,
            expected_on=date(2026, 3, 12),
            expected_time=None,
            consent=ConsentNoted.NOT_ASKED,
        )
        assert notice_of(stay, NoticeKind.ADMISSION).versions.get().ground == Ground.DUTY
        assert stay.episode.status == "planning"

    def test_only_those_whose_services_she_may_need_are_told(self) -> None:
        stay = Stay().judged(social_services=False, municipal_care=False)

        with pytest.raises(NotConcerned):
            stay.does(
                stay.they.ward,
                send_admission_notice,
                NOTIFIED,
                recipients=[stay.ref(stay.they.clinic), stay.ref(stay.they.social)],
                expected_on=date(2026, 3, 12),
            )

        assert not Notice.objects.exists()

    def test_it_waits_for_the_judgement_of_needs(self) -> None:
        stay = Stay()

        with pytest.raises(NotJudged):
            stay.does(
                stay.they.ward,
                send_admission_notice,
                NOTIFIED,
                recipients=[stay.ref(stay.they.clinic)],
                expected_on=date(2026, 3, 12),
            )

    def test_an_added_unit_has_it_unread_and_nobody_else_is_disturbed(self) -> None:
        stay = Stay().notified()
        first = notice_of(stay, NoticeKind.ADMISSION)
        acknowledge(first.ref, by=stay.they.social, now=NOTIFIED + HOUR, expected_version=1)
        added = {"recipients": [stay.ref(stay.they.social_two)], "expected_on": date(2026, 3, 12), "adds": True}

        stay.does(stay.they.ward, send_admission_notice, NOTIFIED + 2 * HOUR, **added)

        states = dict(Receipt.objects.values_list("unit__name", "state"))
        assert (states["Bistånd norr"], states["Bistånd söder"]) == ("acknowledged", "in_list")
        with pytest.raises(InvalidInput, match="has had the notice"):
            stay.does(stay.they.ward, send_admission_notice, NOTIFIED + 3 * HOUR, **added)

    def test_it_is_due_a_day_after_the_need_could_be_known_and_then_met(self) -> None:
        stay = Stay().judged()
        due = clock(stay, "admission_notice", stay.they.ward)

        assert (due.due_at, due.met_at, due.law) == (JUDGED + 24 * HOUR, None, "2:3")

        stay.does(
            stay.they.ward,
            send_admission_notice,
            NOTIFIED,
            recipients=[stay.ref(one) for one in stay.recipients],
            expected_on=date(2026, 3, 12),
        )
        due.refresh_from_db()
        assert due.met_at == NOTIFIED

    def test_each_recipient_has_its_own_turn(self) -> None:
        stay = Stay().notified()
        notice = notice_of(stay, NoticeKind.ADMISSION)
        for one in stay.recipients:
            assert turn(stay, one) == (TurnAction.READ, "ours")
            acknowledge(notice.ref, by=one, now=NOTIFIED + HOUR, expected_version=1)

        assert turn(stay, stay.they.social) == (TurnAction.REPLY_ABOUT_SERVICES, "ours")
        assert turn(stay, stay.they.clinic) == (TurnAction.NAME_CARE_CONTACT, "ours")


class TestEstimate:
    def test_before_the_admission_notice_nobody_is_told(self) -> None:
        stay = Stay()

        stay.does(stay.they.ward, change_estimate, NOTIFIED, expected_on=date(2026, 3, 11))

        assert stay.episode.expected_on == date(2026, 3, 11)
        assert not Notice.objects.exists()

    def test_after_it_everybody_is_told_old_and_new_and_an_earlier_day_at_once(self) -> None:
        stay = Stay().notified()

        stay.does(stay.they.ward, change_estimate, NOTIFIED + HOUR, expected_on=date(2026, 3, 11), told=True)

        sent: EstimateChange = content(stay, NoticeKind.ESTIMATE_CHANGE)
        assert (sent.before_on, sent.expected_on, sent.told) == (date(2026, 3, 12), date(2026, 3, 11), True)
        assert urgency(stay, stay.they.social) == [Urgency.CAN_WAIT, Urgency.NOW]
        assert Receipt.objects.filter(notice__kind="estimate_change").count() == 3

    def test_a_reason_is_told_only_on_a_ground_of_its_own(self) -> None:
        stay = Stay().notified()
        later: dict[str, Any] = {"expected_on": date(2026, 3, 13), "reason": "Feber"}

        with pytest.raises(InvalidInput, match="on a ground of its own"):
            stay.does(stay.they.ward, change_estimate, NOTIFIED + HOUR, **later)
        stay.does(stay.they.ward, change_estimate, NOTIFIED + HOUR, **later, reason_ground=Ground.CONSENT)

        assert content(stay, NoticeKind.ESTIMATE_CHANGE).reason == "Feber"
        assert urgency(stay, stay.they.social) == [Urgency.CAN_WAIT, Urgency.CAN_WAIT]

    def test_what_is_not_changed_is_refused(self) -> None:
        stay = Stay().notified()

        with pytest.raises(InvalidInput, match="is what it was"):
            stay.does(stay.they.ward, change_estimate, NOTIFIED + HOUR, expected_on=date(2026, 3, 12))


class TestReady:
    def test_it_takes_nothing_but_time_physician_and_recipients(self) -> None:
        stay = Stay().ready()

        assert content(stay, NoticeKind.READY) == Ready(assessed_at=READY, physician=DR_LIND)
        assert (stay.episode.status, stay.episode.ready_at) == ("ready", READY)
        assert urgency(stay, stay.they.social)[-1] == Urgency.NOW

    def test_it_is_opened_before_it_is_acknowledged(self) -> None:
        stay = Stay().ready()
        notice = notice_of(stay, NoticeKind.READY)

        with pytest.raises(IllegalTransition):
            acknowledge(notice.ref, by=stay.they.social, now=TOLD_READY + HOUR, expected_version=1)
        read_notice(notice.ref, by=stay.they.social, now=TOLD_READY + HOUR)
        acknowledge(notice.ref, by=stay.they.social, now=TOLD_READY + HOUR, expected_version=1)

    @pytest.mark.parametrize(
        ("sent_at", "last_day"),
        [
            pytest.param(local(2026, 3, 12, 11, 59, 59), date(2026, 3, 14), id="before noon"),
            pytest.param(local(2026, 3, 12, 12, 0, 1), date(2026, 3, 15), id="after noon"),
        ],
    )
    def test_noon_moves_the_start_of_liability_by_a_day(self, sent_at: datetime, last_day: date) -> None:
        stay = Stay().notified()

        stay.does(
            stay.they.ward,
            declare_ready,
            sent_at,
            recipients=[stay.ref(one) for one in stay.recipients],
            assessed_at=READY,
            physician=DR_LIND,
        )

        due = clock(stay, "liability_start", stay.they.social)
        assert (due.due_at.astimezone(ADMITTED.tzinfo).date(), due.law) == (last_day, "5:4")
        assert clock(stay, "liability_start", stay.they.care).due_at == due.due_at

    def test_taken_back_it_ends_its_clocks_and_tells_all_who_were_told(self) -> None:
        stay = Stay().ready()

        stay.does(stay.they.ward, withdraw_readiness, TOLD_READY + HOUR)

        assert (stay.episode.status, stay.episode.ready_at) == ("planning", None)
        assert Receipt.objects.filter(notice__kind="ready_withdrawn").count() == 3
        assert clock(stay, "liability_start", stay.they.social).met_at == TOLD_READY + HOUR

        again = TOLD_READY + 24 * HOUR
        stay.does(
            stay.they.ward,
            declare_ready,
            again,
            recipients=[stay.ref(one) for one in stay.recipients],
            assessed_at=again,
            physician=DR_LIND,
        )
        assert stay.episode.ready_at == again

    def test_taken_back_it_is_told_to_whoever_it_was_sent_on_to_and_not_to_whoever_sent_it_back(self) -> None:
        stay = Stay().ready()
        notice = notice_of(stay, NoticeKind.READY)
        at = {"now": TOLD_READY + HOUR, "expected_version": 1}
        forward(notice.ref, to=stay.ref(stay.they.social_two), reason="Södra", by=stay.they.social, **at)
        report_wrong_recipient(notice.ref, reason="Listad på annan", by=stay.they.clinic, **at)

        stay.does(stay.they.ward, withdraw_readiness, TOLD_READY + 2 * HOUR)

        told = Receipt.objects.filter(notice__kind="ready_withdrawn").values_list("unit__name", flat=True)
        assert set(told) == {"Bistånd söder", "Hemsjukvården"}

    def test_it_is_taken_back_and_the_estimate_changed_also_when_nobody_has_the_notices_any_more(self) -> None:
        stay = Stay().ready()
        for kind in (NoticeKind.ADMISSION, NoticeKind.READY):
            for one in stay.recipients:
                report_wrong_recipient(
                    notice_of(stay, kind).ref, reason="", by=one, now=TOLD_READY + HOUR, expected_version=1
                )

        stay.does(stay.they.ward, withdraw_readiness, TOLD_READY + 2 * HOUR)
        stay.does(stay.they.ward, change_estimate, TOLD_READY + 3 * HOUR, expected_on=date(2026, 3, 16))

        assert (stay.episode.status, stay.episode.expected_on) == ("planning", date(2026, 3, 16))
        assert not Notice.objects.filter(kind__in=["ready_withdrawn", "estimate_change"]).exists()
        assert Event.objects.latest("seq").audience == Event.Audience.OWN

    def test_another_unit_is_told_of_the_same_readiness_later(self) -> None:
        stay = Stay().notified()
        told: dict[str, Any] = {"assessed_at": READY, "physician": DR_LIND}
        stay.does(stay.they.ward, declare_ready, TOLD_READY, recipients=[stay.ref(stay.they.social)], **told)

        clinic = [stay.ref(stay.they.clinic)]
        stay.does(stay.they.ward, declare_ready, TOLD_READY + HOUR, recipients=clinic, adds=True, **told)

        assert stay.episode.status == "ready"
        assert Notice.objects.filter(kind="ready").count() == 2


class TestCareContact:
    def test_she_is_named_to_all_and_the_clock_of_her_unit_is_met(self) -> None:
        stay = Stay().notified()
        assert clock(stay, "care_contact", stay.they.clinic).met_at is None

        contact(stay)

        assert clock(stay, "care_contact", stay.they.clinic).met_at == NOTIFIED + HOUR
        got = Receipt.objects.filter(notice__kind="care_contact").values_list("unit__name", flat=True)
        assert set(got) == {"Avdelning 1", "Bistånd norr", "Hemsjukvården"}

    def test_another_one_replaces_her(self) -> None:
        stay = Stay().notified()
        contact(stay)

        contact(stay, NOTIFIED + 2 * HOUR, name="Per Ny", replaces=True)

        assert clock(stay, "care_contact", stay.they.clinic).met_at == NOTIFIED + HOUR
        assert Notice.objects.filter(kind="care_contact").count() == 2

    def test_the_first_one_calls_also_when_nobody_has_said_so(self) -> None:
        stay = Stay().notified()

        contact(stay, calls_sip=False)

        assert content(stay, NoticeKind.CARE_CONTACT).calls_sip is True

    def test_only_open_care_names_one(self) -> None:
        stay = Stay().notified()

        with pytest.raises(NotPermitted):
            stay.does(stay.they.social, name_care_contact, NOTIFIED, name="x", title="", phone="1")


class TestSip:
    def test_the_call_is_due_three_days_after_the_ready_notice_and_met_by_the_unit_that_calls(self) -> None:
        stay = Stay().ready()
        contact(stay, TOLD_READY + HOUR)
        due = clock(stay, "sip_call", stay.they.clinic)
        assert (due.law, due.met_at) == ("4:3", None)
        assert due.due_at.astimezone(ADMITTED.tzinfo).date() == date(2026, 3, 15)

        meeting = {"meeting_at": TOLD_READY + 72 * HOUR, "place": "Hemma", "others": "dottern"}
        stay.does(stay.they.clinic, answer_about_sip, TOLD_READY + HOUR, consent=SipConsent.GIVEN, said_by="hon själv")
        stay.does(stay.they.clinic, call_sip, TOLD_READY + 2 * HOUR, **meeting)

        due.refresh_from_db()
        assert due.met_at == TOLD_READY + 2 * HOUR
        assert notice_of(stay, NoticeKind.SIP_CALL).versions.get().ground == Ground.CONSENT

    def test_nobody_is_called_to_what_she_has_refused(self) -> None:
        stay = Stay().ready()
        contact(stay, TOLD_READY + HOUR)

        stay.does(stay.they.clinic, answer_about_sip, TOLD_READY + HOUR, consent=SipConsent.REFUSED, said_by="hon")

        with pytest.raises(SipRefused):
            stay.does(stay.they.clinic, call_sip, TOLD_READY + 2 * HOUR, **MEETING)
        assert turn(stay, stay.they.clinic) != (TurnAction.CALL_SIP, "ours")

    def test_a_unit_without_a_contact_does_not_call(self) -> None:
        stay = Stay().ready()

        with pytest.raises(NotPermitted):
            stay.does(stay.they.clinic, call_sip, TOLD_READY + HOUR, **MEETING)

    def test_what_is_no_answer_is_refused(self) -> None:
        stay = Stay().ready()

        with pytest.raises(InvalidInput):
            stay.does(stay.they.clinic, answer_about_sip, TOLD_READY, consent=SipConsent.UNKNOWN, said_by="hon")

    def test_a_meeting_is_not_in_the_past(self) -> None:
        stay = Stay().ready()
        contact(stay, TOLD_READY + HOUR)

        with pytest.raises(HappenedWrong):
            stay.does(stay.they.clinic, call_sip, TOLD_READY + 2 * HOUR, meeting_at=TOLD_READY, place="x", others="")


class TestReceiving:
    def test_the_municipality_says_from_when_and_the_ward_sees_its_turn(self) -> None:
        stay = Stay().ready()
        told = {"from_at": TOLD_READY + 24 * HOUR, "first_visit": "fredag 14", "meets": "Hemtjänst Norr"}
        stay.does(stay.they.social, say_can_receive, TOLD_READY + HOUR, ground=Ground.CONSENT, **told)
        stay.does(stay.they.ward, send_discharge_information, TOLD_READY + 2 * HOUR, body="Sårvård varannan dag")
        notice = notice_of(stay, NoticeKind.CAN_RECEIVE)
        acknowledge(notice.ref, by=stay.they.ward, now=TOLD_READY + 2 * HOUR, expected_version=1)

        assert turn(stay, stay.they.ward) == (TurnAction.REGISTER_LEAVING, "ours")
        assert stay.episode.status == "ready"


class TestLeaving:
    @pytest.mark.parametrize("reason", LeftReason)
    def test_every_way_of_leaving_is_told_to_those_who_were_told_of_the_stay(self, reason: LeftReason) -> None:
        stay = Stay().ready()
        left_at = TOLD_READY + 24 * HOUR

        stay.does(stay.they.ward, leave, left_at + HOUR, reason=reason, left_at=left_at, where_to="hem")

        assert (stay.episode.status, stay.episode.left_at, stay.episode.left_reason) == ("left", left_at, reason)
        assert content(stay, NoticeKind.LEFT) == LeftHospital(reason=reason, left_at=left_at, where_to="hem")
        event = Event.objects.get(kind=EventKind.LEFT)
        assert (event.at, event.recorded_at) == (left_at, left_at + HOUR)
        assert notice_of(stay, NoticeKind.LEFT).sent_at == left_at + HOUR

    def test_before_the_admission_notice_nobody_outside_is_told(self) -> None:
        stay = Stay()

        stay.does(stay.they.ward, leave, NOTIFIED, reason=LeftReason.DISCHARGED, left_at=NOTIFIED)

        assert stay.episode.status == "left"
        assert not Notice.objects.exists()

    def test_an_undone_discharge_brings_back_the_status_before(self) -> None:
        stay = Stay().ready()
        stay.does(stay.they.ward, leave, TOLD_READY + HOUR, reason=LeftReason.DISCHARGED, left_at=TOLD_READY + HOUR)

        stay.does(stay.they.ward, undo_leaving, TOLD_READY + 2 * HOUR)

        assert (stay.episode.status, stay.episode.ready_at, stay.episode.left_at) == ("ready", READY, None)
        assert Receipt.objects.filter(notice__kind="leaving_undone").count() == 3

    def test_before_she_was_told_of_an_undone_discharge_tells_nobody(self) -> None:
        stay = Stay()
        stay.does(stay.they.ward, leave, NOTIFIED, reason=LeftReason.DISCHARGED, left_at=NOTIFIED)

        stay.does(stay.they.ward, undo_leaving, NOTIFIED + HOUR)

        assert stay.episode.status == "admitted"

    def test_a_stay_is_closed_with_its_case_and_then_nothing_is_done_in_it(self) -> None:
        stay = Stay().ready()
        stay.does(stay.they.ward, leave, TOLD_READY + HOUR, reason=LeftReason.DISCHARGED, left_at=TOLD_READY)
        stay.does(stay.they.ward, close_stay, TOLD_READY + 2 * HOUR)

        with pytest.raises(CaseClosed):
            stay.does(stay.they.ward, undo_leaving, TOLD_READY + 3 * HOUR)
        assert (stay.episode.status, Case.objects.get().closed_at) == ("closed", TOLD_READY + 2 * HOUR)

    def test_she_does_not_leave_before_she_came_nor_in_the_future(self) -> None:
        stay = Stay().ready()

        for left_at in (ADMITTED - HOUR, TOLD_READY + 2 * HOUR):
            with pytest.raises(HappenedWrong):
                stay.does(stay.they.ward, leave, TOLD_READY + HOUR, reason=LeftReason.DISCHARGED, left_at=left_at)


class TestWhoAndWhen:
    def test_what_is_not_possible_now_says_what_holds_and_leaves_nothing(self) -> None:
        stay = Stay()
        events = Event.objects.count()

        with pytest.raises(NotNowInStay) as refused:
            stay.does(stay.they.ward, withdraw_readiness, NOTIFIED)

        assert refused.value.facts["holds"] == "inget inskrivningsmeddelande är skickat ännu"
        assert Event.objects.count() == events

    def test_another_ward_does_not_act_for_the_one_that_has_her(self) -> None:
        stay = Stay().notified()
        send_message(
            stay.case.ref,
            unit=stay.ref(stay.they.ward),
            recipients=[stay.ref(stay.they.other_ward)],
            subject="x",
            body="y",
            ground=Ground.OWN_SIDE,
            by=stay.they.ward,
            now=NOTIFIED,
            expected_version=case_version(stay.case, stay.they.ward),
        )

        with pytest.raises(NotYourUnit):
            stay.does(stay.they.other_ward, change_estimate, NOTIFIED + HOUR, expected_on=date(2026, 3, 14))

    def test_who_has_sent_the_notice_back_no_longer_acts(self) -> None:
        stay = Stay().notified()
        notice = notice_of(stay, NoticeKind.ADMISSION)
        report_wrong_recipient(
            notice.ref, reason="Bor i söder", by=stay.they.social, now=NOTIFIED + HOUR, expected_version=1
        )

        assert Turn.objects.get(unit=make.unit_of(stay.they.social)).whose == "nobodys"
        told = evaluate(stay_of(facts_of(stay.case)), terms_of(facts_of(stay.case).stay).terms).deadlines
        assert {one.party.value for one in told} >= {"open_care"}

    def test_a_unit_that_got_it_sent_on_stands_where_the_first_one_stood(self) -> None:
        stay = Stay().notified()
        notice = notice_of(stay, NoticeKind.ADMISSION)
        forward(
            notice.ref,
            to=stay.ref(stay.they.social_two),
            reason="Södra",
            by=stay.they.social,
            now=NOTIFIED + HOUR,
            expected_version=1,
        )
        acknowledge(notice.ref, by=stay.they.social_two, now=NOTIFIED + 2 * HOUR, expected_version=1)

        (receipt,) = stay_of(facts_of(stay.case)).acknowledgements

        assert (receipt.by, receipt.at) == ("social_services", NOTIFIED + 2 * HOUR)
        assert turn(stay, stay.they.social_two) == (TurnAction.REPLY_ABOUT_SERVICES, "ours")

    def test_what_was_written_before_something_else_was_said_is_refused(self) -> None:
        stay = Stay().notified()

        with pytest.raises(StaleCase):
            stay.does(
                stay.they.ward, change_estimate, NOTIFIED, expected_on=date(2026, 3, 14), expected_version=1
            )

    def test_a_case_without_a_stay_has_none_to_act_in(self) -> None:
        ward = make.actor()
        case = make.case(ward)

        with pytest.raises(WithoutStay):
            close_stay(case.ref, unit=make.unit_of(ward).ref, by=ward, now=make.NOW, expected_version=1)


def test_the_whole_way_home_is_what_the_rules_say_of_the_same_facts() -> None:
    stay = Stay().ready()
    contact(stay, TOLD_READY + HOUR)
    meeting = {"meeting_at": TOLD_READY + 96 * HOUR, "place": "Hemma", "others": ""}
    stay.does(stay.they.clinic, answer_about_sip, TOLD_READY + HOUR, consent=SipConsent.GIVEN, said_by="hon själv")
    stay.does(stay.they.clinic, call_sip, TOLD_READY + 2 * HOUR, **meeting)
    left_at = local(2026, 3, 17, 11, 0)
    stay.does(stay.they.ward, send_discharge_information, left_at - HOUR, body="Allt väl")
    stay.does(stay.they.ward, leave, left_at, reason=LeftReason.DISCHARGED, left_at=left_at)

    facts = facts_of(stay.case)
    terms = terms_of(facts.stay).terms
    found = evaluate(stay_of(facts), terms)

    assert found.liability.first_liable_on == date(2026, 3, 15)
    assert found.liability.liable_on == (date(2026, 3, 15), date(2026, 3, 16))
    assert found.state == State.LIABLE
    kept = {(one.kind, one.due_at) for one in Deadline.objects.filter(superseded_at__isnull=True)}
    assert {(one.kind.value, one.due_at) for one in clocks(stay_of(facts), terms)} <= kept
