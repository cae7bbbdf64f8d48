"""Tests of discharge/services/drafts.py."""

from typing import Any
from uuid import uuid4

import pytest

from accounts.actor import Actor
from core.errors import NotVisible
from discharge.errors import DraftGone, NotYourUnit, StaleDraft
from discharge.models import Draft
from discharge.models.drafts import DraftKind
from discharge.services.drafts import begin_draft, save_draft, throw_away_draft
from discharge.services.receipts import report_wrong_recipient
from rules.errors import InvalidInput, NotPermitted
from tests import factories as make
from tests.discharge.parties import parties

pytestmark = pytest.mark.django_db


def begun(by: Actor, **changed: Any) -> Draft:
    arguments = {
        "unit": make.unit_of(by).ref,
        "case": None,
        "content": {"subject": "Hem"},
        "by": by,
        "now": make.NOW,
        **changed,
    }
    return begin_draft(DraftKind.MESSAGE, **arguments)


def saved(draft: Draft, by: Actor, **changed: Any) -> Draft:
    arguments = {"content": {"subject": "Hemgång"}, "by": by, "now": make.LATER, "expected_version": 1, **changed}
    return save_draft(draft.ref, **arguments)


def test_a_draft_may_be_begun_before_there_is_a_case() -> None:
    nurse = make.actor()

    draft = begun(nurse)

    assert (draft.case, draft.kind, draft.content, draft.version) == (None, "message", {"subject": "Hem"}, 1)
    assert (draft.assignment_ref, draft.unit) == (nurse.assignment_ref, make.unit_of(nurse))
    assert draft.created_at == draft.updated_at == make.NOW


def test_or_in_a_case_that_is_visible() -> None:
    they = parties()
    case = make.case(they.ward)

    assert begun(they.ward, case=case.ref).case == case
    with pytest.raises(NotVisible):
        begun(they.social, case=case.ref)
    with pytest.raises(NotVisible):
        begun(they.ward, case=uuid4())
    with pytest.raises(NotPermitted):
        begun(make.without_permissions(they.ward), case=case.ref)


def test_it_is_saved_over_what_was_there() -> None:
    nurse = make.actor()
    draft = begun(nurse)

    saved(draft, nurse)

    draft.refresh_from_db()
    assert (draft.content, draft.version, draft.updated_at) == ({"subject": "Hemgång"}, 2, make.LATER)


def test_what_was_saved_from_another_window_is_not_lost() -> None:
    nurse = make.actor()
    draft = begun(nurse)
    saved(draft, nurse)

    with pytest.raises(StaleDraft) as refusal:
        saved(draft, nurse, content={"subject": "Annat"})

    assert refusal.value.facts == {"version": 2, "updated_at": make.LATER}
    draft.refresh_from_db()
    assert draft.content == {"subject": "Hemgång"}


def test_it_is_thrown_away_once() -> None:
    nurse = make.actor()
    draft = begun(nurse)

    throw_away_draft(draft.ref, by=nurse, now=make.LATER)
    with pytest.raises(DraftGone):
        throw_away_draft(draft.ref, by=nurse, now=make.LATER)
    with pytest.raises(DraftGone):
        saved(draft, nurse)

    assert not Draft.objects.exists()


def test_nobody_elses_draft_is_there_not_even_a_colleagues() -> None:
    nurse = make.actor()
    draft = begun(nurse)
    colleague = make.actor(make.unit_of(nurse))

    for other in (colleague, make.actor()):
        with pytest.raises(DraftGone):
            saved(draft, other)

    assert not Draft.objects.visible_to(colleague).exists()


def test_a_draft_at_a_unit_that_is_not_ones_own_is_refused() -> None:
    with pytest.raises(NotYourUnit):
        begun(make.actor(), unit=make.ward().ref)


def test_a_draft_in_a_case_is_gone_with_the_right_to_see_the_case() -> None:
    they = parties()
    notice = make.message(make.case(they.ward), they.ward, make.unit_of(they.social))
    draft = begun(they.social, case=notice.case.ref)

    report_wrong_recipient(notice.ref, reason="", by=they.social, now=make.NOW, expected_version=1)

    with pytest.raises(DraftGone):
        saved(draft, they.social)


def test_a_system_writes_no_drafts() -> None:
    nurse = make.actor()

    with pytest.raises(NotPermitted):
        begin_draft(
            DraftKind.MESSAGE,
            unit=make.unit_of(nurse).ref,
            case=None,
            content={},
            by=make.system_at(nurse),
            now=make.NOW,
        )


@pytest.mark.parametrize(
    "content",
    [
        pytest.param({"body": "å" * 11_000}, id="too large"),
        pytest.param({"body": "\0"}, id="a null character"),
        pytest.param({"recipients": ["a", {"b": "\ud800"}]}, id="deep inside"),
        pytest.param({"\0": 1}, id="in a key"),
    ],
)
def test_what_cannot_be_stored_is_refused(content: dict[str, object]) -> None:
    nurse = make.actor()

    with pytest.raises(InvalidInput):
        begun(nurse, content=content)

    assert not Draft.objects.exists()


def test_a_form_in_any_state_is_kept_as_it_is() -> None:
    nurse = make.actor()
    content = {"subject": "", "body": "\\u0000", "recipients": ["x"], "number": 3, "nothing": None, "yes": True}

    draft = begun(nurse, content=content)

    draft.refresh_from_db()
    assert draft.content == content
