"""The first page of administration: what there is to do, and how much of it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.administered import controllers_of, counts_of
from accounts.doors import actor_required
from accounts.permissions import require
from accounts.roles import Permission
from accounts.session import ActorRequest
from core import clock
from core.db import acting_as
from rules.calendar import local_date


@require_GET
@actor_required
def administration(request: ActorRequest) -> HttpResponse:
    """People, units and groups, each with what is done most often."""
    by, now = request.actor, clock.now()
    with acting_as(by):
        require(by, Permission.MANAGE_USERS)
        context = {"now": now, "controllers": list(controllers_of(by)), **counts_of(by, on=local_date(now))}
    return render(request, "accounts/administration/overview.html", context)
