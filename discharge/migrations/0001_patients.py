"""Patients, their identities and their register data."""

import uuid

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0010_load_official_codes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Patient",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField()),
                ("version", models.IntegerField(default=1)),
                ("merged_at", models.DateTimeField(blank=True, null=True)),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="discharge.patient",
                    ),
                ),
            ],
            options={
                "verbose_name": "patient",
                "verbose_name_plural": "patienter",
            },
        ),
        migrations.AddConstraint(
            model_name="patient",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_at__isnull", False), ("merged_into__isnull", False)),
                    models.Q(("merged_at__isnull", True), ("merged_into__isnull", True)),
                    _connector="OR",
                ),
                name="patient_merged_into_and_at_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="patient",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into", models.F("id")), _negated=True),
                name="patient_is_not_merged_into_itself",
            ),
        ),
        migrations.CreateModel(
            name="PatientIdentity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("oid", models.CharField(max_length=64)),
                ("value", models.CharField(max_length=40)),
                ("valid_from", models.DateTimeField()),
                ("valid_to", models.DateTimeField(blank=True, null=True)),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="identities", to="discharge.patient"
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced",
                        to="discharge.patientidentity",
                    ),
                ),
            ],
            options={
                "verbose_name": "identitet",
                "verbose_name_plural": "identiteter",
            },
        ),
        migrations.AddIndex(
            model_name="patientidentity",
            index=models.Index(fields=["oid", "value"], name="identity_by_number"),
        ),
        migrations.AddConstraint(
            model_name="patientidentity",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_to__isnull", True)),
                fields=("oid", "value"),
                name="identity_is_one_patients_while_valid",
            ),
        ),
        migrations.AddConstraint(
            model_name="patientidentity",
            constraint=models.CheckConstraint(
                condition=models.Q(("replaced_by__isnull", True), ("valid_to__isnull", False), _connector="OR"),
                name="identity_replaced_has_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="patientidentity",
            constraint=models.CheckConstraint(
                condition=models.Q(("replaced_by", models.F("id")), _negated=True),
                name="identity_does_not_replace_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="patientidentity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="identity_ends_after_it_begins",
            ),
        ),
        migrations.CreateModel(
            name="PatientEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("user_id", models.BigIntegerField(blank=True, null=True)),
                ("user_name", models.CharField(blank=True, max_length=120)),
                ("system_name", models.CharField(blank=True, max_length=60)),
                ("assignment_ref", models.UUIDField(blank=True, null=True)),
                ("role", models.CharField(blank=True, max_length=24)),
                ("seq", models.IntegerField()),
                ("kind", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("data", models.JSONField(default=dict)),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="discharge.patient"
                    ),
                ),
            ],
            options={
                "verbose_name": "händelse om en patient",
                "verbose_name_plural": "händelser om patienter",
            },
        ),
        migrations.AddConstraint(
            model_name="patientevent",
            constraint=models.UniqueConstraint(fields=("patient", "seq"), name="patient_event_seq_is_used_once"),
        ),
        migrations.AddConstraint(
            model_name="patientevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("seq__gte", 1)), name="patient_event_seq_begins_with_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="patientevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("at__lte", models.F("recorded_at"))), name="patient_event_is_not_in_the_future"
            ),
        ),
        migrations.AddConstraint(
            model_name="patientevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("user_id__isnull", False), models.Q(("system_name", ""), _negated=True), _connector="OR"
                ),
                name="patient_event_is_signed_by_somebody",
            ),
        ),
        migrations.CreateModel(
            name="RegisterData",
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
                ("source", models.CharField(max_length=40, verbose_name="källa")),
                ("updated_at", models.DateTimeField()),
                (
                    "patient",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="register", to="discharge.patient"
                    ),
                ),
            ],
            options={
                "verbose_name": "registeruppgifter",
                "verbose_name_plural": "registeruppgifter",
            },
        ),
        migrations.AddIndex(
            model_name="registerdata",
            index=models.Index(fields=["sort_key"], name="register_by_sort_key"),
        ),
        migrations.AddConstraint(
            model_name="registerdata",
            constraint=models.CheckConstraint(
                condition=models.Q(("protection__in", ["none", "marking", "protected_registration", "fictitious"])),
                name="register_protection_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="registerdata",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("municipality_code", ""), ("municipality_code__regex", "^\\d{4}$"), _connector="OR"
                ),
                name="register_municipality_has_four_digits",
            ),
        ),
        migrations.CreateModel(
            name="Placement",
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
                        verbose_name="placerande kommun",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("special_housing", "särskilt boende"),
                            ("lss_housing", "bostad med särskild service enligt LSS"),
                            ("short_term", "korttidsplats"),
                            ("hvb", "hem för vård eller boende"),
                            ("family_home", "familjehem"),
                        ],
                        max_length=16,
                        verbose_name="slag",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=160, verbose_name="boende")),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="placements", to="discharge.patient"
                    ),
                ),
            ],
            options={
                "verbose_name": "placering",
                "verbose_name_plural": "placeringar",
            },
        ),
        migrations.AddIndex(
            model_name="placement",
            index=models.Index(fields=["patient", "valid_from"], name="placement_by_patient"),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["special_housing", "lss_housing", "short_term", "hvb", "family_home"])
                ),
                name="placement_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="placement_ends_after_it_begins",
                violation_error_message="Sista dagen kan inte vara före första dagen.",
            ),
        ),
    ]
