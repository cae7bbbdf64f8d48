"""What must be done when: the deadlines that a case's notices give rise to, before they are stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from discharge.models import Case


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as the rules give it. `due_at` is the last instant in time; `met_at` when it was done, late or not.

    terms_version: the agreement that was valid when the process began; empty when the statute alone decides.
    """

    kind: str
    party_unit_id: int
    subject: str
    due_at: datetime
    law: str
    terms_version: str = ""
    met_at: datetime | None = None

    @property
    def key(self) -> tuple[str, int, str]:
        """What tells it from the case's other deadlines."""
        return self.kind, self.party_unit_id, self.subject


def wanted(case: Case) -> Sequence[Due]:
    """Every deadline of the case as its facts stand. A message has none: neither law nor agreement sets it a time."""
    return ()
