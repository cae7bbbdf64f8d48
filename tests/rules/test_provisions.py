"""The marker writes a decision down and leaves the function as it is."""

from __future__ import annotations

import pytest

from rules import provisions


def _claims() -> bool:
    return True


def test_a_marked_function_is_itself_and_is_written_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provisions, "DECISIONS", [])

    marked = provisions.decides("C1", "A-5", without=False)(_claims)

    assert marked is _claims
    assert [provisions.Decided(("C1", "A-5"), _claims, False)] == provisions.DECISIONS
    assert marked() is True
