"""Hospital stays."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("discharge", "0019_notices_and_events_of_stays")]

    operations = [
        migrations.CreateModel(
            name="Episode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("admitted", "admitted"),
                            ("no_need", "no_need"),
                            ("planning", "planning"),
                            ("ready", "ready"),
                            ("left", "left"),
                            ("closed", "closed"),
                            ("cancelled", "cancelled"),
                        ],
                        max_length=12,
                    ),
                ),
                ("status_before", models.CharField(blank=True, max_length=12)),
                ("region", models.CharField(max_length=2)),
                ("municipality", models.CharField(blank=True, max_length=4)),
                (
                    "care_type",
                    models.CharField(
                        choices=[
                            ("somatic", "somatic"),
                            ("geriatric", "geriatric"),
                            ("psychiatric", "psychiatric"),
                            ("forensic", "forensic"),
                        ],
                        max_length=12,
                        verbose_name="vårdform",
                    ),
                ),
                (
                    "legal_form",
                    models.CharField(
                        choices=[("voluntary", "voluntary"), ("LPT", "LPT"), ("LRV", "LRV")], max_length=12
                    ),
                ),
                ("admitted_at", models.DateTimeField(verbose_name="inskriven")),
                ("needs_region", models.BooleanField(blank=True, null=True)),
                ("needs_social_services", models.BooleanField(blank=True, null=True)),
                ("needs_municipal_care", models.BooleanField(blank=True, null=True)),
                ("need_judged_at", models.DateTimeField(blank=True, null=True)),
                ("expected_on", models.DateField(blank=True, null=True, verbose_name="beräknad utskrivning")),
                ("expected_time", models.TimeField(blank=True, null=True)),
                ("ready_at", models.DateTimeField(blank=True, null=True, verbose_name="utskrivningsklar")),
                ("left_at", models.DateTimeField(blank=True, null=True, verbose_name="utskriven")),
                ("left_reason", models.CharField(blank=True, max_length=16)),
            ],
            options={
                "verbose_name": "vårdtillfälle",
                "verbose_name_plural": "vårdtillfällen",
            },
        ),
        migrations.AddField(
            model_name="episode",
            name="case",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="episode", to="discharge.case"
            ),
        ),
        migrations.AddField(
            model_name="episode",
            name="controller",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.controller"
            ),
        ),
        migrations.AddField(
            model_name="episode",
            name="patient",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="episodes", to="discharge.patient"
            ),
        ),
        migrations.AddField(
            model_name="episode",
            name="returned_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="returns",
                to="discharge.episode",
            ),
        ),
        migrations.AddField(
            model_name="episode",
            name="ward",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="episodes", to="accounts.unit"
            ),
        ),
        migrations.AddIndex(
            model_name="episode",
            index=models.Index(fields=["ward", "expected_on", "id"], name="episode_by_ward"),
        ),
        migrations.AddConstraint(
            model_name="episode",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["admitted", "no_need", "planning", "ready", "left", "closed", "cancelled"])
                ),
                name="episode_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="episode",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "ready"), _negated=True), ("ready_at__isnull", False), _connector="OR"
                ),
                name="episode_ready_says_since_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="episode",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["left", "closed"]), _negated=True),
                    ("left_at__isnull", False),
                    _connector="OR",
                ),
                name="episode_left_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="episode",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "left_reason__in",
                        ["", "discharged", "own_request", "absconded", "deceased", "other_region", "other_care"],
                    )
                ),
                name="episode_left_reason_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="episode",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "planning"), _negated=True),
                    ("needs_region", True),
                    ("needs_social_services", True),
                    ("needs_municipal_care", True),
                    _connector="OR",
                ),
                name="episode_planned_for_has_a_need",
            ),
        ),
        migrations.AddConstraint(
            model_name="episode",
            constraint=models.CheckConstraint(
                condition=models.Q(("expected_time__isnull", True), ("expected_on__isnull", False), _connector="OR"),
                name="episode_expected_time_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="episode",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("need_judged_at__isnull", False),
                        ("needs_municipal_care__isnull", False),
                        ("needs_region__isnull", False),
                        ("needs_social_services__isnull", False),
                    ),
                    models.Q(
                        ("need_judged_at__isnull", True),
                        ("needs_municipal_care__isnull", True),
                        ("needs_region__isnull", True),
                        ("needs_social_services__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="episode_needs_are_judged_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="episode",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("left_at__isnull", True), ("left_at__gte", models.F("admitted_at")), _connector="OR"
                ),
                name="episode_leaves_after_admission",
            ),
        ),
        migrations.AddConstraint(
            model_name="episode",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["admitted", "no_need", "planning", "ready"])),
                fields=("patient", "controller"),
                name="episode_one_open_per_patient_and_controller",
            ),
        ),
    ]
