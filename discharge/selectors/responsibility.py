"""Who has the medical responsibility after the stay, as one reader has been told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.actor import Actor
from accounts.models import Unit
from discharge.facts import CaseFacts
from discharge.hindrances import knowing_notice
from rules.tracks.medical_responsibility import State


@dataclass(frozen=True, slots=True)
class ResponsibleSeen:
    """A unit that has taken over, and from when."""

    unit: Unit
    from_at: datetime


def responsible_seen(facts: CaseFacts, actor: Actor) -> Sequence[ResponsibleSeen]:
    """The units that have taken over, of those that one of the reader's units has been told of."""
    stay = facts.stay
    own = {unit.ref for unit in actor.units.values()}
    since = {
        ref: one.from_at
        for ref, one in (stay.responsibility.items() if stay else ())
        if stay and one.state == State.TAKEN_OVER and one.notice and own & knowing_notice(facts, stay, one.notice)
    }
    units = Unit.objects.filter(ref__in=since).order_by("sort_key", "pk") if since else ()
    return [ResponsibleSeen(unit, from_at) for unit in units if (from_at := since[unit.ref])]
