"""Tests of discharge/services/referrals.py and discharge/referrals.py: open care answers a referral."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from accounts.actor import Actor
from accounts.models import Unit
from accounts.permissions import visible
from core import clock
from desk.said import said
from discharge.contents.documents import content_of
from discharge.contents.planning import Part
from discharge.contents.referrals import ReferralAnswer
from discharge.errors import GroundNotAvailable, NotNowInStay, NotNowOfIt, NotOpen, WithoutStay
from discharge.facts import facts_of
from discharge.models import Event, Notice, Receipt, Turn
from discharge.models.notices import Ground
from discharge.referrals import has_referral, to_answer_referral_since
from discharge.selectors.open_care import other_open_care
from discharge.selectors.open_points import OpenKind, OpenSeen, open_points
from discharge.selectors.stays import Stage, offered, stay_seen
from discharge.services.admission_notices import send_admission_notice
from discharge.services.information_parts import send_information_part
from discharge.services.leaving import leave
from discharge.services.moving import change_ward, transfer
from discharge.services.reading import read_notice
from discharge.services.receipts import acknowledge, report_wrong_recipient
from discharge.services.referrals import answer_referral
from discharge.services.sip_calls import answer_about_sip
from discharge.tracks import TrackAction
from discharge.turns import Action as TurnAction
from discharge.turns import Step
from rules.errors import InvalidInput, NotPermitted
from rules.facts import LeftReason, SipConsent
from rules.tracks.referral import Action, State
from tests import factories as make
from tests.desk.browsing import browser, field, main
from tests.discharge.staying import TOLD_READY, Stay, other_hospital, with_contact

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
SENT = TOLD_READY + HOUR
REFERRAL: dict[str, Any] = {"part": Part.REFERRAL, "body": "Hb?", "action": "Prover", "time_frame": "två veckor"}
GROUND: dict[str, Any] = {"ground": Ground.CONSENT}


def refer(stay: Stay, *to: Actor, **changed: Any) -> Notice:
    """The ward sends a referral, to the primary care centre unless told otherwise."""
    recipients = [stay.ref(one) for one in to or (stay.they.clinic,)]
    asked = {"recipients": recipients, **REFERRAL, **GROUND, **changed}
    found: Notice = stay.does(stay.they.ward, send_information_part, SENT, **asked)
    return found


def answers(stay: Stay, about: Notice, answer: Action, *, who: Actor | None = None, **changed: Any) -> Notice:
    asked = {"about": about.ref, "answer": answer, **GROUND, **changed}
    found: Notice = stay.does(who or stay.they.clinic, answer_referral, SENT + HOUR, **asked)
    return found


def neighbour(stay: Stay, name: str = "Rehab Norr", **details: Any) -> Actor:
    """Another open-care unit of the primary care centre's region, which has been told nothing of the stay."""
    region = make.unit_of(stay.they.clinic).controller.principal
    return make.actor(make.open_care(make.private_provider(region, "Rehab AB"), name, **details))


def sends_on(stay: Stay, about: Notice, to: Actor, **changed: Any) -> Notice:
    return answers(stay, about, Action.SEND_ON, to=stay.ref(to), **changed)


def added(stay: Stay, who: Actor) -> None:
    """The unit is told of the stay too."""
    leaving = {"expected_on": stay.episode.expected_on, "adds": True}
    stay.does(stay.they.ward, send_admission_notice, TOLD_READY, recipients=[stay.ref(who)], **leaving)


def content(notice: Notice) -> Any:
    return content_of(notice.versions.select_related("notice").get())


def told(notice: Notice) -> set[str]:
    return set(Receipt.objects.filter(notice=notice).values_list("unit__name", flat=True))


def state(stay: Stay, about: Notice, who: Actor) -> State:
    facts = facts_of(stay.case).stay
    assert facts is not None
    return facts.planning.referrals[about.ref].state_of(stay.ref(who))


def open_to(stay: Stay, who: Actor) -> list[OpenSeen]:
    points = open_points(stay.case, facts_of(stay.case), who)
    return [one for one in points if one.point.kind is OpenKind.REFERRAL]


def waits_for(stay: Stay, who: Actor) -> list[list[str]]:
    """Of each referral that is open to somebody the units whose answer it waits for."""
    return [[unit.name for unit in one.owners] for one in open_to(stay, who)]


