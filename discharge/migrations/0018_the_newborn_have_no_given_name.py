"""A surname is enough: the newborn have no other name yet."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("discharge", "0017_the_latest_received_are_found_by_index")]

    operations = [
        migrations.AlterField(
            model_name=model,
            name="given_names",
            field=models.CharField(blank=True, max_length=120, verbose_name="förnamn"),
        )
        for model in ("populationentry", "registerdata")
    ]
