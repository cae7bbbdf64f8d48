"""What is asked of all that hinders her from leaving: which one, in which state, and on what ground it is told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeVar
from uuid import UUID

from django.utils.functional import Promise

from accounts.actor import ActingUnit
from discharge.errors import HOLDS_OF_IT, GroundNotAvailable, NotNowOfIt, NotOpen
from discharge.hindrances import knowing_notice
from discharge.models import Notice
from discharge.models.notices import Ground
from discharge.services.staying import Acting
from rules import tables
from rules.errors import IllegalTransition, InvalidInput, Problem
from rules.tables import Act, State, Transition

Thing = TypeVar("Thing")


def the_one(things: Mapping[UUID, Thing], ref: UUID, knowing: Collection[UUID], unit: ActingUnit) -> Thing:
    """The thing that is meant. knowing: the units that know of it. Raises: NotOpen where this one does not."""
    if ref not in things or unit.ref not in knowing:
        raise NotOpen("nothing that the unit knows of")
    return things[ref]


def raised_by_notice(things: Mapping[UUID, Thing], ref: UUID, acting: Acting) -> tuple[Thing, Notice, set[UUID]]:
    """The thing, the notice that raised it, and the other units that have that. Raises: NotOpen."""
    known = knowing_notice(acting.facts, acting.stay, ref) if ref in things else set()
    thing = the_one(things, ref, known, acting.unit)
    return thing, Notice.objects.get(ref=ref), known - {acting.unit.ref}


def check_track(
    table: Mapping[Act, Transition[State]],
    state: State | None,
    action: Act,
    words: Mapping[str, Promise] = HOLDS_OF_IT,
) -> None:
    """Ask the thing's own table. words: of its states. Raises: NotNowOfIt with what holds instead."""
    try:
        tables.next_state(table, state, action)
    except IllegalTransition as refusal:
        holds = str(words[state or ""])
        raise NotNowOfIt(refusal.detail, status=state, action=action.value, holds=holds) from None


def no_duty(ground: Ground) -> Ground:
    """The ground of what no statute says must be told. Raises: GroundNotAvailable for a duty."""
    if ground is Ground.DUTY:
        raise GroundNotAvailable(Problem("ground", "is no duty: the statute does not say that this is told"))
    return ground


def ground_if_told(ground: Ground | None, recipients: Collection[UUID]) -> Ground:
    """The same where perhaps nobody is told. Raises: InvalidInput when somebody is, on no ground."""
    if ground is None and recipients:
        raise InvalidInput(Problem("ground", "is missing: others are told"))
    return no_duty(ground or Ground.OWN_SIDE)
