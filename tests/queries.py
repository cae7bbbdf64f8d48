"""How many questions the database is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext


@contextmanager
def queries(number: int) -> Iterator[None]:
    """Exactly so many queries, not counting the beginnings and ends of transactions."""
    with CaptureQueriesContext(connection) as captured:
        yield
    asked = [query["sql"] for query in captured if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))]
    assert len(asked) == number, f"{len(asked)} queries:\n" + "\n".join(asked)
