"""Who may see what follows from what was sent: participation of units, and copies of notices, derived after each event.

A unit takes part while it opened the case, has the patient, has sent something in it, or has received something that
was meant for it.
A side keeps its copy of a notice while it sent it or one of its units has it and should have it.
What went to a unit outside the system gives neither: it has its paper.
"""

from __future__ import annotations

from datetime import datetime

from accounts.models import Unit
from discharge.models import Case, Notice, NoticeCopy, Participation, Receipt
from rules.tracks.receipt import State


def derive_rights(case: Case, *, now: datetime, ward: Unit | None) -> None:
    """Bring participation and copies of the case to what its notices and receipts say. ward: the one that has her."""
    receipts = list(Receipt.objects.filter(notice__case=case, outside="").exclude(state=State.WRONG_RECIPIENT))
    notices = list(Notice.objects.filter(case=case))
    due = {one.unit_id for one in receipts} | {one.sender_unit_id for one in notices}
    if ward is not None:
        due.add(ward.pk)
    _derive_participation(case, due, now)
    held = {(one.notice_id, one.controller_id, one.side) for one in receipts}
    held |= {(one.pk, one.sender_controller_id, one.sender_side) for one in notices}
    _derive_copies(case, held, now)


def _derive_participation(case: Case, due: set[int], now: datetime) -> None:
    current = {one.unit_id: one for one in Participation.objects.filter(case=case, to_at__isnull=True)}
    openers = {unit_id for unit_id, one in current.items() if one.capacity == Participation.Capacity.OPENER}
    Participation.objects.filter(pk__in=[current[unit].pk for unit in current.keys() - due - openers]).update(to_at=now)
    Participation.objects.bulk_create(
        participation(case, unit, Participation.Capacity.RECIPIENT, now=now)
        for unit in Unit.objects.filter(pk__in=due - current.keys()).order_by("pk")
    )


def participation(case: Case, unit: Unit, capacity: Participation.Capacity, *, now: datetime) -> Participation:
    """A unit's new participation, with controller and side as they are today; not saved."""
    return Participation(
        case=case, unit=unit, controller_id=unit.controller_id, side=unit.side, capacity=capacity, from_at=now
    )


def _derive_copies(case: Case, held: set[tuple[int, int, str]], now: datetime) -> None:
    """A copy is made once and closed once; a side that has lost it does not get it back."""
    copies = {(one.notice_id, one.controller_id, one.side): one for one in NoticeCopy.objects.filter(notice__case=case)}
    lost = [one.pk for key, one in copies.items() if key not in held and one.closed_at is None]
    NoticeCopy.objects.filter(pk__in=lost).update(closed_at=now)
    NoticeCopy.objects.bulk_create(
        NoticeCopy(notice_id=notice_id, controller_id=controller_id, side=side, from_at=now)
        for notice_id, controller_id, side in sorted(held - copies.keys())
    )
