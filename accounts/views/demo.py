"""The demo's accounts on one page, each signed in with a click. Nowhere but in a demo."""

from __future__ import annotations

from itertools import groupby

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.doors import address_after
from accounts.forms import ChoiceForm
from accounts.models import Assignment
from accounts.roles import Role
from accounts.session import ActingRequest, choose, sign_in
from core import clock
from rules.calendar import local_date


@require_http_methods(["GET", "POST"])
def demo(request: ActingRequest) -> HttpResponse:
    """Accounts by role; a press signs in as one of them, in the assignment that was pressed."""
    if not settings.DEMO:
        raise Http404
    today = local_date(clock.now())
    offered = Assignment.objects.with_scope().valid_on(today).filter(user__is_active=True, user__is_staff=False)
    if request.method == "GET":
        order = {role: place for place, role in enumerate(Role.values)}
        by_role = sorted(offered, key=lambda one: (order[one.role], one.scope.sort_key, one.user.full_name))
        roles = [(Role(role).label, list(ones)) for role, ones in groupby(by_role, key=lambda one: one.role)]
        return render(request, "accounts/demo.html", {"roles": roles})
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        raise Http404
    assignment = get_object_or_404(offered, ref=form.cleaned_data["ref"])
    sign_in(request, assignment.user)
    choose(request, assignment.user, assignment.ref, today)
    return redirect(address_after(request))
