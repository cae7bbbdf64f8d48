"""What happened to a patient is written down: who, when, and what was before and after.

An event's data name other patients by ref and numbers by domain and value. Of register data they hold which fields
changed, and the values only of the municipality and the protection, which later answers rest on.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from accounts.actor import Actor
from discharge.identifiers import Identity
from discharge.models import Patient, PatientEvent
from discharge.models.patients import PatientEventKind


def tell(patient: Patient, what: PatientEventKind, /, *, by: Actor, now: datetime, **data: Any) -> None:
    """Write the event, which gives the patient its next version. The row is locked, or new."""
    patient.version += 1
    patient.save(update_fields=["version"])
    PatientEvent.objects.create(
        patient=patient,
        seq=patient.version,
        kind=what,
        at=now,
        recorded_at=now,
        data={name: _plain(value) for name, value in data.items()},
        **by.signature,
    )


def _plain(value: object) -> object:
    """A value as JSON knows it."""
    if isinstance(value, Identity):
        return {"oid": value.oid, "value": value.value}
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value
