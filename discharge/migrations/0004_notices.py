"""Notices, their copies and receipts."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import rules.tracks.receipt


class Migration(migrations.Migration):
    dependencies = [
        ("discharge", "0003_cases"),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(choices=[("message", "Meddelande")], max_length=32)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "sender_side",
                    models.CharField(
                        choices=[("health", "hälso- och sjukvård"), ("social", "socialtjänst")], max_length=8
                    ),
                ),
                ("sent_at", models.DateTimeField()),
                ("recalled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answers",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answered_by",
                        to="discharge.notice",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="discharge.case"
                    ),
                ),
                (
                    "sender_controller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.controller"
                    ),
                ),
                (
                    "sender_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sent_notices", to="accounts.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "meddelande",
                "verbose_name_plural": "meddelanden",
            },
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["case", "sent_at", "id"], name="notice_by_case"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(condition=models.Q(("kind__in", ["message"])), name="notice_kind_known"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("version__gte", 1)), name="notice_version_begins_with_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("sender_side__in", ["health", "social"])), name="notice_sender_side_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("recalled_at__isnull", True), ("recalled_at__gte", models.F("sent_at")), _connector="OR"
                ),
                name="notice_is_recalled_after_it_is_sent",
            ),
        ),
        migrations.CreateModel(
            name="NoticeVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("user_id", models.BigIntegerField(blank=True, null=True)),
                ("user_name", models.CharField(blank=True, max_length=120)),
                ("system_name", models.CharField(blank=True, max_length=60)),
                ("assignment_ref", models.UUIDField(blank=True, null=True)),
                ("role", models.CharField(blank=True, max_length=24)),
                ("number", models.PositiveSmallIntegerField()),
                ("schema_version", models.PositiveSmallIntegerField()),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("consent", "samtycke"),
                            ("harm_test", "menprövning"),
                            ("unable_to_consent", "kan inte samtycka, behövs för vården"),
                            ("special_group", "barn, missbruk eller tvångsvård, behövs för vården"),
                            ("own_side", "inom den egna verksamheten"),
                            ("duty", "uppgiftsskyldighet enligt lag"),
                        ],
                        max_length=20,
                    ),
                ),
                ("content", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("changed", models.JSONField(default=list)),
                ("sent_at", models.DateTimeField()),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="discharge.notice"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "meddelandets innehåll",
                "verbose_name_plural": "meddelandens innehåll",
            },
        ),
        migrations.AddConstraint(
            model_name="noticeversion",
            constraint=models.UniqueConstraint(fields=("notice", "number"), name="notice_version_number_is_used_once"),
        ),
        migrations.AddConstraint(
            model_name="noticeversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="notice_version_number_begins_with_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="noticeversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ground__in", ["consent", "harm_test", "unable_to_consent", "special_group", "own_side", "duty"])
                ),
                name="notice_version_ground_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="noticeversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="notice_version_sha256_is_whole"
            ),
        ),
        migrations.AddConstraint(
            model_name="noticeversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("user_id__isnull", False), models.Q(("system_name", ""), _negated=True), _connector="OR"
                ),
                name="notice_version_is_signed_by_somebody",
            ),
        ),
        migrations.CreateModel(
            name="NoticeCopy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[("health", "hälso- och sjukvård"), ("social", "socialtjänst")], max_length=8
                    ),
                ),
                ("from_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "controller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.controller"
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="copies", to="discharge.notice"
                    ),
                ),
            ],
            options={
                "verbose_name": "exemplar",
                "verbose_name_plural": "exemplar",
            },
        ),
        migrations.AddConstraint(
            model_name="noticecopy",
            constraint=models.UniqueConstraint(
                fields=("notice", "controller", "side"), name="copy_is_one_per_controller_and_side"
            ),
        ),
        migrations.AddConstraint(
            model_name="noticecopy",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["health", "social"])), name="copy_side_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="noticecopy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_at__isnull", True), ("closed_at__gte", models.F("from_at")), _connector="OR"
                ),
                name="copy_closes_after_it_began",
            ),
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[("health", "hälso- och sjukvård"), ("social", "socialtjänst")], max_length=8
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "sent"),
                            ("sent_outside", "sent_outside"),
                            ("in_list", "in_list"),
                            ("read", "read"),
                            ("acknowledged", "acknowledged"),
                            ("recalled", "recalled"),
                            ("wrong_recipient", "wrong_recipient"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=20,
                    ),
                ),
                ("sent_at", models.DateTimeField()),
                ("in_list_at", models.DateTimeField(blank=True, null=True)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("read_by", models.UUIDField(blank=True, null=True)),
                ("seen_version", models.PositiveSmallIntegerField(default=0)),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                ("acknowledged_by", models.UUIDField(blank=True, null=True)),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
                ("returned_by", models.UUIDField(blank=True, null=True)),
                (
                    "controller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.controller"
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="receipts", to="discharge.notice"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="receipts", to="accounts.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "kvittens",
                "verbose_name_plural": "kvittenser",
            },
        ),
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(fields=["unit", "state", "sent_at"], name="receipt_by_unit_and_state"),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.UniqueConstraint(fields=("notice", "unit"), name="receipt_is_one_per_unit"),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "sent",
                            "sent_outside",
                            "in_list",
                            "read",
                            "acknowledged",
                            "recalled",
                            "wrong_recipient",
                            "withdrawn",
                        ],
                    )
                ),
                name="receipt_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["health", "social"])), name="receipt_side_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("read_at__isnull", False), ("read_by__isnull", False)),
                    models.Q(("read_at__isnull", True), ("read_by__isnull", True)),
                    _connector="OR",
                ),
                name="receipt_read_at_and_by_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("acknowledged_at__isnull", False), ("acknowledged_by__isnull", False)),
                    models.Q(("acknowledged_at__isnull", True), ("acknowledged_by__isnull", True)),
                    _connector="OR",
                ),
                name="receipt_acknowledged_at_and_by_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("returned_at__isnull", False), ("returned_by__isnull", False)),
                    models.Q(("returned_at__isnull", True), ("returned_by__isnull", True)),
                    _connector="OR",
                ),
                name="receipt_returned_at_and_by_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", rules.tracks.receipt.State["READ"]), _negated=True),
                    ("read_at__isnull", False),
                    _connector="OR",
                ),
                name="receipt_read_has_a_reader",
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", rules.tracks.receipt.State["ACKNOWLEDGED"]), _negated=True),
                    ("acknowledged_at__isnull", False),
                    _connector="OR",
                ),
                name="receipt_acknowledged_has_an_acknowledger",
            ),
        ),
    ]
