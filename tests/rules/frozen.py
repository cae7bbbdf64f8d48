"""The whole answer of every stay among the cases, kept, so that no clock and no figure moves unnoticed.

python -m tests.rules.frozen writes them anew; what then differs in git is what changed for these stays.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from rules.evaluation import Evaluation, evaluate
from rules.files.answers import stay_answer
from rules.files.stay_file import read_stay_case
from rules.wording import Language
from tests.rules.cases_run import Case, cases, command

FOLDER = Path(__file__).parent / "frozen"


def stay_cases() -> tuple[Case, ...]:
    """The cases that are stays; a period's figures are expected whole in its own case."""
    return tuple(case for case in cases() if command(case.file) == "evaluate")


def answer_of(case: Case) -> dict[str, Any]:
    """The answer without its sentences, with what the command does not tell: subjects, municipalities, decisions."""
    asked = read_stay_case(case.raw)
    found = evaluate(asked.stay, asked.terms, asked.on, home_terms=asked.home_terms)
    answer: dict[str, Any] = json.loads(json.dumps(stay_answer(asked.name, found, Language.EN)))
    liability = answer["liability"]
    liability["reasons"] = [f"{one.law} {one.code} {_facts(one.facts)}".strip() for one in found.reasons]
    liability["review"] = [_without_text(one) for one in liability["review"]]
    liability["needs_decision"] = [one.reading for one in found.review if one.needs_decision]
    liability["spells"] = [_spell(found, number) for number in range(len(found.liability.spells))]
    for row, deadline in zip(answer["deadlines"], found.deadlines, strict=True):
        row["subject"] = deadline.subject
    return answer


def _without_text(entry: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in entry.items() if key != "text"}


def _facts(facts: Mapping[str, object]) -> str:
    return " ".join(f"{name}={value}" for name, value in facts.items())


def _spell(found: Evaluation, number: int) -> dict[str, object]:
    spell = found.liability.spells[number]
    return {
        "municipality": spell.told.municipality,
        "told_at": spell.told.told_at.isoformat(),
        "ends_at": spell.told.ends_at.isoformat(),
        "call": spell.told.call.standing.value,
        "barred": spell.barred is not None,
        "start_on": spell.start_on.isoformat(),
        "first_on": None if spell.first_on is None else spell.first_on.isoformat(),
        "nights": len(spell.nights_on),
        "begun": len(spell.begun_on),
        "otherwise": spell.otherwise,
        "unrestricted": spell.unrestricted,
    }


@cache
def kept(stem: str) -> Mapping[str, Any]:
    """The kept answers of one file of cases, by the name of the case."""
    answers: Mapping[str, Any] = json.loads((FOLDER / f"{stem}.json").read_text(encoding="utf-8"))
    return answers


def write() -> None:
    """Keep today's answers."""
    FOLDER.mkdir(exist_ok=True)
    by_file: dict[str, dict[str, Any]] = {}
    for case in stay_cases():
        by_file.setdefault(case.file.stem, {})[case.name] = answer_of(case)
    for stale in set(FOLDER.glob("*.json")) - {FOLDER / f"{stem}.json" for stem in by_file}:
        stale.unlink()
    for stem, answers in by_file.items():
        lines = ",\n".join(
            f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(answer, ensure_ascii=False)}"
            for name, answer in answers.items()
        )
        (FOLDER / f"{stem}.json").write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    write()
