"""How the services of accounts save a row, and write down that they did."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model

from accounts.actor import Actor
from accounts.errors import FormReused, StaleForm, Taken
from accounts.models import AdministrativeEvent
from rules.errors import InvalidInput, Problem

Row = TypeVar("Row", bound=Model)


def save(row: Model) -> None:
    """Save what the table's own rules allow.

    Raises: InvalidInput with a problem per field; Taken when somebody made the same a moment ago.
    """
    try:
        row.full_clean()
    except ValidationError as error:
        raise invalid(error) from error
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Taken(f"{type(row).__name__} was made by somebody else meanwhile") from error


def invalid(error: ValidationError) -> InvalidInput:
    """A table's or a form's objections as a refusal."""
    return InvalidInput(
        *(
            Problem("" if field == NON_FIELD_ERRORS else field, str(message))
            for field, messages in error.message_dict.items()
            for message in messages
        )
    )


def locked(row: Row) -> Row:
    """The row as it is now, held until the transaction ends."""
    rows: Any = type(row)._default_manager.select_for_update(no_key=True)
    found: Row = rows.get(pk=row.pk)
    return found


def record(kind: str, subject: UUID, /, *, by: Actor, now: datetime, **data: object) -> None:
    """Write down an administrative act, in its own transaction."""
    AdministrativeEvent.objects.create(
        at=now,
        kind=kind,
        subject_ref=subject,
        data={name: _plain(value) for name, value in data.items()},
        **by.signature,
    )


def is_recorded(kind: str, subject: UUID, /, *, by: Actor, **data: object) -> bool:
    """Whether the same person has done the same to it in the same assignment: a form that was sent twice.

    subject: the ref that the form chose for what it makes.
    Raises: FormReused when it was done with other data.
    """
    signature = {"user_id": by.user_id, "assignment_ref": by.assignment_ref}
    earlier = AdministrativeEvent.objects.filter(subject_ref=subject, kind=kind, **signature).first()
    if earlier is None:
        return False
    if earlier.data != {name: _plain(value) for name, value in data.items()}:
        raise FormReused(f"{kind} was done with other data")
    return True


def version_of(subject: UUID) -> int:
    """How many administrative acts there have been: what a form that changes it expects."""
    return AdministrativeEvent.objects.filter(subject_ref=subject).count()


def check_version(subject: UUID, expected: int | None) -> None:
    """Refuse what is based on an earlier version; its row is locked. None: whoever asks has seen none.

    Raises: StaleForm.
    """
    if expected is not None and version_of(subject) != expected:
        raise StaleForm("something was done with it after the form was opened")


def _plain(value: object) -> object:
    """A value as JSON knows it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Model):
        return str(value.ref) if hasattr(value, "ref") else value.pk
    if isinstance(value, UUID):
        return str(value)
    return value
