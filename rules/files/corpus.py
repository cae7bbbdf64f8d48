"""The agreements that are known: every block of docs/agreements.md as a data file in rules/corpus, with its sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from rules.errors import InvalidInput, Problem
from rules.files.agreement_file import read_agreement
from rules.files.inheritance import Raw
from rules.files.shapes import Fields, Here, list_of, read, shown, text
from rules.files.yaml_text import Value, join, load
from rules.terms import Terms


@cache
def load_corpus() -> Mapping[str, Raw]:
    """Every block as it is written, by id, in the order of file names."""
    paths = sorted(files("rules").joinpath("corpus").iterdir(), key=lambda path: path.name)
    return {name: raw for path in paths for name, raw in read(load(path.read_bytes()).data, list_of(_block))}


def block(name: str) -> Raw | None:
    """The block with an id as it is written, None when there is none."""
    return load_corpus().get(name)


@cache
def agreement(name: str) -> Terms:
    """The terms of the block with an id.

    Raises: InvalidInput when there is none.
    """
    raw = block(name)
    if raw is None:
        raise InvalidInput(Problem("agreement", f"there is no agreement {shown(name)}"))
    return read_agreement(dict(raw), block)


def agreements_of(region: str, on: date) -> tuple[Terms, ...]:
    """The agreements of a region (county code) that are in force on a day."""
    every = (agreement(name) for name in load_corpus())
    return tuple(terms for terms in every if terms.region == region and terms.in_force(on))


def terms_of(named: Value, overrides: Value = None) -> Terms:
    """The terms that a case or a month names: an id in the corpus or a mapping, with `overrides` merged over it.

    Raises: InvalidInput; the paths begin with "agreement" or "overrides", where the fault is.
    """
    if isinstance(named, str):
        terms = agreement(named)
        raw: Value = dict(load_corpus()[named])
    else:
        terms = _within("agreement", lambda: read_agreement(named, block))
        raw = named
    return terms if overrides is None else _within("overrides", lambda: read_agreement(raw, block, overrides))


def _block(here: Here) -> tuple[str, Raw]:
    fields = Fields(here)
    return fields.required("id", text), fields.raw


def _within(where: str, reading: Callable[[], Terms]) -> Terms:
    try:
        return reading()
    except InvalidInput as error:
        inside = (Problem(join(where, one.where) if one.where else where, one.text) for one in error.problems)
        raise InvalidInput(*inside) from error
