"""Tests of notifications/delivery.py and tasks.py: the worker's part of the outbox."""

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from accounts.models import Unit
from core import clock
from notifications.channels import ChannelError, Telling
from notifications.delivery import BATCH, LEASE, LONGEST_PAUSE, deliver, pause_after, take_down_settled_digests
from notifications.models import InAppNotice, OutboxRow, Urgency
from notifications.selectors import outbox_state
from notifications.services import notify, withdraw
from notifications.tasks import deliver_outbox
from tests import factories as make

DIGEST_AT = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)


@dataclass
class Recorder:
    """A channel that remembers what it was given, and fails as long as it is told to."""

    failures: int = 0
    sent: list[Telling] = field(default_factory=list)
    taken_down: list[str] = field(default_factory=list)

    def send(self, telling: Telling) -> None:
        if self.failures:
            self.failures -= 1
            raise ChannelError("the telephone exchange does not answer")
        self.sent.append(telling)

    def take_down(self, keys: Collection[str], now: datetime) -> None:
        self.taken_down += keys


def told(unit: Unit, key: str, urgency: Urgency = Urgency.NOW, now: datetime = make.NOW) -> None:
    notify(unit_id=unit.pk, kind="notice_sent", urgency=urgency, link=f"/{key}/", key=key, now=now)


@pytest.mark.django_db
class TestDelivering:
    def test_what_is_due_is_sent_with_its_key_then_marked(self) -> None:
        ward, channel = make.ward(), Recorder()
        told(ward, "a")

        claimed = deliver(make.NOW, channel)

        assert claimed == 1
        assert channel.sent == [Telling("a", ward.pk, "notice_sent", "now", "/a/", 1, make.NOW)]
        row = OutboxRow.objects.get()
        assert (row.sent_at, row.told_as, row.attempts, row.claimed_until) == (make.NOW, "a", 1, None)

    def test_it_is_sent_once(self) -> None:
        channel = Recorder()
        told(make.ward(), "a")

        deliver(make.NOW, channel)
        deliver(make.NOW, channel)

        assert len(channel.sent) == 1

    def test_not_before_it_is_due(self) -> None:
        channel = Recorder()
        told(make.ward(), "a", Urgency.CAN_WAIT)

        assert deliver(DIGEST_AT - timedelta(microseconds=1), channel) == 0
        assert deliver(DIGEST_AT, channel) == 1

    def test_it_stands_in_the_units_list(self) -> None:
        ward = make.ward()
        told(ward, "a")

        deliver(make.LATER)

        (notice,) = InAppNotice.objects.all()
        assert (notice.unit, notice.key, notice.kind, notice.link, notice.count) == (ward, "a", "notice_sent", "/a/", 1)
        assert (notice.urgency, notice.at) == ("now", make.LATER)

    def test_what_could_wait_is_one_digest_per_unit_composed_when_it_is_sent(self) -> None:
        ward, other, channel = make.ward(), make.ward(), Recorder()
        for key in ("a", "b", "c"):
            told(ward, key, Urgency.CAN_WAIT)
        told(other, "d", Urgency.CAN_WAIT)
        withdraw(["b"], now=make.LATER)

        deliver(DIGEST_AT, channel)

        assert channel.sent == [
            Telling("digest:a", ward.pk, "digest", "can_wait", "/arbetslista/", 2, DIGEST_AT),
            Telling("d", other.pk, "notice_sent", "can_wait", "/d/", 1, DIGEST_AT),
        ]

    def test_a_digest_stands_until_everything_in_it_is_settled(self) -> None:
        ward = make.ward()
        told(ward, "a", Urgency.CAN_WAIT)
        told(ward, "b", Urgency.CAN_WAIT)
        deliver(DIGEST_AT)

        withdraw(["a"], now=DIGEST_AT)
        take_down_settled_digests(DIGEST_AT)
        assert InAppNotice.objects.standing().count() == 1

        withdraw(["b"], now=DIGEST_AT)
        take_down_settled_digests(DIGEST_AT)
        assert not InAppNotice.objects.standing().exists()

    def test_a_failure_is_kept_on_the_row_and_tried_again_later(self) -> None:
        channel = Recorder(failures=1)
        told(make.ward(), "a")

        deliver(make.NOW, channel)

        row = OutboxRow.objects.get()
        pause = pause_after("a", 1)
        assert (row.attempts, row.last_error) == (1, "the telephone exchange does not answer")
        assert (row.sent_at, row.next_try_at, row.claimed_until) == (None, make.NOW + pause, None)
        assert deliver(make.NOW + pause - timedelta(microseconds=1), channel) == 0

        deliver(make.NOW + pause, channel)

        row.refresh_from_db()
        assert (row.attempts, row.last_error, row.sent_at) == (2, "", make.NOW + pause)

    def test_one_failure_does_not_stop_the_others(self) -> None:
        channel = Recorder(failures=1)
        for key in ("a", "b"):
            told(make.ward(), key)

        deliver(make.NOW, channel)

        assert [telling.key for telling in channel.sent] == ["b"]

    def test_what_a_dead_worker_had_claimed_is_sent_when_its_time_is_over(self) -> None:
        channel = Recorder()
        told(make.ward(), "a")
        OutboxRow.objects.update(claimed_until=make.NOW + LEASE)

        assert deliver(make.NOW + LEASE - timedelta(microseconds=1), channel) == 0
        assert deliver(make.NOW + LEASE, channel) == 1

    def test_a_receiver_that_is_given_a_key_again_tells_it_once(self) -> None:
        told(make.ward(), "a")
        deliver(make.NOW)
        OutboxRow.objects.update(sent_at=None)

        deliver(make.LATER)

        assert InAppNotice.objects.get().at == make.NOW

    def test_what_is_withdrawn_while_it_is_sent_is_taken_down(self) -> None:
        ward = make.ward()
        told(ward, "a")

        class Slow(Recorder):
            def send(self, telling: Telling) -> None:
                super().send(telling)
                withdraw(["a"], now=make.NOW)

        channel = Slow()
        deliver(make.NOW, channel)

        assert channel.taken_down == ["a"]

    def test_a_batch_at_a_time(self) -> None:
        ward, channel = make.ward(), Recorder()
        for number in range(BATCH + 1):
            told(ward, str(number))

        assert [deliver(make.NOW, channel) for _ in range(3)] == [BATCH, 1, 0]
        assert len(channel.sent) == BATCH + 1


