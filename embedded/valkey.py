"""Valkey: the broker and cache, in memory only; losing it loses nothing that matters."""

from __future__ import annotations

import functools
import signal
import socket
from pathlib import Path

from embedded import binaries
from embedded.places import Home
from embedded.server import printed_by

# Two per test worker: the broker's and the cache's.
DATABASES = 64


class Valkey:
    """A Valkey server in its home, reached through a socket only."""

    name = "valkey"
    stop_signal = signal.SIGTERM

    def __init__(self, home: Home) -> None:
        self.home = home

    @functools.cached_property
    def program(self) -> Path:
        """The server's program."""
        return binaries.valkey(self.home)

    @property
    def socket(self) -> Path:
        """The socket that it answers on."""
        return self.home.sockets / "valkey.sock"

    def version(self) -> str:
        return printed_by([self.program, "--version"], self.home.account).partition(" sha=")[0]

    def prepare(self) -> None:
        """Nothing: it keeps nothing on disk."""

    def forget_killed(self) -> None:
        """Nothing: it leaves only its socket."""

    def command(self) -> list[str | Path]:
        return [
            self.program,
            *("--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "700"),
            *("--save", "", "--appendonly", "no", "--databases", str(DATABASES)),
            # Only keys with a time limit, the cache's, make room for others; the broker's have none.
            *("--maxmemory", "64mb", "--maxmemory-policy", "volatile-lru"),
        ]

    def answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as asking:
            asking.settimeout(5)
            try:
                asking.connect(str(self.socket))
                asking.sendall(b"PING\r\n")
                return asking.recv(7) == b"+PONG\r\n"
            except OSError:
                return False

    def after_start(self) -> None:
        """Nothing: it has neither roles nor tables."""


def address(sockets: Path, database: int = 0) -> str:
    """The URL of one of its numbered databases."""
    return f"unix://{sockets / 'valkey.sock'}?db={database}"
