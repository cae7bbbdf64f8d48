"""Time as people say it: "i dag 14.00", "tors 26 nov 13.00", "40 min kvar", "5 min sedan".

The page is written with these words, and static/js/time.js says them again with the same rules as time passes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rules.calendar import in_sweden, local_date

WEEKDAYS: Final = (_("mån"), _("tis"), _("ons"), _("tors"), _("fre"), _("lör"), _("sön"))
MONTHS: Final = (
    *(_("jan"), _("feb"), _("mars"), _("apr"), _("maj"), _("juni")),
    *(_("juli"), _("aug"), _("sep"), _("okt"), _("nov"), _("dec")),
)
WHOLE_WEEKDAYS: Final = (_("måndag"), _("tisdag"), _("onsdag"), _("torsdag"), _("fredag"), _("lördag"), _("söndag"))
WHOLE_MONTHS: Final = (
    *(_("januari"), _("februari"), _("mars"), _("april"), _("maj"), _("juni")),
    *(_("juli"), _("augusti"), _("september"), _("oktober"), _("november"), _("december")),
)
NEAR_DAYS: Final[Mapping[int, Promise]] = {-1: _("i går"), 0: _("i dag"), 1: _("i morgon")}
JUST_NOW: Final = _("nyss")
# {} is the amount.
AGO: Final = _("{} min sedan")
LEFT: Final = _("{} kvar")
OVERDUE: Final = _("försenad {}")
MINUTES: Final = _("{} min")
HOURS: Final = _("{} h")
ONE_DAY: Final = _("{} dag")
DAYS: Final = _("{} dagar")

MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)


def moment(at: datetime, now: datetime) -> str:
    """An instant by day and clock in Sweden."""
    return f"{day(local_date(at), local_date(now))} {in_sweden(at):%H.%M}"


def day(on: date, today: date) -> str:
    """A day: by its name when it is near, with the year when that is another."""
    if near := NEAR_DAYS.get((on - today).days):
        return str(near)
    words = f"{WEEKDAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]}"
    return words if on.year == today.year else f"{words} {on.year}"


def ago(at: datetime, now: datetime) -> str:
    """How long ago, within the hour; before that, when."""
    passed = now - at
    if passed < MINUTE:
        return str(JUST_NOW)
    if passed < HOUR:
        return str(AGO).format(passed // MINUTE)
    return moment(at, now)


def left(due_at: datetime, now: datetime) -> str:
    """How much time is left, or how late it is. The last instant itself is in time."""
    if now > due_at:
        return str(OVERDUE).format(_amount(due_at, now))
    return str(LEFT).format(_amount(now, due_at))


def exact(at: datetime) -> str:
    """The whole of it, for whoever points at the words: "tisdag 24 november 2026 kl. 14.00"."""
    return f"{exact_day(local_date(at))} kl. {in_sweden(at):%H.%M}"


def exact_day(on: date) -> str:
    """A day with its year."""
    return f"{WHOLE_WEEKDAYS[on.weekday()]} {on.day} {WHOLE_MONTHS[on.month - 1]} {on.year}"


def _amount(first: datetime, last: datetime) -> str:
    """Minutes within the hour, hours within a day and a night, else days by the calendar in Sweden."""
    length = last - first
    if length < HOUR:
        return str(MINUTES).format(length // MINUTE)
    if length < DAY:
        return str(HOURS).format(length // HOUR)
    days = (local_date(last) - local_date(first)).days
    return str(ONE_DAY if days == 1 else DAYS).format(days)


def words() -> dict[str, object]:
    """The words that the script in the page says time with."""
    return {
        "weekdays": [str(word) for word in WEEKDAYS],
        "months": [str(word) for word in MONTHS],
        "near": [str(NEAR_DAYS[distance]) for distance in sorted(NEAR_DAYS)],
        "justNow": str(JUST_NOW),
        "ago": str(AGO),
        "left": str(LEFT),
        "overdue": str(OVERDUE),
        "minutes": str(MINUTES),
        "hours": str(HOURS),
        "day": str(ONE_DAY),
        "days": str(DAYS),
    }
