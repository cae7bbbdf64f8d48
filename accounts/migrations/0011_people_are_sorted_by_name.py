"""A key that sorts people in Swedish order."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0010_load_official_codes"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="sort_key",
            field=models.CharField(default="", editable=False, max_length=160),
            preserve_default=False,
        ),
    ]
