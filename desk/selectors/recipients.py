"""Whom a message can be sent to: those chosen, those who take part already, those proposed, and those searched for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q

from accounts.actor import Actor
from accounts.kinds import UnitKind
from accounts.models import Unit
from accounts.permissions import visible
from accounts.roles import Permission
from accounts.selectors import directory
from discharge.selectors.cases import CaseSeen
from discharge.selectors.recipients import ALL_KINDS, Proposal, Why, propose_recipients

MOST_FOUND: Final = 12


@dataclass(frozen=True, slots=True)
class Option:
    """A unit that can be chosen. why: it is proposed, if it is."""

    unit: Unit
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Picker:
    """Each unit stands in the first group that it belongs to. more: how many hits are not shown."""

    chosen: Sequence[Option]
    known: Sequence[Option]
    proposed: Sequence[Option]
    found: Sequence[Option]
    more: int
    search: str

    @property
    def units(self) -> Sequence[Unit]:
        """All that can be chosen."""
        return [one.unit for one in (*self.chosen, *self.known, *self.proposed, *self.found)]


def proposed(
    seen: CaseSeen, actor: Actor, *, kinds: Collection[UnitKind] = ALL_KINDS, on: date
) -> Sequence[Proposal]:
    """The units proposed for the person of a case, to those who may look patients up at all; none if protected."""
    if seen.person.is_protected or not actor.may(Permission.FIND_PATIENT):
        return ()
    return propose_recipients(seen.person.ref, kinds=kinds, by=actor, on=on)


def picker(
    actor: Actor,
    *,
    chosen: Collection[UUID],
    known: Iterable[Unit],
    proposed: Iterable[Proposal],
    search: str,
    sender: Unit,
    on: date,
) -> Picker:
    """The groups. sender: the unit that writes, which is never a recipient of its own. Four queries."""
    hits = directory(actor, on=on, search=search) if search else None
    reasons = {one.unit.pk: one.why for one in proposed}
    taking_part = {unit.pk for unit in known}
    offered = Q(ref__in=chosen) | Q(pk__in={*reasons, *taking_part})
    units = list(visible(actor, Unit.objects.filter(offered)).select_related("controller").order_by("sort_key", "pk"))
    taken = {sender.pk}
    picked = _new([unit for unit in units if unit.ref in chosen], taken)
    found = _new(hits or (), taken)
    return Picker(
        chosen=[Option(unit) for unit in picked],
        found=[Option(unit) for unit in found[:MOST_FOUND]],
        known=[Option(unit) for unit in _new([unit for unit in units if unit.pk in taking_part], taken)],
        proposed=[Option(unit, reasons[unit.pk]) for unit in _new(units, taken)],
        more=max(0, hits.paginator.count - MOST_FOUND) if hits else 0,
        search=search,
    )


def _new(units: Iterable[Unit], taken: set[int]) -> list[Unit]:
    """Those that stand in no group yet; they do now."""
    new = [unit for unit in units if unit.pk not in taken]
    taken.update(unit.pk for unit in new)
    return new
