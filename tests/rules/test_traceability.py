"""Every rule of the act is decided by named code, and a case fails when that decision is taken away."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from rules.errors import DomainError
from rules.files.verifying import differences
from rules.provisions import Decided
from rules.readings import QUESTIONS
from tests.rules.cases_run import Case, answer, cases
from tools import traceability

DECISIONS = traceability.decisions()
REGISTER = {rule.id: rule for rule in traceability.register()}
BY_RULE = {rule: [case for case in cases() if rule in case.rules] for rule in REGISTER}


def test_the_table_of_the_law_is_up_to_date() -> None:
    assert traceability.main(["--check"]) == 0


def test_every_rule_is_decided_by_code_or_says_why_not() -> None:
    decided = {rule for one in DECISIONS for rule in one.rules}
    silent = {rule.id for rule in REGISTER.values() if rule.elsewhere}

    assert decided <= set(REGISTER)
    assert set(REGISTER) - decided == silent


def test_every_decided_rule_is_named_by_a_case() -> None:
    decided = {rule for one in DECISIONS for rule in one.rules}

    assert [rule for rule in sorted(decided) if not BY_RULE[rule]] == []


def test_every_case_names_only_rules_and_parameters_that_exist() -> None:
    named = {rule for case in cases() for rule in case.rules if not rule.startswith("parameter ")}

    assert named <= set(REGISTER)


def test_every_letter_that_is_tried_is_a_reading_of_its_question() -> None:
    for question in QUESTIONS:
        assert {question.default, *question.tried, *question.review} <= set(question.letters)


@pytest.mark.parametrize(
    ("decision", "rule"),
    [pytest.param(one, rule, id=f"{rule} in {one.function.__qualname__}") for one in DECISIONS for rule in one.rules],
)
def test_a_case_fails_when_the_decision_is_taken_away(
    decision: Decided, rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _take_away(decision, monkeypatch)

    assert any(_fails(case) for case in BY_RULE[rule]), f"no case of {rule} needs {decision.function.__qualname__}"


def _take_away(decision: Decided, monkeypatch: pytest.MonkeyPatch) -> None:
    without: Callable[..., object] = (
        decision.without if callable(decision.without) else lambda *_args, **_kwargs: decision.without
    )
    for name, module in list(sys.modules.items()):
        if name.startswith("rules."):
            for attribute, value in list(vars(module).items()):
                if value is decision.function:
                    monkeypatch.setattr(module, attribute, without)


def _fails(case: Case) -> bool:
    try:
        return bool(differences(case.expect, answer(case)))
    except (DomainError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        # With a decision taken away there may be nothing left to compute with.
        return True
