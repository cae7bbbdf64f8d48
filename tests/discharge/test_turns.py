"""Tests of discharge/turns.py and discharge/services/deriving.py: whose turn it is, and since when."""

from datetime import timedelta

import pytest

from discharge.models import Turn
from discharge.services.corrections import recall
from discharge.services.reading import read_notice
from discharge.services.receipts import acknowledge, report_wrong_recipient
from tests import factories as make
from tests.discharge.parties import parties

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def test_the_most_pressing_thing_is_asked_for_since_it_was_first_so() -> None:
    they = parties()
    case = make.case(they.ward)
    social = make.unit_of(they.social)
    first = make.message(case, they.ward, social, now=make.NOW)
    make.message(case, they.ward, social, now=make.NOW + HOUR)
    make.message(case, they.ward, social, now=make.NOW + 2 * HOUR)

    def turn() -> tuple[str, object]:
        return Turn.objects.values_list("action", "changed_at").get(unit=social)

    assert turn() == ("read", make.NOW)

    read_notice(first.ref, by=they.social, now=make.NOW + 3 * HOUR)
    assert turn() == ("read", make.NOW + HOUR)

    recall(first.ref, reason="", by=they.ward, now=make.NOW + 4 * HOUR, expected_version=1)
    assert turn() == ("acknowledge_recall", make.NOW + 4 * HOUR)


def test_nothing_is_asked_since_the_last_thing_was_settled() -> None:
    they = parties()
    case = make.case(they.ward)
    notice = make.message(case, they.ward, make.unit_of(they.social))

    acknowledge(notice.ref, by=they.social, now=make.NOW + HOUR, expected_version=1)

    assert set(Turn.objects.values_list("action", "changed_at")) == {("nothing", make.NOW + HOUR)}


def test_a_notice_that_came_back_asks_the_sender_before_anything_else() -> None:
    they = parties()
    case = make.case(they.ward)
    notice = make.message(case, they.ward, make.unit_of(they.social))
    make.message(case, they.social, make.unit_of(they.ward), now=make.NOW)

    report_wrong_recipient(notice.ref, reason="", by=they.social, now=make.NOW + HOUR, expected_version=1)

    turn = Turn.objects.get(unit=make.unit_of(they.ward))
    assert (turn.action, turn.whose, turn.changed_at) == ("resend", "ours", make.NOW + HOUR)


def test_each_party_sees_its_own_turn_and_no_other() -> None:
    they = parties()
    case = make.case(they.ward)
    make.message(case, they.ward, make.unit_of(they.social), make.unit_of(they.care))

    for party in (they.ward, they.social, they.care):
        assert [turn.unit for turn in Turn.objects.visible_to(party)] == [make.unit_of(party)]
    assert not Turn.objects.visible_to(they.clinic).exists()
