"""The directory of units: whom to reach, when, and what to send where."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.actor import Actor
from accounts.doors import actor_required
from accounts.kinds import UnitKind
from accounts.models import Unit
from accounts.permissions import require
from accounts.roles import Permission
from accounts.selectors import directory as units_by_name
from accounts.session import ActorRequest
from core import clock
from core.address import page_number, search_words
from core.db import acting_as
from rules.calendar import local_date


@require_GET
@actor_required
def directory(request: ActorRequest) -> HttpResponse:
    """The open units by name; search and kind stand in the address."""
    now = clock.now()
    search = search_words(request.GET)
    kind = request.GET.get("slag", "")
    for_paper = "utskrift" in request.GET
    with acting_as(request.actor):
        require(request.actor, Permission.SEE_DIRECTORY)
        found = _page(request.actor, now, search, kind, 1 if for_paper else page_number(request.GET))
        units = list(found)
        if for_paper:
            for number in range(2, found.paginator.num_pages + 1):
                units += _page(request.actor, now, search, kind, number)
    context = {
        "now": now,
        "page": found,
        "units": units,
        "for_paper": for_paper,
        "search": search,
        "kind": kind,
        "kinds": [
            {"name": one.label, "value": one.value, "query": _query(search, one.value), "is_chosen": one.value == kind}
            for one in UnitKind
        ],
        "without_kind": _query(search, ""),
        "query": f"{_query(search, kind)}&",
    }
    is_fragment = request.headers.get("HX-Request") == "true"
    return render(request, "desk/_units.html" if is_fragment else "desk/directory.html", context)


def _page(by: Actor, now: datetime, search: str, kind: str, page: int) -> Page[Unit]:
    chosen = UnitKind(kind) if kind in UnitKind.values else None
    return units_by_name(by, on=local_date(now), search=search, kind=chosen, page=page)


def _query(search: str, kind: str) -> str:
    return urlencode({name: value for name, value in (("sok", search), ("slag", kind)) if value})
