"""Tests of notifications/digest.py."""

from datetime import datetime

import pytest

from notifications.digest import next_digest_at
from rules.calendar import local


@pytest.mark.parametrize(
    ("now", "digest"),
    [
        pytest.param(local(2026, 3, 9, 7, 59), local(2026, 3, 9, 8), id="before eight"),
        pytest.param(local(2026, 3, 9, 8), local(2026, 3, 9, 13), id="at eight sharp it has left"),
        pytest.param(local(2026, 3, 9, 12, 59, 59, 999_999), local(2026, 3, 9, 13), id="the last instant before one"),
        pytest.param(local(2026, 3, 9, 13), local(2026, 3, 10, 8), id="at one sharp: tomorrow"),
        pytest.param(local(2026, 3, 13, 15), local(2026, 3, 16, 8), id="over the weekend"),
        pytest.param(local(2026, 4, 2, 15), local(2026, 4, 7, 8), id="over Easter"),
        pytest.param(local(2026, 12, 23, 15), local(2026, 12, 28, 8), id="over Christmas, the eve included"),
        pytest.param(local(2026, 3, 27, 15), local(2026, 3, 30, 8), id="over the clock change"),
    ],
)
def test_a_digest_leaves_at_eight_and_at_one_on_weekdays(now: datetime, digest: datetime) -> None:
    assert next_digest_at(now) == digest
