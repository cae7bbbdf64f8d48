"""Whether the tables say what the events say."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from discharge.verify import verify


class Command(BaseCommand):
    """verify_cases: one line for each difference; ends with 1 when there is any."""

    help = "Compares what the events of every case tell with what its tables say."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what differs."""
        differences = 0
        for difference in verify():
            self.stdout.write(difference)
            differences += 1
        if differences:
            raise CommandError(f"{differences} differences")
