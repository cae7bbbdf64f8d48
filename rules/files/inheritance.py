"""What an agreement inherits: the mappings of its base and of the base's base, merged (parameter 5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from rules.errors import InvalidInput, Problem
from rules.files.shapes import shown
from rules.files.yaml_text import Value

Raw = Mapping[str, Value]
Bases = Callable[[str], Raw | None]  # the raw block with an id, None when there is none

STATUTE: Final = "statute-2018"
TIME_KEYS: Final = ("tracks", "track_defaults")  # what is agreed about time (4 kap. 5 §)


def merge(base: Raw, own: Raw) -> dict[str, Value]:
    """What `own` says over what `base` says (5): mappings key by key, one level deep; all else is replaced whole."""
    merged = dict(base)
    for key, value in own.items():
        inherited = merged.get(key)
        if isinstance(inherited, dict) and isinstance(value, dict):
            merged[key] = inherited | value
        else:
            merged[key] = value
    return merged


def resolve(raw: Value, bases: Bases, overrides: Value = None) -> dict[str, Value]:
    """The mapping of an agreement with all that it inherits, and with `overrides` merged over it as over a base.

    Raises: InvalidInput for what is no mapping, and for a base that does not exist or leads back to itself.
    """
    lineage = _lineage(raw, bases)
    resolved: dict[str, Value] = {}
    for block in reversed(lineage):
        resolved = merge({key: value for key, value in resolved.items() if key != "id"}, block)
    return resolved if overrides is None else merge(resolved, _mapping(overrides))


def time_is_statutory(raw: Value, resolved: Raw, bases: Bases) -> bool:
    """Whether the time is the statute's own: its tracks and their defaults are inherited, and nothing changed them."""
    statute = next((block for block in _lineage(raw, bases) if block == bases(STATUTE)), None)
    return statute is not None and all(resolved.get(key) == statute.get(key) for key in TIME_KEYS)


def _mapping(raw: Value) -> Raw:
    if not isinstance(raw, dict):
        raise InvalidInput(Problem("", f"must be a mapping of keys to values, not {shown(raw)}"))
    return raw


def _lineage(raw: Value, bases: Bases) -> list[Raw]:
    """An agreement's own mapping, its base, the base's base, …"""
    lineage = [_mapping(raw)]
    names: list[Value] = []
    while (name := lineage[-1].get("base")) is not None:
        block = bases(name) if isinstance(name, str) else None
        if block is None:
            raise InvalidInput(Problem("base", f"there is no agreement {shown(name)}"))
        if name in names:
            raise InvalidInput(Problem("base", f"{shown(name)} leads back to itself"))
        names.append(name)
        lineage.append(block)
    return lineage
