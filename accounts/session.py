"""Which assignment is active in a session, asked of the database anew in each request."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib.auth import login
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from accounts.actor import Actor, actor_for
from accounts.models import Assignment, User
from core import clock, sessions
from core.errors import NotVisible
from rules.calendar import local_date

ACTIVE = "assignment_ref"


class ActingRequest(HttpRequest):
    """A request whose actor is known, if there is one (`accounts.middleware.ActorMiddleware`)."""

    actor: Actor | None


class ActorRequest(HttpRequest):
    """A request in a view that only an actor reaches (`accounts.doors.actor_required`)."""

    actor: Actor


def sign_in(request: ActingRequest, user: User) -> None:
    """Begin a session; the assignment is chosen anew, unless there is only one."""
    login(request, user, backend=f"{ModelBackend.__module__}.{ModelBackend.__qualname__}")
    now = clock.now()
    sessions.begin(request.session, now)
    request.session.pop(ACTIVE, None)
    request.actor = active_actor(request, user, local_date(now))


def active_actor(request: HttpRequest, user: User, on: date) -> Actor | None:
    """Who acts in the session: its assignment if that still holds; without a choice, the user's only one.

    When the chosen assignment has ended nothing is chosen instead: what was begun in one is not finished in another
    without anybody noticing.
    """
    own = Assignment.objects.with_scope().filter(user=user).valid_on(on)
    if ACTIVE in request.session:
        chosen = own.filter(ref=request.session[ACTIVE]).first()
        return actor_for(chosen, on) if chosen else None
    found = list(own[:2])
    return _activate(request, found[0], on) if len(found) == 1 else None


def choose(request: ActingRequest, user: User, ref: UUID, on: date) -> Actor:
    """Act in another of one's assignments from now on.

    Raises: NotVisible when it is not one's own, or does not hold.
    """
    chosen = Assignment.objects.with_scope().filter(user=user, ref=ref).valid_on(on).first()
    if chosen is None:
        raise NotVisible("no such assignment of the user today")
    request.actor = _activate(request, chosen, on)
    return request.actor


def _activate(request: HttpRequest, assignment: Assignment, on: date) -> Actor:
    request.session[ACTIVE] = str(assignment.ref)
    return actor_for(assignment, on)
