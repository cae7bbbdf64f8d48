"""Assignments: given, ended and revoked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actor import Actor
from accounts.administered import roles_offered, scopes_offered, seen_by
from accounts.doors import actor_required
from accounts.errors import OwnAssignment
from accounts.models import Assignment
from accounts.permissions import require
from accounts.roles import Permission, Role
from accounts.services.assignments import end_assignment, give_assignment, revoke_assignment
from accounts.session import ActorRequest
from accounts.views.administration.doing import Refused, carry_out
from accounts.views.administration.forms import AssignmentForm, LastDayForm
from accounts.views.administration.people import PersonSeen, person_page, person_seen
from core import clock
from core.db import acting_as
from rules.calendar import local_date


@require_http_methods(["GET", "POST"])
@actor_required
def new_assignment(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Somebody gets a role: which one first, then where it may be had."""
    by, now = request.actor, clock.now()
    seen = person_seen(by, ref, now)
    if seen.is_self:
        raise OwnAssignment("nobody gives herself an assignment")
    role = _role(request.POST.get("role") or request.GET.get("roll", ""))
    scopes = _scopes(by, role, now)
    if request.method == "GET":
        initial = {"ref": uuid4(), "role": role, "valid_from": local_date(now)}
        return _page(request, seen, role, AssignmentForm(initial=initial, scopes=scopes), now)

    form = AssignmentForm(request.POST, scopes=scopes)
    by_ref = {str(one.ref): one for _label, ones in scopes for one in ones}
    given = carry_out(
        request,
        form,
        lambda asked: give_assignment(
            user=seen.user,
            role=Role(asked["role"]),
            scope=by_ref[asked["scope"]],
            valid_from=asked["valid_from"],
            valid_to=asked["valid_to"],
            ref=asked["ref"],
            by=by,
            now=now,
        ),
    )
    if isinstance(given, Refused):
        return _page(request, seen, role, form, now, refused=given)
    messages.success(request, _("Uppdraget är givet."))
    return redirect("administration-person", ref)


@require_POST
@actor_required
def end(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The assignment gets its last day."""
    form = LastDayForm(request.POST)
    return _change(request, ref, form, end_assignment, _("Uppdraget har fått sin sista dag."))


@require_POST
@actor_required
def revoke(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The assignment is over now."""
    return _change(request, ref, forms.Form(request.POST), revoke_assignment, _("Uppdraget är återkallat."))


def managed_assignment(by: Actor, ref: UUID) -> Assignment:
    """An assignment that she administers. Raises: NotPermitted; OwnAssignment; NotVisible."""
    with acting_as(by):
        require(by, Permission.MANAGE_USERS)
        found: Assignment = seen_by(by, Assignment.objects.with_scope(), ref)
        if found.user_id == by.user_id:
            raise OwnAssignment("nobody changes her own assignment")
        require(by, Permission.MANAGE_USERS, found)
    return found


def _change(
    request: ActorRequest, ref: UUID, form: forms.Form, act: Callable[..., Assignment], done: str
) -> HttpResponse:
    by, now = request.actor, clock.now()
    assignment = managed_assignment(by, ref)
    changed = carry_out(request, form, lambda asked: act(assignment, **asked, by=by, now=now))
    if isinstance(changed, Refused):
        seen = person_seen(by, assignment.user.ref, now)
        return person_page(request, seen, now, form=form, about=ref, refused=changed)
    messages.success(request, done)
    return redirect("administration-person", assignment.user.ref)


def _role(asked: str) -> Role | None:
    return Role(asked) if asked in Role.values else None


def _scopes(by: Actor, role: Role | None, now: datetime) -> list[tuple[Any, Any]]:
    """Where the role may be had, in groups with a heading each; nowhere before it is known."""
    if role is None:
        return []
    with acting_as(by):
        offered = scopes_offered(by, role, on=local_date(now))
    return list(zip((_("Enheter"), _("Grupper av enheter"), _("Hela organisationen")), offered, strict=True))


def _page(
    request: ActorRequest,
    seen: PersonSeen,
    role: Role | None,
    form: AssignmentForm,
    now: datetime,
    *,
    refused: Refused | None = None,
) -> HttpResponse:
    context = {
        "now": now,
        "section": "people",
        "person": seen.user,
        "role": role,
        "roles": roles_offered(request.actor, on=local_date(now)) if role is None else (),
        "form": form,
        "refusal": refused and refused.sentence,
    }
    status = refused.status if refused else HTTPStatus.OK
    return render(request, "accounts/administration/new_assignment.html", context, status=status)
