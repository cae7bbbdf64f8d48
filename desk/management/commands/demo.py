"""Loads the fictional region."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core import clock
from desk.demo.loading import deliver_everything, empty, load


class Command(BaseCommand):
    help = "Load the fictional region, unless it is there already. Times are relative to now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--reset."""
        parser.add_argument("--reset", action="store_true", help="empty the database first: everything in it is lost")

    def handle(self, *args: Any, reset: bool, **options: Any) -> None:
        """Only where DEMO is set, which production refuses."""
        if not settings.DEMO:
            raise CommandError("demo needs DEMO=yes, which only MODE=local allows")
        now = clock.now()
        if reset:
            empty()
        loaded = load(now)
        if loaded:
            deliver_everything(now)
        self.stdout.write("The demo is loaded." if loaded else "The demo is there already; demo --reset begins anew.")
