"""Whether a person is protected is asked about every case of every list."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("discharge", "0015_what_was_known_of_a_person_is_not_deleted")]

    operations = [
        migrations.AddIndex(
            model_name="registerdata",
            index=models.Index(
                condition=models.Q(("protection", "none"), _negated=True),
                fields=["patient"],
                name="register_of_the_protected",
            ),
        ),
    ]
