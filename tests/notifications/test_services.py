"""Tests of notifications/services.py: told, no longer told, put away."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from accounts.actor import Actor
from core.errors import NotVisible
from notifications.delivery import deliver
from notifications.models import InAppNotice, OutboxRow, Urgency
from notifications.services import notify, put_away, withdraw
from tests import factories as make

pytestmark = pytest.mark.django_db


def told(actor: Actor, key: str = "a", urgency: Urgency = Urgency.NOW) -> OutboxRow:
    """A row for the actor's unit."""
    (unit_id,) = actor.unit_ids
    notify(unit_id=unit_id, kind="digest", urgency=urgency, link="/arbetslista/", key=key, now=make.NOW)
    return OutboxRow.objects.get(key=key)


def test_what_cannot_wait_is_due_at_once() -> None:
    row = told(make.actor())

    assert (row.created_at, row.due_at, row.next_try_at) == (make.NOW,) * 3
    assert (row.attempts, row.last_error, row.sent_at, row.told_as, row.withdrawn_at) == (0, "", None, "", None)


def test_what_can_wait_is_due_with_the_next_digest() -> None:
    row = told(make.actor(), urgency=Urgency.CAN_WAIT)

    assert row.due_at == row.next_try_at == datetime(2026, 3, 9, 12, 0, tzinfo=UTC)


def test_a_unit_is_told_once_per_key() -> None:
    nurse = make.actor()

    told(nurse)
    told(nurse)

    assert OutboxRow.objects.count() == 1


def test_what_is_withdrawn_is_not_sent() -> None:
    told(make.actor())

    withdraw(["a", "unknown"], now=make.LATER)
    withdraw(["a"], now=make.LATER.replace(day=10))

    assert OutboxRow.objects.get().withdrawn_at == make.LATER
    assert deliver(make.LATER) == 0


def test_what_was_sent_is_taken_down() -> None:
    told(make.actor())
    deliver(make.NOW)

    withdraw(["a"], now=make.LATER)

    assert InAppNotice.objects.get().withdrawn_at == make.LATER
    assert not InAppNotice.objects.standing().exists()


def test_somebody_at_the_unit_puts_it_away_once() -> None:
    nurse = make.actor()
    colleague = make.actor(make.unit_of(nurse))
    told(nurse)
    deliver(make.NOW)
    notice = InAppNotice.objects.get()

    put_away(notice.ref, by=nurse, now=make.LATER)
    put_away(notice.ref, by=colleague, now=make.LATER.replace(day=10))

    notice.refresh_from_db()
    assert (notice.seen_at, notice.seen_by) == (make.LATER, nurse.assignment_ref)
    assert not InAppNotice.objects.standing().exists()


def test_nobody_elses_notification_is_there() -> None:
    told(make.actor())
    deliver(make.NOW)
    notice = InAppNotice.objects.get()

    for ref in (notice.ref, uuid4()):
        with pytest.raises(NotVisible):
            put_away(ref, by=make.actor(), now=make.LATER)

    notice.refresh_from_db()
    assert notice.seen_at is None
