"""Reasons, readings and the lines of a settlement as sentences, in English for files and in Swedish for people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum

from rules.calendar import in_sweden
from rules.reasons import Reason
from rules.review import Alternative
from rules.wording_en import DAYS_EN, LINES_EN, MONTHS_EN, READINGS_EN, REASONS_EN, STATES_EN
from rules.wording_sv import DAYS_SV, LINES_SV, MONTHS_SV, READINGS_SV, REASONS_SV, STATES_SV


class Language(StrEnum):
    EN = "en"
    SV = "sv"


REASONS: Mapping[Language, Mapping[str, str]] = {Language.EN: REASONS_EN, Language.SV: REASONS_SV}
READINGS: Mapping[Language, Mapping[str, str]] = {Language.EN: READINGS_EN, Language.SV: READINGS_SV}
LINES: Mapping[Language, Mapping[str, str]] = {Language.EN: LINES_EN, Language.SV: LINES_SV}
STATES: Mapping[Language, Mapping[str, str]] = {Language.EN: STATES_EN, Language.SV: STATES_SV}
DAYS = {Language.EN: DAYS_EN, Language.SV: DAYS_SV}
MONTHS = {Language.EN: MONTHS_EN, Language.SV: MONTHS_SV}
NOT_YET = {Language.EN: "further notice", Language.SV: "tills vidare"}
OUTCOME = {
    Language.EN: "{reading}: {text} Then {state}, {nights} nights ({begun_days} begun days), first date {first}.",
    Language.SV: "{reading}: {text} Då {state}, {nights} vårddygn ({begun_days} påbörjade dagar), första dag: {first}.",
}
NO_DATE = {Language.EN: "none", Language.SV: "ingen"}


def reason_text(reason: Reason, language: Language) -> str:
    """The sentence for one reason."""
    return REASONS[language][reason.code].format(**{key: _worded(fact, language) for key, fact in reason.facts.items()})


def alternative_text(alternative: Alternative, language: Language) -> str:
    """The sentence for one other reading and what it would make of the stay."""
    return OUTCOME[language].format(
        reading=alternative.reading,
        text=READINGS[language][alternative.reading],
        state=STATES[language][alternative.state],
        nights=alternative.nights,
        begun_days=alternative.begun_days,
        first=NO_DATE[language]
        if alternative.first_liable_on is None
        else _date(alternative.first_liable_on, language),
    )


def _worded(fact: object, language: Language) -> str:
    if fact is None:
        return NOT_YET[language]
    if isinstance(fact, datetime):
        return _instant(fact, language)
    return _date(fact, language) if isinstance(fact, date) else str(fact)


def _date(day: date, language: Language) -> str:
    return f"{DAYS[language][day.weekday()]} {day.day} {MONTHS[language][day.month - 1]}"


def _instant(at: datetime, language: Language) -> str:
    """Minutes, as people say a time; seconds where they are what decides; the end of a day is the day itself."""
    local = in_sweden(at)
    if local.time() == time.max:
        return _date(local.date(), language)
    clock = f"{local:%H.%M}" if local.second == 0 and local.microsecond == 0 else f"{local:%H.%M.%S}"
    return f"{_date(local.date(), language)} {clock}"
