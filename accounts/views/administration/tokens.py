"""Tokens of an assignment: another system's way in, made and revoked."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.administered import seen_by, tokens_of
from accounts.doors import actor_required
from accounts.models import ApiToken, Assignment
from accounts.permissions import require
from accounts.roles import Permission
from accounts.services.tokens import create_token, revoke_token
from accounts.session import ActorRequest
from accounts.views.administration.assignments import managed_assignment
from accounts.views.administration.doing import Refused, carry_out
from accounts.views.administration.forms import TokenForm
from core import clock
from core.db import acting_as
from rules.calendar import days_after, local_date

# What is proposed; the service knows the limit.
A_YEAR_DAYS = 365


@require_http_methods(["GET", "POST"])
@actor_required
def tokens(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The tokens of an assignment; a new one's secret is shown this once."""
    by, now = request.actor, clock.now()
    assignment = managed_assignment(by, ref)
    if request.method == "GET":
        return _page(request, assignment, _empty(now), now)

    form = TokenForm(request.POST)
    made = carry_out(
        request,
        form,
        lambda asked: create_token(
            assignment=assignment,
            name=asked["name"],
            expires_at=asked["expires_at"],
            ref=asked["ref"],
            by=by,
            now=now,
        ),
    )
    if isinstance(made, Refused):
        return _page(request, assignment, form, now, refused=made)
    token, secret = made
    return _page(request, assignment, _empty(now), now, made=token, secret=secret)


@require_POST
@actor_required
def revoke(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The token is refused from now on."""
    by, now = request.actor, clock.now()
    with acting_as(by):
        require(by, Permission.MANAGE_USERS)
        token: ApiToken = seen_by(by, ApiToken.objects.select_related("assignment"), ref)
    assignment = managed_assignment(by, token.assignment.ref)
    form = forms.Form(request.POST)
    revoked = carry_out(request, form, lambda asked: revoke_token(token, by=by, now=now))
    if isinstance(revoked, Refused):
        return _page(request, assignment, _empty(now), now, refused=revoked)
    messages.success(request, _("Nyckeln är återkallad och släpps inte in mer."))
    return redirect("administration-tokens", assignment.ref)


def _empty(now: datetime) -> TokenForm:
    return TokenForm(initial={"ref": uuid4(), "expires_at": days_after(local_date(now), A_YEAR_DAYS)})


def _page(
    request: ActorRequest,
    assignment: Assignment,
    form: TokenForm,
    now: datetime,
    *,
    made: ApiToken | None = None,
    secret: str = "",
    refused: Refused | None = None,
) -> HttpResponse:
    """made: the token that has just been made, with its secret; without one when it had been made before."""
    context = {
        "now": now,
        "section": "people",
        "assignment": assignment,
        "holds": assignment.is_valid_on(local_date(now)),
        "tokens": tokens_of(assignment),
        "form": form,
        "made": made,
        "secret": secret,
        "refusal": refused and refused.sentence,
    }
    status = refused.status if refused else HTTPStatus.OK
    return render(request, "accounts/administration/tokens.html", context, status=status)
