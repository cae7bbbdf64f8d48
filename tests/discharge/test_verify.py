"""Tests of discharge/verify.py and facts.py: a table that says something else than the events is found."""

from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from discharge.facts import CaseFacts, fold
from discharge.models import Case, CaseGrant, Deadline, Event, Notice, NoticeCopy, Participation, Receipt, Turn
from discharge.verify import verify, verify_case
from tests import factories as make
from tests.discharge.parties import parties


@pytest.fixture
def case(own_database: str) -> Case:
    """A case with a message, in a database that is thrown away with what the tests do to it."""
    they = parties()
    case = make.case(they.ward)
    make.message(case, they.ward, make.unit_of(they.social))
    make.case_grant(case, they.ward, "read_extra")
    return case


TAMPERINGS = [
    pytest.param(lambda: Receipt.objects.update(state="withdrawn"), "notices", id="a receipt's state"),
    pytest.param(lambda: Receipt.objects.update(seen_version=1), "notices", id="what was seen"),
    pytest.param(lambda: Notice.objects.update(version=2), "notices", id="a notice's version"),
    pytest.param(lambda: Notice.objects.update(recalled_at=make.LATER), "notices", id="a recall"),
    pytest.param(lambda: Case.objects.update(last_seq=9), "seq", id="a missing event"),
    pytest.param(
        lambda: Participation.objects.filter(capacity="recipient").update(to_at=make.LATER),
        "participation",
        id="taking part",
    ),
    pytest.param(lambda: NoticeCopy.objects.filter(side="social").update(closed_at=make.LATER), "copies", id="a copy"),
    pytest.param(lambda: CaseGrant.objects.update(ends_on=date(2027, 1, 1)), "grants", id="a grant"),
    pytest.param(lambda: Turn.objects.update(action="acknowledge"), "turns", id="a turn"),
    pytest.param(lambda: Turn.objects.update(changed_at=make.LATER), "turns", id="since when"),
    pytest.param(
        lambda: Deadline.objects.create(
            case=Case.objects.get(), kind="x", party_unit=Turn.objects.all()[0].unit, due_at=make.NOW, law="x"
        ),
        "deadlines",
        id="a deadline",
    ),
]


@pytest.mark.parametrize(("tamper", "what"), TAMPERINGS)
def test_what_was_changed_behind_the_events_is_found(case: Case, tamper: Callable[[], object], what: str) -> None:
    assert list(verify()) == []

    tamper()

    differences = list(verify())
    assert any(line.startswith(f"{case}: {what}") for line in differences), differences


def test_content_that_is_not_what_was_fingerprinted_is_found(case: Case, as_owner: Callable[[str], None]) -> None:
    as_owner("ALTER TABLE discharge_noticeversion DISABLE TRIGGER USER")
    as_owner("""UPDATE discharge_noticeversion SET content = '{"subject": "a", "body": "b"}'""")

    case.refresh_from_db()

    assert [line.split(" ")[0] for line in verify_case(case)] == ["sha256"]


def test_the_facts_of_a_case_without_events_are_empty() -> None:
    assert fold([]) == CaseFacts()


def test_every_kind_of_event_is_folded(case: Case) -> None:
    facts = fold(Event.objects.filter(case=case).select_related("unit", "notice", "party").order_by("seq"))

    assert len(facts.openers) == len(facts.notices) == len(facts.grants) == 1
    assert len(facts.participants()) == 2


def test_the_command_tells_each_difference_and_fails(case: Case) -> None:
    printed = StringIO()
    call_command("verify_cases", stdout=printed)
    assert printed.getvalue() == ""

    Case.objects.update(last_seq=9)

    with pytest.raises(CommandError, match="1 differences"):
        call_command("verify_cases", stdout=printed)
    assert printed.getvalue().startswith(f"{case}: seq: ")
