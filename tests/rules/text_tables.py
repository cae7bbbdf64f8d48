"""What is expected of a declared table, as text that can be read; and the checks that hold the table to it.

A matrix has a line for each action and a cell for each state: "." refused, "=" possible and the state stays, "back" to
the state before, else the state it leads to. The state "-" is where there is nothing yet. The particulars beside it
have for each action who does it, its ground, and the fact without which, or with which, it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import pytest

from rules.errors import IllegalTransition
from rules.tables import Fact, Transition

State = TypeVar("State", bound=StrEnum)
Act = TypeVar("Act", bound=StrEnum)

WHO = {
    "ward": ("ward",),
    "system": ("system",),
    "social": ("social_services",),
    "municipal": ("municipal_care",),
    "open": ("open_care",),
    "contact": ("care_contact",),
    "hospital": ("ward", "system"),
    "ward+open": ("ward", "open_care"),
    "open+system": ("open_care", "system"),
    "soc+prov": ("social_services", "provider"),
    "ward+mun": ("ward", "social_services", "municipal_care"),
    "receivers": ("social_services", "municipal_care", "open_care"),
    "all": ("ward", "social_services", "municipal_care", "open_care"),
}

PARAGRAPH = r"(\d+ kap\. )?\d+(–\d+)?( [a-z])? §§?( (första|andra) stycket)?"
GROUND = re.compile(
    rf"SFS \d{{4}}:\d+, {PARAGRAPH}( and {PARAGRAPH})*|agreement [a-z_.]+|reading A-\d+|routine [a-z][a-z -]+"
)
EVERY_FACT = tuple(fact.value for fact in Fact)
FACTS = ((), EVERY_FACT, *((fact,) for fact in EVERY_FACT))


@dataclass(frozen=True)
class Asked:
    """The two functions by which a table is asked."""

    next: Callable[..., StrEnum]
    available: Callable[..., tuple[StrEnum, ...]]


@dataclass(frozen=True)
class Line:
    """One action as the text has it."""

    action: str
    who: tuple[str, ...]
    cells: Mapping[str, str]
    needs: str
    unless: str
    ground: str

    def possible(self, state: str, facts: Collection[str]) -> bool:
        return self.cells[state] != "." and not self.hindered_by(facts)

    def hindered_by(self, facts: Collection[str]) -> str:
        """The fact in the way; "" when none is."""
        if self.unless in facts:
            return self.unless
        return "" if self.needs in facts else self.needs


def lines(matrix: str, particulars: str, names: Mapping[str, str] | None = None) -> tuple[Line, ...]:
    """The lines of a matrix and of the particulars beside it, in order. `names`: what short column names stand for."""
    names = names or {}
    header, *rows = _split(matrix)
    states = [names.get(name, name) for name in header[1].split()]
    found = []
    for (action, cells), (same_action, party, ground, *facts) in zip(rows, _split(particulars), strict=True):
        assert action == same_action
        word, _, fact = "".join(facts).partition(" ")
        assert word in ("", "needs", "unless")
        found.append(
            Line(
                action=action,
                who=WHO[party],
                cells=dict(zip(states, [names.get(cell, cell) for cell in cells.split()], strict=True)),
                needs=fact if word == "needs" else "",
                unless=fact if word == "unless" else "",
                ground=ground,
            )
        )
    return tuple(found)


def _split(text: str) -> list[list[str]]:
    return [[part.strip() for part in line.split("|")] for line in text.strip().splitlines()]


def assert_rows(
    table: Mapping[Act, Transition[State]], actions: type[Act], states: type[State], expected: Collection[Line]
) -> None:
    """The table has the text's actions and no others, in its order, with its states, parties and grounds."""
    assert [action.value for action in actions] == [line.action for line in expected]
    assert list(table) == list(actions)
    assert all(list(line.cells) == ["-", *states] for line in expected)
    assert [(row.who, row.law) for row in table.values()] == [(line.who, line.ground) for line in expected]


def assert_pair(asked: Asked, action: StrEnum, state: StrEnum | None, line: Line) -> None:
    """The action in that state leads where the cell says, or is refused, whatever facts hold.

    Not for a cell "back": where it leads depends on the state before.
    """
    column = state or "-"
    for names in FACTS:
        if line.possible(column, names):
            to = line.cells[column]
            assert asked.next(state, action, facts=held(names)) == (column if to == "=" else to)
        else:
            assert_refused(asked, action, state, line, names)


def assert_refused(
    asked: Asked,
    action: StrEnum,
    state: StrEnum | None,
    line: Line,
    names: Collection[str],
    before: StrEnum | None = None,
) -> None:
    """The action is refused with the facts of the refusal: what was asked, what is possible, what is in the way."""
    with pytest.raises(IllegalTransition) as refused:
        asked.next(state, action, facts=held(names), before=before)

    assert refused.value.detail == f"{action} is not possible in {state}"
    assert refused.value.facts == {
        "status": state,
        "action": action,
        "allowed": asked.available(state, facts=held(names)),
        "because": line.hindered_by(names) or None,
    }


def assert_available(asked: Asked, states: type[StrEnum], expected: Collection[Line]) -> None:
    """In each state, whatever facts hold, what can be done is what the text says, in the text's order."""
    for state in (None, *states):
        for names in FACTS:
            can = tuple(line.action for line in expected if line.possible(state or "-", names))
            assert asked.available(state, facts=held(names)) == can


def held(names: Collection[str]) -> tuple[Fact, ...]:
    """The facts of those names."""
    return tuple(Fact(name) for name in names)


def reachable(table: Mapping[Act, Transition[State]]) -> set[State]:
    """The states that some row leads to from nothing, step by step."""
    found: set[State | None] = {None}
    while more := {row.to for row in table.values() if row.start & found and isinstance(row.to, StrEnum)} - found:
        found |= more
    return {state for state in found if state is not None}


def grounds(table: Mapping[Act, Transition[State]]) -> list[str]:
    """Every single ground that the table names."""
    return [ground for row in table.values() for ground in row.law.split("; ")]
