"""Starting, watching and ending processes so that none is left behind, whoever is killed."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from embedded.account import Account

PR_SET_PDEATHSIG = 1
STOP_SIGNALS = frozenset({signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
AWAITED = STOP_SIGNALS | {signal.SIGCHLD}

_libc = ctypes.CDLL(None)


def receive_signals_in_order() -> None:
    """Hold back the signals that next_signal() hands out, so that none interrupts a step half done."""
    signal.pthread_sigmask(signal.SIG_BLOCK, AWAITED)


def next_signal(seconds: float) -> signal.Signals | None:
    """The next signal held back, or None after that many seconds without one."""
    received = signal.sigtimedwait(AWAITED, seconds)
    return None if received is None else signal.Signals(received.si_signo)


def _tied_to_parent(death_signal: signal.Signals) -> Callable[[], None]:
    parent = os.getpid()

    def in_child() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, death_signal)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        if os.getppid() != parent:  # the parent died before the tie was made
            os.kill(os.getpid(), signal.SIGKILL)

    return in_child


def start(
    command: Sequence[str | Path],
    *,
    log: BinaryIO,
    env: Mapping[str, str],
    cwd: Path,
    account: Account | None = None,
    death_signal: signal.Signals = signal.SIGTERM,
    pass_fds: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start a command in a session of its own; it gets death_signal when the calling process dies.

    The tie is to the calling thread: call from the main thread.
    """
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        env=env,
        cwd=cwd,
        start_new_session=True,
        preexec_fn=_tied_to_parent(death_signal),
        pass_fds=pass_fds,
        **(account.popen() if account else {}),
    )


def stop(process: subprocess.Popen[bytes], stop_signal: signal.Signals, patience_seconds: float) -> None:
    """Ask the process to stop, then end it and whatever is left of its session."""
    process.send_signal(stop_signal)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(patience_seconds)
    end_session(process)


def end_session(process: subprocess.Popen[bytes]) -> None:
    """Kill what is left of the process's session and collect the process."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def describe_end(returncode: int) -> str:
    """How a process ended, in words."""
    return f"was killed by signal {-returncode}" if returncode < 0 else f"ended with status {returncode}"


def wait_for(condition: Callable[[], bool], patience_seconds: float, every_seconds: float = 0.02) -> bool:
    """Whether the condition came true within that many seconds."""
    deadline = time.monotonic() + patience_seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(every_seconds)
    return True


class Restarts:
    """Counts restarts, and says when there are too many in too short a time to go on."""

    LIMIT = 5
    WITHIN_SECONDS = 60.0

    def __init__(self) -> None:
        self._at: deque[float] = deque(maxlen=self.LIMIT)

    def allow(self, now: float | None = None) -> bool:
        """Note a restart at `now` (monotonic seconds); false when it is one too many."""
        now = time.monotonic() if now is None else now
        if len(self._at) == self.LIMIT and now - self._at[0] < self.WITHIN_SECONDS:
            return False
        self._at.append(now)
        return True
