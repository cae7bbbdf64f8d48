"""Tests of discharge/services/corrections.py: corrected, recalled, recalled as sent to the wrong recipient."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from accounts.actor import Actor
from core.errors import NotVisible
from discharge.errors import AlreadyRecalled, AlreadyReturned, ContentClosed, NothingChanged, StaleNotice
from discharge.models import Case, Draft, Event, Notice, NoticeCopy, NoticeVersion, Participation, Receipt, Turn
from discharge.services.corrections import correct_message, recall, recall_wrong_recipient
from discharge.services.reading import read_notice
from discharge.services.receipts import acknowledge, report_wrong_recipient
from notifications.models import OutboxRow
from rules.errors import InvalidInput, NotPermitted
from tests import factories as make
from tests.discharge.parties import Parties, parties

pytestmark = pytest.mark.django_db


def sent(they: Parties, *recipients: Actor) -> Notice:
    """A message from the ward."""
    return make.message(make.case(they.ward), they.ward, *(make.unit_of(one) for one in recipients or (they.social,)))


def corrected(notice: Notice, by: Actor, **changed: Any) -> Notice:
    arguments = {
        "subject": "Hemgång på torsdag",
        "body": "Kan ni ta emot på fredag?",
        "by": by,
        "now": make.LATER,
        "expected_version": 1,
        **changed,
    }
    return correct_message(notice.ref, **arguments)


def recalled(notice: Notice, by: Actor, **changed: Any) -> Notice:
    return recall(notice.ref, **{"reason": "Ändrat", "by": by, "now": make.LATER, "expected_version": 1, **changed})


def closed_to(recipient: Actor, notice: Notice, by: Actor, **changed: Any) -> Draft:
    arguments = {
        "recipient": make.unit_of(recipient).ref,
        "reason": "Fel kommun",
        "by": by,
        "now": make.LATER,
        "expected_version": 1,
        **changed,
    }
    return recall_wrong_recipient(notice.ref, **arguments)


def receipt_at(actor: Actor) -> Receipt:
    return Receipt.objects.get(unit=make.unit_of(actor))


def turn_of(actor: Actor) -> tuple[str, str]:
    turn = Turn.objects.get(unit=make.unit_of(actor))
    return turn.action, turn.whose


class TestCorrecting:
    def test_a_new_version_stands_beside_the_old(self) -> None:
        they = parties()
        notice = sent(they)

        corrected(notice, they.ward)

        notice.refresh_from_db()
        assert (notice.version, notice.sent_at) == (2, make.NOW)
        first, second = NoticeVersion.objects.order_by("number")
        assert (first.content["body"], second.content["body"]) == ("Kan ni ta emot?", "Kan ni ta emot på fredag?")
        assert (second.changed, second.ground, second.sent_at) == (["body"], "consent", make.LATER)
        (event,) = Event.objects.filter(kind="notice_corrected")
        assert (event.audience, event.party) == ("notice", None)
        assert event.data == {"version": 2, "changed": ["body"], "unread_again": True}

    def test_a_corrected_text_is_unread_again_for_those_who_had_taken_it_in(self) -> None:
        they = parties()
        notice = sent(they, they.social, they.clinic, they.care)
        read_notice(notice.ref, by=they.social, now=make.NOW)
        acknowledge(notice.ref, by=they.clinic, now=make.NOW, expected_version=1)

        corrected(notice, they.ward)

        for reader in (they.social, they.clinic):
            receipt = receipt_at(reader)
            assert (receipt.state, receipt.in_list_at) == ("in_list", make.LATER)
            assert receipt.read_at is receipt.read_by is receipt.acknowledged_at is receipt.acknowledged_by is None
            assert turn_of(reader) == ("read", "ours")
        assert receipt_at(they.social).seen_version == 1
        assert receipt_at(they.care).in_list_at == make.NOW
        told = OutboxRow.objects.filter(kind="notice_corrected").values_list("unit", flat=True)
        assert set(told) == {make.unit_of(they.social).pk, make.unit_of(they.clinic).pk}

    def test_a_corrected_subject_disturbs_nobody(self) -> None:
        they = parties()
        notice = sent(they)
        acknowledge(notice.ref, by=they.social, now=make.NOW, expected_version=1)

        corrected(notice, they.ward, subject="Hemgång", body="Kan ni ta emot?")

        assert NoticeVersion.objects.get(number=2).changed == ["subject"]
        assert receipt_at(they.social).state == "acknowledged"
        assert not OutboxRow.objects.filter(kind="notice_corrected").exists()

    def test_whoever_sent_it_back_neither_gets_nor_sees_the_correction(self) -> None:
        they = parties()
        notice = sent(they)
        report_wrong_recipient(notice.ref, reason="", by=they.social, now=make.NOW, expected_version=1)

        corrected(notice, they.ward)

        assert receipt_at(they.social).state == "wrong_recipient"
        with pytest.raises(ContentClosed):
            read_notice(notice.ref, by=they.social, now=make.LATER)

    def test_a_correction_that_changes_nothing_is_refused(self) -> None:
        they = parties()
        notice = sent(they)

        with pytest.raises(NothingChanged):
            corrected(notice, they.ward, body="Kan ni ta emot?")

        assert NoticeVersion.objects.count() == 1

    def test_a_correction_of_what_was_corrected_meanwhile_is_refused(self) -> None:
        they = parties()
        notice = sent(they)
        corrected(notice, they.ward)

        with pytest.raises(StaleNotice) as refusal:
            corrected(notice, they.ward, body="Kan ni ta emot på lördag?")

        assert refusal.value.facts == {"version": 2, "corrected_at": make.LATER}
        assert NoticeVersion.objects.count() == 2

    def test_what_is_recalled_is_not_corrected(self) -> None:
        they = parties()
        notice = sent(they)
        recalled(notice, they.ward)

        with pytest.raises(AlreadyRecalled) as refusal:
            corrected(notice, they.ward)

        assert refusal.value.facts == {"recalled_at": make.LATER}

    def test_a_corrected_message_must_be_a_message(self) -> None:
        they = parties()
        notice = sent(they)

        with pytest.raises(InvalidInput):
            corrected(notice, they.ward, body=" ")

        assert NoticeVersion.objects.count() == 1


class TestRecalling:
    def test_it_is_withdrawn_where_unread_and_must_be_acknowledged_where_taken_in(self) -> None:
        they = parties()
        notice = sent(they, they.social, they.clinic, they.care)
        read_notice(notice.ref, by=they.social, now=make.NOW)
        acknowledge(notice.ref, by=they.clinic, now=make.NOW, expected_version=1)

        recalled(notice, they.ward)

        states = [receipt_at(one).state for one in (they.social, they.clinic, they.care)]
        assert states == ["recalled", "recalled", "withdrawn"]
        notice.refresh_from_db()
        assert notice.recalled_at == make.LATER
        (event,) = Event.objects.filter(kind="notice_recalled")
        assert (event.audience, event.party, event.data) == ("notice", None, {"reason": "Ändrat"})

    def test_only_those_who_had_taken_it_in_are_told(self) -> None:
        they = parties()
        notice = sent(they, they.social, they.clinic)
        read_notice(notice.ref, by=they.social, now=make.NOW)

        recalled(notice, they.ward)

        (row,) = OutboxRow.objects.filter(withdrawn_at=None)
        assert (row.unit, row.kind) == (make.unit_of(they.social), "notice_recalled")
        assert turn_of(they.social) == ("acknowledge_recall", "ours")
        assert turn_of(they.clinic) == ("nothing", "nobodys")
        assert turn_of(they.ward) == ("await", "theirs")

    def test_it_stays_visible_to_all(self) -> None:
        they = parties()
        notice = sent(they, they.social, they.clinic)

        recalled(notice, they.ward)

        for reader in (they.ward, they.social, they.clinic):
            assert list(Notice.objects.readable_by(reader)) == [notice]

    def test_whoever_sent_it_back_has_nothing_more_to_do(self) -> None:
        they = parties()
        notice = sent(they)
        report_wrong_recipient(notice.ref, reason="", by=they.social, now=make.NOW, expected_version=1)

        recalled(notice, they.ward)

        assert receipt_at(they.social).state == "wrong_recipient"

    def test_it_is_recalled_once(self) -> None:
        they = parties()
        notice = sent(they)
        recalled(notice, they.ward)

        with pytest.raises(AlreadyRecalled):
            recalled(notice, they.ward)

        assert Event.objects.filter(kind="notice_recalled").count() == 1


class TestRecallingAsWrongRecipient:
    def test_the_content_is_closed_to_that_recipient_at_once(self) -> None:
        they = parties()
        notice = sent(they, they.social, they.clinic)
        read_notice(notice.ref, by=they.social, now=make.NOW)

        closed_to(they.social, notice, they.ward)

        assert receipt_at(they.social).state == "wrong_recipient"
        assert receipt_at(they.clinic).state == "in_list"
        with pytest.raises(ContentClosed):
            read_notice(notice.ref, by=they.social, now=make.LATER)
        assert NoticeCopy.objects.get(side="social").closed_at == make.LATER
        assert Participation.objects.get(unit=make.unit_of(they.social)).to_at == make.LATER
        assert not Case.objects.visible_to(they.social).exists()

    def test_that_it_was_sent_stays_visible_there(self) -> None:
        they = parties()
        notice = sent(they)

        closed_to(they.social, notice, they.ward)

        assert list(Notice.objects.visible_to(they.social)) == [notice]
        assert not Event.objects.visible_to(they.social).exists()

    def test_the_event_concerns_that_recipient_and_no_other(self) -> None:
        they = parties()
        notice = sent(they, they.social, they.clinic)
        make.message(notice.case, they.ward, make.unit_of(they.social))

        closed_to(they.social, notice, they.ward)

        (event,) = Event.objects.filter(kind="recipient_recalled")
        assert (event.party, event.data) == (make.unit_of(they.social), {"reason": "Fel kommun"})
        seeing = [one for one in they.everybody() if Event.objects.visible_to(one).filter(pk=event.pk).exists()]
        assert seeing == [they.ward, they.social]

    def test_the_unit_is_told_at_once_and_what_it_was_told_before_is_withdrawn(self) -> None:
        they = parties()
        notice = sent(they)

        closed_to(they.social, notice, they.ward)

        (row,) = OutboxRow.objects.filter(withdrawn_at=None)
        assert (row.unit, row.kind, row.urgency) == (make.unit_of(they.social), "recipient_recalled", "now")

    def test_an_incident_is_begun_without_the_content(self) -> None:
        they = parties()
        notice = sent(they)
        read_notice(notice.ref, by=they.social, now=make.NOW)

        draft = closed_to(they.social, notice, they.ward)

        assert (draft.kind, draft.case, draft.unit) == ("incident", notice.case, make.unit_of(they.ward))
        assert draft.assignment_ref == they.ward.assignment_ref
        assert draft.content == {
            "notice": str(notice.ref),
            "recipient": str(make.unit_of(they.social).ref),
            "sent_at": "2026-03-09T11:00:00+00:00",
            "read_at": "2026-03-09T11:00:00+00:00",
            "recalled_at": "2026-03-09T11:30:00+00:00",
            "reason": "Fel kommun",
        }

    def test_an_incident_tells_when_nobody_had_read_it(self) -> None:
        they = parties()

        draft = closed_to(they.social, sent(they), they.ward)

        assert draft.content["read_at"] is None

    def test_also_after_it_was_recalled(self) -> None:
        they = parties()
        notice = sent(they)
        read_notice(notice.ref, by=they.social, now=make.NOW)
        recalled(notice, they.ward)

        closed_to(they.social, notice, they.ward)

        assert receipt_at(they.social).state == "wrong_recipient"
        assert turn_of(they.ward) == ("nothing", "nobodys")

    def test_once(self) -> None:
        they = parties()
        notice = sent(they)
        closed_to(they.social, notice, they.ward)

        with pytest.raises(AlreadyReturned):
            closed_to(they.social, notice, they.ward)

        assert Draft.objects.count() == 1

    def test_only_from_a_unit_that_has_received_it(self) -> None:
        they = parties()
        notice = sent(they)

        with pytest.raises(InvalidInput):
            closed_to(they.clinic, notice, they.ward)

        assert not Draft.objects.exists()


Act = Callable[..., object]
ACTS = [
    pytest.param(corrected, id="correct"),
    pytest.param(recalled, id="recall"),
    pytest.param(lambda notice, by: closed_to(by, notice, by), id="recall as wrong recipient"),
]


@pytest.mark.parametrize("act", ACTS)
def test_only_the_senders_unit_takes_back_or_corrects(act: Act) -> None:
    they = parties()
    notice = sent(they)
    make.message(notice.case, they.ward, make.unit_of(they.other_ward))
    events = Event.objects.count()

    for reader in (they.social, they.other_ward, make.without_permissions(they.ward)):
        with pytest.raises(NotPermitted):
            act(notice, reader)

    assert Event.objects.count() == events


@pytest.mark.parametrize("act", ACTS)
def test_for_those_who_may_not_see_it_it_does_not_exist(act: Act) -> None:
    they = parties()
    notice = sent(they)

    for outsider in (they.clinic, they.other_ward, they.care):
        with pytest.raises(NotVisible):
            act(notice, outsider)


@pytest.mark.parametrize("act", ACTS)
def test_a_forged_notice_does_not_exist(act: Act) -> None:
    with pytest.raises(NotVisible):
        act(Notice(ref=uuid4()), make.actor())
