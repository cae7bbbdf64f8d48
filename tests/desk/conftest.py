"""What the tests of pages ask for: the clock, which stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from core import clock
from tests.core.moments import NOON

At = Callable[[timedelta], datetime]


@pytest.fixture(autouse=True)
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """The clock stands a minute after NOON; called, it moves to so long after it."""

    def move(after: timedelta) -> datetime:
        monkeypatch.setattr(clock, "now", lambda: NOON + after)
        return NOON + after

    move(timedelta(minutes=1))
    return move
