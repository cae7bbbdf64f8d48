"""The verdicts so far, in a file that a broken-off run goes on from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from tools.mutation.workers import Finding, Verdict


class Results:
    """Verdicts by mutant. Those of another source or other tests are not read: `fingerprint` says which these are."""

    def __init__(self, path: Path, fingerprint: str) -> None:
        self.path = path
        self.fingerprint = fingerprint
        self.verdicts: dict[str, Verdict] = {}
        self.read()

    def read(self) -> None:
        """What another process has written since is known here from now on."""
        for line in _lines(self.path):
            if line["of"] == self.fingerprint:
                self.verdicts[line["mutant"]] = Verdict(line["verdict"])

    def record(self, mutant: str, finding: Finding) -> None:
        self.verdicts[mutant] = finding.verdict
        told = {"of": self.fingerprint, "mutant": mutant, "verdict": finding.verdict, "by": finding.by}
        line = json.dumps(told, ensure_ascii=False)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")


def survivors_before(path: Path) -> set[str]:
    """The mutants whose latest verdict, whatever the tests were then, is that they survived."""
    latest = {line["mutant"]: line["verdict"] for line in _lines(path)}
    return {mutant for mutant, verdict in latest.items() if verdict == Verdict.SURVIVED}


def fingerprint_of(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(f"{file}\n".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _lines(path: Path) -> list[dict[str, str]]:
    """A line that was being written when a run was broken off is no verdict."""
    if not path.exists():
        return []
    whole, _, _ = path.read_text(encoding="utf-8").rpartition("\n")
    return [json.loads(line) for line in whole.splitlines()]
