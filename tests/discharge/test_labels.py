"""Tests of discharge/labels.py and errors.py: everything has a Swedish word."""

import re
from pathlib import Path

import pytest

from core.errors import status_of
from discharge import errors
from discharge.labels import NOTIFICATIONS, RECEIPT_STATES, TURN_ACTIONS
from discharge.turns import Action
from notifications.labels import words_of
from rules.errors import DomainError
from rules.tracks.receipt import State


def test_each_state_and_action_has_a_word() -> None:
    assert set(RECEIPT_STATES) == set(State)
    assert set(TURN_ACTIONS) == set(Action)


@pytest.mark.parametrize("kind", NOTIFICATIONS)
def test_each_notification_says_something(kind: str) -> None:
    assert words_of(kind) == str(NOTIFICATIONS[kind])


def refusals() -> list[type[DomainError]]:
    return [one for one in vars(errors).values() if isinstance(one, type) and one.__module__ == errors.__name__]


@pytest.mark.parametrize("refusal", refusals(), ids=lambda refusal: refusal.code)
def test_each_refusal_has_a_code_of_its_own_a_sentence_and_the_status_of_its_kin(refusal: type[DomainError]) -> None:
    assert refusal.code in errors.SENTENCES
    assert sum(one.code == refusal.code for one in refusals()) == 1
    assert status_of(refusal("x") if not issubclass(refusal, errors.InvalidInput) else refusal()) in (403, 409, 422)


def test_each_refusal_is_raised_somewhere() -> None:
    app = Path(errors.__file__).parent
    raised = {name for file in app.rglob("*.py") for name in re.findall(r"(?:raise|return) (\w+)\(", file.read_text())}

    assert {refusal.__name__ for refusal in refusals()} <= raised
