"""Tests of core/clock.py."""

import re
from datetime import UTC, datetime, timedelta

from core import clock
from embedded.places import PROJECT

# Other ways to ask what time it is.
READS_THE_CLOCK = re.compile(r"\b(datetime\.(utc)?now|date\.today|timezone\.(now|localdate|localtime\(\))|time\.time)")
ABOVE_THE_RULES = ("accounts", "agreements", "config", "core", "desk", "discharge", "liability", "notifications", "sip")


def test_now_is_an_instant_in_utc() -> None:
    before = datetime.now(UTC)

    now = clock.now()

    assert now.utcoffset() == timedelta(0)
    assert before <= now <= datetime.now(UTC)


def test_nobody_else_reads_the_clock() -> None:
    files = [file for app in ABOVE_THE_RULES for file in (PROJECT / app).rglob("*.py")]

    reading = [str(file.relative_to(PROJECT)) for file in files if READS_THE_CLOCK.search(file.read_text())]

    assert reading == ["core/clock.py"]
