"""What the database itself refuses, whatever the code says: changed events, deleted rows, pairs set by half."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from psycopg2 import errors

from tests import factories as make
from tests.discharge.parties import parties

APPEND_ONLY = ("discharge_event", "discharge_noticeversion", "discharge_patientevent")
KEPT = (
    *("discharge_case", "discharge_deadline", "discharge_notice", "discharge_noticecopy", "discharge_participation"),
    *("discharge_patient", "discharge_patientidentity", "discharge_receipt", "discharge_turn"),
)


def a_case() -> None:
    they = parties()
    make.message(make.case(they.ward), they.ward, make.unit_of(they.social))


@pytest.fixture
def _case(db: None) -> None:
    a_case()


@pytest.fixture
def _committed_case(own_database: str) -> None:
    a_case()


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def updates(table: str) -> str:
    return f"UPDATE {table} SET id = id"


@pytest.mark.usefixtures("_case")
@pytest.mark.parametrize("table", APPEND_ONLY)
def test_web_neither_changes_nor_deletes_what_was_told(table: str) -> None:
    for statement in (updates(table), f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
        with pytest.raises(ProgrammingError, match="permission denied"):
            run(statement)


@pytest.mark.usefixtures("_committed_case")
def test_nor_does_worker(as_role: Callable[[str, str], None]) -> None:
    for table in APPEND_ONLY:
        for statement in (updates(table), f"DELETE FROM {table}"):
            with pytest.raises(errors.InsufficientPrivilege):
                as_role("worker", statement)


@pytest.mark.usefixtures("_committed_case")
def test_not_even_the_owner_does_while_the_triggers_stand(as_owner: Callable[[str], None]) -> None:
    for table in APPEND_ONLY:
        for statement in (updates(table), f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
            with pytest.raises(errors.RestrictViolation, match="only ever added"):
                as_owner(statement)


@pytest.mark.usefixtures("_case")
@pytest.mark.parametrize("table", KEPT)
def test_rows_of_a_case_are_not_deleted(table: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(f"DELETE FROM {table}")


@pytest.mark.usefixtures("_case")
@pytest.mark.parametrize("column", ["sender_unit_id", "case_id", "sent_at", "kind", "ref", "answers_id"])
def test_who_sent_what_and_when_is_not_changed(column: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(f"UPDATE discharge_notice SET {column} = {column}")


BROKEN = [
    ("UPDATE discharge_receipt SET read_at = now()", "receipt_read_at_and_by_together"),
    ("UPDATE discharge_receipt SET acknowledged_at = now()", "receipt_acknowledged_at_and_by_together"),
    ("UPDATE discharge_receipt SET returned_by = gen_random_uuid()", "receipt_returned_at_and_by_together"),
    ("UPDATE discharge_receipt SET state = 'lost'", "receipt_state_known"),
    ("UPDATE discharge_receipt SET state = 'read'", "receipt_read_has_a_reader"),
    ("UPDATE discharge_receipt SET state = 'acknowledged'", "receipt_acknowledged_has_an_acknowledger"),
    ("UPDATE discharge_notice SET recalled_at = '2020-01-01'", "notice_is_recalled_after_it_is_sent"),
    ("UPDATE discharge_notice SET version = 0", "notice_version_begins_with_one"),
    ("UPDATE discharge_case SET closed_at = '2020-01-01'", "case_closes_after_it_opens"),
    ("UPDATE discharge_case SET number = '26-01'", "case_number_can_be_said"),
    ("UPDATE discharge_participation SET capacity = 'friend'", "participation_capacity_known"),
    ("UPDATE discharge_participation SET to_at = '2020-01-01'", "participation_ends_after_it_begins"),
    ("UPDATE discharge_noticecopy SET closed_at = '2020-01-01'", "copy_closes_after_it_began"),
    ("UPDATE discharge_turn SET whose = 'ourselfs'", "turn_whose_known"),
    ("UPDATE discharge_registerdata SET protection = 'some'", "register_protection_known"),
    ("UPDATE discharge_registerdata SET municipality_code = '14'", "register_municipality_has_four_digits"),
    ("UPDATE discharge_patient SET merged_at = now()", "patient_merged_into_and_at_together"),
    ("UPDATE discharge_patient SET merged_at = now(), merged_into_id = id", "patient_is_not_merged_into_itself"),
    ("UPDATE discharge_patientidentity SET valid_to = '2020-01-01'", "identity_ends_after_it_begins"),
    (
        "INSERT INTO discharge_patientidentity (patient_id, oid, value, valid_from)"
        " SELECT patient_id, oid, value, valid_from FROM discharge_patientidentity",
        "identity_is_one_patients_while_valid",
    ),
    (
        "INSERT INTO discharge_participation (case_id, unit_id, controller_id, side, capacity, from_at)"
        " SELECT case_id, unit_id, controller_id, side, 'recipient', from_at FROM discharge_participation",
        "participation_is_open_once_per_unit",
    ),
    (
        "INSERT INTO discharge_event (case_id, seq, kind, schema_version, at, recorded_at, audience, data, user_id,"
        " user_name, system_name, role) SELECT case_id, seq, kind, 1, at, at, 'own', '{}', NULL, '', 'x', ''"
        " FROM discharge_event",
        "event_seq_is_used_once",
    ),
    (
        "INSERT INTO discharge_event (case_id, seq, kind, schema_version, at, recorded_at, audience, data, user_id,"
        " user_name, system_name, role) SELECT case_id, seq + 9, kind, 1, at, at, 'notice', '{}', NULL, '', 'x', ''"
        " FROM discharge_event WHERE seq = 1",
        "event_for_a_notices_audience_has_a_notice",
    ),
    (
        "INSERT INTO discharge_event (case_id, seq, kind, schema_version, at, recorded_at, audience, data, user_id,"
        " user_name, system_name, role) SELECT case_id, seq + 9, kind, 1, at, at, 'own', '{}', 1, 'x', '', ''"
        " FROM discharge_event WHERE seq = 1",
        "event_of_a_person_has_a_unit",
    ),
]


@pytest.mark.usefixtures("_case")
@pytest.mark.parametrize(("statement", "claim"), BROKEN, ids=[claim for _, claim in BROKEN])
def test_the_database_backs_the_code(statement: str, claim: str) -> None:
    with pytest.raises(IntegrityError, match=claim):
        run(statement)
