"""Units that nobody reaches in the system are marked with how they are reached instead."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0012_people_that_are_there_get_their_sort_key")]

    operations = [
        migrations.AddField(
            model_name="unit",
            name="outside",
            field=models.CharField(
                blank=True,
                choices=[("letter", "brev"), ("fax", "fax"), ("phone", "telefon")],
                default="",
                max_length=8,
                verbose_name="nås utanför systemet",
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("outside__in", ["", "letter", "fax", "phone"])), name="unit_outside_known"
            ),
        ),
    ]
