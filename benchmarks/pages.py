"""How long pages take with few cases and with many: python -m benchmarks.pages --help

The floor is a bare view with one indexed lookup, behind the same middleware and for the same signed-in user, in the
same process and database. Pages are shown as ratios to it, and by how much the ratio grows. The database is this
run's own, on a server in a temporary home, and is gone afterwards.
"""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Sequence

from benchmarks.own_server import own_server
from benchmarks.page_table import Measured, beside_the_first, excesses, table

SIZES = (2_000, 200_000)
CASES_HELP = "cases in all, first few, then many (default: 2000 200000)"
ACCEPTED_GROWTH = 1.5
ACCEPTED_RATIO = 25.0
# As many as a ward has beds.
READERS_OPEN = 30


def main(arguments: Sequence[str]) -> int:
    """Prints the table. Exit status 1 when a page grows, or takes, more than is accepted."""
    options = _options(arguments)
    print(f"Python {platform.python_version()}, median of {options.requests} requests, {options.sets} sets of units")
    measured = _measured(options)
    for line in table(measured, options.cases):
        print(line)
    too_much = list(excesses(measured, growth=options.growth, ratio=options.ratio))
    for line in too_much:
        print(line)
    return 1 if too_much else 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--cases", type=int, nargs=2, default=SIZES, metavar=("FEW", "MANY"), help=CASES_HELP)
    parser.add_argument("--sets", type=int, default=300, help="sets of units, two or more (default: 300)")
    parser.add_argument("--requests", type=int, default=50, help="measured requests of each page (default: 50)")
    parser.add_argument("--growth", type=float, default=ACCEPTED_GROWTH, help="accepted growth (default: 1.5)")
    parser.add_argument("--ratio", type=float, default=ACCEPTED_RATIO, help="accepted ratio with many (default: 25)")
    return parser.parse_args(arguments)


def _measured(options: argparse.Namespace) -> Sequence[Measured]:
    few, many = options.cases
    with own_server() as sockets:
        # What uses models can be read only now.
        from benchmarks.copies import Multiplier
        from benchmarks.spread import ONE_OPEN_IN
        from benchmarks.template_stays import tell
        from benchmarks.visits import measure
        from core import clock

        templates = tell(clock.now())
        multiplier = Multiplier(sockets, templates, sets=options.sets, readers=min(READERS_OPEN, few // ONE_OPEN_IN))
        multiplier.open_units()
        multiplier.fill(few)
        with_few = measure(templates, options.requests)
        multiplier.fill(many)
        return beside_the_first(with_few, measure(templates, options.requests))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
