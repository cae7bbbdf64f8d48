"""What may be chosen in the form of an act, where that depends on the case and on who chooses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts.actor import ActingUnit, Actor
from accounts.kinds import UnitKind
from accounts.models import Unit
from discharge.facts import CaseFacts
from discharge.models import Case
from discharge.selectors.parties import parties_known
from discharge.stay_facts import StayFacts


@dataclass(frozen=True, slots=True)
class Choosing:
    """Somebody chooses, in a case with a stay, as one of her units; on: the day in Sweden."""

    case: Case
    facts: CaseFacts
    stay: StayFacts
    unit: ActingUnit
    by: Actor
    on: date

    @property
    def row(self) -> Unit:
        """The unit with its organisation."""
        return Unit.objects.select_related("controller__principal").get(pk=self.unit.id)


def parties(choosing: Choosing) -> Sequence[tuple[str, str]]:
    """Those in the planning, as far as she knows of them."""
    return [(str(one.ref), one.name) for one in _known(choosing)]


def open_care(choosing: Choosing) -> Sequence[tuple[str, str]]:
    """Those of them that are open care."""
    return [(str(one.ref), one.name) for one in _known(choosing) if one.kind == UnitKind.OPEN_CARE]


def _known(choosing: Choosing) -> Sequence[Unit]:
    return parties_known(choosing.case, choosing.facts, choosing.unit, choosing.by)
