"""The tests: which of them reach a function, how long each takes, and whether any notices what was changed."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType

import hypothesis
import pytest

from tools.mutation.graft import LoadedFunctions
from tools.mutation.workers import allow

LIKELY_FILES = 3
Place = tuple[str, str]  # a file and the outermost function in it
OPTIONS = ["-q", "-p", "no:cacheprovider", "-p", "no:cov", "-p", "no:xdist", "--capture=no"]
OPTIONS += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # this module has imported hypothesis already
OPTIONS += ["--hypothesis-profile=mutation"]


def prepare_hypothesis() -> None:
    """The same examples every time, and none searched for a smaller one: here only "noticed or not" matters."""
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    checks = list(hypothesis.HealthCheck)
    hypothesis.settings.register_profile(
        "mutation", derandomize=True, database=None, deadline=None, phases=phases, suppress_health_check=checks
    )


@dataclass(frozen=True, slots=True)
class Known:
    """One test as measured without any mutant."""

    id: str
    seconds: float
    reaches: tuple[Place, ...]

    @property
    def file(self) -> str:
        return self.id.split("::")[0]

    @property
    def seconds_allowed(self) -> float:
        return 2 + 10 * self.seconds


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The tests that are asked, and the functions that were called before the first of them ran.

    Left out: slow tests, and those that start a program of its own, in which no mutant would be.
    """

    tests: tuple[Known, ...]
    left_out: tuple[str, ...]
    at_import: tuple[Place, ...]

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Knowledge:
        told = json.loads(path.read_text(encoding="utf-8"))
        tests = (
            Known(test["id"], test["seconds"], tuple((file, scope) for file, scope in test["reaches"]))
            for test in told["tests"]
        )
        return cls(tuple(tests), tuple(told["left_out"]), tuple((file, scope) for file, scope in told["at_import"]))

    def by_place(self) -> dict[Place, list[Known]]:
        """The tests that call each function, quickest first."""
        tests: dict[Place, list[Known]] = defaultdict(list)
        for test in sorted(self.tests, key=lambda test: test.seconds):
            for place in test.reaches:
                tests[place].append(test)
        return tests

    def files_for(self, file: str) -> list[list[str]]:
        """All test files for a module in the order to ask them: its own, the few that call it most, all others."""
        seconds: dict[str, float] = defaultdict(float)
        calls: Counter[str] = Counter()
        for test in self.tests:
            seconds[test.file] += test.seconds
            calls[test.file] += any(reached == file for reached, _ in test.reaches)
        own = [name for name in seconds if Path(name).name == f"test_{Path(file).stem}.py"]
        others = sorted(seconds.keys() - set(own), key=lambda name: (-calls[name], seconds[name]))
        return [stage for stage in (own, others[:LIKELY_FILES], others[LIKELY_FILES:]) if stage]

    def seconds_of(self, files: Sequence[str]) -> float:
        return sum(test.seconds for test in self.tests if test.file in files)


class Suite:
    """A pytest plugin: collects and measures the tests, then hands itself to `work` instead of ending."""

    def __init__(self, files: dict[str, str], slowest: float, work: Callable[[Suite, Knowledge], None]) -> None:
        self.files = files  # absolute name of each source file -> the name it is known by
        self.slowest = slowest
        self.work = work
        self.called: set[Place] = set()
        self.started_a_program = False
        self.items: dict[str, pytest.Item] = {}

    def main(self, tests: str) -> bool:
        """False when a test fails before anything was changed."""
        sys.addaudithook(self._listen)
        sys.setprofile(self._watch)
        try:
            status = pytest.main([*OPTIONS, "--no-header", tests], plugins=[self])
        finally:
            sys.setprofile(None)
        return status == pytest.ExitCode.OK

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            return True
        at_import, tests, left_out = tuple(self.called), [], []
        self.loaded = LoadedFunctions(set(self.files))
        for item, following in _with_next(session.items):
            self.loaded.forget()
            self.called, self.started_a_program = set(), False
            begun = time.perf_counter()
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
            known = Known(item.nodeid, time.perf_counter() - begun, tuple(self.called))
            self.items[item.nodeid] = item
            if known.seconds > self.slowest or self.started_a_program:
                left_out.append(known.id)
            else:
                tests.append(known)
        if not session.testsfailed:
            sys.setprofile(None)
            self.work(self, Knowledge(tuple(tests), tuple(left_out), at_import))
        return True

    def notices(self, tests: Sequence[Known]) -> bool:
        """Whether one of the tests fails now; none is run after the first that does."""
        items = [self.items[test.id] for test in tests]
        for test, (item, following) in zip(tests, _with_next(items), strict=True):
            allow(test.seconds_allowed)
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
            if item.session.testsfailed:
                return True
        return False

    def _watch(self, frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            name = self.files.get(frame.f_code.co_filename)
            if name is not None:
                self.called.add((name, frame.f_code.co_qualname.split(".<locals>")[0]))

    def _listen(self, event: str, _: tuple[object, ...]) -> None:
        if event == "subprocess.Popen":
            self.started_a_program = True


def notices_from_the_start(files: Sequence[str], left_out: Sequence[str]) -> bool:
    """Whether a test in `files` fails when everything is imported now."""
    deselected = [argument for test in left_out for argument in ("--deselect", test)]
    return pytest.main([*OPTIONS, "-x", "--no-header", "--no-summary", *deselected, *files]) != pytest.ExitCode.OK


def _with_next(items: Sequence[pytest.Item]) -> list[tuple[pytest.Item, pytest.Item | None]]:
    return [(item, items[index + 1] if index + 1 < len(items) else None) for index, item in enumerate(items)]
