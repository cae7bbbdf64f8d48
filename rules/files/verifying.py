"""An answer against what its case expects (`expect:`): everything expected must be there, more may be."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from rules.files.yaml_text import Value, join

ABOUT_THE_CASE = "rules"  # which rules the case proves: for the traceability table, nothing to compare
DEADLINES = "deadlines"
WHOSE_CLOCK = ("kind", "party")
ABSENT = "absent"  # `absent: true` in an expected deadline: the answer has none such


def differences(expected: Mapping[str, Value], answer: Mapping[str, object]) -> list[str]:
    """One line per difference, beginning with the key in the answer ("liability.nights: expected 3, got 4").

    Mappings are compared key by key as far as expected, lists in order and whole. Deadlines are found by kind and
    party wherever they stand; one with `absent: true` must not be there. `expected` is as read from a file, all scalars
    text.
    """
    compared = {key: value for key, value in expected.items() if key != ABOUT_THE_CASE}
    return list(_compare("", compared, answer))


def _compare(where: str, expected: Value, got: object) -> Iterator[str]:
    if isinstance(expected, dict) and isinstance(got, Mapping):
        for key, value in expected.items():
            if key in got:
                yield from _compare(join(where, key), value, got[key])
            else:
                yield f"{join(where, key)}: expected {_shown(value)}, the answer has no such key"
    elif isinstance(expected, list) and isinstance(got, Sequence) and not isinstance(got, str):
        yield from _deadlines(expected, got) if where == DEADLINES else _in_order(where, expected, got)
    elif expected != _as_written(got):
        yield f"{where}: expected {_shown(expected)}, got {_shown(got)}"


def _in_order(where: str, expected: Sequence[Value], got: Sequence[object]) -> Iterator[str]:
    if len(expected) != len(got):
        yield f"{where}: expected {len(expected)} in the list, got {len(got)}: {_shown(got)}"
        return
    for index, one in enumerate(expected):
        yield from _compare(f"{where}[{index}]", one, got[index])


def _deadlines(expected: Sequence[Value], got: Sequence[object]) -> Iterator[str]:
    """The difference from the nearest row of the same kind and party; there may be several of them."""
    for index, row in enumerate(expected):
        where = f"{DEADLINES}[{index}]"
        if isinstance(row, dict) and row.get(ABSENT) == "true":
            yield from _unwanted(where, {key: row[key] for key in row if key != ABSENT}, got)
            continue
        named = {key: row[key] for key in WHOSE_CLOCK if key in row} if isinstance(row, dict) else row
        attempts = [list(_compare(where, row, other)) for other in got if not list(_compare(where, named, other))]
        if attempts:
            yield from min(attempts, key=len)
        else:
            yield f"{where}: expected {_shown(row)}, the answer has no such deadline"


def _unwanted(where: str, row: Value, got: Sequence[object]) -> Iterator[str]:
    for other in got:
        if not list(_compare(where, row, other)):
            yield f"{where}: expected no such deadline, got {_shown(other)}"


def _as_written(got: object) -> object:
    """A scalar of the answer as a file would write it; null stays null."""
    if got is None or isinstance(got, str):
        return got
    return json.dumps(got)


def _shown(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
