"""Tests of discharge/api and discharge/doors.py: the API's doors."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from rest_framework.test import APIClient

from accounts.actor import Actor
from accounts.models import AccessLogEntry, Assignment
from accounts.services.tokens import create_token
from core import clock
from discharge.models import Case, Draft, Event, Notice, Receipt
from discharge.models.protection import Protection
from discharge.services.corrections import correct_message, recall_wrong_recipient
from discharge.services.reading import read_notice
from discharge.services.receipts import acknowledge
from discharge.versions import case_version
from tests import factories as make
from tests.discharge.parties import Parties, parties
from tests.queries import queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: make.LATER)


def client_of(actor: Actor) -> APIClient:
    """Another system, with a token bound to the actor's assignment."""
    assignment = Assignment.objects.get(ref=actor.assignment_ref)
    expires_at = make.NOW.replace(month=12)
    _, secret = create_token(assignment=assignment, name="Journal", expires_at=expires_at, by=make.SETUP, now=make.NOW)
    return APIClient(headers={"authorization": f"Bearer {secret}"}, raise_request_exception=False)


def sent(they: Parties, *recipients: Actor) -> Notice:
    return make.message(make.case(they.ward), they.ward, *(make.unit_of(one) for one in recipients or (they.social,)))


def a_message(they: Parties, case: Case, **changed: Any) -> dict[str, Any]:
    return {
        "unit": str(make.unit_of(they.ward).ref),
        "recipients": [str(make.unit_of(they.social).ref)],
        "subject": "Hemgång",
        "body": "Kan ni ta emot?\n",
        "ground": "consent",
        "expected_version": case_version(case, they.ward),
        **changed,
    }


def logged() -> list[tuple[str, UUID | None, UUID | None]]:
    """What the access log says was seen: what, case, subject."""
    rows = AccessLogEntry.objects.exclude(what="refused").order_by("pk")
    return list(rows.values_list("what", "case_ref", "subject_ref"))


class TestCases:
    def test_a_case_is_opened_and_found(self) -> None:
        nurse, person = make.actor(), make.patient()
        client = client_of(nurse)

        answer = client.post("/api/v1/cases/", {"patient": person.ref, "unit": make.unit_of(nurse).ref})

        assert answer.status_code == 201
        assert answer.json() == {"ref": str(Case.objects.get().ref)}
        (row,) = client.get("/api/v1/cases/").json()["results"]
        assert (row["ref"], row["number"], row["opened_at"]) == (answer.json()["ref"], "26-1", "2026-03-09T11:30:00Z")
        assert row["person"] == {
            "ref": str(person.ref),
            "name": "Anna Lind",
            "identity_oid": make.PERSONAL_NUMBER,
            "identity_value": person.identities.get().value,
            "is_protected": False,
        }

    def test_a_case_tells_its_version_and_what_it_asks_of_ones_units(self) -> None:
        they = parties()
        case = sent(they).case

        answer = client_of(they.social).get(f"/api/v1/cases/{case.ref}/").json()

        assert answer["version"] == 1
        (turn,) = answer["turns"]
        assert (turn["unit"]["name"], turn["action"], turn["whose"], turn["due_at"]) == (
            "Bistånd norr",
            "read",
            "ours",
            None,
        )

    def test_a_protected_person_is_masked(self) -> None:
        they = parties()
        case = make.case(they.ward, make.patient(protection=Protection.MARKING))

        person = client_of(they.ward).get(f"/api/v1/cases/{case.ref}/").json()["person"]

        assert person == {
            "ref": str(case.patient.ref),
            "name": "",
            "identity_oid": "",
            "identity_value": "",
            "is_protected": True,
        }
        assert AccessLogEntry.objects.get().person_value == ""

    def test_each_case_in_a_list_is_logged_once_and_an_opened_one_as_read(self) -> None:
        they = parties()
        first, second = make.case(they.ward), make.case(they.ward)
        client = client_of(they.ward)

        client.get("/api/v1/cases/")
        client.get(f"/api/v1/cases/{first.ref}/")

        assert logged() == [("listed", second.ref, None), ("listed", first.ref, None), ("read", first.ref, None)]
        row = AccessLogEntry.objects.order_by("pk").last()
        assert row is not None
        assert (row.person_value, row.unit_name) == (first.patient.identities.get().value, "Avdelning 1")

    def test_a_list_goes_on_where_the_page_before_ended(self) -> None:
        nurse = make.actor()
        cases = [make.case(nurse) for _ in range(51)]
        client = client_of(nurse)

        first = client.get("/api/v1/cases/").json()
        second = client.get(first["next"]).json()

        refs = [row["ref"] for page in (first, second) for row in page["results"]]
        assert refs == [str(case.ref) for case in reversed(cases)]
        assert (len(first["results"]), second["next"]) == (50, None)

    def test_nobody_elses_case_is_there(self) -> None:
        they = parties()
        case = make.case(they.ward)
        client = client_of(they.social)

        assert client.get("/api/v1/cases/").json()["results"] == []
        for address in (f"/api/v1/cases/{case.ref}/", f"/api/v1/cases/{case.ref}/notices/"):
            answer = client.get(address)
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
        assert AccessLogEntry.objects.filter(what="refused", subject_ref=case.ref).count() == 2

    def test_however_many_there_are_a_list_asks_the_same_number_of_questions(self) -> None:
        they = parties()
        client = client_of(they.ward)
        for _ in range(2):
            make.case(they.ward)
        client.get("/api/v1/cases/")
        with queries(8):
            client.get("/api/v1/cases/")
        for _ in range(5):
            make.case(they.ward)

        with queries(8):
            client.get("/api/v1/cases/")


