"""Tests of core/logs.py."""

import json
import logging
import sys
from typing import Any

import pytest

from core import request_id
from core.logs import JsonFormatter, without_personal_data


def line_of(message: str, *args: object, **fields: Any) -> dict[str, Any]:
    record = logging.LogRecord("discharge", logging.WARNING, "file.py", 1, message, args, fields.pop("exc_info", None))
    record.created = 1773054000.25
    record.__dict__.update(fields)
    written: dict[str, Any] = json.loads(JsonFormatter().format(record))
    return written


def test_a_line_says_when_how_bad_who_and_what() -> None:
    assert line_of("sent %s", "å") == {
        "at": "2026-03-09T11:00:00.250+00:00",
        "level": "warning",
        "logger": "discharge",
        "message": "sent å",
    }


def test_a_line_carries_the_facts_that_its_writer_vouches_for() -> None:
    assert line_of("refused", facts={"code": "conflict"})["facts"] == {"code": "conflict"}


def test_a_line_carries_the_number_of_its_request(monkeypatch: pytest.MonkeyPatch) -> None:
    token = request_id._current.set("abc")
    try:
        assert line_of("sent")["request_id"] == "abc"
    finally:
        request_id._current.reset(token)


def test_a_text_cannot_forge_a_line_of_its_own() -> None:
    record = logging.LogRecord("web", logging.INFO, "file.py", 1, 'a\n{"level": "error"}', None, None)

    assert "\n" not in JsonFormatter().format(record)


def test_a_trace_is_written_without_the_row_that_the_database_quotes() -> None:
    quotation = (
        'duplicate key value violates unique constraint "identity_unique"\n'
        "DETAIL:  Key (value)=(Tolvan Tolvansson, 191212121212) already exists.\n"
        "LINE 1: INSERT INTO person VALUES ('Tolvan Tolvansson')"
    )
    try:
        raise ValueError(quotation)
    except ValueError:
        written = line_of("fault", exc_info=sys.exc_info())

    assert "identity_unique" in written["trace"]
    assert "Tolvan" not in written["trace"]


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("191212121212", id="personal number"),
        pytest.param("19121212-1212", id="personal number with a dash"),
        pytest.param("121212-1212", id="ten digits"),
        pytest.param("121212+1212", id="ten digits, a hundred years old"),
        pytest.param("196109732393", id="coordination number"),
        pytest.param("98240301AA06", id="national reserve number"),
        pytest.param("991981000010", id="reserve number of Region Stockholm"),
        pytest.param("19810829M071", id="reserve number of Västra Götalandsregionen"),
        pytest.param("19810829SU3A", id="reserve number of Region Värmland"),
    ],
)
def test_what_resembles_an_identity_number_is_left_out(number: str) -> None:
    assert without_personal_data(f"looked up ({number}), found 1") == "looked up ([identity]), found 1"


@pytest.mark.parametrize(
    "text",
    ["2026-03-09T11:00:00", "process 14310", "7e3c2b0a-9d5f-4c1e-8a6b-0123456789ab", "SFS 2017:612"],
)
def test_other_numbers_stay(text: str) -> None:
    assert without_personal_data(text) == text
