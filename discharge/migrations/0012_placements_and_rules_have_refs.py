"""Placements, address rules and area responsibilities are named by a ref outside the database. The tables are empty."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("discharge", "0011_events_of_patients_are_of_known_kinds")]

    operations = [
        migrations.AddField(
            model_name=model,
            name="ref",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        )
        for model in ("addressrule", "arearesponsibility", "placement")
    ]
