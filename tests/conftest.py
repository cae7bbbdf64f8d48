"""What tests of the product may ask for. The first test file that needs Django sets it up; none in rules does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from pytest_django.plugin import blocking_manager_key

from tests import product

FOLDER = Path(__file__).parent
# Folders whose tests know nothing of Django; nor do the files beside this one.
WITHOUT_DJANGO = frozenset({"benchmarks", "embedded", "rules", "tools"})

_configured = False

# A machine that is busy fails no test, and the same code always meets the same examples.
hypothesis.settings.register_profile(
    "tests", deadline=None, derandomize=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("tests")


def _needs_django(path: Path) -> bool:
    folders = path.relative_to(FOLDER).parts[:-1]
    return bool(folders) and folders[0] not in WITHOUT_DJANGO


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> None:
    """Set Django up before the first file that imports models is read."""
    global _configured
    if not _configured and _needs_django(module_path):
        product.configure()
        # As pytest-django does where Django is set up from the beginning: no test reaches the database unasked.
        parent.config.stash[blocking_manager_key].block()
        _configured = True


@pytest.fixture(scope="session")
def servers() -> Iterator[None]:
    """PostgreSQL and Valkey, shared by all workers."""
    started = product.start_servers()
    yield
    started.give_back()


@pytest.fixture(scope="session")
def django_db_setup(servers: None, django_test_environment: None) -> Iterator[None]:
    """This worker's database; each test runs in a transaction in it, as the role web, and is rolled back."""
    from django.db import connections

    product.drop_abandoned()
    product.clone(product.DATABASE)
    yield
    connections.close_all()
    product.drop(product.DATABASE)


@pytest.fixture
def own_database(
    request: pytest.FixtureRequest, servers: None, django_test_environment: None, django_db_blocker: Any
) -> Iterator[str]:
    """A fresh database for a test that commits, also from several threads. Threads close their own connections."""
    if request.node.get_closest_marker("django_db") or "db" in request.fixturenames:
        pytest.fail("own_database stands instead of django_db, not beside it: its test must not be rolled back")
    database = f"{product.DATABASE}_own"
    product.clone(database)
    with product.connected_to(database), django_db_blocker.unblock():
        yield database
    product.drop(database)


@pytest.fixture
def transactional_db() -> None:
    """Refused: it would flush, which the role web may not. See own_database."""
    pytest.fail("a test that commits uses the fixture own_database")


@pytest.fixture(autouse=True)
def empty_cache(request: pytest.FixtureRequest) -> Iterator[None]:
    """What one test leaves in the cache, the next does not find."""
    yield
    if request.node.get_closest_marker("django_db") or {"db", "own_database"} & set(request.fixturenames):
        from django.core.cache import cache

        cache.clear()