class TestSending:
    def test_a_message_is_sent(self) -> None:
        they = parties()
        case = make.case(they.ward)

        answer = client_of(they.ward).post(f"/api/v1/cases/{case.ref}/messages/", a_message(they, case))

        assert answer.status_code == 201
        notice = Notice.objects.get()
        assert answer.json() == {"ref": str(notice.ref)}
        assert notice.versions.get().content == {"subject": "Hemgång", "body": "Kan ni ta emot?\n"}

    def test_the_same_key_gives_the_same_answer_and_no_second_message(self) -> None:
        they = parties()
        case = make.case(they.ward)
        client, body = client_of(they.ward), a_message(they, case)
        address = f"/api/v1/cases/{case.ref}/messages/"

        first = client.post(address, body, headers={"idempotency-key": "a"})
        second = client.post(address, body, headers={"idempotency-key": "a"})
        other = client.post(address, {**body, "subject": "Annat"}, headers={"idempotency-key": "a"})

        assert (first.status_code, first.json()) == (second.status_code, second.json())
        assert Notice.objects.count() == 1
        assert (other.status_code, other.json()["code"]) == (409, "key_reused")

    def test_a_key_longer_than_can_be_kept_is_refused(self) -> None:
        they = parties()
        case = make.case(they.ward)

        answer = client_of(they.ward).post(
            f"/api/v1/cases/{case.ref}/messages/", a_message(they, case), headers={"idempotency-key": "a" * 65}
        )

        assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
        assert list(answer.json()["facts"]["problems"]) == ["Idempotency-Key"]

    def test_what_holds_now_is_told_to_whoever_was_too_late(self) -> None:
        they = parties()
        case = make.case(they.ward)
        body = a_message(they, case)
        make.message(case, they.ward, make.unit_of(they.clinic))

        answer = client_of(they.ward).post(f"/api/v1/cases/{case.ref}/messages/", body)

        assert (answer.status_code, answer.json()["code"], answer.json()["facts"]) == (
            409,
            "stale_case",
            {"version": 2},
        )

    @pytest.mark.parametrize(
        ("wrong", "status"),
        [
            ({"subject": ""}, 400),
            ({"subject": "å" * 121}, 400),
            ({"body": "\x00"}, 400),
            ({"body": "  "}, 422),
            ({"recipients": []}, 400),
            ({"recipients": ["x"]}, 400),
            ({"recipients": [str(uuid4())]}, 422),
            ({"recipients": [str(uuid4()) for _ in range(51)]}, 400),
            ({"ground": "because"}, 400),
            ({"ground": "own_side"}, 422),
            ({"expected_version": "1.5"}, 400),
            ({"expected_version": -1}, 400),
            ({"expected_version": 10**30}, 409),
            ({"unit": str(uuid4())}, 403),
            ({"unit": None}, 400),
            ({"answers": str(uuid4())}, 404),
            ({"draft": str(uuid4())}, 409),
        ],
    )
    def test_bad_input_of_every_kind_is_refused_and_changes_nothing(self, wrong: dict[str, Any], status: int) -> None:
        they = parties()
        case = make.case(they.ward)

        answer = client_of(they.ward).post(f"/api/v1/cases/{case.ref}/messages/", a_message(they, case, **wrong))

        assert answer.status_code == status
        assert set(answer.json()) == {"code", "detail", "facts"}
        assert not Notice.objects.exists()

    def test_half_of_a_surrogate_pair_is_refused(self) -> None:
        they = parties()
        case = make.case(they.ward)
        body = json.dumps(a_message(they, case, body="\ud800"))

        answer = client_of(they.ward).generic(
            "POST", f"/api/v1/cases/{case.ref}/messages/", body, content_type="application/json"
        )

        assert answer.status_code == 400

    @pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff", b'{"subject": {"a": 1}}'])
    def test_what_is_not_the_shape_at_all_is_refused(self, body: bytes) -> None:
        they = parties()
        case = make.case(they.ward)

        answer = client_of(they.ward).generic(
            "POST", f"/api/v1/cases/{case.ref}/messages/", body, content_type="application/json"
        )

        assert answer.status_code == 400

    def test_without_a_token_nothing_is_answered(self) -> None:
        case = make.case(make.actor())

        answer = APIClient().get(f"/api/v1/cases/{case.ref}/")

        assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")


