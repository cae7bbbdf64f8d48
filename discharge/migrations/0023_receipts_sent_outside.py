"""Receipts say how a notice went to a unit that nobody reaches in the system."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("discharge", "0022_the_rest_of_the_process")]

    operations = [
        migrations.AddField(
            model_name="receipt",
            name="outside",
            field=models.CharField(
                blank=True, choices=[("letter", "brev"), ("fax", "fax"), ("phone", "telefon")], default="", max_length=8
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(("outside__in", ["", "letter", "fax", "phone"])), name="receipt_outside_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "sent_outside"), _negated=True),
                    models.Q(("outside", ""), _negated=True),
                    _connector="OR",
                ),
                name="receipt_sent_outside_says_how",
            ),
        ),
    ]
