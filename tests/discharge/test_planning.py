"""Tests of what the parties tell each other for the planning: discharge/planning.py and its services."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from accounts.actor import Actor
from discharge.contents.documents import content_of
from discharge.contents.planning import (
    Area,
    Before,
    CanReceiveWithdrawn,
    InformationPart,
    Need,
    Part,
    ServicesDeclined,
    ServicesReply,
    Underlay,
)
from discharge.deadlines import DEBT
from discharge.errors import (
    AnsweredTooLate,
    GroundNotAvailable,
    HappenedWrong,
    NotNowInStay,
    NotOpen,
    NotSaidCanReceive,
    NotToldOfStay,
    PromisedWithoutTime,
)
from discharge.facts import facts_of
from discharge.models import Deadline, Event, Notice, Receipt, Turn
from discharge.models.notices import Ground, NoticeKind
from discharge.selectors.open_points import OpenKind, OpenSeen, open_points
from discharge.services.admitting import close_stay
from discharge.services.estimates import change_estimate
from discharge.services.information_parts import give_patient_summary, send_information_part
from discharge.services.leaving import leave
from discharge.services.moving import change_ward
from discharge.services.questions import answer_question, ask_question
from discharge.services.receipts import acknowledge, forward, report_wrong_recipient
from discharge.services.receiving import say_can_receive, withdraw_can_receive
from discharge.services.services_replies import decline_services, reply_about_services
from discharge.services.underlays import promised_by, send_underlay
from discharge.stays import stay_of
from discharge.turns import Action as TurnAction
from notifications.models import OutboxRow, Urgency
from rules.calendar import end_of_day, local
from rules.errors import InvalidInput, NotPermitted
from rules.facts import LeftReason
from tests import factories as make
from tests.discharge.staying import ADMITTED, NOTIFIED, TOLD_READY, Stay, dead, notified, ready

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
ASKED = NOTIFIED + HOUR
# She is expected to leave on Thursday 12 March.
EXPECTED = end_of_day(date(2026, 3, 12))
DEBT_DUE = local(2026, 3, 11, 12, 0)
REPLY: dict[str, Any] = {"ongoing": True, "services": "Hemsjukvård två dagar i veckan", "ground": Ground.CONSENT}
PART: dict[str, Any] = {"part": Part.AIDS_SENT, "body": "Rollator", "ground": Ground.CONSENT}


def refs(stay: Stay, *actors: Actor) -> list[UUID]:
    return [stay.ref(one) for one in actors]


def ask(stay: Stay, by: Actor, *to: Actor, at: datetime = ASKED, **told: Any) -> Notice:
    asked = {"body": "Finns det trappor hemma?", "ground": Ground.CONSENT, **told}
    found: Notice = stay.does(by, ask_question, at, recipients=refs(stay, *to), **asked)
    return found


def answer(stay: Stay, by: Actor, about: UUID, at: datetime = ASKED + HOUR) -> Notice:
    told: dict[str, Any] = {"body": "Två trappor utan hiss", "ground": Ground.CONSENT}
    found: Notice = stay.does(by, answer_question, at, about=about, **told)
    return found


def underlay(stay: Stay, *needs: Need, to: tuple[Actor, ...] = (), at: datetime = ASKED, **told: Any) -> Notice:
    recipients = refs(stay, *(to or stay.recipients))
    asked = {"recipients": recipients, "needs": needs, "ground": Ground.CONSENT, **told}
    found: Notice = stay.does(stay.they.ward, send_underlay, at, **asked)
    return found


def part(stay: Stay, *to: Actor, at: datetime = ASKED, **told: Any) -> Notice:
    asked = {"recipients": refs(stay, *to), **PART, **told}
    found: Notice = stay.does(stay.they.ward, send_information_part, at, **asked)
    return found


def can_receive(stay: Stay, by: Actor, at: datetime = ASKED) -> None:
    stay.does(by, say_can_receive, at, from_at=TOLD_READY, first_visit="", meets="", ground=Ground.CONSENT)


def missing(area: Area) -> Need:
    return Need(area, "", Before.NOT_KNOWN)


def known(area: Area) -> Need:
    return Need(area, "Behöver hjälp med dusch", Before.INCREASED)


def content(notice: Notice) -> Any:
    return content_of(notice.versions.select_related("notice").latest("number"))


def told(notice: Notice) -> set[str]:
    return set(Receipt.objects.filter(notice=notice).values_list("unit__name", flat=True))


def turn(stay: Stay, of: Actor) -> str:
    return Turn.objects.get(case=stay.case, unit=make.unit_of(of)).action


def open_to(stay: Stay, actor: Actor) -> list[OpenSeen]:
    return list(open_points(stay.case, facts_of(stay.case), actor))


def debts_of(stay: Stay) -> dict[str, Deadline]:
    return {one.subject: one for one in Deadline.objects.filter(kind=DEBT, superseded_at__isnull=True)}


def read_all(stay: Stay) -> None:
    """Everybody has acknowledged what she was sent, so that the turn is what the stay asks."""
    for receipt in Receipt.objects.filter(state="in_list").select_related("notice", "unit").order_by("pk"):
        actor = next(one for one in stay.they.everybody() if make.unit_of(one) == receipt.unit)
        acknowledge(receipt.notice.ref, by=actor, now=ASKED + 2 * HOUR, expected_version=1)


class TestServicesReply:
    def test_it_goes_to_the_ward_alone(self) -> None:
        stay = notified()

        notice = stay.does(stay.they.care, reply_about_services, ASKED, **REPLY, contact=" Eva Ros ", phone="0980-1")

        assert told(notice) == {"Avdelning 1"}
        assert content(notice) == ServicesReply(
            ongoing=True,
            services="Hemsjukvård två dagar i veckan",
            contact="Eva Ros",
            phone="0980-1",
            aids="",
            risks="",
        )
        assert Event.objects.latest("seq").data["to"] == [None]

    def test_nothing_ongoing_is_a_reply_too(self) -> None:
        stay = notified()

        notice = stay.does(stay.they.clinic, reply_about_services, ASKED, ongoing=False, ground=Ground.CONSENT)

        assert content(notice).ongoing is False

    @pytest.mark.parametrize("wrong", [{"services": " "}, {"ongoing": False}, {"phone": "0" * 41}])
    def test_it_says_what_is_ongoing_when_something_is_and_only_then(self, wrong: dict[str, Any]) -> None:
        stay = notified()

        with pytest.raises(InvalidInput):
            stay.does(stay.they.care, reply_about_services, ASKED, **{**REPLY, **wrong})

    def test_it_is_asked_for_after_the_contact_until_the_first_reply_and_never_blocks(self) -> None:
        stay = notified()
        read_all(stay)
        assert turn(stay, stay.they.care) == TurnAction.REPLY_ABOUT_SERVICES
        assert turn(stay, stay.they.clinic) == TurnAction.NAME_CARE_CONTACT

        stay.does(stay.they.care, reply_about_services, ASKED + 2 * HOUR, **REPLY)
        can_receive(stay, stay.they.social, ASKED + 2 * HOUR)
        read_all(stay)

        assert turn(stay, stay.they.care) == TurnAction.SAY_CAN_RECEIVE
        assert turn(stay, stay.they.social) == TurnAction.NOTHING

    def test_it_may_be_sent_again(self) -> None:
        stay = notified()

        for at in (ASKED, ASKED + HOUR):
            stay.does(stay.they.care, reply_about_services, at, **REPLY)

        stay_facts = facts_of(stay.case).stay
        assert stay_facts is not None
        assert stay_facts.planning.replied == {stay.ref(stay.they.care): ASKED}

    def test_social_services_have_no_ground_in_that_she_cannot_consent(self) -> None:
        stay = notified()

        with pytest.raises(GroundNotAvailable):
            stay.does(stay.they.social, reply_about_services, ASKED, **{**REPLY, "ground": Ground.UNABLE_TO_CONSENT})
        stay.does(stay.they.care, reply_about_services, ASKED, **{**REPLY, "ground": Ground.UNABLE_TO_CONSENT})


class TestQuestions:
    def test_it_goes_to_those_who_are_asked_and_the_answer_to_all_of_them_and_the_one_who_asked(self) -> None:
        stay = notified()
        they = stay.they

        question = ask(stay, they.ward, they.social, they.care)
        reply = answer(stay, they.care, question.ref)

        assert told(question) == {"Bistånd norr", "Hemsjukvården"}
        assert told(reply) == {"Avdelning 1", "Bistånd norr"}
        assert reply.answers == question
        assert content(reply).body == "Två trappor utan hiss"

    def test_it_waits_for_each_of_those_asked_to_the_knowledge_of_the_one_who_asked(self) -> None:
        stay = notified()
        they = stay.they
        question = ask(stay, they.ward, they.social, they.care)

        before = [{str(unit) for seen in open_to(stay, one) for unit in seen.owners} for one in they.everybody()]
        answer(stay, they.care, question.ref)

        assert before == [{"Bistånd norr", "Hemsjukvården"}, set(), {"Bistånd norr"}, set(), {"Hemsjukvården"}, set()]
        (seen,) = open_to(stay, they.ward)
        assert (seen.point.kind, seen.point.ref, seen.is_ours) == (OpenKind.QUESTION, question.ref, False)
        assert [str(unit) for unit in seen.owners] == ["Bistånd norr"]
        assert (open_to(stay, they.care), [one.is_ours for one in open_to(stay, they.social)]) == ([], [True])

    def test_whoever_is_asked_has_the_turn_until_she_answers(self) -> None:
        stay = notified()
        they = stay.they
        of_the_ward = ask(stay, they.social, they.ward)
        of_care = ask(stay, they.ward, they.care)
        read_all(stay)
        assert (turn(stay, they.ward), turn(stay, they.care)) == (TurnAction.ANSWER_QUESTION,) * 2

        answer(stay, they.ward, of_the_ward.ref, ASKED + 3 * HOUR)
        answer(stay, they.care, of_care.ref, ASKED + 3 * HOUR)

        assert turn(stay, they.care) == TurnAction.REPLY_ABOUT_SERVICES
        assert turn(stay, they.ward) == TurnAction.READ

    def test_it_is_answered_once_by_each_and_only_by_those_asked(self) -> None:
        stay = notified()
        they = stay.they
        question = ask(stay, they.ward, they.care, they.social)
        answer(stay, they.care, question.ref)

        for someone, about in ((they.care, question.ref), (they.clinic, question.ref), (they.social, uuid4())):
            with pytest.raises(NotOpen):
                answer(stay, someone, about)

    def test_sent_on_it_waits_for_the_one_who_has_it_now_and_sent_back_for_nobody(self) -> None:
        stay = notified()
        they = stay.they
        admission = Notice.objects.get(kind=NoticeKind.ADMISSION)
        question = ask(stay, they.ward, they.social, they.care)
        for notice in (admission, question):
            forward(
                notice.ref,
                to=stay.ref(they.social_two),
                reason="Södra",
                by=they.social,
                now=ASKED,
                expected_version=1,
            )
        report_wrong_recipient(question.ref, reason="", by=they.care, now=ASKED, expected_version=1)

        (seen,) = open_to(stay, they.ward)
        assert [str(unit) for unit in seen.owners] == ["Bistånd söder"]

        assert told(answer(stay, they.social_two, question.ref)) == {"Avdelning 1"}
        assert open_to(stay, they.ward) == []

    def test_whoever_no_longer_has_it_is_told_of_no_answer(self) -> None:
        stay = notified()
        they = stay.they
        question = ask(stay, they.social, they.ward, they.care)
        report_wrong_recipient(question.ref, reason="", by=they.care, now=ASKED, expected_version=1)

        assert told(answer(stay, they.ward, question.ref)) == {"Bistånd norr"}

    @pytest.mark.parametrize("to", ["other_ward", "social_two"])
    def test_only_those_who_have_been_told_of_the_stay_are_asked(self, to: str) -> None:
        stay = notified()

        with pytest.raises(NotToldOfStay):
            ask(stay, stay.they.ward, getattr(stay.they, to))

    @pytest.mark.parametrize(
        ("answer_by", "expected_time", "due_at"),
        [
            pytest.param(None, None, EXPECTED, id="by the end of the day she leaves"),
            pytest.param(None, time(9), local(2026, 3, 12, 9, 0), id="by the hour she leaves"),
            pytest.param(DEBT_DUE, None, DEBT_DUE, id="as the one who asks says"),
            pytest.param(EXPECTED, None, EXPECTED, id="at the last instant"),
        ],
    )
    def test_the_answer_is_never_due_later_than_the_discharge(
        self, answer_by: datetime | None, expected_time: time | None, due_at: datetime
    ) -> None:
        stay = notified()
        if expected_time:
            day = date(2026, 3, 12)
            stay.does(stay.they.ward, change_estimate, ASKED, expected_on=day, expected_time=expected_time)

        ask(stay, stay.they.ward, stay.they.care, answer_by=answer_by)

        assert [one.point.due_at for one in open_to(stay, stay.they.care)] == [due_at]

    def test_a_discharge_that_comes_earlier_takes_the_answer_with_it(self) -> None:
        stay = notified()
        ask(stay, stay.they.ward, stay.they.care, answer_by=EXPECTED)

        stay.does(stay.they.ward, change_estimate, ASKED + HOUR, expected_on=date(2026, 3, 10))

        assert [one.point.due_at for one in open_to(stay, stay.they.care)] == [end_of_day(date(2026, 3, 10))]

    @pytest.mark.parametrize("answer_by", [ASKED - timedelta(seconds=1), EXPECTED + timedelta(microseconds=1)])
    def test_it_is_not_needed_before_now_nor_after_the_discharge(self, answer_by: datetime) -> None:
        stay = notified()

        with pytest.raises(AnsweredTooLate):
            ask(stay, stay.they.ward, stay.they.care, answer_by=answer_by)

    def test_after_the_day_when_she_was_expected_to_leave_it_is_due_as_was_said(self) -> None:
        stay = notified()
        late = EXPECTED + HOUR

        ask(stay, stay.they.ward, stay.they.care, at=late, answer_by=late + HOUR)
        ask(stay, stay.they.ward, stay.they.care, at=late)

        assert [one.point.due_at for one in open_to(stay, stay.they.care)] == [late + HOUR, None]

    @pytest.mark.parametrize(
        ("answer_by", "urgency"),
        [
            (end_of_day(ASKED.date()), Urgency.NOW),
            (end_of_day(ASKED.date()) + HOUR, Urgency.CAN_WAIT),
            (None, Urgency.CAN_WAIT),
        ],
    )
    def test_one_about_today_is_told_at_once(self, answer_by: datetime | None, urgency: Urgency) -> None:
        stay = notified()

        ask(stay, stay.they.ward, stay.they.care, answer_by=answer_by)

        assert OutboxRow.objects.filter(unit=make.unit_of(stay.they.care)).latest("pk").urgency == urgency

    def test_another_ward_of_the_hospital_asks_and_answers_for_the_one_that_had_her(self) -> None:
        stay = notified()
        they = stay.they
        of_the_ward = ask(stay, they.social, they.ward)
        of_social = ask(stay, they.ward, they.social)
        underlay(stay, missing(Area.ADL))

        stay.does(they.ward, change_ward, ASKED + HOUR, to=stay.ref(they.other_ward), moved_at=ASKED + HOUR)

        assert {str(unit) for seen in open_to(stay, they.social) for unit in seen.owners} == {
            "Avdelning 2",
            "Bistånd norr",
        }
        assert told(answer(stay, they.other_ward, of_the_ward.ref, ASKED + 2 * HOUR)) == {"Bistånd norr"}
        assert told(answer(stay, they.social, of_social.ref, ASKED + 2 * HOUR)) == {"Avdelning 2"}
        assert debts_of(stay)["adl"].party_unit == make.unit_of(they.other_ward)

    def test_when_the_stay_is_over_nothing_waits(self) -> None:
        stay = Stay().left()
        ask(stay, stay.they.ward, stay.they.care, at=TOLD_READY)
        assert len(open_to(stay, stay.they.care)) == 1

        stay.does(stay.they.ward, close_stay, TOLD_READY + HOUR)

        assert open_to(stay, stay.they.care) == []
        assert turn(stay, stay.they.care) != TurnAction.ANSWER_QUESTION

    def test_before_the_admission_notice_nobody_is_asked(self) -> None:
        stay = Stay().judged()

        with pytest.raises(NotNowInStay):
            ask(stay, stay.they.ward, stay.they.care)


class TestUnderlay:
    def test_it_holds_the_areas_that_are_told_and_no_others(self) -> None:
        stay = notified()
        needs = (Need(Area.ADL, " Hjälp med dusch ", Before.NEW), Need(Area.HOME, "Två trappor", None))

        notice = underlay(stay, *needs, profession="Arbetsterapeut", missing_by=DEBT_DUE)

        assert content(notice) == Underlay(
            profession="Arbetsterapeut",
            needs=(Need(Area.ADL, "Hjälp med dusch", Before.NEW), Need(Area.HOME, "Två trappor", None)),
            missing_by=None,
        )
        assert told(notice) == {"Bistånd norr", "Hemsjukvården", "Vårdcentralen Linden"}
        assert debts_of(stay) == {}

    def test_the_first_one_is_what_the_rules_count(self) -> None:
        stay = notified()
        assert stay_of(facts_of(stay.case)).underlay_sent_at is None

        underlay(stay, known(Area.ADL))
        underlay(stay, known(Area.HOME), at=ASKED + HOUR)

        assert stay_of(facts_of(stay.case)).underlay_sent_at == ASKED

    @pytest.mark.parametrize(
        "needs",
        [
            pytest.param((), id="nothing"),
            pytest.param((Need(Area.ADL, " ", None),), id="an area that says nothing"),
            pytest.param((known(Area.ADL), known(Area.ADL)), id="an area twice"),
            pytest.param((Need(Area.ADL, "å" * 1001, None),), id="too much"),
        ],
    )
    def test_what_says_nothing_is_not_sent(self, needs: tuple[Need, ...]) -> None:
        stay = notified()

        with pytest.raises(InvalidInput):
            underlay(stay, *needs)

    def test_a_profession_is_one_line(self) -> None:
        stay = notified()

        with pytest.raises(InvalidInput, match="profession"):
            underlay(stay, known(Area.ADL), profession="x" * 121)

    def test_it_goes_to_those_chosen_among_the_parties(self) -> None:
        stay = notified()

        assert told(underlay(stay, known(Area.ADL), to=(stay.they.care,))) == {"Hemsjukvården"}
        with pytest.raises(NotToldOfStay):
            underlay(stay, known(Area.ADL), to=(stay.they.social_two,))

    def test_what_is_not_known_yet_is_owed_until_noon_the_weekday_before_she_leaves(self) -> None:
        stay = notified()

        notice = underlay(stay, known(Area.ADL), missing(Area.MEDICINE_HANDLING))

        debt = debts_of(stay)["medicine_handling"]
        assert (debt.due_at, debt.met_at, debt.law) == (DEBT_DUE, None, "routine underlay")
        assert debt.party_unit == make.unit_of(stay.they.ward)
        assert content(notice).missing_by == DEBT_DUE

    def test_a_weekend_is_no_weekday(self) -> None:
        stay = notified()
        stay.does(stay.they.ward, change_estimate, ASKED, expected_on=date(2026, 3, 16))

        underlay(stay, missing(Area.ADL))

        assert debts_of(stay)["adl"].due_at == local(2026, 3, 13, 12, 0)

    def test_a_time_may_be_chosen_and_must_be_when_the_other_one_is_past(self) -> None:
        stay = notified()
        late = DEBT_DUE + timedelta(seconds=1)

        for wrong in ({"at": late}, {"at": late, "missing_by": DEBT_DUE}):
            with pytest.raises(PromisedWithoutTime):
                underlay(stay, missing(Area.ADL), **wrong)
        with pytest.raises(InvalidInput):
            underlay(stay, missing(Area.ADL), at=late, missing_by=late.replace(year=2100))
        underlay(stay, missing(Area.ADL), at=late, missing_by=late)

        assert debts_of(stay)["adl"].due_at == late

    def test_it_must_be_chosen_when_nobody_knows_when_she_leaves(self) -> None:
        stay = notified()
        facts = facts_of(stay.case).stay
        assert facts is not None
        facts.expected_on = None

        with pytest.raises(PromisedWithoutTime):
            promised_by(None, facts, ASKED)

    def test_a_later_underlay_that_tells_the_area_settles_it(self) -> None:
        stay = notified()
        underlay(stay, missing(Area.ADL), missing(Area.HOME))

        underlay(stay, known(Area.ADL), at=ASKED + HOUR)
        underlay(stay, known(Area.ADL), at=ASKED + 2 * HOUR)

        assert {name: one.met_at for name, one in debts_of(stay).items()} == {"adl": ASKED + HOUR, "home": None}

    def test_what_is_promised_again_is_owed_again(self) -> None:
        stay = notified()
        underlay(stay, missing(Area.ADL))
        underlay(stay, known(Area.ADL), at=ASKED + HOUR)

        underlay(stay, missing(Area.ADL), at=ASKED + 2 * HOUR, missing_by=ASKED + 3 * HOUR)

        assert (debts_of(stay)["adl"].due_at, debts_of(stay)["adl"].met_at) == (ASKED + 3 * HOUR, None)

    def test_it_is_seen_as_missing_by_those_who_were_told_so_until_they_are_told_the_rest(self) -> None:
        stay = notified()
        they = stay.they
        underlay(stay, missing(Area.ADL), to=(they.care, they.social))
        underlay(stay, known(Area.ADL), to=(they.social,), at=ASKED + HOUR)

        assert [(one.point.about, one.is_ours) for one in open_to(stay, they.care)] == [("adl", False)]
        assert [open_to(stay, one) for one in (they.ward, they.social, they.clinic)] == [[], [], []]

    def test_after_she_has_left_only_what_was_missed_is_owed(self) -> None:
        stay = ready()
        underlay(stay, missing(Area.ADL), at=TOLD_READY, missing_by=TOLD_READY + HOUR)
        underlay(stay, missing(Area.HOME), at=TOLD_READY, missing_by=TOLD_READY + 3 * HOUR)
        part(stay, stay.they.care, at=TOLD_READY, body="", missing=True, missing_by=TOLD_READY + 3 * HOUR)
        left_at = TOLD_READY + 2 * HOUR

        stay.does(stay.they.ward, leave, left_at, reason=LeftReason.DISCHARGED, left_at=left_at)

        assert set(debts_of(stay)) == {"adl", "aids_sent"}

    def test_of_the_dead_nothing_is_owed(self) -> None:
        stay = ready()
        part(stay, stay.they.care, at=TOLD_READY, body="", missing=True, missing_by=TOLD_READY + 3 * HOUR)

        stay.does(stay.they.ward, leave, TOLD_READY, reason=LeftReason.DECEASED, left_at=TOLD_READY)

        assert debts_of(stay) == {}


class TestInformationParts:
    def test_each_part_goes_to_those_who_need_it(self) -> None:
        stay = notified()

        notice = part(stay, stay.they.care, part=Part.MEDICINES, days=3, body=" Enligt lista ")

        assert told(notice) == {"Hemsjukvården"}
        assert content(notice) == InformationPart(
            part=Part.MEDICINES, body="Enligt lista", days=3, action="", time_frame="", missing_by=None
        )
        with pytest.raises(NotToldOfStay):
            part(stay, stay.they.other_ward)

    @pytest.mark.parametrize(
        ("wrong", "where"),
        [
            pytest.param({"body": " "}, "body", id="nothing"),
            pytest.param({"part": Part.MEDICINES}, "days", id="medicines for nobody knows how long"),
            pytest.param({"days": -1}, "days", id="fewer than no days"),
            pytest.param({"days": 366}, "days", id="more than a year"),
            pytest.param({"part": Part.REFERRAL, "time_frame": "en vecka"}, "action", id="a referral for nothing"),
            pytest.param({"part": Part.REFERRAL, "action": "prover"}, "time_frame", id="a referral without end"),
            pytest.param({"action": "x" * 121}, "action", id="too long an action"),
        ],
    )
    def test_a_part_has_what_the_one_who_gets_it_needs(self, wrong: dict[str, Any], where: str) -> None:
        stay = notified()

        with pytest.raises(InvalidInput, match=where):
            part(stay, stay.they.care, **wrong)

    @pytest.mark.parametrize("days", [0, 365])
    def test_medicines_last_from_no_day_to_a_year(self, days: int) -> None:
        stay = notified()

        assert content(part(stay, stay.they.care, part=Part.MEDICINES, days=days)).days == days

    def test_one_that_is_missing_is_owed_until_it_is_sent(self) -> None:
        stay = notified()
        referral: dict[str, Any] = {"part": Part.REFERRAL, "body": "Blodtryck?"}
        part(stay, stay.they.clinic, **{**referral, "body": ""}, missing=True)

        before = debts_of(stay)["referral"]
        seen = [one.point.about for one in open_to(stay, stay.they.clinic)]
        part(stay, stay.they.clinic, at=ASKED + HOUR, **referral, action="Prover", time_frame="två veckor")

        assert (before.due_at, before.met_at, seen) == (DEBT_DUE, None, ["referral"])
        assert debts_of(stay)["referral"].met_at == ASKED + HOUR
        assert [one.point.kind for one in open_to(stay, stay.they.clinic)] == [OpenKind.REFERRAL]
        assert open_to(stay, stay.they.care) == []

    def test_an_area_and_a_part_are_never_called_the_same(self) -> None:
        assert set(Area).isdisjoint(set(Part))

    def test_the_summary_is_noted_inside_as_given_or_not_wanted(self) -> None:
        stay = ready()

        for given in (True, False):
            stay.does(stay.they.ward, give_patient_summary, TOLD_READY + HOUR, given=given)

        event = Event.objects.latest("seq")
        assert (event.data, event.audience) == ({"given": False}, Event.Audience.OWN)
        with pytest.raises(NotPermitted):
            stay.does(stay.they.care, give_patient_summary, TOLD_READY + HOUR, given=True)

    def test_the_dead_get_no_summary(self) -> None:
        stay = dead()

        with pytest.raises(NotNowInStay):
            stay.does(stay.they.ward, give_patient_summary, TOLD_READY + HOUR, given=True)


class TestReceiving:
    def test_who_cannot_receive_after_all_says_so_to_all_at_once(self) -> None:
        stay = ready()
        can_receive(stay, stay.they.care, TOLD_READY)

        notice = stay.does(stay.they.care, withdraw_can_receive, TOLD_READY + HOUR)

        assert content(notice) == CanReceiveWithdrawn(reason="", reason_ground=None)
        assert told(notice) == {"Avdelning 1", "Bistånd norr", "Vårdcentralen Linden"}
        assert OutboxRow.objects.filter(unit=make.unit_of(stay.they.ward)).latest("pk").urgency == Urgency.NOW
        stay_facts = facts_of(stay.case).stay
        assert stay_facts is not None
        assert stay_facts.can_receive == {}

    def test_the_reason_has_a_ground_of_its_own(self) -> None:
        stay = ready()
        can_receive(stay, stay.they.care, TOLD_READY)

        with pytest.raises(InvalidInput, match="on a ground of its own"):
            stay.does(stay.they.care, withdraw_can_receive, TOLD_READY + HOUR, reason="Sjuk personal")

    def test_what_was_never_said_is_not_taken_back(self) -> None:
        stay = ready()
        can_receive(stay, stay.they.care, TOLD_READY)

        with pytest.raises(NotSaidCanReceive):
            stay.does(stay.they.social, withdraw_can_receive, TOLD_READY + HOUR)


class TestDecliningServices:
    DECLINED: dict[str, Any] = {"services": "Hemtjänst", "noted_by": " Eva Ros ", "ground": Ground.CONSENT}

    def test_it_is_told_to_the_parties_and_counted_from_when_she_said_so(self) -> None:
        stay = notified()

        later = {**self.DECLINED, "declined_at": ASKED}
        notice = stay.does(stay.they.social, decline_services, ASKED + HOUR, **later)
        stay.does(stay.they.ward, decline_services, ASKED + HOUR, **{**later, "declined_at": NOTIFIED})
        stay.does(stay.they.ward, decline_services, ASKED + HOUR, **later)

        assert content(notice) == ServicesDeclined(services="Hemtjänst", declined_at=ASKED, noted_by="Eva Ros")
        assert told(notice) == {"Avdelning 1", "Hemsjukvården", "Vårdcentralen Linden"}
        assert stay_of(facts_of(stay.case)).patient_declines_at == NOTIFIED

    @pytest.mark.parametrize("declined_at", [ADMITTED - timedelta(seconds=1), ASKED + timedelta(seconds=1)])
    def test_she_said_so_during_the_stay(self, declined_at: datetime) -> None:
        stay = notified()

        with pytest.raises(HappenedWrong):
            stay.does(stay.they.social, decline_services, ASKED, **self.DECLINED, declined_at=declined_at)

    @pytest.mark.parametrize("name", ["services", "noted_by"])
    def test_it_says_which_and_who_took_it_down(self, name: str) -> None:
        stay = notified()

        with pytest.raises(InvalidInput, match=name):
            stay.does(stay.they.social, decline_services, ASKED, **{**self.DECLINED, name: " "}, declined_at=ASKED)

    def test_open_care_does_not_decline_for_the_municipality(self) -> None:
        stay = notified()

        with pytest.raises(NotPermitted):
            stay.does(stay.they.clinic, decline_services, ASKED, **self.DECLINED, declined_at=ASKED)
