"""Typed readers: from the plain texts of a file to values, collecting every problem with the path of its key.

A reader is a function that takes a `Here` (a raw value and where it stands) and gives a value or raises `Refused`.
`read(raw, reader)` runs one and raises `InvalidInput` with all problems found:

    def sip_call(here: Here) -> SipCall:
        fields = Fields(here)
        call = SipCall(sent_at=fields.required("sent_at", instant), by=fields.required("by", one_of(Caller)))
        fields.end()
        return call

    calls = read(raw, list_of(sip_call), where="facts.sip.calls")

After a problem a value is missing where its type says that there is one, so a reader only builds; what compares values
comes after `read`, which returns only when nothing was wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Final, TypeAlias, TypeVar, cast
from zoneinfo import ZoneInfo

from rules.errors import InvalidInput, Problem
from rules.files.yaml_text import Value, join

T = TypeVar("T")
E = TypeVar("E", bound=Enum)
K = TypeVar("K")

UNKNOWN: Final = "unknown"
FIRST_YEAR: Final = 2010
LAST_YEAR: Final = 2099
SWEDEN: Final = ZoneInfo("Europe/Stockholm")
FIRST_INSTANT: Final = datetime(FIRST_YEAR, 1, 1, tzinfo=SWEDEN).astimezone(UTC)
END_OF_INSTANTS: Final = datetime(LAST_YEAR + 1, 1, 1, tzinfo=SWEDEN).astimezone(UTC)

INTEGER: Final = re.compile(r"0|-?[1-9][0-9]{0,8}")
DECIMAL: Final = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")
DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TIME: Final = re.compile(r"[0-9]{2}:[0-9]{2}(:[0-9]{2})?")
LOCAL_INSTANT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?")
OFFSET: Final = re.compile(r"Z|[+-][0-9]{2}:[0-9]{2}")
COUNTY: Final = re.compile(r"[0-9]{2}")
MUNICIPALITY: Final = re.compile(r"[0-9]{4}")


class Refused(Exception):
    """A value that cannot be read; the text says what it must be."""


class NotKnown(Exception):
    """A mapping that says `unknown` for something it is nothing without; its path is remembered already."""


@dataclass(slots=True)
class Found:
    """What a reading has come upon: problems, and the paths of what is said to be unknown."""

    problems: list[Problem] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Here:
    """A raw value that is there (never None), the path to it, and where problems are collected."""

    raw: Value
    where: str
    found: Found

    def refuse(self, text: str) -> None:
        """Notes a problem here."""
        self.found.problems.append(Problem(self.where, text))


Reader: TypeAlias = Callable[[Here], T]


def read(raw: Value, reader: Reader[T], where: str = "", unknown: list[str] | None = None) -> T:
    """What the reader makes of a raw value; paths of what is `unknown` are added to the list given.

    Raises: InvalidInput with every problem, in the order of reading.
    """
    found = Found([], [] if unknown is None else unknown)
    value = _try(reader, Here(raw, where, found))
    if found.problems:
        raise InvalidInput(*found.problems)
    return value


def _present(reader: Reader[T], here: Here) -> T:
    if here.raw is None:
        raise Refused("is missing")
    return reader(here)


def _try(reader: Reader[T], here: Here) -> T:
    try:
        return _present(reader, here)
    except Refused as refused:
        here.refuse(str(refused))
        return cast(T, None)  # never used: read() raises


def shown(raw: Value) -> str:
    """A raw value as a message quotes it: on one line and short."""
    if isinstance(raw, dict):
        return "a mapping"
    if isinstance(raw, list):
        return "a list"
    text = repr(raw)
    return text if len(text) <= 42 else f"{text[:40]}…"


class Fields:
    """The keys of one mapping. An absent key and one whose value is null are the same. `end()` refuses unknown keys."""

    def __init__(self, here: Here) -> None:
        if not isinstance(here.raw, dict):
            raise Refused(f"must be a mapping of keys to values, not {shown(here.raw)}")
        self.raw: Mapping[str, Value] = here.raw
        self.where = here.where
        self.found = here.found
        self.asked: set[str] = set()
        self.is_known = True

    def here(self, key: str) -> Here:
        self.asked.add(key)
        return Here(self.raw.get(key), join(self.where, key), self.found)

    def required(self, key: str, reader: Reader[T]) -> T:
        """The value, which must be there."""
        return _try(reader, self.here(key))

    def optional(self, key: str, reader: Reader[T]) -> T | None:
        """The value, None when there is none."""
        here = self.here(key)
        return None if here.raw is None else _try(reader, here)

    def default(self, key: str, reader: Reader[T], default: T) -> T:
        """The value, `default` when there is none."""
        here = self.here(key)
        return default if here.raw is None else _try(reader, here)

    def known(self, key: str, reader: Reader[T]) -> T | None:
        """The value, None when there is none or when it is said to be `unknown`: then its path is remembered."""
        return self.optional(key, maybe(reader))

    def needed(self, key: str, reader: Reader[T]) -> T:
        """The value, which must be there; when it is `unknown` the whole mapping is, and `end()` raises `NotKnown`."""
        here = self.here(key)
        if here.raw != UNKNOWN:
            return _try(reader, here)
        here.found.unknown.append(here.where)
        self.is_known = False
        return cast(T, None)  # never used: end() raises

    def refuse(self, key: str, text: str) -> None:
        """Notes a problem of this key."""
        self.found.problems.append(Problem(join(self.where, key), text))

    def in_order(self, last_key: str, first: date | None, last: date | None) -> None:
        """Refuses a last day before the first."""
        if first is not None and last is not None and last < first:
            self.refuse(last_key, f"{last} is before {first}, the day it begins")

    def end(self) -> None:
        """Refuses every key that was not asked for. Raises: NotKnown when something needed is unknown."""
        for key in self.raw:
            if key not in self.asked:
                self.refuse(key, "is not a known key")
        if not self.is_known:
            raise NotKnown


def maybe(reader: Reader[T]) -> Reader[T | None]:
    """A reader that gives None for `unknown`, and remembers the path."""

    def value(here: Here) -> T | None:
        if here.raw == UNKNOWN:
            here.found.unknown.append(here.where)
            return None
        try:
            return reader(here)
        except NotKnown:
            return None

    return value


def list_of(reader: Reader[T]) -> Reader[tuple[T, ...]]:
    """A list; each item is read by `reader`, and a null item is refused. An item that is refused is left out."""

    def items(here: Here) -> tuple[T, ...]:
        if not isinstance(here.raw, list):
            raise Refused(f"must be a list, not {shown(here.raw)}")
        good: list[T] = []
        for index, raw in enumerate(here.raw):
            place = Here(raw, f"{here.where}[{index}]", here.found)
            try:
                good.append(_present(reader, place))
            except Refused as refused:
                place.refuse(str(refused))
        return tuple(good)

    return items


def mapping_of(key_reader: Reader[K], reader: Reader[T]) -> Reader[dict[K, T]]:
    """A mapping with free keys; a null value is refused. An entry whose key or value is refused is left out."""

    def entries(here: Here) -> dict[K, T]:
        if not isinstance(here.raw, dict):
            raise Refused(f"must be a mapping of keys to values, not {shown(here.raw)}")
        good: dict[K, T] = {}
        for key, raw in here.raw.items():
            place = Here(raw, join(here.where, key), here.found)
            try:
                name = key_reader(Here(key, place.where, here.found))
                good[name] = _present(reader, place)
            except Refused as refused:
                place.refuse(str(refused))
        return good

    return entries


def known_items(reader: Reader[T]) -> Reader[tuple[T, ...]]:
    """A list without what is said to be unknown in it; the paths are remembered."""
    items = list_of(maybe(reader))
    return lambda here: tuple(item for item in items(here) if item is not None)


def known_entries(key_reader: Reader[K], reader: Reader[T]) -> Reader[dict[K, T]]:
    """A mapping with free keys, without what is said to be unknown in it; the paths are remembered."""
    entries = mapping_of(key_reader, maybe(reader))
    return lambda here: {key: value for key, value in entries(here).items() if value is not None}


def text(here: Here) -> str:
    """A text that is not blank, as it is written."""
    if not isinstance(here.raw, str) or not here.raw.strip():
        raise Refused(f"must be a text, not {shown(here.raw)}")
    return here.raw


def boolean(here: Here) -> bool:
    """true or false, in these words only."""
    if here.raw not in ("true", "false"):
        raise Refused(f"must be true or false, not {shown(here.raw)}")
    return here.raw == "true"


def choice(values: Mapping[str, T]) -> Reader[T]:
    """One of some words, each with what it stands for."""
    words = ", ".join(values)

    def chosen(here: Here) -> T:
        if not isinstance(here.raw, str) or here.raw not in values:
            raise Refused(f"must be one of {words}, not {shown(here.raw)}")
        return values[here.raw]

    return chosen


def one_of(words: type[E]) -> Reader[E]:
    """One of an enumeration's values."""
    return choice({str(word.value): word for word in words})


