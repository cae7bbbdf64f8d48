"""Tests of the joint individual plan before it is called to: needed, asked for, offered, answered, and who calls."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from accounts.actor import Actor
from discharge.contents.documents import content_of
from discharge.contents.receiving import CareContactNamed, SipAnswer
from discharge.contents.sip import SipNeed, SipRequest
from discharge.errors import AlreadyCalls, ContactMissing, GroundNotAvailable, NotNowOfIt
from discharge.event_shapes.grounds import ConsentAnswer, ConsentKind, How, SpokenBy
from discharge.event_shapes.sip import ExistingPlan
from discharge.facts import facts_of
from discharge.models import Event
from discharge.models.events import EventKind
from discharge.models.notices import Ground, NoticeKind
from discharge.selectors.open_points import OpenKind, OpenSeen, open_points
from discharge.selectors.stays import Stage, offered, stay_seen
from discharge.services.admission_notices import send_admission_notice
from discharge.services.care_contacts import name_care_contact
from discharge.services.consents import record_consent
from discharge.services.leaving import leave
from discharge.services.sip_calls import answer_about_sip, call_sip
from discharge.services.sip_needs import (
    judge_sip_need,
    name_sip_caller,
    offer_sip,
    request_sip,
    withdraw_sip_consent,
)
from discharge.sip_course import after, after_answer, after_call
from discharge.stay_facts import StayFacts
from discharge.stay_turns import asked_of
from discharge.stays import stay_of
from discharge.turns import Step
from rules.errors import IllegalTransition, InvalidInput
from rules.facts import LeftReason, SipConsent
from rules.states import Action
from rules.tracks import sip
from rules.tracks.sip import State
from tests import factories as make
from tests.discharge.staying import (
    NOTIFIED,
    TOLD_READY,
    Stay,
    consented_to_sip,
    dead,
    left,
    notified,
    ready,
    with_contact,
    with_other_caller,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
LATER = TOLD_READY + HOUR
NEEDED: dict[str, Any] = {"needed": True, "existing": ExistingPlan.NONE, "reason": "", "ground": Ground.CONSENT}
NOT_NEEDED = {**NEEDED, "needed": False, "reason": "Klarar sig med vårdcentralen"}
ASKED: dict[str, Any] = {"reason": "Flera vårdgivare", "ground": Ground.CONSENT}
YES: dict[str, Any] = {"consent": SipConsent.GIVEN, "said_by": "hon själv"}
NO = {**YES, "consent": SipConsent.REFUSED}
CALLED: dict[str, Any] = {"meeting_at": LATER + 24 * HOUR, "place": "Hemma", "others": ""}


def facts(stay: Stay) -> StayFacts:
    known = facts_of(stay.case).stay
    assert known is not None
    return known


def steps(stay: Stay, reader: Actor) -> dict[Step, Stage]:
    turns, events = stay.case.turns.all(), Event.objects.visible_to(reader).filter(case=stay.case)
    seen = stay_seen(stay.case, reader, turns, events, now=LATER)
    assert seen is not None
    return {one.step: one.stage for one in seen.told.steps}


def may(stay: Stay, who: Actor) -> set[Action]:
    """What somebody is offered."""
    return {one.action for one in offered(stay.case, facts_of(stay.case), who, ())}


def turn(stay: Stay, who: Actor) -> str:
    """What the stay asks of somebody."""
    ask = asked_of(stay.ref(who), facts_of(stay.case))
    return ask.action if ask else ""


def requests(stay: Stay, reader: Actor) -> list[OpenSeen]:
    """The requests for a plan that are open to somebody's knowledge."""
    points = open_points(stay.case, facts_of(stay.case), reader)
    return [one for one in points if one.point.kind is OpenKind.SIP_REQUEST]


