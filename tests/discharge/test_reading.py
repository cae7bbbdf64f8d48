"""Tests of discharge/services/reading.py: a notice is opened."""

from uuid import uuid4

import pytest

from core.errors import NotVisible
from discharge.errors import ContentClosed
from discharge.models import Event, Receipt, Turn
from discharge.models.protection import Protection
from discharge.services.corrections import correct_message, recall
from discharge.services.reading import read_notice
from discharge.services.receipts import acknowledge, report_wrong_recipient
from notifications.models import OutboxRow
from tests import factories as make
from tests.discharge.parties import parties

pytestmark = pytest.mark.django_db


def test_opening_it_marks_it_as_read_at_the_unit() -> None:
    they = parties()
    notice = make.message(make.case(they.ward), they.ward, make.unit_of(they.social))

    version = read_notice(notice.ref, by=they.social, now=make.LATER)

    assert version.content == {"subject": "Hemgång på torsdag", "body": "Kan ni ta emot?"}
    (receipt,) = Receipt.objects.all()
    assert (receipt.state, receipt.read_at, receipt.read_by, receipt.seen_version) == (
        "read",
        make.LATER,
        they.social.assignment_ref,
        1,
    )
    (event,) = Event.objects.filter(kind="notice_read")
    assert (event.audience, event.party, event.notice) == ("notice", make.unit_of(they.social), notice)
    assert (event.seq, event.data) == (3, {"version": 1})
    turn = Turn.objects.get(unit=make.unit_of(they.social))
    assert (turn.action, turn.whose, turn.changed_at) == ("acknowledge", "ours", make.LATER)


def test_opening_it_again_changes_nothing() -> None:
    they = parties()
    notice = make.message(make.case(they.ward), they.ward, make.unit_of(they.social))
    colleague = make.actor(make.unit_of(they.social))
    read_notice(notice.ref, by=they.social, now=make.NOW)

    read_notice(notice.ref, by=they.social, now=make.LATER)
    read_notice(notice.ref, by=colleague, now=make.LATER)

    assert Receipt.objects.get().read_at == make.NOW
    assert Event.objects.filter(kind="notice_read").count() == 1


def test_the_sender_reads_what_it_sent_and_marks_nothing() -> None:
    they = parties()
    notice = make.message(make.case(they.ward), they.ward, make.unit_of(they.social))

    version = read_notice(notice.ref, by=they.ward, now=make.LATER)

    assert version.notice == notice
    assert Receipt.objects.get().state == "in_list"
    assert not Event.objects.filter(kind="notice_read").exists()


def test_each_unit_of_the_actor_that_had_it_unread_has_read_it() -> None:
    they = parties()
    both = make.actor(
        make.group([make.unit_of(they.social), make.unit_of(they.social_two), make.unit_of(they.care)]),
        they.social.role,
    )
    case = make.case(they.ward)
    notice = make.message(
        case, they.ward, make.unit_of(they.social), make.unit_of(they.social_two), make.unit_of(they.care)
    )

    read_notice(notice.ref, by=both, now=make.LATER)

    states = dict(Receipt.objects.values_list("unit", "state"))
    assert states == {
        make.unit_of(they.social).pk: "read",
        make.unit_of(they.social_two).pk: "read",
        make.unit_of(they.care).pk: "in_list",
    }


def test_it_does_not_exist_for_those_whose_side_has_neither_sent_nor_received_it() -> None:
    they = parties()
    case = make.case(they.ward)
    notice = make.message(case, they.ward, make.unit_of(they.social))
    make.message(case, they.ward, make.unit_of(they.care))

    for outsider in (they.care, they.clinic, they.other_ward, they.social_two):
        with pytest.raises(NotVisible):
            read_notice(notice.ref, by=outsider, now=make.LATER)

    assert not Event.objects.filter(kind="notice_read").exists()


def test_a_forged_notice_does_not_exist() -> None:
    with pytest.raises(NotVisible):
        read_notice(uuid4(), by=make.actor(), now=make.NOW)


def test_it_is_closed_to_a_unit_that_sent_it_back() -> None:
    they = parties()
    notice = make.message(make.case(they.ward), they.ward, make.unit_of(they.social))
    report_wrong_recipient(notice.ref, reason="", by=they.social, now=make.NOW, expected_version=1)

    with pytest.raises(ContentClosed):
        read_notice(notice.ref, by=they.social, now=make.LATER)


def test_a_unit_that_got_it_by_mistake_is_not_marked_when_somebody_reads_it_for_another() -> None:
    they = parties()
    notice = make.message(make.case(they.ward), they.ward, make.unit_of(they.social), make.unit_of(they.social_two))
    both = make.actor(make.group([make.unit_of(they.social), make.unit_of(they.social_two)]), they.social.role)
    report_wrong_recipient(notice.ref, reason="", by=they.social, now=make.NOW, expected_version=1)

    read_notice(notice.ref, by=both, now=make.LATER)

    states = dict(Receipt.objects.values_list("unit", "state"))
    assert states == {make.unit_of(they.social).pk: "wrong_recipient", make.unit_of(they.social_two).pk: "read"}


def test_what_was_acknowledged_unread_is_seen_and_stays_acknowledged() -> None:
    they = parties()
    notice = make.message(make.case(they.ward), they.ward, make.unit_of(they.social))
    acknowledge(notice.ref, by=they.social, now=make.NOW, expected_version=1)

    read_notice(notice.ref, by=they.social, now=make.LATER)

    receipt = Receipt.objects.get()
    assert (receipt.state, receipt.read_at, receipt.seen_version) == ("acknowledged", make.LATER, 1)


def test_a_corrected_subject_is_seen_without_becoming_unread() -> None:
    they = parties()
    notice = make.message(make.case(they.ward), they.ward, make.unit_of(they.social))
    read_notice(notice.ref, by=they.social, now=make.NOW)
    correct_message(
        notice.ref, subject="Hemgång", body="Kan ni ta emot?", by=they.ward, now=make.NOW, expected_version=1
    )

    version = read_notice(notice.ref, by=they.social, now=make.LATER)

    assert (version.number, version.changed) == (2, ["subject"])
    assert Receipt.objects.get().seen_version == 2
    assert [event.data for event in Event.objects.filter(kind="notice_read").order_by("seq")] == [
        {"version": 1},
        {"version": 2},
    ]


def test_a_recalled_notice_can_still_be_read_crossed_out() -> None:
    they = parties()
    notice = make.message(make.case(they.ward), they.ward, make.unit_of(they.social))
    recall(notice.ref, reason="", by=they.ward, now=make.NOW, expected_version=1)

    read_notice(notice.ref, by=they.social, now=make.LATER)

    receipt = Receipt.objects.get()
    assert (receipt.state, receipt.seen_version) == ("withdrawn", 1)


def test_a_protected_persons_notice_is_read_by_the_named_only() -> None:
    they = parties()
    case = make.case(they.ward, make.patient(protection=Protection.MARKING))
    notice = make.message(case, they.ward, make.unit_of(they.social))

    read_notice(notice.ref, by=they.ward, now=make.LATER)
    for unnamed in (they.social, make.actor(make.unit_of(they.ward))):
        with pytest.raises(NotVisible):
            read_notice(notice.ref, by=unnamed, now=make.LATER)


def test_reading_leaves_what_waits_for_an_acknowledgement_in_the_outbox() -> None:
    they = parties()
    notice = make.message(make.case(they.ward), they.ward, make.unit_of(they.social))

    read_notice(notice.ref, by=they.social, now=make.LATER)

    assert OutboxRow.objects.get().withdrawn_at is None
