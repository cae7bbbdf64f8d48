"""The digest: what can wait is gathered and told twice a weekday, at times when lists are gone through."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final

from rules.calendar import at_time, days_after, is_weekday, local_date

TIMES: Final = (time(8), time(13))


def next_digest_at(now: datetime) -> datetime:
    """The first digest strictly after an instant: 08.00 and 13.00 Swedish time, Monday to Friday, not on holidays."""
    day = local_date(now)
    while True:
        for instant in _digests_of(day):
            if instant > now:
                return instant
        day = days_after(day, 1)


def _digests_of(day: date) -> list[datetime]:
    return [at_time(day, when) for when in TIMES] if is_weekday(day) else []