class TestPausing:
    @pytest.mark.parametrize(("attempts", "seconds"), [(1, 30), (2, 60), (3, 120), (7, 1920), (8, 3600), (400, 3600)])
    def test_pauses_double_up_to_an_hour_give_or_take_a_quarter(self, attempts: int, seconds: int) -> None:
        pauses = [pause_after(f"key {number}", attempts) for number in range(200)]

        assert timedelta(seconds=seconds * 0.75) <= min(pauses) < timedelta(seconds=seconds * 0.8)
        assert timedelta(seconds=seconds * 1.2) < max(pauses) <= timedelta(seconds=seconds * 1.25)

    def test_the_longest_pause_is_an_hour_and_a_quarter(self) -> None:
        assert max(pause_after(str(number), 99) for number in range(500)) <= LONGEST_PAUSE * 1.25


@pytest.mark.django_db
class TestTheTask:
    def test_it_sends_every_batch_and_may_run_twice(self, monkeypatch: pytest.MonkeyPatch) -> None:
        ward = make.ward()
        for number in range(BATCH + 1):
            told(ward, str(number))
        monkeypatch.setattr(clock, "now", lambda: make.NOW)

        deliver_outbox()
        deliver_outbox()

        assert InAppNotice.objects.count() == BATCH + 1

    def test_it_takes_settled_digests_down(self, monkeypatch: pytest.MonkeyPatch) -> None:
        ward = make.ward()
        told(ward, "a", Urgency.CAN_WAIT)
        told(ward, "b", Urgency.CAN_WAIT)
        deliver(DIGEST_AT)
        withdraw(["a", "b"], now=DIGEST_AT)
        monkeypatch.setattr(clock, "now", lambda: DIGEST_AT)

        deliver_outbox()

        assert not InAppNotice.objects.standing().exists()

    @pytest.mark.parametrize(("age", "alarms"), [(timedelta(minutes=10), 0), (timedelta(minutes=10, seconds=1), 1)])
    def test_what_has_waited_ten_minutes_raises_the_alarm(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, age: timedelta, alarms: int
    ) -> None:
        told(make.ward(), "a")
        OutboxRow.objects.update(next_try_at=make.LATER.replace(day=20), last_error="nobody answers")
        monkeypatch.setattr(clock, "now", lambda: make.NOW + age)

        deliver_outbox()

        assert [record.getMessage() for record in caplog.records] == ["outbox is late"] * alarms

    def test_the_state_of_the_outbox_is_told(self) -> None:
        ward = make.ward()
        assert (outbox_state(make.NOW).due, outbox_state(make.NOW).oldest) == (0, timedelta(0))
        told(ward, "a")
        told(ward, "b", now=make.LATER)
        told(ward, "c", Urgency.CAN_WAIT)
        OutboxRow.objects.filter(key="b").update(last_error="nobody answers")

        state = outbox_state(make.LATER + timedelta(minutes=1))

        assert (state.due, state.failing, state.oldest) == (2, 1, timedelta(minutes=31))


def test_six_workers_side_by_side_send_each_thing_once(own_database: str) -> None:
    ward, channel = make.ward(), Recorder()
    for number in range(250):
        told(ward, str(number))

    def work(_: int) -> None:
        try:
            while deliver(make.NOW, channel):
                pass
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))

    assert sorted(int(telling.key) for telling in channel.sent) == list(range(250))
    assert not OutboxRow.objects.filter(sent_at=None).exists()