def word(*words: str) -> Reader[str]:
    """One of some words, as it is."""
    return choice({one: one for one in words})


def integer(low: int, high: int) -> Reader[int]:
    """A whole number from `low` to `high`, both included."""

    def number(here: Here) -> int:
        value = int(_matching(INTEGER, here, "a whole number"))
        if not low <= value <= high:
            raise Refused(f"must be from {low} to {high}, not {value}")
        return value

    return number


def fraction(here: Here) -> Fraction:
    """An exact number of zero or more, written as a decimal with a point."""
    return Fraction(_matching(DECIMAL, here, "a number of zero or more such as 3 or 1.3"))


def decimal(here: Here) -> Decimal:
    """An exact decimal of zero or more, with a point; kronor are such."""
    return Decimal(_matching(DECIMAL, here, "a number of zero or more such as 9300 or 9300.50"))


def day(here: Here) -> date:
    """A date, YYYY-MM-DD."""
    written = _matching(DATE, here, "a date such as 2026-03-09")
    try:
        value = date.fromisoformat(written)
    except ValueError as error:
        raise Refused(f"is no date that exists: {shown(written)}") from error
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise Refused(f"must be in the years {FIRST_YEAR} to {LAST_YEAR}, not {shown(written)}")
    return value


def time_of_day(here: Here) -> time:
    """A time of day, HH:MM or HH:MM:SS."""
    written = _matching(TIME, here, 'a time of day such as "12:00"')
    try:
        return time.fromisoformat(written)
    except ValueError as error:
        raise Refused(f"is no time of day: {shown(written)}") from error


