"""Runs pieces of work in forked processes, so many at a time, each with a limit on the processor time it may use."""

from __future__ import annotations

import math
import os
import pickle
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

MEMORY_BYTES = 6 * 2**30
WALL_CLOCK_FACTOR = 20  # what neither works nor ends may stand still this many times longer than it may work

BROKE_OFF = 3  # a fault in the work itself is never taken for a verdict

Subject = TypeVar("Subject")


class Verdict(StrEnum):
    SURVIVED = "survived"
    KILLED = "killed"
    TIMEOUT = "timeout"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict, and the test that decided it where one did."""

    verdict: Verdict
    by: str = ""


@dataclass(frozen=True, slots=True)
class Job(Generic[Subject]):
    """`work` is done in a process of its own and may take `seconds` of processor time."""

    subject: Subject
    work: Callable[[], Finding]
    seconds: float


@dataclass(frozen=True, slots=True)
class _Running(Generic[Subject]):
    subject: Subject
    answer: int  # the end of a pipe
    deadline: float


def nothing_further(subject: object, finding: Finding) -> None:
    """A subject is done with its first finding."""


def run(
    jobs: Iterable[Job[Subject]],
    width: int,
    further: Callable[[Subject, Finding], Job[Subject] | None] = nothing_further,
) -> Iterator[tuple[Subject, Finding]]:
    """The finding on each subject, in the order they come. At most `width` processes run at the same time.

    further: the job to do at once instead of giving a finding, None to give it.
    """
    waiting = iter(jobs)
    running: dict[int, _Running[Subject]] = {}

    def start(job: Job[Subject]) -> None:
        pid, answer = _fork(job)
        running[pid] = _Running(job.subject, answer, time.monotonic() + job.seconds * WALL_CLOCK_FACTOR)

    while True:
        while len(running) < width and (job := next(waiting, None)) is not None:
            start(job)
        if not running:
            return
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid in running:
            ended = running.pop(pid)
            finding = _finding(ended, status)
            following = further(ended.subject, finding)
            if following is None:
                yield ended.subject, finding
            else:
                start(following)
        else:
            _end_what_stands_still(running)
            time.sleep(0.002)


def _end_what_stands_still(running: Mapping[int, _Running[Subject]]) -> None:
    for pid, one in running.items():
        if time.monotonic() > one.deadline:
            os.kill(pid, signal.SIGKILL)


def _fork(job: Job[Subject]) -> tuple[int, int]:
    sys.stdout.flush()
    sys.stderr.flush()
    answer, told = os.pipe()
    pid = os.fork()
    if pid == 0:
        status, errors = BROKE_OFF, os.fdopen(os.dup(2), "w")
        try:
            _confine(job.seconds)
            os.write(told, pickle.dumps(job.work()))
            status = 0
        finally:
            if status == BROKE_OFF:
                traceback.print_exc(file=errors)
                errors.flush()
            os._exit(status)
    os.close(told)
    return pid, answer


def allow(seconds: float) -> None:
    """From now on this process may use so much more processor time; then it is ended."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = math.ceil(used.ru_utime + used.ru_stime + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


def _confine(seconds: float) -> None:
    allow(seconds)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _finding(ended: _Running[Subject], status: int) -> Finding:
    with os.fdopen(ended.answer, "rb") as answer:
        if os.WIFSIGNALED(status):
            in_time = os.WTERMSIG(status) not in (signal.SIGXCPU, signal.SIGKILL)
            return Finding(Verdict.KILLED if in_time else Verdict.TIMEOUT)
        if os.WEXITSTATUS(status) == BROKE_OFF:
            raise RuntimeError(f"the work on {ended.subject} broke off: no verdict")
        finding: Finding = pickle.load(answer)
        return finding