def is_offered(stay: Stay, who: Actor) -> bool | None:
    """Whether it is her turn to answer; None when she may not."""
    turns = visible(who, Turn.objects.filter(case=stay.case))
    found = {one.action: one.is_turn for one in offered(stay.case, facts_of(stay.case), who, turns)}
    return found.get(TrackAction.ANSWER_REFERRAL)


def acknowledge_all(stay: Stay, who: Actor) -> None:
    for one in Receipt.objects.filter(unit=make.unit_of(who), acknowledged_at=None).select_related("notice"):
        read_notice(one.notice.ref, by=who, now=SENT)
        acknowledge(one.notice.ref, by=who, now=SENT, expected_version=one.notice.version)


@pytest.fixture
def stay() -> Stay:
    return with_contact()


class TestAnswering:
    def test_it_is_accepted_and_the_ward_alone_is_told(self, stay: Stay) -> None:
        referral = refer(stay)

        notice = answers(stay, referral, Action.ACCEPT, said=" Tid nästa vecka ")

        assert content(notice) == ReferralAnswer(Action.ACCEPT, "", "Tid nästa vecka", "", "", "")
        assert (told(notice), notice.answers) == ({"Avdelning 1"}, referral)
        assert notice.versions.get().ground == Ground.CONSENT
        assert state(stay, referral, stay.they.clinic) == State.ACCEPTED
        assert Event.objects.latest("seq").data["action"] == "accept"

    def test_it_is_declined_with_a_reason(self, stay: Stay) -> None:
        referral = refer(stay)

        with pytest.raises(InvalidInput, match="said"):
            answers(stay, referral, Action.DECLINE, said=" ")
        notice = answers(stay, referral, Action.DECLINE, said="Hör till psykiatrin")

        assert (content(notice).said, told(notice)) == ("Hör till psykiatrin", {"Avdelning 1"})
        assert state(stay, referral, stay.they.clinic) == State.DECLINED

    @pytest.mark.parametrize("answer", [Action.ACCEPT, Action.SEND_ON])
    def test_what_is_said_beside_it_may_be_left_out_but_not_be_endless(self, answer: Action) -> None:
        unit = "Rehab Norr" if answer is Action.SEND_ON else ""

        assert ReferralAnswer(answer, unit, "", "", "", "").said == ""
        with pytest.raises(InvalidInput, match="longer than"):
            ReferralAnswer(answer, unit, "å" * 1001, "", "", "")

    def test_what_is_answered_is_answered(self, stay: Stay) -> None:
        referral = refer(stay)
        answers(stay, referral, Action.ACCEPT)

        for answer in (Action.ACCEPT, Action.DECLINE):
            with pytest.raises(NotNowOfIt) as refused:
                answers(stay, referral, answer, said="Nej")
            assert refused.value.facts["holds"] == "enheten har redan tagit emot remissen"

    def test_each_unit_that_has_it_answers_for_itself(self, stay: Stay) -> None:
        other = neighbour(stay)
        first, second = refer(stay), refer(stay)
        sends_on(stay, first, other)

        answers(stay, second, Action.ACCEPT)

        assert state(stay, first, stay.they.clinic) == State.SENT_ON
        assert state(stay, second, stay.they.clinic) == State.ACCEPTED

    def test_only_open_care_that_has_it_answers(self, stay: Stay) -> None:
        question = refer(stay, stay.they.care)
        part = refer(stay, part=Part.CHANGES)
        missing = refer(stay, missing=True, missing_by=SENT + HOUR)

        for who in (stay.they.ward, stay.they.social, stay.they.care):
            with pytest.raises(NotPermitted):
                answers(stay, question, Action.ACCEPT, who=who)
        for notice in (question, part, missing):
            with pytest.raises(NotOpen):
                answers(stay, notice, Action.ACCEPT)
        with pytest.raises(NotOpen):
            stay.does(stay.they.clinic, answer_referral, SENT, about=uuid4(), answer=Action.ACCEPT, **GROUND)

    def test_who_sent_it_back_has_nothing_to_answer(self, stay: Stay) -> None:
        referral = refer(stay)
        report_wrong_recipient(referral.ref, reason="", by=stay.they.clinic, now=SENT, expected_version=1)

        with pytest.raises(NotOpen):
            answers(stay, referral, Action.ACCEPT)
        assert (open_to(stay, stay.they.clinic), open_to(stay, stay.they.ward)) == ([], [])

    @pytest.mark.parametrize("ground", [Ground.DUTY, Ground.OWN_SIDE])
    def test_it_has_a_ground_and_is_no_duty(self, stay: Stay, ground: Ground) -> None:
        referral = refer(stay)

        with pytest.raises(GroundNotAvailable):
            answers(stay, referral, Action.ACCEPT, ground=ground)

    def test_after_she_has_left_it_is_answered_and_for_the_dead_it_is_not(self, stay: Stay) -> None:
        first, second = refer(stay), refer(stay)
        stay.does(stay.they.ward, leave, SENT, reason=LeftReason.DISCHARGED, left_at=SENT)
        answers(stay, first, Action.ACCEPT)

        assert waits_for(stay, stay.they.ward) == [["Vårdcentralen Linden"]]
        assert is_offered(stay, stay.they.clinic) is not None
        assert state(stay, second, stay.they.clinic) == State.RECEIVED

    def test_of_the_dead_nothing_is_answered(self, stay: Stay) -> None:
        referral = refer(stay)
        stay.does(stay.they.ward, leave, SENT, reason=LeftReason.DECEASED, left_at=SENT)

        with pytest.raises(NotNowInStay) as refused:
            answers(stay, referral, Action.ACCEPT)

        assert refused.value.facts["status"] == "left"
        assert refused.value.facts["holds"] == "patienten har lämnat sjukhuset"
        assert is_offered(stay, stay.they.clinic) is None
        assert (open_to(stay, stay.they.clinic), open_to(stay, stay.they.ward)) == ([], [])


