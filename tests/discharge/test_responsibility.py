"""Tests of discharge/services/responsibility.py: who has the medical responsibility after the stay."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from accounts.actor import Actor
from accounts.permissions import visible
from discharge.contents.documents import content_of
from discharge.contents.responsibility import Responsibility
from discharge.errors import GroundNotAvailable, NotNowInStay, NotNowOfIt
from discharge.facts import facts_of
from discharge.models import Notice, Receipt, Turn
from discharge.models.notices import Ground
from discharge.selectors.responsibility import responsible_seen
from discharge.selectors.stays import offered
from discharge.services.care_contacts import name_care_contact
from discharge.services.receipts import report_wrong_recipient
from discharge.services.responsibility import ask_to_take_over, decline_to_take_over, hand_back, take_over
from discharge.stay_turns import asked_of
from discharge.tracks import RESPONSIBILITY, TrackAction
from discharge.turns import Action as TurnAction
from rules.errors import InvalidInput, NotPermitted
from rules.tracks.medical_responsibility import Action, State
from tests import factories as make
from tests.discharge.staying import NOTIFIED, TOLD_READY, Stay, dead, notified, with_contact

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
LATER = TOLD_READY + HOUR
FROM = TOLD_READY + 24 * HOUR
GROUND: dict[str, Any] = {"ground": Ground.CONSENT}
WHY: dict[str, Any] = {"said": " Hon stannar ", **GROUND}


def content(notice: Notice) -> Any:
    return content_of(notice.versions.select_related("notice").get())


def told(notice: Notice) -> set[str]:
    return set(Receipt.objects.filter(notice=notice).values_list("unit__name", flat=True))


def asks(stay: Stay, **changed: Any) -> Notice:
    asked = {"open_care": stay.ref(stay.they.clinic), "said": " Insulin ", **GROUND, **changed}
    found: Notice = stay.does(stay.they.ward, ask_to_take_over, LATER, **asked)
    return found


def takes(stay: Stay, **changed: Any) -> Notice:
    asked = {"physician": " Eva Holm ", "from_at": FROM, **GROUND, **changed}
    found: Notice = stay.does(stay.they.clinic, take_over, LATER + HOUR, **asked)
    return found


def state(stay: Stay) -> State:
    facts = facts_of(stay.case)
    assert facts.stay is not None
    return facts.stay.responsibility[stay.ref(stay.they.clinic)].state


def may(stay: Stay, who: Actor) -> dict[Any, bool]:
    turns = visible(who, Turn.objects.filter(case=stay.case))
    found = offered(stay.case, facts_of(stay.case), who, turns)
    return {one.action: one.is_turn for one in found if one.action in RESPONSIBILITY}


def seen(stay: Stay, who: Actor) -> list[Any]:
    return [(one.unit.name, one.from_at) for one in responsible_seen(facts_of(stay.case), who)]


def test_the_ward_asks_one_unit_and_that_one_alone_is_told() -> None:
    stay = with_contact()

    notice = asks(stay)

    assert content(notice) == Responsibility(Action.ASK, "Vårdcentralen Linden", "", None, "Insulin")
    assert (told(notice), state(stay)) == ({"Vårdcentralen Linden"}, State.ASKED)
    assert notice.versions.get().ground == Ground.CONSENT
    assert seen(stay, stay.they.clinic) == []


def test_a_unit_that_is_asked_has_its_turn_until_it_has_answered() -> None:
    stay = notified()
    contact = {"name": "Ulla Berg", "title": "", "phone": "0980-319 213"}
    stay.does(stay.they.clinic, name_care_contact, NOTIFIED, **contact)
    asks(stay)
    clinic = stay.ref(stay.they.clinic)

    asked = asked_of(clinic, facts_of(stay.case))
    takes(stay)

    assert asked is not None
    assert (asked.action, asked.since) == (TurnAction.ANSWER_ABOUT_RESPONSIBILITY, LATER)
    after = asked_of(clinic, facts_of(stay.case))
    assert after is None or after.action != TurnAction.ANSWER_ABOUT_RESPONSIBILITY


def test_who_takes_over_and_from_when_is_told_to_everybody_and_seen_by_those_who_have_it() -> None:
    stay = with_contact()
    asks(stay)

    notice = takes(stay)
    report_wrong_recipient(notice.ref, reason="", by=stay.they.care, now=LATER + HOUR, expected_version=1)

    assert content(notice) == Responsibility(Action.TAKE_OVER, "Vårdcentralen Linden", "Eva Holm", FROM, "")
    assert told(notice) == {"Avdelning 1", "Bistånd norr", "Hemsjukvården"}
    assert state(stay) == State.TAKEN_OVER
    for who in (stay.they.ward, stay.they.social, stay.they.clinic):
        assert seen(stay, who) == [("Vårdcentralen Linden", FROM)]
    assert seen(stay, stay.they.care) == []


def test_it_may_be_taken_over_by_who_was_not_asked() -> None:
    stay = with_contact()

    takes(stay)

    assert state(stay) == State.TAKEN_OVER


def test_who_declines_tells_the_ward_alone_which_may_ask_again() -> None:
    stay = with_contact()
    asks(stay)

    notice = stay.does(stay.they.clinic, decline_to_take_over, LATER + HOUR, **WHY)
    declined = state(stay)
    asks(stay)

    assert (told(notice), declined, state(stay)) == ({"Avdelning 1"}, State.DECLINED, State.ASKED)
    assert content(notice).said == "Hon stannar"


def test_when_she_stays_it_is_handed_back_and_those_who_knew_are_told() -> None:
    stay = with_contact()
    taken = takes(stay)
    report_wrong_recipient(taken.ref, reason="", by=stay.they.care, now=LATER + HOUR, expected_version=1)

    notice = stay.does(stay.they.clinic, hand_back, LATER + 2 * HOUR, **WHY)

    assert (told(notice), state(stay)) == ({"Avdelning 1", "Bistånd norr"}, State.HANDED_BACK)
    assert seen(stay, stay.they.ward) == []


def test_what_is_not_possible_says_what_holds() -> None:
    stay = with_contact()
    with pytest.raises(NotNowOfIt, match="hand_back"):
        stay.does(stay.they.clinic, hand_back, LATER, **WHY)
    with pytest.raises(NotNowOfIt):
        stay.does(stay.they.clinic, decline_to_take_over, LATER, **WHY)
    asks(stay)
    with pytest.raises(NotNowOfIt) as refused:
        asks(stay)
    takes(stay)
    with pytest.raises(NotNowOfIt):
        takes(stay)

    assert refused.value.facts["holds"] == "enheten är tillfrågad och har inte svarat"


def test_open_care_that_is_known_to_take_part_is_asked_and_nobody_else() -> None:
    stay = with_contact()
    elsewhere = make.actor(make.open_care())

    for who in (stay.they.social, stay.they.ward, elsewhere):
        with pytest.raises(InvalidInput, match="no open care"):
            asks(stay, open_care=stay.ref(who))


def test_it_has_a_physician_a_time_and_a_ground() -> None:
    stay = with_contact()

    with pytest.raises(InvalidInput, match="is empty"):
        takes(stay, physician=" ")
    with pytest.raises(InvalidInput, match="is missing"):
        Responsibility(Action.TAKE_OVER, "Linden", "Eva Holm", None, "")
    with pytest.raises(InvalidInput, match="longer than"):
        asks(stay, said="å" * 1001)
    for ground in (Ground.DUTY, Ground.OWN_SIDE):
        with pytest.raises(GroundNotAvailable):
            asks(stay, ground=ground)


def test_each_party_is_offered_what_is_its_own() -> None:
    stay = with_contact()

    assert may(stay, stay.they.ward) == {TrackAction.ASK_TAKE_OVER: False}
    assert may(stay, stay.they.clinic) == {TrackAction.TAKE_OVER: False}
    assert may(stay, stay.they.social) == {}
    asks(stay)
    assert set(may(stay, stay.they.clinic)) == {TrackAction.TAKE_OVER, TrackAction.DECLINE_TAKE_OVER}
    takes(stay)
    assert may(stay, stay.they.clinic) == {TrackAction.HAND_BACK: False}
    for who in (stay.they.social, stay.they.care, stay.they.ward):
        with pytest.raises(NotPermitted):
            stay.does(who, hand_back, LATER, **WHY)


def test_nobody_has_a_responsibility_for_the_dead() -> None:
    stay = dead()

    with pytest.raises(NotNowInStay):
        asks(stay)
    assert may(stay, stay.they.ward) == may(stay, stay.they.clinic) == {}
