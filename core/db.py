"""The transaction in which somebody acts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from django.db import connection, transaction


class ActsForUnits(Protocol):
    """What the database must know of an actor."""

    @property
    def unit_ids(self) -> Sequence[int]:
        """The units that the active assignment covers."""


@contextmanager
def acting_as(actor: ActsForUnits) -> Iterator[None]:
    """Open the outermost transaction, in which the database knows the actor's units (the setting app.units).

    They are set for this transaction only: connections are reused, and the next request is somebody else's. A refusal
    raised inside rolls everything back.
    Raises: RuntimeError when a transaction is already open, since the units would outlive this one in it.
    """
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            units = ",".join(str(int(unit)) for unit in actor.unit_ids)
            cursor.execute("SELECT set_config('app.units', %s, true)", [units])
        yield
