"""One run over a list of mutants: each is put into effect where that shows soonest, and the tests are asked."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import pickle
import signal
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from tools.mutation.graft import MutatedModule
from tools.mutation.mutants import Mutant
from tools.mutation.progress import Progress
from tools.mutation.results import Results
from tools.mutation.suite import Knowledge, Known, Suite, notices_from_the_start, prepare_hypothesis
from tools.mutation.watch import module_name
from tools.mutation.workers import Finding, Job, Verdict, run

TERMINATED = 143  # as a shell tells of a program that was ended
TESTS_FAIL = 3
ToImport = tuple[Mutant, list[list[str]]]  # a mutant, and the test files that have not been asked yet, by stage


class Trial:
    """One run over `mutants`.

    Most mutants are put into functions that are already loaded, in a copy of a process that has collected the tests
    (`_quick`). What takes effect when a module is imported, and what a function may already have done then, is tried
    again in a process that imports everything anew (`_thorough`): this process itself never imports the package.
    """

    def __init__(self, sources: dict[str, bytes], tests: str, slowest: float, workers: int, results: Results) -> None:
        self.sources = sources
        self.tests = tests
        self.slowest = slowest
        self.workers = workers
        self.results = results
        self.told = results.path.with_name("tests.pickle")

    def run(self, mutants: Sequence[Mutant]) -> bool:
        """Whether every mutant has a verdict in the results; False when the tests fail without any mutant."""
        prepare_hypothesis()
        quick = multiprocessing.get_context("fork").Process(target=self._quick, args=[mutants], daemon=True)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))  # a daemon ends with this process
        quick.start()
        quick.join()
        if quick.exitcode == 0:
            self.results.read()
            self._thorough(mutants)
        return quick.exitcode == 0

    # Functions that are loaded

    def _quick(self, mutants: Sequence[Mutant]) -> None:
        os.dup2(2, 1)  # what pytest says is progress; stdout is for the report
        files = {str(Path(path).resolve()): path for path in self.sources}
        if not Suite(files, self.slowest, partial(self._try_loaded, mutants)).main(self.tests):
            sys.exit(TESTS_FAIL)

    def _try_loaded(self, mutants: Sequence[Mutant], suite: Suite, knowledge: Knowledge) -> None:
        self.told.write_bytes(pickle.dumps(knowledge))
        left = [one for one in mutants if one.key not in self.results.verdicts and one.scope is not None]
        order = Order(knowledge)

        def jobs() -> Iterator[Job[Mutant]]:
            for mutant in left:
                asked = order.tests_for(mutant)
                work = partial(self._loaded, suite, mutant, asked)
                yield Job(mutant, work, 2 + sum(test.seconds_allowed for test in asked))

        progress = Progress("in loaded functions", len(left))
        for mutant, finding in run(jobs(), self.workers):
            order.learn(mutant, finding.by)
            if finding.verdict is Verdict.SURVIVED and (mutant.path, mutant.scope) in knowledge.at_import:
                finding = Finding(Verdict.UNDECIDED)
            self.results.record(mutant.key, finding)
            progress.step(finding.verdict)
        progress.end()

    def _loaded(self, suite: Suite, mutant: Mutant, tests: Sequence[Known]) -> Finding:
        assert mutant.scope is not None
        source = mutant.applied_to(self.sources[mutant.path])
        if not suite.graft((mutant.path, mutant.scope), source):
            return Finding(Verdict.UNDECIDED)
        noticed_by = suite.notices(tests)
        return Finding(Verdict.SURVIVED) if noticed_by is None else Finding(Verdict.KILLED, noticed_by)

    # What is decided when a module is imported

    def _thorough(self, mutants: Sequence[Mutant]) -> None:
        knowledge: Knowledge = pickle.loads(self.told.read_bytes())
        for module in knowledge.modules:
            importlib.import_module(module)
        open_verdicts = (None, Verdict.UNDECIDED)
        left = [mutant for mutant in mutants if self.results.verdicts.get(mutant.key) in open_verdicts]

        def job(mutant: Mutant, stages: list[list[str]]) -> Job[ToImport]:
            work = partial(self._imported, mutant, stages[0], knowledge.left_out)
            return Job((mutant, stages[1:]), work, 10 + 5 * knowledge.seconds_of(stages[0]))

        def first_job(mutant: Mutant) -> Job[ToImport]:
            own, likely, rest = knowledge.files_for(mutant.path)
            # All that call a function have been asked already, and the rest has little to add.
            asked = (own, likely, rest) if mutant.scope is None else (own, likely)
            return job(mutant, [stage for stage in asked if stage])

        def further(subject: ToImport, finding: Finding) -> Job[ToImport] | None:
            """A mutant that survived the likely tests is shown to the next ones."""
            mutant, stages = subject
            return job(mutant, stages) if finding.verdict is Verdict.SURVIVED and stages else None

        progress = Progress("at import", len(left))
        for (mutant, _), finding in run(map(first_job, left), self.workers, further):
            self.results.record(mutant.key, finding)
            progress.step(finding.verdict)
        progress.end()

    def _imported(self, mutant: Mutant, files: Sequence[str], left_out: Sequence[str]) -> Finding:
        source = mutant.applied_to(self.sources[mutant.path])
        MutatedModule(module_name(mutant.path), Path(mutant.path).resolve(), source).install()
        return Finding(Verdict.KILLED if notices_from_the_start(files, left_out) else Verdict.SURVIVED)


class Order:
    """Which tests to ask about a mutant first: those that noticed another in the same function, then in its module."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.tests = knowledge.by_place()
        self.noticed: dict[str, Counter[str]] = defaultdict(Counter)

    def learn(self, mutant: Mutant, by: str) -> None:
        if by:
            self.noticed[mutant.path][by] += 1
            self.noticed[f"{mutant.path} {mutant.scope}"][by] += 1

    def tests_for(self, mutant: Mutant) -> list[Known]:
        in_function, in_module = self.noticed[f"{mutant.path} {mutant.scope}"], self.noticed[mutant.path]
        tests = self.tests.get((mutant.path, mutant.scope or ""), [])
        return sorted(tests, key=lambda test: (-in_function[test.id], -in_module[test.id], test.seconds))
