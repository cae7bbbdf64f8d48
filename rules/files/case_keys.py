"""What a stay and a month have in common as files: values that must be written, and values left as written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from rules.files.shapes import Fields, Here, Reader
from rules.files.yaml_text import Value

T = TypeVar("T")


def said(fields: Fields, key: str, reader: Reader[T]) -> T | None:
    """A value that may be null but must be written, so that nothing was forgotten."""
    if key not in fields.raw:
        fields.refuse(key, "is missing (write null when there is none)")
    return fields.optional(key, reader)


def as_written(here: Here) -> Value:
    """Whatever is written, for somebody else to read."""
    return here.raw


def mapping_as_written(here: Here) -> Mapping[str, Value]:
    """A mapping of whatever is written."""
    return Fields(here).raw
