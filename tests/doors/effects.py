"""Whether a request changed anything: every row of every table of ours, by the transaction that last wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.apps import apps
from django.db import connection

OURS: Final = ("core", "accounts", "agreements", "notifications", "discharge")
# A refusal is told of here, and nowhere else.
LOG: Final = "accounts_accesslogentry"


def rows() -> Mapping[str, tuple[int, int]]:
    """For each table how many rows it has, and a sum that differs when one of them has been written."""
    questions = [f"SELECT '{table}', count(*), sum(xmin::text::bigint) FROM {table}" for table in _tables()]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(questions))
        return {table: (number, int(written or 0)) for table, number, written in cursor.fetchall()}


def changed(before: Mapping[str, tuple[int, int]]) -> list[str]:
    """The tables that are not as they were."""
    return [table for table, state in rows().items() if before[table] != state]


def _tables() -> list[str]:
    models = [model for app in OURS for model in apps.get_app_config(app).get_models(include_auto_created=True)]
    return sorted({model._meta.db_table for model in models} - {LOG})
