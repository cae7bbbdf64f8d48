"""What a page needs to know of one thing that is done in a stay."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from desk.act_forms.base import StayForm
from desk.acts.choosing import Choosing
from discharge.models.notices import Ground
from discharge.selectors.open_points import OpenPoint
from discharge.tracks import StayAction

Choices = Callable[[Choosing], Sequence[tuple[str, Any]]]


@dataclass(frozen=True, slots=True)
class Act:
    """slug: in the address. action: what the table is asked about.

    words: what a chosen value becomes before the service gets it. help: said above the form. grave: it is not undone.
    about: where it is about one of the things that are open, whether a unit may choose this one for it; its form has
    the field `about`, which the service gets as the ref of that thing. choices: of other fields, what may be chosen.
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
    choices: Mapping[str, Choices] = field(default_factory=dict)

    def arguments(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """What the service is called with."""
        words = self.words or {}
        return {name: words[name](value) if name in words else value for name, value in asked.items()}


def ground_or_none(value: str) -> Ground | None:
    """What was chosen, where nothing may be."""
    return Ground(value) if value else None
