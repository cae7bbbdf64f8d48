"""The guard at each page's door: who is let in, and what the others do first, losing nothing they typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.actor import Actor
from accounts.forms import SignInForm
from accounts.kept import keep
from accounts.models import User
from accounts.selectors import assignments_of
from accounts.session import ActingRequest, ActorRequest
from core import clock, sessions
from rules.calendar import local_date

P = ParamSpec("P")

SAFE_METHODS = frozenset({"GET", "HEAD"})


def actor_required(
    view: Callable[Concatenate[ActorRequest, P], HttpResponse],
) -> Callable[Concatenate[ActingRequest, P], HttpResponse]:
    """Let only an actor in: somebody signed in, in an assignment that holds, the same as the page was opened in.

    A page tells in which assignment it was opened by the field `acting_as` or the header X-Assignment.
    """

    @wraps(view)
    def guarded(request: ActingRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return sign_in_first(request)
        if request.actor is None:
            return assignment_first(request, request.user)
        if is_from_other_assignment(request, request.actor):
            return switched_meanwhile(request, request.user)
        return view(cast(ActorRequest, request), *args, **kwargs)

    guarded.__dict__["needs_actor"] = True
    return guarded


def is_from_other_assignment(request: HttpRequest, actor: Actor) -> bool:
    """Whether the request says that it was made in another assignment than the active one."""
    asked = request.headers.get("X-Assignment") or request.POST.get("acting_as", "")
    return asked not in ("", str(actor.assignment_ref))


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and then back; a form that was sent is kept in it."""
    if request.method in SAFE_METHODS:
        return _elsewhere(request, "sign-in", HTTPStatus.UNAUTHORIZED)
    return sign_in_page(request, SignInForm(request), HTTPStatus.UNAUTHORIZED, kept=keep(request))


def assignment_first(request: ActingRequest, user: User) -> HttpResponse:
    """To the choice of assignment and then back; a form that was sent is kept in it."""
    if request.method in SAFE_METHODS:
        return _elsewhere(request, "assignments", HTTPStatus.FORBIDDEN)
    return assignment_page(request, user, HTTPStatus.CONFLICT, kept=keep(request))


def switched_meanwhile(request: ActingRequest, user: User) -> HttpResponse:
    """The assignment was switched in another window: a fragment reloads its page, a form asks in which it is meant."""
    if request.method in SAFE_METHODS:
        return HttpResponse(status=HTTPStatus.CONFLICT, headers={"HX-Refresh": "true"})
    return assignment_page(request, user, HTTPStatus.CONFLICT, kept=keep(request), switched=True)


def sign_in_page(
    request: HttpRequest, form: SignInForm, status: HTTPStatus, *, kept: str, is_locked_out: bool = False
) -> HttpResponse:
    """The sign-in page, with why the last session ended."""
    context = {
        "form": form,
        "kept": kept,
        "next": address_after(request),
        "ended_by": request.session.get(sessions.ENDED_BY, ""),
        "idle_minutes": settings.SESSION_IDLE // timedelta(minutes=1),
        "is_locked_out": is_locked_out,
        "failure_limit": settings.AXES_FAILURE_LIMIT,
        "locked_minutes": settings.AXES_COOLOFF_TIME // timedelta(minutes=1),
        "demo": settings.DEMO,
    }
    return _whole_page(request, "accounts/sign_in.html", context, status)


def assignment_page(
    request: ActingRequest, user: User, status: HTTPStatus, *, kept: str, switched: bool = False
) -> HttpResponse:
    """The choice between one's assignments.

    switched: the form was begun in another assignment than the one that was chosen meanwhile.
    """
    context = {
        "assignments": assignments_of(user, local_date(clock.now())),
        "active_ref": request.actor and request.actor.assignment_ref,
        "kept": kept,
        "next": address_after(request),
        "switched": switched,
    }
    return _whole_page(request, "accounts/choose_assignment.html", context, status)


def address_after(request: HttpRequest) -> str:
    """Where to go afterwards: `next` when it is an address of ours, otherwise the first page."""
    address = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if ours else str(settings.LOGIN_REDIRECT_URL)


def _elsewhere(request: HttpRequest, name: str, status: HTTPStatus) -> HttpResponse:
    """A redirect; for a fragment the whole page goes there."""
    if request.headers.get("HX-Request") != "true":
        return redirect(_with_next(name, request.get_full_path()))
    page = urlsplit(request.headers.get("HX-Current-URL", ""))
    response = HttpResponse(status=status)
    response["HX-Redirect"] = _with_next(name, f"{page.path}?{page.query}" if page.query else page.path)
    return response


def _with_next(name: str, address: str) -> str:
    return f"{reverse(name)}?{urlencode({'next': address})}"


def _whole_page(request: HttpRequest, template: str, context: dict[str, Any], status: HTTPStatus) -> HttpResponse:
    """A page; where a fragment was expected it takes the whole body's place."""
    response = render(request, template, context, status=status)
    if request.headers.get("HX-Request") == "true":
        response["HX-Retarget"] = "body"
        response["HX-Reswap"] = "innerHTML"
    return response
