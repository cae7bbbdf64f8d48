"""Events and the content of notices only grow."""

from django.db import migrations

from core.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("discharge", "0008_answered_requests"), ("core", "0002_refuse_change")]

    operations = [
        *append_only("discharge_event"),
        *append_only("discharge_noticeversion"),
        *append_only("discharge_patientevent"),
    ]
