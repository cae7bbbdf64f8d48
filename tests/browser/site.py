"""The product as its users meet it: the web server on PostgreSQL with the demo loaded, and a browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from embedded import databases
from embedded.places import PROJECT
from tests import product

DATABASE = f"{product.DATABASE}_site"
PATIENCE_SECONDS = 60.0
# As root and without a graphics card; nothing is fetched but what a test asks for.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def environment(**changed: str) -> dict[str, str]:
    """The variables of a demo on the site's own database."""
    return {
        **os.environ,
        "MODE": "local",
        "DEMO": "yes",
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": databases.address(product.sockets(), "web", DATABASE),
        "WEB_PROCESSES": "1",
        **changed,
    }


def load_demo() -> None:
    """A database of the site's own, with the fictional region in it."""
    product.clone(DATABASE)
    subprocess.run([sys.executable, "manage.py", "demo"], cwd=PROJECT, env=environment(), check=True)


@contextmanager
def served(log: Path, **changed: str) -> Iterator[str]:
    """The web server, until the block ends; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening, log.open("wb") as output:
        handle = listening.fileno()
        command = [sys.executable, "-m", "gunicorn", "--config", "python:config.gunicorn", "--bind", f"fd://{handle}"]
        server = subprocess.Popen(
            [*command, "config.wsgi"],
            cwd=PROJECT,
            env=environment(**changed),
            pass_fds=[handle],
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        try:
            _wait_for(address, server, log)
            yield address
        finally:
            server.terminate()
            server.wait(PATIENCE_SECONDS)


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """The socket is open from the beginning, so the first request waits until somebody answers it."""
    until = time.monotonic() + PATIENCE_SECONDS
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while server.poll() is None and time.monotonic() < until:
        try:
            with opener.open(f"{address}/halsa/", timeout=PATIENCE_SECONDS):
                return
        except (urllib.error.URLError, OSError):
            continue
    raise RuntimeError(f"the web server does not answer:\n{log.read_text(errors='replace')[-2000:]}")
