"""What is told of the joint individual plan before it is called to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from discharge.event_shapes.common import SentInStay


class ExistingPlan(StrEnum):
    """The plan that she has already, if any."""

    VALID = "valid"
    TO_UPDATE = "to_update"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SipNeedJudged(SentInStay):
    """Whether a plan is needed, and which there is already."""

    needed: bool
    existing: ExistingPlan
