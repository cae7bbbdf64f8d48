"""Tests of what hinders her from leaving: discharge/services/{blockers,obstacles,disagreements,hindrances}.py."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from accounts.actor import Actor
from accounts.permissions import visible
from discharge.contents.documents import content_of
from discharge.contents.obstacles import (
    Blocker,
    BlockerSolved,
    Disagreement,
    DisagreementAnswer,
    ObstacleJudged,
    ObstacleSolved,
    OpenCareObstacle,
)
from discharge.deadlines import terms_of
from discharge.errors import GroundNotAvailable, NotNowInStay, NotNowOfIt, NotOpen
from discharge.facts import facts_of
from discharge.models import Deadline, Event, Notice, Receipt, Turn
from discharge.models.events import EventKind
from discharge.models.notices import Ground, NoticeKind
from discharge.selectors.open_points import OpenKind, open_points
from discharge.selectors.stays import offered
from discharge.services.admission_notices import send_admission_notice
from discharge.services.blockers import change_blocker, raise_blocker, solve_blocker
from discharge.services.disagreements import answer_disagreement, raise_disagreement, withdraw_disagreement
from discharge.services.leaving import leave
from discharge.services.obstacles import judge_obstacle, report_obstacle, solve_obstacle
from discharge.services.readiness import declare_ready, withdraw_readiness
from discharge.services.reading import read_notice
from discharge.services.receipts import report_wrong_recipient
from discharge.services.sip_calls import call_sip
from discharge.stay_turns import asked_of
from discharge.stays import stay_of
from discharge.turns import Action as TurnAction
from notifications.models import OutboxRow, Urgency
from rules.calendar import local
from rules.errors import InvalidInput, NotPermitted
from rules.evaluation import Evaluation, evaluate
from rules.facts import Cause, LeftReason, Obstacle
from rules.liability import State
from rules.states import Action
from rules.tracks import blocker, disagreement
from tests import factories as make
from tests.discharge.staying import DR_LIND, NOTIFIED, READY, TOLD_READY, Stay, notified, ready, with_contact

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
LATER = TOLD_READY + HOUR
DUE = local(2026, 3, 11, 12, 0)


def content(notice: Notice) -> Any:
    return content_of(notice.versions.select_related("notice").latest("number"))


def told(notice: Notice) -> set[str]:
    return set(Receipt.objects.filter(notice=notice).values_list("unit__name", flat=True))


def asks(stay: Stay, of: Actor) -> list[str]:
    """What the stay asks of the unit, before what it has to read."""
    found = asked_of(stay.ref(of), facts_of(stay.case))
    return [found.action.value] if found else []


def seen_open(stay: Stay, who: Actor) -> list[Any]:
    mine = {OpenKind.BLOCKER, OpenKind.OBSTACLE, OpenKind.DISAGREEMENT}
    return [one for one in open_points(stay.case, facts_of(stay.case), who) if one.point.kind in mine]


def may(stay: Stay, who: Actor) -> set[Action]:
    turns = visible(who, Turn.objects.filter(case=stay.case))
    return {one.action for one in offered(stay.case, facts_of(stay.case), who, turns)}


def waits(stay: Stay, by: Actor, owner: Actor, at: datetime = NOTIFIED + HOUR, **changed: Any) -> Any:
    asked = {"what": " Hjälpmedel ", "owner": stay.ref(owner), "due_at": DUE, "ground": Ground.CONSENT, **changed}
    return stay.does(by, raise_blocker, at, **asked)


def missing(stay: Stay, by: Actor, at: datetime = LATER, **changed: Any) -> Notice:
    asked = {"what": " Hemrehab startar inte ", "ground": Ground.CONSENT, **changed}
    found: Notice = stay.does(by, report_obstacle, at, **asked)
    return found


def objects(stay: Stay, by: Actor, at: datetime = LATER, **changed: Any) -> Notice:
    asked = {"reason": " Hon har feber ", "ground": Ground.CONSENT, **changed}
    found: Notice = stay.does(by, raise_disagreement, at, **asked)
    return found


ANSWER: dict[str, Any] = {"answer": " Febern är borta ", "physician": f" {DR_LIND} ", "ground": Ground.CONSENT}


class TestBlockers:
    def test_everybody_in_the_planning_is_told_what_she_waits_for_whose_it_is_and_by_when(self) -> None:
        stay = notified()

        notice = waits(stay, stay.they.ward, stay.they.care)

        assert content(notice) == Blocker(what="Hjälpmedel", owner="Hemsjukvården", due_at=DUE)
        assert told(notice) == {"Bistånd norr", "Hemsjukvården", "Vårdcentralen Linden"}
        assert notice.versions.get().ground == Ground.CONSENT
        facts = facts_of(stay.case)
        (one,) = facts.stay.hindrances.blockers.values()
        assert (one.state, one.owner, one.due_at) == (blocker.State.OPEN, stay.ref(stay.they.care), DUE)

    def test_a_receiver_waits_too_and_may_name_itself(self) -> None:
        stay = notified()

        notice = waits(stay, stay.they.social, stay.they.social, due_at=None)

        assert content(notice) == Blocker(what="Hjälpmedel", owner="Bistånd norr", due_at=None)
        assert told(notice) == {"Avdelning 1", "Hemsjukvården", "Vårdcentralen Linden"}

    def test_the_owner_is_asked_to_solve_it_and_nobody_else_until_somebody_has(self) -> None:
        stay = notified()
        notice = waits(stay, stay.they.social, stay.they.ward)
        before = asks(stay, stay.they.ward), asks(stay, stay.they.care)

        solved = stay.does(
            stay.they.ward, solve_blocker, NOTIFIED + 2 * HOUR, about=notice.ref, how=" Säng ", ground=Ground.CONSENT
        )

        assert before[0] == [TurnAction.SOLVE_BLOCKER]
        assert before[1] != [TurnAction.SOLVE_BLOCKER]
        assert asks(stay, stay.they.ward) == []
        assert content(solved) == BlockerSolved(what="Hjälpmedel", how="Säng")
        assert told(solved) == {"Bistånd norr", "Hemsjukvården", "Vårdcentralen Linden"}

    def test_a_receiver_that_owns_it_is_asked_after_what_law_asks_and_before_its_planning(self) -> None:
        stay = notified()
        waits(stay, stay.they.ward, stay.they.clinic)

        assert asks(stay, stay.they.clinic) == [TurnAction.NAME_CARE_CONTACT]
        waits(stay, stay.they.ward, stay.they.care, NOTIFIED + 2 * HOUR)
        assert TurnAction.SOLVE_BLOCKER in asks(stay, stay.they.care)

    def test_before_the_admission_notice_the_hospital_alone_knows(self) -> None:
        stay = Stay().judged()

        case = waits(stay, stay.they.ward, stay.they.ward, ground=None)

        assert (case, Notice.objects.count()) == (stay.case, 0)
        ((ref, one),) = facts_of(stay.case).stay.hindrances.blockers.items()
        assert (one.inside, one.notices) == ("Hjälpmedel", ())
        assert [(point.point.ref, point.words) for point in seen_open(stay, stay.they.ward)] == [(ref, "Hjälpmedel")]
        solved = stay.does(stay.they.ward, solve_blocker, NOTIFIED, about=ref)
        assert (solved, Notice.objects.count(), seen_open(stay, stay.they.ward)) == (stay.case, 0, [])

    def test_what_was_known_inside_stays_there_when_others_are_told_of_the_stay(self) -> None:
        stay = Stay().judged()
        waits(stay, stay.they.ward, stay.they.ward, ground=None)
        (ref,) = facts_of(stay.case).stay.hindrances.blockers
        stay.does(
            stay.they.ward,
            send_admission_notice,
            NOTIFIED,
            recipients=[stay.ref(one) for one in stay.recipients],
            expected_on=date(2026, 3, 12),
        )

        assert seen_open(stay, stay.they.social) == []
        assert Action.SOLVE_BLOCKER not in may(stay, stay.they.social)
        with pytest.raises(NotOpen):
            stay.does(stay.they.social, solve_blocker, NOTIFIED + HOUR, about=ref)
        changed = {"about": ref, "owner": stay.ref(stay.they.social), "ground": Ground.CONSENT}
        notice = stay.does(stay.they.ward, change_blocker, NOTIFIED + HOUR, **changed)

        assert (content(notice).what, told(notice)) == ("Hjälpmedel", {"Bistånd norr"})
        assert asks(stay, stay.they.social) == [TurnAction.SOLVE_BLOCKER]
        assert seen_open(stay, stay.they.care) == []

    def test_another_owner_and_time_are_told_to_those_who_know_and_the_words_stay(self) -> None:
        stay = notified()
        notice = waits(stay, stay.they.ward, stay.they.care)
        changed = {"about": notice.ref, "owner": stay.ref(stay.they.clinic), "ground": Ground.CONSENT}

        second = stay.does(stay.they.care, change_blocker, NOTIFIED + 2 * HOUR, **changed)

        assert content(second) == Blocker(what="Hjälpmedel", owner="Vårdcentralen Linden", due_at=None)
        assert told(second) == {"Avdelning 1", "Bistånd norr", "Vårdcentralen Linden"}
        with pytest.raises(InvalidInput, match="are what they were"):
            stay.does(stay.they.ward, change_blocker, NOTIFIED + 3 * HOUR, **changed)
        stay.does(stay.they.ward, change_blocker, NOTIFIED + 3 * HOUR, **changed, due_at=DUE)
        (point,) = seen_open(stay, stay.they.ward)
        assert (point.point.due_at, [unit.name for unit in point.owners]) == (DUE, ["Vårdcentralen Linden"])

    def test_what_is_solved_is_neither_solved_nor_changed_again(self) -> None:
        stay = notified()
        notice = waits(stay, stay.they.ward, stay.they.care)
        about = {"about": notice.ref, "ground": Ground.CONSENT}
        stay.does(stay.they.social, solve_blocker, NOTIFIED + 2 * HOUR, **about)

        with pytest.raises(NotNowOfIt) as refused:
            stay.does(stay.they.ward, solve_blocker, NOTIFIED + 3 * HOUR, **about)
        with pytest.raises(NotNowOfIt):
            stay.does(stay.they.ward, change_blocker, NOTIFIED + 3 * HOUR, **about, owner=stay.ref(stay.they.ward))
        assert refused.value.facts == {"status": "solved", "action": "solve", "holds": "det är redan löst"}

    def test_it_is_owned_by_a_unit_that_is_known_to_take_part(self) -> None:
        stay = notified()

        for owner in (stay.they.social_two, stay.they.other_ward):
            with pytest.raises(InvalidInput, match="known to take part"):
                waits(stay, stay.they.ward, owner)
        assert not Event.objects.filter(kind=EventKind.BLOCKER_RAISED).exists()

    def test_a_discreet_owner_is_named_to_nobody_and_known_only_to_those_who_know_it(self) -> None:
        stay = Stay()
        discreet = make.actor(make.open_care(name="Beroendemottagningen", discreet=True))
        stay.judged()
        stay.does(
            stay.they.ward,
            send_admission_notice,
            NOTIFIED,
            recipients=[stay.ref(stay.they.social), stay.ref(discreet)],
            expected_on=date(2026, 3, 12),
        )
        with pytest.raises(InvalidInput, match="known to take part"):
            waits(stay, stay.they.social, discreet)

        notice = waits(stay, stay.they.ward, discreet)

        assert content(notice).owner == ""
        parties = (stay.they.social, discreet, stay.they.ward)
        names = [[unit.name for unit in seen_open(stay, who)[0].owners] for who in parties]
        assert names == [[], ["Beroendemottagningen"], ["Beroendemottagningen"]]

    def test_to_tell_others_needs_a_ground_and_no_statute_is_one(self) -> None:
        stay = notified()

        with pytest.raises(InvalidInput, match="others are told"):
            waits(stay, stay.they.ward, stay.they.ward, ground=None)
        with pytest.raises(GroundNotAvailable, match="is no duty"):
            waits(stay, stay.they.ward, stay.they.ward, ground=Ground.DUTY)
        with pytest.raises(GroundNotAvailable):
            waits(stay, stay.they.social, stay.they.ward, ground=Ground.UNABLE_TO_CONSENT)
        assert not Event.objects.filter(kind=EventKind.BLOCKER_RAISED).exists()

    def test_to_wait_for_nothing_is_refused(self) -> None:
        stay = notified()

        with pytest.raises(InvalidInput, match="is empty"):
            waits(stay, stay.they.ward, stay.they.ward, what=" ")

    def test_who_has_sent_it_back_no_longer_knows_of_it(self) -> None:
        stay = notified()
        notice = waits(stay, stay.they.ward, stay.they.care)
        report_wrong_recipient(notice.ref, reason="", by=stay.they.care, now=NOTIFIED + 2 * HOUR, expected_version=1)

        with pytest.raises(NotOpen):
            stay.does(stay.they.care, solve_blocker, NOTIFIED + 3 * HOUR, about=notice.ref, ground=Ground.CONSENT)
        assert seen_open(stay, stay.they.care) == []
        assert TurnAction.SOLVE_BLOCKER not in asks(stay, stay.they.care)
        solved = stay.does(stay.they.ward, solve_blocker, NOTIFIED + 3 * HOUR, about=notice.ref, ground=Ground.CONSENT)
        assert told(solved) == {"Bistånd norr", "Vårdcentralen Linden"}

    def test_what_is_not_there_is_not_open(self) -> None:
        stay = notified()

        with pytest.raises(NotOpen):
            stay.does(stay.they.ward, solve_blocker, NOTIFIED + HOUR, about=uuid4(), ground=Ground.CONSENT)

    def test_its_words_are_seen_by_those_who_have_opened_it(self) -> None:
        stay = notified()
        notice = waits(stay, stay.they.ward, stay.they.care)

        assert [one.words for one in seen_open(stay, stay.they.social)] == [""]
        read_notice(notice.ref, by=stay.they.social, now=NOTIFIED + 2 * HOUR)
        assert [one.words for one in seen_open(stay, stay.they.social)] == ["Hjälpmedel"]
        assert [one.words for one in seen_open(stay, stay.they.ward)] == ["Hjälpmedel"]

    def test_when_she_has_left_she_waits_for_nothing(self) -> None:
        stay = ready()
        waits(stay, stay.they.ward, stay.they.ward, LATER)
        stay.does(stay.they.ward, leave, LATER + HOUR, reason=LeftReason.DISCHARGED, left_at=LATER)

        assert asks(stay, stay.they.ward) == [TurnAction.CLOSE_STAY]
        assert seen_open(stay, stay.they.ward) == []
        assert not {Action.SOLVE_BLOCKER, Action.CHANGE_BLOCKER} & may(stay, stay.they.ward)


class TestObstacles:
    def test_anybody_reports_one_to_everybody_else_at_once(self) -> None:
        stay = ready()

        notice = missing(stay, stay.they.social)

        assert content(notice) == OpenCareObstacle(what="Hemrehab startar inte")
        assert told(notice) == {"Avdelning 1", "Hemsjukvården", "Vårdcentralen Linden"}
        rows = OutboxRow.objects.filter(kind=EventKind.OBSTACLE_REPORTED)
        assert set(rows.values_list("urgency", flat=True)) == {Urgency.NOW}
        assert asks(stay, stay.they.ward) == [TurnAction.SEND_INFORMATION]

    def test_until_it_is_judged_the_ward_is_asked_to(self) -> None:
        stay = notified()
        notice = missing(stay, stay.they.ward, NOTIFIED + HOUR)
        before = asks(stay, stay.they.ward)

        stay.does(
            stay.they.clinic,
            judge_obstacle,
            NOTIFIED + 2 * HOUR,
            about=notice.ref,
            prevents=True,
            ground=Ground.CONSENT,
        )

        assert (before, asks(stay, stay.they.ward)) == ([TurnAction.JUDGE_OBSTACLE], [])

    def test_each_judgement_counts_from_when_it_was_made_and_what_was_unclear_stays_so(self) -> None:
        stay = ready()
        notice = missing(stay, stay.they.care)
        for hours, prevents in ((1, False), (2, True)):
            asked = {"about": notice.ref, "prevents": prevents, "why": " Väntar på tid ", "ground": Ground.CONSENT}
            judged = stay.does(stay.they.ward, judge_obstacle, LATER + hours * HOUR, **asked)
        solved = stay.does(
            stay.they.clinic, solve_obstacle, LATER + 3 * HOUR, about=notice.ref, how=" Tid ", ground=Ground.CONSENT
        )

        assert content(judged) == ObstacleJudged(prevents=True, why="Väntar på tid")
        assert content(solved) == ObstacleSolved(how="Tid")
        assert told(judged) == {"Bistånd norr", "Hemsjukvården", "Vårdcentralen Linden"}
        assert (judged.answers, solved.answers) == (notice, notice)
        assert stay_of(facts_of(stay.case)).open_care_obstacles == (
            Obstacle(from_at=LATER, to_at=LATER + HOUR, prevents_discharge=Cause.UNKNOWN),
            Obstacle(from_at=LATER + HOUR, to_at=LATER + 2 * HOUR, prevents_discharge=Cause.FALSE),
            Obstacle(from_at=LATER + 2 * HOUR, to_at=LATER + 3 * HOUR, prevents_discharge=Cause.TRUE),
        )
        assert seen_open(stay, stay.they.ward) == []

    @pytest.mark.parametrize(
        ("prevents", "first"),
        [
            pytest.param(True, date(2026, 3, 17), id="5:5 the day after it was solved"),
            pytest.param(False, date(2026, 3, 15), id="5:4 as if there were none"),
        ],
    )
    def test_days_with_an_obstacle_that_is_the_cause_are_not_the_municipalitys(
        self, prevents: bool, first: date
    ) -> None:
        stay = with_contact()
        meeting = {"meeting_at": LATER + 24 * HOUR, "place": "Hemma", "others": ""}
        stay.does(stay.they.clinic, call_sip, LATER, **meeting)
        notice = missing(stay, stay.they.clinic)
        about = {"about": notice.ref, "ground": Ground.CONSENT}
        stay.does(stay.they.ward, judge_obstacle, LATER + HOUR, **about, prevents=prevents)
        stay.does(stay.they.ward, solve_obstacle, local(2026, 3, 16, 15, 0), **about)
        left_at = local(2026, 3, 20, 11, 0)
        stay.does(stay.they.ward, leave, left_at, reason=LeftReason.DISCHARGED, left_at=left_at)

        found = evaluated(stay, left_at)
        assert (found.state, found.liability.first_liable_on) == (State.LIABLE, first)

    def test_it_is_judged_by_the_ward_or_open_care_only(self) -> None:
        stay = ready()
        notice = missing(stay, stay.they.social)

        for who in (stay.they.social, stay.they.care):
            with pytest.raises(NotPermitted):
                stay.does(who, judge_obstacle, LATER + HOUR, about=notice.ref, prevents=True, ground=Ground.CONSENT)
            assert not {Action.JUDGE_OBSTACLE, Action.SOLVE_OBSTACLE} & may(stay, who)
        assert {Action.JUDGE_OBSTACLE, Action.SOLVE_OBSTACLE} <= may(stay, stay.they.clinic)

    def test_the_same_is_not_said_twice_and_nothing_of_what_is_solved(self) -> None:
        stay = ready()
        notice = missing(stay, stay.they.social)
        about = {"about": notice.ref, "ground": Ground.CONSENT}
        for prevents in (True, False):
            stay.does(stay.they.ward, judge_obstacle, LATER + HOUR, **about, prevents=prevents)
            with pytest.raises(NotNowOfIt):
                stay.does(stay.they.ward, judge_obstacle, LATER + HOUR, **about, prevents=prevents)
        stay.does(stay.they.ward, solve_obstacle, LATER + 2 * HOUR, **about)

        with pytest.raises(NotNowOfIt):
            stay.does(stay.they.ward, judge_obstacle, LATER + 3 * HOUR, **about, prevents=True)
        with pytest.raises(NotNowOfIt):
            stay.does(stay.they.ward, solve_obstacle, LATER + 3 * HOUR, **about)

    def test_no_statute_says_that_it_is_told(self) -> None:
        stay = ready()
        notice = missing(stay, stay.they.social)
        about = {"about": notice.ref, "ground": Ground.DUTY}

        with pytest.raises(GroundNotAvailable):
            missing(stay, stay.they.social, ground=Ground.DUTY)
        with pytest.raises(GroundNotAvailable):
            stay.does(stay.they.ward, judge_obstacle, LATER + HOUR, **about, prevents=True)
        with pytest.raises(GroundNotAvailable):
            stay.does(stay.they.ward, solve_obstacle, LATER + HOUR, **about)

    def test_when_nobody_else_has_it_any_more_the_hospital_alone_is_told(self) -> None:
        stay = ready()
        notice = missing(stay, stay.they.ward)
        for who in stay.recipients:
            report_wrong_recipient(notice.ref, reason="", by=who, now=LATER + HOUR, expected_version=1)
        about = {"about": notice.ref, "ground": Ground.CONSENT}

        judged = stay.does(stay.they.ward, judge_obstacle, LATER + 2 * HOUR, **about, prevents=True)
        solved = stay.does(stay.they.ward, solve_obstacle, LATER + 3 * HOUR, **about)

        assert (judged, solved) == (stay.case, stay.case)
        assert seen_open(stay, stay.they.ward) == []

    def test_it_is_seen_with_what_is_said_of_it(self) -> None:
        stay = notified()
        notice = missing(stay, stay.they.clinic, NOTIFIED + HOUR)
        before = [(one.point.about, [unit.name for unit in one.owners]) for one in seen_open(stay, stay.they.social)]

        stay.does(stay.they.ward, judge_obstacle, LATER, about=notice.ref, prevents=False, ground=Ground.CONSENT)

        assert before == [("cause_unknown", ["Avdelning 1"])]
        after = [(one.point.about, list(one.owners), one.words) for one in seen_open(stay, stay.they.clinic)]
        assert after == [("does_not_prevent", [], "Hemrehab startar inte")]


class TestDisagreements:
    def test_a_receiver_objects_to_the_ward_alone_which_answers_in_the_physicians_name(self) -> None:
        stay = ready()

        notice = objects(stay, stay.they.social)
        before = asks(stay, stay.they.ward)
        answer = stay.does(stay.they.ward, answer_disagreement, LATER + HOUR, about=notice.ref, **ANSWER)

        assert (content(notice), told(notice)) == (Disagreement(reason="Hon har feber"), {"Avdelning 1"})
        assert content(answer) == DisagreementAnswer(answer="Febern är borta", physician=DR_LIND)
        assert (told(answer), answer.answers) == ({"Bistånd norr"}, notice)
        assert before == [TurnAction.ANSWER_DISAGREEMENT]
        assert asks(stay, stay.they.ward) == [TurnAction.SEND_INFORMATION]
        assert [urgent.urgency for urgent in OutboxRow.objects.filter(kind=EventKind.DISAGREEMENT_RAISED)] == [
            Urgency.NOW
        ]

    def test_no_clock_and_no_day_of_liability_is_touched(self) -> None:
        stay = ready()

        def standing() -> tuple[Any, ...]:
            clocks = Deadline.objects.filter(case=stay.case).order_by("pk")
            kept = list(clocks.values_list("kind", "party_unit", "due_at", "met_at", "superseded_at"))
            return kept, stay.episode.status, stay.episode.ready_at, evaluated(stay, TOLD_READY + 240 * HOUR)

        before = standing()
        notice = objects(stay, stay.they.social)
        after_raising = standing()
        stay.does(stay.they.ward, answer_disagreement, LATER + HOUR, about=notice.ref, **ANSWER)

        assert before == after_raising == standing()

    def test_nobody_else_sees_it(self) -> None:
        stay = ready()
        notice = objects(stay, stay.they.social)
        stay.does(stay.they.ward, answer_disagreement, LATER + HOUR, about=notice.ref, **ANSWER)

        for who in (stay.they.care, stay.they.clinic):
            assert not visible(who, Event.objects.filter(kind__startswith="disagreement")).exists()
            assert not visible(who, Notice.objects.filter(kind__startswith="disagreement")).exists()

    def test_it_is_open_to_the_two_until_it_is_answered(self) -> None:
        stay = ready()
        notice = objects(stay, stay.they.social)

        both = stay.they.ward, stay.they.social
        seen = [[(one.is_ours, one.words) for one in seen_open(stay, who)] for who in both]
        stay.does(stay.they.ward, answer_disagreement, LATER + HOUR, about=notice.ref, **ANSWER)

        assert seen == [[(True, "")], [(False, "Hon har feber")]]
        assert (seen_open(stay, stay.they.ward), seen_open(stay, stay.they.social)) == ([], [])

    def test_whoever_objected_takes_it_back_and_nobody_else_does(self) -> None:
        stay = ready()
        notice = objects(stay, stay.they.social)
        offers = Action.WITHDRAW_DISAGREEMENT in may(stay, stay.they.social)

        with pytest.raises(NotOpen):
            stay.does(stay.they.care, withdraw_disagreement, LATER + HOUR, about=notice.ref)
        withdrawn = stay.does(stay.they.social, withdraw_disagreement, LATER + HOUR, about=notice.ref)

        assert (told(withdrawn), withdrawn.kind) == ({"Avdelning 1"}, NoticeKind.DISAGREEMENT_WITHDRAWN)
        assert withdrawn.versions.get().ground == Ground.DUTY
        assert (offers, Action.WITHDRAW_DISAGREEMENT in may(stay, stay.they.social)) == (True, False)
        with pytest.raises(NotNowOfIt) as refused:
            stay.does(stay.they.ward, answer_disagreement, LATER + 2 * HOUR, about=notice.ref, **ANSWER)
        assert refused.value.facts["holds"] == "invändningen är återtagen"
        (one,) = facts_of(stay.case).stay.hindrances.disagreements.values()
        assert one.state == disagreement.State.WITHDRAWN

    def test_who_has_it_and_did_not_raise_it_does_not_take_it_back(self) -> None:
        stay = ready()
        notice = objects(stay, stay.they.social)

        with pytest.raises(NotPermitted):
            stay.does(stay.they.ward, withdraw_disagreement, LATER + HOUR, about=notice.ref)

    def test_what_is_answered_is_not_answered_again_or_taken_back(self) -> None:
        stay = ready()
        notice = objects(stay, stay.they.clinic)
        stay.does(stay.they.ward, answer_disagreement, LATER + HOUR, about=notice.ref, **ANSWER)

        with pytest.raises(NotNowOfIt):
            stay.does(stay.they.ward, answer_disagreement, LATER + HOUR, about=notice.ref, **ANSWER)
        with pytest.raises(NotNowOfIt):
            stay.does(stay.they.clinic, withdraw_disagreement, LATER + HOUR, about=notice.ref)

    def test_of_a_readiness_that_is_taken_back_nothing_is_open(self) -> None:
        stay = ready()
        objects(stay, stay.they.social)
        stay.does(stay.they.ward, withdraw_readiness, LATER + HOUR)
        taken_back = asks(stay, stay.they.ward), seen_open(stay, stay.they.ward)
        again = {"recipients": [stay.ref(stay.they.social)], "assessed_at": LATER, "physician": DR_LIND}
        stay.does(stay.they.ward, declare_ready, LATER + 2 * HOUR, **again)

        assert taken_back == ([], [])
        assert asks(stay, stay.they.ward) == [TurnAction.SEND_INFORMATION]
        second = objects(stay, stay.they.social, LATER + 3 * HOUR)
        assert asks(stay, stay.they.ward) == [TurnAction.ANSWER_DISAGREEMENT]
        assert [one.point.ref for one in seen_open(stay, stay.they.ward)] == [second.ref]

    def test_to_whom_no_readiness_was_told_it_is_as_if_there_were_none(self) -> None:
        stay = notified()
        before = refusal(stay, stay.they.care)
        told_some = {"recipients": [stay.ref(stay.they.social)], "assessed_at": READY, "physician": DR_LIND}
        stay.does(stay.they.ward, declare_ready, TOLD_READY, **told_some)

        assert refusal(stay, stay.they.care) == before
        assert Action.RAISE_DISAGREEMENT not in may(stay, stay.they.care)
        assert Action.RAISE_DISAGREEMENT in may(stay, stay.they.social)

    def test_it_has_a_reason_and_a_ground_and_its_answer_has_a_physician(self) -> None:
        stay = ready()

        with pytest.raises(InvalidInput, match="is empty"):
            objects(stay, stay.they.social, reason=" ")
        with pytest.raises(GroundNotAvailable):
            objects(stay, stay.they.social, ground=Ground.DUTY)
        notice = objects(stay, stay.they.social)
        for wrong in ({"answer": " "}, {"physician": " "}, {"ground": Ground.DUTY}):
            with pytest.raises(InvalidInput):
                stay.does(stay.they.ward, answer_disagreement, LATER, about=notice.ref, **{**ANSWER, **wrong})

    def test_when_she_has_left_nobody_is_asked_to_answer(self) -> None:
        stay = ready()
        objects(stay, stay.they.social)
        stay.does(stay.they.ward, leave, LATER + HOUR, reason=LeftReason.DISCHARGED, left_at=LATER)

        assert asks(stay, stay.they.ward) == [TurnAction.CLOSE_STAY]


def evaluated(stay: Stay, on: datetime) -> Evaluation:
    """What the rules say of the stay."""
    facts = facts_of(stay.case)
    assert facts.stay is not None
    return evaluate(stay_of(facts), terms_of(facts.stay).terms, on)


def refusal(stay: Stay, who: Actor) -> tuple[str, dict[str, Any]]:
    """What somebody is told who objects when that is not possible."""
    with pytest.raises(NotNowInStay) as refused:
        objects(stay, who)
    return refused.value.code, dict(refused.value.facts)
