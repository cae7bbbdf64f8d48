"""What is to be sent."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0010_load_official_codes"),
    ]

    operations = [
        migrations.CreateModel(
            name="OutboxRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=160, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("urgency", models.CharField(choices=[("now", "genast"), ("can_wait", "kan vänta")], max_length=12)),
                ("link", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("next_try_at", models.DateTimeField()),
                ("claimed_until", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, max_length=300)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("told_as", models.CharField(blank=True, max_length=160)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "utgående avisering",
                "verbose_name_plural": "utgående aviseringar",
                "indexes": [
                    models.Index(
                        condition=models.Q(("sent_at__isnull", True), ("withdrawn_at__isnull", True)),
                        fields=["next_try_at", "id"],
                        name="outbox_waiting_by_next_try",
                    ),
                    models.Index(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=["told_as"],
                        name="outbox_unsettled_by_told_as",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("urgency__in", ["now", "can_wait"])), name="outbox_urgency_known"
                    ),
                    models.CheckConstraint(condition=models.Q(("key", ""), _negated=True), name="outbox_key_is_given"),
                ],
            },
        ),
    ]
