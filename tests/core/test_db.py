"""Tests of core/db.py."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, transaction

from core.db import acting_as
from core.models import Heartbeat
from rules.errors import Conflict
from tests.core.moments import NOON


@dataclass(frozen=True)
class Acting:
    unit_ids: tuple[int, ...]


def units_known() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.units', true)")
        return cursor.fetchone()[0] or ""


def test_the_database_knows_the_units_of_whoever_acts(own_database: str) -> None:
    with acting_as(Acting((7, 12))):
        known = units_known()

    assert known == "7,12"


def test_the_units_are_forgotten_when_the_transaction_ends(own_database: str) -> None:
    with acting_as(Acting((7,))):
        pass

    assert units_known() == ""


def test_whoever_acts_next_on_the_same_connection_is_only_himself(own_database: str) -> None:
    with acting_as(Acting((7,))):
        pass

    with acting_as(Acting(())):
        known = units_known()

    assert known == ""


def test_what_is_done_is_committed_at_the_end(own_database: str) -> None:
    with acting_as(Acting((7,))):
        Heartbeat.objects.create(part="worker", at=NOON)
    connection.close()

    assert Heartbeat.objects.count() == 1


def test_a_refusal_leaves_nothing_behind(own_database: str) -> None:
    def refuse_when_half_done() -> None:
        with acting_as(Acting((7,))):
            Heartbeat.objects.create(part="worker", at=NOON)
            raise Conflict("somebody was first")

    with pytest.raises(Conflict):
        refuse_when_half_done()

    assert Heartbeat.objects.count() == 0
    assert units_known() == ""


def test_nobody_acts_inside_a_transaction_that_is_already_open(own_database: str) -> None:
    with pytest.raises(RuntimeError), transaction.atomic(), acting_as(Acting((7,))):
        pass


def test_a_unit_is_a_number_and_never_a_piece_of_text(own_database: str) -> None:
    forged: Any = ("7,8",)

    with pytest.raises(ValueError, match="invalid literal"), acting_as(Acting(forged)):
        pass


@pytest.mark.django_db
def test_a_test_that_is_rolled_back_may_act_too() -> None:
    with acting_as(Acting((7,))):
        Heartbeat.objects.create(part="worker", at=NOON)

    assert Heartbeat.objects.count() == 1
