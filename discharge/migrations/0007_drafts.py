"""Drafts."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("discharge", "0006_clocks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("assignment_ref", models.UUIDField()),
                (
                    "kind",
                    models.CharField(choices=[("message", "meddelande"), ("incident", "avvikelse")], max_length=32),
                ),
                ("content", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                ("version", models.IntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="discharge.case",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "utkast",
                "verbose_name_plural": "utkast",
                "indexes": [models.Index(fields=["assignment_ref", "-updated_at", "-id"], name="draft_by_assignment")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["message", "incident"])), name="draft_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="draft_version_begins_with_one"
                    ),
                ],
            },
        ),
    ]
