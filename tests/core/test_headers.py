"""Tests of core/headers.py, core/request_id.py and of the headers that the settings ask for."""

import pytest
from django.test import Client

from core import request_id

pytestmark = pytest.mark.django_db


def test_a_page_is_kept_by_nobody() -> None:
    assert Client().get("/halsa/")["Cache-Control"] == "no-store"


def test_scripts_and_styles_come_from_us_alone_and_none_is_inline() -> None:
    policy = Client().get("/halsa/")["Content-Security-Policy"]

    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["script-src"] == "'self'"
    assert directives["style-src"] == "'self'"
    assert directives["default-src"] == directives["frame-ancestors"] == directives["base-uri"] == "'none'"
    assert "unsafe" not in policy


def test_the_browser_is_asked_to_guard_the_page() -> None:
    headers = Client().get("/halsa/").headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert "camera=()" in headers["Permissions-Policy"]


def test_each_request_has_a_number_of_our_own() -> None:
    first = Client().get("/halsa/", headers={"X-Request-ID": "forged"})["X-Request-ID"]
    second = Client().get("/halsa/")["X-Request-ID"]

    assert len(first) == 32
    assert first != second
    assert request_id.current() == ""
