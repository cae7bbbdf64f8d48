"""Tests of discharge/services/receipts.py: acknowledged, sent back, sent on."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from accounts.actor import Actor
from accounts.services.units import close_unit
from core.errors import NotVisible
from discharge.contents.message import Message
from discharge.errors import (
    AlreadyAcknowledged,
    AlreadyForwarded,
    AlreadyRecalled,
    AlreadyReturned,
    AlreadyThere,
    NotYourUnit,
    OutsideYourSide,
    SeveralUnits,
    StaleNotice,
    UnitClosed,
)
from discharge.models import Case, Event, Notice, NoticeCopy, Participation, Receipt, Turn
from discharge.models.protection import Protection
from discharge.services.corrections import correct_message, recall
from discharge.services.reading import read_notice
from discharge.services.receipts import acknowledge, forward, report_wrong_recipient
from notifications.models import OutboxRow
from rules.errors import IllegalTransition, InvalidInput, NotPermitted
from tests import factories as make
from tests.discharge.parties import Parties, parties

pytestmark = pytest.mark.django_db


def sent(they: Parties, *recipients: Actor) -> Notice:
    """A message from the ward."""
    return make.message(make.case(they.ward), they.ward, *(make.unit_of(one) for one in recipients or (they.social,)))


def back(notice: Notice, by: Actor, **changed: Any) -> Receipt:
    arguments = {"reason": "Hör till söder", "by": by, "now": make.LATER, "expected_version": 1, **changed}
    return report_wrong_recipient(notice.ref, **arguments)


def on(notice: Notice, by: Actor, target: Actor, **changed: Any) -> Receipt:
    arguments = {
        "to": make.unit_of(target).ref,
        "reason": "Hör till söder",
        "by": by,
        "now": make.LATER,
        "expected_version": 1,
        **changed,
    }
    return forward(notice.ref, **arguments)


def taken_in(notice: Notice, by: Actor, **changed: Any) -> Receipt:
    return acknowledge(notice.ref, **{"by": by, "now": make.LATER, "expected_version": 1, **changed})


def receipt_at(actor: Actor) -> Receipt:
    return Receipt.objects.get(unit=make.unit_of(actor))


def turn_of(actor: Actor) -> tuple[str, str]:
    turn = Turn.objects.get(unit=make.unit_of(actor))
    return turn.action, turn.whose


class TestAcknowledging:
    def test_it_is_acknowledged_by_somebody_at_the_unit(self) -> None:
        they = parties()
        notice = sent(they)
        read_notice(notice.ref, by=they.social, now=make.NOW)

        taken_in(notice, they.social)

        receipt = receipt_at(they.social)
        assert (receipt.state, receipt.acknowledged_at, receipt.acknowledged_by) == (
            "acknowledged",
            make.LATER,
            they.social.assignment_ref,
        )
        (event,) = Event.objects.filter(kind="notice_acknowledged")
        assert (event.audience, event.party, event.data) == ("notice", make.unit_of(they.social), {"version": 1})
        assert turn_of(they.social) == turn_of(they.ward) == ("nothing", "nobodys")

    def test_what_the_unit_was_told_is_withdrawn(self) -> None:
        they = parties()
        notice = sent(they, they.social, they.clinic)

        taken_in(notice, they.social)

        assert dict(OutboxRow.objects.values_list("unit", "withdrawn_at")) == {
            make.unit_of(they.social).pk: make.LATER,
            make.unit_of(they.clinic).pk: None,
        }

    def test_a_message_may_be_acknowledged_from_the_list(self) -> None:
        they = parties()

        taken_in(sent(they), they.social)

        receipt = receipt_at(they.social)
        assert (receipt.state, receipt.read_at, receipt.seen_version) == ("acknowledged", None, 0)

    def test_what_must_be_opened_first_is_not(self, monkeypatch: pytest.MonkeyPatch) -> None:
        they = parties()
        notice = sent(they)
        monkeypatch.setattr(Message, "OPENED_FIRST", True)

        with pytest.raises(IllegalTransition) as refusal:
            taken_in(notice, they.social)

        assert refusal.value.facts["because"] == "opened_first"
        assert receipt_at(they.social).state == "in_list"

    def test_the_sender_waits_for_the_others(self) -> None:
        they = parties()
        notice = sent(they, they.social, they.clinic)

        taken_in(notice, they.social)

        assert turn_of(they.ward) == ("await", "theirs")
        assert turn_of(they.clinic) == ("read", "ours")

    def test_a_second_time_tells_since_when(self) -> None:
        they = parties()
        notice = sent(they)
        taken_in(notice, they.social)

        with pytest.raises(AlreadyAcknowledged) as refusal:
            taken_in(notice, make.actor(make.unit_of(they.social)))

        assert refusal.value.facts == {"acknowledged_at": make.LATER}
        assert Event.objects.filter(kind="notice_acknowledged").count() == 1

    def test_what_was_corrected_meanwhile_must_be_read_first(self) -> None:
        they = parties()
        notice = sent(they)
        correct_message(notice.ref, subject="a", body="b", by=they.ward, now=make.LATER, expected_version=1)

        with pytest.raises(StaleNotice) as refusal:
            taken_in(notice, they.social)

        assert refusal.value.facts == {"version": 2, "corrected_at": make.LATER}
        assert receipt_at(they.social).state == "in_list"

    def test_the_sender_does_not_acknowledge(self) -> None:
        they = parties()

        with pytest.raises(NotPermitted):
            taken_in(sent(they), they.ward)

        assert receipt_at(they.social).state == "in_list"

    def test_another_unit_of_the_senders_side_does_not_either(self) -> None:
        they = parties()
        notice = make.message(make.case(they.ward), they.ward, make.unit_of(they.social))
        make.message(notice.case, they.ward, make.unit_of(they.other_ward))

        with pytest.raises(NotPermitted):
            taken_in(notice, they.other_ward)

    def test_when_several_of_ones_units_have_it_one_is_named(self) -> None:
        they = parties()
        notice = sent(they, they.social, they.social_two)
        both = make.actor(make.group([make.unit_of(they.social), make.unit_of(they.social_two)]), they.social.role)

        with pytest.raises(SeveralUnits):
            taken_in(notice, both)
        with pytest.raises(NotYourUnit):
            taken_in(notice, both, unit=make.unit_of(they.clinic).ref)
        taken_in(notice, both, unit=make.unit_of(they.social_two).ref)

        assert receipt_at(they.social).state == "in_list"
        assert receipt_at(they.social_two).state == "acknowledged"
        event = Event.objects.get(kind="notice_acknowledged")
        assert event.unit == event.party == make.unit_of(they.social_two)

    def test_the_recall_of_what_was_taken_in_is_acknowledged(self) -> None:
        they = parties()
        notice = sent(they)
        taken_in(notice, they.social)
        recall(notice.ref, reason="", by=they.ward, now=make.LATER, expected_version=1)

        taken_in(notice, they.social)

        assert receipt_at(they.social).state == "withdrawn"
        (event,) = Event.objects.filter(kind="recall_acknowledged")
        assert (event.party, event.data) == (make.unit_of(they.social), {})
        assert turn_of(they.social) == turn_of(they.ward) == ("nothing", "nobodys")
        assert not OutboxRow.objects.filter(withdrawn_at=None).exists()

    def test_what_was_recalled_unread_needs_nothing(self) -> None:
        they = parties()
        notice = sent(they)
        recall(notice.ref, reason="", by=they.ward, now=make.LATER, expected_version=1)

        with pytest.raises(AlreadyRecalled) as refusal:
            taken_in(notice, they.social)

        assert refusal.value.facts == {"recalled_at": make.LATER}


class TestSendingBack:
    def test_it_goes_back_to_the_sender_who_is_told_at_once(self) -> None:
        they = parties()
        notice = sent(they)

        back(notice, they.social)

        receipt = receipt_at(they.social)
        assert (receipt.state, receipt.returned_at, receipt.returned_by) == (
            "wrong_recipient",
            make.LATER,
            they.social.assignment_ref,
        )
        (event,) = Event.objects.filter(kind="notice_returned")
        assert (event.party, event.data) == (make.unit_of(they.social), {"reason": "Hör till söder"})
        (row,) = OutboxRow.objects.filter(withdrawn_at=None)
        assert (row.unit, row.kind, row.urgency) == (make.unit_of(they.ward), "notice_returned", "now")
        assert turn_of(they.ward) == ("resend", "ours")

    def test_its_unit_no_longer_takes_part_and_its_side_no_longer_has_a_copy(self) -> None:
        they = parties()
        notice = sent(they)

        back(notice, they.social)

        assert Participation.objects.get(unit=make.unit_of(they.social)).to_at == make.LATER
        assert NoticeCopy.objects.get(side="social").closed_at == make.LATER
        assert not Case.objects.visible_to(they.social).exists()
        assert turn_of(they.social) == ("nothing", "nobodys")

    def test_another_unit_of_the_same_side_keeps_it(self) -> None:
        they = parties()
        notice = sent(they, they.social, they.social_two)

        back(notice, they.social)

        assert NoticeCopy.objects.get(side="social").closed_at is None
        assert Notice.objects.readable_by(they.social_two).exists()
        assert not Notice.objects.readable_by(they.social).exists()

    def test_a_unit_that_takes_part_for_another_reason_still_does(self) -> None:
        they = parties()
        notice = sent(they)
        other = make.message(notice.case, they.ward, make.unit_of(they.social))

        back(notice, they.social)

        assert list(Notice.objects.readable_by(they.social)) == [other]
        assert set(Notice.objects.visible_to(they.social)) == {notice, other}

    def test_the_turn_to_resend_ends_when_something_else_is_sent(self) -> None:
        they = parties()
        notice = sent(they)
        back(notice, they.social, now=make.NOW)

        make.message(notice.case, they.ward, make.unit_of(they.social_two), now=make.LATER)

        assert turn_of(they.ward) == ("await", "theirs")

    def test_the_turn_to_resend_ends_when_it_is_recalled(self) -> None:
        they = parties()
        notice = sent(they)
        back(notice, they.social)

        recall(notice.ref, reason="", by=they.ward, now=make.LATER, expected_version=1)

        assert turn_of(they.ward) == ("nothing", "nobodys")
        assert not OutboxRow.objects.filter(withdrawn_at=None).exists()

    @pytest.mark.parametrize("before", ["read", "acknowledged"])
    def test_it_may_have_been_taken_in_before(self, before: str) -> None:
        they = parties()
        notice = sent(they)
        read_notice(notice.ref, by=they.social, now=make.NOW)
        if before == "acknowledged":
            taken_in(notice, they.social)

        back(notice, they.social)

        assert receipt_at(they.social).state == "wrong_recipient"

    def test_it_goes_back_once(self) -> None:
        they = parties()
        notice = sent(they)
        back(notice, they.social)

        with pytest.raises(AlreadyReturned):
            back(notice, they.social)

        assert Event.objects.filter(kind="notice_returned").count() == 1

    def test_a_reason_that_cannot_be_stored_is_refused(self) -> None:
        they = parties()
        notice = sent(they)

        for reason in ("å" * 1_001, "\0", "\ud800"):
            with pytest.raises(InvalidInput):
                back(notice, they.social, reason=reason)

        assert receipt_at(they.social).state == "in_list"
        assert back(notice, they.social, reason="å" * 1_000).state == "wrong_recipient"

    def test_a_provider_does_not_send_back(self) -> None:
        they = parties()
        home_care = make.actor(make.provider())
        notice = make.message(make.case(they.social), they.social, make.unit_of(home_care))

        with pytest.raises(NotPermitted):
            back(notice, home_care)

        assert receipt_at(home_care).state == "in_list"


class TestSendingOn:
    def test_another_unit_of_the_side_has_it_instead_unread(self) -> None:
        they = parties()
        notice = sent(they)
        read_notice(notice.ref, by=they.social, now=make.NOW)
        taken_in(notice, they.social, now=make.NOW)

        on(notice, they.social, they.social_two)

        (receipt,) = Receipt.objects.all()
        assert (receipt.unit, receipt.state) == (make.unit_of(they.social_two), "in_list")
        assert (receipt.sent_at, receipt.in_list_at, receipt.seen_version) == (make.NOW, make.LATER, 0)
        assert receipt.read_at is receipt.read_by is receipt.acknowledged_at is receipt.acknowledged_by is None
        (event,) = Event.objects.filter(kind="notice_forwarded")
        assert (event.unit, event.party) == (make.unit_of(they.social), make.unit_of(they.social))
        assert event.data == {"to": str(make.unit_of(they.social_two).ref), "reason": "Hör till söder"}

    def test_the_other_unit_takes_part_and_is_told_and_the_first_is_not(self) -> None:
        they = parties()
        notice = sent(they)

        on(notice, they.social, they.social_two)

        open_now = Participation.objects.filter(to_at=None).values_list("unit", flat=True)
        assert set(open_now) == {make.unit_of(they.ward).pk, make.unit_of(they.social_two).pk}
        (row,) = OutboxRow.objects.filter(withdrawn_at=None)
        assert (row.unit, row.kind) == (make.unit_of(they.social_two), "notice_forwarded")
        assert turn_of(they.social) == ("nothing", "nobodys")
        assert turn_of(they.social_two) == ("read", "ours")
        assert NoticeCopy.objects.filter(closed_at=None).count() == 2

    def test_the_first_unit_knows_that_it_had_it_and_reads_it_no_more(self) -> None:
        they = parties()
        notice = sent(they)

        on(notice, they.social, they.social_two)

        assert list(Notice.objects.visible_to(they.social)) == [notice]
        assert not Notice.objects.readable_by(they.social).exists()
        assert not Case.objects.visible_to(they.social).exists()

    def test_a_second_time_tells_where_it_is(self) -> None:
        they = parties()
        notice = sent(they)
        on(notice, they.social, they.social_two)

        with pytest.raises(AlreadyForwarded) as refusal:
            on(notice, they.social, they.social_two, unit=make.unit_of(they.social).ref)

        assert refusal.value.facts == {"unit": "Bistånd söder"}
        assert Event.objects.filter(kind="notice_forwarded").count() == 1

    def test_it_may_come_back_and_go_on_again(self) -> None:
        they = parties()
        notice = sent(they)

        on(notice, they.social, they.social_two)
        on(notice, they.social_two, they.social)
        on(notice, they.social, they.social_two)

        assert receipt_at(they.social_two).state == "in_list"

    @pytest.mark.parametrize("to", ["care", "clinic", "ward"])
    def test_not_across_the_wall_and_not_to_another_organisation(self, to: str) -> None:
        they = parties()
        notice = sent(they)

        with pytest.raises(OutsideYourSide):
            on(notice, they.social, getattr(they, to))

        assert receipt_at(they.social).state == "in_list"
        assert not Event.objects.filter(kind="notice_forwarded").exists()

    def test_not_to_a_unit_that_has_it(self) -> None:
        they = parties()
        notice = sent(they, they.social, they.social_two)

        for target in (they.social_two, they.social):
            with pytest.raises(AlreadyThere):
                on(notice, they.social, target)

        assert Receipt.objects.filter(state="in_list").count() == 2

    def test_not_to_a_unit_that_does_not_exist_or_is_closed(self) -> None:
        they = parties()
        notice = sent(they)
        closed = make.social_services(make.unit_of(they.social).controller, valid_from=date(2026, 1, 1))
        close_unit(closed, last_day=date(2026, 3, 9), by=make.SETUP, now=make.NOW)
        tomorrow = make.NOW.replace(day=10)

        with pytest.raises(InvalidInput):
            on(notice, they.social, they.social_two, to=uuid4())
        with pytest.raises(UnitClosed):
            on(notice, they.social, they.social_two, to=closed.ref, now=tomorrow)

        assert receipt_at(they.social).state == "in_list"

    def test_not_after_it_went_back_or_was_recalled(self) -> None:
        they = parties()
        returned, recalled = sent(they), sent(they)
        back(returned, they.social)
        recall(recalled.ref, reason="", by=they.ward, now=make.LATER, expected_version=1)

        with pytest.raises(AlreadyReturned):
            on(returned, they.social, they.social_two)
        with pytest.raises(AlreadyRecalled):
            on(recalled, they.social, they.social_two)

    def test_whoever_gets_a_protected_persons_notice_is_told_that_somebody_must_be_named(self) -> None:
        they = parties()
        case = make.case(they.social, make.patient(protection=Protection.MARKING))
        notice = make.message(case, they.social, make.unit_of(they.ward))
        named = make.case_grant(case, they.ward, "read_protected")

        on(notice, named, they.other_ward)

        assert not OutboxRow.objects.filter(kind="names_needed", unit=make.unit_of(they.other_ward)).exists()


Act = Callable[[Notice, Actor], Receipt]


@pytest.mark.parametrize("act", [taken_in, back, lambda notice, by: on(notice, by, by)], ids=["ack", "back", "on"])
def test_for_those_who_may_not_see_it_it_does_not_exist(act: Act) -> None:
    they = parties()
    notice = sent(they)

    for outsider in (they.clinic, they.other_ward, they.care, they.social_two):
        with pytest.raises(NotVisible):
            act(notice, outsider)


@pytest.mark.parametrize("act", [taken_in, back, lambda notice, by: on(notice, by, by)], ids=["ack", "back", "on"])
def test_without_permission_nothing_is_written(act: Act) -> None:
    they = parties()
    notice = sent(they)
    events = Event.objects.count()

    with pytest.raises(NotPermitted):
        act(notice, make.without_permissions(they.social))

    assert receipt_at(they.social).state == "in_list"
    assert Event.objects.count() == events


@pytest.mark.parametrize("act", [taken_in, back, lambda notice, by: on(notice, by, by)], ids=["ack", "back", "on"])
def test_a_forged_notice_does_not_exist(act: Act) -> None:
    with pytest.raises(NotVisible):
        act(Notice(ref=uuid4()), make.actor())
