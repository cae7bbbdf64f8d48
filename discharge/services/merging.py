"""Two patients found to be one person are merged, and split again when that was wrong.

Merging is a link from one row to another and nothing else: cases, numbers, notices, consents and log rows stay with the
row that they had (law.md S-74). What the link brings with it is told by events on both rows.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from discharge.domains import DOMAINS
from discharge.identifiers import Identity
from discharge.models import Case, PatientIdentity
from discharge.models.patients import PatientEventKind
from discharge.models.protection import Protection
from discharge.patient_errors import AlreadyOnePerson, NotMerged, TwoPersons
from discharge.selectors.merged import rows_of_persons
from discharge.services.persons import HeldPerson, expect_version, hold, lock, permitted
from discharge.services.protecting import protect_at_least
from discharge.services.reasons import required
from discharge.services.tracing import tell


@transaction.atomic
def merge_patients(
    ref: UUID, *, into: UUID, reason: str, by: Actor, now: datetime, expected_version: int, into_version: int
) -> UUID:
    """Two patients are the same person; she is shown from now on as the one that the other is merged into.

    Both are seen by the actor. When one is protected, both are from now on.
    Raises: NotVisible; NotPermitted; StalePatient; InvalidInput; AlreadyOnePerson; TwoPersons; LinkNeverStored.
    """
    reason = required(reason)
    one, other = permitted(ref, by=by), permitted(into, by=by)
    if one.rows == other.rows:
        raise AlreadyOnePerson("the two are one person already")
    person, remaining = lock([one, other])
    expect_version(person, expected_version)
    expect_version(remaining, into_version)
    refuse_two_persons(person.identities(), remaining.identities())
    join(person, remaining, reason=reason, by=by, now=now)
    return into


def join(person: HeldPerson, other: HeldPerson, *, reason: str, by: Actor, now: datetime) -> HeldPerson:
    """Merge the first person's root into the other's; both are locked. Raises: LinkNeverStored."""
    person.refuse_link()
    other.refuse_link()
    source, target = person.root, other.root
    source.merged_into, source.merged_at = target, now
    source.save(update_fields=["merged_into", "merged_at"])
    tell(
        source,
        PatientEventKind.MERGED,
        by=by,
        now=now,
        into=target.ref,
        reason=reason,
        numbers=[_pair(one) for one in person.identities()],
        cases=_cases(person.rows),
    )
    tell(target, PatientEventKind.TOOK_OVER, by=by, now=now, other=source.ref, reason=reason)
    joined = person.joined_with(other)
    protect_at_least(joined, Protection.NONE, reason=reason, by=by, now=now)
    return joined


@transaction.atomic
def split_patient(ref: UUID, *, reason: str, by: Actor, now: datetime, expected_version: int) -> UUID:
    """A row that was merged into another is a person of its own again, with what was hers before, and what has been
    merged into her stays with her. Numbers that merging had ended hold again, unless somebody else has got them.

    Protection stays with both, and is lowered by somebody who knows whose it was.
    Raises: NotVisible; NotPermitted; StalePatient; InvalidInput; NotMerged.
    """
    reason = required(reason)
    person = hold(ref, by=by, expected_version=expected_version)
    row = person.asked
    if row.merged_into_id is None:
        raise NotMerged("the patient is merged into nobody")
    target = person.rows[row.merged_into_id]
    row.merged_into, row.merged_at = None, None
    row.save(update_fields=["merged_into", "merged_at"])
    own = rows_of_persons([row.pk])[row.pk]
    tell(
        row,
        PatientEventKind.SPLIT_OFF,
        by=by,
        now=now,
        other=target.ref,
        reason=reason,
        cases=_cases(own),
    )
    tell(target, PatientEventKind.GAVE_BACK, by=by, now=now, other=row.ref, reason=reason)
    inside, outside = set(own), set(person.rows) - set(own)
    _reopen(person, inside, outside, by=by, now=now)
    _reopen(person, outside, inside, by=by, now=now)
    return ref


def refuse_two_persons(one: list[PatientIdentity], other: list[PatientIdentity]) -> None:
    """Raises: TwoPersons when both have a number of a kind that nobody has two of."""
    mine = {number.oid for number in one}
    if any(number.oid in mine and DOMAINS.of(number.oid).one_each for number in other):
        raise TwoPersons("both have a personal or coordination number")


def _reopen(person: HeldPerson, rows: set[int], others: set[int], *, by: Actor, now: datetime) -> None:
    """Numbers of these rows that ended for a number of the others hold again."""
    ended = PatientIdentity.objects.filter(patient__in=rows, replaced_by__patient__in=others).order_by("pk")
    for number in ended:
        number.replaced_by = None
        held = PatientIdentity.objects.filter(oid=number.oid, value=number.value, valid_to__isnull=True)
        if not held.exists():
            number.valid_to = None
        number.save(update_fields=["replaced_by", "valid_to"])
        row = person.rows[number.patient_id]
        holds = number.valid_to is None
        tell(row, PatientEventKind.IDENTITY_REOPENED, by=by, now=now, number=_pair(number), holds=holds)


def _cases(rows: Collection[int]) -> list[UUID]:
    return list(Case.objects.filter(patient__in=rows).order_by("pk").values_list("ref", flat=True))


def _pair(number: PatientIdentity) -> Identity:
    return Identity(number.oid, number.value)
