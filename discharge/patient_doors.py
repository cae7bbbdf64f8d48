"""What a door does to find and show persons, for pages and API alike: the reader's transaction, then the access log.

Whatever is given back here has been logged and committed; the door only answers.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from accounts.access_log import Seen, What, record_read, record_reads
from accounts.actor import Actor
from accounts.kinds import UnitKind
from accounts.permissions import require, visible
from accounts.roles import Permission
from core.db import acting_as
from discharge.limits import count_search
from discharge.models import Patient, PatientEvent, Placement
from discharge.protection import PersonShown, masked
from discharge.selectors.patients import Found, LookedUp, find_patients, look_up, trace, visible_rows
from discharge.selectors.persons import persons_shown
from discharge.selectors.recipients import ALL_KINDS, Proposal, propose_recipients
from discharge.services.reasons import required
from rules.calendar import local_date

# What the log says was done, where reading or searching is not enough.
REGISTER: Final = "population register"
TRACE: Final = "trace"
PROPOSALS: Final = "proposed recipients"


def search(text: str, *, page: int = 1, by: Actor, now: datetime) -> Found:
    """Search by name or number among what the reader may see. The log tells that, what for, and each person found.

    Raises: TooManyRequests, and what find_patients raises.
    """
    count_search(by=by, now=now)
    with acting_as(by):
        found = find_patients(text, by=by, on=local_date(now), page=page)
    hits = [_seen(person) for person in found.persons]
    record_reads(hits or [Seen()], by=by, at=now, what=What.SEARCHED, detail=text)
    return found


def look_up_person(text: str, *, oid: str = "", by: Actor, now: datetime) -> Sequence[LookedUp]:
    """Ask the population register by number who the person is whom somebody is about to register. Logged by number.

    Raises: TooManyRequests, and what look_up raises.
    """
    count_search(by=by, now=now)
    with acting_as(by):
        found = look_up(text, oid=oid, by=by, on=local_date(now))
    seen = [Seen(one.patient, one.identity.oid, one.identity.value) for one in found]
    record_reads(seen, by=by, at=now, what=What.SEARCHED, detail=REGISTER)
    return found


def show_person(ref: UUID, *, by: Actor, now: datetime) -> PersonShown:
    """A person as the reader may see her without a reason: masked when she is protected. Logged.

    Raises: NotPermitted; NotVisible.
    """
    with acting_as(by):
        person = masked(_person(ref, by))
    record_read(_seen(person), by=by, at=now)
    return person


def unmask_person(ref: UUID, *, reason: str, by: Actor, now: datetime) -> PersonShown:
    """Everything about a protected person, for a reader who is named for her and has a reason, which is logged.

    Raises: NotPermitted; NotVisible; InvalidInput.
    """
    told = required(reason)
    with acting_as(by):
        person = _person(ref, by)
    record_read(_seen(person), by=by, at=now, what=What.UNMASKED, reason=told)
    return person


def show_trace(ref: UUID, *, by: Actor, now: datetime) -> Sequence[PatientEvent]:
    """What happened to a person's numbers and register data, on the rows that the reader may see; logged.

    Of a protected person the events are without their data. Raises: NotPermitted; NotVisible.
    """
    with acting_as(by):
        events = trace(ref, by=by)
        person = masked(_person(ref, by))
    record_read(_seen(person), by=by, at=now, detail=TRACE)
    if person.is_masked:
        for event in events:
            event.data = {}
    return events


def show_proposals(
    ref: UUID, *, kinds: Collection[UnitKind] = ALL_KINDS, by: Actor, now: datetime
) -> Sequence[Proposal]:
    """The units that are proposed for a person; logged. Raises: NotPermitted; NotVisible."""
    with acting_as(by):
        proposals = propose_recipients(ref, kinds=kinds, by=by, on=local_date(now))
    record_read(Seen(patient_ref=ref), by=by, at=now, detail=PROPOSALS)
    return proposals


def _person(ref: UUID, by: Actor) -> PersonShown:
    """The person, unmasked, with her placements and with those of her rows that the reader may see."""
    require(by, Permission.READ_CASE)
    patient, rows = visible_rows(ref, by=by)
    person = persons_shown([patient.pk], unmasked=True)[patient.pk]
    merged = visible(by, Patient.objects.filter(pk__in=rows)).exclude(pk=patient.pk).order_by("pk")
    placements = Placement.objects.filter(patient__in=rows).order_by("-valid_from", "-pk")
    return replace(person, merged=list(merged.values_list("ref", flat=True)), placements=list(placements))


def _seen(person: PersonShown) -> Seen:
    return Seen(patient_ref=person.ref, person_oid=person.oid, person_value=person.value)