class TestReading:
    def test_a_list_of_notices_has_no_content_and_marks_nothing(self) -> None:
        they = parties()
        notice = sent(they)
        client = client_of(they.social)

        (in_case,) = client.get(f"/api/v1/cases/{notice.case.ref}/notices/").json()["results"]
        (received,) = client.get("/api/v1/notices/").json()["results"]
        alone = client.get(f"/api/v1/notices/{notice.ref}/").json()

        assert in_case == received["notice"] == alone["notice"]
        assert received["case"] == alone["case"]
        assert (in_case["ref"], in_case["version"], in_case["sender"]["name"]) == (str(notice.ref), 1, "Avdelning 1")
        assert [unit["name"] for unit in in_case["recipients"]] == ["Bistånd norr"]
        assert [receipt["state"] for receipt in in_case["receipts"]] == ["in_list"]
        assert "body" not in str(in_case)
        assert Receipt.objects.get().state == "in_list"
        assert {what for what, _, _ in logged()} == {"read", "listed"}

    def test_opening_it_gives_the_content_marks_it_and_is_logged(self) -> None:
        they = parties()
        notice = sent(they)

        answer = client_of(they.social).post(f"/api/v1/notices/{notice.ref}/read/")

        assert answer.status_code == 200
        opened = answer.json()
        assert opened["content"] == {"subject": "Hemgång på torsdag", "body": "Kan ni ta emot?"}
        assert (opened["ground"], opened["changed"], len(opened["sha256"])) == ("consent", [], 64)
        assert opened["notice"]["receipts"][0]["state"] == "read"
        assert opened["case"]["person"]["name"] == "Anna Lind"
        assert logged() == [("read", notice.case.ref, notice.ref)]

    def test_the_sender_sees_what_became_of_it(self) -> None:
        they = parties()
        notice = sent(they, they.social, they.clinic)
        acknowledge(notice.ref, by=they.clinic, now=make.NOW, expected_version=1)

        answer = client_of(they.ward).get(f"/api/v1/notices/{notice.ref}/").json()

        assert [(one["unit"]["name"], one["state"]) for one in answer["notice"]["receipts"]] == [
            ("Bistånd norr", "in_list"),
            ("Vårdcentralen Linden", "acknowledged"),
        ]
        assert client_of(they.ward).get("/api/v1/notices/").json()["results"] == []

    def test_of_one_that_came_to_the_wrong_recipient_date_sender_and_that_are_left(self) -> None:
        they = parties()
        notice = sent(they, they.social, they.clinic)
        recall_wrong_recipient(
            notice.ref,
            recipient=make.unit_of(they.clinic).ref,
            reason="",
            by=they.ward,
            now=make.NOW,
            expected_version=1,
        )
        client = client_of(they.clinic)

        alone = client.get(f"/api/v1/notices/{notice.ref}/").json()
        (listed,) = client.get("/api/v1/notices/").json()["results"]
        opened = client.post(f"/api/v1/notices/{notice.ref}/read/")

        assert alone == {name: listed[name] for name in ("notice", "case")}
        assert listed["unit"]["name"] == "Vårdcentralen Linden"
        assert alone["case"] is None
        assert alone["notice"]["is_closed"] is True
        assert (alone["notice"]["sent_at"], alone["notice"]["sender"]["name"]) == (
            "2026-03-09T11:00:00Z",
            "Avdelning 1",
        )
        assert alone["notice"]["recipients"] == []
        assert [one["state"] for one in alone["notice"]["receipts"]] == ["wrong_recipient"]
        assert (opened.status_code, opened.json()["code"]) == (403, "content_closed")
        assert AccessLogEntry.objects.exclude(what="refused").exclude(person_value="").count() == 0

    def test_nobody_elses_notice_is_there(self) -> None:
        they = parties()
        notice = sent(they)
        client = client_of(they.clinic)

        for answer in (
            client.get(f"/api/v1/notices/{notice.ref}/"),
            client.post(f"/api/v1/notices/{notice.ref}/read/"),
            client.post(f"/api/v1/notices/{notice.ref}/acknowledge/", {"expected_version": 1}),
        ):
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
        assert client.get("/api/v1/notices/").json()["results"] == []
        assert logged() == []

    def test_however_many_there_are_a_list_asks_the_same_number_of_questions(self) -> None:
        they = parties()
        case = make.case(they.ward)
        client = client_of(they.social)
        for _ in range(2):
            make.message(case, they.ward, make.unit_of(they.social), make.unit_of(they.clinic))
        client.get("/api/v1/notices/")
        with queries(11):
            client.get("/api/v1/notices/")
        for _ in range(5):
            make.message(make.case(they.ward), they.ward, make.unit_of(they.social))

        with queries(11):
            client.get("/api/v1/notices/")


