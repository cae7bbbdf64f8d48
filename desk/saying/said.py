"""What a notice says: heading, facts and text; and how days and instants are said in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from core.spoken_time import WHOLE_MONTHS, WHOLE_WEEKDAYS
from rules.calendar import in_sweden

Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """facts: what each is called and what it is; none of them empty."""

    heading: str
    facts: tuple[Line, ...] = ()
    text: str = ""


Says = Callable[[Any], Said]


def expected(on: date, at: time | None) -> str:
    """A day, with the hour where one is known: "torsdag 12 mars, klockan 13.30"."""
    day = f"{WHOLE_WEEKDAYS[on.weekday()]} {on.day} {WHOLE_MONTHS[on.month - 1]}"
    return _("%(day)s, klockan %(time)s") % {"day": day, "time": f"{at:%H.%M}"} if at else day


def instant(at: datetime) -> str:
    """The same of an instant, in Swedish time."""
    there = in_sweden(at)
    return expected(there.date(), there.time())


def says(heading: str, *facts: Line, text: str = "") -> Said:
    """A heading and those facts that are there."""
    return Said(heading, tuple((name, value) for name, value in facts if value), text)