class TestNeed:
    @pytest.mark.parametrize("who", ["ward", "social", "care", "clinic"])
    def test_any_party_judges_it_and_all_the_others_are_told(self, who: str) -> None:
        stay = ready()
        by = getattr(stay.they, who)

        notice = stay.does(by, judge_sip_need, LATER, **{**NEEDED, "reason": " Flera vårdgivare "})

        others = {make.unit_of(one) for one in (stay.they.ward, *stay.recipients)} - {make.unit_of(by)}
        assert {receipt.unit for receipt in notice.receipts.all()} == others
        assert content_of(notice.versions.get()) == SipNeed(True, ExistingPlan.NONE, "Flera vårdgivare")
        assert facts(stay).sip.state is State.NEEDED

    def test_a_no_has_a_reason(self) -> None:
        stay = ready()

        with pytest.raises(InvalidInput):
            stay.does(stay.they.clinic, judge_sip_need, LATER, **{**NOT_NEEDED, "reason": " "})

        stay.does(stay.they.clinic, judge_sip_need, LATER, **NOT_NEEDED)
        assert facts(stay).sip.state is State.NOT_NEEDED

    @pytest.mark.parametrize("ground", [Ground.DUTY, Ground.UNABLE_TO_CONSENT])
    def test_it_is_told_on_a_ground_and_is_no_duty(self, ground: Ground) -> None:
        stay = ready()

        for service, told in ((judge_sip_need, NEEDED), (request_sip, ASKED)):
            with pytest.raises(GroundNotAvailable):
                stay.does(stay.they.social, service, LATER, **{**told, "ground": ground})

    def test_a_valid_plan_is_what_the_rules_are_told_of(self) -> None:
        stay = ready()

        stay.does(stay.they.clinic, judge_sip_need, LATER, **{**NOT_NEEDED, "existing": ExistingPlan.VALID})

        assert stay_of(facts_of(stay.case)).sip.existing_valid
        stay.does(stay.they.clinic, judge_sip_need, LATER, **NEEDED)
        assert not stay_of(facts_of(stay.case)).sip.existing_valid

    def test_what_is_judged_so_is_not_judged_so_again(self) -> None:
        stay = ready()
        stay.does(stay.they.clinic, judge_sip_need, LATER, **NEEDED)

        with pytest.raises(NotNowOfIt) as refusal:
            stay.does(stay.they.clinic, judge_sip_need, LATER, **NEEDED)

        assert refusal.value.facts == {"status": "needed", "holds": "det är redan bedömt att en SIP behövs"}

    def test_who_was_told_that_none_is_needed_sees_so_but_not_while_her_own_clock_runs(self) -> None:
        stay = with_contact()

        stay.does(stay.they.social, judge_sip_need, LATER, **NOT_NEEDED)

        plan = (Step.SIP_CALL, Step.SIP_PLAN, Step.SIP_FOLLOW_UP)
        for reader in (stay.they.ward, stay.they.social, stay.they.care):
            assert {steps(stay, reader)[step] for step in plan} == {Stage.NOT_NEEDED}
        clinic = steps(stay, stay.they.clinic)
        assert [clinic[step] for step in plan] == [Stage.NOW, Stage.NOT_NEEDED, Stage.NOT_NEEDED]

    def test_who_was_not_told_sees_nothing_of_it(self) -> None:
        stay = notified()
        stay.does(stay.they.clinic, judge_sip_need, NOTIFIED, **NOT_NEEDED)
        other = make.actor(make.open_care(name="Psykiatrimottagningen"))
        stay.does(
            stay.they.ward,
            send_admission_notice,
            NOTIFIED,
            recipients=[stay.ref(other)],
            expected_on=stay.episode.expected_on,
            adds=True,
        )

        assert steps(stay, other)[Step.SIP_PLAN] is Stage.LATER
        assert steps(stay, stay.they.care)[Step.SIP_PLAN] is Stage.NOT_NEEDED

    @pytest.mark.parametrize(
        "said",
        [(judge_sip_need, NEEDED), (request_sip, ASKED), (answer_about_sip, YES)],
    )
    def test_what_is_said_later_makes_the_plan_apply_again(self, said: tuple[Any, dict[str, Any]]) -> None:
        stay = ready()
        stay.does(stay.they.clinic, judge_sip_need, LATER, **NOT_NEEDED)
        service, told = said

        stay.does(stay.they.clinic, service, LATER, **told)

        assert steps(stay, stay.they.ward)[Step.SIP_PLAN] is Stage.LATER


