"""How far a run has come, on stderr."""

from __future__ import annotations

import sys
import time

from tools.mutation.workers import Verdict


class Progress:
    """A line on stderr every ten seconds."""

    EVERY_SECONDS = 10.0

    def __init__(self, what: str, total: int) -> None:
        self.what = what
        self.total = total
        self.done = 0
        self.survived = 0
        self.begun = self.told = time.monotonic()

    def step(self, verdict: Verdict) -> None:
        self.done += 1
        self.survived += verdict is Verdict.SURVIVED
        if time.monotonic() - self.told >= self.EVERY_SECONDS:
            self.tell()

    def tell(self) -> None:
        self.told = time.monotonic()
        seconds = self.told - self.begun
        left = seconds / max(1, self.done) * (self.total - self.done)
        figures = f"{self.done} of {self.total} mutants, {self.survived} survived, {seconds:.0f} s, {left:.0f} s left"
        print(f"{self.what}: {figures}", file=sys.stderr, flush=True)

    def end(self) -> None:
        self.tell()
