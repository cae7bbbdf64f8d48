"""The routine of Region Norrbotten, which acknowledges at 09.00 and 14.00; liability by the act (norrbotten-2018)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from discharge.facts import facts_of
from discharge.models.notices import Ground, NoticeKind
from discharge.selectors.stays import Stage
from discharge.services.care_contacts import name_care_contact
from discharge.services.corrections import recall_wrong_recipient
from discharge.services.leaving import leave, undo_leaving
from discharge.services.readiness import declare_ready, withdraw_readiness
from discharge.services.reading import read_notice
from discharge.services.receipts import report_wrong_recipient
from discharge.services.receiving import say_can_receive
from discharge.services.sip_calls import answer_about_sip, call_sip
from discharge.stays import told
from discharge.turns import Step
from rules.calendar import end_of_day, local
from rules.facts import LeftReason, SipConsent
from rules.liability import State
from tests import factories as make
from tests.stories.norrbotten import CONTACT, HOUR, MEETING, MONDAY, READY, TOLD, goes_home, planned, ready
from tests.stories.region import Region, norrbotten
from tests.stories.story import DOCTOR, Story, refs

pytestmark = pytest.mark.django_db

@pytest.fixture
def region(monkeypatch: pytest.MonkeyPatch) -> Region:
    return norrbotten(MONDAY - timedelta(days=1))


@pytest.fixture
def story(region: Region, monkeypatch: pytest.MonkeyPatch) -> Story:
    return Story(region, monkeypatch)


def test_from_admission_to_home_with_three_days_paid_for(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    they = story.region
    planned(story)
    assert story.due("acknowledge", they.social).due_at == local(2026, 3, 9, 14, 0)
    story.takes_in(they.social, local(2026, 3, 9, 13, 45))
    assert story.due("acknowledge", they.social).met_at == local(2026, 3, 9, 13, 45)
    ready(story)
    assert story.due("liability_start", they.social).due_at == end_of_day(date(2026, 3, 13))
    story.does(they.clinic, answer_about_sip, READY, consent=SipConsent.GIVEN, said_by="hon själv")
    story.does(they.clinic, call_sip, READY + HOUR, **MEETING)
    story.at(local(2026, 3, 15, 8, 0))
    line = story.stay(they.social).liability
    assert (line.state, line.first_liable_on, line.nights) == (State.LIABLE, date(2026, 3, 14), 1)
    assert story.stay(they.clinic).liability is None
    story.does(
        they.social,
        say_can_receive,
        local(2026, 3, 16, 9, 0),
        from_at=local(2026, 3, 17, 14, 0),
        first_visit="tisdag kväll",
        meets="Hemtjänst Norr",
        ground=Ground.CONSENT,
    )
    goes_home(story, local(2026, 3, 17, 14, 0))

    answer = story.answer()
    assert answer.liability.liable_on == (date(2026, 3, 14), date(2026, 3, 15), date(2026, 3, 16))
    assert story.step(they.care, Step.INFORMATION) is Stage.DONE
    notices = [
        *(NoticeKind.ADMISSION, NoticeKind.CARE_CONTACT, NoticeKind.READY, NoticeKind.SIP_ANSWER),
        *(NoticeKind.SIP_CALL, NoticeKind.CAN_RECEIVE, NoticeKind.DISCHARGE_INFORMATION, NoticeKind.LEFT),
    ]
    for one in (they.ward, they.social, they.care, they.clinic):
        story.has(one, *notices)
    for one in (they.neighbour, they.psychiatry, they.hospital, they.provider, they.saebo):
        story.has(one)
    story.ends(capsys)


def test_a_notice_too_late_for_the_afternoon_is_acknowledged_in_the_morning_also_on_saturday(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    they = story.region
    friday = local(2026, 3, 13, 15, 0)
    story.admitted(friday)
    story.notified(friday, they.night, they.clinic, expected_on=date(2026, 3, 16))

    assert story.due("acknowledge", they.night).due_at == local(2026, 3, 14, 9, 0)
    story.takes_in(they.night, local(2026, 3, 14, 8, 30))
    assert story.due("acknowledge", they.night).met_at == local(2026, 3, 14, 8, 30)
    story.has(they.night, NoticeKind.ADMISSION)
    story.ends(capsys)


def test_readiness_taken_back_ends_its_days_and_a_new_one_begins_its_own(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    they = story.region
    planned(story)
    ready(story)
    story.does(they.ward, withdraw_readiness, READY + 3 * HOUR, reason="Feber", reason_ground=Ground.CONSENT)
    assert story.stay(they.social).told.ready_at is None
    assert story.step(they.social, Step.READY) is Stage.LATER
    ready(story, local(2026, 3, 16, 13, 0))
    story.does(they.clinic, answer_about_sip, local(2026, 3, 16, 14, 0), consent=SipConsent.REFUSED, said_by="hon")

    assert story.due("liability_start", they.social).due_at == end_of_day(date(2026, 3, 19))
    assert story.answer().liability.first_liable_on == date(2026, 3, 20)
    story.has(
        they.care,
        *(NoticeKind.ADMISSION, NoticeKind.CARE_CONTACT, NoticeKind.READY, NoticeKind.READY_WITHDRAWN),
        *(NoticeKind.READY, NoticeKind.SIP_ANSWER),
    )
    story.ends(capsys)


def test_a_wrong_recipient_sends_it_back_and_then_has_nothing(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    they = story.region
    story.admitted(MONDAY)
    story.notified(TOLD, they.social, they.neighbour, they.clinic, expected_on=date(2026, 3, 12))
    notice = story.notice(NoticeKind.ADMISSION)
    story.at(TOLD + HOUR)
    read_notice(notice.ref, by=they.neighbour, now=TOLD + HOUR)
    report_wrong_recipient(notice.ref, reason="Bor inte här", by=they.neighbour, now=TOLD + HOUR, expected_version=1)
    assert story.case.turns.get(unit_id__in=they.ward.unit_ids).action == "resend"
    ready_at = TOLD + 2 * HOUR
    told = {"recipients": refs(they.social, they.clinic), "assessed_at": ready_at, "physician": DOCTOR}
    story.does(they.ward, declare_ready, ready_at, **told)

    story.has(they.social, NoticeKind.ADMISSION, NoticeKind.READY)
    story.has(they.neighbour)
    story.ends(capsys)


def test_a_notice_to_the_wrong_municipality_is_recalled_there_and_stands_elsewhere(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    they = story.region
    story.admitted(MONDAY)
    story.notified(TOLD, they.social, they.neighbour, expected_on=date(2026, 3, 12))
    notice = story.notice(NoticeKind.ADMISSION)
    story.at(TOLD + HOUR)
    recall_wrong_recipient(
        notice.ref,
        recipient=make.unit_of(they.neighbour).ref,
        reason="Fel kommun",
        by=they.ward,
        now=TOLD + HOUR,
        expected_version=1,
    )

    story.has(they.social, NoticeKind.ADMISSION)
    assert {one.value for one in they_told(story)} == {"social_services"}
    story.ends(capsys)


def they_told(story: Story) -> set[object]:
    return set(told(facts_of(story.case)).values())


def test_she_leaves_at_her_own_request_and_never_left_the_building(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    they = story.region
    planned(story)
    story.does(they.ward, leave, READY, reason=LeftReason.OWN_REQUEST, left_at=READY)
    assert story.stay(they.social).told.left_at == READY
    story.does(they.ward, undo_leaving, READY + HOUR)
    assert story.stay(they.social).told.left_at is None
    story.does(they.ward, leave, READY + 4 * HOUR, reason=LeftReason.OWN_REQUEST, left_at=READY + 4 * HOUR)

    story.has(
        they.clinic,
        *(NoticeKind.ADMISSION, NoticeKind.CARE_CONTACT, NoticeKind.LEFT, NoticeKind.LEAVING_UNDONE, NoticeKind.LEFT),
    )
    assert story.answer().state == State.NOT_LIABLE
    story.ends(capsys)


def test_primary_care_and_psychiatry_each_name_a_contact_and_one_calls(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    they = story.region
    story.admitted(MONDAY)
    story.notified(TOLD, they.social, they.clinic, they.psychiatry, expected_on=date(2026, 3, 12))
    story.does(they.clinic, name_care_contact, TOLD + HOUR, **CONTACT)
    story.does(they.psychiatry, name_care_contact, TOLD + 2 * HOUR, **{**CONTACT, "name": "Berit Öst"})
    told = {"recipients": refs(they.social, they.clinic, they.psychiatry), "assessed_at": READY, "physician": DOCTOR}
    story.does(they.ward, declare_ready, READY, **told)

    owing = [one for one in (they.clinic, they.psychiatry) if story.case.turns.get(unit_id__in=one.unit_ids)]
    assert len(owing) == 2
    assert story.due("sip_call", they.psychiatry).due_at == end_of_day(date(2026, 3, 14))
    story.does(they.psychiatry, answer_about_sip, READY, consent=SipConsent.GIVEN, said_by="hon själv")
    story.does(they.psychiatry, call_sip, READY + HOUR, **MEETING)
    assert story.step(they.clinic, Step.SIP_CALL) is Stage.DONE
    story.ends(capsys)


def test_a_patient_registered_in_another_region_is_nobody_of_the_agreements(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    they = story.region
    story.admitted(MONDAY, patient=they.patient(municipality_code="0180"))
    story.notified(TOLD, they.social, they.clinic, expected_on=date(2026, 3, 12))
    told = {"recipients": refs(they.social, they.clinic), "assessed_at": READY, "physician": DOCTOR}
    story.does(they.ward, declare_ready, READY, **told)

    assert story.answer().liability.municipality == "0180"
    story.ends(capsys)


def test_at_a_private_special_housing_its_nurse_is_told_and_acts_for_herself(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    they = story.region
    story.admitted(MONDAY, expected_on=date(2026, 3, 12))
    story.notified(TOLD, they.social, they.saebo, they.clinic, expected_on=date(2026, 3, 12))
    told = {"recipients": refs(they.social, they.saebo, they.clinic), "assessed_at": READY, "physician": DOCTOR}
    story.does(they.ward, declare_ready, READY, **told)
    story.does(
        they.saebo,
        say_can_receive,
        READY + HOUR,
        from_at=READY + 5 * HOUR,
        first_visit="vid ankomst",
        meets="sjuksköterskan",
        ground=Ground.CONSENT,
    )

    story.has(they.saebo, NoticeKind.ADMISSION, NoticeKind.READY, NoticeKind.CAN_RECEIVE)
    story.has(they.care)
    assert story.stay(they.ward).told.can_receive_at == READY + 5 * HOUR
    story.ends(capsys)