class TestRequest:
    def test_the_unit_whose_contact_calls_is_to_answer_until_the_need_is_judged(self) -> None:
        stay = with_contact()
        stay.does(stay.they.clinic, call_sip, TOLD_READY, **CALLED)
        stay.does(stay.they.clinic, withdraw_sip_consent, TOLD_READY, said_by="hon själv")
        before = turn(stay, stay.they.clinic)

        notice = stay.does(stay.they.social, request_sip, LATER, **ASKED)

        assert content_of(notice.versions.get()) == SipRequest("Flera vårdgivare")
        asked = turn(stay, stay.they.clinic)
        stay.does(stay.they.clinic, judge_sip_need, LATER, **NEEDED)
        assert (before, asked, turn(stay, stay.they.clinic)) == ("reply_about_services", "answer_sip_request", before)

    def test_until_a_contact_is_named_all_of_open_care_that_knows_of_it_is_to_answer(self) -> None:
        stay = notified()
        stay.does(stay.they.social, request_sip, NOTIFIED, **ASKED)
        other = make.actor(make.open_care(name="Psykiatrimottagningen"))
        stay.does(
            stay.they.ward,
            send_admission_notice,
            NOTIFIED,
            recipients=[stay.ref(other)],
            expected_on=stay.episode.expected_on,
            adds=True,
        )
        for who in (stay.they.clinic, other):
            stay.does(who, name_care_contact, NOTIFIED, name="Ulla Berg", title="", phone="0980-319 213")

        ours, theirs, unknown = (requests(stay, one) for one in (stay.they.clinic, stay.they.social, other))

        assert [(one.is_ours, one.raised_by, one.point.raised_at) for one in ours] == [
            (True, make.unit_of(stay.they.social), NOTIFIED)
        ]
        assert ([one.is_ours for one in theirs], unknown) == ([False], [])
        assert (turn(stay, stay.they.clinic), turn(stay, other)) == ("answer_sip_request", "reply_about_services")

    def test_the_dead_get_no_plan_and_nobody_is_to_answer(self) -> None:
        stay = with_contact()
        stay.does(stay.they.social, request_sip, TOLD_READY, **ASKED)

        stay.does(stay.they.ward, leave, LATER, reason=LeftReason.DECEASED, left_at=LATER)

        assert requests(stay, stay.they.clinic) == []

    def test_after_she_has_come_home_it_is_answered_too(self) -> None:
        stay = left()

        stay.does(stay.they.social, request_sip, LATER, **ASKED)

        assert [one.is_ours for one in requests(stay, stay.they.clinic)] == [True]

    def test_a_request_has_a_reason(self) -> None:
        stay = ready()

        with pytest.raises(InvalidInput):
            stay.does(stay.they.social, request_sip, LATER, **{**ASKED, "reason": ""})

    @pytest.mark.parametrize(
        "said",
        [
            (offer_sip, {"offered_to": "hon själv"}),
            (answer_about_sip, NO),
            (call_sip, CALLED),
            (judge_sip_need, NOT_NEEDED),
        ],
        ids=["offered", "answered", "called", "not needed"],
    )
    def test_whatever_shows_that_it_is_taken_up_answers_it(self, said: tuple[Any, dict[str, Any]]) -> None:
        stay = with_contact()
        stay.does(stay.they.social, request_sip, TOLD_READY, **ASKED)
        service, told = said

        stay.does(stay.they.clinic, service, LATER, **told)

        assert facts(stay).sip.request is None


