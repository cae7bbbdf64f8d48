"""Tests of discharge/services/clocks.py, discharge/tasks.py and discharge/deadlines.py."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from core import clock
from core.models import Heartbeat
from discharge import deadlines, verify
from discharge.deadlines import Due
from discharge.facts import facts_of
from discharge.models import Case, Deadline, Event, Turn
from discharge.services import deriving
from discharge.services.clocks import cases_with_missed_deadlines, keep_deadlines, stamp_missed_deadlines
from discharge.tasks import sweep
from notifications.models import OutboxRow
from tests import factories as make

pytestmark = pytest.mark.django_db

DUE_AT = make.NOW + timedelta(hours=24)
INSTANT = timedelta(microseconds=1)


@pytest.fixture
def case() -> Case:
    return make.case(make.actor())


@pytest.fixture
def due(case: Case, monkeypatch: pytest.MonkeyPatch) -> Due:
    """A deadline of the case's unit, which its facts ask for all through the test."""
    due = Due("acknowledge", unit_of(case), "x", DUE_AT, "agreement messages.ack", "agreement 7")
    want(monkeypatch, due)
    return due


def want(monkeypatch: pytest.MonkeyPatch, *dues: Due) -> None:
    """What the facts of every case ask for from now on."""
    monkeypatch.setattr(verify, "wanted", lambda facts: dues)
    monkeypatch.setattr(deriving, "wanted", lambda facts: dues)


def unit_of(case: Case) -> int:
    return case.participations.get().unit_id


def keep(case: Case, *dues: Due, now: datetime = make.NOW) -> Deadline:
    keep_deadlines(case, dues, now=now)
    deriving.derive_turns(case, facts_of(case))
    return Deadline.objects.get(subject="x")


def missed(case: Case) -> list[str]:
    return [event.kind for event in case.events.order_by("seq") if event.kind.startswith("deadline")]


def test_a_message_has_no_deadline(case: Case) -> None:
    assert deadlines.wanted(facts_of(case)) == ()


def test_a_deadline_is_kept_with_its_ground_and_the_agreement_it_began_under(case: Case, due: Due) -> None:
    deadline = keep(case, due)

    assert (deadline.case, deadline.kind, deadline.party_unit_id, deadline.due_at) == (
        case,
        "acknowledge",
        unit_of(case),
        DUE_AT,
    )
    assert (deadline.law, deadline.rules_version, deadline.terms_version) == (due.law, "1", "agreement 7")
    assert deadline.met_at is deadline.breached_at is deadline.superseded_at is None
    assert Turn.objects.get().due_at == DUE_AT


def test_keeping_it_twice_changes_nothing(case: Case, due: Due) -> None:
    first = keep(case, due)

    second = keep(case, replace(due, terms_version="agreement 8"))

    assert first == second
    assert second.terms_version == "agreement 7"
    assert Deadline.objects.count() == 1


