"""How far social services have come, for their own side alone (S-12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from accounts.actor import Actor
from accounts.kinds import UnitKind
from accounts.models import Unit
from discharge.facts import CaseFacts
from discharge.services.staying import takes_part
from rules.tracks.social_services import Action


class SocialStep(StrEnum):
    """The line of the case page."""

    APPLICATION = "application"
    DECISION = "decision"
    ORDER = "order"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class SocialStepSeen:
    """One step. latest: what was done last that concerns it, and when; None when nothing is."""

    step: SocialStep
    latest: Action | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class SocialSeen:
    """provider: of the latest order."""

    steps: Sequence[SocialStepSeen]
    provider: Unit | None


# What concerns each step. An application that has been taken back or made anew begins the line again.
CONCERNING: Final = {
    SocialStep.APPLICATION: (Action.APPLY, Action.NOTE_NO_APPLICATION, Action.WITHDRAW_APPLICATION),
    SocialStep.DECISION: (Action.GRANT, Action.GRANT_PARTLY, Action.GRANT_TEMPORARILY, Action.REFUSE),
    SocialStep.ORDER: (Action.ORDER, Action.RESUME),
    SocialStep.CONFIRMED: (Action.CONFIRM_ORDER, Action.DECLINE_ORDER),
}


def social_seen(facts: CaseFacts, actor: Actor) -> SocialSeen | None:
    """The course of the reader's own side of social services; None where she acts on none that is told of the stay."""
    stay = facts.stay
    own = (one for one in actor.units.values() if one.kind == UnitKind.SOCIAL_SERVICES and takes_part(one, facts))
    unit = next(own, None)
    if stay is None or unit is None:
        return None
    course = stay.social_of(unit.controller_id)
    steps: dict[SocialStep, SocialStepSeen] = {step: SocialStepSeen(step, None, None) for step in SocialStep}
    for at, action in course.done:
        for step, actions in CONCERNING.items():
            if action in actions:
                begun = {later: SocialStepSeen(later, None, None) for later in list(SocialStep)[_place(step) :]}
                steps |= {**begun, step: SocialStepSeen(step, action, at)}
    provider = Unit.objects.filter(ref=course.provider).first() if course.provider else None
    return SocialSeen(steps=list(steps.values()), provider=provider)


def _place(step: SocialStep) -> int:
    return list(SocialStep).index(step)
