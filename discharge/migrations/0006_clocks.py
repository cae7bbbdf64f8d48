"""Turns and deadlines."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("discharge", "0005_events"),
    ]

    operations = [
        migrations.CreateModel(
            name="Turn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.CharField(max_length=32)),
                ("action", models.CharField(max_length=32)),
                (
                    "whose",
                    models.CharField(
                        choices=[("ours", "vår tur"), ("theirs", "väntar på andra"), ("nobodys", "inget att göra")],
                        max_length=8,
                    ),
                ),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="turns", to="discharge.case"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="turns", to="accounts.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "tur",
                "verbose_name_plural": "turer",
            },
        ),
        migrations.AddIndex(
            model_name="turn",
            index=models.Index(fields=["unit", "whose", "due_at", "changed_at", "id"], name="turn_in_worklist_order"),
        ),
        migrations.AddConstraint(
            model_name="turn",
            constraint=models.UniqueConstraint(fields=("case", "unit"), name="turn_is_one_per_case_and_unit"),
        ),
        migrations.AddConstraint(
            model_name="turn",
            constraint=models.CheckConstraint(
                condition=models.Q(("whose__in", ["ours", "theirs", "nobodys"])), name="turn_whose_known"
            ),
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("subject", models.CharField(blank=True, max_length=64)),
                ("due_at", models.DateTimeField()),
                ("law", models.CharField(max_length=160)),
                ("rules_version", models.CharField(max_length=32)),
                ("terms_version", models.CharField(max_length=80)),
                ("met_at", models.DateTimeField(blank=True, null=True)),
                ("breached_at", models.DateTimeField(blank=True, null=True)),
                ("superseded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deadlines", to="discharge.case"
                    ),
                ),
                (
                    "party_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deadlines", to="accounts.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "tid att hålla",
                "verbose_name_plural": "tider att hålla",
                "indexes": [
                    models.Index(
                        condition=models.Q(("met_at__isnull", True), ("superseded_at__isnull", True)),
                        fields=["due_at"],
                        name="deadline_running_by_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "kind", "party_unit", "subject"),
                        name="deadline_is_one_per_kind_party_and_subject",
                    )
                ],
            },
        ),
    ]
