"""The command: a file of stays, periods or one of agreements in, the answers as JSON out (`python -m rules --help`)."""

from __future__ import annotations

import argparse
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, NoReturn

from rules.errors import Incomplete, InvalidInput, Problem
from rules.evaluation import evaluate
from rules.files import corpus
from rules.files.answers import stay_answer
from rules.files.checking import check
from rules.files.month_file import EPISODES, read_month_case, settled
from rules.files.stay_file import FACTS, read_stay_case
from rules.files.verifying import differences
from rules.files.yaml_text import Document, Value, join, load
from rules.settlement_answer import as_dict
from rules.wording import Language

ANSWERED: Final = 0
DIFFERENT: Final = 1
REFUSED: Final = 2
FAULT: Final = 3
INTERRUPTED: Final = 130
NOBODY_READS: Final = 141  # as a shell tells of a program that wrote to a closed pipe

STANDARD_INPUT: Final = "-"
MOST_PROBLEMS: Final = 10  # of one case, on its line
MANY: Final = 200  # more cases than this, and the command says how far it has come

HELP: Final = """\
evaluate  one stay: liability and every deadline
settle    one period of one agreement: the billing figures
check     is an agreement complete and consistent? every gap with its parameter

A file is YAML and holds one case or a list of cases; a list answers with a list in the same order.
This one, saved as stay.yaml, is a whole case:

  name: notice in the afternoon
  agreement: statute-2018          # an id in rules/corpus, or the agreement itself
  on: 2026-03-20T08:00:00+01:00    # the instant asked about; without it, after all that has happened
  facts:
    region: "25"
    municipality: "2580"
    care_type: somatic
    legal_form: voluntary
    needs: {region: true, social_services: true}
    admitted_at: 2026-03-02T14:00:00+01:00
    admission_notices: [{to: municipality, sent_at: 2026-03-03T09:00:00+01:00, complete: true}]
    ready_notices: [{to: municipality, sent_at: 2026-03-09T14:10:00+01:00}]
    care_contact_appointed_at: 2026-03-04T10:00:00+01:00
    sip: {consent: given, calls: [{sent_at: 2026-03-10T10:00:00+01:00, by: care_contact}]}
    discharge_information_sent_at: 2026-03-16T10:00:00+01:00
    left_at: 2026-03-16T11:00:00+01:00
    left_reason: discharged

  python -m rules evaluate stay.yaml
  python -m rules evaluate stay.yaml --language sv
  python -m rules settle - < month.yaml

With "expect:" in a case, --verify compares the answer with it; all that is expected must be there:

  expect: {liability: {state: LIABLE, first_liable_on: 2026-03-13, nights: 3}}

A period to settle, month.yaml:

  name: one district in March
  agreement: stockholm-2020a
  period: 2022-03                  # or a quarter, 2022-Q1
  overrides: {status: active, suspensions: [], tariff: {source: own, per: care_day, table: {2022: 9300}}}
  episodes:
    - {id: E1, municipality: "0180", district: Enskede, care_type: somatic,
       ready_at: 2022-03-03T09:30:00+01:00, left_at: 2022-03-07T15:00:00+01:00, blocked: null}

Exit status: 0 answered; 1 answered, but not as expected (--verify); 2 refused, with one line per bad case on
stderr that names file, case and key, and nothing on stdout; 3 a fault in the program itself, with its trace.
"""

Answer = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Asked:
    """One case that could be read: what it expects of the answer, and the answer when it is called for.

    `about`: the key to name when an answer fails on what no single key tells.
    """

    expect: Mapping[str, Value] | None
    answer: Callable[[], Answer]
    about: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case stands in its file: its number from 0, None where the file is the case."""

    number: int | None
    raw: Value

    @property
    def path(self) -> str:
        return "" if self.number is None else f"[{self.number}]"

    @property
    def label(self) -> str:
        """The case as a line names it: by number and name, as far as it has them."""
        named = (self.raw.get("name") or self.raw.get("id")) if isinstance(self.raw, dict) else None
        number = f"case {(self.number or 0) + 1}"
        if not named or not isinstance(named, str):
            return number
        return f'"{named}"' if self.number is None else f'{number} "{named}"'


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer as JSON, and where it differs from what was expected."""

    place: Place
    text: str
    differences: Sequence[str]


@dataclass(frozen=True, slots=True)
class Refused:
    """One case that was not read, or that has no answer, and why."""

    place: Place
    problems: tuple[Problem, ...]

    @property
    def path(self) -> str:
        """Where in the file the first problem is."""
        return join(self.place.path, self.problems[0].where)


def main(argv: Sequence[str]) -> int:
    """Runs the command and gives its exit status.

    Raises: SystemExit from --help and for arguments that it does not know.
    """
    options = _parser().parse_args(argv)
    name = "standard input" if options.file == STANDARD_INPUT else options.file
    try:
        document = load(_content(options.file))
    except OSError as error:
        return _tell([f"{name}: cannot be read: {error.strerror}"], REFUSED)
    except InvalidInput as refusal:
        return _tell([f"{name}: {_joined(refusal.problems)}"], REFUSED)
    places = _places(document.data)
    asked, refused = _read(places, READERS[options.command], Language(options.language), options.verify)
    answered: list[Answered] = []
    if not refused:
        answered, refused = _answer(places, asked, options.verify)
    if refused:
        return _tell(_refusals(name, document, refused), REFUSED)
    _print([one.text for one in answered], as_list=isinstance(document.data, list))
    found = [f"{name}: {one.place.label}: {difference}" for one in answered for difference in one.differences]
    return _tell(found, DIFFERENT) if found else ANSWERED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m rules",
        description="Asks the discharge act (2017:612) and its agreements about stays in hospital.",
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("command", choices=READERS, help="what to ask, see below")
    parser.add_argument("file", metavar="FILE", help="a YAML file, or - for standard input")
    parser.add_argument(
        "--language", choices=list(Language), default=Language.EN, help="of the sentences (default: en)"
    )
    parser.add_argument("--verify", action="store_true", help="compare each answer with what its case expects")
    return parser


