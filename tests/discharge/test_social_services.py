"""Tests of discharge/services/social_services.py, tracks.py and selectors/social.py: social services' own course."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from accounts.actor import Actor
from accounts.models import Unit
from accounts.permissions import visible
from discharge.errors import NotNowOfIt, StaleCase, WithoutStay
from discharge.facts import facts_of
from discharge.models import Event, Notice, Turn
from discharge.models.notices import Ground
from discharge.selectors.social import SocialStep, social_seen
from discharge.selectors.stays import offered
from discharge.services.receiving import say_can_receive
from discharge.services.social_services import (
    confirm_order,
    contact_person,
    decide_services,
    note_declined_order,
    note_no_application,
    order_services,
    take_application,
)
from discharge.tracks import RESPONSIBILITY, SOCIAL, TrackAction
from rules.errors import InvalidInput, NotPermitted
from rules.states import Action as StatesAction
from rules.tracks.social_services import Action, State
from tests import factories as make
from tests.discharge.staying import NOTIFIED, Stay, notified

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
LATER = NOTIFIED + HOUR
Did = tuple[Callable[..., Any], dict[str, Any]]

CONTACT: Did = (contact_person, {})
APPLY: Did = (take_application, {"applied_by": " dottern, per telefon "})
GRANT: Did = (decide_services, {"decision": Action.GRANT, "services": " hemtjänst "})
CONFIRM: Did = (confirm_order, {})
NOTHING: Did = (note_no_application, {"reason": " Klarar sig "})
CANNOT: Did = (note_declined_order, {"reason": " Ingen personal "})


def provider(stay: Stay, **details: Any) -> Any:
    return make.unit_of(make.actor(make.provider(make.unit_of(stay.they.social).controller, **details)))


def order(stay: Stay) -> Did:
    return order_services, {"provider": provider(stay, name="Hemtjänst Norr").ref}


def goes(stay: Stay, *done: Did, by: Actor | None = None, at: datetime = LATER) -> None:
    for hours, (service, asked) in enumerate(done):
        stay.does(by or stay.they.social, service, at + hours * HOUR, **asked)


def state(stay: Stay) -> State | None:
    facts = facts_of(stay.case)
    assert facts.stay is not None
    return facts.stay.social_of(make.unit_of(stay.they.social).controller_id).state


def line(stay: Stay, who: Actor) -> dict[SocialStep, tuple[Action | None, datetime | None]] | None:
    seen = social_seen(facts_of(stay.case), who)
    return {one.step: (one.latest, one.at) for one in seen.steps} if seen else None


def may(stay: Stay, who: Actor) -> set[Any]:
    turns = visible(who, Turn.objects.filter(case=stay.case))
    found = {one.action for one in offered(stay.case, facts_of(stay.case), who, turns)}
    return found & SOCIAL.keys()


NONE_YET = (None, None)


class TestCourse:
    def test_it_goes_from_contact_by_application_and_decision_to_an_order_that_is_confirmed(self) -> None:
        stay = notified()

        goes(stay, CONTACT, APPLY, GRANT, order(stay), CONFIRM)

        assert state(stay) == State.CAN_RECEIVE
        assert line(stay, stay.they.social) == {
            SocialStep.APPLICATION: (Action.APPLY, LATER + HOUR),
            SocialStep.DECISION: (Action.GRANT, LATER + 2 * HOUR),
            SocialStep.ORDER: (Action.ORDER, LATER + 3 * HOUR),
            SocialStep.CONFIRMED: (Action.CONFIRM_ORDER, LATER + 4 * HOUR),
        }
        seen = social_seen(facts_of(stay.case), stay.they.social)
        assert seen is not None
        assert seen.provider is not None
        assert seen.provider.name == "Hemtjänst Norr"
        said = [one.data["said"] for one in Event.objects.filter(data__has_key="said").order_by("seq")]
        assert said == ["", "dottern, per telefon", "hemtjänst", "", ""]

    @pytest.mark.parametrize(
        ("decision", "after"),
        [
            (Action.GRANT, State.GRANTED),
            (Action.GRANT_PARTLY, State.PARTLY_GRANTED),
            (Action.GRANT_TEMPORARILY, State.TEMPORARILY_GRANTED),
            (Action.REFUSE, State.REFUSED),
        ],
    )
    def test_a_decision_is_one_of_four(self, decision: Action, after: State) -> None:
        stay = notified()

        goes(stay, APPLY, (decide_services, {"decision": decision}))

        assert state(stay) == after

    def test_services_from_before_are_ordered_without_an_application(self) -> None:
        stay = notified()

        goes(stay, order(stay))

        assert (state(stay), line(stay, stay.they.social)) == (
            State.ORDERED,
            {
                SocialStep.APPLICATION: NONE_YET,
                SocialStep.DECISION: NONE_YET,
                SocialStep.ORDER: (Action.RESUME, LATER),
                SocialStep.CONFIRMED: NONE_YET,
            },
        )

    def test_a_provider_that_cannot_leaves_it_to_another_order(self) -> None:
        stay = notified()

        goes(stay, order(stay), CONFIRM, CANNOT)
        declined = state(stay), line(stay, stay.they.social)[SocialStep.CONFIRMED]
        goes(stay, (order_services, {"provider": provider(stay, name="Hemtjänst Syd").ref}), at=LATER + 3 * HOUR)

        assert declined == (State.ORDER_DECLINED, (Action.DECLINE_ORDER, LATER + 2 * HOUR))
        assert (state(stay), line(stay, stay.they.social)[SocialStep.CONFIRMED]) == (State.ORDERED, NONE_YET)
        seen = social_seen(facts_of(stay.case), stay.they.social)
        assert seen is not None
        assert seen.provider is not None
        assert seen.provider.name == "Hemtjänst Syd"

    def test_who_does_not_apply_or_takes_it_back_may_apply_later(self) -> None:
        stay = notified()

        goes(stay, CONTACT, NOTHING)
        first = state(stay), line(stay, stay.they.social)[SocialStep.APPLICATION]
        goes(stay, APPLY, GRANT, NOTHING, at=LATER + 2 * HOUR)

        assert first == (State.NO_APPLICATION, (Action.NOTE_NO_APPLICATION, LATER + HOUR))
        assert state(stay) == State.NO_APPLICATION
        assert line(stay, stay.they.social)[SocialStep.APPLICATION] == (Action.WITHDRAW_APPLICATION, LATER + 4 * HOUR)
        assert line(stay, stay.they.social)[SocialStep.DECISION] == NONE_YET

    @pytest.mark.parametrize(
        ("before", "refused", "holds"),
        [
            ((), CONFIRM, "det är inte påbörjat"),
            ((CONTACT,), CONTACT, "patienten är kontaktad och har inte ansökt"),
            ((CONTACT, NOTHING), GRANT, "patienten ansöker inte"),
            ((APPLY,), CONFIRM, "ansökan är inte beslutad"),
            ((APPLY, GRANT), GRANT, "ansökan är beviljad"),
            ((APPLY, (decide_services, {"decision": Action.REFUSE})), CONFIRM, "ansökan är avslagen"),
        ],
    )
    def test_what_is_not_possible_says_what_holds(self, before: tuple[Did, ...], refused: Did, holds: str) -> None:
        stay = notified()
        goes(stay, *before)
        events = Event.objects.count()

        with pytest.raises(NotNowOfIt) as why:
            goes(stay, refused, at=LATER + 9 * HOUR)
        assert (why.value.facts["holds"], Event.objects.count()) == (holds, events)

    def test_what_is_granted_for_a_time_is_not_granted_so_again(self) -> None:
        stay = notified()
        for_a_time: Did = (decide_services, {"decision": Action.GRANT_TEMPORARILY})
        goes(stay, APPLY, for_a_time)

        with pytest.raises(NotNowOfIt):
            goes(stay, for_a_time, at=LATER + 9 * HOUR)
        goes(stay, GRANT, at=LATER + 9 * HOUR)
        assert state(stay) == State.GRANTED

    def test_what_is_no_decision_provider_or_text_is_refused(self) -> None:
        stay = notified()
        goes(stay, APPLY)
        elsewhere = make.unit_of(make.actor(make.provider()))
        closed = provider(stay, name="Nedlagd")
        Unit.objects.filter(pk=closed.pk).update(valid_to=NOTIFIED.date() - timedelta(days=1))

        wrong: list[Did] = [
            (decide_services, {"decision": Action.ORDER}),
            (decide_services, {"decision": Action.GRANT, "services": "å" * 121}),
            (take_application, {"applied_by": " "}),
            (note_no_application, {"reason": " "}),
        ]
        for one in wrong:
            with pytest.raises(InvalidInput):
                goes(stay, one)
        goes(stay, GRANT)
        for ref in (elsewhere.ref, closed.ref, uuid4(), stay.ref(stay.they.social)):
            with pytest.raises(InvalidInput, match="no provider"):
                goes(stay, (order_services, {"provider": ref}), at=LATER + HOUR)
        assert state(stay) == State.GRANTED


class TestWhoSees:
    def test_only_their_own_side_sees_that_it_happened(self) -> None:
        stay = notified()
        before = {who.user_name: visible(who, Event.objects.all()).count() for who in (stay.they.ward, stay.they.care)}

        goes(stay, CONTACT, APPLY, GRANT, order(stay), CONFIRM)

        for who in (stay.they.ward, stay.they.care, stay.they.clinic):
            assert not visible(who, Event.objects.filter(data__has_key="said")).exists()
            assert line(stay, who) is None
        after = {who.user_name: visible(who, Event.objects.all()).count() for who in (stay.they.ward, stay.they.care)}
        assert (before, Notice.objects.count()) == (after, 1)
        assert visible(stay.they.social, Event.objects.filter(data__has_key="said")).count() == 5

    def test_who_has_not_been_told_of_the_stay_has_no_course(self) -> None:
        stay = Stay().judged()
        make.message(stay.case, stay.they.ward, make.unit_of(stay.they.social), now=NOTIFIED)

        with pytest.raises(WithoutStay):
            goes(stay, CONTACT)
        assert line(stay, stay.they.social) is None

    def test_it_is_social_services_alone_who_do_it(self) -> None:
        stay = notified()

        for who in (stay.they.ward, stay.they.care, stay.they.clinic):
            with pytest.raises(NotPermitted):
                goes(stay, CONTACT, by=who)
            assert may(stay, who) == set()

    def test_what_was_written_before_something_else_was_said_is_refused(self) -> None:
        stay = notified()

        with pytest.raises(StaleCase):
            stay.does(stay.they.social, contact_person, LATER, expected_version=9)

    def test_what_is_possible_is_offered(self) -> None:
        stay = notified()

        assert may(stay, stay.they.social) == {
            *(TrackAction.CONTACT, TrackAction.TAKE_APPLICATION, TrackAction.ORDER),
        }
        goes(stay, APPLY)
        assert may(stay, stay.they.social) == {TrackAction.NOTE_NO_APPLICATION, TrackAction.DECIDE}

    def test_to_receive_her_is_never_hindered_by_it(self) -> None:
        stay = notified()
        goes(stay, APPLY, (decide_services, {"decision": Action.REFUSE}))

        stay.does(
            stay.they.social,
            say_can_receive,
            LATER + 3 * HOUR,
            from_at=LATER + 24 * HOUR,
            first_visit="",
            meets="",
            ground=Ground.CONSENT,
        )

        assert state(stay) == State.REFUSED


def test_no_action_of_a_track_is_one_of_the_stay() -> None:
    assert not {one.value for one in TrackAction} & {one.value for one in StatesAction}
    assert {*SOCIAL, *RESPONSIBILITY, TrackAction.ANSWER_REFERRAL} == set(TrackAction)
