"""Everything that is done in a hospital stay, as the pages offer it: its address, its words, its form, its service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from desk.acts import grounds, moves, obstacles, planning, referrals, sip, stay, tracks
from desk.acts.act import Act
from discharge.tracks import StayAction

ACTS: Final = (
    *stay.ACTS, *grounds.ACTS, *sip.ACTS, *obstacles.ACTS, *tracks.ACTS, *planning.ACTS,
    *referrals.ACTS, *moves.ACTS,)
BY_SLUG: Final[Mapping[str, Act]] = {act.slug: act for act in ACTS}
BY_ACTION: Final[Mapping[StayAction, Act]] = {act.action: act for act in ACTS}
