"""What an event tells of a notice that went outside the system."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.kinds import OutsideBy


@dataclass(frozen=True, slots=True)
class SentOutside:
    """How it was sent to the event's party; the event's `at` is when, and `recorded_at` when that was registered."""

    how: OutsideBy