class TestOfferAndAnswer:
    def test_an_offer_tells_who_was_asked_and_that_she_has_not_answered(self) -> None:
        stay = ready()

        notice = stay.does(stay.they.care, offer_sip, LATER, offered_to=" dottern ")

        assert notice.kind == NoticeKind.SIP_ANSWER
        assert content_of(notice.versions.get()) == SipAnswer(SipConsent.UNKNOWN, "dottern")
        assert facts(stay).sip.state is State.OFFERED
        assert stay_of(facts_of(stay.case)).sip.consent is SipConsent.UNKNOWN

    def test_an_offer_after_a_no_leaves_the_no_until_she_answers(self) -> None:
        stay = ready()
        stay.does(stay.they.clinic, answer_about_sip, LATER, **NO)

        stay.does(stay.they.clinic, offer_sip, LATER, offered_to="hon själv")

        told = stay_of(facts_of(stay.case)).sip
        assert (facts(stay).sip.state, told.consent, told.refused_at) == (State.OFFERED, SipConsent.REFUSED, LATER)

    def test_a_consent_that_is_withdrawn_is_a_refusal_from_then_on(self) -> None:
        stay = consented_to_sip()

        notice = stay.does(stay.they.social, withdraw_sip_consent, LATER, said_by="hon själv")

        told = stay_of(facts_of(stay.case)).sip
        assert (told.consent, told.refused_at, facts(stay).sip.state) == (SipConsent.REFUSED, LATER, State.DECLINED)
        assert content_of(notice.versions.get()) == SipAnswer(SipConsent.REFUSED, "hon själv")
        assert steps(stay, stay.they.care)[Step.SIP_PLAN] is Stage.NOT_APPLICABLE

    @pytest.mark.parametrize("begun", [ready, dead])
    def test_what_was_not_given_is_not_withdrawn(self, begun: Any) -> None:
        stay = begun()

        assert Action.WITHDRAW_SIP_CONSENT not in may(stay, stay.they.social)

    def test_what_she_has_said_already_is_not_said_again(self) -> None:
        stay = consented_to_sip()

        with pytest.raises(NotNowOfIt):
            stay.does(stay.they.clinic, answer_about_sip, LATER, **YES)
        with pytest.raises(NotNowOfIt):
            stay.does(stay.they.clinic, offer_sip, LATER, offered_to="hon själv")

    def test_a_no_after_a_yes_is_a_no(self) -> None:
        stay = consented_to_sip()

        stay.does(stay.they.clinic, answer_about_sip, LATER, **NO)

        assert facts(stay).sip.state is State.DECLINED

    def test_an_answer_after_the_call_leaves_the_plan_called(self) -> None:
        stay = with_contact()
        stay.does(stay.they.clinic, call_sip, TOLD_READY, **CALLED)

        stay.does(stay.they.clinic, answer_about_sip, LATER, **YES)

        assert (facts(stay).sip.state, facts(stay).consent) == (State.CALLED, SipConsent.GIVEN)
        stay.does(stay.they.clinic, answer_about_sip, LATER, **NO)
        assert facts(stay).sip.state is State.DECLINED

    def test_a_second_call_changes_the_first(self) -> None:
        stay = with_contact()
        stay.does(stay.they.clinic, call_sip, TOLD_READY, **CALLED)

        stay.does(stay.they.clinic, call_sip, LATER, **CALLED)

        assert (facts(stay).sip.state, len(facts(stay).calls)) == (State.CALLED, 2)

    def test_a_sides_own_record_of_consent_and_the_answer_that_all_are_told_do_not_change_each_other(self) -> None:
        stay = consented_to_sip()
        refused: dict[str, Any] = {"kind": ConsentKind.SIP, "answer": ConsentAnswer.REFUSED, "how": How.ORALLY}

        stay.does(stay.they.clinic, record_consent, LATER, **refused, answered_by=SpokenBy.PATIENT, given_at=TOLD_READY)

        assert (facts(stay).consent, facts(stay).sip.state) == (SipConsent.GIVEN, State.CONSENTED)


