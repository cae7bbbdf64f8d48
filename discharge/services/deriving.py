"""What follows from an event, derived again after each: rights, deadlines and turns, in this order."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from accounts.models import Unit
from core import freshness
from discharge.deadlines import wanted
from discharge.facts import CaseFacts, facts_of
from discharge.models import Case, Deadline, Episode, Notice, Participation, Receipt, Turn
from discharge.services.clocks import keep_deadlines
from discharge.services.derived import set_columns
from discharge.services.rights import derive_rights
from discharge.stay_facts import StayFacts
from discharge.stay_turns import asked_of
from discharge.turns import standing


def derive(case: Case, *, now: datetime) -> None:
    """Bring everything derived in the case to what its notices and receipts say. The case is locked."""
    facts = facts_of(case)
    ward = Unit.objects.get(ref=facts.stay.ward) if facts.stay else None
    derive_rights(case, now=now, ward=ward)
    if facts.stay is not None and ward is not None:
        Episode.objects.filter(case=case).update(**columns_of(facts.stay, ward))
    keep_deadlines(case, wanted(facts), now=now)
    derive_turns(case, facts)


def columns_of(stay: StayFacts, ward: Unit) -> dict[str, Any]:
    """What the row of a stay holds of what its events tell. ward: the one that has her."""
    need = stay.need
    return {
        "ward_id": ward.pk,
        "controller_id": ward.controller_id,
        "municipality": stay.municipality,
        "care_type": stay.care_type.value,
        "legal_form": stay.legal_form.value,
        "admitted_at": stay.admitted_at,
        "status": stay.status.value,
        "status_before": stay.status_before.value if stay.status_before else "",
        "needs_region": need and need.region,
        "needs_social_services": need and need.social_services,
        "needs_municipal_care": need and need.municipal_care,
        "need_judged_at": stay.need_judged_at,
        "expected_on": stay.expected_on,
        "expected_time": stay.expected_time,
        "ready_at": stay.ready_at,
        "left_at": stay.left_at,
        "left_reason": stay.left_reason.value if stay.left_reason else "",
    }


def derive_turns(case: Case, facts: CaseFacts) -> None:
    """One row for each unit that takes part or once did; a row that stays as it was is not touched."""
    notices = list(Notice.objects.filter(case=case).select_related("sender_unit"))
    receipts = list(Receipt.objects.filter(notice__case=case).select_related("unit"))
    due_at = due_by_unit(case)
    refs = dict(Participation.objects.filter(case=case).values_list("unit_id", "unit__ref"))
    units = sorted(refs)
    existing = {turn.unit_id: turn for turn in Turn.objects.filter(case=case)}
    for unit_id in units:
        found = standing(unit_id, case, notices, receipts, asked_of(refs[unit_id], facts))
        set_columns(
            existing.get(unit_id) or Turn(case=case, unit_id=unit_id),
            step=found.step,
            action=found.action,
            whose=found.whose,
            due_at=due_at.get(unit_id),
            changed_at=found.since,
        )
    freshness.renew(units)


def due_by_unit(case: Case) -> dict[int, datetime]:
    """The first unmet deadline of each unit; one that was missed stays until it is done."""
    unmet = Deadline.objects.unmet().filter(case=case).order_by("-due_at")
    return dict(unmet.values_list("party_unit_id", "due_at"))
