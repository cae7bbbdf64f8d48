"""What web and worker may not do: delete what a case consists of, or change who sent what, and when."""

from django.db import migrations

KEPT = (
    *("discharge_case", "discharge_deadline", "discharge_notice", "discharge_noticecopy", "discharge_participation"),
    *("discharge_patient", "discharge_patientidentity", "discharge_receipt", "discharge_turn"),
)


class Migration(migrations.Migration):
    dependencies = [("discharge", "0009_what_was_told_is_never_changed")]

    operations = [
        *(
            migrations.RunSQL(f"REVOKE DELETE ON {table} FROM web, worker", f"GRANT DELETE ON {table} TO web, worker")
            for table in KEPT
        ),
        migrations.RunSQL(
            "REVOKE UPDATE ON discharge_notice FROM web, worker;"
            "GRANT UPDATE (version, recalled_at) ON discharge_notice TO web, worker",
            "GRANT UPDATE ON discharge_notice TO web, worker",
        ),
    ]
