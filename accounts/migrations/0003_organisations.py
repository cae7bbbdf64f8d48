"""Principals, controllers, units and groups of units."""

import uuid

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import accounts.identifiers


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_counties_and_municipalities"),
    ]

    operations = [
        migrations.CreateModel(
            name="Principal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="gäller från")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="gäller till och med")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("region", "region"), ("municipality", "kommun"), ("both", "region och kommun")],
                        max_length=12,
                        verbose_name="slag",
                    ),
                ),
                ("code", models.CharField(max_length=4, verbose_name="läns- eller kommunkod")),
                ("name", models.CharField(max_length=120, verbose_name="namn")),
                ("sort_key", models.CharField(editable=False, max_length=160)),
            ],
            options={
                "verbose_name": "huvudman",
                "verbose_name_plural": "huvudmän",
                "ordering": ("sort_key",),
                "constraints": [
                    models.UniqueConstraint(fields=("code", "valid_from"), name="principal_code_begins_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code__regex", "^\\d{2}$"), ("kind", "region")),
                            models.Q(("code__regex", "^\\d{4}$"), ("kind__in", ["municipality", "both"])),
                            _connector="OR",
                        ),
                        name="principal_code_is_of_its_kind",
                        violation_error_message="En region har länets kod, två siffror; en kommun har fyra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="principal_ends_after_it_begins",
                        violation_error_message="Sista dagen kan inte vara före första dagen.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Controller",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="gäller från")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="gäller till och med")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("board", "nämnd"), ("private_provider", "privat utförare")],
                        max_length=16,
                        verbose_name="slag",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="namn")),
                ("sort_key", models.CharField(editable=False, max_length=160)),
                (
                    "organisation_number",
                    models.CharField(
                        blank=True,
                        max_length=11,
                        validators=[accounts.identifiers.organisation_number],
                        verbose_name="organisationsnummer",
                    ),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="controllers",
                        to="accounts.principal",
                        verbose_name="huvudman",
                    ),
                ),
            ],
            options={
                "verbose_name": "personuppgiftsansvarig",
                "verbose_name_plural": "personuppgiftsansvariga",
                "ordering": ("sort_key",),
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="gäller från")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="gäller till och med")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ward", "vårdavdelning"),
                            ("social_services", "socialtjänst"),
                            ("municipal_care", "kommunal hälso- och sjukvård"),
                            ("open_care", "öppenvård"),
                            ("provider", "utförare"),
                        ],
                        max_length=16,
                        verbose_name="slag",
                    ),
                ),
                (
                    "speciality",
                    models.CharField(
                        choices=[
                            ("medicine", "medicin"),
                            ("surgery", "kirurgi"),
                            ("orthopaedics", "ortopedi"),
                            ("geriatrics", "geriatrik"),
                            ("paediatrics", "barn"),
                            ("psychiatry", "psykiatri"),
                            ("forensic_psychiatry", "rättspsykiatri"),
                            ("emergency", "akutmottagning"),
                            ("older", "äldre"),
                            ("disability", "funktionsnedsättning"),
                            ("adults", "vuxna och missbruk"),
                            ("children", "barn och unga"),
                            ("social_emergency", "socialjour"),
                            ("home_nursing", "hemsjukvård"),
                            ("rehabilitation", "rehabilitering"),
                            ("special_housing", "särskilt boende"),
                            ("short_term", "korttidsplats"),
                            ("primary_care", "vårdcentral"),
                            ("psychiatric_outpatient", "öppenpsykiatri"),
                            ("habilitation", "habilitering"),
                            ("home_hospital_care", "avancerad sjukvård i hemmet"),
                            ("home_care", "hemtjänst"),
                            ("night_patrol", "nattpatrull"),
                            ("homecoming_team", "hemgångsteam"),
                        ],
                        max_length=24,
                        verbose_name="inriktning",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="namn")),
                ("sort_key", models.CharField(editable=False, max_length=160)),
                (
                    "hsa_id",
                    models.CharField(
                        blank=True,
                        max_length=31,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\ASE\\d{10}-[0-9A-Za-z]+\\Z", "Ett HSA-id skrivs som SE2321000131-E000000000001."
                            )
                        ],
                        verbose_name="HSA-id",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telefon")),
                ("hours", models.CharField(blank=True, max_length=200, verbose_name="öppettider")),
                ("after_hours", models.CharField(blank=True, max_length=200, verbose_name="utanför öppettiderna")),
                ("send_here", models.CharField(blank=True, max_length=300, verbose_name="vad som ska skickas hit")),
                ("district", models.CharField(blank=True, max_length=80, verbose_name="stadsdel")),
                ("discreet", models.BooleanField(default=False, verbose_name="visas inte för andra mottagare")),
                (
                    "controller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="accounts.controller",
                        verbose_name="ansvarig",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="accounts.unit",
                        verbose_name="hör till",
                    ),
                ),
                (
                    "stand_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stands_in_for",
                        to="accounts.unit",
                        verbose_name="ersättare",
                    ),
                ),
            ],
            options={
                "verbose_name": "enhet",
                "verbose_name_plural": "enheter",
                "ordering": ("sort_key",),
            },
        ),
        migrations.CreateModel(
            name="UnitGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="namn")),
                ("sort_key", models.CharField(editable=False, max_length=160)),
                ("units", models.ManyToManyField(related_name="groups", to="accounts.unit", verbose_name="enheter")),
            ],
            options={
                "verbose_name": "enhetsgrupp",
                "verbose_name_plural": "enhetsgrupper",
                "ordering": ("sort_key",),
            },
        ),
        migrations.AddConstraint(
            model_name="controller",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["board", "private_provider"])), name="controller_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="controller",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="controller_ends_after_it_begins",
                violation_error_message="Sista dagen kan inte vara före första dagen.",
            ),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(fields=["controller", "kind"], name="unit_by_controller_and_kind"),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(fields=["sort_key", "id"], name="unit_by_name"),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("hsa_id", ""), _negated=True), ("valid_to__isnull", True)),
                fields=("hsa_id",),
                name="unit_hsa_id_is_used_by_one_open_unit",
                violation_error_message="HSA-id:t används redan av en annan enhet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["ward", "social_services", "municipal_care", "open_care", "provider"])
                ),
                name="unit_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "speciality__in",
                        [
                            "medicine",
                            "surgery",
                            "orthopaedics",
                            "geriatrics",
                            "paediatrics",
                            "psychiatry",
                            "forensic_psychiatry",
                            "emergency",
                            "older",
                            "disability",
                            "adults",
                            "children",
                            "social_emergency",
                            "home_nursing",
                            "rehabilitation",
                            "special_housing",
                            "short_term",
                            "primary_care",
                            "psychiatric_outpatient",
                            "habilitation",
                            "home_hospital_care",
                            "home_care",
                            "night_patrol",
                            "homecoming_team",
                        ],
                    )
                ),
                name="unit_speciality_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("id")), _negated=True), name="unit_is_not_its_own_parent"
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("stand_in", models.F("id")), _negated=True), name="unit_is_not_its_own_stand_in"
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="unit_ends_after_it_begins",
                violation_error_message="Sista dagen kan inte vara före första dagen.",
            ),
        ),
    ]
