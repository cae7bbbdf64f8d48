"""Cases are opened."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from accounts.actor import Actor
from accounts.models import Unit
from accounts.permissions import require
from accounts.roles import Permission
from core.errors import NotVisible
from discharge.errors import PatientMerged
from discharge.event_shapes.common import Nothing
from discharge.facts import facts_of
from discharge.models import Case, Event, Participation, Patient
from discharge.models.events import EventKind
from discharge.services.deriving import derive_turns
from discharge.services.grants import name_the_opener
from discharge.services.recording import acting_unit, record
from discharge.services.rights import participation
from rules.calendar import local_date


@transaction.atomic
def open_case(patient: UUID, *, unit: UUID, by: Actor, now: datetime) -> Case:
    """A case without a hospital stay is opened about a person, at one of the actor's units, which takes part in it.

    patient: the ref that finding the person by her number gave. Whoever opens the case of a person with protected
    identity is named for it.
    Raises: NotPermitted; NotYourUnit; NotVisible; PatientMerged.
    """
    require(by, Permission.OPEN_CASE)
    opener = acting_unit(unit, by=by)
    case = new_case(held_patient(patient), Unit.objects.get(pk=opener.id), now=now)
    record(case, EventKind.CASE_OPENED, Nothing(), by=by, now=now, unit=opener, audience=Event.Audience.OWN)
    name_the_opener(case, unit=opener, by=by, now=now)
    derive_turns(case, facts_of(case))
    return case


def held_patient(ref: UUID) -> Patient:
    """The patient, held so that nobody becomes protected, or is merged into another, while her case is being opened.

    Raises: NotVisible; PatientMerged.
    """
    person = Patient.objects.select_for_update(no_key=True).filter(ref=ref).first()
    if person is None:
        raise NotVisible("no such patient")
    if person.merged_into_id is not None:
        raise PatientMerged("the patient is merged into another")
    return person


def hold_patient_of(case_ref: UUID) -> Patient:
    """Whom a case is about, held likewise, before the case is locked. Raises: NotVisible."""
    ref = Case.objects.filter(ref=case_ref).values_list("patient__ref", flat=True).first()
    if ref is None:
        raise NotVisible("no such case")
    return Patient.objects.select_for_update(no_key=True).get(ref=ref)


def new_case(patient: Patient, opener: Unit, *, now: datetime) -> Case:
    """A case with its number, which the unit that opens it takes part in. Why it was opened is told by an event."""
    case = Case.objects.create(number=_next_number(now), patient=patient, opened_at=now)
    participation(case, opener, Participation.Capacity.OPENER, now=now).save()
    return case


def _next_number(now: datetime) -> str:
    """The next number of the year in Sweden, "26-1163"; whoever opens a case meanwhile waits for the commit."""
    year = local_date(now).year
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO discharge_casecounter (year, last) VALUES (%s, 1)"
            " ON CONFLICT (year) DO UPDATE SET last = discharge_casecounter.last + 1 RETURNING last",
            [year],
        )
        (last,) = cursor.fetchone()
    return f"{year % 100:02}-{last}"
