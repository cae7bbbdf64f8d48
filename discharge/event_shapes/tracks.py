"""What events tell of the courses beside the stay: social services' own, and the medical responsibility."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from discharge.event_shapes.common import SentInStay
from rules.tracks import medical_responsibility, social_services


@dataclass(frozen=True, slots=True)
class SocialMoved:
    """What was done (rules/tracks/social_services.py), and to which provider the order goes or went, if it is one.

    said: by whom and how it was applied for, what was decided, or why, in the actor's own words; may be empty.
    """

    action: social_services.Action
    provider: UUID | None
    said: str


@dataclass(frozen=True, slots=True)
class ResponsibilityMoved(SentInStay):
    """What was done about the medical responsibility of one open-care unit (rules/tracks/medical_responsibility.py)."""

    action: medical_responsibility.Action
    unit: UUID
    from_at: datetime | None
