"""Ask whether the access log is as it was sealed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import AccessLogSeal
from accounts.sealing import verify


class Command(BaseCommand):
    """Prints the first broken range and exits with 1, or says that every seal holds."""

    help = "Checks the access log against its seals and prints the first range that is not as it was sealed."

    def add_arguments(self, parser: CommandParser) -> None:
        """The head of the chain, as the technical log has kept it."""
        parser.add_argument("--seal", type=int, help="number of a seal that was kept outside the database")
        parser.add_argument("--hash", help="its hash")

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify all seals."""
        number, digest = options["seal"], options["hash"]
        if (number is None) != (digest is None):
            raise CommandError("--seal and --hash go together.")
        broken = verify(None if number is None else (number, digest))
        if broken is not None:
            raise CommandError(
                f"Seal {broken.number} does not hold: {broken.reason}. "
                f"Rows after {broken.after_id} up to {broken.last_id}."
            )
        self.stdout.write(f"{AccessLogSeal.objects.count()} seals hold.")
