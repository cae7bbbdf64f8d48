"""The population register never says which number a fictitious one came instead of, or the other way (lag 1991:483)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("discharge", "0013_patients_are_found_by_part_of_the_name")]

    operations = [
        migrations.AddConstraint(
            model_name="populationentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("protection", "fictitious"), _negated=True), ("replaced_by_oid", ""), _connector="OR"
                ),
                name="population_fictitious_is_linked_to_nothing",
            ),
        ),
    ]
