"""Tokens of the API."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_assignments"),
    ]

    operations = [
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="vad den används till")),
                ("prefix", models.CharField(max_length=12, verbose_name="börjar med")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField(verbose_name="skapad")),
                ("expires_at", models.DateTimeField(verbose_name="går ut")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="återkallad")),
                ("last_used_at", models.DateTimeField(blank=True, null=True, verbose_name="senast använd")),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tokens",
                        to="accounts.assignment",
                        verbose_name="uppdrag",
                    ),
                ),
            ],
            options={
                "verbose_name": "API-nyckel",
                "verbose_name_plural": "API-nycklar",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("created_at"))),
                        name="api_token_expires_after_creation",
                    )
                ],
            },
        ),
    ]
