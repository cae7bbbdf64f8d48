"""Deadlines are kept as the facts say: added, moved, met, superseded, and stamped when they pass unmet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.actor import Actor
from discharge.deadlines import Due
from discharge.event_data import ClockMissed
from discharge.links import case_link
from discharge.models import Case, Deadline, Event
from discharge.models.events import EventKind
from discharge.services.derived import set_columns
from discharge.services.recording import record
from notifications.models import Urgency
from notifications.services import notify

RULES_VERSION = "1"
# Scheduled work acts under this name, and so does what follows by itself from somebody's act.
CLOCKS = Actor.system("clocks")


def keep_deadlines(case: Case, wanted: Sequence[Due], *, now: datetime) -> None:
    """Bring the case's deadlines to those wanted. Rows are upserted and never recreated; the case is locked.

    One that is no longer wanted is superseded. A row keeps the agreement version that it began under; one that stays as
    it was is not touched.
    """
    kept = {(one.kind, one.party_unit_id, one.subject): one for one in _locked(case)}
    for due in wanted:
        deadline = kept.pop(due.key, None) or Deadline(case=case, terms_version=due.terms_version)
        was_missed = deadline.breached_at is not None and is_missed(deadline, now)
        kind, unit_id, subject = due.key
        set_columns(
            deadline,
            kind=kind,
            party_unit_id=unit_id,
            subject=subject,
            due_at=due.due_at,
            met_at=due.met_at,
            law=due.law,
            rules_version=RULES_VERSION,
            superseded_at=None,
        )
        if is_missed(deadline, now):
            _stamp(deadline, now=now)
        elif was_missed:
            _tell(EventKind.DEADLINE_CORRECTED, deadline, now=now)
    unwanted = [one.pk for one in kept.values() if one.superseded_at is None]
    Deadline.objects.filter(pk__in=unwanted).update(superseded_at=now)


def is_missed(deadline: Deadline, now: datetime) -> bool:
    """Whether the last instant passed before it was done. The stamp of an earlier miss stays when this turns false."""
    return (deadline.met_at or now) > deadline.due_at


def cases_with_missed_deadlines(now: datetime) -> list[int]:
    """The cases where something is due and undone that nobody has stamped, whenever it became so; found by index."""
    overdue = Deadline.objects.running().filter(due_at__lt=now)
    return sorted(set(overdue.values_list("case_id", flat=True)))


@transaction.atomic
def stamp_missed_deadlines(case_id: int, *, now: datetime) -> None:
    """Stamp what has passed in one case, unless somebody is at work in it: the next sweep comes soon."""
    case = Case.objects.select_for_update(no_key=True, skip_locked=True).filter(pk=case_id).first()
    if case is None:
        return
    for deadline in Deadline.objects.running().filter(case=case, due_at__lt=now).select_for_update().order_by("pk"):
        deadline.case = case
        _stamp(deadline, now=now)


def _locked(case: Case) -> list[Deadline]:
    deadlines = list(Deadline.objects.select_for_update().filter(case=case).order_by("pk"))
    for deadline in deadlines:
        deadline.case = case
    return deadlines


def _stamp(deadline: Deadline, *, now: datetime) -> None:
    """It was missed at its legal moment, not when we noticed. Once for each moment."""
    if deadline.breached_at == deadline.due_at:
        return
    deadline.breached_at = deadline.due_at
    deadline.save(update_fields=["breached_at"])
    _tell(EventKind.DEADLINE_MISSED, deadline, now=now)
    notify(
        unit_id=deadline.party_unit_id,
        kind="deadline_missed",
        urgency=Urgency.NOW,
        link=case_link(deadline.case),
        key=f"missed:{deadline.pk}:{deadline.due_at.isoformat()}",
        now=now,
    )


def _tell(kind: EventKind, deadline: Deadline, *, now: datetime) -> None:
    record(
        deadline.case,
        kind,
        ClockMissed(deadline.kind, deadline.subject),
        by=CLOCKS,
        now=now,
        unit=deadline.party_unit,
        audience=Event.Audience.OWN,
    )
