"""web and worker may end what holds, and not delete it or say that something else held."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("agreements", "0003_versions_are_only_added")]

    operations = [
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON agreements_binding FROM web, worker;"
            "GRANT UPDATE (valid_to) ON agreements_binding TO web, worker",
            "GRANT UPDATE, DELETE ON agreements_binding TO web, worker",
        )
    ]
