"""The access log and its seals."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_administrative_events"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccessLogEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("user_id", models.BigIntegerField(blank=True, null=True)),
                ("user_name", models.CharField(blank=True, max_length=120)),
                ("system_name", models.CharField(blank=True, max_length=60)),
                ("assignment_ref", models.UUIDField(blank=True, null=True)),
                ("role", models.CharField(blank=True, max_length=24)),
                ("at", models.DateTimeField()),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("read", "läste"),
                            ("listed", "visade i lista"),
                            ("searched", "sökte"),
                            ("printed", "skrev ut"),
                            ("exported", "exporterade"),
                            ("unmasked", "visade skyddad uppgift"),
                            ("changed", "ändrade"),
                            ("refused", "nekades"),
                        ],
                        max_length=12,
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=120)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("unit_ref", models.UUIDField(null=True)),
                ("unit_name", models.CharField(blank=True, max_length=120)),
                ("controller_ref", models.UUIDField(null=True)),
                ("case_ref", models.UUIDField(null=True)),
                ("subject_ref", models.UUIDField(null=True)),
                ("patient_ref", models.UUIDField(null=True)),
                ("person_oid", models.CharField(blank=True, max_length=64)),
                ("person_value", models.CharField(blank=True, max_length=40)),
                ("request_id", models.CharField(blank=True, max_length=40)),
            ],
            options={
                "verbose_name": "åtkomst",
                "verbose_name_plural": "åtkomstlogg",
                "indexes": [
                    models.Index(fields=["patient_ref", "at"], name="access_by_patient"),
                    models.Index(fields=["controller_ref", "at"], name="access_by_controller"),
                    models.Index(fields=["user_id", "at"], name="access_by_user"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "what__in",
                                ["read", "listed", "searched", "printed", "exported", "unmasked", "changed", "refused"],
                            )
                        ),
                        name="access_log_what_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("user_id__isnull", False), models.Q(("system_name", ""), _negated=True), _connector="OR"
                        ),
                        name="access_log_entry_is_signed_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessLogSeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField(unique=True)),
                ("after_id", models.BigIntegerField()),
                ("last_id", models.BigIntegerField()),
                ("entries", models.BigIntegerField()),
                ("hash", models.CharField(max_length=64)),
                ("sealed_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "försegling av åtkomstloggen",
                "verbose_name_plural": "förseglingar av åtkomstloggen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_id__gt", models.F("after_id"))), name="access_log_seal_closes_a_range"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="access_log_seal_numbers_begin_with_one"
                    ),
                ],
            },
        ),
    ]
