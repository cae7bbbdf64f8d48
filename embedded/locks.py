"""File locks that the kernel releases when their holder dies, however it dies."""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import BinaryIO


def _open(path: Path) -> BinaryIO:
    return path.open("ab")


def exclusive(path: Path) -> BinaryIO:
    """Wait until nobody else has the lock, and take it. Closing the file gives it back."""
    lock = _open(path)
    fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


def shared(path: Path) -> BinaryIO:
    """Wait until nobody has the lock alone, and take a share of it. Closing the file gives it back."""
    lock = _open(path)
    fcntl.flock(lock, fcntl.LOCK_SH)
    return lock


def try_exclusive(path: Path) -> BinaryIO | None:
    """The lock, or None when somebody has it or a share of it."""
    lock = _open(path)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock


def is_free(path: Path) -> bool:
    """Whether nobody has the lock right now."""
    lock = try_exclusive(path)
    if lock is None:
        return False
    lock.close()
    return True
