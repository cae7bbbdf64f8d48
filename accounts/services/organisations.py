"""Principals and controllers begin and end."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.forms import model_to_dict

from accounts.actor import Actor
from accounts.errors import AlreadyEnded, LastDayPassed, NotOpenThen, StillInUse
from accounts.models import Controller, Principal
from accounts.permissions import require
from accounts.roles import Permission
from accounts.services.recording import locked, record, save
from core.sorting import sort_key
from rules.calendar import local_date
from rules.errors import Problem


@transaction.atomic
def create_principal(
    *, kind: Principal.Kind, code: str, name: str, valid_from: date, by: Actor, now: datetime
) -> Principal:
    """A region or municipality begins to use the system. Only operators of the installation do this."""
    require(by, Permission.MANAGE_PRINCIPALS)
    principal = Principal(kind=kind, code=code, name=name, sort_key=sort_key(name), valid_from=valid_from)
    save(principal)
    record("principal_created", principal.ref, by=by, now=now, kind=kind, code=code, name=name, valid_from=valid_from)
    return principal


@transaction.atomic
def close_principal(principal: Principal, *, last_day: date, by: Actor, now: datetime) -> Principal:
    """The principal's last day, included; its controllers must have ended by then."""
    require(by, Permission.MANAGE_PRINCIPALS, principal)
    principal = locked(principal)
    check_last_day(principal.valid_to, last_day, now)
    if remaining := principal.controllers.not_over_on(last_day).exclude(valid_to=last_day).first():
        raise StillInUse("the principal has open controllers", by=remaining.name)
    principal.valid_to = last_day
    save(principal)
    record("principal_closed", principal.ref, by=by, now=now, last_day=last_day)
    return principal


@transaction.atomic
def create_controller(
    *,
    principal: Principal,
    kind: Controller.Kind,
    name: str,
    valid_from: date,
    organisation_number: str = "",
    by: Actor,
    now: datetime,
) -> Controller:
    """A board, or a private provider that works for the principal, begins to use the system."""
    require(by, Permission.MANAGE_UNITS, principal)
    if not principal.is_valid_on(valid_from):
        raise NotOpenThen(Problem("valid_from", "the principal is not open on that day"))
    controller = Controller(
        principal=principal,
        kind=kind,
        name=name,
        sort_key=sort_key(name),
        valid_from=valid_from,
        organisation_number=organisation_number,
    )
    save(controller)
    record(
        "controller_created",
        controller.ref,
        by=by,
        now=now,
        principal=principal,
        kind=kind,
        name=name,
        valid_from=valid_from,
        organisation_number=organisation_number,
    )
    return controller


@transaction.atomic
def close_controller(controller: Controller, *, last_day: date, by: Actor, now: datetime) -> Controller:
    """The controller's last day, included; its units must have closed by then."""
    require(by, Permission.MANAGE_UNITS, controller.principal)
    controller = locked(controller)
    check_last_day(controller.valid_to, last_day, now)
    if remaining := controller.units.not_over_on(last_day).exclude(valid_to=last_day).first():
        raise StillInUse("the controller has open units", by=remaining.name)
    controller.valid_to = last_day
    save(controller)
    record("controller_closed", controller.ref, by=by, now=now, last_day=last_day)
    return controller


@transaction.atomic
def save_organisation(organisation: Principal | Controller, *, by: Actor, now: datetime) -> None:
    """What an operator has entered or corrected by hand, as it stands."""
    require(by, Permission.MANAGE_PRINCIPALS)
    organisation.sort_key = sort_key(organisation.name)
    save(organisation)
    record("organisation_saved", organisation.ref, by=by, now=now, **model_to_dict(organisation))


def check_last_day(valid_to: date | None, last_day: date, now: datetime) -> None:
    """Refuse a second last day, and one that has already passed in Sweden."""
    if valid_to is not None:
        raise AlreadyEnded("the last day is already set", on=valid_to)
    if last_day < local_date(now):
        raise LastDayPassed(Problem("last_day", "the day has passed"))
