#!/usr/bin/env python
"""Django's commands; those that change or empty tables run as their owner, the others as the role of the product."""

import os
import sys

from django.core.management import execute_from_command_line

from config.environment import become_owner

OWNER_COMMANDS = (("migrate",), ("demo", "--reset"))


def main(arguments: list[str]) -> None:
    """Run one command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if any(tuple(arguments[1 : 1 + len(command)]) == command for command in OWNER_COMMANDS):
        become_owner()
    execute_from_command_line(arguments)


if __name__ == "__main__":
    main(sys.argv)
