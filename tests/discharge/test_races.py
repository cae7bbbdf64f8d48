"""Six at once on real PostgreSQL: one happens, with one event and one outbox row; the others are told why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from accounts.actor import Actor
from core.db import acting_as
from discharge.doors import perform
from discharge.errors import (
    AlreadyAcknowledged,
    AlreadyForwarded,
    AlreadyRecalled,
    AlreadyReturned,
    DraftGone,
    StaleCase,
    StaleDraft,
    StaleNotice,
)
from discharge.models import Case, Draft, Event, Notice, Receipt
from discharge.models.drafts import DraftKind
from discharge.models.notices import Ground
from discharge.services.cases import open_case
from discharge.services.corrections import correct_message, recall, recall_wrong_recipient
from discharge.services.drafts import begin_draft, save_draft, throw_away_draft
from discharge.services.messages import send_message
from discharge.services.reading import read_notice
from discharge.services.receipts import acknowledge, forward, report_wrong_recipient
from discharge.verify import verify
from notifications.delivery import deliver, take_down_settled_digests
from notifications.models import InAppNotice, OutboxRow
from rules.errors import DomainError
from tests import factories as make
from tests.at_once import at_once, doing
from tests.discharge.parties import Parties, parties

SIX = 6

pytestmark = pytest.mark.usefixtures("own_database")


def message(case: Case, by: Actor, to: Actor, expected_version: int, **changed: Any) -> Callable[[], object]:
    arguments = {
        "unit": make.unit_of(by).ref,
        "recipients": [make.unit_of(to).ref],
        "subject": "Hem",
        "body": "Kan ni ta emot?",
        "ground": Ground.CONSENT,
        "by": by,
        "now": make.NOW,
        "expected_version": expected_version,
        **changed,
    }
    return doing(by, lambda: send_message(case.ref, **arguments))


@pytest.fixture
def they(own_database: str) -> Parties:
    return parties()


@pytest.fixture
def notice(they: Parties) -> Notice:
    """Sent by the ward to two units of social services; read at one of them."""
    sent = make.message(
        make.case(they.ward), they.ward, make.unit_of(they.social), make.unit_of(they.clinic), now=make.NOW
    )
    read_notice(sent.ref, by=they.social, now=make.NOW)
    return sent


Attempt = Callable[[Notice, Parties], Callable[[], object]]
ACTS = [
    pytest.param(
        lambda notice, they: doing(
            they.social, lambda: acknowledge(notice.ref, by=they.social, now=make.LATER, expected_version=1)
        ),
        "notice_acknowledged",
        0,
        AlreadyAcknowledged,
        id="acknowledge",
    ),
    pytest.param(
        lambda notice, they: doing(
            they.social,
            lambda: report_wrong_recipient(notice.ref, reason="", by=they.social, now=make.LATER, expected_version=1),
        ),
        "notice_returned",
        1,
        AlreadyReturned,
        id="wrong recipient",
    ),
    pytest.param(
        lambda notice, they: doing(
            they.social,
            lambda: forward(
                notice.ref,
                to=make.unit_of(they.social_two).ref,
                reason="",
                by=they.social,
                now=make.LATER,
                expected_version=1,
            ),
        ),
        "notice_forwarded",
        1,
        AlreadyForwarded,
        id="forward",
    ),
    pytest.param(
        lambda notice, they: doing(
            they.ward,
            lambda: correct_message(
                notice.ref, subject="Hem", body="Nytt", by=they.ward, now=make.LATER, expected_version=1
            ),
        ),
        "notice_corrected",
        1,
        StaleNotice,
        id="correct",
    ),
    pytest.param(
        lambda notice, they: doing(
            they.ward, lambda: recall(notice.ref, reason="", by=they.ward, now=make.LATER, expected_version=1)
        ),
        "notice_recalled",
        1,
        AlreadyRecalled,
        id="recall",
    ),
    pytest.param(
        lambda notice, they: doing(
            they.ward,
            lambda: recall_wrong_recipient(
                notice.ref,
                recipient=make.unit_of(they.social).ref,
                reason="",
                by=they.ward,
                now=make.LATER,
                expected_version=1,
            ),
        ),
        "recipient_recalled",
        1,
        AlreadyReturned,
        id="recall as wrong recipient",
    ),
]


@pytest.mark.parametrize(("attempt", "kind", "rows", "refusal"), ACTS)
def test_of_six_who_do_the_same_one_does_it(
    notice: Notice, they: Parties, attempt: Attempt, kind: str, rows: int, refusal: type[DomainError]
) -> None:
    outcome = at_once(*(attempt(notice, they) for _ in range(SIX)))

    assert outcome == {"done": 1, refusal.code: SIX - 1}
    assert Event.objects.filter(kind=kind).count() == 1
    assert OutboxRow.objects.filter(kind=kind).count() == rows
    assert list(verify()) == []


def test_of_six_who_send_in_the_same_case_one_does(they: Parties) -> None:
    case = make.case(they.ward)

    outcome = at_once(*(message(case, they.ward, they.social, 1) for _ in range(SIX)))

    assert outcome == {"done": 1, StaleCase.code: SIX - 1}
    assert Notice.objects.count() == OutboxRow.objects.count() == 1
    assert list(verify()) == []


def test_of_six_who_send_the_same_draft_one_does(they: Parties) -> None:
    case = make.case(they.ward)
    unit = make.unit_of(they.ward).ref
    draft = begin_draft(DraftKind.MESSAGE, unit=unit, case=case.ref, content={}, by=they.ward, now=make.NOW)

    outcome = at_once(*(message(case, they.ward, they.social, 1, draft=draft.ref) for _ in range(SIX)))

    assert outcome == {"done": 1, StaleCase.code: SIX - 1}
    assert not Draft.objects.exists()


def test_of_six_who_save_the_same_draft_one_does_and_it_is_thrown_away_once(they: Parties) -> None:
    unit = make.unit_of(they.ward).ref
    draft = begin_draft(DraftKind.MESSAGE, unit=unit, case=None, content={}, by=they.ward, now=make.NOW)

    def save() -> object:
        return save_draft(draft.ref, content={"a": 1}, by=they.ward, now=make.LATER, expected_version=1)

    saved = at_once(*(doing(they.ward, save) for _ in range(SIX)))
    thrown = at_once(
        *(doing(they.ward, lambda: throw_away_draft(draft.ref, by=they.ward, now=make.LATER)) for _ in range(SIX))
    )

    assert saved == {"done": 1, StaleDraft.code: SIX - 1}
    assert thrown == {"done": 1, DraftGone.code: SIX - 1}


def test_six_cases_opened_at_once_have_six_numbers(they: Parties) -> None:
    person, unit = make.patient(), make.unit_of(they.ward).ref

    outcome = at_once(
        *(doing(they.ward, lambda: open_case(person.ref, unit=unit, by=they.ward, now=make.NOW)) for _ in range(SIX))
    )

    assert outcome == {"done": SIX}
    assert set(Case.objects.values_list("number", flat=True)) == {f"26-{number}" for number in range(1, SIX + 1)}


def test_six_doubles_of_one_request_have_one_effect_and_the_same_answer(they: Parties) -> None:
    person, unit = make.patient(), make.unit_of(they.ward).ref
    answers = []

    def ask() -> None:
        answers.append(
            perform(
                lambda: open_case(person.ref, unit=unit, by=they.ward, now=make.NOW).ref,
                by=they.ward,
                now=make.NOW,
                key="a",
                request={"unit": unit},
            )
        )

    outcome = at_once(*(ask for _ in range(SIX)))

    assert outcome == {"done": SIX}
    assert set(answers) == {Case.objects.get().ref}


def test_six_who_open_a_notice_mark_it_once(they: Parties) -> None:
    sent = make.message(make.case(they.ward), they.ward, make.unit_of(they.social))

    outcome = at_once(
        *(doing(they.social, lambda: read_notice(sent.ref, by=they.social, now=make.LATER)) for _ in range(SIX))
    )

    assert outcome == {"done": SIX}
    assert Event.objects.filter(kind="notice_read").count() == 1


def test_sender_and_recipient_at_the_same_time_leave_what_the_events_say(notice: Notice, they: Parties) -> None:
    outcome = at_once(*(param.values[0](notice, they) for param in ACTS))

    assert outcome["done"] >= 1
    assert list(verify()) == []
    assert [event.seq for event in Event.objects.order_by("seq")] == list(range(1, Event.objects.count() + 1))


def test_two_cases_at_once_and_the_worker_beside_them_do_not_lock_each_other(they: Parties) -> None:
    cases = [make.case(they.ward), make.case(they.ward)]
    for case in cases:
        for _ in range(3):
            make.message(case, they.ward, make.unit_of(they.social), make.unit_of(they.clinic))
    late = make.NOW.replace(day=11)

    def work(by: Actor, case: Case) -> Callable[[], None]:
        refs = list(Notice.objects.filter(case=case).values_list("ref", flat=True))

        def run() -> None:
            for ref in refs:
                with acting_as(by):
                    acknowledge(ref, by=by, now=make.LATER, expected_version=1)

        return run

    def worker() -> None:
        for _ in range(5):
            deliver(late)

    outcome = at_once(*(work(by, case) for case in cases for by in (they.social, they.clinic)), worker, worker)

    assert outcome == {"done": SIX}
    assert Receipt.objects.exclude(state="acknowledged").count() == 0
    deliver(late)
    take_down_settled_digests(late)
    assert not InAppNotice.objects.filter(withdrawn_at=None).exists()
    assert list(verify()) == []
