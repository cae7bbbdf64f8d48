"""The worklist, and the part of it that keeps itself fresh."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from accounts.access_log import record_list
from accounts.actor import Actor
from accounts.doors import actor_required
from accounts.permissions import require
from accounts.roles import Permission
from accounts.session import ActingRequest, ActorRequest
from core import clock, freshness, sessions
from core.address import as_uuid, page_number
from core.db import acting_as
from desk import labels
from desk.context import counts_of
from desk.looks import begin_look, last_look
from desk.selectors.worklist import WHOSE, Shown, own_units
from desk.selectors.worklist import worklist as list_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for. Anything else in it is as if it were not there."""

    shown: Shown
    unit: UUID | None
    page: int

    @classmethod
    def of(cls, address: Mapping[str, str]) -> Asked:
        shown = address.get("visa", "")
        return cls(
            shown=Shown(shown) if shown in list(Shown) else Shown.OURS,
            unit=as_uuid(address.get("enhet", "")),
            page=page_number(address),
        )

    def query(self, **other: object) -> str:
        """The address's part after the question mark, without the page, with something changed."""
        fields = {"visa": self.shown, "enhet": self.unit, **other}
        return urlencode({name: str(value) for name, value in fields.items() if value})


@require_GET
def start(request: ActingRequest) -> HttpResponse:
    """The first page: the worklist for those who work with patients, else the directory; for operators the admin."""
    if request.actor is None and request.user.is_authenticated and request.user.is_staff:
        return redirect("admin:index")
    return _start(request)


@actor_required
def _start(request: ActorRequest) -> HttpResponse:
    return redirect("worklist" if request.actor.may(Permission.READ_CASE) else "directory")


@require_GET
@actor_required
def worklist(request: ActorRequest) -> HttpResponse:
    """What waits at the actor's units. Each person shown is logged, once for this opening of the list."""
    now = clock.now()
    since = begin_look(request.actor, now)
    context = _context(request.actor, Asked.of(request.GET), since=since, opening=uuid4(), now=now)
    return render(request, "desk/worklist.html", context)


@sessions.poll
@require_GET
@actor_required
def worklist_rows(request: ActorRequest) -> HttpResponse:
    """The list again, and 204 when nothing has changed. Only persons who were not shown before are logged."""
    now = clock.now()
    if request.GET.get("v") == freshness.token(request.actor.unit_ids, now):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    opening = as_uuid(request.GET.get("oppning", "")) or uuid4()
    since = last_look(request.actor)
    context = _context(request.actor, Asked.of(request.GET), since=since, opening=opening, now=now)
    return render(request, "desk/_worklist.html", {**context, "counts": counts_of(request.actor), "is_poll": True})


@sessions.poll
@require_GET
def counts(request: ActingRequest) -> HttpResponse:
    """The numbers in the menu, for pages without a list. Sends nobody to the sign-in page: somebody may be writing."""
    actor = request.actor
    token = freshness.token(actor.unit_ids, clock.now()) if actor else ""
    if (
        actor is None
        or not actor.may(Permission.READ_CASE)
        or request.GET.get("v") == token
        or request.headers.get("X-Assignment") != str(actor.assignment_ref)
    ):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return render(request, "desk/_counts.html", {"counts": counts_of(actor), "token": token})


def _context(by: Actor, asked: Asked, *, since: datetime | None, opening: UUID, now: datetime) -> dict[str, Any]:
    # Asked before the rows, so that what changes meanwhile is asked for again.
    token = freshness.token(by.unit_ids, now)
    with acting_as(by):
        require(by, Permission.READ_CASE)
        found = list_of(by, shown=asked.shown, unit=asked.unit, page=asked.page, since=since)
        units = own_units(by)
    record_list([row.seen.for_log() for row in found.rows], opening=str(opening), by=by, at=now)
    return {
        "now": now,
        "since": since,
        "list": found,
        "heading": labels.worklist_heading(found.actions),
        "asked": asked,
        "chips": [_chip(asked, shown, found.counts) for shown in Shown],
        "units": [
            {"name": unit.name, "query": asked.query(enhet=unit.ref), "is_chosen": unit.ref == asked.unit}
            for unit in units
        ],
        "query": f"{asked.query()}&",
        "poll": f"{asked.query()}&sida={asked.page}&oppning={opening}&v={token}",
    }


def _chip(asked: Asked, shown: Shown, counts: Mapping[str, int]) -> dict[str, Any]:
    return {
        "name": labels.SHOWN[shown],
        "query": asked.query(visa=shown),
        "is_chosen": shown == asked.shown,
        "number": counts.get(WHOSE[shown], 0) if shown in (Shown.OURS, Shown.THEIRS) else None,
    }
