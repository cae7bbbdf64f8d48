"""The world of the doors, built once in a database of its own; what a test does in it is undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.doors.world import World


@pytest.fixture(scope="session")
def built_world(servers: None, django_test_environment: None, django_db_blocker: Any) -> Iterator[tuple[str, World]]:
    """The name of its database, and the world. Between two of its tests this worker may run any others."""
    from core import clock
    from tests import product
    from tests.doors.world import ASKED_AT, build

    database = f"{product.DATABASE}_doors"
    product.clone(database)
    with product.connected_to(database), django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: ASKED_AT)
        world = build()
    yield database, world
    product.drop(database)


@pytest.fixture
def world(
    built_world: tuple[str, World], django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    """The world, an hour after everything in it was done."""
    from core import clock
    from tests import product
    from tests.doors.world import ASKED_AT, undone

    database, world = built_world
    monkeypatch.setattr(clock, "now", lambda: ASKED_AT)
    with product.connected_to(database), django_db_blocker.unblock(), undone():
        yield world
