"""Whether a part of the product works, for a container's health check."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import clock
from core.health import SWEEP, WORKER, examine


class Command(BaseCommand):
    """health [--part worker] [--part sweep]: ends with 1 when database or Redis does not answer or a part is late."""

    help = "Tells whether the database and Redis answer and whether the worker or the sweep is late."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which parts must not be late."""
        parser.add_argument("--part", action="append", default=[], dest="parts", choices=[WORKER, SWEEP])

    def handle(self, *args: Any, parts: list[str], **options: Any) -> None:
        """Print one line per part."""
        found = examine(clock.now())
        wrong = [name for name, works in (("database", found.database), ("redis", found.redis)) if not works]
        wrong += [sign.part for sign in found.signs if sign.part in parts and sign.late]
        for sign in found.signs:
            self.stdout.write(f"{sign.part}: {'never heard of' if sign.at is None else f'{sign.age_seconds} s ago'}")
        if wrong:
            raise CommandError(f"not working: {', '.join(wrong)}")
