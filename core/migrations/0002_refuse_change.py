"""The function by which append-only tables refuse changes."""

from django.db import migrations

from core.append_only import REFUSE_CHANGE


class Migration(migrations.Migration):
    dependencies = [("core", "0001_heartbeat")]

    operations = [migrations.RunSQL(REFUSE_CHANGE, "DROP FUNCTION refuse_change()")]
