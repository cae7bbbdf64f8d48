"""What was done with organisations, users and assignments."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_api_tokens"),
    ]

    operations = [
        migrations.CreateModel(
            name="AdministrativeEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("user_id", models.BigIntegerField(blank=True, null=True)),
                ("user_name", models.CharField(blank=True, max_length=120)),
                ("system_name", models.CharField(blank=True, max_length=60)),
                ("assignment_ref", models.UUIDField(blank=True, null=True)),
                ("role", models.CharField(blank=True, max_length=24)),
                ("at", models.DateTimeField()),
                ("kind", models.CharField(max_length=40)),
                ("subject_ref", models.UUIDField()),
                ("data", models.JSONField(default=dict)),
            ],
            options={
                "verbose_name": "administrativ händelse",
                "verbose_name_plural": "administrativa händelser",
                "indexes": [models.Index(fields=["subject_ref", "at"], name="administrative_event_by_ref")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("user_id__isnull", False), models.Q(("system_name", ""), _negated=True), _connector="OR"
                        ),
                        name="administrative_event_is_signed_by_somebody",
                    )
                ],
            },
        ),
    ]
