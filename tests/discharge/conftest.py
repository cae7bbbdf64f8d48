"""After every test of discharge the tables say what the events say; and other roles than web, for those that ask."""

from collections.abc import Callable, Iterator
from contextlib import closing

import psycopg2
import pytest

from embedded import databases
from tests import product


@pytest.fixture(autouse=True)
def _verified(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if request.node.get_closest_marker("django_db"):
        from discharge.verify import verify

        assert list(verify()) == []


@pytest.fixture
def as_role(own_database: str) -> Callable[[str, str], None]:
    """Run a statement in the test's own database as another role."""

    def run(role: str, statement: str) -> None:
        address = databases.address(product.sockets(), role, own_database)
        with closing(psycopg2.connect(address)) as connection, connection, connection.cursor() as cursor:
            cursor.execute(statement)

    return run


@pytest.fixture
def as_owner(as_role: Callable[[str, str], None]) -> Callable[[str], None]:
    """Run a statement as the owner of the tables."""
    return lambda statement: as_role(databases.OWNER, statement)
