"""Requests that have been answered."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("discharge", "0007_drafts"),
    ]

    operations = [
        migrations.CreateModel(
            name="AnsweredRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("assignment_ref", models.UUIDField()),
                ("key", models.CharField(max_length=64)),
                ("request_sha256", models.CharField(max_length=64)),
                ("answer_ref", models.UUIDField(blank=True, null=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "besvarad förfrågan",
                "verbose_name_plural": "besvarade förfrågningar",
                "indexes": [models.Index(fields=["at"], name="request_by_time")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assignment_ref", "key"), name="request_key_is_used_once_per_assignment"
                    )
                ],
            },
        ),
    ]
