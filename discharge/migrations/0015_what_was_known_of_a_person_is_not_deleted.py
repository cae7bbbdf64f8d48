"""web and worker may end placements, address rules and area responsibilities, and not delete them."""

from django.db import migrations

KEPT = ("discharge_addressrule", "discharge_arearesponsibility", "discharge_placement", "discharge_registerdata")


class Migration(migrations.Migration):
    dependencies = [("discharge", "0014_fictitious_data_are_linked_to_nothing")]

    operations = [
        migrations.RunSQL(f"REVOKE DELETE ON {table} FROM web, worker", f"GRANT DELETE ON {table} TO web, worker")
        for table in KEPT
    ]
