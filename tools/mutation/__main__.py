"""The command: python -m tools.mutation --help"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tools.mutation import report
from tools.mutation.mutants import mutants_of
from tools.mutation.results import Results, fingerprint_of, survivors_before
from tools.mutation.trial import TESTS_FAIL, Trial
from tools.mutation.watch import module_name
from tools.mutation.workers import Verdict

WITHIN_LIMIT, OVER_LIMIT, USAGE = 0, 1, 2

EPILOG = """exit status: 0 no more survivors than allowed, 1 more, 2 wrong usage, 3 the tests fail without any mutant.

A run that was broken off goes on where it was as long as neither the source nor the tests have changed.
Survivors are explained in docs/mutation.md."""


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    sources = {str(path): path.read_bytes() for path in sorted(Path(options.package).rglob("*.py"))}
    mutants = [mutant for path, source in sources.items() for mutant in mutants_of(path, source)]
    if options.modules:
        mutants = [mutant for mutant in mutants if module_name(mutant.path).startswith(tuple(options.modules))]
    verdicts = Path(options.state) / "results.jsonl"
    verdicts.parent.mkdir(exist_ok=True)
    verdicts.with_name(".gitignore").write_text("*\n", encoding="utf-8")
    if options.survivors:
        before = survivors_before(verdicts)
        mutants = [mutant for mutant in mutants if mutant.key in before]
    if not mutants:
        print("no mutants: no such module, or nothing survived before", file=sys.stderr)
        return USAGE
    if options.list:
        print(report.table(mutants, {mutant.key: Verdict.UNDECIDED for mutant in mutants}))
        return WITHIN_LIMIT
    asked = [*Path(options.package).rglob("*"), *Path(options.tests).rglob("*")]
    fingerprint = fingerprint_of(path for path in asked if path.suffix in (".py", ".yaml"))
    results = Results(verdicts, fingerprint)
    if not Trial(sources, options.tests, options.slowest, options.workers, results).run(mutants):
        print("the tests fail without any mutant: python -m pytest", options.tests, file=sys.stderr)
        return TESTS_FAIL
    print(report.survivors(mutants, results.verdicts, sources), end="")
    print(report.table(mutants, results.verdicts))
    total = Counter(results.verdicts[mutant.key] for mutant in mutants)
    return WITHIN_LIMIT if report.share(total) <= options.allow else OVER_LIMIT


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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
