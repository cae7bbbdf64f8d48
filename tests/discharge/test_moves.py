"""Tests of what happens to her during the stay: services/moving, absences, opt, stay_facts_corrected, returning."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from accounts.actor import Actor
from accounts.models import Unit
from accounts.permissions import can, visible
from accounts.roles import Permission
from discharge.contents.documents import content_of
from discharge.contents.moves import Absence, BackInHospital, CarePlan, HospitalChange, OptDecision, WardChange
from discharge.errors import (
    AlreadyAdmitted,
    GroundNotAvailable,
    HappenedWrong,
    NotCompulsory,
    NothingChanged,
    NotJudged,
    NotLeftHere,
    NotNowInStay,
    NotOnLeave,
    NotThisWard,
    NotYourUnit,
    OnLeave,
    TransferRefused,
)
from discharge.facts import facts_of
from discharge.identifiers import Identity
from discharge.models import Case, Deadline, Episode, Event, Notice, Participation, Receipt, RegisterData, Turn
from discharge.models.events import EventKind
from discharge.models.notices import Ground, NoticeKind
from discharge.models.protection import Protection
from discharge.selectors.inpatients import left_lately
from discharge.selectors.returns import sent_before
from discharge.selectors.stays import Stage, stay_seen
from discharge.services.absences import end_leave, register_leave
from discharge.services.admission_notices import send_admission_notice
from discharge.services.admitting import close_stay, judge_need, register_stay
from discharge.services.care_contacts import name_care_contact
from discharge.services.estimates import change_estimate
from discharge.services.leaving import leave, undo_leaving
from discharge.services.moving import change_municipality, change_ward, transfer
from discharge.services.opt import draw_up_care_plan, register_opt_decision
from discharge.services.readiness import declare_ready, withdraw_readiness
from discharge.services.receipts import acknowledge
from discharge.services.receiving import say_can_receive
from discharge.services.sip_calls import answer_about_sip
from discharge.services.stay_facts_corrected import correct_facts
from discharge.stays import stay_of
from discharge.turns import Action as TurnAction
from notifications.models import OutboxRow
from rules.calendar import local
from rules.errors import InvalidInput
from rules.facts import (
    AfterDischarge,
    CareType,
    Interval,
    LeftReason,
    LegalForm,
    MunicipalityChange,
    Recipient,
    SipConsent,
    Transfer,
)
from rules.facts import (
    Stay as Facts,
)
from rules.states import Action
from tests import factories as make
from tests.discharge.staying import (
    ADMITTED,
    DR_LIND,
    JUDGED,
    NOTIFIED,
    READY,
    REGISTERED,
    TOLD_READY,
    Stay,
    compulsory,
    other_hospital,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MOVED = NOTIFIED + 2 * HOUR
LATER = NOTIFIED + 4 * HOUR


def facts(stay: Stay) -> Facts:
    """As the rules are asked about it."""
    return stay_of(facts_of(stay.case))


def content(stay: Stay, kind: NoticeKind) -> Any:
    return content_of(Notice.objects.get(case=stay.case, kind=kind).versions.select_related("notice").get())


def recipients(stay: Stay, kind: NoticeKind) -> list[Any]:
    found = Receipt.objects.filter(notice__case=stay.case, notice__kind=kind).order_by("pk")
    return list(found.values_list("unit__ref", flat=True))


def turn(stay: Stay, of: Actor) -> tuple[str, str]:
    found = Turn.objects.get(case=stay.case, unit=make.unit_of(of))
    return found.action, found.whose


def seen(stay: Stay, by: Actor, now: datetime = LATER) -> Any:
    return stay_seen(stay.case, by, visible(by, stay.case.turns.all()), visible(by, stay.case.events.all()), now=now)


def offers(stay: Stay, by: Actor) -> set[Action]:
    return {one.action for one in seen(stay, by).offered}


def stages(stay: Stay, by: Actor) -> dict[str, Any]:
    return {one.step.value: (one.stage, one.at) for one in seen(stay, by).told.steps}


def moves(stay: Stay, to: Actor, by: Actor | None = None, at: datetime = MOVED, **told: Any) -> Any:
    """To another ward of the hospital."""
    asked = {"to": stay.ref(to), "moved_at": at, **told}
    return stay.does(by or stay.they.ward, change_ward, at, **asked)


def transferred(stay: Stay, to: Actor, by: Actor | None = None, at: datetime = MOVED, **told: Any) -> Any:
    """To another hospital."""
    asked = {"to": stay.ref(to), "moved_at": at, "ground": Ground.CONSENT, **told}
    return stay.does(by or stay.they.ward, transfer, at, **asked)


class TestWard:
    def test_before_the_admission_notice_nobody_outside_is_told_and_the_new_ward_acts(self) -> None:
        stay = Stay()
        new = stay.they.other_ward

        moves(stay, new)

        assert not Notice.objects.exists()
        assert (stay.episode.ward, stay.episode.status) == (make.unit_of(new), "admitted")
        assert turn(stay, new) == (TurnAction.JUDGE_NEED, "ours")
        assert turn(stay, stay.they.ward) == (TurnAction.NOTHING, "nobodys")
        told = OutboxRow.objects.get(kind=EventKind.WARD_CHANGED)
        assert (told.unit, told.urgency, told.link) == (make.unit_of(new), "can_wait", f"/arenden/{stay.case.ref}/")
        stay.does(
            new,
            judge_need,
            LATER,
            region=True,
            social_services=False,
            municipal_care=False,
            physician=DR_LIND,
            judged_at=LATER,
        )
        with pytest.raises(NotYourUnit):
            stay.judged()

    def test_those_who_were_told_of_the_stay_get_a_line_and_the_new_ward_their_replies(self) -> None:
        stay = Stay().notified()
        new = stay.they.other_ward
        before = set(Participation.objects.filter(to_at__isnull=True).values_list("unit__name", flat=True))

        moves(stay, new)
        stay.does(
            stay.they.care, say_can_receive, LATER, from_at=LATER, first_visit="", meets="", ground=Ground.CONSENT
        )

        notice = Notice.objects.get(kind=NoticeKind.WARD_CHANGE)
        assert content(stay, NoticeKind.WARD_CHANGE) == WardChange(ward="Avdelning 2", phone="", moved_at=MOVED)
        assert set(recipients(stay, NoticeKind.WARD_CHANGE)) == {stay.ref(one) for one in stay.recipients}
        assert notice.versions.get().ground == Ground.DUTY
        assert stay.ref(new) in recipients(stay, NoticeKind.CAN_RECEIVE)
        assert stay.ref(stay.they.ward) not in recipients(stay, NoticeKind.CAN_RECEIVE)
        assert "Avdelning 2" not in before
        assert can(new, Permission.ACT_IN_STAY, stay.case)

    def test_the_new_ward_sees_all_that_its_own_side_has(self) -> None:
        stay = Stay().judged()
        assert not visible(stay.they.other_ward, Case.objects.all()).exists()

        moves(stay, stay.they.other_ward)

        both = [
            set(visible(one, Event.objects.all()).values_list("kind", flat=True))
            for one in (stay.they.ward, stay.they.other_ward)
        ]
        assert both[0] == both[1] == {"stay_registered", "need_judged", "ward_changed"}
        assert visible(stay.they.other_ward, Episode.objects.all()).exists()

    def test_the_clocks_of_the_ward_are_the_new_wards_from_then(self) -> None:
        stay = Stay().judged()

        moves(stay, stay.they.other_ward)

        running = Deadline.objects.filter(kind="admission_notice", superseded_at__isnull=True)
        assert [(one.party_unit, one.due_at) for one in running] == [(make.unit_of(stay.they.other_ward), JUDGED + DAY)]

    def test_it_may_go_on_to_a_third_ward_and_the_one_between_has_no_part_any_more(self) -> None:
        stay = Stay()
        third = make.actor(make.ward(make.unit_of(stay.they.ward).controller, "Avdelning 3"))

        moves(stay, stay.they.other_ward)
        moves(stay, third, by=stay.they.other_ward, at=LATER)

        part = Participation.objects.filter(to_at__isnull=True).values_list("unit__name", flat=True)
        assert set(part) == {"Avdelning 1", "Avdelning 3"}
        assert facts(stay).transfers == ()

    @pytest.mark.parametrize("where", ["itself", "another hospital", "closed", "no ward", "nowhere"])
    def test_where_she_cannot_be_moved_is_refused(self, where: str) -> None:
        stay = Stay()
        own = make.unit_of(stay.they.ward)
        closed = make.ward(own.controller, "Stängd", valid_from=date(2020, 1, 1))
        Unit.objects.filter(pk=closed.pk).update(valid_to=date(2025, 12, 31))
        refs = {
            "itself": own.ref,
            "another hospital": stay.ref(other_hospital(stay)),
            "closed": closed.ref,
            "no ward": stay.ref(stay.they.clinic),
            "nowhere": stay.case.ref,
        }

        with pytest.raises(NotThisWard):
            stay.does(stay.they.ward, change_ward, MOVED, to=refs[where], moved_at=MOVED)

    @pytest.mark.parametrize("at", [ADMITTED - HOUR, MOVED + timedelta(seconds=1)])
    def test_times_that_cannot_be_are_refused(self, at: datetime) -> None:
        stay = Stay()

        with pytest.raises(HappenedWrong):
            stay.does(stay.they.ward, change_ward, MOVED, to=stay.ref(stay.they.other_ward), moved_at=at)

    def test_nobody_is_moved_or_leaves_before_she_came_there(self) -> None:
        stay = Stay()
        moves(stay, stay.they.other_ward)

        with pytest.raises(HappenedWrong):
            stay.does(stay.they.other_ward, change_ward, LATER, to=stay.ref(stay.they.ward), moved_at=MOVED - HOUR)
        with pytest.raises(HappenedWrong):
            stay.does(stay.they.other_ward, leave, LATER, reason=LeftReason.DISCHARGED, left_at=MOVED - HOUR)


class TestTransfer:
    def test_the_new_hospital_is_told_who_she_is_and_of_nothing_that_was_said_before(self) -> None:
        stay = Stay().with_contact()
        new = other_hospital(stay)

        transferred(stay, new, at=TOLD_READY + HOUR)

        number = stay.case.patient.identities.get().value
        assert content(stay, NoticeKind.TRANSFER) == HospitalChange(
            name="Anna Ek",
            number=f"{number[:8]}-{number[8:]}",
            expected_on=date(2026, 3, 12),
            expected_time=None,
            hospital="Ersta sjukhus",
            ward="Medicinkliniken",
            phone="0980-500 00",
            moved_at=TOLD_READY + HOUR,
            is_notified=True,
        )
        assert set(visible(new, Event.objects.all()).values_list("kind", flat=True)) == {"transferred"}
        assert set(visible(new, Notice.objects.all()).values_list("kind", flat=True)) == {"transfer"}
        told = seen(stay, new).told
        assert (told.expected_on, told.ready_at, told.left_at) == (date(2026, 3, 12), None, None)
        assert stages(stay, new)["admission_notice"] == (Stage.DONE, None)
        assert Notice.objects.get(kind="transfer").versions.get().ground == Ground.CONSENT

    def test_those_who_were_told_of_the_stay_get_the_same_with_a_receipt(self) -> None:
        stay = Stay().notified()
        new = other_hospital(stay)

        transferred(stay, new)

        assert set(recipients(stay, NoticeKind.TRANSFER)) == {
            stay.ref(new),
            *(stay.ref(one) for one in stay.recipients),
        }
        assert stages(stay, stay.they.social)["admission_notice"] == (Stage.DONE, NOTIFIED)
        urgent = OutboxRow.objects.filter(kind="transferred").values_list("urgency", flat=True)
        assert list(urgent) == ["now"] * 4

    def test_from_then_only_the_new_ward_acts_and_is_told(self) -> None:
        stay = Stay().notified()
        new = other_hospital(stay)

        transferred(stay, new)

        with pytest.raises(NotYourUnit):
            stay.does(stay.they.ward, change_estimate, LATER, expected_on=date(2026, 3, 15))
        stay.does(new, change_estimate, LATER, expected_on=date(2026, 3, 15))
        stay.does(
            stay.they.care, say_can_receive, LATER, from_at=LATER, first_visit="", meets="", ground=Ground.CONSENT
        )
        assert stay.ref(new) in recipients(stay, NoticeKind.CAN_RECEIVE)
        assert stay.ref(stay.they.ward) not in recipients(stay, NoticeKind.CAN_RECEIVE)
        assert offers(stay, stay.they.ward) == set()
        assert Action.CHANGE_ESTIMATE in offers(stay, new)

    def test_the_row_is_the_new_hospitals_and_one_stay_to_the_rules(self) -> None:
        stay = Stay().notified()
        new = other_hospital(stay)

        transferred(stay, new)

        assert (stay.episode.ward, stay.episode.controller) == (make.unit_of(new), make.unit_of(new).controller)
        assert not visible(stay.they.ward, Episode.objects.all()).exists()
        assert visible(new, Episode.objects.all()).exists()
        region = stay.episode.region
        assert facts(stay).transfers == (Transfer(at=MOVED, region=region),)
        assert len(facts(stay).admission_notices) == 3

    def test_the_need_that_the_other_hospital_judged_is_judged_again_before_anybody_is_told(self) -> None:
        stay = Stay().judged()
        new = other_hospital(stay)

        transferred(stay, new)

        assert not content(stay, NoticeKind.TRANSFER).is_notified
        assert stages(stay, new)["admission_notice"][0] is Stage.NOW
        acknowledge(Notice.objects.get().ref, by=new, now=MOVED, expected_version=1)
        assert turn(stay, new) == (TurnAction.JUDGE_NEED, "ours")
        assert (seen(stay, new).is_need_ours, Action.SEND_ADMISSION_NOTICE in offers(stay, new)) == (False, False)
        asked: dict[str, Any] = {"recipients": [stay.ref(stay.they.clinic)], "expected_on": date(2026, 3, 12)}
        with pytest.raises(NotJudged):
            stay.does(new, send_admission_notice, LATER, **asked)
        needs = {"region": True, "social_services": False, "municipal_care": False}
        stay.does(new, judge_need, LATER, **needs, physician=DR_LIND, judged_at=LATER)
        assert turn(stay, new) == (TurnAction.SEND_ADMISSION_NOTICE, "ours")
        stay.does(new, send_admission_notice, LATER, **asked)
        assert stay.episode.status == "planning"

    def test_a_hospital_that_has_a_stay_of_her_own_takes_over_no_other(self) -> None:
        stay = Stay()
        new = other_hospital(stay)
        register_stay(
            stay.case.patient.ref,
            unit=stay.ref(new),
            admitted_at=ADMITTED,
            care_type=CareType.SOMATIC,
            by=new,
            now=REGISTERED,
        )

        with pytest.raises(TransferRefused):
            transferred(stay, new)

        assert not Notice.objects.exists()

    @pytest.mark.parametrize("where", ["the own hospital", "another region", "no ward"])
    def test_where_she_cannot_be_transferred_is_refused(self, where: str) -> None:
        stay = Stay()
        somewhere = {
            "the own hospital": stay.they.other_ward,
            "another region": make.actor(make.ward()),
            "no ward": stay.they.clinic,
        }

        with pytest.raises(NotThisWard):
            transferred(stay, somewhere[where])

    def test_it_is_told_on_a_ground_that_there_is(self) -> None:
        stay = Stay()

        with pytest.raises(GroundNotAvailable):
            transferred(stay, other_hospital(stay), ground=Ground.OWN_SIDE)

        assert stay.episode.ward == make.unit_of(stay.they.ward)

    def test_she_may_be_moved_back_and_the_first_hospital_sees_what_it_saw(self) -> None:
        stay = Stay().notified()
        new = other_hospital(stay)
        transferred(stay, new)

        transferred(stay, stay.they.ward, by=new, at=LATER)

        assert stay.episode.ward == make.unit_of(stay.they.ward)
        assert [one.at for one in facts(stay).transfers] == [MOVED, LATER]
        assert not seen(stay, stay.they.ward).is_need_ours


class TestLeave:
    def gone(self, stay: Stay, at: datetime = MOVED, **told: Any) -> None:
        stay.does(stay.they.ward, register_leave, at, gone_at=at, **told)

    def back(self, stay: Stay, at: datetime = LATER, **told: Any) -> None:
        stay.does(stay.they.ward, end_leave, at, back_at=at, **told)

    def test_without_a_ground_nobody_is_told_and_the_rules_know(self) -> None:
        stay = Stay().notified()

        self.gone(stay)
        away = (facts(stay).leaves, seen(stay, stay.they.ward).told.away_since)
        self.back(stay)

        assert away == ((Interval(from_at=MOVED),), MOVED)
        assert facts(stay).leaves == (Interval(from_at=MOVED, to_at=LATER),)
        assert seen(stay, stay.they.ward).told.away_since is None
        assert not Notice.objects.filter(kind=NoticeKind.ABSENCE).exists()
        assert seen(stay, stay.they.social).told.away_since is None
        assert stay.episode.status == "planning"

    def test_with_a_ground_everybody_in_the_planning_is_told(self) -> None:
        stay = Stay().notified()
        back_by = MOVED + DAY

        self.gone(stay, expected_back_at=back_by, ground=Ground.CONSENT)
        away = seen(stay, stay.they.social).told.away_since
        self.back(stay, ground=Ground.HARM_TEST)

        told = [
            (content_of(one.versions.select_related("notice").get()), one.versions.get().ground)
            for one in Notice.objects.filter(kind=NoticeKind.ABSENCE).order_by("pk")
        ]
        assert told == [
            (Absence(from_at=MOVED, expected_back_at=back_by, back_at=None), Ground.CONSENT),
            (Absence(from_at=MOVED, expected_back_at=None, back_at=LATER), Ground.HARM_TEST),
        ]
        assert set(recipients(stay, NoticeKind.ABSENCE)) == {stay.ref(one) for one in stay.recipients}
        assert (away, seen(stay, stay.they.social).told.away_since) == (MOVED, None)

    def test_nobody_is_told_who_was_not_told_of_the_stay(self) -> None:
        stay = Stay()

        self.gone(stay, ground=Ground.CONSENT)

        assert not Notice.objects.exists()

    def test_she_goes_once_and_then_comes_back(self) -> None:
        stay = Stay()
        with pytest.raises(NotOnLeave):
            self.back(stay)
        first = offers(stay, stay.they.ward)
        self.gone(stay)

        with pytest.raises(OnLeave) as refusal:
            self.gone(stay, LATER)

        assert refusal.value.facts == {"from_at": MOVED}
        assert (Action.REGISTER_LEAVE in first, Action.END_LEAVE in first) == (True, False)
        then = offers(stay, stay.they.ward)
        assert (Action.REGISTER_LEAVE in then, Action.END_LEAVE in then) == (False, True)
        self.back(stay)
        self.gone(stay, LATER + HOUR)
        assert [one.to_at for one in facts(stay).leaves] == [LATER, None]

    @pytest.mark.parametrize(
        "wrong",
        [{"gone_at": ADMITTED - HOUR}, {"gone_at": LATER}, {"expected_back_at": MOVED}],
    )
    def test_going_at_times_that_cannot_be_is_refused(self, wrong: dict[str, Any]) -> None:
        stay = Stay()

        with pytest.raises(HappenedWrong):
            stay.does(stay.they.ward, register_leave, MOVED, **{"gone_at": MOVED, **wrong})

    @pytest.mark.parametrize("at", [MOVED - HOUR, MOVED, LATER + HOUR])
    def test_coming_back_at_times_that_cannot_be_is_refused(self, at: datetime) -> None:
        stay = Stay()
        self.gone(stay)

        with pytest.raises(HappenedWrong):
            stay.does(stay.they.ward, end_leave, LATER, back_at=at)

    def test_who_leaves_the_hospital_from_a_leave_is_not_on_leave(self) -> None:
        stay = Stay()
        self.gone(stay)

        stay.does(stay.they.ward, leave, LATER, reason=LeftReason.ABSCONDED, left_at=LATER)

        assert seen(stay, stay.they.ward).told.away_since is None
        with pytest.raises(NotNowInStay):
            self.back(stay, LATER + HOUR)


class TestMunicipality:
    def changed(self, stay: Stay, municipality: str = "2580", on: date = date(2026, 3, 10), **told: Any) -> None:
        at = local(2026, 3, 11, 9, 0)
        stay.does(stay.they.ward, change_municipality, at, municipality=municipality, changed_on=on, **told)

    def test_the_rules_and_the_notices_after_it_name_the_new_one_and_nobody_is_told(self) -> None:
        stay = Stay().notified()
        events = visible(stay.they.social, Event.objects.all()).count()

        self.changed(stay)
        stay.does(
            stay.they.ward,
            declare_ready,
            TOLD_READY,
            recipients=[stay.ref(stay.they.social)],
            assessed_at=READY,
            physician=DR_LIND,
        )

        told = facts(stay)
        assert told.municipality == "0980"
        assert told.municipality_changes == (MunicipalityChange(at=local(2026, 3, 10, 0, 0), municipality="2580"),)
        assert [one.municipality for one in told.admission_notices] == ["0980"] * 3
        assert [one.municipality for one in told.ready_notices] == ["2580"]
        assert stay.episode.municipality == "2580"
        assert visible(stay.they.social, Event.objects.all()).count() == events + 1

    def test_the_new_municipality_is_told_as_an_added_recipient(self) -> None:
        stay = Stay().notified()
        new = make.actor(make.social_services(make.board(make.municipality("Luleå kommun")), "Bistånd Luleå"))
        self.changed(stay)

        stay.does(
            stay.they.ward,
            send_admission_notice,
            TOLD_READY,
            recipients=[stay.ref(new)],
            expected_on=date(2026, 3, 12),
            adds=True,
        )

        assert [one.municipality for one in facts(stay).admission_notices] == [*["0980"] * 3, "2580"]

    def test_on_the_day_of_admission_it_counts_from_the_admission(self) -> None:
        stay = Stay()

        self.changed(stay, "", date(2026, 3, 8))

        assert facts(stay).municipality_changes == (MunicipalityChange(at=ADMITTED, municipality=None),)
        assert stay.episode.municipality == ""

    def test_what_is_told_again_of_a_day_replaces_it_and_the_latest_day_holds(self) -> None:
        stay = Stay()
        self.changed(stay, "2580")
        self.changed(stay, "2581")

        self.changed(stay, "0180", date(2026, 3, 9))

        assert facts(stay).municipality_changes == (
            MunicipalityChange(at=local(2026, 3, 9, 0, 0), municipality="0180"),
            MunicipalityChange(at=local(2026, 3, 10, 0, 0), municipality="2581"),
        )
        assert stay.episode.municipality == "2581"

    @pytest.mark.parametrize("on", [date(2026, 3, 7), date(2026, 3, 12)])
    def test_days_that_cannot_be_are_refused(self, on: date) -> None:
        with pytest.raises(HappenedWrong):
            self.changed(Stay(), on=on)

    def test_it_is_another_municipality_that_there_is(self) -> None:
        stay = Stay()

        with pytest.raises(InvalidInput):
            self.changed(stay, "9999")
        with pytest.raises(NothingChanged):
            self.changed(stay, "0980")


class TestCorrecting:
    def corrected(self, stay: Stay, at: datetime = LATER, **told: Any) -> None:
        holds = {
            "admitted_at": ADMITTED,
            "care_type": CareType.SOMATIC,
            "legal_form": LegalForm.VOLUNTARY,
            "reason": "Fel tid i remissen",
        }
        stay.does(stay.they.ward, correct_facts, at, **{**holds, **told})

    def test_the_event_corrects_the_registration_which_stays_as_it_was(self) -> None:
        stay = Stay().judged()

        self.corrected(stay, admitted_at=ADMITTED - DAY, care_type=CareType.GERIATRIC, legal_form=LegalForm.LPT)

        event = Event.objects.get(kind=EventKind.FACTS_CORRECTED)
        first = Event.objects.get(kind=EventKind.STAY_REGISTERED)
        assert (event.corrects, first.at, event.audience, event.data["reason"]) == (
            first,
            ADMITTED,
            "own",
            "Fel tid i remissen",
        )
        row = stay.episode
        assert (row.admitted_at, row.care_type, row.legal_form) == (ADMITTED - DAY, "geriatric", "LPT")
        told = facts(stay)
        assert (told.admitted_at, told.care_type, told.legal_form) == (
            ADMITTED - DAY,
            CareType.GERIATRIC,
            LegalForm.LPT,
        )

    def test_the_clocks_are_counted_again(self) -> None:
        stay = Stay()

        self.corrected(stay, admitted_at=ADMITTED - 2 * HOUR)

        due = Deadline.objects.filter(kind="admission_notice", superseded_at__isnull=True)
        assert [one.due_at for one in due] in ([], [ADMITTED + 22 * HOUR])

    @pytest.mark.parametrize("wrong", [LATER + HOUR, JUDGED + timedelta(minutes=1)])
    def test_she_was_not_admitted_in_the_future_or_after_what_happened_since(self, wrong: datetime) -> None:
        stay = Stay().judged()

        with pytest.raises(HappenedWrong):
            self.corrected(stay, admitted_at=wrong)

    def test_she_was_not_admitted_after_she_was_moved(self) -> None:
        stay = Stay()
        new, moved_at = stay.they.other_ward, ADMITTED + HOUR / 2
        moves(stay, new, at=NOTIFIED, moved_at=moved_at)
        asked: dict[str, Any] = {
            "care_type": CareType.SOMATIC,
            "legal_form": LegalForm.VOLUNTARY,
            "reason": "Fel tid",
        }

        with pytest.raises(HappenedWrong):
            stay.does(new, correct_facts, LATER, admitted_at=moved_at + HOUR / 4, **asked)
        stay.does(new, correct_facts, LATER, admitted_at=moved_at, **asked)

        assert stay.episode.admitted_at == moved_at

    def test_a_correction_changes_something_and_says_why(self) -> None:
        stay = Stay()

        with pytest.raises(NothingChanged):
            self.corrected(stay)
        with pytest.raises(InvalidInput, match="reason"):
            self.corrected(stay, care_type=CareType.GERIATRIC, reason=" ")


class TestOpenCompulsoryCare:
    def decided(self, stay: Stay, at: datetime = LATER, **told: Any) -> Any:
        asked = {
            "recipients": [stay.ref(one) for one in stay.recipients],
            "decided_at": at,
            "psychiatrist": "Karin Holm",
            **told,
        }
        return stay.does(stay.they.ward, register_opt_decision, at, **asked)

    def planned(self, stay: Stay, at: datetime = LATER, **told: Any) -> Any:
        asked = {
            "drawn_up_at": at,
            "psychiatrist": "Karin Holm",
            "approved_by": "Bistånd norr",
            "ground": Ground.SPECIAL_GROUP,
            **told,
        }
        return stay.does(stay.they.ward, draw_up_care_plan, at, **asked)

    @pytest.mark.parametrize(
        ("form", "care"),
        [
            pytest.param(LegalForm.LPT, AfterDischarge.OPT, id="LPT 7 a §"),
            pytest.param(LegalForm.LRV, AfterDischarge.ORV, id="LRV 12 a §"),
        ],
    )
    def test_the_decision_counts_as_a_ready_notice(self, form: LegalForm, care: AfterDischarge) -> None:
        stay = compulsory(form)

        notice = self.decided(stay)

        told = facts(stay)
        assert (stay.episode.status, stay.episode.ready_at) == ("ready", LATER)
        assert [(one.to, one.sent_at, one.assessed_at, one.municipality) for one in told.ready_notices] == [
            (to, LATER, LATER, "0980")
            for to in (Recipient.SOCIAL_SERVICES, Recipient.MUNICIPAL_CARE, Recipient.OPEN_CARE)
        ]
        assert told.after_discharge is care
        assert content(stay, NoticeKind.OPT_DECISION) == OptDecision(
            decided_at=LATER, psychiatrist="Karin Holm", care=care
        )
        assert notice.versions.get().ground == Ground.DUTY
        assert seen(stay, stay.they.social).told.ready_at == LATER
        assert set(OutboxRow.objects.filter(kind="opt_decided").values_list("urgency", flat=True)) == {"now"}

    def test_no_plan_is_called_to_where_a_care_plan_is_made_instead(self) -> None:
        stay = compulsory()
        contact = {"name": "Ulla Berg", "title": "", "phone": "0980-319 213"}
        stay.does(stay.they.clinic, name_care_contact, LATER, **contact)

        self.decided(stay)

        assert not Deadline.objects.filter(kind="sip_call", superseded_at__isnull=True).exists()
        assert turn(stay, stay.they.clinic)[0] != TurnAction.CALL_SIP
        assert {stages(stay, stay.they.social)[one][0] for one in ("sip_call", "sip_plan", "sip_follow_up")} == {
            Stage.REPLACED
        }

    def test_a_readiness_that_is_taken_back_takes_the_open_care_with_it(self) -> None:
        stay = compulsory()
        self.decided(stay)

        stay.does(stay.they.ward, withdraw_readiness, LATER + HOUR)

        assert facts(stay).after_discharge is AfterDischarge.NONE
        assert stages(stay, stay.they.social)["sip_plan"][0] is Stage.LATER

    def test_the_plan_is_drawn_up_once_the_units_have_approved_it(self) -> None:
        stay = compulsory()

        self.planned(stay)
        self.planned(stay, LATER + HOUR)

        assert facts(stay).coordinated_care_plan_at == LATER
        first = (
            Notice.objects.filter(kind=NoticeKind.CARE_PLAN).order_by("pk")[0].versions.select_related("notice").get()
        )
        assert content_of(first) == CarePlan(drawn_up_at=LATER, psychiatrist="Karin Holm", approved_by="Bistånd norr")
        assert first.ground == Ground.SPECIAL_GROUP
        with pytest.raises(InvalidInput, match="approved_by"):
            self.planned(stay, LATER + HOUR, approved_by=" ")
        with pytest.raises(InvalidInput, match="psychiatrist"):
            self.planned(stay, LATER + HOUR, psychiatrist=" ")
        with pytest.raises(InvalidInput, match="psychiatrist"):
            self.decided(stay, LATER + HOUR, psychiatrist=" ")

    def test_it_follows_compulsory_care_only(self) -> None:
        stay = Stay().notified()

        with pytest.raises(NotCompulsory):
            self.decided(stay)
        with pytest.raises(NotCompulsory):
            self.planned(stay)

        assert not {Action.REGISTER_OPT_DECISION, Action.DRAW_UP_CARE_PLAN} & offers(stay, stay.they.ward)
        other = compulsory()
        assert {Action.REGISTER_OPT_DECISION, Action.DRAW_UP_CARE_PLAN} <= offers(other, other.they.ward)

    @pytest.mark.parametrize("at", [ADMITTED - HOUR, LATER + HOUR])
    def test_times_that_cannot_be_are_refused(self, at: datetime) -> None:
        stay = compulsory()

        with pytest.raises(HappenedWrong):
            self.decided(stay, decided_at=at)
        with pytest.raises(HappenedWrong):
            self.planned(stay, drawn_up_at=at)

    def test_voluntary_care_found_out_afterwards_is_followed_by_none(self) -> None:
        stay = compulsory()
        self.decided(stay)

        asked: dict[str, Any] = {"admitted_at": ADMITTED, "care_type": CareType.PSYCHIATRIC}
        stay.does(
            stay.they.ward, correct_facts, LATER + HOUR, **asked, legal_form=LegalForm.VOLUNTARY, reason="Fel form"
        )

        assert facts(stay).after_discharge is AfterDischarge.NONE


def returns(stay: Stay, by: Actor, at: datetime, **told: Any) -> Case:
    """She is admitted again, three hours after she left."""
    asked = {"admitted_at": at, "care_type": CareType.SOMATIC, "returned_from": stay.case.ref, **told}
    patient = told.pop("patient", stay.case.patient.ref)
    asked.pop("patient", None)
    return register_stay(patient, unit=stay.ref(by), by=by, now=at, **asked)


BACK = TOLD_READY + 3 * HOUR


class TestReturn:
    def test_the_new_stay_is_linked_and_whoever_was_told_of_the_one_before_is_told_at_once(self) -> None:
        stay = Stay().left()

        case = returns(stay, stay.they.other_ward, BACK)

        row = Episode.objects.get(case=case)
        assert (row.returned_from, row.status, stay.episode.status) == (stay.episode, "admitted", "left")
        known = facts_of(case).stay
        assert known is not None
        assert known.registered.returned_from == stay.case.ref
        assert content(stay, NoticeKind.RETURNED) == BackInHospital(
            left_at=TOLD_READY, admitted_at=BACK, ward="Avdelning 2", phone=""
        )
        assert set(recipients(stay, NoticeKind.RETURNED)) == {stay.ref(one) for one in stay.recipients}
        urgent = OutboxRow.objects.filter(kind="returned").values_list("urgency", flat=True)
        assert list(urgent) == ["now"] * 3
        assert Event.objects.get(kind="returned").data["case"] == str(case.ref)
        assert not visible(stay.they.social, Case.objects.filter(pk=case.pk)).exists()

    def test_nobody_is_told_in_a_case_where_nothing_more_is_done(self) -> None:
        stay = Stay().left()
        stay.does(stay.they.ward, close_stay, TOLD_READY)

        case = returns(stay, stay.they.ward, BACK)

        assert Episode.objects.get(case=case).returned_from == stay.episode
        assert not Notice.objects.filter(kind=NoticeKind.RETURNED).exists()

    def test_where_nobody_had_been_told_the_hospital_alone_knows(self) -> None:
        stay = Stay()
        stay.does(stay.they.ward, leave, MOVED, reason=LeftReason.DISCHARGED, left_at=MOVED)

        returns(stay, stay.they.ward, LATER)

        assert Event.objects.get(kind=EventKind.RETURNED).audience == "own"

    @pytest.mark.parametrize("wrong", ["still there", "dead", "before she left", "somebody else", "elsewhere", "none"])
    def test_a_stay_that_she_has_not_left_there_is_refused(self, wrong: str) -> None:
        stay = (
            Stay()
            if wrong == "still there"
            else Stay().left(LeftReason.DECEASED if wrong == "dead" else LeftReason.DISCHARGED)
        )
        by = other_hospital(stay) if wrong in ("elsewhere", "still there") else stay.they.ward
        told: dict[str, Any] = {}
        if wrong == "before she left":
            told = {"admitted_at": TOLD_READY - HOUR}
        if wrong == "somebody else":
            told = {"patient": make.patient().ref}
        if wrong == "none":
            told = {"returned_from": stay.case.patient.ref}

        with pytest.raises(NotLeftHere):
            returns(stay, by, BACK, **told)

        assert Case.objects.count() == 1

    def test_a_discharge_is_not_undone_when_she_is_back_by_a_new_stay(self) -> None:
        stay = Stay().left()
        returns(stay, stay.they.ward, BACK)

        with pytest.raises(AlreadyAdmitted):
            stay.does(stay.they.ward, undo_leaving, BACK)

    def test_what_the_same_unit_said_before_is_there_to_be_said_again(self) -> None:
        stay = Stay().with_contact()
        clinic = make.unit_of(stay.they.clinic)
        stay.does(stay.they.clinic, answer_about_sip, TOLD_READY, consent=SipConsent.GIVEN, said_by="hon själv")
        stay.does(stay.they.ward, leave, TOLD_READY, reason=LeftReason.DISCHARGED, left_at=TOLD_READY)
        first, new = facts_of(stay.case).stay, facts_of(returns(stay, stay.they.ward, BACK)).stay
        assert first is not None
        assert new is not None

        def before(of: Any, kind: NoticeKind, by: Actor) -> Any:
            return sent_before(of, kind, by.units[make.unit_of(by).pk], by)

        contact = before(new, NoticeKind.CARE_CONTACT, stay.they.clinic)
        answer = before(new, NoticeKind.SIP_ANSWER, stay.they.clinic)

        assert (clinic.name, contact.name, contact.phone) == ("Vårdcentralen Linden", "Ulla Berg", "0980-319 213")
        assert (answer.consent, answer.said_by) == (SipConsent.GIVEN, "hon själv")
        assert before(new, NoticeKind.CARE_CONTACT, stay.they.care) is None
        assert before(first, NoticeKind.CARE_CONTACT, stay.they.clinic) is None

    def test_what_she_left_lately_is_known_at_that_hospital_only(self) -> None:
        stay = Stay().left()
        number = stay.case.patient.identities.get()
        identity = Identity(number.oid, number.value)

        def found(by: Actor, now: datetime = BACK) -> Episode | None:
            return left_lately(identity, [make.unit_of(by)], by=by, now=now)

        assert found(stay.they.other_ward) == found(stay.they.ward) == stay.episode
        assert found(other_hospital(stay)) is None
        assert found(stay.they.ward, TOLD_READY + 30 * DAY) == stay.episode
        assert found(stay.they.ward, TOLD_READY + 30 * DAY + HOUR) is None
        assert left_lately(Identity(identity.oid, "191212121212"), [], by=stay.they.ward, now=BACK) is None
        RegisterData.objects.filter(patient=stay.case.patient).update(protection=Protection.MARKING)
        assert found(stay.they.other_ward) is None
