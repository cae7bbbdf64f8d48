"""The 21 counties and 290 municipalities with their official codes (SCB), as of 2026."""

import csv
from datetime import date
from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from core.sorting import sort_key

CODES = Path(__file__).resolve().parents[1] / "data" / "official_codes_2026.csv"


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Two digits are a county, four a municipality."""
    with CODES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for model, digits in (("County", 2), ("Municipality", 4)):
        table = apps.get_model("accounts", model)
        table.objects.bulk_create(
            table(
                code=row["code"],
                name=row["name"],
                sort_key=sort_key(row["name"]),
                valid_from=date.fromisoformat(row["valid_from"]),
            )
            for row in rows
            if len(row["code"]) == digits
        )


def unload(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Without the codes."""
    apps.get_model("accounts", "County").objects.all().delete()
    apps.get_model("accounts", "Municipality").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_access_log_writers_are_known_to_the_seal")]

    operations = [migrations.RunPython(load, unload)]
