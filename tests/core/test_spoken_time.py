"""Tests of core/spoken_time.py and of the tags that write its words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template

from core import spoken_time
from tests.core.moments import NOON

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        pytest.param(NOON, "i dag 12.00", id="now"),
        pytest.param(NOON - 12 * HOUR, "i dag 00.00", id="midnight begins the day"),
        pytest.param(NOON - 12 * HOUR - MINUTE, "i går 23.59", id="the minute before it is yesterday"),
        pytest.param(NOON + 12 * HOUR, "i morgon 00.00", id="the next midnight is tomorrow"),
        pytest.param(NOON + 2 * DAY, "ons 11 mars 12.00", id="another day has its name and date"),
        pytest.param(NOON - 2 * DAY, "lör 7 mars 12.00", id="before too"),
        pytest.param(datetime(2025, 12, 31, 22, 59, tzinfo=UTC), "ons 31 dec 2025 23.59", id="another year is said"),
        pytest.param(datetime(2025, 12, 31, 23, tzinfo=UTC), "tors 1 jan 00.00", id="the year is the one in Sweden"),
        pytest.param(datetime(2026, 3, 29, 1, tzinfo=UTC), "sön 29 mars 03.00", id="summer time begins"),
        pytest.param(datetime(2026, 10, 25, 1, tzinfo=UTC), "sön 25 okt 02.00", id="summer time has ended"),
    ],
)
def test_an_instant_is_said_by_day_and_clock_in_sweden(at: datetime, words: str) -> None:
    assert spoken_time.moment(at, NOON) == words


@pytest.mark.parametrize(
    ("at", "words"),
    [
        pytest.param(NOON, "nyss", id="now"),
        pytest.param(NOON - MINUTE + timedelta(microseconds=1), "nyss", id="within the minute"),
        pytest.param(NOON - MINUTE, "1 min sedan", id="a minute"),
        pytest.param(NOON - HOUR + timedelta(seconds=1), "59 min sedan", id="within the hour"),
        pytest.param(NOON - HOUR, "i dag 11.00", id="from an hour on by the clock"),
    ],
)
def test_how_long_ago_is_said_within_the_hour(at: datetime, words: str) -> None:
    assert spoken_time.ago(at, NOON) == words


@pytest.mark.parametrize(
    ("due_at", "words"),
    [
        pytest.param(NOON + 40 * MINUTE, "40 min kvar", id="minutes"),
        pytest.param(NOON, "0 min kvar", id="the last instant is in time"),
        pytest.param(NOON - timedelta(seconds=1), "försenad 0 min", id="a second later is late"),
        pytest.param(NOON + HOUR, "1 h kvar", id="hours from sixty minutes on"),
        pytest.param(NOON + DAY - MINUTE, "23 h kvar", id="hours within a day and a night"),
        pytest.param(NOON + DAY, "1 dag kvar", id="one day"),
        pytest.param(NOON + 3 * DAY - HOUR, "3 dagar kvar", id="days by the calendar, not by hours"),
        pytest.param(NOON - 4 * HOUR, "försenad 4 h", id="late by hours"),
        pytest.param(NOON - 2 * DAY, "försenad 2 dagar", id="late by days"),
    ],
)
def test_what_is_left_is_said_in_the_largest_whole_measure(due_at: datetime, words: str) -> None:
    assert spoken_time.left(due_at, NOON) == words


def test_a_day_is_said_without_a_clock() -> None:
    today = date(2026, 3, 9)

    said = [spoken_time.day(today + days * DAY, today) for days in (-1, 0, 1, 2)]

    assert said == ["i går", "i dag", "i morgon", "ons 11 mars"]


def test_the_element_carries_the_exact_time_for_programs_and_for_whoever_points_at_it() -> None:
    page = Template("{% load spoken %}{% moment at %}|{% day on %}")

    said = page.render(Context({"now": NOON, "at": NOON - DAY, "on": date(2026, 3, 11)}))

    assert said == (
        '<time datetime="2026-03-08T12:00:00.000+01:00" title="söndag 8 mars 2026 kl. 12.00" data-time="moment">'
        "i går 12.00</time>|"
        '<time datetime="2026-03-11" title="onsdag 11 mars 2026" data-time="day">ons 11 mars</time>'
    )


def test_ago_and_left_are_marked_so_that_the_script_says_them_again() -> None:
    page = Template("{% load spoken %}{% ago at %}|{% left due %}")

    said = page.render(Context({"now": NOON, "at": NOON - 5 * MINUTE, "due": NOON + HOUR}))

    assert 'data-time="ago">5 min sedan</time>|' in said
    assert 'data-time="left">1 h kvar</time>' in said


def test_the_script_is_given_the_same_words_and_the_servers_clock() -> None:
    given = Template("{% load spoken %}{% time_words %}").render(Context({"now": NOON}))

    assert given.startswith('<script id="time-words" type="application/json">')
    assert '"now": "2026-03-09T12:00:00.000+01:00"' in given
    assert '"near": ["i g\\u00e5r", "i dag", "i morgon"]' in given
