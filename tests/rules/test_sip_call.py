"""What the claims of the SIP call say by themselves; in the liability another condition is often asked first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from rules.calendar import end_of_day
from rules.facts import Needs
from rules.readings import DEFAULTS
from rules.sip_call import called_only_by_others, services_from_both, sip_call_due_at
from tests.rules.stays import STATUTE, march, stay


@pytest.mark.parametrize(
    ("region", "municipal", "both"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_a_sip_is_for_who_needs_services_from_both_principals(region: bool, municipal: bool, both: bool) -> None:
    facts = replace(stay(), needs=Needs(region=region, social_services=municipal))

    assert services_from_both(facts) is both


@pytest.mark.parametrize(
    ("sent_at", "letter", "last_day"),
    [(march(9, 12), "a", 12), (march(9, 12, 0, 1), "a", 12), (march(9, 12), "c", 12), (march(9, 12, 0, 1), "c", 13)],
)
def test_the_three_days_of_the_call_know_noon_only_where_it_is_read_so(
    sent_at: datetime, letter: str, last_day: int
) -> None:
    due_at = sip_call_due_at(sent_at, STATUTE, {**DEFAULTS, "A-8": letter})

    assert due_at == end_of_day(date(2026, 3, last_day))


def test_calls_are_by_others_only_when_none_of_them_counts() -> None:
    assert called_only_by_others([])
    assert not called_only_by_others([march(10)])
