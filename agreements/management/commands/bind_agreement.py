"""Says which version holds between a region and its municipalities from a day on."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actor import Actor
from agreements.services import bind
from core import clock
from rules.errors import DomainError


class Command(BaseCommand):
    help = (
        "Makes a loaded version hold between a region and its municipalities from a day on, until end_agreement gives "
        "it a last day. Without --municipality it holds for every municipality of the region that has none of its own. "
        "Where the parties have agreed nothing, bind the act itself: statute-2018. Where nothing is bound although an "
        "agreement of the region is known, what holds is unknown, and nothing is billed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Between whom, what, and from when."""
        parser.add_argument("region", metavar="REGION", help="the county's code, two digits: 25")
        parser.add_argument("version", metavar="VERSION", help="the version's id: norrbotten-2018")
        parser.add_argument(
            "valid_from", metavar="FROM", type=date.fromisoformat, help="the first day, also in the past: 2018-01-01"
        )
        parser.add_argument("--municipality", metavar="CODE", help="only this municipality, four digits: 2580")

    def handle(
        self, *args: Any, region: str, version: str, valid_from: date, municipality: str | None, **options: Any
    ) -> None:
        """One binding."""
        try:
            binding = bind(
                region=region,
                municipality=municipality,
                version=version,
                valid_from=valid_from,
                by=Actor.system("bind_agreement"),
                now=clock.now(),
            )
        except DomainError as error:
            raise CommandError(error.detail) from error
        until = f" to {binding.valid_to}" if binding.valid_to else ""
        self.stdout.write(f"{version} holds for {municipality or f'all of {region}'} from {valid_from}{until}.")
