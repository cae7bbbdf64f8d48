"""The access log, its seals and the administrative events only grow."""

from django.db import migrations

from core.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_access_log"), ("core", "0002_refuse_change")]

    operations = [
        *append_only("accounts_accesslogentry"),
        *append_only("accounts_accesslogseal"),
        *append_only("accounts_administrativeevent"),
    ]
