"""What tests of agreements ask for: the clock, which stands; and other roles than web."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

import psycopg2
import pytest

from core import clock
from embedded import databases
from tests import product
from tests.core.moments import NOON


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def as_role(own_database: str) -> Callable[[str, str], None]:
    """Run a statement in the test's own database as another role."""

    def run(role: str, statement: str) -> None:
        address = databases.address(product.sockets(), role, own_database)
        with closing(psycopg2.connect(address)) as connection, connection, connection.cursor() as cursor:
            cursor.execute(statement)

    return run