class TestSendingOn:
    def test_the_next_unit_gets_the_referral_and_the_ward_sees_which_it_is(self, stay: Stay) -> None:
        referral = refer(stay)

        notice = sends_on(stay, referral, neighbour(stay), said="De har tider")

        assert content(notice) == ReferralAnswer(
            Action.SEND_ON, "Rehab Norr", "De har tider", "Hb?", "Prover", "två veckor"
        )
        assert told(notice) == {"Avdelning 1", "Rehab Norr"}

    def test_the_next_unit_answers_in_its_turn_to_the_ward(self, stay: Stay) -> None:
        other, third = neighbour(stay), neighbour(stay, "Rehab Syd")
        first = sends_on(stay, refer(stay), other)

        second = sends_on(stay, first, third, who=other)
        last = answers(stay, second, Action.DECLINE, who=third, said="Fullt")

        assert (content(second).question, content(second).wanted) == ("Hb?", "Prover")
        assert content(second).time_frame == "två veckor"
        assert (told(second), told(last)) == ({"Avdelning 1", "Rehab Syd"}, {"Avdelning 1"})
        assert state(stay, first, other) == State.SENT_ON
        assert state(stay, second, third) == State.DECLINED

    def test_what_is_accepted_may_be_sent_on_after_all(self, stay: Stay) -> None:
        referral = refer(stay)
        answers(stay, referral, Action.ACCEPT)

        sends_on(stay, referral, neighbour(stay))

        assert state(stay, referral, stay.they.clinic) == State.SENT_ON

    def test_the_unit_is_named_when_it_is_sent_on_and_only_then(self, stay: Stay) -> None:
        referral = refer(stay)

        with pytest.raises(InvalidInput, match="only then"):
            answers(stay, referral, Action.SEND_ON)
        with pytest.raises(InvalidInput, match="only then"):
            answers(stay, referral, Action.ACCEPT, to=stay.ref(neighbour(stay)))

    def test_it_goes_to_other_open_care_of_the_region(self, stay: Stay) -> None:
        referral = refer(stay)
        closed = make.open_care(make.unit_of(stay.they.clinic).controller, valid_from=date(2026, 3, 13))
        elsewhere = make.actor(make.open_care())
        discreet = neighbour(stay, "Kvinnofrid", discreet=True)

        actors = (stay.they.clinic, stay.they.ward, stay.they.social, elsewhere, discreet)
        for to in (closed.ref, *(stay.ref(who) for who in actors)):
            with pytest.raises(InvalidInput, match="no other open care in the region"):
                answers(stay, referral, Action.SEND_ON, to=to)

    def test_the_units_to_choose_among_are_told_by_name(self, stay: Stay) -> None:
        neighbour(stay, "Öppenvården")
        neighbour(stay, "Ätstörningsmottagningen")
        clinic = Unit.objects.select_related("controller__principal").get(ref=stay.ref(stay.they.clinic))

        names = [unit.name for unit in other_open_care(clinic, SENT.date())]

        assert names == ["Ätstörningsmottagningen", "Öppenvården"]

    def test_it_is_not_sent_on_to_a_unit_that_has_it(self, stay: Stay) -> None:
        other = neighbour(stay)
        added(stay, other)
        referral = refer(stay, stay.they.clinic, other)

        with pytest.raises(NotNowOfIt) as received:
            sends_on(stay, referral, other)
        answers(stay, referral, Action.DECLINE, who=other, said="Fullt")
        with pytest.raises(NotNowOfIt) as declined:
            sends_on(stay, referral, other)

        assert received.value.facts["holds"] == "enheten har redan fått remissen"
        assert declined.value.facts["holds"] == "remissen är redan avvisad"

    def test_the_next_unit_may_answer_the_referral_and_do_nothing_else(self, stay: Stay) -> None:
        other = neighbour(stay)
        notice = sends_on(stay, refer(stay), other)
        told_of = {"consent": SipConsent.GIVEN, "said_by": "hon själv"}

        with pytest.raises(WithoutStay):
            stay.does(other, answer_about_sip, SENT + HOUR, **told_of)
        assert is_offered(stay, other) is False
        acknowledge_all(stay, other)

        turn = Turn.objects.get(unit=make.unit_of(other))
        assert (turn.action, turn.step, turn.changed_at) == (TurnAction.ANSWER_REFERRAL, Step.PLANNING, SENT + HOUR)
        assert is_offered(stay, other) is True
        answers(stay, notice, Action.ACCEPT, who=other)
        assert is_offered(stay, other) is None
        assert Turn.objects.get(unit=make.unit_of(other)).action != TurnAction.ANSWER_REFERRAL

    def test_the_next_unit_sees_what_it_has_and_no_more_of_the_stay(self, stay: Stay) -> None:
        other = neighbour(stay)
        sends_on(stay, refer(stay), other)
        turns = visible(other, Turn.objects.filter(case=stay.case))
        events = visible(other, Event.objects.filter(case=stay.case))

        seen = stay_seen(stay.case, other, turns, events, now=SENT + HOUR)

        assert seen is not None
        assert {step.stage for step in seen.told.steps} == {Stage.LATER}
        assert (seen.told.expected_on, seen.told.ready_at, seen.liability, seen.social) == (None, None, None, None)
        assert [one.point.kind for one in seen.open] == [OpenKind.REFERRAL]
        assert [one.action for one in seen.offered] == [TrackAction.ANSWER_REFERRAL]

    def test_a_unit_without_a_referral_has_none_to_answer(self, stay: Stay) -> None:
        refer(stay)
        other = neighbour(stay)
        make.message(stay.case, stay.they.ward, make.unit_of(other), now=SENT)

        with pytest.raises(WithoutStay):
            stay.does(other, answer_referral, SENT, about=uuid4(), answer=Action.ACCEPT, **GROUND)
        case = make.case(stay.they.ward)
        assert not has_referral(stay.ref(other), facts_of(case))


