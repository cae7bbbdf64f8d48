"""Folders and leases that the launcher's tests stand on."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from embedded import launcher
from embedded.account import server_account
from embedded.launcher import Lease
from embedded.places import Home
from tests.embedded.observing import PATIENCE_SECONDS, Use

LONG = "en mapp med långt namn " * 6


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a long name, spaces and å, that the servers' account can reach."""
    top = Path(tempfile.mkdtemp(prefix="hemväg provning "))
    top.chmod(0o755)
    made = top / LONG
    made.mkdir()
    yield made
    for keeping in made.rglob("keeping.lock"):
        assert launcher.has_stopped(Home(keeping.parent, server_account()), PATIENCE_SECONDS)
    shutil.rmtree(top)


@pytest.fixture
def use(folder: Path) -> Iterator[Use]:
    """Gives back at the end the leases that the test has not."""
    taken: list[Lease] = []

    def take(name: str, *, durable: bool = False) -> Lease:
        taken.append(Lease(name, Home(folder / name, server_account()), durable=durable))
        return taken[-1]

    yield take
    for lease in taken:
        lease.give_back()