class TestActing:
    """Each action, and that the API says what the service said."""

    def test_acknowledged(self) -> None:
        they = parties()
        notice = sent(they)
        client, address = client_of(they.social), f"/api/v1/notices/{notice.ref}/acknowledge/"

        first, second = client.post(address, {"expected_version": 1}), client.post(address, {"expected_version": 1})

        assert (first.status_code, first.json()) == (200, {"ref": str(notice.ref)})
        assert Receipt.objects.get().state == "acknowledged"
        assert (second.status_code, second.json()) == (
            409,
            {
                "code": "already_acknowledged",
                "detail": second.json()["detail"],
                "facts": {"acknowledged_at": "2026-03-09T11:30:00Z"},
            },
        )
        assert "redan kvitterat" in second.json()["detail"]

    def test_of_several_units_one_is_named(self) -> None:
        they = parties()
        notice = sent(they, they.social, they.social_two)
        units = [make.unit_of(they.social), make.unit_of(they.social_two)]
        client = client_of(make.actor(make.group(units), they.social.role))
        address = f"/api/v1/notices/{notice.ref}/acknowledge/"

        unnamed = client.post(address, {"expected_version": 1})
        named = client.post(address, {"expected_version": 1, "unit": units[1].ref})

        assert (unnamed.status_code, unnamed.json()["code"]) == (422, "several_units")
        assert named.status_code == 200
        assert Receipt.objects.get(unit=units[1]).state == "acknowledged"

    def test_sent_back(self) -> None:
        they = parties()
        notice = sent(they)

        answer = client_of(they.social).post(
            f"/api/v1/notices/{notice.ref}/return/", {"expected_version": 1, "reason": "Söder"}
        )

        assert answer.status_code == 200
        assert Event.objects.get(kind="notice_returned").data == {"reason": "Söder"}

    def test_sent_on(self) -> None:
        they = parties()
        notice = sent(they)
        client, address = client_of(they.social), f"/api/v1/notices/{notice.ref}/forward/"

        over_the_wall = client.post(address, {"expected_version": 1, "to": make.unit_of(they.care).ref})
        within = client.post(address, {"expected_version": 1, "to": make.unit_of(they.social_two).ref})
        again = client.post(address, {"expected_version": 1, "to": make.unit_of(they.social_two).ref})

        assert (over_the_wall.status_code, over_the_wall.json()["code"]) == (403, "outside_your_side")
        assert (within.status_code, within.json()) == (200, {"ref": str(notice.ref)})
        assert (again.status_code, again.json()["facts"]) == (409, {"unit": "Bistånd söder"})
        assert Receipt.objects.get().unit == make.unit_of(they.social_two)

    def test_corrected(self) -> None:
        they = parties()
        notice = sent(they)
        body = {"expected_version": 1, "subject": "Hem", "body": "På fredag?"}
        client, address = client_of(they.ward), f"/api/v1/notices/{notice.ref}/correct/"

        first, second = client.post(address, body), client.post(address, body)

        assert first.status_code == 200
        assert (second.status_code, second.json()["code"]) == (409, "stale_notice")
        opened = client_of(they.social).post(f"/api/v1/notices/{notice.ref}/read/").json()
        assert (opened["content"]["body"], opened["changed"], opened["notice"]["version"]) == (
            "På fredag?",
            ["subject", "body"],
            2,
        )

    def test_acknowledging_what_was_corrected_meanwhile_tells_the_new_version(self) -> None:
        they = parties()
        notice = sent(they)
        read_notice(notice.ref, by=they.social, now=make.NOW)
        correct_message(notice.ref, subject="a", body="b", by=they.ward, now=make.NOW, expected_version=1)

        answer = client_of(they.social).post(f"/api/v1/notices/{notice.ref}/acknowledge/", {"expected_version": 1})

        assert (answer.status_code, answer.json()["facts"]) == (
            409,
            {"version": 2, "corrected_at": "2026-03-09T11:00:00Z"},
        )

    def test_recalled(self) -> None:
        they = parties()
        notice = sent(they)

        answer = client_of(they.ward).post(f"/api/v1/notices/{notice.ref}/recall/", {"expected_version": 1})

        assert answer.status_code == 200
        assert Receipt.objects.get().state == "withdrawn"

    def test_recalled_from_a_wrong_recipient(self) -> None:
        they = parties()
        notice = sent(they)

        answer = client_of(they.ward).post(
            f"/api/v1/notices/{notice.ref}/recall-recipient/",
            {"expected_version": 1, "recipient": make.unit_of(they.social).ref},
        )

        assert answer.json() == {"ref": str(Draft.objects.get().ref)}
        assert Receipt.objects.get().state == "wrong_recipient"

    def test_what_is_visible_but_not_ones_own_to_do_is_refused_and_logged(self) -> None:
        they = parties()
        notice = sent(they)

        answer = client_of(they.social).post(f"/api/v1/notices/{notice.ref}/recall/", {"expected_version": 1})

        assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")
        refused = AccessLogEntry.objects.get(what="refused")
        assert (refused.subject_ref, refused.assignment_ref) == (notice.ref, they.social.assignment_ref)


