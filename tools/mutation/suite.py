"""The tests: which of them reach a function, how long each takes, and whether any notices what was changed."""

from __future__ import annotations

import functools
import itertools
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

import hypothesis
import pytest

from tools.mutation.graft import LoadedFunctions
from tools.mutation.watch import Place, Watch, files_needed_by, leave_out_what_starts_a_program
from tools.mutation.workers import allow

LIKELY_FILES = 3
REST_SECONDS = 60  # as the tests were measured, watched
Cache: TypeAlias = "functools._lru_cache_wrapper[object]"
OPTIONS = ["-q", "-p", "no:cacheprovider", "-p", "no:cov", "-p", "no:xdist", "--capture=sys"]
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
    reaches: frozenset[Place]

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
    at_import: frozenset[Place]
    modules: tuple[str, ...]  # what the tests have imported from elsewhere

    def by_place(self) -> dict[Place, list[Known]]:
        """The tests that call each function, quickest first."""
        tests: dict[Place, list[Known]] = defaultdict(list)
        for test in sorted(self.tests, key=lambda test: test.seconds):
            for place in test.reaches:
                tests[place].append(test)
        return tests

    def files_for(self, file: str) -> list[list[str]]:
        """Test files for a module in the order to ask them: its own; the few that call it most; others for a while."""
        seconds: dict[str, float] = defaultdict(float)
        calls: Counter[str] = Counter()
        for test in self.tests:
            seconds[test.file] += test.seconds
            calls[test.file] += any(reached == file for reached, _ in test.reaches)
        own = [name for name in seconds if Path(name).name == f"test_{Path(file).stem}.py"]
        others = sorted(seconds.keys() - set(own), key=lambda name: (-calls[name], seconds[name]))
        summed = itertools.accumulate(seconds[name] for name in others[LIKELY_FILES:])
        rest = [name for name, so_far in zip(others[LIKELY_FILES:], summed, strict=True) if so_far < REST_SECONDS]
        return [own, others[:LIKELY_FILES], rest]

    def seconds_of(self, files: Sequence[str]) -> float:
        return sum(test.seconds for test in self.tests if test.file in files)


class Suite:
    """A pytest plugin: collects and measures the tests, then hands itself to `work` instead of ending."""

    def __init__(self, files: dict[str, str], slowest: float, work: Callable[[Suite, Knowledge], None]) -> None:
        self.slowest = slowest
        self.work = work
        self.watch = Watch(files)
        self.items: dict[str, pytest.Item] = {}
        self.skipped: set[str] = set()

    def main(self, tests: str) -> bool:
        """False when a test fails before anything was changed."""
        leave_out_what_starts_a_program()
        self.watch.begin()
        try:
            status = pytest.main([*OPTIONS, "--no-header", tests], plugins=[self])
        finally:
            self.watch.end()
        return status == pytest.ExitCode.OK

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            return True
        self.loaded = LoadedFunctions(set(self.watch.files))
        self.caches = [_Answers(cache, self.watch) for cache in self.loaded.caches]
        at_import = self.watch.called()
        for cache in self.caches:
            cache.see(at_import)
        self.items = {item.nodeid: item for item in session.items}
        measured = [self._measured(item, following) for item, following in _with_next(session.items)]
        if not session.testsfailed:
            self.watch.end()
            tests = tuple(_with_kept_answers(known, caches) for known, caches, asked in measured if asked)
            left_out = tuple(known.id for known, _, asked in measured if not asked)
            self.work(self, Knowledge(tests, left_out, at_import, _modules_from_elsewhere()))
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped:
            self.skipped.add(report.nodeid)

    def _measured(self, item: pytest.Item, following: pytest.Item | None) -> tuple[Known, list[_Answers], bool]:
        """A test that was run, the caches it asked, and whether it is to be asked about mutants."""
        begun = time.perf_counter()
        item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
        known = Known(item.nodeid, time.perf_counter() - begun, self.watch.called())
        asked = [cache for cache in self.caches if cache.see(known.reaches)]
        return known, asked, known.seconds <= self.slowest and item.nodeid not in self.skipped

    def graft(self, place: Place, source: bytes) -> bool:
        """Puts a mutant into a loaded function; False when that cannot be done."""
        for cache in self.caches:
            if place in cache.made_by:
                cache.cache.cache_clear()
        file, scope = place
        return self.loaded.graft(str(Path(file).resolve()), scope, source)

    def notices(self, tests: Sequence[Known]) -> str | None:
        """The first of the tests that fails now, None when none does; none is run after it."""
        items = [self.items[test.id] for test in tests]
        for test, (item, following) in zip(tests, _with_next(items), strict=True):
            allow(test.seconds_allowed)
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
            if item.session.testsfailed:
                return test.id
        return None


class _Answers:
    """The answers that a function keeps, and what they were made by: a test that gets one depends on all that."""

    def __init__(self, cache: Cache, watch: Watch) -> None:
        self.cache = cache
        self.seen = (0, 0)
        self.made_by: set[Place] = set()
        place = watch.place_of(cache.__wrapped__.__code__)
        self.files = set[str]() if place is None else files_needed_by(place[0], watch.files.values())

    def see(self, called: frozenset[Place]) -> bool:
        """Whether it was asked since it was seen last. called: the functions that were called meanwhile."""
        info = self.cache.cache_info()
        before, self.seen = self.seen, (info.hits, info.misses)
        if info.misses != before[1]:
            self.made_by.update(place for place in called if place[0] in self.files)
        return self.seen != before


def _with_kept_answers(known: Known, asked: list[_Answers]) -> Known:
    return replace(known, reaches=known.reaches.union(*(cache.made_by for cache in asked)))


def notices_from_the_start(files: Sequence[str], left_out: Sequence[str]) -> bool:
    """Whether a test in `files` fails when everything is imported now."""
    leave_out_what_starts_a_program()
    deselected = [argument for test in left_out for argument in ("--deselect", test)]
    return pytest.main([*OPTIONS, "-x", "--no-header", "--no-summary", *deselected, *files]) != pytest.ExitCode.OK


def _modules_from_elsewhere() -> tuple[str, ...]:
    here = str(Path.cwd())
    files = ((name, getattr(module, "__file__", None)) for name, module in list(sys.modules.items()))
    return tuple(name for name, file in files if file is not None and not _is_ours(file, here))


def _is_ours(file: str, folder: str) -> bool:
    return file.startswith(folder) and "site-packages" not in file


def _with_next(items: Sequence[pytest.Item]) -> list[tuple[pytest.Item, pytest.Item | None]]:
    return [(item, items[index + 1] if index + 1 < len(items) else None) for index, item in enumerate(items)]
