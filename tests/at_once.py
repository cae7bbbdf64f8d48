"""Several at the same moment on real PostgreSQL, each in a thread and with a connection of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

from accounts.actor import Actor
from core.db import acting_as
from rules.errors import DomainError


def _done(made: object) -> str:
    return "done"


def at_once(*acts: Callable[[], object], said: Callable[[object], str] = _done) -> Counter[str]:
    """What became of each act: what is said of what it made, or the refusal's code."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            barrier.wait(timeout=30)
            return said(act())
        except DomainError as refusal:
            return refusal.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(run, acts))


def doing(by: Actor, act: Callable[[], object]) -> Callable[[], object]:
    """The act in the actor's own transaction, as a door does it."""

    def run() -> object:
        with acting_as(by):
            return act()

    return run
