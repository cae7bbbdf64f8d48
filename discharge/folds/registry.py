"""Every kind of event that changes what is known of a stay, and how it does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from discharge.folds import stay
from discharge.folds.fold import Fold

STAY_FOLDS: Final[Mapping[str, Fold]] = {**stay.FOLDS}
