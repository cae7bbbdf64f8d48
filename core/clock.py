"""The clock, read here and nowhere else."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The present instant, in UTC. Doors ask once and pass it on; below the doors nobody asks."""
    return datetime.now(UTC)
