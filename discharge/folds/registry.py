"""Every kind of event that changes what is known of a stay, and how it does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from discharge.folds import grounds, moves, obstacles, planning, referrals, sip, stay, tracks
from discharge.folds.fold import Fold

STAY_FOLDS: Final[Mapping[str, Fold]] = {
    **stay.FOLDS,
    **grounds.FOLDS,
    **moves.FOLDS,
    **obstacles.FOLDS,
    **planning.FOLDS,
    **referrals.FOLDS,
    **sip.FOLDS,
    **tracks.FOLDS,
}
