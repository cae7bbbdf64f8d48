"""Tests of accounts/errors.py."""

import pytest

from accounts import errors
from core.errors import sentence_of, status_of
from rules.errors import DomainError

REFUSALS = {
    kind.code: kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, DomainError) and kind.__module__ == "accounts.errors"
}


def test_every_refusal_has_a_code_and_a_sentence_of_its_own() -> None:
    assert set(REFUSALS) == set(errors.SENTENCES)
    assert len({str(sentence) for sentence in errors.SENTENCES.values()}) == len(errors.SENTENCES)


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("already_ended", 409),
        ("still_in_use", 409),
        ("taken", 409),
        ("own_assignment", 403),
        ("assignment_not_chosen", 403),
        ("other_assignment", 403),
        ("token_unknown", 401),
        ("token_revoked", 401),
        ("token_expired", 401),
        ("token_assignment_ended", 401),
    ],
)
def test_a_refusal_s_status_says_whether_it_is_who_or_when(code: str, status: int) -> None:
    assert status_of(REFUSALS[code]("x")) == status


def test_what_still_belongs_there_is_named() -> None:
    refusal = errors.StillInUse("the controller has open units", by="Medicin 12")

    assert sentence_of(refusal) == (
        "Det går inte att avsluta än, eftersom något annat fortfarande hör dit: Medicin 12."
    )
