"""A stay as a file tells it, written: the mapping that `rules.files.stay_file` reads back as the same stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any, Final

from rules.calendar import in_sweden
from rules.facts import Stay

# What a file calls by a shorter name.
NAMES: Final[Mapping[str, str]] = {"from_at": "from", "to_at": "to"}


def stay_mapping(stay: Stay) -> dict[str, Any]:
    """The `facts:` of a case, every key of them; instants in Swedish time with their offset."""
    return {one.name: _written(getattr(stay, one.name)) for one in fields(stay)}


def _written(value: Any) -> Any:
    if isinstance(value, datetime):
        return in_sweden(value).isoformat()
    if isinstance(value, tuple):
        return [_written(one) for one in value]
    if is_dataclass(value):
        return {NAMES.get(one.name, one.name): _written(getattr(value, one.name)) for one in fields(value)}
    return value if value is None or isinstance(value, bool) else str(value)
