"""Choosing and switching assignment."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.doors import assignment_page, sign_in_first
from accounts.forms import ChoiceForm
from accounts.session import ActingRequest, choose
from accounts.views.signing_in import go_on
from core import clock
from core.errors import NotVisible
from rules.calendar import local_date


@require_http_methods(["GET", "POST"])
def assignments(request: ActingRequest) -> HttpResponse:
    """One's assignments today; a press makes one of them active and goes on."""
    if not request.user.is_authenticated:
        return sign_in_first(request)
    if request.method == "GET":
        return assignment_page(request, request.user, HTTPStatus.OK, kept="")
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        raise NotVisible("no assignment was named")
    choose(request, request.user, form.cleaned_data["ref"], local_date(clock.now()))
    return go_on(request, request.user)
