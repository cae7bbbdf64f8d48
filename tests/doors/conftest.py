"""The world of the doors, built once for the tests of this folder; what a test does in it is undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.doors.world import World


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world, an hour after everything in it was done."""
    from core import clock
    from tests.doors.world import ASKED_AT, build, undone

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, undone():
        patch.setattr(clock, "now", lambda: ASKED_AT)
        yield build()
