"""Who speaks for the person: guardians, god man, förvaltare, or by a future power of attorney; recorded by a side."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from django.db import transaction

from accounts.actor import Actor
from discharge.contents.texts import PHONE_LENGTH, optional, required
from discharge.errors import TwoGuardians
from discharge.event_shapes.grounds import RepresentativeEnded, RepresentativeKind, RepresentativeRecorded
from discharge.models import Case
from discharge.models.events import EventKind
from discharge.services.consents import recorded
from discharge.services.stay_notices import told_inside
from discharge.services.staying import act_in_stay
from rules.errors import InvalidInput, Problem
from rules.states import Action

MOST_GUARDIANS: Final = 2


@transaction.atomic
def record_representative(
    case_ref: UUID,
    *,
    unit: UUID,
    kind: RepresentativeKind,
    name: str,
    phone: str = "",
    scope: str = "",
    proof: str = "",
    is_hidden_from: bool = False,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Case:
    """Somebody speaks for her: how she is reached, in what, and what shows it; all but a guardian needs both.

    is_hidden_from: a guardian who is told nothing, because the child may come to considerable harm (S-25). The
    recording side's own. Raises: what act_in_stay raises; TwoGuardians; InvalidInput.
    """
    acting = act_in_stay(case_ref, Action.RECORD_REPRESENTATIVE, unit=unit, by=by, expected_version=expected_version)
    is_guardian = kind is RepresentativeKind.GUARDIAN
    needed = optional if is_guardian else required
    problems = [*required("name", name), *optional("phone", phone, PHONE_LENGTH)]
    problems += [*needed("scope", scope), *needed("proof", proof)]
    if is_hidden_from and not is_guardian:
        problems.append(Problem("is_hidden_from", "is for a guardian"))
    if problems:
        raise InvalidInput(*problems)
    guardians = [one for one in recorded(acting).representatives.values() if one.kind is RepresentativeKind.GUARDIAN]
    if is_guardian and len(guardians) >= MOST_GUARDIANS:
        raise TwoGuardians(Problem("kind", "is recorded twice: a child has at most two guardians"))
    data = RepresentativeRecorded(
        ref=uuid4(),
        kind=kind,
        name=name.strip(),
        phone=phone.strip(),
        scope=scope.strip(),
        proof=proof.strip(),
        is_hidden_from=is_hidden_from,
    )
    return told_inside(acting, EventKind.REPRESENTATIVE_RECORDED, data, by=by, now=now)


@transaction.atomic
def end_representative(
    case_ref: UUID, *, unit: UUID, about: UUID, by: Actor, now: datetime, expected_version: int
) -> Case:
    """Somebody speaks for her no longer. about: as recording gave it. Raises: what act_in_stay raises; InvalidInput."""
    acting = act_in_stay(case_ref, Action.END_REPRESENTATIVE, unit=unit, by=by, expected_version=expected_version)
    if about not in recorded(acting).representatives:
        raise InvalidInput(Problem("about", "is nobody that the side has recorded"))
    return told_inside(acting, EventKind.REPRESENTATIVE_ENDED, RepresentativeEnded(about), by=by, now=now)
