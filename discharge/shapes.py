"""Dataclasses as JSON and back: what events tell and what notices say is written and read in the same shape."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

Shape = TypeVar("Shape")

# Reading a shape's annotations takes longer than reading its data.
_types: Final[Callable[[Any], Mapping[str, Any]]] = cache(get_type_hints)
_READERS: Final[Mapping[Any, Callable[[Any], Any]]] = {
    bool: bool,
    int: int,
    str: str,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    time: time.fromisoformat,
    UUID: UUID,
}


def plain(value: Any) -> dict[str, Any]:
    """A dataclass as JSON holds it: instants and days in ISO 8601, refs as text."""
    made: dict[str, Any] = json.loads(json.dumps(asdict(value), default=_text))
    return made


def read_as(shape: type[Shape], data: Mapping[str, Any]) -> Shape:
    """The dataclass that was written. Raises: KeyError, TypeError or ValueError when it has another shape."""
    types = _types(shape)
    return shape(**{name: _read(types[name], value) for name, value in data.items()})


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


def _read(kind: Any, value: Any) -> Any:
    origin, of = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        (some,) = (one for one in of if one is not NoneType)
        return None if value is None else _read(some, value)
    if origin is tuple:
        return tuple(_read(of[0], one) for one in value)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(value)
    if is_dataclass(kind) and isinstance(kind, type):
        return read_as(kind, value)
    return _READERS[kind](value)
