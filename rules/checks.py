"""How often the system must be opened on a day, where a routine asks for checks and not for times (parameter 28)."""

from __future__ import annotations

from datetime import date

from rules.deadlines import routine_calendar
from rules.terms import DayBasis, Terms


def checks_owed_on(terms: Terms, day: date) -> int:
    """The most checks that any rule of the agreement asks of a unit on a day; none by a rule with unknown days.

    Such a rule starts no clock for a single notice: it does not say when the checks are made.
    """
    calendar = routine_calendar(terms)
    owed = (
        calendar.checks_owed_on(day, rule.day_basis is DayBasis.ALL, rule.min_checks_per_day)
        for rule in terms.messages.ack
        if rule.min_checks_per_day is not None and rule.day_basis is not None
    )
    return max(owed, default=0)
