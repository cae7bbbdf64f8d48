"""Tables whose rows are added and read, and never changed: events, notices, the log. For migrations."""

from __future__ import annotations

from django.db.migrations.operations.special import RunSQL

# Made once by core's migration 0002_refuse_change; each table has a trigger that calls it.
REFUSE_CHANGE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
"""


def append_only(table: str) -> list[RunSQL]:
    """Operations after which rows of the table can be added and read, and nothing else, also by its owner.

    web and worker lose the right; the owner is refused by a trigger, which only he can switch off. The migration
    depends on ("core", "0002_refuse_change").
    """
    return [
        RunSQL(
            f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM web, worker",
            f"GRANT UPDATE, DELETE ON {table} TO web, worker",
        ),
        RunSQL(
            f"CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
            f"DROP TRIGGER {table}_is_append_only ON {table}",
        ),
    ]
