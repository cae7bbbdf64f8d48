"""What web and worker may not do: delete a stay, which is struck out when it was registered in error."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("discharge", "0020_episodes")]

    operations = [
        migrations.RunSQL(
            "REVOKE DELETE ON discharge_episode FROM web, worker", "GRANT DELETE ON discharge_episode TO web, worker"
        ),
    ]
