"""What follows from an event, derived again after each: rights, deadlines and turns, in this order."""

from __future__ import annotations

from datetime import datetime

from core import freshness
from discharge.deadlines import wanted
from discharge.models import Case, Deadline, Notice, Participation, Receipt, Turn
from discharge.services.clocks import keep_deadlines
from discharge.services.rights import derive_rights
from discharge.turns import Step, standing


def derive(case: Case, *, now: datetime) -> None:
    """Bring everything derived in the case to what its notices and receipts say. The case is locked."""
    derive_rights(case, now=now)
    keep_deadlines(case, wanted(case), now=now)
    derive_turns(case)


def derive_turns(case: Case) -> None:
    """One row for each unit that takes part or once did; a row that stays as it was is not touched."""
    notices = list(Notice.objects.filter(case=case))
    receipts = list(Receipt.objects.filter(notice__case=case))
    due_at = due_by_unit(case)
    units = sorted(Participation.objects.filter(case=case).values_list("unit_id", flat=True).distinct())
    existing = {turn.unit_id: turn for turn in Turn.objects.filter(case=case)}
    for unit_id in units:
        found = standing(unit_id, case, notices, receipts)
        columns = {
            "step": Step.MESSAGE,
            "action": found.action,
            "whose": found.whose,
            "due_at": due_at.get(unit_id),
            "changed_at": found.since,
        }
        turn = existing.get(unit_id) or Turn(case=case, unit_id=unit_id)
        if any(getattr(turn, name) != value for name, value in columns.items()):
            for name, value in columns.items():
                setattr(turn, name, value)
            turn.save()
    freshness.renew(units)


def due_by_unit(case: Case) -> dict[int, datetime]:
    """The first unmet deadline of each unit; one that was missed stays until it is done."""
    unmet = Deadline.objects.unmet().filter(case=case).order_by("-due_at")
    return dict(unmet.values_list("party_unit_id", "due_at"))
