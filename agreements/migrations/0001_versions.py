"""Versions of agreements as they were loaded."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AgreementVersion",
            fields=[
                ("id", models.SlugField(max_length=80, primary_key=True, serialize=False, verbose_name="id")),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("region_code", models.CharField(blank=True, max_length=2, verbose_name="länskod")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="gäller från")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="gäller till och med")),
                ("document", models.TextField(verbose_name="text")),
                ("bases", models.JSONField(blank=True, default=dict, verbose_name="ärver från")),
                ("sha256", models.CharField(max_length=64, verbose_name="textens sha256")),
                ("loaded_at", models.DateTimeField(verbose_name="inläst")),
            ],
            options={
                "verbose_name": "version av en överenskommelse",
                "verbose_name_plural": "versioner av överenskommelser",
                "ordering": ("region_code", "id"),
                "indexes": [models.Index(fields=["region_code", "valid_from"], name="agreement_version_by_region")],
            },
        ),
    ]