class TestCaller:
    def test_the_units_contact_takes_over_and_is_told_of_as_the_one_who_calls(self) -> None:
        stay = with_other_caller()

        notice = stay.does(stay.they.clinic, name_sip_caller, LATER)

        told = content_of(notice.versions.get())
        assert told == CareContactNamed("Ulla Berg", "", "0980-319 213", existing=False, calls_sip=True)
        calls = {unit: contact.calls_sip for unit, contact in facts(stay).contacts.items()}
        assert calls.pop(stay.ref(stay.they.clinic))
        assert list(calls.values()) == [False]
        assert Event.objects.latest("seq").kind == EventKind.SIP_CALLER_NAMED

    def test_the_latest_that_the_unit_has_said_of_its_contact_is_told(self) -> None:
        stay = with_other_caller()
        new = {"name": "Eva Ros", "title": "", "phone": "0980-319 215", "calls_sip": False, "replaces": True}
        stay.does(stay.they.clinic, name_care_contact, LATER, **new)

        notice = stay.does(stay.they.clinic, name_sip_caller, LATER)

        told = content_of(notice.versions.get())
        assert isinstance(told, CareContactNamed)
        assert told.name == "Eva Ros"

    def test_a_unit_without_a_contact_cannot(self) -> None:
        stay = ready()

        with pytest.raises(ContactMissing):
            stay.does(stay.they.clinic, name_sip_caller, LATER)
        assert Action.NAME_SIP_CALLER not in may(stay, stay.they.clinic)

    def test_nor_one_whose_contact_calls_already(self) -> None:
        stay = with_contact()

        with pytest.raises(AlreadyCalls):
            stay.does(stay.they.clinic, name_sip_caller, LATER)
        assert Action.NAME_SIP_CALLER not in may(stay, stay.they.clinic)

    def test_whose_contact_does_not_call_is_offered_it(self) -> None:
        stay = with_other_caller()

        assert Action.NAME_SIP_CALLER in may(stay, stay.they.clinic)


@pytest.mark.parametrize(
    ("state", "action", "result"),
    [
        pytest.param(None, sip.Action.REQUEST, State.REQUESTED, id="asked for before anything is said"),
        pytest.param(None, sip.Action.OFFER, State.OFFERED, id="offered before it is judged needed"),
        pytest.param(State.REQUESTED, sip.Action.CONSENT, State.CONSENTED, id="a yes answers a request"),
        pytest.param(State.NOT_NEEDED, sip.Action.CALL, State.CALLED, id="called though judged not needed"),
        pytest.param(State.CANNOT_CONSENT, sip.Action.CALL, State.CALLED, id="called though she cannot say"),
        pytest.param(State.DECLINED, sip.Action.NOTE_CANNOT_CONSENT, State.CANNOT_CONSENT, id="a no, then unable"),
    ],
)
def test_what_must_come_before_is_taken_as_done(state: State | None, action: sip.Action, result: State) -> None:
    assert after(state, action) is result


@pytest.mark.parametrize(
    ("state", "action"),
    [
        (State.NEEDED, sip.Action.REQUEST),
        (State.DECLINED, sip.Action.ASSESS_NEEDED),
        (State.DECLINED, sip.Action.ASSESS_NOT_NEEDED),
        (State.CALLED, sip.Action.OFFER),
        (None, sip.Action.WITHDRAW_CONSENT),
    ],
)
def test_nothing_else_is(state: State | None, action: sip.Action) -> None:
    with pytest.raises(IllegalTransition):
        after(state, action)


def test_the_plan_that_there_is_comes_first() -> None:
    assert after(None, sip.Action.FOLLOW_UP, ExistingPlan.VALID) is State.FOLLOWED_UP
    with pytest.raises(IllegalTransition):
        after(None, sip.Action.FOLLOW_UP, ExistingPlan.TO_UPDATE)


def test_an_answer_and_a_call_by_what_was_said_before() -> None:
    assert after_answer(State.CONSENTED, SipConsent.REFUSED) is State.DECLINED
    assert after_answer(State.CALLED, SipConsent.CANNOT_CONSENT) is State.CALLED
    assert after_answer(None, SipConsent.CANNOT_CONSENT) is State.CANNOT_CONSENT
    assert after_call(State.CALLED) is State.CALLED
    with pytest.raises(IllegalTransition):
        after_answer(State.CONSENTED, SipConsent.CANNOT_CONSENT)
