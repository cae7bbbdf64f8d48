"""What no form of ours sends: for each field of a right request, everything that could stand there instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final
from uuid import uuid4

from tests.doors.bodies import Body
from tests.doors.world import About, Scope, World

Path = tuple[str, ...]

LEFT_OUT: Final = object()
STALE: Final = "stale"
TOO_LONG: Final = "x" * 100_001
HALF_A_CHARACTER: Final = "\ud800"
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def wrong_requests(body: Body, world: World, *, is_form: bool) -> Iterator[tuple[str, str, Body]]:
    """The field, what is wrong with it, and the body with only that wrong."""
    for path, value in _fields(body, ()):
        kinds = _in_form(value, world) if is_form else _in_json(value, world)
        if path[-1].endswith("version"):
            kinds[STALE] = value + 1
        for kind, instead in kinds.items():
            yield ".".join(path), kind, _with(body, path, instead)


def _fields(body: Body, above: Path) -> Iterator[tuple[Path, Any]]:
    for name, value in body.items():
        yield (*above, name), value
        if isinstance(value, dict):
            yield from _fields(value, (*above, name))


def _with(body: Body, path: Path, instead: Any) -> Body:
    wrong = deepcopy(body)
    *above, name = path
    inside = wrong
    for step in above:
        inside = inside[step]
    if instead is LEFT_OUT:
        del inside[name]
    else:
        inside[name] = instead
    return wrong


def _in_json(value: Any, world: World) -> dict[str, Any]:
    common = {"left out": LEFT_OUT, "null": None, "a list": [], "an object": {}}
    match value:
        case int():
            numbers = {"huge": 10**30, "negative": -1, "a fraction": 1.5}
            return {**common, **numbers, "empty": "", "text": "abc"}
        case list():
            others = [[None], [[]], [str(uuid4())] * 1000]
            return {**common, "text": "abc", **dict(zip(("of null", "of lists", "too many"), others, strict=True))}
        case dict():
            return {**common, "text": "abc", "null character": {"a": "\0"}, "too large": {"a": TOO_LONG}}
    texts = {"empty": "", "too long": TOO_LONG, "null character": "a\0b", "half a character": HALF_A_CHARACTER}
    return {**common, **texts, "true": True, **(_refs(world) if _UUID.fullmatch(value) else {})}


def _in_form(value: Any, world: World) -> dict[str, Any]:
    texts = {"left out": LEFT_OUT, "empty": "", "too long": TOO_LONG, "null character": "a\0b", "huge": "9" * 5000}
    if isinstance(value, int):
        return {**texts, "text": "abc", "negative": "-1"}
    ref = value[0] if isinstance(value, list) else value
    return {**texts, **({"text": "abc", **_refs(world)} if _UUID.fullmatch(ref) else {})}


def _refs(world: World) -> dict[str, str]:
    """Of nothing, and of another organisation's things."""
    kind, there = next(iter(world.elsewhere)), Scope.ELSEWHERE
    return {
        "unknown": str(uuid4()),
        "another's unit": str(world.elsewhere[kind].ref),
        **{f"another's {about}": str(world.things[about, there, kind].ref) for about in (About.CASE, About.PATIENT)},
        "another's notice": str(world.things[About.RECEIVED, there, kind].ref),
        "another's draft": str(world.drafts["ward_nurse", there].ref),
    }
