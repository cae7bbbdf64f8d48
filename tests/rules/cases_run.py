"""The law cases of tests/rules/cases/, and how each is answered in process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rules.evaluation import evaluate
from rules.files.answers import stay_answer
from rules.files.month_file import read_month_case, settled
from rules.files.stay_file import read_stay_case
from rules.files.yaml_text import Value, load
from rules.settlement_answer import as_dict
from rules.wording import Language

FOLDER = Path(__file__).parent / "cases"
FILES = tuple(sorted(FOLDER.glob("*.yaml")))


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a file: `place` is its number there, from 0; `rules` are those it says it proves."""

    file: Path
    place: int
    name: str
    rules: tuple[str, ...]
    expect: Mapping[str, Value]
    raw: Value


@cache
def cases() -> tuple[Case, ...]:
    """Every case of every file, in order."""
    return tuple(_case(file, place, raw) for file in FILES for place, raw in enumerate(_list(file)))


def command(file: Path) -> str:
    """What to ask the command of a file: its periods are settled, its stays evaluated."""
    return "settle" if file.name.startswith("settle_") else "evaluate"


def answer(case: Case) -> Mapping[str, object]:
    """The answer as the command would give it, read and computed anew."""
    if command(case.file) == "settle":
        month = read_month_case(case.raw)
        return {"name": month.name, **as_dict(settled(month))}
    stay = read_stay_case(case.raw)
    evaluation = evaluate(stay.stay, stay.terms, stay.on, home_terms=stay.home_terms)
    return stay_answer(stay.name, evaluation, Language.EN)


def _list(file: Path) -> list[Value]:
    data = load(file.read_bytes()).data
    assert isinstance(data, list), f"{file.name} is no list of cases"
    return data


def _case(file: Path, place: int, raw: Value) -> Case:
    assert isinstance(raw, dict)
    name, expect = raw["name"], raw["expect"]
    assert isinstance(name, str)
    assert isinstance(expect, dict)
    rules = expect["rules"]
    assert isinstance(rules, list)
    return Case(file, place, name, tuple(str(rule) for rule in rules), expect, raw)
