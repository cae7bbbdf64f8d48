"""Where a server keeps its data, locks, logs and sockets."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from embedded.account import Account, server_account
from embedded.errors import EmbeddedError

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of one server. Its path may be long and hold any character; the sockets lie elsewhere."""

    path: Path
    account: Account

    @property
    def starting(self) -> Path:
        """Lock: held from the decision to start the server until it answers or has failed."""
        return self.path / "starting.lock"

    @property
    def keeping(self) -> Path:
        """Lock: held by the keeper for as long as it lives."""
        return self.path / "keeping.lock"

    @property
    def serving(self) -> Path:
        """Lock: inherited by every process of the server, so held until the last of them has gone."""
        return self.path / "serving.lock"

    @property
    def leases(self) -> Path:
        """Lock: shared by everyone who uses the server; the keeper stops when it can have it alone."""
        return self.path / "leases.lock"

    @property
    def pinned(self) -> Path:
        """Exists when the server shall run also while nobody uses it (`up`)."""
        return self.path / "pinned"

    @property
    def state(self) -> Path:
        """What the keeper says of itself: its process and the server's version."""
        return self.path / "state.json"

    @property
    def failure(self) -> Path:
        """Why the keeper gave up, when it did."""
        return self.path / "failure.txt"

    @property
    def log(self) -> Path:
        """What the keeper and the server write."""
        return self.path / "server.log"

    @property
    def sockets(self) -> Path:
        """Short, because a socket's path may have at most 107 bytes."""
        digest = hashlib.sha256(os.fsencode(self.path)).hexdigest()[:16]
        return Path(f"/tmp/hemvag-{self.account.uid}-{digest}")

    def make(self) -> None:
        """Create the folder, open to the servers' account for passing through."""
        make_folder(self.path)
        if not self.account.may("-x", self.path):
            raise EmbeddedError(
                f"the account {self.account.name} cannot enter {self.path}; "
                "set EMBEDDED_HOME to a folder that it can reach"
            )

    def make_sockets(self) -> None:
        """Create the folder for sockets anew; only the servers' account (and root) may enter it."""
        if self.sockets.is_symlink() or (self.sockets.exists() and not self._is_ours(self.sockets)):
            raise EmbeddedError(f"{self.sockets} belongs to somebody else; remove it and start again")
        self.remove_sockets()
        self.sockets.mkdir(mode=0o700)
        self.account.give(self.sockets)

    def remove_sockets(self) -> None:
        """Remove the folder for sockets with what a killed server left in it."""
        if self.sockets.exists():
            shutil.rmtree(self.sockets)

    def _is_ours(self, folder: Path) -> bool:
        return folder.stat().st_uid in (self.account.uid, os.geteuid())


def make_folder(path: Path) -> None:
    """Create the folder and those above it, each open for passing through whatever the caller's umask says."""
    for folder in (*reversed(path.parents), path):
        if not folder.exists():
            folder.mkdir(exist_ok=True)
            folder.chmod(0o755)


def base_folder(project: Path = PROJECT) -> Path:
    """Where all servers of this project have their homes: EMBEDDED_HOME, else beside the code, else the user's own.

    Root's servers run as another account, which cannot enter a project in a private folder.
    """
    if chosen := os.environ.get("EMBEDDED_HOME"):
        return Path(chosen).absolute()
    account = server_account()
    beside = project / ".embedded"
    if os.access(beside if beside.exists() else project, os.W_OK) and account.may("-x", project):
        return beside / f"uid-{os.geteuid()}"
    own = Path("/var/lib") if account.drops else Path.home() / ".local" / "state"
    return own / "hemvag" / hashlib.sha256(os.fsencode(project)).hexdigest()[:16]


def home_of(server: str, purpose: str) -> Home:
    """The home of a server ("postgres", "valkey") for a purpose ("run", "tests")."""
    return Home(path=base_folder() / purpose / server, account=server_account())