def _content(file: str) -> bytes:
    return sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()


def _places(data: Value) -> list[Place]:
    return [Place(number, raw) for number, raw in enumerate(data)] if isinstance(data, list) else [Place(None, data)]


def _stay(raw: Value, language: Language) -> Asked:
    case = read_stay_case(raw)

    def answer() -> Answer:
        evaluation = evaluate(case.stay, case.terms, case.on, home_terms=case.home_terms)
        return stay_answer(case.name, evaluation, language)

    return Asked(case.expect, answer, FACTS)


def _month(raw: Value, language: Language) -> Asked:
    case = read_month_case(raw)
    return Asked(case.expect, lambda: {"name": case.name, **as_dict(settled(case), language)}, EPISODES)


def _agreement(raw: Value, language: Language) -> Asked:
    answer = check(raw, corpus.block)
    return Asked(None, lambda: answer, "")


READERS: Final[Mapping[str, Callable[[Value, Language], Asked]]] = {
    "evaluate": _stay,
    "settle": _month,
    "check": _agreement,
}


def _read(
    places: Sequence[Place], reading: Callable[[Value, Language], Asked], language: Language, verify: bool
) -> tuple[list[Asked], list[Refused]]:
    """Every case that can be read, and every one that cannot; with `verify` each must say what it expects."""
    asked: list[Asked] = []
    refused: list[Refused] = []
    for place in places:
        try:
            one = reading(place.raw, language)
        except InvalidInput as refusal:
            refused.append(Refused(place, refusal.problems))
            continue
        if verify and one.expect is None:
            refused.append(Refused(place, (Problem("expect", "is missing: --verify has nothing to compare with"),)))
        asked.append(one)
    return asked, refused


def _answer(places: Sequence[Place], asked: Sequence[Asked], verify: bool) -> tuple[list[Answered], list[Refused]]:
    """Every answer, and every case that its facts or its agreement give none to."""
    answered: list[Answered] = []
    refused: list[Refused] = []
    for place, one in zip(places, _telling_how_far(asked), strict=True):
        try:
            answer = one.answer()
        except InvalidInput as refusal:
            problems = tuple(Problem(problem.where or one.about, problem.text) for problem in refusal.problems)
            refused.append(Refused(place, problems))
        except Incomplete as refusal:
            lacking = Problem("agreement", f"is incomplete: it lacks {', '.join(refusal.gaps)}")
            refused.append(Refused(place, (lacking,)))
        else:
            text = json.dumps(answer, ensure_ascii=False, indent=2 if place.number is None else None)
            expected = (one.expect if verify else None) or {}
            answered.append(Answered(place, text, differences(expected, answer)))
    return answered, refused


def _telling_how_far(asked: Sequence[Asked]) -> Iterator[Asked]:
    """The cases one by one; of many, stderr says how far it has come: in one place on a terminal, else by lines."""
    total = len(asked)
    on_terminal = sys.stderr.isatty()
    steps = 100 if on_terminal else 10
    start, end = ("\r", "") if on_terminal else ("", "\n")
    for done, one in enumerate(asked, 1):
        yield one
        if total > MANY and done * steps // total > (done - 1) * steps // total:
            print(f"{start}{done} of {total} cases", end=end, file=sys.stderr, flush=True)
    if total > MANY and on_terminal:
        print(file=sys.stderr)


def _refusals(name: str, document: Document, refused: Sequence[Refused]) -> Iterator[str]:
    """One line per bad case: file and line, case, and each key with what is wrong."""
    lines = document.lines_of([one.path for one in refused])
    for one in refused:
        yield f"{name}:{lines[one.path]}: {one.place.label}: {_joined(one.problems)}"


def _joined(problems: Sequence[Problem]) -> str:
    told = [str(problem) for problem in problems[:MOST_PROBLEMS]]
    return "; ".join(told if len(problems) <= MOST_PROBLEMS else [*told, f"and {len(problems) - MOST_PROBLEMS} more"])


def _tell(lines: Iterable[str], status: int) -> int:
    """Prints each line as one, whatever is quoted in it, and gives the status."""
    for line in lines:
        print(" ".join(line.split()), file=sys.stderr)
    return status


def _print(answers: Sequence[str], *, as_list: bool) -> None:
    """JSON in UTF-8, whatever the terminal speaks; in a list an answer on each line."""
    text = ",\n".join(answers)
    sys.stdout.buffer.write((f"[\n{text}\n]\n" if as_list else f"{text}\n").encode())
    sys.stdout.buffer.flush()


def run() -> int:
    """The command as a process of its own."""
    sys.excepthook = tell_of_fault
    try:
        return main(sys.argv[1:])
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader has gone; what is still buffered must not fail once more at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOBODY_READS


def tell_of_fault(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> NoReturn:
    """The last handler, for what nobody has caught: an internal fault, with its trace. Raises: SystemExit."""
    traceback.print_exception(kind, fault, trace)
    raise SystemExit(FAULT)


if __name__ == "__main__":
    sys.exit(run())
