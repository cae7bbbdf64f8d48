"""What stands in the product for a unit to see."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0001_outbox"),
    ]

    operations = [
        migrations.CreateModel(
            name="InAppNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("key", models.CharField(max_length=160, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("urgency", models.CharField(choices=[("now", "genast"), ("can_wait", "kan vänta")], max_length=12)),
                ("link", models.CharField(max_length=200)),
                ("count", models.PositiveIntegerField(default=1)),
                ("at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                ("seen_by", models.UUIDField(blank=True, null=True)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "avisering",
                "verbose_name_plural": "aviseringar",
                "indexes": [
                    models.Index(
                        condition=models.Q(("seen_at__isnull", True), ("withdrawn_at__isnull", True)),
                        fields=["unit", "-at", "-id"],
                        name="in_app_standing_by_unit",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("seen_at__isnull", False), ("seen_by__isnull", False)),
                            models.Q(("seen_at__isnull", True), ("seen_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="in_app_notice_seen_at_and_by_together",
                    ),
                    models.CheckConstraint(condition=models.Q(("count__gte", 1)), name="in_app_notice_is_of_something"),
                ],
            },
        ),
    ]
