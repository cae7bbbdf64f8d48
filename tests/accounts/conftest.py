"""What the tests of accounts' doors ask for."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import datetime, timedelta

import pytest
from django.conf import LazySettings
from django.contrib.auth.hashers import Argon2PasswordHasher

from core import clock
from tests.core.moments import NOON

At = Callable[[timedelta], datetime]


@pytest.fixture(autouse=True)
def _quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 as it is, with less work for each try."""
    for cost, value in (("time_cost", 1), ("memory_cost", 64), ("parallelism", 1)):
        monkeypatch.setattr(Argon2PasswordHasher, cost, value)


@pytest.fixture
def doors(settings: LazySettings) -> None:
    """Pages behind accounts' guard, without the menu of the pages above them."""
    settings.ROOT_URLCONF = "tests.accounts.doors"
    (engine,) = deepcopy(settings.TEMPLATES)
    engine["OPTIONS"]["context_processors"].remove("desk.context.pages")
    settings.TEMPLATES = [engine]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """The clock stands at NOON; called, it moves to so long after it."""

    def move(after: timedelta) -> datetime:
        monkeypatch.setattr(clock, "now", lambda: NOON + after)
        return NOON + after

    move(timedelta())
    return move
