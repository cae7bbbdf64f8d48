"""Templates multiplied inside the database: every row of a case again, with ids, refs, numbers and names of its own.

A copy's id is the template's plus a stride for each copy, so that what points at it is found by the same sum. Which
tables there are and what points where is read from the models. Indexes stay; foreign keys, right by construction, are
not asked. What an event tells in its data is the template's, but for the units.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.db import models
from psycopg2.extensions import connection as Connection
from psycopg2.extras import execute_values

from accounts.models import Unit
from benchmarks.spread import copy_of
from benchmarks.template_stays import UNIT_PREFIX, Templates
from discharge.models import Case, Patient
from embedded import databases

BATCH: Final = 5_000
REF: Final = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"

# The template row is t, the copy that is being made c: its number n, its case and what copy_of says of it.
_PATHS: Final = {
    "case": "t.case_id = c.case_id",
    "notice": "t.notice_id IN (SELECT id FROM discharge_notice WHERE case_id = c.case_id)",
    "patient": "t.patient_id = c.patient_id",
    "link": f"substring(t.link FROM '{REF}')::uuid IN (SELECT ref FROM discharge_case WHERE id = c.case_id"
    " UNION SELECT ref FROM discharge_notice WHERE case_id = c.case_id)",
}
_OWN_PATHS: Final[Mapping[type[models.Model], str]] = {Case: "t.id = c.case_id", Patient: "t.id = c.patient_id"}
_LINK: Final = (
    f"replace(t.link, substring(t.link FROM '{REF}'), md5(substring(t.link FROM '{REF}') || ':' || c.n)::uuid::text)"
)
_VALUES: Final = {
    "Case.number": "left(t.number, 3) || (t.id + c.n * {stride})",
    "PatientIdentity.value": "'B' || lpad((t.id + c.n * {stride})::text, 9, '0')",
    "RegisterData.given_names": "c.given_names",
    "RegisterData.surname": "c.surname",
    "RegisterData.sort_key": "c.sort_key",
    "InAppNotice.key": "t.key || ':' || c.n",
    "InAppNotice.link": _LINK,
    "OutboxRow.key": "t.key || ':' || c.n",
    "OutboxRow.told_as": "CASE t.told_as WHEN '' THEN '' ELSE t.told_as || ':' || c.n END",
    "OutboxRow.link": _LINK,
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows are copied with a case, and how its template rows are found from the copy's."""

    model: type[models.Model]
    path: str
    stride: int

    @property
    def name(self) -> str:
        return self.model._meta.db_table


