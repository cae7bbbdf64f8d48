"""Loads the agreements that the product brings with it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actor import Actor
from agreements.services import load_versions
from core import clock
from rules.errors import DomainError


class Command(BaseCommand):
    help = (
        "Loads every version of an agreement in rules/corpus that is not loaded yet, the act itself among them. "
        "Run it at the first start and after each upgrade; a second time it adds nothing. A loaded version never "
        "changes: if a file says something else under the same id, nothing is loaded, and the new text needs a new id. "
        "Loading alone makes nothing hold; see bind_agreement."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """All of them or none."""
        try:
            added = load_versions(by=Actor.system("load_agreements"), now=clock.now())
        except DomainError as error:
            raise CommandError(error.detail) from error
        for version in added:
            self.stdout.write(f"{version.pk}: {version.title}")
        self.stdout.write(f"{len(added)} added.")
