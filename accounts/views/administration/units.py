"""Units: listed, opened, changed and closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.actor import Actor
from accounts.administered import Shown, controllers_of, seen_by, units_beside, units_page
from accounts.doors import actor_required
from accounts.models import Assignment, Controller, Unit
from accounts.permissions import require
from accounts.roles import Permission
from accounts.services.recording import version_of
from accounts.services.units import UnitDetails, change_unit, close_unit, create_unit, kinds_of
from accounts.session import ActorRequest
from accounts.views.administration.doing import Refused, carry_out
from accounts.views.administration.forms import ChangeUnitForm, LastDayForm, NewUnitForm
from core import clock
from core.address import as_uuid, page_number, search_words
from core.db import acting_as
from rules.calendar import local_date


@require_GET
@actor_required
def units(request: ActorRequest) -> HttpResponse:
    """The units that she administers; search and whether they are open stand in the address."""
    by, now = request.actor, clock.now()
    search = search_words(request.GET)
    shown = Shown.ENDED if request.GET.get("visa") == Shown.ENDED else Shown.OPEN
    with acting_as(by):
        require(by, Permission.MANAGE_UNITS)
        page = units_page(by, on=local_date(now), search=search, shown=shown, page=page_number(request.GET))
        found = list(page)
    context = {
        "now": now,
        "section": "units",
        "page": page,
        "units": found,
        "search": search,
        "shown": shown,
        "query": f"{urlencode({'visa': shown, 'sok': search})}&",
    }
    return render(request, "accounts/administration/units.html", context)


@require_http_methods(["GET", "POST"])
@actor_required
def new_unit(request: ActorRequest) -> HttpResponse:
    """A unit opens. Where she administers several organisations she chooses first at which."""
    by, now = request.actor, clock.now()
    with acting_as(by):
        require(by, Permission.MANAGE_UNITS)
        controllers = list(controllers_of(by))
    asked = as_uuid(request.POST.get("controller") or request.GET.get("hos", ""))
    chosen = [one for one in controllers if one.ref == asked or len(controllers) == 1]
    if not chosen:
        context = {"now": now, "section": "units", "controllers": controllers, "is_refused": request.method == "POST"}
        status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
        return render(request, "accounts/administration/choose_controller.html", context, status=status)
    controller = chosen[0]
    beside, kinds = units_beside(by, controller, on=local_date(now)), kinds_of(controller)
    if request.method == "GET":
        form = NewUnitForm(initial={"ref": uuid4(), "valid_from": local_date(now)}, beside=beside, kinds=kinds)
        return _new_page(request, form, controller, now)

    form = NewUnitForm(request.POST, beside=beside, kinds=kinds)
    made = carry_out(
        request,
        form,
        lambda asked: create_unit(
            controller=controller,
            kind=asked["kind"],
            details=_details(asked),
            valid_from=asked["valid_from"],
            ref=asked["ref"],
            by=by,
            now=now,
        ),
    )
    if isinstance(made, Refused):
        return _new_page(request, form, controller, now, refused=made)
    messages.success(request, _("%(unit)s är upplagd. Ge uppdrag till dem som ska arbeta där.") % {"unit": made.name})
    return redirect("administration-unit", made.ref)


@require_http_methods(["GET", "POST"])
@actor_required
def unit(request: ActorRequest, ref: UUID) -> HttpResponse:
    """A unit and what others need to know of it, to be changed."""
    by, now = request.actor, clock.now()
    found = _administered(by, ref)
    beside = units_beside(by, found.controller, on=local_date(now), unit=found)
    if request.method == "GET":
        return _page(request, found, ChangeUnitForm(initial=_initial(found), beside=beside), LastDayForm(), now)

    form = ChangeUnitForm(request.POST, beside=beside)
    changed = carry_out(
        request,
        form,
        lambda asked: change_unit(
            found, details=_details(asked), by=by, now=now, expected_version=asked["expected_version"]
        ),
    )
    if isinstance(changed, Refused):
        return _page(request, found, form, LastDayForm(), now, refused=changed)
    messages.success(request, _("Ändringen är sparad."))
    return redirect("administration-unit", ref)


@require_POST
@actor_required
def end_unit(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The unit gets its last day; the assignments to it end with it."""
    by, now = request.actor, clock.now()
    found = _administered(by, ref)
    ending = LastDayForm(request.POST)
    ended = carry_out(request, ending, lambda asked: close_unit(found, last_day=asked["last_day"], by=by, now=now))
    if isinstance(ended, Refused):
        beside = units_beside(by, found.controller, on=local_date(now), unit=found)
        form = ChangeUnitForm(initial=_initial(found), beside=beside)
        return _page(request, _administered(by, ref), form, ending, now, refused=ended)
    messages.success(request, _("Enheten har fått sin sista dag. Uppdragen på den slutar samma dag."))
    return redirect("administration-unit", ref)