class Multiplier:
    """Fills the database up to one number of cases after the other.

    sets: how many sets of units there are, the first being the templates'. readers: see copy_of.
    """

    def __init__(self, sockets: Path, templates: Templates, *, sets: int, readers: int) -> None:
        self.sockets = sockets
        self.sets = sets
        self.readers = readers
        self.open_ones = [case.pk for case in templates.open_ones]
        self.closed_ones = [case.pk for case in templates.closed_ones]
        self.patients = {case.pk: case.patient_id for case in (*templates.open_ones, *templates.closed_ones)}
        self.copied = 0
        self.unit_stride = _last_id(Unit)
        labels = "discharge", "notifications"
        self.tables = [
            Table(model, path, last)
            for model in chain.from_iterable(apps.get_app_config(label).get_models() for label in labels)
            if (path := _path(model)) and (last := _last_id(model))
        ]
        self.strides = {table.model: table.stride for table in self.tables}

    def open_units(self) -> None:
        """The other sets of units, at the controllers of the first: what only a controller tells apart is most."""
        columns = [field.attname for field in Unit._meta.concrete_fields]
        values = {
            "id": f"t.id + s * {self.unit_stride}",
            "ref": f"(lpad(to_hex(s), 8, '0') || substr(t.ref::text, {len(UNIT_PREFIX) + 1}))::uuid",
            "name": "t.name || ' ' || s",
            "sort_key": "t.sort_key || ' ' || s",
        }
        chosen = ", ".join(values.get(column, f't."{column}"') for column in columns)
        with _connected(self.sockets) as connection, connection, connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO accounts_unit ({_quoted(columns)}) SELECT {chosen}"
                " FROM accounts_unit t CROSS JOIN generate_series(1, %s) s",
                [self.sets - 1],
            )

    def fill(self, cases: int) -> None:
        """Copy until there are so many cases, the templates among them; then let PostgreSQL look at what it has."""
        wanted = cases - len(self.patients)
        with _connected(self.sockets) as connection:
            while self.copied < wanted:
                last = min(self.copied + BATCH, wanted)
                self._copy(connection, range(self.copied + 1, last + 1))
                self.copied = last
                print(f"{last + len(self.patients)} of {cases} cases", file=sys.stderr)
        with databases.administering(self.sockets, databases.PRODUCT) as cursor:
            for table in self.tables:
                last_id = table.stride * (self.copied + 1)
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table.name, last_id])
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")

    def _copy(self, connection: Connection, numbers: Sequence[int]) -> None:
        with connection, connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(
                "CREATE TEMPORARY TABLE copying (n bigint, case_id bigint, patient_id bigint, unit_set bigint,"
                " days_ago int, given_names text, surname text, sort_key text) ON COMMIT DROP"
            )
            execute_values(cursor, "INSERT INTO copying VALUES %s", [self._row(number) for number in numbers])
            cursor.execute("ANALYZE copying")
            for table in self.tables:
                fields = table.model._meta.concrete_fields
                columns = _quoted([field.attname for field in fields])
                chosen = ", ".join(self._value(field, table.stride) for field in fields)
                cursor.execute(
                    f"INSERT INTO {table.name} ({columns}) SELECT {chosen}"
                    f" FROM (SELECT * FROM {table.name} WHERE id <= {table.stride}) t JOIN copying c ON {table.path}"
                )

    def _row(self, number: int) -> tuple[Any, ...]:
        copy = copy_of(number, self.open_ones, self.closed_ones, sets=self.sets, readers=self.readers)
        person = copy.given_names, copy.surname, copy.sort_key
        return number, copy.template, self.patients[copy.template], copy.unit_set, copy.days_ago, *person

    def _value(self, field: models.Field[Any, Any], stride: int) -> str:
        """What stands in a column of the copy."""
        column = f't."{field.attname}"'
        if field.primary_key:
            return f"t.id + c.n * {stride}"
        if field.related_model is Unit:
            return f"{column} + c.unit_set * {self.unit_stride}"
        if field.related_model in self.strides:
            return f"{column} + c.n * {self.strides[field.related_model]}"
        if value := _VALUES.get(f"{field.model.__name__}.{field.attname}"):
            return value.replace("{stride}", str(stride))
        if isinstance(field, models.UUIDField) and field.unique:
            return f"md5({column}::text || ':' || c.n)::uuid"
        if isinstance(field, models.DateTimeField):
            return f"{column} - c.days_ago * interval '24 hours'"
        if isinstance(field, models.DateField):
            return f"{column} - c.days_ago"
        if isinstance(field, models.JSONField):
            of_its_set = "'\"' || lpad(to_hex(c.unit_set), 8, '0') || '-'"
            return f"replace({column}::text, '\"{UNIT_PREFIX}-', {of_its_set})::jsonb"
        return column


def _path(model: type[models.Model]) -> str:
    """How rows of the table belong to a case; empty when they do not."""
    names = {field.name for field in model._meta.concrete_fields}
    return _OWN_PATHS.get(model) or next((path for name, path in _PATHS.items() if name in names), "")


def _last_id(model: type[models.Model]) -> int:
    last: int | None = model._default_manager.aggregate(last=models.Max("pk"))["last"]
    return last or 0


def _quoted(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


@contextmanager
def _connected(sockets: Path) -> Iterator[Connection]:
    """As the administrator, whom no time limit stops; every `with` on the connection is a transaction."""
    with closing(databases.connect(sockets, databases.PRODUCT)) as connection:
        yield connection
