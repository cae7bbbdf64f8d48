"""Tests of accounts/access_log.py."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.db import connection, transaction

from accounts.access_log import Seen, What, record_list, record_read, record_reads, record_refusal
from accounts.models import AccessLogEntry
from accounts.roles import Role
from core.db import acting_as
from tests import factories
from tests.factories import NOW, SETUP
from tests.queries import queries

AINA = Seen(patient_ref=UUID(int=1), person_oid="1.2.752.129.2.1.3.1", person_value="191212121212")
BERT = Seen(patient_ref=UUID(int=2), person_oid="1.2.752.129.2.1.3.1", person_value="195009072553")


def rows() -> list[dict[str, Any]]:
    return list(AccessLogEntry.objects.order_by("id").values())


@pytest.mark.django_db
def test_a_reading_tells_who_saw_what_of_whom_from_where() -> None:
    ward = factories.ward(name="Medicin 12")
    actor = factories.actor(ward, of=factories.user(full_name="Maria Ek"))
    case, notice = uuid4(), uuid4()

    record_read(
        Seen(AINA.patient_ref, AINA.person_oid, AINA.person_value, case, notice),
        by=actor,
        at=NOW,
        what=What.UNMASKED,
        detail="adress",
        reason="ska skjutsas hem",
    )

    row = rows()[0]
    del row["id"]
    assert row == {
        "at": NOW,
        "what": "unmasked",
        "detail": "adress",
        "reason": "ska skjutsas hem",
        "user_id": actor.user_id,
        "user_name": "Maria Ek",
        "system_name": "",
        "assignment_ref": actor.assignment_ref,
        "role": "ward_nurse",
        "unit_ref": ward.ref,
        "unit_name": "Medicin 12",
        "controller_ref": ward.controller.ref,
        "case_ref": case,
        "subject_ref": notice,
        "patient_ref": UUID(int=1),
        "person_oid": "1.2.752.129.2.1.3.1",
        "person_value": "191212121212",
        "request_id": "",
    }


@pytest.mark.django_db
def test_a_reading_is_a_reading_unless_told_otherwise() -> None:
    record_read(AINA, by=SETUP, at=NOW)

    assert [(row["what"], row["detail"], row["reason"]) for row in rows()] == [("read", "", "")]


@pytest.mark.django_db
def test_several_readings_are_one_insert_and_the_same_thing_is_one_row() -> None:
    actor = factories.actor()

    with queries(1):
        record_reads([AINA, BERT, AINA], by=actor, at=NOW, what=What.PRINTED, detail="tavla")

    assert [(row["person_value"], row["what"], row["detail"]) for row in rows()] == [
        ("191212121212", "printed", "tavla"),
        ("195009072553", "printed", "tavla"),
    ]


@pytest.mark.django_db
def test_nothing_read_is_nothing_written() -> None:
    with queries(0):
        record_reads([], by=SETUP, at=NOW)


@pytest.mark.django_db
def test_with_several_units_the_row_names_the_one_it_was_for() -> None:
    wards = [factories.ward(name="A"), factories.ward(name="B")]
    actor = factories.actor(factories.group(wards, "Samordnarna"), role=Role.DISCHARGE_COORDINATOR)

    record_reads([Seen(unit_id=wards[1].id), Seen(patient_ref=UUID(int=1))], by=actor, at=NOW)

    assert [(row["unit_name"], row["unit_ref"], row["controller_ref"]) for row in rows()] == [
        ("B", wards[1].ref, wards[1].controller.ref),
        ("Samordnarna", None, None),
    ]


@pytest.mark.django_db
def test_a_unit_that_the_actor_does_not_act_for_is_a_fault() -> None:
    with pytest.raises(KeyError):
        record_read(Seen(unit_id=factories.ward().id), by=factories.actor(), at=NOW)


@pytest.mark.django_db
def test_a_system_reads_in_its_own_name() -> None:
    record_read(AINA, by=SETUP, at=NOW)

    assert (rows()[0]["system_name"], rows()[0]["user_id"], rows()[0]["unit_name"]) == ("tests", None, "")


@pytest.mark.django_db
def test_a_list_logs_each_person_once_per_opening() -> None:
    actor = factories.actor()

    record_list([AINA, Seen(AINA.patient_ref, "other", "number")], opening="first", by=actor, at=NOW)
    record_list([AINA, BERT], opening="first", by=actor, at=NOW)
    record_list([BERT, AINA], opening="first", by=actor, at=NOW)

    assert [(row["patient_ref"], row["what"]) for row in rows()] == [(UUID(int=1), "listed"), (UUID(int=2), "listed")]


@pytest.mark.django_db
def test_another_opening_and_another_assignment_log_again() -> None:
    maria = factories.user()
    one, other = factories.actor(of=maria), factories.actor(of=maria)

    record_list([AINA], opening="first", by=one, at=NOW)
    record_list([AINA], opening="second", by=one, at=NOW)
    record_list([AINA], opening="first", by=other, at=NOW)
    record_list([AINA], opening="first", by=factories.actor(), at=NOW)

    assert len(rows()) == 4


@pytest.mark.django_db
def test_an_opening_that_was_forgotten_is_logged_again() -> None:
    actor = factories.actor()
    record_list([AINA], opening="first", by=actor, at=NOW)
    cache.clear()

    record_list([AINA], opening="first", by=actor, at=NOW)

    assert len(rows()) == 2


@pytest.mark.django_db
def test_a_poll_that_shows_nobody_new_asks_the_database_nothing() -> None:
    actor = factories.actor()
    record_list([AINA, BERT], opening="first", by=actor, at=NOW)

    with queries(0):
        record_list([AINA, BERT], opening="first", by=actor, at=NOW)


@pytest.mark.django_db
def test_a_refusal_tells_as_much_as_is_known() -> None:
    record_refusal(
        {"user_id": 7, "user_name": "Maria Ek"}, at=NOW, detail="not_found GET case", subject_ref=UUID(int=9)
    )

    row = rows()[0]
    assert (row["what"], row["user_id"], row["user_name"], row["role"]) == ("refused", 7, "Maria Ek", "")
    assert (row["detail"], row["subject_ref"], row["patient_ref"]) == ("not_found GET case", UUID(int=9), None)


def test_the_log_is_not_written_inside_a_transaction_that_could_be_rolled_back(own_database: str) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        record_read(AINA, by=SETUP, at=NOW)
    with pytest.raises(RuntimeError), acting_as(SETUP):
        record_read(AINA, by=SETUP, at=NOW)

    assert rows() == []


def test_what_was_logged_is_committed_when_the_call_returns(own_database: str) -> None:
    record_read(AINA, by=SETUP, at=NOW)
    connection.close()

    assert len(rows()) == 1
