"""A loaded version never changes."""

from django.db import migrations

from core.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("agreements", "0002_bindings"), ("core", "0002_refuse_change")]

    operations = append_only("agreements_agreementversion")
