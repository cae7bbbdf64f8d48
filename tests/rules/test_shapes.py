"""Typed readers: what each takes, and the one clear line with which it refuses all else."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

import pytest

from rules.errors import InvalidInput, Problem
from rules.facts import Caller
from rules.files.shapes import (
    Fields,
    Here,
    boolean,
    choice,
    county_code,
    day,
    decimal,
    fraction,
    instant,
    integer,
    known_entries,
    known_items,
    list_of,
    mapping_of,
    maybe,
    municipality_code,
    one_of,
    read,
    shown,
    text,
    time_of_day,
    word,
)

utc = partial(datetime, tzinfo=UTC)


def problems(raw: Any, reader: Any, where: str = "") -> tuple[Problem, ...]:
    with pytest.raises(InvalidInput) as refused:
        read(raw, reader, where)
    return refused.value.problems


@pytest.mark.parametrize(
    ("reader", "raw", "value"),
    [
        pytest.param(text, "a b", "a b", id="text"),
        pytest.param(text, " a ", " a ", id="text as it is written"),
        pytest.param(boolean, "true", True, id="true"),
        pytest.param(boolean, "false", False, id="false"),
        pytest.param(one_of(Caller), "ward", Caller.WARD, id="a word of an enumeration"),
        pytest.param(word("a", "b"), "b", "b", id="one of some words"),
        pytest.param(choice({"all": None, "x": 1}), "all", None, id="a word that stands for nothing"),
        pytest.param(integer(-3, 3), "-3", -3, id="the lowest"),
        pytest.param(integer(-3, 3), "3", 3, id="the highest"),
        pytest.param(integer(0, 3), "0", 0, id="zero"),
        pytest.param(integer(0, 999_999_999), "999999999", 999_999_999, id="nine digits"),
        pytest.param(fraction, "3", Fraction(3), id="a whole fraction"),
        pytest.param(fraction, "1.3", Fraction(13, 10), id="an exact fraction"),
        pytest.param(fraction, "0.000000001", Fraction(1, 10**9), id="nine decimals"),
        pytest.param(decimal, "9300", Decimal("9300"), id="kronor"),
        pytest.param(decimal, "9300.50", Decimal("9300.50"), id="kronor and öre"),
        pytest.param(day, "2010-01-01", date(2010, 1, 1), id="the first day"),
        pytest.param(day, "2099-12-31", date(2099, 12, 31), id="the last day"),
        pytest.param(day, "2028-02-29", date(2028, 2, 29), id="a leap day"),
        pytest.param(time_of_day, "12:00", time(12), id="noon"),
        pytest.param(time_of_day, "23:59:59", time(23, 59, 59), id="with seconds"),
        pytest.param(county_code, "01", "01", id="a county"),
        pytest.param(municipality_code, "0180", "0180", id="a municipality"),
    ],
)
def test_a_value_is_read(reader: Any, raw: str, value: object) -> None:
    result = read(raw, reader)

    assert result == value
    assert type(result) is type(value)


@pytest.mark.parametrize(
    ("raw", "at"),
    [
        pytest.param("2026-03-09T14:10:00+01:00", utc(2026, 3, 9, 13, 10), id="winter time"),
        pytest.param("2026-07-09T14:10:00+02:00", utc(2026, 7, 9, 12, 10), id="summer time"),
        pytest.param("2026-03-09T14:10:00Z", utc(2026, 3, 9, 14, 10), id="Z"),
        pytest.param("2026-03-09 14:10:00-05:00", utc(2026, 3, 9, 19, 10), id="a space, west of Greenwich"),
        pytest.param("2026-03-09T14:10+01:00", utc(2026, 3, 9, 13, 10), id="without seconds"),
        pytest.param("2026-03-09T12:00:00.001+01:00", utc(2026, 3, 9, 11, 0, 0, 1000), id="a thousandth"),
        pytest.param("2026-03-09T12:00:00.000001+01:00", utc(2026, 3, 9, 11, 0, 0, 1), id="a millionth"),
        pytest.param("2010-01-01T00:00:00+01:00", utc(2009, 12, 31, 23), id="the first instant of 2010 in Sweden"),
        pytest.param("2099-12-31T23:59:59.999999+01:00", utc(2099, 12, 31, 22, 59, 59, 999999), id="the last of 2099"),
    ],
)
def test_an_instant_is_read_with_its_offset(raw: str, at: datetime) -> None:
    assert read(raw, instant) == at


def test_an_instant_keeps_its_offset() -> None:
    assert read("2026-03-09T14:10:00+01:00", instant).tzinfo == timezone(timedelta(hours=1))


NOT_A_TIME = "must be a time such as 2026-03-09T14:10:00+01:00, not "
NO_OFFSET = "has no offset from UTC (write 2026-03-09T14:10:00+01:00): "
TRUE_OR_FALSE = "must be true or false, not "
DATE = "must be a date such as 2026-03-09, not "
YEARS = "must be in the years 2010 to 2099, not "
NUMBER = "must be a number of zero or more such as 3 or 1.3, not "
KRONOR = "must be a number of zero or more such as 9300 or 9300.50, not "
TIME = 'must be a time of day such as "12:00", not '


@pytest.mark.parametrize(
    ("reader", "raw", "line"),
    [
        pytest.param(text, None, "is missing", id="nothing"),
        pytest.param(text, "", "must be a text, not ''", id="an empty text"),
        pytest.param(text, " \n ", r"must be a text, not ' \n '", id="a blank text"),
        pytest.param(text, ["a"], "must be a text, not a list", id="a list for a text"),
        pytest.param(text, {"a": "b"}, "must be a text, not a mapping", id="a mapping for a text"),
        pytest.param(boolean, "True", TRUE_OR_FALSE + "'True'", id="True with a capital"),
        pytest.param(boolean, "yes", TRUE_OR_FALSE + "'yes'", id="yes"),
        pytest.param(boolean, "1", TRUE_OR_FALSE + "'1'", id="1"),
        pytest.param(boolean, [], TRUE_OR_FALSE + "a list", id="a list for true"),
        pytest.param(
            one_of(Caller), "nurse", "must be one of care_contact, deputy, ward, municipality, not 'nurse'", id="word"
        ),
        pytest.param(word("a", "b"), "c", "must be one of a, b, not 'c'", id="another word"),
        pytest.param(word("a", "b"), ["a"], "must be one of a, b, not a list", id="a list for a word"),
        pytest.param(integer(0, 3), "4", "must be from 0 to 3, not 4", id="over the highest"),
        pytest.param(integer(0, 3), "-1", "must be from 0 to 3, not -1", id="under the lowest"),
        pytest.param(integer(0, 3), "1.0", "must be a whole number, not '1.0'", id="a decimal for a whole number"),
        pytest.param(integer(0, 3), "+1", "must be a whole number, not '+1'", id="a plus"),
        pytest.param(integer(0, 3), "01", "must be a whole number, not '01'", id="a leading zero"),
        pytest.param(integer(0, 3), "1_0", "must be a whole number, not '1_0'", id="an underscore"),
        pytest.param(integer(0, 3), "٣", "must be a whole number, not '٣'", id="a digit of another script"),
        pytest.param(integer(0, 3), "1234567890", "must be a whole number, not '1234567890'", id="ten digits"),
        pytest.param(integer(0, 3), "1\n", r"must be a whole number, not '1\n'", id="a line end"),
        pytest.param(integer(0, 3), {}, "must be a whole number, not a mapping", id="a mapping for a number"),
        pytest.param(fraction, "-1", NUMBER + "'-1'", id="negative days"),
        pytest.param(fraction, "1,3", NUMBER + "'1,3'", id="a decimal comma"),
        pytest.param(fraction, "1/3", NUMBER + "'1/3'", id="a written fraction"),
        pytest.param(fraction, "1e3", NUMBER + "'1e3'", id="an exponent"),
        pytest.param(fraction, ".5", NUMBER + "'.5'", id="no digit before the point"),
        pytest.param(fraction, "nan", NUMBER + "'nan'", id="not a number"),
        pytest.param(decimal, "9 300", KRONOR + "'9 300'", id="a space in an amount"),
        pytest.param(decimal, "-1", KRONOR + "'-1'", id="a negative amount"),
        pytest.param(day, "2026-3-9", DATE + "'2026-3-9'", id="one digit for the month"),
        pytest.param(day, "09/03/2026", DATE + "'09/03/2026'", id="another order"),
        pytest.param(day, "2026-03-09T00:00:00", DATE + "'2026-03-09T00:00:00'", id="a time for a date"),
        pytest.param(day, ["2026-03-09"], DATE + "a list", id="a list for a date"),
        pytest.param(day, "2026-02-29", "is no date that exists: '2026-02-29'", id="no leap year"),
        pytest.param(day, "2009-12-31", YEARS + "'2009-12-31'", id="before 2010"),
        pytest.param(day, "2100-01-01", YEARS + "'2100-01-01'", id="after 2099"),
        pytest.param(time_of_day, "12.00", TIME + "'12.00'", id="a time with a point"),
        pytest.param(time_of_day, "9:00", TIME + "'9:00'", id="one digit for the hour"),
        pytest.param(time_of_day, "24:00", "is no time of day: '24:00'", id="24.00"),
        pytest.param(time_of_day, "12:60", "is no time of day: '12:60'", id="sixty minutes"),
        pytest.param(instant, "2026-03-09T14:10:00", NO_OFFSET + "'2026-03-09T14:10:00'", id="a naive time"),
        pytest.param(instant, "2026-03-09 14:10", NO_OFFSET + "'2026-03-09 14:10'", id="a naive time to the minute"),
        pytest.param(instant, "2026-03-09", NOT_A_TIME + "'2026-03-09'", id="a date for a time"),
        pytest.param(instant, ["x"], NOT_A_TIME + "a list", id="a list for a time"),
        pytest.param(instant, "20260309T141000Z", NOT_A_TIME + "'20260309T141000Z'", id="the basic format"),
        pytest.param(instant, "2026-W11-1T14:10:00Z", NOT_A_TIME + "'2026-W11-1T14:10:00Z'", id="a week date"),
        pytest.param(
            instant, "2026-03-09T14:10:00+0100", NOT_A_TIME + "'2026-03-09T14:10:00+0100'", id="an offset with no colon"
        ),
        pytest.param(
            instant, "2026-03-09T14:10:00+01:00 ", NOT_A_TIME + "'2026-03-09T14:10:00+01:00 '", id="a space behind"
        ),
        pytest.param(
            instant, "2026-02-30T14:10:00Z", "is no time that exists: '2026-02-30T14:10:00Z'", id="a day that is not"
        ),
        pytest.param(instant, "2026-03-09T24:00:00Z", "is no time that exists: '2026-03-09T24:00:00Z'", id="24.00 Z"),
        pytest.param(
            instant, "2026-03-09T14:10:00+24:00", "is no time that exists: '2026-03-09T14:10:00+24:00'", id="+24"
        ),
        pytest.param(
            instant, "2009-12-31T23:59:59.999999+01:00", YEARS + "'2009-12-31T23:59:59.999999+01:00'", id="2009"
        ),
        pytest.param(instant, "2100-01-01T00:00:00+01:00", YEARS + "'2100-01-01T00:00:00+01:00'", id="2100"),
        pytest.param(instant, "0001-01-01T00:00:00+14:00", YEARS + "'0001-01-01T00:00:00+14:00'", id="the year one"),
        pytest.param(county_code, "1", "must be a county code of two digits, not '1'", id="a county of one digit"),
        pytest.param(
            municipality_code, "180", "must be a municipality code of four digits, not '180'", id="a short code"
        ),
        pytest.param(list_of(text), "a", "must be a list, not 'a'", id="a text for a list"),
        pytest.param(list_of(text), {}, "must be a list, not a mapping", id="a mapping for a list"),
        pytest.param(mapping_of(text, text), ["a"], "must be a mapping of keys to values, not a list", id="a list"),
        pytest.param(Fields, "a", "must be a mapping of keys to values, not 'a'", id="a text for a mapping"),
        pytest.param(Fields, [], "must be a mapping of keys to values, not a list", id="a list for a mapping"),
    ],
)
def test_what_is_no_such_value_is_refused_in_one_line(reader: Any, raw: Any, line: str) -> None:
    assert problems(raw, reader, "here") == (Problem("here", line),)


def test_a_long_text_is_quoted_in_part_and_on_one_line() -> None:
    assert shown("x" * 40) == f"'{'x' * 40}'"
    assert shown("x" * 41) == f"'{'x' * 39}…"
    assert shown("a\nb") == r"'a\nb'"
    assert shown(None) == "None"


def test_the_items_of_a_list_are_read_and_each_problem_has_its_place() -> None:
    assert read(["1", "2"], list_of(integer(0, 9))) == (1, 2)
    assert read([], list_of(text)) == ()
    assert problems(["1", "x", "2", None], list_of(integer(0, 9)), "a") == (
        Problem("a[1]", "must be a whole number, not 'x'"),
        Problem("a[3]", "is missing"),
    )


def test_the_entries_of_a_mapping_are_read_and_each_problem_has_its_key() -> None:
    years = mapping_of(integer(2010, 2099), decimal)

    assert read({"2019": "7800", "2020": "8200"}, years) == {2019: Decimal(7800), 2020: Decimal(8200)}
    assert problems({"2009": "1", "2019": "x", "2020": None, "2021": "1"}, years, "table") == (
        Problem("table.2009", "must be from 2010 to 2099, not 2009"),
        Problem("table.2019", KRONOR + "'x'"),
        Problem("table.2020", "is missing"),
    )


def test_what_is_refused_is_left_out_of_a_list_and_a_mapping_so_that_what_follows_can_read_on() -> None:
    seen: list[object] = []

    def both(here: Here) -> None:
        fields = Fields(here)
        seen.append(fields.required("list", list_of(boolean)))
        seen.append(fields.required("map", mapping_of(text, boolean)))

    problems({"list": ["true", "x"], "map": {"a": "x", "b": "false"}}, both)

    assert seen == [(True,), {"b": False}]


def sip(here: Here) -> dict[str, object]:
    fields = Fields(here)
    values = {
        "required": fields.required("required", boolean),
        "optional": fields.optional("optional", boolean),
        "default": fields.default("default", integer(0, 9), 7),
        "known": fields.known("known", boolean),
    }
    fields.end()
    return values


def test_a_key_is_required_optional_or_has_a_default() -> None:
    given = {"required": "true", "optional": "false", "default": "0", "known": "true"}

    assert read(given, sip) == {"required": True, "optional": False, "default": 0, "known": True}
    assert read({"required": "true"}, sip) == {"required": True, "optional": None, "default": 7, "known": None}


def test_a_null_key_is_an_absent_key() -> None:
    given = {"required": "true", "optional": None, "default": None, "known": None}

    assert read(given, sip) == {"required": True, "optional": None, "default": 7, "known": None}
    assert problems({"required": None}, sip) == (Problem("required", "is missing"),)


def test_every_problem_of_a_mapping_is_told_with_its_path() -> None:
    given = {"optional": "x", "default": "x", "known": "x", "more": "x", "less": None}

    assert problems([{"required": "true"}, given], list_of(sip), "calls") == (
        Problem("calls[1].required", "is missing"),
        Problem("calls[1].optional", TRUE_OR_FALSE + "'x'"),
        Problem("calls[1].default", "must be a whole number, not 'x'"),
        Problem("calls[1].known", TRUE_OR_FALSE + "'x'"),
        Problem("calls[1].more", "is not a known key"),
        Problem("calls[1].less", "is not a known key"),
    )


def test_a_reader_can_refuse_a_key_itself_and_an_order() -> None:
    def window(here: Here) -> None:
        fields = Fields(here)
        fields.in_order("to", fields.optional("from", day), fields.optional("to", day))
        if "both" in fields.raw:
            fields.refuse("both", "is wrong")

    assert problems({"from": "2020-01-02", "to": "2020-01-01", "both": "x"}, window, "w") == (
        Problem("w.to", "2020-01-01 is before 2020-01-02, the day it begins"),
        Problem("w.both", "is wrong"),
    )
    read({"from": "2020-01-01", "to": "2020-01-01"}, window)
    read({"from": "2020-01-01"}, window)
    read({"to": "2020-01-01"}, window)


def test_what_is_unknown_is_nothing_and_its_path_is_remembered() -> None:
    unknown = ["before"]

    assert read({"required": "true", "known": "unknown"}, sip, "a", unknown)["known"] is None
    assert unknown == ["before", "a.known"]


def test_only_what_may_be_unknown_may() -> None:
    assert problems({"required": "true", "optional": "unknown"}, sip) == (
        Problem("optional", TRUE_OR_FALSE + "'unknown'"),
    )


def cutoff(here: Here) -> tuple[time, bool | None]:
    fields = Fields(here)
    values = (fields.needed("time", time_of_day), fields.known("late", boolean))
    fields.end()
    return values


def test_a_mapping_is_unknown_when_something_it_needs_is() -> None:
    unknown: list[str] = []

    assert read({"time": "12:00"}, maybe(cutoff), "c") == (time(12), None)
    assert read({"time": "unknown", "late": "unknown"}, maybe(cutoff), "c", unknown) is None
    assert unknown == ["c.time", "c.late"]


def test_what_is_unknown_hides_no_problem() -> None:
    assert problems({"time": "unknown", "late": "x", "more": "x"}, maybe(cutoff)) == (
        Problem("late", TRUE_OR_FALSE + "'x'"),
        Problem("more", "is not a known key"),
    )
    assert problems({}, maybe(cutoff)) == (Problem("time", "is missing"),)


def test_unknown_items_and_entries_are_left_out_and_remembered() -> None:
    unknown: list[str] = []

    assert read(["true", "unknown", "false"], known_items(boolean), "list", unknown) == (True, False)
    assert read([{"time": "unknown"}, {"time": "12:00"}], known_items(cutoff), "cuts", unknown) == ((time(12), None),)
    assert read({"a": "unknown", "b": "false"}, known_entries(text, boolean), "map", unknown) == {"b": False}
    assert unknown == ["list[1]", "cuts[0].time", "map.a"]
