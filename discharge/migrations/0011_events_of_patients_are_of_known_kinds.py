"""What can happen to a patient is a list in the code, and the table holds to it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("discharge", "0010_rows_of_a_case_are_not_deleted")]

    operations = [
        migrations.AlterField(
            model_name="patientevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("registered", "Registrerades"),
                    ("identity_added", "Fick ytterligare ett nummer"),
                    ("identity_replaced", "Numret byttes"),
                    ("identity_withdrawn", "Ett felaktigt nummer togs bort"),
                    ("identity_reopened", "Ett nummer började gälla igen"),
                    ("details_changed", "Registeruppgifterna ändrades"),
                    ("protection_changed", "Skyddet ändrades"),
                    ("merged", "Slogs samman med en annan patient"),
                    ("took_over", "En annan patient slogs samman med denna"),
                    ("split_off", "Skildes från en annan patient"),
                    ("gave_back", "En annan patient skildes från denna"),
                    ("placed", "Placerades av en kommun"),
                    ("placement_ended", "En placering fick en sista dag"),
                ],
                max_length=40,
            ),
        ),
        migrations.AddConstraint(
            model_name="patientevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "registered",
                            "identity_added",
                            "identity_replaced",
                            "identity_withdrawn",
                            "identity_reopened",
                            "details_changed",
                            "protection_changed",
                            "merged",
                            "took_over",
                            "split_off",
                            "gave_back",
                            "placed",
                            "placement_ended",
                        ],
                    )
                ),
                name="patient_event_kind_known",
            ),
        ),
    ]
