"""What a unit has received is listed with the latest first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("discharge", "0016_the_protected_are_found_by_index")]

    operations = [
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(fields=["unit", "-sent_at", "-id"], name="receipt_latest_by_unit"),
        ),
    ]
