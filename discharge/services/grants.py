"""Access that one person grants another in a case: given with a reason and a last day, ended, and told by events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.contrib.auth.models import Permission as GuardianPermission
from django.db import transaction

from accounts.actor import ActingUnit, Actor
from accounts.models import Unit, User
from accounts.permissions import require
from accounts.roles import Permission
from core.errors import NotVisible
from discharge.event_data import Granted, GrantEnded
from discharge.links import access_link
from discharge.models import Case, CaseGrant, Event, Participation, RegisterData
from discharge.models.events import EventKind
from discharge.models.grants import READ_EXTRA, READ_PROTECTED
from discharge.models.protection import Protection
from discharge.services.recording import record
from notifications.models import Urgency
from notifications.services import notify
from rules.calendar import days_after, local_date
from rules.errors import InvalidInput, Problem

CODENAMES: Final = frozenset({READ_EXTRA, READ_PROTECTED})
LONGEST_DAYS: Final = 365
# Whoever opens a protected person's case is named for so long; a head of unit prolongs it.
OPENER_DAYS: Final = 90
OPENER_REASON: Final = "Öppnade ärendet"


@transaction.atomic
def grant_access(
    case_ref: UUID, *, unit: UUID, user: User, permission: str, ends_on: date, reason: str, by: Actor, now: datetime
) -> CaseGrant:
    """A named person may read the case on behalf of a unit that takes part in it, up to and including a day.

    permission: `read_extra`, or `read_protected` where the person's identity is protected. A second grant of the same
    replaces the first. The one who grants need not see the case herself: it is enough that she answers for the unit.
    Raises: NotPermitted; NotVisible; InvalidInput.
    """
    case, on_behalf_of = _administered(case_ref, unit, by=by)
    today = local_date(now)
    _check(permission, reason, first=today, last=ends_on)
    return _give(case, on_behalf_of, user, permission, ends_on, reason, by=by, now=now)


@transaction.atomic
def end_access(
    case_ref: UUID, *, unit: UUID, user: User, permission: str, reason: str, by: Actor, now: datetime
) -> None:
    """A named person's access ends at once. Raises: NotPermitted; NotVisible when she has none."""
    case, on_behalf_of = _administered(case_ref, unit, by=by)
    found = CaseGrant.objects.filter(
        content_object=case, user=user, permission=_permission(permission), **_side(on_behalf_of)
    )
    deleted, _ = found.delete()
    if not deleted:
        raise NotVisible("no such grant")
    data = GrantEnded(user.pk, permission, reason)
    record(case, EventKind.ACCESS_ENDED, data, by=by, now=now, unit=on_behalf_of, audience=Event.Audience.OWN)


def name_the_opener(case: Case, *, unit: ActingUnit, by: Actor, now: datetime) -> None:
    """Whoever opens the case of a person with protected identity may read it; nobody else at the unit may."""
    if is_protected(case):
        name_actor(case, unit=unit, reason=OPENER_REASON, by=by, now=now)


def name_actor(case: Case, *, unit: ActingUnit, reason: str, by: Actor, now: datetime) -> None:
    """Whoever acts is herself named for a protected person's case, on behalf of a unit of hers. The case is locked."""
    user, last = User.objects.get(pk=by.user_id), days_after(local_date(now), OPENER_DAYS)
    _give(case, Unit.objects.get(pk=unit.id), user, READ_PROTECTED, last, reason, by=by, now=now)


def ask_for_names(case: Case, units: Mapping[int, tuple[int, str]], *, about: str, now: datetime) -> None:
    """Each unit on a side where nobody is named for a protected person's case is told so at once.

    units: by id, each with the controller and side on which it takes part. about: what names this occasion.
    """
    grants = CaseGrant.objects.filter(content_object=case, permission__codename=READ_PROTECTED)
    named = set(grants.filter(ends_on__gte=local_date(now)).values_list("controller_id", "side"))
    for unit_id, side in units.items():
        if side not in named:
            notify(
                unit_id=unit_id,
                kind="names_needed",
                urgency=Urgency.NOW,
                link=access_link(case),
                key=f"names_needed:{about}:{unit_id}",
                now=now,
            )


def is_protected(case: Case) -> bool:
    """Whether the person that the case is about has protected identity, in any degree."""
    return RegisterData.objects.filter(patient=case.patient_id).exclude(protection=Protection.NONE).exists()


def _administered(case_ref: UUID, unit: UUID, *, by: Actor) -> tuple[Case, Unit]:
    """The case, locked, and the unit on whose behalf access is given: it takes part, and the actor answers for it."""
    require(by, Permission.GRANT_ACCESS)
    case = Case.objects.select_for_update(no_key=True).filter(ref=case_ref).first()
    takes_part = (
        Participation.objects.filter(case=case, unit__ref=unit, to_at__isnull=True).select_related("unit").first()
    )
    if case is None or takes_part is None or not _answers_for(by, takes_part.unit):
        raise NotVisible("no such case at a unit that the actor answers for")
    return case, takes_part.unit


def _answers_for(by: Actor, unit: Unit) -> bool:
    return unit.pk in by.units or unit.controller_id in by.controller_ids


def _check(permission: str, reason: str, *, first: date, last: date) -> None:
    problems = []
    if permission not in CODENAMES:
        problems.append(Problem("permission", "is not one that is granted in a case"))
    if not reason.strip():
        problems.append(Problem("reason", "is empty"))
    if not first <= last <= days_after(first, LONGEST_DAYS):
        problems.append(Problem("ends_on", f"is not within {LONGEST_DAYS} days"))
    if problems:
        raise InvalidInput(*problems)


def _give(
    case: Case, unit: Unit, user: User, permission: str, ends_on: date, reason: str, *, by: Actor, now: datetime
) -> CaseGrant:
    grant: CaseGrant
    grant, _ = CaseGrant.objects.update_or_create(
        content_object=case,
        user=user,
        permission=_permission(permission),
        **_side(unit),
        defaults={"unit": unit, "reason": reason, "granted_at": now, "ends_on": ends_on},
    )
    data = Granted(user.pk, permission, ends_on, reason)
    record(case, EventKind.ACCESS_GRANTED, data, by=by, now=now, unit=unit, audience=Event.Audience.OWN)
    return grant


def _permission(codename: str) -> GuardianPermission:
    return GuardianPermission.objects.get(codename=codename, content_type__app_label="discharge")


def _side(unit: Unit) -> dict[str, Any]:
    return {"controller_id": unit.controller_id, "side": unit.side}
