"""Tests of accounts/sealing.py and of the command that verifies the log, also against its owner's hand."""

import hashlib
import io
import json
import logging
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from uuid import UUID

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction

from accounts import sealing
from accounts.access_log import Seen, record_read, record_reads
from accounts.models import AccessLogEntry, AccessLogSeal
from accounts.sealing import Break, seal, verify
from accounts.tasks import seal_access_log
from core import clock
from embedded import databases
from tests import product
from tests.factories import NOW, SETUP

Forge = Callable[[str], None]


def read(*numbers: int) -> None:
    record_reads([Seen(patient_ref=UUID(int=number)) for number in numbers], by=SETUP, at=NOW)


def seals() -> list[tuple[int, int]]:
    """Number and count of each."""
    return list(AccessLogSeal.objects.order_by("number").values_list("number", "entries"))


@pytest.fixture
def forge(own_database: str) -> Iterator[Forge]:
    """Lets the owner do what no trigger lets anybody do."""
    owner = psycopg2.connect(databases.address(product.sockets(), databases.OWNER, own_database))
    owner.autocommit = True

    def change(statement: str) -> None:
        with owner.cursor() as cursor:
            for table in ("accounts_accesslogentry", "accounts_accesslogseal"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(statement)
            for table in ("accounts_accesslogentry", "accounts_accesslogseal"):
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    yield change
    owner.close()


@pytest.fixture
def three_seals(forge: Forge) -> Forge:
    """Three seals over two rows each, and a row that is not sealed yet."""
    for numbers in ((1, 2), (3, 4), (5, 6)):
        read(*numbers)
        seal(NOW)
    read(7)
    return forge


def entry(number: int) -> int:
    return AccessLogEntry.objects.get(patient_ref=UUID(int=number)).id


@pytest.mark.django_db
def test_a_seal_closes_what_there_is() -> None:
    read(1, 2, 3)

    made = seal(NOW)

    stored = AccessLogSeal.objects.get()
    assert made == 1
    assert (stored.number, stored.after_id, stored.entries, stored.sealed_at) == (1, 0, 3, NOW)
    assert stored.last_id == AccessLogEntry.objects.latest("id").id
    assert verify() is None


@pytest.mark.django_db
def test_nothing_new_is_no_seal() -> None:
    assert seal(NOW) == 0
    read(1)
    seal(NOW)

    assert seal(NOW) == 0
    assert seals() == [(1, 1)]


@pytest.mark.django_db
def test_seals_follow_one_another() -> None:
    read(1)
    seal(NOW)
    read(2, 3)
    seal(NOW)

    first, second = AccessLogSeal.objects.order_by("number")
    assert (second.number, second.after_id, second.entries) == (2, first.last_id, 2)
    assert verify() is None


@pytest.mark.django_db
def test_after_a_pause_the_backlog_gets_several_seals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "LARGEST", 2)
    read(1, 2, 3, 4, 5)

    assert seal(NOW) == 3
    assert seals() == [(1, 2), (2, 2), (3, 1)]
    assert verify() is None


@pytest.mark.django_db
def test_a_hash_can_be_counted_by_anybody_from_the_rows() -> None:
    at = datetime(2026, 7, 1, 22, 30, 0, 123456, tzinfo=UTC)
    record_read(Seen(UUID(int=1), "1.2.3", 'Å"\\', UUID(int=2), UUID(int=3)), by=SETUP, at=at, reason="därför")
    seal(NOW)

    row = AccessLogEntry.objects.get()
    values = [
        row.id, "2026-07-01T22:30:00.123456", "read", "", "därför", None, "", "tests", None, "", None, "", None,
        str(UUID(int=2)), str(UUID(int=3)), str(UUID(int=1)), "1.2.3", 'Å"\\', "",
    ]  # fmt: skip
    text = json.dumps(values, ensure_ascii=False)
    expected = hashlib.sha256(bytes(32) + hashlib.sha256(text.encode()).digest()).hexdigest()
    assert AccessLogSeal.objects.get().hash == expected


@pytest.mark.django_db
def test_the_time_zone_of_whoever_verifies_does_not_matter() -> None:
    read(1)
    seal(NOW)

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'America/New_York'")

    assert verify() is None


@pytest.mark.django_db
def test_the_head_is_told_to_the_technical_log(caplog: pytest.LogCaptureFixture) -> None:
    read(1)

    with caplog.at_level(logging.INFO, "accounts.sealing"):
        seal(NOW)

    facts = [getattr(record, "facts", None) for record in caplog.records]
    assert facts == [{"seal": 1, "hash": AccessLogSeal.objects.get().hash}]


