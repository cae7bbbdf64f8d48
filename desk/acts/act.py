"""What a page needs to know of one thing that is done in a stay."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from desk.act_forms.base import StayForm
from discharge.models.notices import Ground
from rules.states import Action


@dataclass(frozen=True, slots=True)
class Act:
    """slug: in the address. action: what the table is asked about.

    words: what a chosen value becomes before the service gets it. help: said above the form. grave: it is not undone.
    """

    slug: str
    action: Action
    label: Promise
    form: type[StayForm]
    service: Callable[..., Any]
    done: Promise
    words: Mapping[str, Callable[[Any], Any]] | None = None
    help: Promise | None = None
    grave: bool = False

    def arguments(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """What the service is called with."""
        words = self.words or {}
        return {name: words[name](value) if name in words else value for name, value in asked.items()}


def ground_or_none(value: str) -> Ground | None:
    """What was chosen, where nothing may be."""
    return Ground(value) if value else None
