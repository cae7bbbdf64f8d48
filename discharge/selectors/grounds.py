"""Consents, harm tests and those who speak for the person, as the reader's own side has recorded them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from accounts.actor import Actor
from accounts.models import Unit
from discharge.event_shapes.grounds import ConsentKind, ConsentRecorded, HarmTestRecorded, RepresentativeRecorded
from discharge.facts import CaseFacts
from discharge.models.visibility import sides_of
from rules.tracks.consent import State


@dataclass(frozen=True, slots=True)
class ConsentSeen:
    """state: today's. told, at: as it was answered, or when it was withdrawn. recipients: by name."""

    state: State
    at: datetime
    told: ConsentRecorded
    recipients: Sequence[Unit]


@dataclass(frozen=True, slots=True)
class HarmTestSeen:
    """at: when it was decided."""

    at: datetime
    told: HarmTestRecorded
    recipients: Sequence[Unit]


@dataclass(frozen=True, slots=True)
class GroundsSeen:
    """Consents in the order of their kinds, everything else in the order recorded."""

    consents: Sequence[ConsentSeen]
    harm_tests: Sequence[HarmTestSeen]
    representatives: Sequence[RepresentativeRecorded]


def grounds_seen(facts: CaseFacts, actor: Actor, *, today: date) -> GroundsSeen:
    """What the reader's sides have recorded in the stay; nothing of what others have. One query at most."""
    stay = facts.stay
    assert stay is not None
    own = [stay.grounds_of(side.controller_id, side.side) for side in sides_of(actor)]
    consents = [one.consents[kind] for kind in ConsentKind for one in own if kind in one.consents]
    tests = [test for one in own for test in one.harm_tests]
    refs = {ref for one in consents for ref in one.told.recipients}
    refs |= {ref for _, test in tests for ref in test.recipients}
    units = {unit.ref: unit for unit in Unit.objects.filter(ref__in=refs)} if refs else {}
    return GroundsSeen(
        consents=[
            ConsentSeen(one.state_on(today), one.at, one.told, [units[ref] for ref in one.told.recipients])
            for one in consents
        ],
        harm_tests=[HarmTestSeen(at, test, [units[ref] for ref in test.recipients]) for at, test in tests],
        representatives=[told for one in own for told in one.representatives.values()],
    )
