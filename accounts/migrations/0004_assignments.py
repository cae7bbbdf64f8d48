"""Who may act as what, for what, and when."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_organisations"),
    ]

    operations = [
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="gäller från")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="gäller till och med")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("ward_nurse", "sjuksköterska på vårdavdelning"),
                            ("discharge_coordinator", "utskrivningssamordnare"),
                            ("physician", "läkare på vårdavdelning"),
                            ("needs_assessor", "biståndshandläggare"),
                            ("municipal_nurse", "kommunsjuksköterska"),
                            ("therapist", "arbetsterapeut eller fysioterapeut i kommunen"),
                            ("open_care_coordinator", "samordnare i öppenvården"),
                            ("head_of_unit", "verksamhetschef i öppenvården"),
                            ("care_contact", "fast vårdkontakt"),
                            ("provider_staff", "utförare"),
                            ("local_administrator", "lokal administratör"),
                            ("agreement_administrator", "avtalsadministratör"),
                            ("economist", "ekonom"),
                            ("log_reviewer", "logggranskare"),
                        ],
                        max_length=24,
                        verbose_name="roll",
                    ),
                ),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="återkallat")),
                (
                    "controller",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="accounts.controller",
                        verbose_name="ansvarig",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="accounts.unitgroup",
                        verbose_name="enhetsgrupp",
                    ),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="accounts.principal",
                        verbose_name="huvudman",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="accounts.unit",
                        verbose_name="enhet",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="användare",
                    ),
                ),
            ],
            options={
                "verbose_name": "uppdrag",
                "verbose_name_plural": "uppdrag",
                "indexes": [models.Index(fields=["user", "valid_from"], name="assignment_by_user")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("controller__isnull", True),
                                ("group__isnull", True),
                                ("principal__isnull", True),
                                ("unit__isnull", False),
                            ),
                            models.Q(
                                ("controller__isnull", True),
                                ("group__isnull", False),
                                ("principal__isnull", True),
                                ("unit__isnull", True),
                            ),
                            models.Q(
                                ("controller__isnull", False),
                                ("group__isnull", True),
                                ("principal__isnull", True),
                                ("unit__isnull", True),
                            ),
                            models.Q(
                                ("controller__isnull", True),
                                ("group__isnull", True),
                                ("principal__isnull", False),
                                ("unit__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="assignment_has_exactly_one_scope",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "ward_nurse",
                                    "discharge_coordinator",
                                    "physician",
                                    "needs_assessor",
                                    "municipal_nurse",
                                    "therapist",
                                    "open_care_coordinator",
                                    "head_of_unit",
                                    "care_contact",
                                    "provider_staff",
                                    "local_administrator",
                                    "agreement_administrator",
                                    "economist",
                                    "log_reviewer",
                                ],
                            )
                        ),
                        name="assignment_role_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="assignment_ends_after_it_begins",
                        violation_error_message="Sista dagen kan inte vara före första dagen.",
                    ),
                ],
            },
        ),
    ]
