"""How many stays and months the rules count in a second: python -m benchmarks.rules --help

The floor is only reading the same cases from YAML into facts, measured in the same run on the same machine. Every
figure is processor time, the best of several rounds, so that other work on the machine disturbs it least.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from collections.abc import Callable, Iterator, Sequence

from benchmarks.data import SEED, month_of_episodes, stays_as_yaml
from rules.evaluation import evaluate, figures
from rules.facts import Stay
from rules.files.answers import stay_answer
from rules.files.corpus import agreement, terms_of
from rules.files.shapes import Fields, Here, list_of, read, text
from rules.files.stay_file import stay
from rules.files.yaml_text import Value, load
from rules.period import period_named
from rules.settlement import settle
from rules.terms import Terms
from rules.wording import Language

MONTH_LIMIT_SECONDS = 10.0  # a month of 60 000 episodes in 300 groups, on one core
MONTH_TERMS: Value = {
    "tariff": {"source": "own", "per": "care_day", "table": {"2022": "9300"}},
    "status": "active",
    "suspensions": [],
}
STAYS_TO_EVALUATE = 100_000


def main(arguments: Sequence[str]) -> int:
    """Prints the table. Exit status 1 when the month takes longer than it may."""
    options = _options(arguments)
    written = stays_as_yaml(options.stays)
    stays = read_stays(written)
    terms = agreement("statute-2018")
    print(f"Python {platform.python_version()}, processor time on one core, best of {options.rounds}")
    print(f"{options.stays} different stays, seed {SEED}")
    print(f"{'':<44}{'stays/s':>10}{'of the floor':>14}")
    floor = 0.0
    for name, work in _works(written, stays, terms):
        per_second = len(stays) / best_of(options.rounds, work)
        floor = floor or per_second
        print(f"{name:<44}{per_second:>10.0f}{per_second / floor:>13.2f}x")
    _many_stays(stays, terms, options.many)
    return 0 if _month(options.episodes, options.groups) else 1


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rules", description=__doc__)
    parser.add_argument("--stays", type=int, default=2_000, help="different stays (default: 2000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each measurement (default: 3)")
    parser.add_argument("--many", type=int, default=STAYS_TO_EVALUATE, help="stays evaluated in all (default: 100000)")
    parser.add_argument("--episodes", type=int, default=60_000, help="episodes in the month (default: 60000)")
    parser.add_argument("--groups", type=int, default=300, help="liability groups in the month (default: 300)")
    return parser.parse_args(arguments)


def read_stays(written: bytes) -> list[Stay]:
    """The facts of each case, as the command reads them."""

    def case(here: Here) -> Stay:
        fields = Fields(here)
        fields.required("name", text)
        fields.required("agreement", text)
        return fields.required("facts", stay)

    return list(read(load(written).data, list_of(case)))


def _works(written: bytes, stays: list[Stay], terms: Terms) -> Iterator[tuple[str, Callable[[], object]]]:
    yield "floor: reading the facts from YAML", lambda: read_stays(written)
    yield "figures alone", lambda: [figures(one, terms) for one in stays]
    yield "with deadlines, reasons and reviews", lambda: [evaluate(one, terms) for one in stays]
    yield "the same, as the command's answer in Swedish", lambda: [
        stay_answer("", evaluate(one, terms), Language.SV) for one in stays
    ]


def best_of(rounds: int, work: Callable[[], object]) -> float:
    """Processor seconds of the quickest round."""
    taken = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)


def _many_stays(stays: list[Stay], terms: Terms, count: int) -> None:
    """The different stays again and again until the whole number is evaluated: nothing is extrapolated."""

    def work() -> None:
        for number in range(count):
            evaluate(stays[number % len(stays)], terms)

    print(f"{count} stays with deadlines, reasons and reviews, each different one repeated: {best_of(1, work):.1f} s")


def _month(count: int, groups: int) -> bool:
    """Whether a month of a mean model is settled in the time it may take."""
    terms = terms_of("stockholm-2020a", MONTH_TERMS)
    episodes, members = month_of_episodes(count, groups)
    seconds = best_of(1, lambda: settle(terms, period_named("2022-03"), episodes, members))
    print(f"a month of {count} episodes in {groups} groups: {seconds:.1f} s (asked: under {MONTH_LIMIT_SECONDS:.0f} s)")
    return seconds < MONTH_LIMIT_SECONDS


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
