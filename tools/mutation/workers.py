"""Runs pieces of work in forked processes, so many at a time, each with a limit on the processor time it may use."""

from __future__ import annotations

import math
import os
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

Subject = TypeVar("Subject")


class Verdict(StrEnum):
    SURVIVED = "survived"
    KILLED = "killed"
    TIMEOUT = "timeout"
    UNDECIDED = "undecided"


EXIT_STATUS = {Verdict.SURVIVED: 0, Verdict.KILLED: 1, Verdict.UNDECIDED: 2}
BROKE_OFF = 3  # a fault in the work itself is never taken for a verdict
VERDICT = {status: verdict for verdict, status in EXIT_STATUS.items()}


@dataclass(frozen=True, slots=True)
class Job(Generic[Subject]):
    """`work` is done in a process of its own and may take `seconds` of processor time."""

    subject: Subject
    work: Callable[[], Verdict]
    seconds: float


def nothing_further(subject: object, verdict: Verdict) -> None:
    """A subject is done with its first verdict."""


def run(
    jobs: Iterable[Job[Subject]],
    width: int,
    further: Callable[[Subject, Verdict], Job[Subject] | None] = nothing_further,
) -> Iterator[tuple[Subject, Verdict]]:
    """The verdict on each subject, in the order they come. At most `width` processes run at the same time.

    further: the job to do at once instead of giving a verdict, None to give it.
    """
    waiting = iter(jobs)
    running: dict[int, tuple[Subject, float]] = {}

    def start(job: Job[Subject]) -> None:
        running[_fork(job)] = (job.subject, time.monotonic() + job.seconds * WALL_CLOCK_FACTOR)

    while True:
        while len(running) < width and (job := next(waiting, None)) is not None:
            start(job)
        if not running:
            return
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid in running:
            subject, _ = running.pop(pid)
            verdict = _verdict(subject, status)
            following = further(subject, verdict)
            if following is None:
                yield subject, verdict
            else:
                start(following)
        else:
            _end_what_stands_still(running)
            time.sleep(0.002)


def _end_what_stands_still(running: Mapping[int, tuple[object, float]]) -> None:
    for pid, (_, deadline) in running.items():
        if time.monotonic() > deadline:
            os.kill(pid, signal.SIGKILL)


def _fork(job: Job[Subject]) -> int:
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        status, told = BROKE_OFF, os.fdopen(os.dup(2), "w")
        try:
            _confine(job.seconds)
            status = EXIT_STATUS[job.work()]
        finally:
            if status == BROKE_OFF:
                traceback.print_exc(file=told)
                told.flush()
            os._exit(status)
    return pid


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


def _verdict(subject: object, status: int) -> Verdict:
    if os.WIFSIGNALED(status):
        return Verdict.TIMEOUT if os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL) else Verdict.KILLED
    if os.WEXITSTATUS(status) == BROKE_OFF:
        raise RuntimeError(f"the work on {subject} broke off: no verdict")
    return VERDICT[os.WEXITSTATUS(status)]