def test_what_is_no_longer_asked_for_is_superseded_once_and_may_come_back(
    case: Case, due: Due, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(case, due)

    assert keep(case, now=make.LATER).superseded_at == make.LATER
    assert Turn.objects.get().due_at is None
    assert keep(case, now=DUE_AT).superseded_at == make.LATER
    assert keep(case, due).superseded_at is None


def test_also_what_was_done_may_turn_out_not_to_have_been_asked_for(
    case: Case, due: Due, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(case, replace(due, met_at=make.NOW))
    want(monkeypatch)

    assert keep(case, now=make.LATER).superseded_at == make.LATER


def test_the_turn_has_the_first_running_deadline(case: Case, due: Due, monkeypatch: pytest.MonkeyPatch) -> None:
    later = replace(due, subject="y", due_at=DUE_AT + timedelta(days=1))
    want(monkeypatch, due, later)
    keep(case, later, due)
    assert Turn.objects.get().due_at == DUE_AT

    done = replace(due, met_at=make.LATER)
    want(monkeypatch, done, later)
    keep(case, later, done)

    assert Turn.objects.get().due_at == later.due_at


def test_a_deadline_is_missed_the_instant_after_its_last(case: Case, due: Due) -> None:
    keep(case, due)

    assert cases_with_missed_deadlines(DUE_AT) == []
    assert cases_with_missed_deadlines(DUE_AT + INSTANT) == [case.pk]


def test_a_miss_is_stamped_with_the_legal_moment_told_once_and_notified(case: Case, due: Due) -> None:
    keep(case, due)
    noticed = DUE_AT + timedelta(hours=3)

    stamp_missed_deadlines(case.pk, now=noticed)
    stamp_missed_deadlines(case.pk, now=noticed)

    deadline = Deadline.objects.get()
    assert deadline.breached_at == DUE_AT
    assert Turn.objects.get().due_at == DUE_AT
    (event,) = Event.objects.filter(kind="deadline_missed")
    assert (event.system_name, event.unit_id, event.audience, event.recorded_at) == (
        "clocks",
        unit_of(case),
        "own",
        noticed,
    )
    assert event.data == {"deadline": "acknowledge", "subject": "x"}
    (row,) = OutboxRow.objects.all()
    assert (row.unit_id, row.kind, row.urgency, row.link) == (
        unit_of(case),
        "deadline_missed",
        "now",
        f"/arenden/{case.ref}/",
    )
    assert row.key == f"missed:{deadline.pk}:2026-03-10T11:00:00+00:00"
    assert cases_with_missed_deadlines(noticed) == []


def test_what_is_done_at_the_last_instant_is_in_time(case: Case, due: Due, monkeypatch: pytest.MonkeyPatch) -> None:
    done = replace(due, met_at=DUE_AT)
    want(monkeypatch, done)

    deadline = keep(case, done, now=DUE_AT + INSTANT)

    assert deadline.breached_at is None
    assert missed(case) == []


def test_what_is_done_too_late_was_missed_also_when_no_sweep_saw_it(
    case: Case, due: Due, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(case, due)
    done = replace(due, met_at=DUE_AT + INSTANT)
    want(monkeypatch, done)

    deadline = keep(case, done, now=DUE_AT + INSTANT)

    assert (deadline.met_at, deadline.breached_at) == (DUE_AT + INSTANT, DUE_AT)
    assert missed(case) == ["deadline_missed"]


def test_what_was_done_in_time_and_told_late_was_never_missed(
    case: Case, due: Due, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(case, due)
    done = replace(due, met_at=DUE_AT)
    want(monkeypatch, done)

    keep(case, done, now=DUE_AT + timedelta(hours=1))

    assert missed(case) == []


def test_a_deadline_that_begins_in_the_past_is_missed_at_once(case: Case, due: Due) -> None:
    deadline = keep(case, due, now=DUE_AT + INSTANT)

    assert deadline.breached_at == DUE_AT


def test_a_miss_that_a_correction_takes_away_stays_and_is_told(
    case: Case, due: Due, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(case, due, now=DUE_AT + INSTANT)
    corrected = replace(due, met_at=make.LATER)
    want(monkeypatch, corrected)

    deadline = keep(case, corrected, now=DUE_AT + timedelta(hours=1))
    keep(case, corrected, now=DUE_AT + timedelta(hours=2))

    assert (deadline.met_at, deadline.breached_at) == (make.LATER, DUE_AT)
    assert missed(case) == ["deadline_missed", "deadline_corrected"]


def test_a_deadline_moved_later_after_it_was_missed_runs_again(
    case: Case, due: Due, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(case, due, now=DUE_AT + INSTANT)
    moved = replace(due, due_at=DUE_AT + timedelta(days=1))
    want(monkeypatch, moved)
    keep(case, moved, now=DUE_AT + timedelta(hours=1))
    assert Turn.objects.get().due_at == moved.due_at

    stamp_missed_deadlines(case.pk, now=moved.due_at + INSTANT)

    assert Deadline.objects.get().breached_at == moved.due_at
    assert missed(case) == ["deadline_missed", "deadline_corrected", "deadline_missed"]


def test_the_sweep_stamps_everything_due_and_gives_its_sign(
    case: Case, due: Due, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make.case(make.actor())
    keep(case, due)
    long_ago = make.NOW - timedelta(days=40)
    keep_deadlines(other, [replace(due, party_unit_id=unit_of(other), due_at=long_ago)], now=long_ago)
    deriving.derive_turns(other, facts_of(other))
    late = DUE_AT + timedelta(days=3)
    monkeypatch.setattr(clock, "now", lambda: late)
    monkeypatch.setattr(verify, "verify_clocks", lambda case, facts: ())

    sweep()
    sweep()

    assert not Deadline.objects.filter(breached_at=None).exists()
    assert Event.objects.filter(kind="deadline_missed").count() == 2
    assert list(Heartbeat.objects.values_list("part", "at")) == [("sweep", late)]


def test_deadlines_are_seen_by_the_unit_that_must_keep_them(
    case: Case, due: Due, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(case, due)
    colleague: Any = make.actor(Turn.objects.get().unit)

    assert Deadline.objects.visible_to(colleague).count() == 1
    assert not Deadline.objects.visible_to(make.actor()).exists()
