"""The command: python -m tools.mutation --help"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import pickle
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from tools.mutation import report
from tools.mutation.graft import MutatedModule
from tools.mutation.mutants import Mutant, mutants_of
from tools.mutation.results import Results, fingerprint_of, survivors_before
from tools.mutation.suite import Knowledge, Known, Suite, notices_from_the_start, prepare_hypothesis
from tools.mutation.workers import Job, Verdict, run

WITHIN_LIMIT, OVER_LIMIT, USAGE, TESTS_FAIL = 0, 1, 2, 3
ToImport = tuple[Mutant, list[list[str]]]  # a mutant, and the test files that have not been asked yet, by stage

EPILOG = """exit status: 0 no more survivors than allowed, 1 more, 2 wrong usage, 3 the tests fail without any mutant.

A run that was broken off goes on where it was as long as neither the source nor the tests have changed.
Survivors are explained in docs/mutation.md."""


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    sources = {str(path): path.read_bytes() for path in sorted(Path(options.package).rglob("*.py"))}
    mutants = [mutant for path, source in sources.items() for mutant in mutants_of(path, source)]
    if options.modules:
        mutants = [mutant for mutant in mutants if _module(mutant.path).startswith(tuple(options.modules))]
    folder = Path(options.state)
    folder.mkdir(exist_ok=True)
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    if options.survivors:
        before = survivors_before(folder / "results.jsonl")
        mutants = [mutant for mutant in mutants if mutant.key in before]
    if not mutants:
        print("no mutants: no such module, or nothing survived before", file=sys.stderr)
        return USAGE
    if options.list:
        print(report.table(mutants, {mutant.key: Verdict.UNDECIDED for mutant in mutants}))
        return WITHIN_LIMIT
    return Run(options, sources, mutants, folder).main()


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tools.mutation",
        description="Puts small faults into a package, one at a time, and names those that no test notices.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("modules", metavar="MODULE", nargs="*", help="only these, as rules.calendar or rules.files")
    parser.add_argument("--package", default="rules", help="the folder to put faults into (default: rules)")
    parser.add_argument("--tests", default="tests/rules", help="the tests to ask (default: tests/rules)")
    parser.add_argument("--survivors", action="store_true", help="only what survived last time")
    parser.add_argument("--allow", type=float, default=5.0, metavar="PER_CENT", help="survivors allowed (default: 5)")
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)), help="processes at a time")
    parser.add_argument("--slowest", type=float, default=2.0, metavar="SECONDS", help="ask no test slower than this")
    parser.add_argument("--state", default=".mutation", metavar="FOLDER", help="where verdicts are kept")
    parser.add_argument("--list", action="store_true", help="only count the mutants")
    return parser.parse_args(arguments)


def _module(path: str) -> str:
    return ".".join(Path(path).with_suffix("").parts).removesuffix(".__init__")


class Run:
    """One run over `mutants`.

    Most mutants are put into functions that are already loaded, in a copy of a process that has collected the tests
    (`_quick`). What takes effect when a module is imported, and what a function may already have done then, is tried
    again in a process that imports everything anew (`_thorough`): this process itself never imports the package.
    """

    def __init__(
        self, options: argparse.Namespace, sources: dict[str, bytes], mutants: list[Mutant], folder: Path
    ) -> None:
        self.options = options
        self.sources = sources
        self.mutants = mutants
        self.folder = folder
        self.results_path = folder / "results.jsonl"
        asked = [*Path(options.package).rglob("*"), *Path(options.tests).rglob("*")]
        self.fingerprint = fingerprint_of(path for path in asked if path.suffix in (".py", ".yaml"))

    def main(self) -> int:
        prepare_hypothesis()
        quick = multiprocessing.get_context("fork").Process(target=self._quick)
        quick.start()
        quick.join()
        if quick.exitcode != 0:
            print("the tests fail without any mutant: python -m pytest", self.options.tests, file=sys.stderr)
            return TESTS_FAIL
        self._thorough()
        return self._answer()

    # Functions that are loaded

    def _quick(self) -> None:
        os.dup2(2, 1)  # what pytest says is progress; stdout is for the report
        files = {str(Path(path).resolve()): path for path in self.sources}
        if not Suite(files, self.options.slowest, self._try_loaded).main(self.options.tests):
            sys.exit(TESTS_FAIL)

    def _try_loaded(self, suite: Suite, knowledge: Knowledge) -> None:
        (self.folder / "tests.pickle").write_bytes(pickle.dumps(knowledge))
        results = Results(self.results_path, self.fingerprint)
        left = [mutant for mutant in self.mutants if mutant.key not in results.verdicts]
        tests = knowledge.by_place()

        def jobs() -> Iterator[Job[Mutant]]:
            for mutant in left:
                if mutant.scope is not None:
                    asked = tests.get((mutant.path, mutant.scope), [])
                    work = partial(self._loaded, suite, mutant, asked)
                    yield Job(mutant, work, 2 + sum(test.seconds_allowed for test in asked))

        progress = Progress("in loaded functions", sum(mutant.scope is not None for mutant in left))
        for mutant, verdict in run(jobs(), self.options.workers):
            if verdict is Verdict.SURVIVED and (mutant.path, mutant.scope) in knowledge.at_import:
                verdict = Verdict.UNDECIDED
            results.record(mutant.key, verdict)
            progress.step(verdict)
        progress.end()

    def _loaded(self, suite: Suite, mutant: Mutant, tests: Sequence[Known]) -> Verdict:
        assert mutant.scope is not None
        source = mutant.applied_to(self.sources[mutant.path])
        if not suite.graft((mutant.path, mutant.scope), source):
            return Verdict.UNDECIDED
        return Verdict.KILLED if suite.notices(tests) else Verdict.SURVIVED

    # What is decided when a module is imported

    def _thorough(self) -> None:
        knowledge: Knowledge = pickle.loads((self.folder / "tests.pickle").read_bytes())
        results = Results(self.results_path, self.fingerprint)
        open_verdicts = (None, Verdict.UNDECIDED)
        left = [mutant for mutant in self.mutants if results.verdicts.get(mutant.key) in open_verdicts]

        def job(mutant: Mutant, stages: list[list[str]]) -> Job[ToImport]:
            work = partial(self._imported, mutant, stages[0], knowledge.left_out)
            return Job((mutant, stages[1:]), work, 10 + 5 * knowledge.seconds_of(stages[0]))

        def further(subject: ToImport, verdict: Verdict) -> Job[ToImport] | None:
            """A mutant that survived the likely tests is shown to the next ones."""
            mutant, stages = subject
            return job(mutant, stages) if verdict is Verdict.SURVIVED and stages else None

        progress = Progress("at import", len(left))
        jobs = (job(mutant, knowledge.files_for(mutant.path)) for mutant in left)
        for (mutant, _), verdict in run(jobs, self.options.workers, further):
            results.record(mutant.key, verdict)
            progress.step(verdict)
        progress.end()

    def _imported(self, mutant: Mutant, files: Sequence[str], left_out: Sequence[str]) -> Verdict:
        source = mutant.applied_to(self.sources[mutant.path])
        MutatedModule(_module(mutant.path), Path(mutant.path).resolve(), source).install()
        return Verdict.KILLED if notices_from_the_start(files, left_out) else Verdict.SURVIVED

    def _answer(self) -> int:
        verdicts = Results(self.results_path, self.fingerprint).verdicts
        found = report.survivors(self.mutants, verdicts, self.sources)
        if found:
            print(found, end="\n\n")
        print(report.table(self.mutants, verdicts))
        total = Counter(verdicts[mutant.key] for mutant in self.mutants)
        return WITHIN_LIMIT if report.share(total) <= self.options.allow else OVER_LIMIT


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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
