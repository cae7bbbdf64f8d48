"""Groups of units: listed, made and changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.administered import groups_page, seen_by, units_of, units_offered
from accounts.doors import actor_required
from accounts.models import Unit, UnitGroup
from accounts.permissions import require
from accounts.roles import Permission
from accounts.services.groups import change_group, create_group
from accounts.services.recording import version_of
from accounts.session import ActorRequest
from accounts.views.administration.doing import Refused, carry_out
from accounts.views.administration.forms import ChangeGroupForm, GroupForm, NewGroupForm
from core import clock
from core.address import as_uuid, page_number, search_words
from core.db import acting_as
from rules.calendar import local_date

# The button that searches for units to add, and stores nothing.
SEARCH = "soker"


@require_GET
@actor_required
def groups(request: ActorRequest) -> HttpResponse:
    """The groups that are all hers."""
    by, search = request.actor, search_words(request.GET)
    with acting_as(by):
        require(by, Permission.MANAGE_UNITS)
        page = groups_page(by, search=search, page=page_number(request.GET))
        found = list(page)
    context = {
        "now": clock.now(),
        "section": "groups",
        "page": page,
        "groups": found,
        "search": search,
        "query": f"{urlencode({'sok': search})}&",
    }
    return render(request, "accounts/administration/groups.html", context)


@require_http_methods(["GET", "POST"])
@actor_required
def new_group(request: ActorRequest) -> HttpResponse:
    """Units get a name together."""
    by, now = request.actor, clock.now()
    with acting_as(by):
        require(by, Permission.MANAGE_UNITS)
    if request.method == "GET" or SEARCH in request.POST:
        typed = {"name": request.POST.get("name", ""), "ref": request.POST.get("ref") or uuid4()}
        return _page(request, NewGroupForm(initial=typed, units=units_of(by)), now, chosen=_ticked(request))

    form = NewGroupForm(request.POST, units=units_of(by))

    def make(asked: Mapping[str, Any]) -> UnitGroup:
        return create_group(name=asked["name"], units=asked["units"], ref=asked["ref"], by=by, now=now)

    return _answer(request, form, make, now, _("Gruppen är skapad. Nu kan den väljas när någon får ett uppdrag."))


@require_http_methods(["GET", "POST"])
@actor_required
def group(request: ActorRequest, ref: UUID) -> HttpResponse:
    """A group with its name and units, to be changed."""
    by, now = request.actor, clock.now()
    with acting_as(by):
        require(by, Permission.MANAGE_UNITS)
        found: UnitGroup = seen_by(by, UnitGroup.objects.all(), ref)
        require(by, Permission.MANAGE_UNITS, found)
        members = [unit.ref for unit in found.units.all()]
    if request.method == "GET":
        form = ChangeGroupForm(initial={"name": found.name}, units=units_of(by))
        return _page(request, form, now, chosen=members, group=found)
    if SEARCH in request.POST:
        form = ChangeGroupForm(initial={"name": request.POST.get("name", "")}, units=units_of(by))
        return _page(request, form, now, chosen=_ticked(request), group=found)

    form = ChangeGroupForm(request.POST, units=units_of(by))

    def change(asked: Mapping[str, Any]) -> UnitGroup:
        expected = asked["expected_version"]
        return change_group(
            found, name=asked["name"], units=asked["units"], by=by, now=now, expected_version=expected
        )

    return _answer(request, form, change, now, _("Ändringen är sparad."), group=found)


def _answer(
    request: ActorRequest,
    form: GroupForm,
    act: Callable[[Mapping[str, Any]], UnitGroup],
    now: datetime,
    done: str,
    *,
    group: UnitGroup | None = None,
) -> HttpResponse:
    made = carry_out(request, form, act)
    if isinstance(made, Refused):
        return _page(request, form, now, chosen=_ticked(request), group=group, refused=made)
    messages.success(request, done)
    return redirect("administration-group", made.ref)


def _ticked(request: ActorRequest) -> list[UUID]:
    return [ref for text in request.POST.getlist("units") if (ref := as_uuid(text))]


def _page(
    request: ActorRequest,
    form: GroupForm,
    now: datetime,
    *,
    chosen: Collection[UUID],
    group: UnitGroup | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    """chosen: the units that are ticked. group: None while there is none. The version is the present one."""
    by, search = request.actor, search_words(request.POST)
    ticked, others, has_more = units_offered(by, on=local_date(now), search=search, chosen=chosen)
    is_stale = group is not None and refused is not None and refused.status == HTTPStatus.CONFLICT
    context = {
        "now": now,
        "section": "groups",
        "form": form,
        "group": group,
        "version": version_of(group.ref) if group else None,
        "standing": _standing(group) if group and is_stale else None,
        "ticked": ticked,
        "others": others,
        "has_more": has_more,
        "search": search,
        "refusal": refused and refused.sentence,
    }
    status = refused.status if refused else HTTPStatus.OK
    return render(request, "accounts/administration/group.html", context, status=status)


def _standing(group: UnitGroup) -> list[Unit]:
    """The units that it has now."""
    return list(group.units.order_by("sort_key", "id"))
