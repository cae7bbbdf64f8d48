"""Assignments are given, ended and revoked."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q

from accounts.actor import Actor
from accounts.errors import (
    AccountNotInUse,
    AlreadyEnded,
    LongerThanOpen,
    NotOpenThen,
    OwnAssignment,
    RoleNotAtHome,
    Taken,
)
from accounts.models import Assignment, Controller, Principal, Unit, UnitGroup, User
from accounts.models.assignments import Scope
from accounts.permissions import require
from accounts.roles import ROLES, Permission, Role
from accounts.services.organisations import check_last_day
from accounts.services.recording import is_recorded, locked, record, save
from rules.errors import Problem


@transaction.atomic
def give_assignment(
    *,
    user: User,
    role: Role,
    scope: Scope,
    valid_from: date,
    valid_to: date | None = None,
    ref: UUID | None = None,
    by: Actor,
    now: datetime,
) -> Assignment:
    """A person may act in a role for a unit, a group, a controller or a principal, from one day to another.

    ref: chosen by the form, so that one sent twice gives one assignment.
    Raises: OwnAssignment; Taken when she has the same already; InvalidInput when the role is not at home there.
    """
    require(by, Permission.MANAGE_USERS, scope)
    if user.id == by.user_id:
        raise OwnAssignment("nobody gives herself an assignment")
    data = {"user": user, "assigned_role": role, "scope": scope, "valid_from": valid_from, "valid_to": valid_to}
    if ref and is_recorded("assignment_given", ref, by=by, **data):
        return Assignment.objects.get(ref=ref)
    user = locked(user)
    if user.is_staff or not user.is_active:
        raise AccountNotInUse(Problem("user", "is an operator, or may not sign in"))
    _check_role(role, scope)
    _check_dates(scope, valid_from, valid_to)
    assignment = Assignment(
        ref=ref or uuid4(), user=user, role=role, valid_from=valid_from, valid_to=valid_to, **_column(scope)
    )
    _check_not_given(assignment)
    save(assignment)
    record("assignment_given", assignment.ref, by=by, now=now, **data)
    return assignment


@transaction.atomic
def end_assignment(assignment: Assignment, *, last_day: date, by: Actor, now: datetime) -> Assignment:
    """The assignment's last day, included; it may be moved as long as it has not passed."""
    assignment = _managed(assignment, by)
    if assignment.revoked_at is not None:
        raise AlreadyEnded("the assignment is revoked", on=assignment.revoked_at)
    check_last_day(None, last_day, now)
    if assignment.valid_to is not None and assignment.valid_to < last_day:
        raise AlreadyEnded("the assignment ends before that", on=assignment.valid_to)
    if assignment.valid_to == last_day:
        return assignment
    assignment.valid_to = last_day
    save(assignment)
    record("assignment_ended", assignment.ref, by=by, now=now, last_day=last_day)
    return assignment


@transaction.atomic
def revoke_assignment(assignment: Assignment, *, by: Actor, now: datetime) -> Assignment:
    """The assignment is over at once, also for whoever is signed in with it and for its API tokens."""
    assignment = _managed(assignment, by)
    if assignment.revoked_at is not None:
        raise AlreadyEnded("the assignment is revoked", on=assignment.revoked_at)
    assignment.revoked_at = now
    save(assignment)
    record("assignment_revoked", assignment.ref, by=by, now=now)
    return assignment


def _managed(assignment: Assignment, by: Actor) -> Assignment:
    if assignment.user_id == by.user_id:
        raise OwnAssignment("nobody ends her own assignment")
    require(by, Permission.MANAGE_USERS, assignment)
    return locked(assignment)


def _check_role(role: Role, scope: Scope) -> None:
    """Who works with patients does so at units; who works with organisations covers them as a whole."""
    kinds = ROLES[role].unit_kinds
    if not kinds:
        fits = isinstance(scope, Controller | Principal)
    elif isinstance(scope, Unit):
        fits = scope.kind in kinds
    elif isinstance(scope, UnitGroup):
        fits = scope.units.filter(kind__in=kinds).exists()
    else:
        fits = isinstance(scope, Controller)
    if not fits:
        raise RoleNotAtHome(Problem("role", f"{role} is not at home at {scope}"))


def _check_dates(scope: Scope, valid_from: date, valid_to: date | None) -> None:
    """Inside the time that the unit or organisation is open; a group has no dates of its own."""
    if isinstance(scope, UnitGroup):
        return
    if not scope.is_valid_on(valid_from):
        raise NotOpenThen(Problem("valid_from", "is a day when what the assignment is for is not open"))
    if scope.valid_to is not None and (valid_to is None or valid_to > scope.valid_to):
        raise LongerThanOpen(Problem("valid_to", "is later than what the assignment is for"))


def _check_not_given(new: Assignment) -> None:
    same = Assignment.objects.filter(user=new.user, role=new.role, revoked_at=None, **_column(new.scope))
    overlapping = same.not_over_on(new.valid_from)
    if new.valid_to is not None:
        overlapping = overlapping.filter(Q(valid_from__lte=new.valid_to))
    if overlapping.exists():
        raise Taken("the user has this assignment already")


def _column(scope: Scope) -> dict[str, Scope]:
    names = {Unit: "unit", UnitGroup: "group", Controller: "controller", Principal: "principal"}
    return {names[type(scope)]: scope}
