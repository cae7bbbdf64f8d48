"""The servers by hand: up, down, status, env."""

from __future__ import annotations

import argparse
import os
import shlex
import sys

from embedded import launcher
from embedded.errors import EmbeddedError
from embedded.places import home_of

PURPOSE = "run"
STOP_PATIENCE_SECONDS = 10.0
COMMANDS = {
    "up": "start PostgreSQL and Valkey and let them run until `down`",
    "down": "stop them, unless a running `make run` still uses them",
    "status": "say what runs and where",
    "env": 'print the variables that point the product at them: eval "$(python -m embedded env)"',
}


def up() -> int:
    """Start what does not run, and pin it."""
    servers = launcher.Servers(PURPOSE, os.environ)
    for lease in servers.leases:
        lease.home.pinned.touch()
    servers.give_back()
    return status()


def down() -> int:
    """Unpin the servers and wait until they have stopped; 1 when somebody still uses one."""
    answer = 0
    for name in launcher.missing(os.environ):
        home = home_of(name, PURPOSE)
        home.pinned.unlink(missing_ok=True)
        if launcher.running(home) is None or launcher.has_stopped(home, STOP_PATIENCE_SECONDS):
            print(f"{name}: stopped")
        else:
            print(f"{name}: still in use; it stops when its last user does")
            answer = 1
    return answer


def status() -> int:
    """Print what runs; 1 when something does not."""
    answer = 0
    for name, variable in launcher.VARIABLES.items():
        if variable not in {launcher.VARIABLES[missing] for missing in launcher.missing(os.environ)}:
            print(f"{name}: not ours, {variable} is set")
            continue
        home = home_of(name, PURPOSE)
        found = launcher.running(home)
        if found is None:
            print(f"{name}: stopped (its folder is {home.path})")
            answer = 1
        else:
            print(f"{name}: {found.version}, process {found.pid}, socket in {home.sockets}, data in {home.path}")
    return answer


def env() -> int:
    """Print the variables for a shell."""
    for variable, value in launcher.addresses(PURPOSE, os.environ).items():
        print(f"export {variable}={shlex.quote(value)}")
    return 0


def main(arguments: list[str] | None = None) -> int:
    """Run one of the commands. Exit status: 0 done, 1 as each command says, 2 misuse."""
    parser = argparse.ArgumentParser(
        prog="python -m embedded",
        description="Real PostgreSQL and Valkey for this project, from Python packages or Debian's programs.",
        epilog="With DATABASE_URL or REDIS_URL set, that server is used as it is. EMBEDDED_HOME moves the servers' "
        "folder; EMBEDDED_PROGRAMS=system passes the packages by.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, help_text in COMMANDS.items():
        commands.add_parser(name, help=help_text, description=help_text)
    chosen = parser.parse_args(arguments).command
    try:
        return {"up": up, "down": down, "status": status, "env": env}[chosen]()
    except EmbeddedError as error:
        print(f"embedded: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