OTHER = f"'{UUID(int=8)}'"
ALTERED = {
    "at": "at + interval '1 second'", "what": "'listed'", "detail": "'x'", "reason": "'x'", "user_id": "7",
    "user_name": "'x'", "system_name": "'x'", "assignment_ref": OTHER, "role": "'x'", "unit_ref": OTHER,
    "unit_name": "'x'", "controller_ref": OTHER, "case_ref": OTHER, "subject_ref": OTHER, "patient_ref": OTHER,
    "person_oid": "'x'", "person_value": "'x'", "request_id": "'x'", "id": "id + 1000",
}  # fmt: skip


def test_an_altered_row_is_found_whatever_was_altered(forge: Forge) -> None:
    read(1, 2)
    seal(NOW)
    row = AccessLogEntry.objects.latest("id")
    forge("CREATE TABLE as_it_was AS SELECT * FROM accounts_accesslogentry")

    found = {}
    for column, value in ALTERED.items():
        forge(f"UPDATE accounts_accesslogentry SET {column} = {value} WHERE id = {row.id}")
        found[column] = verify()
        forge("DELETE FROM accounts_accesslogentry")
        forge("INSERT INTO accounts_accesslogentry OVERRIDING SYSTEM VALUE SELECT * FROM as_it_was")
        assert verify() is None

    assert set(ALTERED) == {field.column for field in AccessLogEntry._meta.fields}
    assert all(broken is not None and broken.number == 1 for broken in found.values()), found


def test_the_first_broken_range_is_told(three_seals: Forge) -> None:
    first, second = AccessLogSeal.objects.order_by("number")[:2]
    three_seals(f"UPDATE accounts_accesslogentry SET role = 'x' WHERE id IN ({entry(3)}, {entry(6)})")

    assert verify() == Break(2, first.last_id, second.last_id, "a row or the seal was altered")


