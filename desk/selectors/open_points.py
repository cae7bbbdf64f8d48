"""What is open in a stay as the pages say it, and as it is chosen in the form of an act that settles it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.actor import ActingUnit, Actor
from desk.acts.act import Act
from desk.saying.open_points import words_of
from desk.saying.said import instant
from desk.stay_acts import BY_ACTION
from discharge.facts import CaseFacts
from discharge.models import Case
from discharge.selectors.open_points import OpenSeen, open_points
from discharge.selectors.stays import Offered


@dataclass(frozen=True, slots=True)
class OpenShown:
    """One thing that waits: what it is, what for, by when if that is known, and what the reader may do about it."""

    ref: UUID
    what: str
    waits: str
    due_at: datetime | None
    acts: Sequence[Act]


def open_shown(seen: OpenSeen, offered: Iterable[Offered]) -> OpenShown:
    """In words. offered: what the reader may do in the stay now."""
    acts = {}
    for one in offered:
        act = BY_ACTION[one.action]
        if act.about and act.about(seen.point, one.unit.ref):
            acts[act.slug] = act
    return OpenShown(seen.point.ref, *words_of(seen), seen.point.due_at, list(acts.values()))


def about_choices(act: Act, case: Case, facts: CaseFacts, unit: ActingUnit, actor: Actor) -> Sequence[tuple[str, str]]:
    """What the unit may choose that the act is about."""
    assert act.about is not None
    return [
        (str(one.point.ref), f"{words_of(one)[0]}, {instant(one.point.raised_at)}")
        for one in open_points(case, facts, actor)
        if act.about(one.point, unit.ref)
    ]
