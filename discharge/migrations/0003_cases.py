"""Cases and the units that take part in them."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("discharge", "0002_registers"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseCounter",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "ärendenummerserie",
                "verbose_name_plural": "ärendenummerserier",
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.CharField(max_length=12, unique=True, verbose_name="ärendenummer")),
                ("opened_at", models.DateTimeField(verbose_name="öppnat")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="avslutat")),
                ("last_seq", models.IntegerField(default=0)),
            ],
            options={
                "verbose_name": "ärende",
                "verbose_name_plural": "ärenden",
                "permissions": [
                    ("read_extra", "may read the case without belonging to a unit that takes part"),
                    ("read_protected", "may read the case of a person with protected identity"),
                ],
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="case",
            name="patient",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="discharge.patient"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["patient", "opened_at"], name="case_by_patient"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_at__isnull", True), ("closed_at__gte", models.F("opened_at")), _connector="OR"
                ),
                name="case_closes_after_it_opens",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__regex", "^\\d{2}-[1-9]\\d*$")), name="case_number_can_be_said"
            ),
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[("health", "hälso- och sjukvård"), ("social", "socialtjänst")], max_length=8
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        choices=[("opener", "öppnade ärendet"), ("recipient", "mottagare")], max_length=12
                    ),
                ),
                ("from_at", models.DateTimeField()),
                ("to_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="participations", to="discharge.case"
                    ),
                ),
                (
                    "controller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.controller"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="participations", to="accounts.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "deltagande",
                "verbose_name_plural": "deltaganden",
            },
        ),
        migrations.AddIndex(
            model_name="participation",
            index=models.Index(
                condition=models.Q(("to_at__isnull", True)), fields=["unit", "case"], name="participation_open_by_unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("to_at__isnull", True)),
                fields=("case", "unit"),
                name="participation_is_open_once_per_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity__in", ["opener", "recipient"])), name="participation_capacity_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["health", "social"])), name="participation_side_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_at__isnull", True), ("to_at__gte", models.F("from_at")), _connector="OR"),
                name="participation_ends_after_it_begins",
            ),
        ),
        migrations.CreateModel(
            name="CaseGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[("health", "hälso- och sjukvård"), ("social", "socialtjänst")], max_length=8
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("granted_at", models.DateTimeField()),
                ("ends_on", models.DateField()),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grants", to="discharge.case"
                    ),
                ),
                (
                    "controller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.controller"
                    ),
                ),
                ("permission", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "åtkomst som någon gett",
                "verbose_name_plural": "åtkomst som någon gett",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("content_object", "user", "permission", "controller", "side"),
                        name="grant_is_given_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["health", "social"])), name="grant_side_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="grant_has_a_reason"
                    ),
                ],
            },
        ),
    ]
