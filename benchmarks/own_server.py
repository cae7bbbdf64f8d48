"""A server of the benchmark's own in a temporary home, with empty tables: no data of anybody's is touched."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from embedded import launcher
from embedded.places import PROJECT, home_of

PURPOSE = "benchmark"
STOP_PATIENCE_SECONDS = 60.0
# What the caller may have set for a run of his own.
LEFT_AT_DEFAULT = ("DEBUG", "DEMO", "PROXY_COUNT", "SESSION_IDLE_MINUTES", "SESSION_ABSOLUTE_HOURS")


@contextmanager
def own_server() -> Iterator[Path]:
    """Meanwhile Django is set up in this process on such a server; gives the folder of PostgreSQL's socket.

    The server does not wait for the disk: that takes the same time however many rows there are.
    """
    with TemporaryDirectory(prefix="hemvag-benchmark-") as folder:
        Path(folder).chmod(0o755)  # the servers' account passes through
        os.environ["EMBEDDED_HOME"] = folder
        servers = launcher.Servers(PURPOSE, {}, durable=False)
        try:
            with _django():
                yield home_of("postgres", PURPOSE).sockets
        finally:
            servers.give_back()
            for lease in servers.leases:
                launcher.has_stopped(lease.home, STOP_PATIENCE_SECONDS)


@contextmanager
def _django() -> Iterator[None]:
    os.environ.update(
        DJANGO_SETTINGS_MODULE="config.settings",
        MODE="local",
        SECRET_KEY="a key for the benchmark only, which signs nothing that anybody relies on",
        ALLOWED_HOSTS="testserver",
        **dict.fromkeys(LEFT_AT_DEFAULT, ""),
        **launcher.addresses(PURPOSE, {}),
    )
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=PROJECT, check=True)
    import django
    from django.db import connections

    django.setup()
    try:
        yield
    finally:
        connections.close_all()  # the server does not stop before that
