"""What the actor's units have been told in the product."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.doors import actor_required
from accounts.permissions import require, visible
from accounts.roles import Permission
from accounts.session import ActorRequest
from core import clock
from core.address import page_number
from core.db import acting_as
from notifications.labels import words_of
from notifications.models import InAppNotice
from notifications.services import put_away

PAGE_SIZE = 50


@require_GET
@actor_required
def notifications(request: ActorRequest) -> HttpResponse:
    """What nobody has put away or settled, the latest first."""
    with acting_as(request.actor):
        require(request.actor, Permission.READ_CASE)
        standing = visible(request.actor, InAppNotice.objects.standing()).select_related("unit").order_by("-at", "-pk")
        page = Paginator(standing, PAGE_SIZE).get_page(page_number(request.GET))
        said = [{"notice": notice, "words": words_of(notice.kind)} for notice in page]
    return render(request, "desk/notifications.html", {"now": clock.now(), "page": page, "said": said})


@require_POST
@actor_required
def put_away_notification(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Somebody at the unit has seen it; the button that opens it goes on to what it is about."""
    with acting_as(request.actor):
        notice = put_away(ref, by=request.actor, now=clock.now())
    return redirect(notice.link if "oppna" in request.POST else "notifications")
