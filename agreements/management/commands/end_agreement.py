"""Gives what holds between a region and its municipalities a last day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actor import Actor
from agreements.models import Binding
from agreements.services import end_binding
from core import clock
from rules.errors import DomainError


class Command(BaseCommand):
    help = (
        "Gives the version that holds between a region and its municipalities on a day that day as its last. What is "
        "to hold from the next day on is told with bind_agreement."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Between whom, and until when."""
        parser.add_argument("region", metavar="REGION", help="the county's code, two digits: 25")
        parser.add_argument(
            "last_day", metavar="LAST_DAY", type=date.fromisoformat, help="the last day, today or later: 2026-12-31"
        )
        parser.add_argument("--municipality", metavar="CODE", help="what was bound for this municipality alone: 2580")

    def handle(self, *args: Any, region: str, last_day: date, municipality: str | None, **options: Any) -> None:
        """One last day."""
        bound = Binding.objects.valid_on(last_day).filter(region_code=region, municipality_code=municipality or "")
        binding = bound.first()
        if binding is None:
            raise CommandError(f"Nothing is bound for {municipality or f'all of {region}'} on {last_day}.")
        try:
            end_binding(binding.ref, last_day=last_day, by=Actor.system("end_agreement"), now=clock.now())
        except DomainError as error:
            raise CommandError(error.detail) from error
        self.stdout.write(f"{binding.version_id} holds to {last_day}.")
