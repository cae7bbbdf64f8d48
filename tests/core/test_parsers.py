"""Tests of core/parsers.py. How the doors answer what it refuses: tests/doors/test_bad_input.py."""

import io

import pytest
from rest_framework.exceptions import ParseError

from core.parsers import JSONParser


def test_json_is_read_with_every_character() -> None:
    body = '{"name": "Åsa 👩‍⚕️ \\ud83d\\ude00 \\u00e5", "version": 1, "none": null}'

    assert JSONParser().parse(io.BytesIO(body.encode())) == {"name": "Åsa 👩‍⚕️ 😀 å", "version": 1, "none": None}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b'{"a": ', id="half"),
        pytest.param(b'{"a": NaN}', id="not a number"),
        pytest.param(b'{"a": "\xff"}', id="not UTF-8"),
        pytest.param(b'{"a": "\\ud83d"}', id="half a character"),
        pytest.param(b'{"\\ude00": 1}', id="half a character in a name"),
        pytest.param(b"[" * 100_000, id="too deep"),
        pytest.param(b'{"a": 1' + b"0" * 5_000 + b"}", id="too many digits"),
    ],
)
def test_what_is_no_json_is_refused(body: bytes) -> None:
    with pytest.raises(ParseError):
        JSONParser().parse(io.BytesIO(body))
