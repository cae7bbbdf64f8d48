"""Everything that is done in a hospital stay, as the pages offer it: its address, its words, its form, its service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from desk.acts import stay
from desk.acts.act import Act
from rules.states import Action

ACTS: Final = (*stay.ACTS,)
BY_SLUG: Final[Mapping[str, Act]] = {act.slug: act for act in ACTS}
BY_ACTION: Final[Mapping[Action, Act]] = {act.action: act for act in ACTS}
