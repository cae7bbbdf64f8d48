"""What a run found: each survivor as a difference in the source, and the figures for each module."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from tools.mutation.mutants import Mutant
from tools.mutation.workers import Verdict


def survivors(mutants: Sequence[Mutant], verdicts: Mapping[str, Verdict], sources: Mapping[str, bytes]) -> str:
    """Each survivor with its place, and an empty line after it."""
    parts = []
    for mutant in mutants:
        if verdicts.get(mutant.key) is Verdict.SURVIVED:
            place = f"{mutant.path}:{mutant.line}  {mutant.kind} in {mutant.scope or 'the module'}"
            parts.append("\n".join([place, *_difference(mutant, sources[mutant.path])]) + "\n\n")
    return "".join(parts)


def _difference(mutant: Mutant, source: bytes) -> list[str]:
    before, after = source.decode().splitlines(), mutant.applied_to(source).decode().splitlines()
    lines = list(difflib.unified_diff(before, after, n=0, lineterm=""))
    return ["    " + line for line in lines if not line.startswith(("---", "+++", "@@"))]


def table(mutants: Sequence[Mutant], verdicts: Mapping[str, Verdict]) -> str:
    """A row per module and one for all: mutants, noticed, of these by taking too long, survivors and their share."""
    counts: dict[str, Counter[Verdict]] = defaultdict(Counter)
    for mutant in mutants:
        if mutant.key in verdicts:
            for name in (mutant.path, "all"):
                counts[name][verdicts[mutant.key]] += 1
    width = max(len(name) for name in (*counts, "module"))
    rows = [f"{'module':<{width}}  mutants  noticed  timeout  survived  share"]
    for name in sorted(counts, key=lambda name: (name == "all", name)):
        count = counts[name]
        noticed = count[Verdict.KILLED] + count[Verdict.TIMEOUT]
        figures = f"{count.total():>7}  {noticed:>7}  {count[Verdict.TIMEOUT]:>7}  {count[Verdict.SURVIVED]:>8}"
        rows.append(f"{name:<{width}}  {figures}  {share(count):>4.1f}%")
    return "\n".join(rows)


def share(count: Counter[Verdict]) -> float:
    """Survivors in per cent."""
    return 100 * count[Verdict.SURVIVED] / max(1, count.total())
