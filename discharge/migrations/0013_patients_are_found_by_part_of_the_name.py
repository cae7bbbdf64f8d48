"""A search for any part of a name has an index. The extension is a trusted one: the database's owner may create it."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("discharge", "0012_placements_and_rules_have_refs")]

    operations = [
        TrigramExtension(),
        migrations.AddIndex(
            model_name="registerdata",
            index=GinIndex(fields=["sort_key"], name="register_by_part_of_the_name", opclasses=["gin_trgm_ops"]),
        ),
    ]
