"""Registers of persons, listing and areas."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("discharge", "0001_patients"),
    ]

    operations = [
        migrations.CreateModel(
            name="PopulationEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("given_names", models.CharField(max_length=120, verbose_name="förnamn")),
                ("surname", models.CharField(max_length=120, verbose_name="efternamn")),
                ("sort_key", models.CharField(editable=False, max_length=240)),
                ("street", models.CharField(blank=True, max_length=160, verbose_name="gatuadress")),
                ("postal_code", models.CharField(blank=True, max_length=5, verbose_name="postnummer")),
                ("city", models.CharField(blank=True, max_length=80, verbose_name="postort")),
                (
                    "municipality_code",
                    models.CharField(
                        blank=True,
                        max_length=4,
                        validators=[
                            django.core.validators.RegexValidator("\\A\\d{4}\\Z", "Kommunkoden har fyra siffror.")
                        ],
                        verbose_name="folkbokföringskommun",
                    ),
                ),
                ("district", models.CharField(blank=True, max_length=80, verbose_name="stadsdel")),
                (
                    "protection",
                    models.CharField(
                        choices=[
                            ("none", "ingen"),
                            ("marking", "sekretessmarkering"),
                            ("protected_registration", "skyddad folkbokföring"),
                            ("fictitious", "fingerade personuppgifter"),
                        ],
                        default="none",
                        max_length=24,
                        verbose_name="skyddade personuppgifter",
                    ),
                ),
                ("deceased_on", models.DateField(blank=True, null=True, verbose_name="avliden")),
                ("oid", models.CharField(max_length=64)),
                ("value", models.CharField(max_length=40)),
                ("replaced_by_oid", models.CharField(blank=True, max_length=64)),
                ("replaced_by_value", models.CharField(blank=True, max_length=40)),
            ],
            options={
                "verbose_name": "person i folkbokföringen",
                "verbose_name_plural": "personer i folkbokföringen",
                "constraints": [
                    models.UniqueConstraint(fields=("oid", "value"), name="population_number_is_one_persons"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("protection__in", ["none", "marking", "protected_registration", "fictitious"])
                        ),
                        name="population_protection_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("replaced_by_oid", ""), ("replaced_by_value", "")),
                            models.Q(
                                models.Q(("replaced_by_oid", ""), _negated=True),
                                models.Q(("replaced_by_value", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="population_replacement_is_a_whole_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ListingEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="gäller från")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="gäller till och med")),
                ("oid", models.CharField(max_length=64)),
                ("value", models.CharField(max_length=40)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="listings", to="accounts.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "listning",
                "verbose_name_plural": "listningar",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("oid", "value"),
                        name="listing_is_at_one_unit_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="listing_ends_after_it_begins",
                        violation_error_message="Sista dagen kan inte vara före första dagen.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AddressRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="gäller från")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="gäller till och med")),
                (
                    "municipality_code",
                    models.CharField(
                        max_length=4,
                        validators=[
                            django.core.validators.RegexValidator("\\A\\d{4}\\Z", "Kommunkoden har fyra siffror.")
                        ],
                        verbose_name="kommun",
                    ),
                ),
                ("district", models.CharField(blank=True, max_length=80, verbose_name="stadsdel")),
                (
                    "postal_code_from",
                    models.CharField(blank=True, max_length=5, null=True, verbose_name="postnummer från"),
                ),
                (
                    "postal_code_to",
                    models.CharField(blank=True, max_length=5, null=True, verbose_name="postnummer till och med"),
                ),
                (
                    "birth_day_from",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="född dag från"),
                ),
                (
                    "birth_day_to",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="född dag till och med"),
                ),
                ("rank", models.PositiveSmallIntegerField(default=100, verbose_name="ordning")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="address_rules",
                        to="accounts.unit",
                        verbose_name="enhet",
                    ),
                ),
            ],
            options={
                "verbose_name": "adressregel",
                "verbose_name_plural": "adressregler",
                "indexes": [models.Index(fields=["municipality_code", "rank"], name="address_rule_by_municipality")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("postal_code_from__isnull", False), ("postal_code_to__isnull", False)),
                            models.Q(("postal_code_from__isnull", True), ("postal_code_to__isnull", True)),
                            _connector="OR",
                        ),
                        name="address_rule_postal_codes_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("birth_day_from__isnull", False), ("birth_day_to__isnull", False)),
                            models.Q(("birth_day_from__isnull", True), ("birth_day_to__isnull", True)),
                            _connector="OR",
                        ),
                        name="address_rule_birth_days_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("postal_code_from__isnull", True),
                            ("postal_code_to__gte", models.F("postal_code_from")),
                            _connector="OR",
                        ),
                        name="address_rule_postal_codes_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("birth_day_from__isnull", True),
                            models.Q(
                                ("birth_day_from__gte", 1),
                                ("birth_day_to__gte", models.F("birth_day_from")),
                                ("birth_day_to__lte", 31),
                            ),
                            _connector="OR",
                        ),
                        name="address_rule_birth_days_in_a_month",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="address_rule_ends_after_it_begins",
                        violation_error_message="Sista dagen kan inte vara före första dagen.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AreaResponsibility",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="gäller från")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="gäller till och med")),
                (
                    "municipality_code",
                    models.CharField(
                        max_length=4,
                        validators=[
                            django.core.validators.RegexValidator("\\A\\d{4}\\Z", "Kommunkoden har fyra siffror.")
                        ],
                        verbose_name="kommun",
                    ),
                ),
                ("district", models.CharField(blank=True, max_length=80, verbose_name="stadsdel")),
                (
                    "postal_code_from",
                    models.CharField(blank=True, max_length=5, null=True, verbose_name="postnummer från"),
                ),
                (
                    "postal_code_to",
                    models.CharField(blank=True, max_length=5, null=True, verbose_name="postnummer till och med"),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="area_responsibilities",
                        to="accounts.unit",
                        verbose_name="enhet",
                    ),
                ),
            ],
            options={
                "verbose_name": "områdesansvar",
                "verbose_name_plural": "områdesansvar",
                "indexes": [models.Index(fields=["municipality_code"], name="area_by_municipality")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("postal_code_from__isnull", False), ("postal_code_to__isnull", False)),
                            models.Q(("postal_code_from__isnull", True), ("postal_code_to__isnull", True)),
                            _connector="OR",
                        ),
                        name="area_responsibility_postal_codes_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("postal_code_from__isnull", True),
                            ("postal_code_to__gte", models.F("postal_code_from")),
                            _connector="OR",
                        ),
                        name="area_responsibility_postal_codes_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="area_responsibility_ends_after_it_begins",
                        violation_error_message="Sista dagen kan inte vara före första dagen.",
                    ),
                ],
            },
        ),
    ]
