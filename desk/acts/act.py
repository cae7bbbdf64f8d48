"""What a page needs to know of one thing that is done in a stay."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from accounts.actor import ActingUnit
from accounts.models import Unit
from desk.act_forms.base import StayForm
from discharge.models.notices import Ground
from discharge.selectors.open_points import OpenPoint
from discharge.stay_facts import StayFacts
from discharge.tracks import StayAction

# What may be chosen at a unit on a day.
Choices = Callable[[Unit, date], Sequence[tuple[str, Any]]]


@dataclass(frozen=True, slots=True)
class Act:
    """slug: in the address. action: what the table is asked about.

    words: what a chosen value becomes before the service gets it. help: said above the form. grave: it is not undone.
    about: where it is about one of the things that are open, whether a unit may choose this one for it; its form has
    the field `about`, which the service gets as the ref of that thing. among: the same for what a side has recorded.
    choices: of other fields, what may be chosen.
    """

    slug: str
    action: StayAction
    label: Promise
    form: type[StayForm]
    service: Callable[..., Any]
    done: Promise
    words: Mapping[str, Callable[[Any], Any]] | None = None
    help: Promise | None = None
    grave: bool = False
    about: Callable[[OpenPoint, UUID], bool] | None = None
    among: Callable[[StayFacts, ActingUnit], Sequence[tuple[str, str]]] | None = None
    choices: Mapping[str, Choices] | None = None

    def arguments(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """What the service is called with."""
        words = self.words or {}
        return {name: words[name](value) if name in words else value for name, value in asked.items()}


def ground_or_none(value: str) -> Ground | None:
    """What was chosen, where nothing may be."""
    return Ground(value) if value else None
