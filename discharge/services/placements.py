"""A municipality has arranged where a person lives: from one day to another, perhaps in another municipality."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Municipality
from accounts.services.organisations import check_last_day
from accounts.services.recording import save
from core.errors import NotVisible
from discharge.models import Placement
from discharge.models.patients import PatientEventKind, PlacementKind
from discharge.patient_errors import AlreadyPlaced
from discharge.services.persons import hold
from discharge.services.tracing import tell
from rules.errors import InvalidInput, Problem


@transaction.atomic
def place(
    ref: UUID,
    *,
    municipality_code: str,
    kind: PlacementKind,
    place: str = "",
    valid_from: date,
    valid_to: date | None = None,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> UUID:
    """A municipality has decided that the person lives in a place; the ref of the placement.

    municipality_code: the municipality that decided, which answers for her wherever she is registered (5 kap. 2 §).
    valid_to: the last day, included. Raises: NotVisible; NotPermitted; StalePatient; InvalidInput; AlreadyPlaced.
    """
    person = hold(ref, by=by, expected_version=expected_version)
    if not Municipality.objects.valid_on(valid_from).filter(code=municipality_code).exists():
        raise InvalidInput(Problem("municipality_code", "is no municipality"))
    holding = Placement.objects.filter(patient__in=person.rows).not_over_on(valid_from)
    if valid_to is not None:
        holding = holding.filter(valid_from__lte=valid_to)
    if holding.exists():
        raise AlreadyPlaced("another placement holds in the same time")
    placement = Placement(
        patient=person.root,
        municipality_code=municipality_code,
        kind=kind,
        place=" ".join(place.split()),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    save(placement)
    tell(
        person.root,
        PatientEventKind.PLACED,
        by=by,
        now=now,
        placement=placement.ref,
        municipality_code=municipality_code,
        kind=kind,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    return placement.ref


@transaction.atomic
def end_placement(ref: UUID, *, last_day: date, by: Actor, now: datetime, expected_version: int) -> UUID:
    """The placement's last day, included: one that has begun and has not passed.

    expected_version: the person's. Raises: NotVisible; NotPermitted; StalePatient; AlreadyEnded; InvalidInput.
    """
    placement = Placement.objects.filter(ref=ref).select_related("patient").first()
    if placement is None:
        raise NotVisible("no such placement")
    person = hold(placement.patient.ref, by=by, expected_version=expected_version)
    placement.refresh_from_db()
    check_last_day(placement.valid_to, last_day, now)
    placement.valid_to = last_day
    save(placement)
    row = person.rows[placement.patient_id]
    tell(row, PatientEventKind.PLACEMENT_ENDED, by=by, now=now, placement=placement.ref, last_day=last_day)
    return ref
