"""Signing in and out with a local account."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.doors import address_after, assignment_page, sign_in_page
from accounts.forms import SignInForm
from accounts.kept import restore
from accounts.models import User
from accounts.session import ActingRequest
from accounts.session import sign_in as begin


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: ActingRequest) -> HttpResponse:
    """The sign-in page. Whoever is signed in already is sent on."""
    if request.method == "GET":
        if request.user.is_authenticated:
            return redirect(address_after(request))
        return sign_in_page(request, SignInForm(request), HTTPStatus.OK, kept="")
    form = SignInForm(request, request.POST)
    user = form.user if form.is_valid() else None
    if user is None:
        return sign_in_page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY, kept=request.POST.get("kept", ""))
    begin(request, user)
    return go_on(request, user)


def go_on(request: ActingRequest, user: User) -> HttpResponse:
    """After signing in or choosing: the choice of assignment if there is one, what was kept, or where it was going."""
    kept = request.POST.get("kept", "")
    if request.actor is None and not user.is_staff:
        return assignment_page(request, user, HTTPStatus.OK, kept=kept)
    if kept:
        return render(request, "accounts/continue.html", {"form": restore(kept)})
    return redirect(address_after(request))


def locked_out(request: HttpRequest, response: HttpResponse, credentials: object) -> HttpResponse:
    """The sign-in page after too many wrong passwords for one name from one address (django-axes calls this)."""
    form = SignInForm(request, initial={"username": request.POST.get("username", "")})
    return sign_in_page(
        request, form, HTTPStatus.TOO_MANY_REQUESTS, kept=request.POST.get("kept", ""), is_locked_out=True
    )


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, and have the browser forget every page that it has kept."""
    logout(request)
    response = redirect("sign-in")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response
