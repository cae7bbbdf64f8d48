"""From which day to which a version holds between a region and its municipalities."""

import uuid

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0001_versions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Binding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="gäller från")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="gäller till och med")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "region_code",
                    models.CharField(
                        max_length=2,
                        validators=[
                            django.core.validators.RegexValidator("\\A\\d{2}\\Z", "Länskoden har två siffror.")
                        ],
                        verbose_name="länskod",
                    ),
                ),
                (
                    "municipality_code",
                    models.CharField(
                        blank=True,
                        max_length=4,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A(\\d{4})?\\Z", "Kommunkoden har fyra siffror; tom är den för alla kommuner."
                            )
                        ],
                        verbose_name="kommunkod",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bindings",
                        to="agreements.agreementversion",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "gällande överenskommelse",
                "verbose_name_plural": "gällande överenskommelser",
                "ordering": ("region_code", "municipality_code", "valid_from"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region_code", "municipality_code", "valid_from"), name="binding_begins_once_a_day"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("region_code", "municipality_code"),
                        name="binding_is_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("region_code__regex", "^\\d{2}$")), name="binding_is_of_a_region"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("municipality_code__regex", "^(\\d{4})?$")),
                        name="binding_is_for_one_municipality_or_all",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="binding_ends_after_it_begins",
                        violation_error_message="Sista dagen kan inte vara före första dagen.",
                    ),
                ],
            },
        ),
    ]
