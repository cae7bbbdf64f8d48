"""Tests of agreements/api.py: versions, and what holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

import rules
from tests import factories as make
from tests.agreements.texts import bound, load_corpus
from tests.desk.browsing import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def api() -> Client:
    load_corpus()
    return browser(make.actor(make.ward(make.board(make.region(code="25")))))


def test_the_versions_are_listed_by_county(api: Client) -> None:
    answer = api.get("/api/v1/agreements/").json()

    assert (answer["count"], answer["next"]) == (25, None)
    first, *_rest, last = answer["results"]
    assert (first["id"], first["region"], first["status"], first["complete"]) == ("statute-2018", "", "active", True)
    assert last == {
        "id": "norrbotten-2018",
        "title": "Överenskommelse i Norrbottens län, från 1 januari 2018",
        "region": "25",
        "valid_from": "2018-01-01",
        "valid_to": None,
        "status": "active",
        "complete": True,
        "sha256": last["sha256"],
        "loaded_at": "2026-03-09T11:00:00Z",
    }


def test_a_version_is_told_to_the_letter_with_what_it_lacks(api: Client) -> None:
    answer = api.get("/api/v1/agreements/sormland-2016/").json()

    corpus = Path(rules.__file__).parent / "corpus"
    assert answer["document"] == (corpus / "sormland.yaml").read_text(encoding="utf-8")
    assert answer["bases"] == {"statute-2018": (corpus / "statute.yaml").read_text(encoding="utf-8")}
    assert (answer["status"], answer["complete"]) == ("incomplete", False)
    assert answer["gaps"] == [
        {
            "parameter": "tracks[0].cutoff",
            "number": 12,
            "text": "Regel 1, all vård: det är inte känt efter vilket klockslag en underrättelse räknas senare.",
        }
    ]


def test_a_version_that_is_not_there_is_not_found(api: Client) -> None:
    answer = api.get("/api/v1/agreements/sormland-2026/")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_what_holds_is_told_for_today_or_another_day(api: Client) -> None:
    bound("norrbotten-2018", "25", date(2026, 3, 1))

    def asked(**query: Any) -> Any:
        return api.get("/api/v1/terms/", {"region": "25", **query}).json()

    agreed = {"agreement": "norrbotten-2018", "origin": "region", "complete": True, "gaps": []}
    unknown = {
        "agreement": None,
        "origin": "unknown",
        "complete": False,
        "gaps": [
            {
                "parameter": "tracks",
                "number": 6,
                "text": "Det är inte känt vilka regler som gäller för vilka patienter.",
            }
        ],
    }
    the_act = {"agreement": "statute-2018", "origin": "statute", "complete": True, "gaps": []}
    assert asked() == asked(municipality="2580") == asked(on="2026-03-01") == asked(municipality="", on="") == agreed
    assert asked(on="2026-02-28") == asked(region="24") == unknown
    assert asked(municipality="0180") == the_act


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ({}, "region"),
        ({"region": ""}, "region"),
        ({"region": "2"}, "region"),
        ({"region": "２５"}, "region"),
        ({"region": "25\0"}, "region"),
        ({"region": "25", "municipality": "258"}, "municipality"),
        ({"region": "25", "municipality": "25800"}, "municipality"),
        ({"region": "25", "on": "i dag"}, "on"),
        ({"region": "25", "on": "2026-02-30"}, "on"),
    ],
)
def test_what_cannot_be_asked_is_refused(api: Client, query: dict[str, str], wrong: str) -> None:
    answer = api.get("/api/v1/terms/", query)

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert list(answer.json()["facts"]["problems"]) == [wrong]


@pytest.mark.parametrize("address", ["agreements/", "agreements/statute-2018/", "terms/?region=25"])
def test_nothing_is_told_to_nobody_and_nothing_is_written(api: Client, client: Client, address: str) -> None:
    assert client.get(f"/api/v1/{address}").status_code == 401
    assert api.post(f"/api/v1/{address}", {}, content_type="application/json").status_code == 405
