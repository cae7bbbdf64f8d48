"""The answer to `check`: is an agreement complete and consistent? Every gap, contradiction and chosen reading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from rules.files.agreement_file import read_agreement
from rules.files.inheritance import Bases, resolve
from rules.files.yaml_text import Value, join
from rules.gaps import gaps, parameter, undecidable_for_a_stay
from rules.terms import AgreementStatus, Terms


class Gap(TypedDict):
    parameter: str
    number: int
    text: str


class Remark(TypedDict):
    parameter: str
    text: str


class Answer(TypedDict):
    """`problems` are contradictions; `open` holds each parameter whose value is a chosen reading, with that value."""

    id: str
    complete: bool
    status: str | None
    gaps: list[Gap]
    problems: list[Remark]
    open: list[Remark]


def check(raw: Value, bases: Bases) -> Answer:
    """What is missing, contradicted and chosen in an agreement, as JSON can say it.

    Raises: InvalidInput when the mapping cannot be read as an agreement at all.
    """
    terms = read_agreement(raw, bases)
    resolved = resolve(raw, bases)
    readings = {name: "; ".join(_readings(resolved, name)) for name in terms.open}
    return Answer(
        id=terms.id,
        complete=not gaps(terms),
        status=terms.status,
        gaps=[_gap(name) for name in gaps(terms)],
        problems=[*_contradictions(terms), *(_no_parameter(name) for name, said in readings.items() if not said)],
        open=[Remark(parameter=name, text=said) for name, said in readings.items() if said],
    )


def _gap(name: str) -> Gap:
    missing = parameter(name)
    return Gap(parameter=name, number=missing.number, text=f"It is not known {missing.says}.")


def _no_parameter(name: str) -> Remark:
    return Remark(parameter="open", text=f"{name!r} is no parameter that the agreement gives a value.")


def _contradictions(terms: Terms) -> Iterator[Remark]:
    missing = gaps(terms)
    if terms.status is AgreementStatus.ACTIVE and missing:
        yield Remark(parameter="status", text="The status is active, but something is missing: nothing may be billed.")
    if terms.status is AgreementStatus.INCOMPLETE and not missing:
        yield Remark(parameter="status", text="The status is incomplete, but nothing is missing.")
    for code in undecidable_for_a_stay(terms):
        where = "exceptions" if code in terms.exceptions else "preconditions"
        yield Remark(parameter=where, text=f"{code} cannot be decided from the facts of a stay.")


def _readings(resolved: dict[str, Value], name: str) -> Iterator[str]:
    """The value of everything that an entry of `open` names, with its path: "tracks[1].day_zero: not_counted".

    "track.cutoff(average)" is the cut-off of the tracks with that model, and "cutoff" alone that of every track.
    """
    path, _, model = name.partition("(")
    keys = path.split(".")
    if keys[0] not in resolved:
        keys = ["tracks", *(keys[1:] if keys[0] == "track" else keys)]
    return _values(resolved | {"tracks": _filled_tracks(resolved, model.rstrip(")"))}, keys, "")


def _filled_tracks(resolved: dict[str, Value], model: str) -> Value:
    """The tracks with what they take from `track_defaults`; None for one of another model than the one asked for."""
    defaults = resolved.get("track_defaults")
    common = defaults if isinstance(defaults, dict) else {}
    filled = [common | track for track in resolved.get("tracks") or () if isinstance(track, dict)]
    return [track if model in ("", track.get("model")) else None for track in filled]


def _values(value: Value, keys: list[str], where: str) -> Iterator[str]:
    if not keys:
        yield f"{where}: {_written(value)}"
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _values(item, keys, f"{where}[{index}]")
    elif isinstance(value, dict) and keys[0] in value:
        yield from _values(value[keys[0]], keys[1:], join(where, keys[0]))


def _written(value: Value) -> str:
    """A value as one line of a file has it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_written(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_written(one) for one in value) + "]"
    return "null" if value is None else value
