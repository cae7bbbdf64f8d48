"""Random walks: whatever the parties try in whatever order, the tables say what the events say and nobody sees more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discharge.models import Case, Event, Notice, Receipt
from discharge.models.visibility import sides_of
from discharge.services.cases import open_case
from discharge.services.corrections import correct_message, recall, recall_wrong_recipient
from discharge.services.reading import read_notice
from discharge.services.receipts import acknowledge, forward, report_wrong_recipient
from discharge.verify import verify_case
from notifications.models import OutboxRow
from rules.errors import DomainError
from rules.tracks.receipt import State
from tests import factories as make
from tests.discharge.parties import Parties, parties

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class Step:
    """Who tries what, with which of the case's notices, towards whom."""

    what: str
    who: int
    notice: int
    towards: int
    version: int


WALKS = st.lists(
    st.builds(
        Step,
        what=st.sampled_from(["send", "read", "acknowledge", "return", "forward", "correct", "recall", "recall_from"]),
        who=st.integers(0, 5),
        notice=st.integers(0, 3),
        towards=st.integers(0, 5),
        version=st.sampled_from([1, 1, 1, 2, 3]),
    ),
    min_size=1,
    max_size=25,
)


def attempt(step: Step, case: Case, they: Parties, number: int) -> Callable[[], object]:
    """The step as a call."""
    by, other = they.everybody()[step.who], they.everybody()[step.towards]
    notices = list(Notice.objects.filter(case=case).order_by("pk"))
    now = make.NOW + timedelta(minutes=number)
    if step.what == "send" or not notices:
        return lambda: make.message(case, by, make.unit_of(other), body=str(number), now=now)
    ref = notices[step.notice % len(notices)].ref
    tries: dict[str, Callable[[], object]] = {
        "read": lambda: read_notice(ref, by=by, now=now),
        "acknowledge": lambda: acknowledge(ref, by=by, now=now, expected_version=step.version),
        "return": lambda: report_wrong_recipient(ref, reason="", by=by, now=now, expected_version=step.version),
        "forward": lambda: forward(
            ref, to=make.unit_of(other).ref, reason="", by=by, now=now, expected_version=step.version
        ),
        "correct": lambda: correct_message(
            ref, subject="Hem", body=str(number), by=by, now=now, expected_version=step.version
        ),
        "recall": lambda: recall(ref, reason="", by=by, now=now, expected_version=step.version),
        "recall_from": lambda: recall_wrong_recipient(
            ref,
            recipient=make.unit_of(other).ref,
            reason="",
            by=by,
            now=now,
            expected_version=step.version,
        ),
    }
    return tries[step.what]


def check_that_nobody_sees_more_than_was_sent_to_her(case: Case, they: Parties) -> None:
    """Said anew, from receipts: content is for the sender's side and the sides of those who should have it."""
    receipts = list(Receipt.objects.filter(notice__case=case))
    for actor in they.everybody():
        ((controller_id, side, (unit_id,)),) = sides_of(actor)
        for notice in Notice.objects.filter(case=case):
            own = [one for one in receipts if one.notice_id == notice.pk and one.unit_id == unit_id]
            sides = {(notice.sender_controller_id, notice.sender_side)} | {
                (one.controller_id, one.side)
                for one in receipts
                if one.notice_id == notice.pk and one.state != State.WRONG_RECIPIENT
            }
            takes_part = Case.objects.visible_to(actor).filter(pk=case.pk).exists()
            mistaken = any(one.state == State.WRONG_RECIPIENT for one in own)
            may_read = takes_part and (controller_id, side) in sides and not mistaken
            assert Notice.objects.readable_by(actor).filter(pk=notice.pk).exists() is may_read


def test_whatever_is_tried_the_events_tell_it_and_nobody_sees_more() -> None:
    they = parties()

    @settings(max_examples=30)
    @given(WALKS)
    def walk(steps: list[Step]) -> None:
        case = open_case(make.patient().ref, unit=make.unit_of(they.ward).ref, by=they.ward, now=make.NOW)
        for number, step in enumerate(steps, start=1):
            events, rows = Event.objects.count(), OutboxRow.objects.count()
            act = attempt(step, case, they, number)
            try:
                act()
            except DomainError:
                assert (Event.objects.count(), OutboxRow.objects.count()) == (events, rows)
            assert list(verify_case(Case.objects.get(pk=case.pk))) == []
        check_that_nobody_sees_more_than_was_sent_to_her(case, they)

    walk()
