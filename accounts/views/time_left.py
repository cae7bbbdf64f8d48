"""How long the session lasts: a warning before it ends, staying signed in, and a cover when it has ended."""

from __future__ import annotations

import math
from datetime import timedelta
from http import HTTPStatus

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.doors import address_after, is_from_other_assignment, sign_in_first
from accounts.session import ActingRequest
from core import clock, sessions

WARNED_BEFORE = timedelta(minutes=2)


@sessions.poll
@require_GET
def time_left(request: ActingRequest) -> HttpResponse:
    """Asked by the page itself: nothing while there is time, then a warning, and at the end a cover over the page.

    What was typed is still under the cover. It goes away when the same person has signed in again in another window;
    for anybody else the page is loaded anew.
    """
    if not request.user.is_authenticated:
        return render(request, "accounts/_signed_out.html")
    if request.actor is not None and is_from_other_assignment(request, request.actor):
        return HttpResponse(status=HTTPStatus.CONFLICT, headers={"HX-Refresh": "true"})
    now = clock.now()
    left = sessions.ends_at(request.session, now) - now
    minutes = math.ceil(left / timedelta(minutes=1))
    is_warned = left <= WARNED_BEFORE
    response = render(request, "accounts/_time_left.html", {"minutes": minutes}) if is_warned else HttpResponse()
    # Whoever has signed in again in another window goes on in this one: its forms take the new mark from here.
    response["X-CSRFToken"] = get_token(request)
    return response


@require_POST
def stay(request: ActingRequest) -> HttpResponse:
    """Somebody is there: the idle limit is counted from now, and the warning goes away."""
    if request.headers.get("HX-Request") != "true":
        return redirect(address_after(request)) if request.user.is_authenticated else sign_in_first(request)
    return HttpResponse() if request.user.is_authenticated else render(request, "accounts/_signed_out.html")
