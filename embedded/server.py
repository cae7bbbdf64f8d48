"""What a keeper needs to know of a server, whichever it is."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import Protocol

from embedded import processes
from embedded.account import Account
from embedded.errors import EmbeddedError
from embedded.places import Home

# Nothing of the caller's environment reaches the servers: a stray PGPORT or LD_PRELOAD would.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
ROOT = Path("/")


class Server(Protocol):
    """One server in its home."""

    name: str
    home: Home
    stop_signal: signal.Signals

    def prepare(self) -> None:
        """Create what must be there before the server can start."""

    def forget_killed(self) -> None:
        """Remove the marks of a server that was killed; called when none of its processes is left."""

    def command(self) -> list[str | Path]:
        """The command line that runs the server in the foreground."""

    def answers(self) -> bool:
        """Whether the server takes requests now."""

    def after_start(self) -> None:
        """Put in place what users of the server rely on."""

    def version(self) -> str:
        """The server's name and version, for people."""


def run(command: list[str | Path], account: Account) -> None:
    """Run a command as the account to its end; what it prints goes where the caller's prints go."""
    process = processes.start(
        command, log=sys.stdout.buffer, env=ENVIRONMENT, cwd=ROOT, account=account, death_signal=signal.SIGKILL
    )
    if process.wait() != 0:
        raise EmbeddedError(f"{Path(command[0]).name} {processes.describe_end(process.returncode)}")


def printed_by(command: list[str | Path], account: Account) -> str:
    """What a command prints, run as the account."""
    finished = subprocess.run(
        command, env=ENVIRONMENT, cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE, **account.popen()
    )
    return finished.stdout.strip()
