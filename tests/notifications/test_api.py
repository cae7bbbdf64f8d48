"""Tests of notifications/api.py and labels.py."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from accounts.actor import Actor
from accounts.models import Assignment
from accounts.services.tokens import create_token
from core import clock
from notifications.delivery import deliver
from notifications.models import InAppNotice, Urgency
from notifications.services import notify
from tests import factories as make
from tests.queries import queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: make.LATER)


def client_of(actor: Actor) -> APIClient:
    assignment = Assignment.objects.get(ref=actor.assignment_ref)
    expires_at = make.NOW.replace(month=12)
    _, secret = create_token(assignment=assignment, name="Journal", expires_at=expires_at, by=make.SETUP, now=make.NOW)
    return APIClient(headers={"authorization": f"Bearer {secret}"})


def told(actor: Actor, key: str) -> InAppNotice:
    (unit_id,) = actor.unit_ids
    notify(unit_id=unit_id, kind="digest", urgency=Urgency.NOW, link="/arbetslista/", key=key, now=make.NOW)
    deliver(make.NOW)
    return InAppNotice.objects.get(key=key)


def test_a_unit_sees_what_it_is_told_in_swedish() -> None:
    nurse = make.actor()
    notice = told(nurse, "a")

    (row,) = client_of(nurse).get("/api/v1/notifications/").json()["results"]

    assert row == {
        "ref": str(notice.ref),
        "unit": str(make.unit_of(nurse).ref),
        "kind": "digest",
        "text": "Flera nya händelser väntar i arbetslistan",
        "urgency": "now",
        "link": "/arbetslista/",
        "count": 1,
        "at": "2026-03-09T11:00:00Z",
    }


def test_nobody_elses_are_there() -> None:
    notice = told(make.actor(), "a")
    client = client_of(make.actor())

    assert client.get("/api/v1/notifications/").json()["results"] == []
    answer = client.post(f"/api/v1/notifications/{notice.ref}/put-away/")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_it_is_put_away_and_gone_from_the_list() -> None:
    nurse = make.actor()
    notice = told(nurse, "a")
    client = client_of(nurse)

    first = client.post(f"/api/v1/notifications/{notice.ref}/put-away/")
    second = client.post(f"/api/v1/notifications/{notice.ref}/put-away/")

    assert (first.status_code, first.json()) == (second.status_code, second.json()) == (200, first.json())
    assert client.get("/api/v1/notifications/").json()["results"] == []
    notice.refresh_from_db()
    assert notice.seen_at == make.LATER


def test_however_many_there_are_the_list_asks_the_same_number_of_questions() -> None:
    nurse = make.actor()
    client = client_of(nurse)
    for key in ("a", "b", "c"):
        told(nurse, key)

    client.get("/api/v1/notifications/")
    with queries(4):
        client.get("/api/v1/notifications/")
