"""What a fold is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from discharge.models import Event
from discharge.stay_facts import StayFacts

Fold = Callable[[StayFacts, Event, Any], None]
