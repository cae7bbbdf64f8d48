"""The one way in which something happens in a case: lock it, ask, change, write the event, derive what follows."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from accounts.actor import ActingUnit, Actor
from accounts.models import Unit
from accounts.permissions import require
from accounts.roles import Permission
from core.errors import NotVisible
from discharge import event_data
from discharge.errors import CaseClosed, NotYourUnit, StaleNotice
from discharge.event_data import EventData
from discharge.models import Case, Event, Notice
from discharge.models.events import EventKind
from rules.errors import NotPermitted


def lock_case(ref: UUID, *, by: Actor, permission: Permission) -> Case:
    """The case, locked until the transaction ends, for whoever may do this in it.

    The lock lets other tables refer to the case meanwhile. It comes after a person's, and before every other lock.
    Raises: NotVisible; NotPermitted; CaseClosed.
    """
    case = Case.objects.select_for_update(no_key=True).filter(ref=ref).first()
    if case is None:
        raise NotVisible("no such case")
    require(by, permission, case)
    if case.closed_at is not None:
        raise CaseClosed("the case is closed", closed_at=case.closed_at)
    return case


def lock_notice(ref: UUID, *, by: Actor, permission: Permission, expected_version: int) -> Notice:
    """The notice, its case locked, for whoever may do this with it and has seen the version that holds now.

    Raises: NotVisible; NotPermitted; StaleNotice.
    """
    found = Notice.objects.filter(ref=ref).values_list("case_id", flat=True).first()
    if found is None:
        raise NotVisible("no such notice")
    case = Case.objects.select_for_update(no_key=True).get(pk=found)
    notice = Notice.objects.get(ref=ref)  # read after the lock: what holds now
    notice.case = case
    require(by, permission, notice)
    if notice.version != expected_version:
        raise StaleNotice(
            f"version {expected_version} expected, is {notice.version}",
            version=notice.version,
            corrected_at=notice.versions.get(number=notice.version).sent_at,
        )
    return notice


def acting_unit(ref: UUID, *, by: Actor) -> ActingUnit:
    """The unit as which the actor acts. Raises: NotYourUnit when the assignment does not cover it."""
    for unit in by.units.values():
        if unit.ref == ref:
            return unit
    raise NotYourUnit(f"{by.role} does not act for the unit")


def assignment_of(by: Actor) -> UUID:
    """The assignment of a person. Raises: NotPermitted for a system, which writes no drafts and repeats no requests."""
    if by.assignment_ref is None:
        raise NotPermitted(f"{by.system_name} has no assignment")
    return by.assignment_ref


def record(
    case: Case,
    kind: EventKind,
    data: EventData,
    *,
    by: Actor,
    now: datetime,
    unit: ActingUnit | Unit,
    audience: Event.Audience,
    notice: Notice | None = None,
    party: Unit | None = None,
    at: datetime | None = None,
    corrects: Event | None = None,
) -> Event:
    """Write what happened under the case's lock, which makes `seq` gapless.

    at: when it happened in the world, for what did (admitted, assessed, left); everything else happens now.
    corrects: an event that was wrong, which stays as it was told.
    """
    case.last_seq += 1
    case.save(update_fields=["last_seq"])
    return Event.objects.create(
        case=case,
        seq=case.last_seq,
        kind=kind,
        schema_version=event_data.SCHEMA_VERSION,
        at=at or now,
        recorded_at=now,
        unit_id=unit.id,
        controller_id=unit.controller_id,
        side=unit.side,
        audience=audience,
        notice=notice,
        party=party,
        corrects=corrects,
        data=event_data.written(kind, data),
        **by.signature,
    )