def _administered(by: Actor, ref: UUID) -> Unit:
    """Raises: NotPermitted; NotVisible."""
    with acting_as(by):
        require(by, Permission.MANAGE_UNITS)
        found: Unit = seen_by(by, Unit.objects.select_related("controller__principal", "parent", "stand_in"), ref)
        require(by, Permission.MANAGE_UNITS, found)
    return found


def _details(asked: Mapping[str, Any]) -> UnitDetails:
    return UnitDetails(**{field.name: asked[field.name] for field in fields(UnitDetails)})


def _initial(unit: Unit) -> dict[str, Any]:
    """What the form begins with: units by their refs."""
    values = {field.name: getattr(unit, field.name) for field in fields(UnitDetails)}
    return {name: value.ref if isinstance(value, Unit) else value for name, value in values.items()}


def _new_page(
    request: ActorRequest,
    form: NewUnitForm,
    controller: Controller,
    now: datetime,
    *,
    refused: Refused | None = None,
) -> HttpResponse:
    context = {
        "now": now,
        "section": "units",
        "form": form,
        "controller": controller,
        "refusal": refused and refused.sentence,
    }
    status = refused.status if refused else HTTPStatus.OK
    return render(request, "accounts/administration/new_unit.html", context, status=status)


def _page(
    request: ActorRequest,
    unit: Unit,
    form: ChangeUnitForm,
    ending: LastDayForm,
    now: datetime,
    *,
    refused: Refused | None = None,
) -> HttpResponse:
    """The version is the present one: whoever was too late reads what holds now, and may then send again."""
    is_stale = refused is not None and refused.status == HTTPStatus.CONFLICT and form.is_bound
    context = {
        "now": now,
        "section": "units",
        "unit": unit,
        "form": form,
        "ending": ending,
        "wrong": ending if ending.is_bound else form,
        "version": version_of(unit.ref),
        "assigned": Assignment.objects.filter(unit=unit).not_over_on(local_date(now)).count(),
        "standing": _standing(unit, form) if is_stale else (),
        "refusal": refused and refused.sentence,
    }
    status = refused.status if refused else HTTPStatus.OK
    return render(request, "accounts/administration/unit.html", context, status=status)


def _standing(unit: Unit, form: ChangeUnitForm) -> list[tuple[str, str]]:
    """What stands now where something else was typed: label and value in words."""
    now_holds = UnitDetails(**{field.name: getattr(unit, field.name) for field in fields(UnitDetails)})
    typed = _details(form.cleaned_data)
    return [
        (str(form.fields[field.name].label), _said(unit, field.name))
        for field in fields(UnitDetails)
        if getattr(typed, field.name) != getattr(now_holds, field.name)
    ]


def _said(unit: Unit, name: str) -> str:
    if name == "discreet":
        return _("ja") if unit.discreet else _("nej")
    if name == "outside":
        return str(unit.get_outside_display() or _("ja"))
    if name == "speciality":
        return str(unit.get_speciality_display()).capitalize()
    return str(getattr(unit, name) or _("inget"))
