"""What holds for every stay: the start, the end, obstacles and the order of things (5 kap. 4–5 §§)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from rules.calendar import at_time, days_after, local_date
from rules.evaluation import Evaluation, evaluate, figures
from rules.facts import Obstacle, Recipient, SipCall, Stay
from tests.rules.stays import BOTH, STATUTE, called, ready, stay, told

ANY_DAY = st.dates(date(2019, 1, 1), date(2029, 11, 30))
CLOCK = st.builds(time, st.integers(0, 23), st.integers(0, 59), st.integers(0, 59))
NIGHTS = st.integers(0, 40)


def _stay(ready_at: datetime, left_at: datetime) -> Stay:
    """A stay with everything in order, ready and left at these instants."""
    admitted_at = ready_at - timedelta(days=7)
    return stay(
        admitted_at=admitted_at,
        admission_notices=told(admitted_at + timedelta(hours=1)),
        care_contact_appointed_at=admitted_at + timedelta(hours=2),
        ready_notices=ready(ready_at),
        sip=called(ready_at - timedelta(days=1)),
        discharge_information_sent_at=left_at,
        left_at=left_at,
    )


@st.composite
def stays(draw: st.DrawFn) -> Stay:
    """Stays in order, of any length up to forty nights after the ready notice."""
    ready_at = at_time(draw(ANY_DAY), draw(CLOCK))
    left_at = at_time(days_after(local_date(ready_at), draw(NIGHTS)), draw(CLOCK))
    assume(ready_at < left_at)
    return _stay(ready_at, left_at)


@st.composite
def stays_with_an_obstacle(draw: st.DrawFn) -> tuple[Stay, Obstacle]:
    """A stay, and an open-care obstacle somewhere about it, of any length or without an end."""
    facts = draw(stays())
    begins = draw(st.integers(-5, 45))
    lasts = draw(st.none() | st.integers(1, 24 * 20))
    from_at = facts.ready_notices[0].sent_at + timedelta(days=begins)
    assume(facts.admitted_at < from_at)
    return facts, Obstacle(from_at=from_at, to_at=None if lasts is None else from_at + timedelta(hours=lasts))


@given(day=ANY_DAY, clock=CLOCK)
def test_the_start_never_depends_on_the_weekday(day: date, clock: time) -> None:
    facts = _stay(at_time(day, clock), at_time(days_after(day, 10), time(10)))

    late = clock > time(12)

    assert figures(facts, STATUTE).first_liable_on == days_after(day, 4 if late else 3)


@given(day=ANY_DAY)
def test_one_second_past_noon_moves_the_start_by_exactly_one_day(day: date) -> None:
    left_at = at_time(days_after(day, 10), time(10))

    at_noon = figures(_stay(at_time(day, time(12)), left_at), STATUTE)
    past_noon = figures(_stay(at_time(day, time(12, 0, 1)), left_at), STATUTE)

    assert at_noon.first_liable_on is not None
    assert past_noon.first_liable_on == days_after(at_noon.first_liable_on, 1)
    assert len(past_noon.nights_on) == len(at_noon.nights_on) - 1


@given(facts=stays(), longer=st.integers(1, 20))
def test_leaving_later_never_lowers_the_liable_days(facts: Stay, longer: int) -> None:
    assert facts.left_at is not None
    later = replace(facts, left_at=facts.left_at + timedelta(days=longer))

    before, after = figures(facts, STATUTE), figures(later, STATUTE)

    assert set(before.nights_on) <= set(after.nights_on)
    assert set(before.begun_on) <= set(after.begun_on)


@given(drawn=stays_with_an_obstacle())
def test_an_obstacle_more_never_raises_the_liable_days(drawn: tuple[Stay, Obstacle]) -> None:
    facts, obstacle = drawn
    hindered = replace(facts, open_care_obstacles=(*facts.open_care_obstacles, obstacle))

    without, with_it = figures(facts, STATUTE), figures(hindered, STATUTE)

    assert set(with_it.nights_on) <= set(without.nights_on)
    assert set(with_it.begun_on) <= set(without.begun_on)


@given(drawn=stays_with_an_obstacle())
def test_computing_twice_gives_the_same(drawn: tuple[Stay, Obstacle]) -> None:
    facts = replace(drawn[0], open_care_obstacles=(drawn[1],))

    first: Evaluation = evaluate(facts, STATUTE)

    assert evaluate(facts, STATUTE) == first


@given(facts=stays(), data=st.data())
def test_the_order_in_which_notices_are_listed_means_nothing(facts: Stay, data: st.DataObject) -> None:
    both = (*facts.ready_notices, *ready(facts.ready_notices[0].sent_at + timedelta(hours=1)))
    calls = (
        *facts.sip.calls,
        SipCall(sent_at=facts.sip.calls[0].sent_at + timedelta(days=9), by=facts.sip.calls[0].by),
    )
    listed = replace(facts, ready_notices=both, sip=replace(facts.sip, calls=calls))
    shuffled = replace(
        listed,
        ready_notices=tuple(data.draw(st.permutations(both))),
        sip=replace(facts.sip, calls=tuple(data.draw(st.permutations(calls)))),
        admission_notices=tuple(reversed(facts.admission_notices)),
    )

    assert figures(shuffled, STATUTE) == figures(listed, STATUTE)
    assert evaluate(shuffled, STATUTE).deadlines == evaluate(listed, STATUTE).deadlines


@given(facts=stays())
def test_the_nights_are_the_begun_days_without_the_day_of_leaving(facts: Stay) -> None:
    assert facts.left_at is not None
    found = figures(facts, STATUTE)

    assert found.nights_on == tuple(day for day in found.begun_on if day != local_date(facts.left_at))


@given(facts=stays(), hours=st.integers(0, 24 * 60))
def test_what_is_liable_at_one_instant_stays_liable_later(facts: Stay, hours: int) -> None:
    """As long as nothing else happens: time alone takes no liable night away."""
    assert facts.left_at is not None
    told_at = facts.ready_notices[0].sent_at
    on = told_at + timedelta(hours=hours)
    staying = replace(facts, left_at=None, left_reason=None, discharge_information_sent_at=None)

    assert set(figures(staying, STATUTE, on).nights_on) <= set(
        figures(staying, STATUTE, on + timedelta(days=1)).nights_on
    )


@given(day=ANY_DAY, clock=CLOCK)
def test_telling_the_municipal_units_apart_gives_what_telling_the_municipality_gives(day: date, clock: time) -> None:
    ready_at = at_time(day, clock)
    facts = _stay(ready_at, at_time(days_after(day, 9), time(10)))
    apart = replace(
        facts,
        needs=replace(facts.needs, municipal_care=True),
        ready_notices=ready(ready_at, (Recipient.SOCIAL_SERVICES, Recipient.MUNICIPAL_CARE, Recipient.OPEN_CARE)),
    )
    together = replace(apart, ready_notices=ready(ready_at, BOTH))

    assert figures(apart, STATUTE).nights_on == figures(together, STATUTE).nights_on