@pytest.mark.parametrize("number", [1, 3, 6])
def test_a_deleted_row_is_found(three_seals: Forge, number: int) -> None:
    three_seals(f"DELETE FROM accounts_accesslogentry WHERE id = {entry(number)}")

    broken = verify()
    assert broken is not None
    assert (broken.number, broken.reason) == ((number + 1) // 2, "2 rows were sealed and there are 1")


def test_a_range_that_was_emptied_is_found(three_seals: Forge) -> None:
    three_seals(f"DELETE FROM accounts_accesslogentry WHERE id IN ({entry(3)}, {entry(4)})")

    broken = verify()
    assert broken is not None
    assert (broken.number, broken.reason) == (2, "2 rows were sealed and there are 0")


def test_a_row_that_was_slipped_in_is_found(three_seals: Forge) -> None:
    three_seals(f"DELETE FROM accounts_accesslogentry WHERE id = {entry(7)}")
    seal(NOW)
    three_seals(f"UPDATE accounts_accesslogentry SET id = -id WHERE id = {entry(1)}")

    broken = verify()
    assert broken is not None
    assert broken.number == 1


def test_rows_that_changed_places_are_found(three_seals: Forge) -> None:
    third, fourth = entry(3), entry(4)
    three_seals(
        f"UPDATE accounts_accesslogentry SET patient_ref = CASE id WHEN {third} THEN '{UUID(int=4)}'::uuid "
        f"ELSE '{UUID(int=3)}'::uuid END WHERE id IN ({third}, {fourth})"
    )

    broken = verify()
    assert broken is not None
    assert broken.number == 2


def test_a_forged_seal_is_found_by_the_next(three_seals: Forge) -> None:
    """Whoever alters a row and counts its seal anew must count all that follow."""
    kept = list(AccessLogSeal.objects.order_by("number"))
    three_seals(f"UPDATE accounts_accesslogentry SET role = 'x' WHERE id = {entry(3)}")
    with connection.cursor() as cursor:
        cursor.execute(
            f"{sealing._HASH} accounts_accesslogentry WHERE id > %s AND id <= %s",
            [bytes.fromhex(kept[0].hash), kept[1].after_id, kept[1].last_id],
        )
        forged = cursor.fetchone()[2]
    three_seals(f"UPDATE accounts_accesslogseal SET hash = '{forged}' WHERE number = 2")

    broken = verify()
    assert broken is not None
    assert broken.number == 3


def test_a_chain_that_was_forged_to_its_end_is_found_by_a_head_that_was_kept(three_seals: Forge) -> None:
    head = AccessLogSeal.objects.get(number=3)
    three_seals("DELETE FROM accounts_accesslogseal")
    three_seals(f"UPDATE accounts_accesslogentry SET role = 'x' WHERE id = {entry(3)}")
    seal(NOW)
    read(8)
    seal(NOW)
    read(9)
    seal(NOW)

    broken = verify((3, head.hash))
    assert verify() is None
    assert broken is not None
    assert (broken.number, broken.reason) == (3, "the hash is not the one that was kept")


def test_a_head_that_was_kept_and_is_in_the_chain_holds(three_seals: Forge) -> None:
    for kept in AccessLogSeal.objects.all():
        assert verify((kept.number, kept.hash)) is None


@pytest.mark.parametrize(
    ("number", "found_at", "reason"),
    [
        (1, 2, "a seal is missing before it"),
        (2, 3, "a seal is missing before it"),
    ],
)
def test_a_seal_that_is_gone_is_found(three_seals: Forge, number: int, found_at: int, reason: str) -> None:
    three_seals(f"DELETE FROM accounts_accesslogseal WHERE number = {number}")

    broken = verify()
    assert broken is not None
    assert (broken.number, broken.reason) == (found_at, reason)


def test_a_range_that_was_moved_is_found(three_seals: Forge) -> None:
    three_seals("UPDATE accounts_accesslogseal SET after_id = after_id + 1 WHERE number = 2")

    broken = verify()
    assert broken is not None
    assert (broken.number, broken.reason) == (2, "a seal is missing before it")


def test_the_last_seals_that_are_gone_are_found_by_the_head_that_was_kept(three_seals: Forge) -> None:
    head = AccessLogSeal.objects.get(number=3)
    three_seals("DELETE FROM accounts_accesslogseal WHERE number > 1")
    last_id = AccessLogSeal.objects.get().last_id

    assert verify() is None
    assert verify((3, head.hash)) == Break(3, last_id, last_id, "the seal is missing")


def test_the_seal_waits_for_whoever_is_adding_a_row(own_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row whose id is drawn but which is not committed would appear later under the seal."""
    monkeypatch.setattr(sealing, "WAIT", "10s")
    drawn, sealed = threading.Event(), []

    def seal_meanwhile() -> None:
        drawn.wait()
        sealed.append(seal(NOW))
        connection.close()

    thread = threading.Thread(target=seal_meanwhile)
    thread.start()
    with transaction.atomic():
        AccessLogEntry.objects.create(at=NOW, what="read", system_name="slow")
        other = threading.Thread(target=lambda: (read(1), connection.close()))
        other.start()
        other.join()
        drawn.set()
        wait_until_somebody_waits(thread)
        assert sealed == []
    thread.join()

    assert sealed == [1]
    assert seals() == [(1, 2)]
    assert verify() is None


def wait_until_somebody_waits(thread: threading.Thread) -> None:
    """Until the lock has the thread in its queue."""
    waiting = 0
    with connection.cursor() as cursor:
        while not waiting and thread.is_alive():
            cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
            waiting = cursor.fetchone()[0]


def test_a_seal_that_waits_too_long_leaves_it_to_the_next(own_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "WAIT", "1ms")
    outcome = []

    def seal_meanwhile() -> None:
        try:
            seal(NOW)
        except OperationalError as error:
            outcome.append(type(error.__cause__).__name__)
        connection.close()

    with transaction.atomic():
        AccessLogEntry.objects.create(at=NOW, what="read", system_name="slow")
        thread = threading.Thread(target=seal_meanwhile)
        thread.start()
        thread.join()

    assert outcome == ["LockNotAvailable"]
    assert seal(NOW) == 1


def test_readers_and_seals_at_once_leave_an_unbroken_chain(own_database: str) -> None:
    def many(work: Callable[[], object]) -> None:
        for _ in range(15):
            work()
        connection.close()

    readers = [threading.Thread(target=many, args=(lambda: read(1, 2),)) for _ in range(4)]
    sealers = [threading.Thread(target=many, args=(lambda: seal(NOW),)) for _ in range(2)]
    for thread in readers + sealers:
        thread.start()
    for thread in readers + sealers:
        thread.join()
    seal(NOW)

    assert sum(entries for _, entries in seals()) == 120
    assert verify() is None


@pytest.mark.django_db
def test_the_schedule_seals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    read(1)

    seal_access_log()
    seal_access_log()

    assert [stored.sealed_at for stored in AccessLogSeal.objects.all()] == [NOW]


def verified(*arguments: str) -> str:
    out = io.StringIO()
    call_command("verify_access_log", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_command_says_that_every_seal_holds() -> None:
    read(1)
    seal(NOW)
    head = AccessLogSeal.objects.get()

    assert verified() == verified("--seal", "1", "--hash", head.hash) == "1 seals hold.\n"


def test_the_command_prints_the_first_broken_range(three_seals: Forge) -> None:
    number, first_last_id = entry(3), AccessLogSeal.objects.get(number=1).last_id
    three_seals(f"DELETE FROM accounts_accesslogentry WHERE id = {number}")

    with pytest.raises(CommandError) as refused:
        verified()

    assert str(refused.value) == (
        "Seal 2 does not hold: 2 rows were sealed and there are 1. "
        f"Rows after {first_last_id} up to {AccessLogSeal.objects.get(number=2).last_id}."
    )


@pytest.mark.django_db
@pytest.mark.parametrize("arguments", [["--seal", "1"], ["--hash", "ab"]])
def test_a_head_is_a_number_and_a_hash(arguments: list[str]) -> None:
    with pytest.raises(CommandError, match="go together"):
        verified(*arguments)
