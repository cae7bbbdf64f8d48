"""Events."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("discharge", "0004_notices"),
    ]

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("user_id", models.BigIntegerField(blank=True, null=True)),
                ("user_name", models.CharField(blank=True, max_length=120)),
                ("system_name", models.CharField(blank=True, max_length=60)),
                ("assignment_ref", models.UUIDField(blank=True, null=True)),
                ("role", models.CharField(blank=True, max_length=24)),
                ("seq", models.IntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("case_opened", "Ärendet öppnades"),
                            ("notice_sent", "Skickades"),
                            ("notice_read", "Lästes"),
                            ("notice_acknowledged", "Kvitterades"),
                            ("notice_returned", "Återsändes, fel mottagare"),
                            ("notice_forwarded", "Skickades vidare"),
                            ("notice_corrected", "Rättades"),
                            ("notice_recalled", "Återkallades"),
                            ("recipient_recalled", "Återkallades, fel mottagare"),
                            ("recall_acknowledged", "Återkallandet kvitterades"),
                            ("access_granted", "Åtkomst gavs"),
                            ("access_ended", "Åtkomst upphörde"),
                            ("deadline_missed", "Tiden gick ut"),
                            ("deadline_corrected", "En missad tid räknades om"),
                        ],
                        max_length=32,
                    ),
                ),
                ("schema_version", models.PositiveSmallIntegerField(default=1)),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "side",
                    models.CharField(
                        blank=True,
                        choices=[("health", "hälso- och sjukvård"), ("social", "socialtjänst")],
                        max_length=8,
                        null=True,
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[("own", "den egna sidan"), ("notice", "meddelandets avsändare och mottagare")],
                        max_length=8,
                    ),
                ),
                ("data", models.JSONField(default=dict)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="discharge.case"
                    ),
                ),
                (
                    "controller",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.controller",
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="discharge.event",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.unit",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="discharge.notice",
                    ),
                ),
            ],
            options={
                "verbose_name": "händelse",
                "verbose_name_plural": "händelser",
            },
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["notice", "seq"], name="event_by_notice"),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(fields=("case", "seq"), name="event_seq_is_used_once"),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(condition=models.Q(("seq__gte", 1)), name="event_seq_begins_with_one"),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("at__lte", models.F("recorded_at"))), name="event_is_not_in_the_future"
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("audience", "own"), models.Q(("audience", "notice"), ("notice__isnull", False)), _connector="OR"
                ),
                name="event_for_a_notices_audience_has_a_notice",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("unit__isnull", False), models.Q(("system_name", ""), _negated=True), _connector="OR"
                ),
                name="event_of_a_person_has_a_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("controller__isnull", False), ("side__isnull", False), ("unit__isnull", False)),
                    models.Q(("controller__isnull", True), ("side__isnull", True), ("unit__isnull", True)),
                    _connector="OR",
                ),
                name="event_unit_controller_and_side_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("user_id__isnull", False), models.Q(("system_name", ""), _negated=True), _connector="OR"
                ),
                name="event_is_signed_by_somebody",
            ),
        ),
    ]
