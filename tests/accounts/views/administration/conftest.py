"""What the tests of the administration pages ask for: the clock, which stands."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import clock
from tests.core.moments import NOON


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute after NOON."""
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(minutes=1))