class TestWhatIsOpen:
    def test_it_is_open_to_the_ward_and_to_who_has_it_until_it_is_answered(self, stay: Stay) -> None:
        referral = refer(stay, stay.they.clinic, stay.they.care)

        for who in (stay.they.ward, stay.they.clinic):
            assert waits_for(stay, who) == [["Vårdcentralen Linden"]]
        assert open_to(stay, stay.they.care) == open_to(stay, stay.they.social) == []
        mine, theirs = open_to(stay, stay.they.clinic)[0], open_to(stay, stay.they.ward)[0]
        assert (mine.is_ours, theirs.is_ours, mine.raised_by.name) == (True, False, "Avdelning 1")
        assert (mine.point.ref, mine.point.raised_at, mine.point.due_at) == (referral.ref, SENT, None)
        assert (mine.words, theirs.words) == ("", "Hb?")
        answers(stay, referral, Action.ACCEPT)
        assert (open_to(stay, stay.they.ward), open_to(stay, stay.they.clinic)) == ([], [])

    def test_sent_on_it_waits_for_the_next_unit_which_sees_what_is_asked_when_it_has_opened_it(
        self, stay: Stay
    ) -> None:
        other = neighbour(stay)
        notice = sends_on(stay, refer(stay), other)

        read_notice(notice.ref, by=other, now=SENT + HOUR)

        assert waits_for(stay, stay.they.ward) == waits_for(stay, other) == [["Rehab Norr"]]
        assert open_to(stay, stay.they.clinic) == []
        seen = open_to(stay, other)[0]
        assert (seen.words, seen.raised_by.name, seen.is_ours) == ("Hb?", "Vårdcentralen Linden", True)
        assert open_to(stay, stay.they.ward)[0].words == ""

    def test_of_several_the_longest_wait_is_asked_about(self, stay: Stay) -> None:
        refer(stay)
        later = {"recipients": [stay.ref(stay.they.clinic)], **REFERRAL, **GROUND}
        stay.does(stay.they.ward, send_information_part, SENT + HOUR, **later)
        facts = facts_of(stay.case)
        assert facts.stay is not None

        assert to_answer_referral_since(stay.ref(stay.they.clinic), facts, facts.stay) == SENT
        assert to_answer_referral_since(stay.ref(stay.they.care), facts, facts.stay) is None

    def test_a_new_ward_of_the_hospital_gets_the_answer_to_what_the_old_one_sent(self, stay: Stay) -> None:
        referral = refer(stay)
        stay.does(stay.they.ward, change_ward, SENT, to=stay.ref(stay.they.other_ward), moved_at=SENT)

        assert waits_for(stay, stay.they.other_ward) == [["Vårdcentralen Linden"]]
        assert told(answers(stay, referral, Action.ACCEPT)) == {"Avdelning 2"}

    def test_another_hospital_is_not_told_of_what_it_has_not_sent(self, stay: Stay) -> None:
        first, second = refer(stay), refer(stay)
        hospital = other_hospital(stay)
        stay.does(stay.they.ward, transfer, SENT, to=stay.ref(hospital), moved_at=SENT, **GROUND)

        assert open_to(stay, hospital) == []
        assert answers(stay, first, Action.ACCEPT) == stay.case
        assert told(sends_on(stay, second, neighbour(stay))) == {"Rehab Norr"}


