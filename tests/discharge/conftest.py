"""After every test of discharge the tables say what the events say."""

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _verified(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if request.node.get_closest_marker("django_db"):
        from discharge.verify import verify

        assert list(verify()) == []
