"""People: their accounts, passwords and assignments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.actor import Actor
from accounts.administered import People, assignments_shown, people_of, people_page, seen_by
from accounts.doors import actor_required
from accounts.models import Assignment, User
from accounts.permissions import can, require
from accounts.roles import Permission
from accounts.services.recording import version_of
from accounts.services.users import (
    create_user,
    deactivate_user,
    reactivate_user,
    set_password,
    suggest_password,
)
from accounts.session import ActorRequest
from accounts.views.administration.doing import Refused, carry_out
from accounts.views.administration.forms import Change, NewPersonForm, PasswordForm
from core import clock
from core.address import page_number, search_words
from core.db import acting_as
from core.errors import NotVisible
from rules.calendar import local_date


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """Somebody and what the administrator sees of her. current: what holds now or later; former: what is over.

    is_managed: all that she is assigned to is the administrator's. is_self: it is the administrator.
    """

    user: User
    current: Sequence[Assignment]
    former: Sequence[Assignment]
    version: int
    is_managed: bool
    is_self: bool


@require_GET
@actor_required
def people(request: ActorRequest) -> HttpResponse:
    """The people she may know of; search and which of them stand in the address."""
    by, now = request.actor, clock.now()
    search = search_words(request.GET)
    shown = next((one for one in People if one == request.GET.get("visa")), People.OPEN)
    with acting_as(by):
        require(by, Permission.MANAGE_USERS)
        page = people_page(by, on=local_date(now), search=search, shown=shown, page=page_number(request.GET))
        found = list(page)
    context = {
        "now": now,
        "section": "people",
        "page": page,
        "people": found,
        "search": search,
        "shown": shown,
        "query": f"{urlencode({'visa': shown, 'sok': search})}&",
    }
    return render(request, "accounts/administration/people.html", context)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@actor_required
def new_person(request: ActorRequest) -> HttpResponse:
    """An account is made. What it is signed in with is shown once, to be handed over."""
    by, now = request.actor, clock.now()
    with acting_as(by):
        require(by, Permission.MANAGE_USERS)
    if request.method == "GET":
        form = NewPersonForm(initial={"ref": uuid4(), "password": suggest_password()})
        return _new_page(request, form, now)

    form = NewPersonForm(request.POST)
    made = carry_out(request, form, lambda asked: create_user(**asked, by=by, now=now))
    if isinstance(made, Refused):
        return _new_page(request, form, now, refused=made)
    return _handing_over(request, made, form.cleaned_data["password"], now, is_new=True)


@require_GET
@actor_required
def person(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Somebody with her assignments, and what can be done with the account."""
    now = clock.now()
    return person_page(request, person_seen(request.actor, ref, now), now)


@sensitive_post_parameters("password")
@require_POST
@actor_required
def new_password(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The account gets another password, which is shown once."""
    by, now = request.actor, clock.now()
    form, user = PasswordForm(request.POST), managed(by, ref)
    changed = carry_out(request, form, lambda asked: set_password(user, **asked, by=by, now=now))
    if isinstance(changed, Refused):
        return person_page(request, person_seen(by, ref, now), now, form=form, refused=changed)
    return _handing_over(request, changed, form.cleaned_data["password"], now, is_new=False)


@require_POST
@actor_required
def close_person(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Nobody signs in to the account any more."""
    done = _("Kontot är stängt. Ingen kan logga in med det, och dess API-nycklar är återkallade.")
    return _change(request, ref, deactivate_user, done)


@require_POST
@actor_required
def open_person(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The account may be signed in to again."""
    done = _("Kontot är öppet igen. Uppdrag som fortfarande gäller kan användas vid nästa inloggning.")
    return _change(request, ref, reactivate_user, done)


def _change(request: ActorRequest, ref: UUID, act: Callable[..., User], done: str) -> HttpResponse:
    by, now = request.actor, clock.now()
    form, user = Change(request.POST), managed(by, ref)
    changed = carry_out(request, form, lambda asked: act(user, **asked, by=by, now=now))
    if isinstance(changed, Refused):
        return person_page(request, person_seen(by, ref, now), now, form=form, refused=changed)
    messages.success(request, done)
    return redirect("administration-person", ref)


def managed(by: Actor, ref: UUID) -> User:
    """Somebody whose account she manages. Raises: NotPermitted; NotVisible."""
    with acting_as(by):
        require(by, Permission.MANAGE_USERS)
        user: User = seen_by(by, User.objects.all(), ref)
        require(by, Permission.MANAGE_USERS, user)
    return user


def person_seen(by: Actor, ref: UUID, now: datetime) -> PersonSeen:
    """Raises: NotPermitted; NotVisible."""
    on = local_date(now)
    with acting_as(by):
        require(by, Permission.MANAGE_USERS)
        user = people_of(by).filter(ref=ref).first()
        if user is None:
            raise NotVisible("no such person")
        assignments = assignments_shown(by, user)
        return PersonSeen(
            user=user,
            current=[one for one in assignments if not _is_over(one, on)],
            former=[one for one in assignments if _is_over(one, on)],
            version=version_of(user.ref),
            is_managed=can(by, Permission.MANAGE_USERS, user),
            is_self=user.pk == by.user_id,
        )


def _is_over(assignment: Assignment, on: date) -> bool:
    return assignment.revoked_at is not None or (assignment.valid_to is not None and assignment.valid_to < on)


def person_page(
    request: ActorRequest,
    seen: PersonSeen,
    now: datetime,
    *,
    form: forms.Form | None = None,
    about: UUID | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    """form: what was refused; about: the assignment that it was about, if any. The version is the present one."""
    password = form if isinstance(form, PasswordForm) else PasswordForm(initial={"password": suggest_password()})
    context = {
        "now": now,
        "today": local_date(now),
        "section": "people",
        "seen": seen,
        "person": seen.user,
        "form": form,
        "about": about,
        "password": password,
        "refusal": refused and refused.sentence,
    }
    status = refused.status if refused else HTTPStatus.OK
    return render(request, "accounts/administration/person.html", context, status=status)


def _new_page(
    request: ActorRequest, form: NewPersonForm, now: datetime, *, refused: Refused | None = None
) -> HttpResponse:
    context = {"now": now, "section": "people", "form": form, "refusal": refused and refused.sentence}
    status = refused.status if refused else HTTPStatus.OK
    return render(request, "accounts/administration/new_person.html", context, status=status)


def _handing_over(
    request: ActorRequest, user: User, password: str, now: datetime, *, is_new: bool
) -> HttpResponse:
    """User name and password, this once. A form that came a second time with another password has changed nothing."""
    context: Mapping[str, Any] = {
        "now": now,
        "section": "people",
        "person": user,
        "password": password if user.check_password(password) else "",
        "is_new": is_new,
    }
    return render(request, "accounts/administration/handing_over.html", context)
