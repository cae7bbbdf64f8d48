"""How something was sent to units that nobody reaches in the system (reading A-20)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accounts.kinds import OutsideBy


@dataclass(frozen=True, slots=True)
class Outside:
    """By letter, fax or telephone, and when it was truly sent; one way for all such recipients of a notice."""

    how: OutsideBy
    sent_at: datetime
