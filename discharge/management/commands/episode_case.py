"""The facts of a stay, written out for the rules."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from discharge.episode_case import episode_case
from discharge.models import Case


class Command(BaseCommand):
    """episode_case NUMBER: the stay of a case as YAML on stdout."""

    help = (
        "Writes the facts of a stay as a case file, without the person: "
        "manage.py episode_case 26-1163 | python -m rules evaluate -"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which case, and when it is asked about."""
        parser.add_argument("number", help="the case number, 26-1163")
        parser.add_argument(
            "--on",
            type=_instant,
            help="the instant asked about, with its offset: 2026-03-20T08:00:00+01:00 (default: after the last event)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        case = Case.objects.filter(number=options["number"]).first()
        if case is None:
            raise CommandError(f"there is no case {options['number']}")
        text = episode_case(case, options["on"])
        if text is None:
            raise CommandError(f"case {case.number} has no hospital stay")
        self.stdout.write(text, ending="")


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("an instant has an offset")
    return at
