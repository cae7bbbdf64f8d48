"""The key of everybody who had an account before there was one."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from core.sorting import sort_key


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """From each name."""
    for user in apps.get_model("accounts", "User").objects.filter(sort_key=""):
        user.sort_key = sort_key(user.full_name)
        user.save(update_fields=["sort_key"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0011_people_are_sorted_by_name"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
