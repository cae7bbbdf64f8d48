"""Official codes of counties and municipalities."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_users"),
    ]

    operations = [
        migrations.CreateModel(
            name="County",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="gäller från")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="gäller till och med")),
                (
                    "code",
                    models.CharField(
                        max_length=2,
                        validators=[
                            django.core.validators.RegexValidator("\\A\\d{2}\\Z", "Länskoden har två siffror.")
                        ],
                        verbose_name="länskod",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="namn")),
                ("sort_key", models.CharField(editable=False, max_length=120)),
            ],
            options={
                "verbose_name": "län",
                "verbose_name_plural": "län",
                "ordering": ("sort_key",),
                "constraints": [
                    models.UniqueConstraint(fields=("code", "valid_from"), name="county_code_begins_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="county_ends_after_it_begins",
                        violation_error_message="Sista dagen kan inte vara före första dagen.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Municipality",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="gäller från")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="gäller till och med")),
                (
                    "code",
                    models.CharField(
                        max_length=4,
                        validators=[
                            django.core.validators.RegexValidator("\\A\\d{4}\\Z", "Kommunkoden har fyra siffror.")
                        ],
                        verbose_name="kommunkod",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="namn")),
                ("sort_key", models.CharField(editable=False, max_length=120)),
            ],
            options={
                "verbose_name": "kommun",
                "verbose_name_plural": "kommuner",
                "ordering": ("sort_key",),
                "constraints": [
                    models.UniqueConstraint(fields=("code", "valid_from"), name="municipality_code_begins_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="municipality_ends_after_it_begins",
                        violation_error_message="Sista dagen kan inte vara före första dagen.",
                    ),
                ],
            },
        ),
    ]
