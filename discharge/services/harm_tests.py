"""A side records that something may be told without consent, because no harm follows (OSL 25 kap. 1 §, 26 kap. 1 §)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from discharge.contents.texts import PASSAGE_LENGTH, required
from discharge.event_shapes.grounds import HarmTestRecorded
from discharge.models import Case
from discharge.models.events import EventKind
from discharge.services.notices import recipient_units
from discharge.services.stay_notices import told_inside
from discharge.services.staying import act_in_stay, check_happened
from rules.errors import InvalidInput
from rules.states import Action


@transaction.atomic
def record_harm_test(
    case_ref: UUID,
    *,
    unit: UUID,
    item: str,
    recipients: Collection[UUID],
    why: str,
    decided_by: str,
    decided_at: datetime,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Case:
    """One assessment for one disclosure (S-21): of what, to which units, why no harm follows, who decided and when.

    The recording side's own. Raises: what act_in_stay raises; HappenedWrong; InvalidInput; UnitClosed.
    """
    acting = act_in_stay(case_ref, Action.RECORD_HARM_TEST, unit=unit, by=by, expected_version=expected_version)
    check_happened(decided_at, field="decided_at", after=acting.stay.admitted_at, now=now)
    units = recipient_units(recipients, acting.unit, now)
    problems = required("item", item, PASSAGE_LENGTH) + required("why", why, PASSAGE_LENGTH)
    if problems := problems + required("decided_by", decided_by):
        raise InvalidInput(*problems)
    data = HarmTestRecorded(item.strip(), tuple(one.ref for one in units), why.strip(), decided_by.strip())
    return told_inside(acting, EventKind.HARM_TEST_RECORDED, data, by=by, now=now, at=decided_at)
