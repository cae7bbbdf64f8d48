"""What a refusal says of itself: a sentence for people, a code and facts for programs."""

from __future__ import annotations

from rules.errors import DomainError, IllegalTransition, Incomplete, InvalidInput, Problem


def test_a_refusal_is_told_by_its_detail_alone() -> None:
    refusal = IllegalTransition("not ready", status="planning")

    assert (str(refusal), refusal.detail, refusal.facts, refusal.code) == (
        "not ready",
        "not ready",
        {"status": "planning"},
        "illegal_transition",
    )
    assert isinstance(refusal, DomainError)


def test_gaps_are_facts_beside_the_sentence() -> None:
    refusal = Incomplete("x lacks tracks", ("tracks",))

    assert (str(refusal), refusal.detail, refusal.gaps) == ("x lacks tracks", "x lacks tracks", ("tracks",))
    assert (refusal.facts, refusal.code) == ({"gaps": ("tracks",)}, "incomplete_agreement")


def test_several_problems_are_told_in_one_line() -> None:
    problems = (Problem("left_at", "is before admitted_at"), Problem("", "is no mapping"))

    refusal = InvalidInput(*problems)

    assert str(refusal) == refusal.detail == "left_at: is before admitted_at; is no mapping"
    assert (refusal.problems, refusal.facts, refusal.code) == (problems, {}, "invalid_input")