class TestDrafts:
    def test_a_draft_is_begun_saved_listed_and_thrown_away(self) -> None:
        they = parties()
        case = make.case(they.ward)
        client, unit = client_of(they.ward), make.unit_of(they.ward).ref

        begun = client.post(
            "/api/v1/drafts/", {"kind": "message", "unit": unit, "case": case.ref, "content": {"body": "Ka"}}
        )
        address = f"/api/v1/drafts/{begun.json()['ref']}/"
        saved = client.put(address, {"content": {"body": "Kan"}, "expected_version": 1})
        stale = client.put(address, {"content": {"body": "K"}, "expected_version": 1})
        (listed,) = client.get("/api/v1/drafts/").json()["results"]
        thrown = client.delete(address)
        gone = client.delete(address)

        assert [begun.status_code, saved.status_code, stale.status_code] == [201, 200, 409]
        assert (listed["content"], listed["version"], listed["case"]) == ({"body": "Kan"}, 2, str(case.ref))
        assert stale.json()["code"] == "stale_draft"
        assert (thrown.status_code, gone.status_code, gone.json()["code"]) == (204, 409, "draft_gone")

    def test_a_draft_without_a_case_has_none(self) -> None:
        nurse = make.actor()
        client = client_of(nurse)
        client.post("/api/v1/drafts/", {"kind": "message", "unit": make.unit_of(nurse).ref})

        (listed,) = client.get("/api/v1/drafts/").json()["results"]

        assert (listed["case"], listed["content"]) == (None, {})

    def test_nobody_elses_draft_is_listed(self) -> None:
        nurse = make.actor()
        client_of(nurse).post("/api/v1/drafts/", {"kind": "message", "unit": make.unit_of(nurse).ref})

        assert client_of(make.actor(make.unit_of(nurse))).get("/api/v1/drafts/").json()["results"] == []

    @pytest.mark.parametrize(
        ("content", "status"), [({"body": "\ud800"}, 400), ({"body": ["\0"]}, 422), ({"body": "å" * 64_000}, 422)]
    )
    def test_what_cannot_be_stored_is_refused(self, content: dict[str, Any], status: int) -> None:
        nurse = make.actor()
        draft = {"kind": "message", "unit": str(make.unit_of(nurse).ref), "content": content}

        answer = client_of(nurse).generic("POST", "/api/v1/drafts/", json.dumps(draft), content_type="application/json")

        assert answer.status_code == status
        assert not Draft.objects.exists()