class TestOnThePage:
    @pytest.fixture(autouse=True)
    def _later(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(clock, "now", lambda: SENT + 2 * HOUR)

    def test_the_form_has_the_referrals_and_the_units_to_choose_among(self, stay: Stay) -> None:
        referral = refer(stay)
        other = neighbour(stay)
        client = browser(stay.they.clinic)
        address = f"/arenden/{stay.case.ref}/vagen-hem/svar-pa-remiss/"

        page = client.get(address)
        form = {name: field(page, name) for name in ("unit", "expected_version", "key")}
        answer = {"about": str(referral.ref), "answer": "send_on", "to": str(stay.ref(other)), "ground": "consent"}
        done = client.post(address, form | answer, follow=True)

        assert f'value="{referral.ref}"' in page.content.decode()
        assert "Remiss från Avdelning 1" in main(page)
        assert "Rehab Norr" in main(page)
        assert "Svaret är skickat till avdelningen." in main(done)
        assert Notice.objects.latest("pk").receipts.count() == 2

    def test_the_next_unit_is_led_to_it_from_the_case(self, stay: Stay) -> None:
        other = neighbour(stay)
        sends_on(stay, refer(stay), other)

        page = browser(other).get(f"/arenden/{stay.case.ref}/")

        assert f'href="/arenden/{stay.case.ref}/vagen-hem/svar-pa-remiss/' in page.content.decode()
        assert "Remiss från Vårdcentralen Linden" in main(page)


@pytest.mark.parametrize(
    ("answer", "heading"),
    [
        (Action.ACCEPT, "Remissen är mottagen och accepterad"),
        (Action.SEND_ON, "Remissen är skickad vidare"),
        (Action.DECLINE, "Remissen är avvisad"),
    ],
)
def test_the_answer_is_said_in_words(answer: Action, heading: str) -> None:
    unit = "Rehab Norr" if answer is Action.SEND_ON else ""

    words = said(ReferralAnswer(answer, unit, "Fullt", "Hb?", "Prover", "två veckor"))

    asked = {"Fråga": "Hb?", "Åtgärd": "Prover", "Inom": "två veckor"}
    assert (words.heading, words.text) == (heading, "Fullt")
    assert dict(words.facts) == ({"Till": unit} if unit else {}) | asked
