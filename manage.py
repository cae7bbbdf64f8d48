#!/usr/bin/env python
"""Django's commands; `migrate` runs as the database's owner, everything else as the role that runs the product."""

import os
import sys

from django.core.management import execute_from_command_line

from config.environment import become_owner

OWNER_COMMANDS = frozenset({"migrate"})


def main(arguments: list[str]) -> None:
    """Run one command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if OWNER_COMMANDS.intersection(arguments[1:2]):
        become_owner()
    execute_from_command_line(arguments)


if __name__ == "__main__":
    main(sys.argv)
