"""The routine of Region Stockholm, its eight steps, under the agreement of 2020 (stockholm-2020a)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from discharge.models.notices import Ground, NoticeKind
from discharge.selectors.stays import Stage
from discharge.services.care_contacts import name_care_contact
from discharge.services.estimates import change_estimate
from discharge.services.leaving import leave, send_discharge_information
from discharge.services.readiness import declare_ready
from discharge.services.receiving import say_can_receive
from discharge.services.sip_calls import answer_about_sip, call_sip
from discharge.turns import Step
from rules.calendar import end_of_day, local
from rules.facts import LeftReason, SipConsent
from rules.liability import State
from tests.stories.region import Region, stockholm
from tests.stories.story import DOCTOR, Story, refs

pytestmark = pytest.mark.django_db

# Monday to Thursday in the weeks when the mean was counted.
MONDAY = local(2020, 2, 10, 14, 0)
TOLD = local(2020, 2, 10, 15, 30)
TUESDAY = local(2020, 2, 11, 10, 0)
WEDNESDAY = local(2020, 2, 12, 10, 0)
THURSDAY = local(2020, 2, 13, 11, 0)

NOTICES = (
    NoticeKind.ADMISSION,
    NoticeKind.CARE_CONTACT,
    NoticeKind.READY,
    NoticeKind.SIP_ANSWER,
    NoticeKind.SIP_CALL,
    NoticeKind.CAN_RECEIVE,
    NoticeKind.DISCHARGE_INFORMATION,
    NoticeKind.LEFT,
)
CONTACT = {"name": "Carina Stål", "title": "distriktssköterska", "phone": "08-319 215"}


@pytest.fixture
def region(monkeypatch: pytest.MonkeyPatch) -> Region:
    return stockholm(MONDAY - timedelta(days=1))


@pytest.fixture
def story(region: Region, monkeypatch: pytest.MonkeyPatch) -> Story:
    return Story(region, monkeypatch)


def planned(story: Story) -> None:
    """Admitted on a Monday, told the same day, expected to leave on Thursday; each acknowledges on Tuesday."""
    they = story.region
    story.admitted(MONDAY, expected_on=THURSDAY.date())
    story.notified(TOLD, they.social, they.clinic, expected_on=THURSDAY.date())
    for one in (they.social, they.clinic):
        story.takes_in(one, TUESDAY)


def ready(story: Story, at: datetime = WEDNESDAY) -> None:
    """The physician has found her ready, and everybody who was told of the stay is told so."""
    they = story.region
    story.does(
        they.ward,
        declare_ready,
        at,
        recipients=refs(they.social, they.clinic),
        assessed_at=at - timedelta(minutes=30),
        physician=DOCTOR,
    )


def test_the_eight_steps_from_admission_to_home(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    they = story.region
    planned(story)
    acknowledged = story.due("acknowledge", they.social)
    assert (acknowledged.due_at, acknowledged.met_at) == (TOLD + timedelta(hours=24), TUESDAY)
    assert story.due("care_contact", they.clinic).due_at == TOLD + timedelta(hours=24)
    assert story.steps(they.ward) == {
        Step.ADMISSION_NOTICE: Stage.DONE,
        Step.CARE_CONTACT: Stage.NOW,
        Step.PLANNING: Stage.NOW,
        Step.SIP_CALL: Stage.LATER,
        Step.READY: Stage.LATER,
        Step.INFORMATION: Stage.LATER,
        Step.SIP_PLAN: Stage.LATER,
        Step.SIP_FOLLOW_UP: Stage.LATER,
    }

    story.does(they.clinic, name_care_contact, TUESDAY, **CONTACT)
    ready(story)
    assert story.due("sip_call", they.clinic).due_at == end_of_day(date(2020, 2, 15))
    assert story.due("discharge_information", they.ward).due_at == local(2020, 2, 12, 12, 0)
    story.does(they.clinic, answer_about_sip, WEDNESDAY, consent=SipConsent.GIVEN, said_by="hon själv")
    story.does(
        they.clinic,
        call_sip,
        WEDNESDAY + timedelta(hours=1),
        meeting_at=local(2020, 2, 17, 13, 0),
        place="Hemma",
        others="",
    )
    story.does(they.ward, send_discharge_information, WEDNESDAY + timedelta(hours=1), body="Sårvård varannan dag.")
    story.does(
        they.social,
        say_can_receive,
        WEDNESDAY + timedelta(hours=3),
        from_at=THURSDAY,
        first_visit="torsdag kväll",
        meets="Hemtjänst Norr",
        ground=Ground.CONSENT,
    )
    story.does(they.ward, leave, THURSDAY, reason=LeftReason.DISCHARGED, left_at=THURSDAY, where_to="hem")

    for one in (they.ward, they.social, they.clinic):
        story.has(one, *NOTICES)
    for one in (they.neighbour, they.psychiatry, they.saebo, they.provider, they.care):
        story.has(one)
    done = {step for step, stage in story.steps(they.social).items() if stage is Stage.DONE}
    assert done == {*Step} - {Step.MESSAGE, Step.SIP_PLAN, Step.SIP_FOLLOW_UP}
    answer = story.answer()
    assert (answer.state, answer.liability.ready_days, answer.liability.liable_on) == (State.BY_AGREEMENT, 1, ())
    story.ends(capsys)


@pytest.mark.parametrize(
    ("told_at", "ready_days"),
    [(local(2020, 2, 12, 11, 59, 59), 1), (local(2020, 2, 12, 12, 0, 1), 0)],
    ids=["before noon", "after noon"],
)
def test_a_ready_notice_with_nothing_more_moves_day_zero_at_noon(
    story: Story, capsys: pytest.CaptureFixture[str], told_at: datetime, ready_days: int
) -> None:
    planned(story)
    ready(story, told_at)
    story.does(story.region.ward, leave, THURSDAY, reason=LeftReason.DISCHARGED, left_at=THURSDAY)

    assert story.answer().liability.ready_days == ready_days
    story.ends(capsys)


def test_a_changed_estimate_is_told_and_moves_when_information_is_due(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    they = story.region
    planned(story)
    story.does(they.ward, change_estimate, TUESDAY, expected_on=date(2020, 2, 17), told=True)

    assert story.due("discharge_information", they.ward).due_at == local(2020, 2, 14, 12, 0)
    assert story.stay(they.social).told.expected_on == date(2020, 2, 17)
    for one in (they.ward, they.social, they.clinic):
        story.has(one, NoticeKind.ADMISSION, NoticeKind.ESTIMATE_CHANGE)
    story.ends(capsys)


def test_an_acknowledgement_that_fails_on_friday_is_due_on_monday(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    they = story.region
    friday = local(2020, 2, 14, 15, 0)
    story.admitted(friday, expected_on=date(2020, 2, 20))
    story.notified(friday, they.social, they.clinic, expected_on=date(2020, 2, 20))

    assert story.due("acknowledge", they.social).due_at == local(2020, 2, 17, 15, 0)
    assert story.due("care_contact", they.clinic).due_at == local(2020, 2, 17, 15, 0)
    story.ends(capsys)


def test_she_dies(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    they = story.region
    planned(story)
    story.does(they.clinic, name_care_contact, TUESDAY, **CONTACT)
    ready(story)
    story.does(they.ward, leave, THURSDAY, reason=LeftReason.DECEASED, left_at=THURSDAY)

    left = story.notice(NoticeKind.LEFT).versions.get().content
    assert (left["reason"], left["where_to"]) == ("deceased", "")
    turns = {turn.action for turn in story.case.turns.exclude(unit_id__in=they.ward.unit_ids)}
    assert turns <= {"read", "acknowledge", "nothing"}
    story.ends(capsys)
