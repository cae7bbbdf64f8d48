"""The ward's board."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access_log import record_list
from accounts.doors import actor_required
from accounts.session import ActorRequest
from core import clock
from core.address import as_uuid, page_number
from core.db import acting_as
from desk.selectors.board import row_shown
from discharge.selectors.board import board as board_of


@require_GET
@actor_required
def board(request: ActorRequest) -> HttpResponse:
    """Who lies at the ward and how far each has come; the access log says who was shown."""
    now, by = clock.now(), request.actor
    with acting_as(by):
        found = board_of(by, ward=as_uuid(request.GET.get("avdelning", "")), page=page_number(request.GET), now=now)
    record_list([row.seen.for_log() for row in found.rows], opening=str(uuid4()), by=by, at=now)
    context = {
        "now": now,
        "board": found,
        "rows": [row_shown(row) for row in found.rows],
        "query": f"avdelning={found.ward.ref}&",
    }
    return render(request, "desk/board.html", context)
