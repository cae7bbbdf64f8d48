"""Tests of embedded/account.py, and of the servers run as root and as an ordinary user."""

import os
import pwd
import subprocess
import sys
from pathlib import Path

import pytest

from embedded import binaries
from embedded.account import Account, server_account
from embedded.errors import EmbeddedError
from embedded.places import PROJECT, Home

# Becomes an ordinary user when it is root, after what it imports has been read: the interpreter may lie in root's home.
AS_ORDINARY_USER = """
import os, sys
from pathlib import Path
from embedded.account import server_account
from embedded.keeper import Keeper
from embedded.places import Home
from embedded.postgres import Postgres
from embedded.valkey import Valkey

uid, gid, folder = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)
account = server_account()
postgres = Postgres(Home(folder / "postgres", account), durable=False)
valkey = Valkey(Home(folder / "valkey", account))
postgres.programs, valkey.program = Path(sys.argv[4]), Path(sys.argv[5])
for server in (postgres, valkey):
    server.home.make()
    kept = Keeper(server)
    kept.start()
    print(server.name, os.stat(f"/proc/{kept.process.pid}").st_uid, server.answers(), flush=True)
    kept.stop()
"""


def ordinary_account() -> Account:
    """Whoever runs the tests, or an unprivileged account when that is root."""
    if os.geteuid() != 0:
        return server_account()
    nobody = pwd.getpwnam("nobody")
    return Account(name="nobody", uid=nobody.pw_uid, gid=nobody.pw_gid, drops=True)


def test_an_ordinary_user_runs_the_servers_as_himself(folder: Path) -> None:
    account = ordinary_account()
    programs = []
    for name, find in (("postgres", binaries.postgres), ("valkey", binaries.valkey)):
        home = Home(folder / name, account)
        home.path.mkdir()
        programs.append(str(find(home)))
        account.give(home.path)

    ids = [str(account.uid), str(account.gid)]
    script = [sys.executable, "-c", AS_ORDINARY_USER, *ids, str(folder), *programs]
    finished = subprocess.run(script, cwd=PROJECT, text=True, stdout=subprocess.PIPE, check=True)

    lines = [line for line in finished.stdout.splitlines() if line.startswith(("postgres ", "valkey "))]
    assert lines == [f"postgres {account.uid} True", f"valkey {account.uid} True"]


def test_an_ordinary_user_runs_servers_as_himself() -> None:
    account = server_account(euid=4711)

    assert (account.uid, account.drops, account.popen()) == (4711, False, {})


def test_root_runs_servers_as_an_existing_account_without_privileges() -> None:
    account = server_account(euid=0, candidates=("no such account", "nobody"))

    assert (account.name, account.drops) == ("nobody", True)
    assert account.popen() == {"user": account.uid, "group": account.gid, "extra_groups": []}
    assert account.uid != 0


def test_root_without_any_such_account_is_told_so() -> None:
    with pytest.raises(EmbeddedError, match="root cannot run PostgreSQL, and none of the accounts a, b exists"):
        server_account(euid=0, candidates=("a", "b"))
