"""The account that the servers run as, and what that account may reach."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from embedded.errors import EmbeddedError

# PostgreSQL refuses to run as root; the first of these that exists runs the servers then.
UNPRIVILEGED = ("postgres", "nobody")


class Drop(TypedDict, total=False):
    """Arguments to Popen that give up root."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class Account:
    """Who the servers run as. `drops` is true when that is somebody else than the caller, which only root can do."""

    name: str
    uid: int
    gid: int
    drops: bool

    def popen(self) -> Drop:
        """What Popen needs to become this account."""
        return Drop(user=self.uid, group=self.gid, extra_groups=[]) if self.drops else Drop()

    def may(self, test: str, path: Path) -> bool:
        """Ask the kernel, as the account: test is "-x" (enter or run), "-r" or "-w"."""
        return subprocess.run(["test", test, path], cwd="/", **self.popen()).returncode == 0

    def give(self, path: Path) -> None:
        """Make the account the owner of path and of everything in it."""
        if self.drops:
            os.chown(path, self.uid, self.gid)
            for folder, folders, files in os.walk(path):
                for name in (*folders, *files):
                    os.chown(Path(folder, name), self.uid, self.gid, follow_symlinks=False)


def server_account(euid: int | None = None, candidates: Iterable[str] = UNPRIVILEGED) -> Account:
    """The caller's own account, or an existing unprivileged one when the caller is root."""
    euid = os.geteuid() if euid is None else euid
    if euid != 0:
        return Account(name=str(euid), uid=euid, gid=os.getegid(), drops=False)
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in candidates:
        if name in known:
            return Account(name=name, uid=known[name].pw_uid, gid=known[name].pw_gid, drops=True)
    raise EmbeddedError(f"root cannot run PostgreSQL, and none of the accounts {', '.join(candidates)} exists")