def instant(here: Here) -> datetime:
    """An instant, ISO 8601 with its offset from UTC, aware; a time without an offset is refused, never guessed."""
    written = here.raw if isinstance(here.raw, str) else ""
    local = LOCAL_INSTANT.match(written)
    if local is None:
        raise Refused(f"must be a time such as 2026-03-09T14:10:00+01:00, not {shown(here.raw)}")
    if local.end() == len(written):
        raise Refused(f"has no offset from UTC (write 2026-03-09T14:10:00+01:00): {shown(written)}")
    if not OFFSET.fullmatch(written, local.end()):
        raise Refused(f"must be a time such as 2026-03-09T14:10:00+01:00, not {shown(written)}")
    try:
        value = datetime.fromisoformat(written)
    except ValueError as error:
        raise Refused(f"is no time that exists: {shown(written)}") from error
    if not FIRST_INSTANT <= value < END_OF_INSTANTS:
        raise Refused(f"must be in the years {FIRST_YEAR} to {LAST_YEAR}, not {shown(written)}")
    return value


def county_code(here: Here) -> str:
    """A county code, two digits."""
    return _matching(COUNTY, here, "a county code of two digits")


def municipality_code(here: Here) -> str:
    """A municipality code, four digits."""
    return _matching(MUNICIPALITY, here, "a municipality code of four digits")


def _matching(pattern: re.Pattern[str], here: Here, what: str) -> str:
    if not isinstance(here.raw, str) or not pattern.fullmatch(here.raw):
        raise Refused(f"must be {what}, not {shown(here.raw)}")
    return here.raw
