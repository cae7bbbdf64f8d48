"""Asking at a door as somebody, about something."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import pytest
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.doors.bodies import Body, body_of
from tests.doors.matrix import Line
from tests.doors.world import About, Scope, Thing, Who, World

ADMIN = "admin/"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def each(lines: Sequence[Line]) -> Any:
    """A test for each of the lines, named for it."""
    return pytest.mark.parametrize("line", lines, ids=str)


def one_per_view(lines: Iterable[Line]) -> Sequence[Line]:
    """Of the pages that share a route, the first for each method: what stands before their forms is the same."""
    return list({(line.method, line.route): line for line in reversed(list(lines))}.values())[::-1]


def ask(world: World, line: Line, who: Who, scope: Scope) -> Any:
    """The answer to a request that is right in every other way."""
    thing = world.thing(line.about, scope, who)
    address = address_of(world, line, who, thing)
    return send(line, who, address, body_of(line.method, line.door, world, who, thing))


def send(line: Line, who: Who, address: str, body: Body, **headers: str) -> Any:
    """The answer to a request with a body: JSON in the API, a form elsewhere."""
    client = who.client()
    if line.method == "GET":
        return client.get(address, body, headers=headers)
    if line.is_api:
        return client.generic(line.method, address, json.dumps(body), content_type="application/json", headers=headers)
    return client.generic(
        line.method, address, encode_multipart(BOUNDARY, body), content_type=MULTIPART_CONTENT, headers=headers
    )


def address_of(world: World, line: Line, who: Who, thing: Thing | None) -> str:
    """Where the door is. A draft's page stands under its case."""
    if thing is None:
        return reverse(line.route)
    if "<uuid:draft>" in routes()[line.route]:
        case = world.things[About.CASE, Scope.OWN, who.home]
        return reverse(line.route, kwargs={"ref": case.ref, "draft": thing.ref})
    if line.slug:
        return reverse(line.route, kwargs={"ref": thing.ref, "slug": line.slug})
    return reverse(line.route, kwargs={"ref": thing.ref})


@cache
def routes() -> dict[str, str]:
    """Every address of the product by its route's name; what has no name stands under its address. Admin is one."""
    return dict(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, before: str) -> Iterator[tuple[str, str]]:
    for found in resolver.url_patterns:
        address = before + str(found.pattern)
        if isinstance(found, URLPattern):
            yield found.name or address, address
        elif address == ADMIN:
            yield "admin", address
        else:
            yield from _walk(found, address)
