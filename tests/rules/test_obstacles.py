"""On which dates something that ends at an instant still was: the instant itself is not included."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from rules.obstacles import last_day_of
from tests.rules.stays import march

MICROSECOND = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("ends_at", "last_day"),
    [
        (march(12), date(2026, 3, 11)),
        (march(12) + MICROSECOND, date(2026, 3, 12)),
        (march(13) - MICROSECOND, date(2026, 3, 12)),
    ],
    ids=["at midnight", "right after midnight", "right before midnight"],
)
def test_the_last_day_is_the_one_in_which_the_last_instant_lies(ends_at: datetime, last_day: date) -> None:
    assert last_day_of(ends_at) == last_day
