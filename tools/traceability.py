"""Builds docs/law.md: every rule of the act, the code that decides it, and the cases that prove it."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

import rules
from rules.provisions import DECISIONS, Decided
from rules.readings import QUESTIONS

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "docs" / "law_rules.yaml"
CASES = ROOT / "tests" / "rules" / "cases"
TABLE = ROOT / "docs" / "law.md"

HEAD = """# The law, rule by rule

Built by `python -m tools.traceability` from docs/law_rules.yaml, from the functions in rules/ marked `@decides` and
from the cases in tests/rules/cases/ that name a rule. The suite fails when this page is out of date, when a rule is
missing, and when no case fails with the decision of a rule taken away. Paragraphs are those of lag (2017:612) where no
other act is named. Sources and what could not be verified: [sources.md](sources.md).
"""
HOW_TO_READ = """
## Result states

`NOT_APPLICABLE` no municipal service is needed · `PENDING` the clock runs, or the SIP call may still come in time ·
`LIABLE` · `NOT_LIABLE` with the first condition that holds · `SUSPENDED` not right now (C8, C9) · `REVIEW` another
reading, marked so below, would change the answer: a person decides, with a reason · `BY_AGREEMENT` the stay enters a
mean · `INCOMPLETE_AGREEMENT` the agreement lacks what the answer needs. The order in which conditions are asked: C11,
gaps, no liability agreed (C12), C1, C3, C2, C4, what is agreed (C13, C12), C5 or C7, C6, C8, suspended (C12), C9, C10.
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: `elsewhere` says why nothing in rules/ decides it, "" when something does."""

    id: str
    law: str
    says: str
    elsewhere: str


def register() -> tuple[Rule, ...]:
    """Every rule: those written in docs/law_rules.yaml, then the readings of rules/readings.py."""
    written = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    own = tuple(Rule(row["id"], row["law"], row["says"], row.get("elsewhere", "")) for row in written)
    return own + tuple(Rule(question.id, question.law, question.asks, "") for question in QUESTIONS)


def decisions() -> tuple[Decided, ...]:
    """Every marked decision, with all of rules/ imported."""
    for module in pkgutil.walk_packages(rules.__path__, "rules."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return tuple(DECISIONS)


def cases_by_rule() -> Mapping[str, tuple[str, ...]]:
    """The names of the cases that say they prove a rule."""
    found: dict[str, list[str]] = {}
    for path in sorted(CASES.glob("*.yaml")):
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        for case in content if isinstance(content, list) else [content]:
            for rule in case.get("expect", {}).get("rules", ()):
                found.setdefault(rule, []).append(case["name"])
    return {rule: tuple(names) for rule, names in found.items()}


def build() -> str:
    """The page as it should be."""
    marked, cases = decisions(), cases_by_rule()
    parts = [HEAD, HOW_TO_READ]
    for title, prefix in (("Rules of the act", "R-"), ("Conditions that stop liability", "C")):
        rows = [rule for rule in register() if rule.id.startswith(prefix)]
        parts += [f"\n## {title}\n\n| Rule | Law | What it says | Decided in | Cases |\n|---|---|---|---|---|\n"]
        parts += [
            f"| {row.id} | {row.law} | {row.says} | {_code(row, marked)} | {_names(row, cases)} |\n" for row in rows
        ]
    parts.append("\n## Readings\n\nThe default is bold. *Review*: when it would change this stay, a person decides.\n")
    for question in QUESTIONS:
        rule = Rule(question.id, question.law, question.asks, "")
        parts.append(f"\n**{question.id}** ({question.law}) {question.asks}\n\n")
        for letter, text in question.letters.items():
            chosen = f"**{letter}** {text}" if letter == question.default else f"{letter} {text}"
            parts.append(f"- {chosen}{' *Review.*' if letter in question.review else ''}\n")
        if question.because:
            parts.append(f"- Not tried: {question.because}.\n")
        parts.append(f"- Decided in {_code(rule, marked)}. Cases: {_names(rule, cases)}\n")
    return "".join(parts)


def _code(rule: Rule, marked: Iterable[Decided]) -> str:
    places = sorted(
        {f"`{one.function.__module__}.{one.function.__qualname__}`" for one in marked if rule.id in one.rules}
    )
    return ", ".join(places) or f"– {rule.elsewhere}"


def _names(rule: Rule, cases: Mapping[str, Sequence[str]]) -> str:
    names = cases.get(rule.id, ())
    shown = "; ".join(names[:4])
    return f"{shown}; and {len(names) - 4} more" if len(names) > 4 else shown or "–"


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes docs/law.md, or with --check says whether it is up to date."""
    parser = argparse.ArgumentParser(prog="python -m tools.traceability", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when docs/law.md is out of date")
    page = build()
    if parser.parse_args(arguments).check:
        current = TABLE.read_text(encoding="utf-8") if TABLE.exists() else ""
        if current != page:
            print("docs/law.md is out of date: run python -m tools.traceability", file=sys.stderr)
        return int(current != page)
    TABLE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
