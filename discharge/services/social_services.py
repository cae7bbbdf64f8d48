"""Social services note how far they have come: contact, application, decision, order. No other side sees it (S-12)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.kinds import UnitKind
from accounts.models import Unit
from discharge.contents.texts import LINE_LENGTH, optional, required
from discharge.errors import HOLDS_OF_IT, NotNowOfIt
from discharge.event_shapes.tracks import SocialMoved
from discharge.models import Case
from discharge.models.events import EventKind
from discharge.services import reasons
from discharge.services.stay_notices import told_inside
from discharge.services.staying import Acting, act_in_track
from discharge.tracks import TrackAction, possible_in_social, social_state
from rules.calendar import local_date
from rules.errors import InvalidInput, Problem
from rules.tracks import social_services

# What is decided.
DECISIONS: Final = (
    social_services.Action.GRANT,
    social_services.Action.GRANT_PARTLY,
    social_services.Action.GRANT_TEMPORARILY,
    social_services.Action.REFUSE,
)


@transaction.atomic
def contact_person(case_ref: UUID, *, unit: UUID, by: Actor, now: datetime, expected_version: int) -> Case:
    """She has been contacted about what she may need (2 kap. 6 §). Raises: what act_in_track raises; NotNowOfIt."""
    acting = act_in_track(case_ref, TrackAction.CONTACT, unit=unit, by=by, expected_version=expected_version)
    return _moved(acting, TrackAction.CONTACT, EventKind.SOCIAL_CONTACTED, by=by, now=now)


@transaction.atomic
def take_application(
    case_ref: UUID, *, unit: UUID, applied_by: str, by: Actor, now: datetime, expected_version: int
) -> Case:
    """An application has come. applied_by: who applied, and how.

    Raises: what act_in_track raises; NotNowOfIt; InvalidInput.
    """
    action = TrackAction.TAKE_APPLICATION
    acting = act_in_track(case_ref, action, unit=unit, by=by, expected_version=expected_version)
    if problems := required("applied_by", applied_by, LINE_LENGTH):
        raise InvalidInput(*problems)
    return _moved(acting, action, EventKind.SOCIAL_APPLIED, said=applied_by.strip(), by=by, now=now)


@transaction.atomic
def note_no_application(
    case_ref: UUID, *, unit: UUID, reason: str, by: Actor, now: datetime, expected_version: int
) -> Case:
    """She does not apply, or takes her application back. Raises: what act_in_track raises; NotNowOfIt; InvalidInput."""
    action = TrackAction.NOTE_NO_APPLICATION
    acting = act_in_track(case_ref, action, unit=unit, by=by, expected_version=expected_version)
    said = reasons.required(reason)
    return _moved(acting, action, EventKind.SOCIAL_NOT_APPLIED, said=said, by=by, now=now)


@transaction.atomic
def decide_services(
    case_ref: UUID,
    *,
    unit: UUID,
    decision: social_services.Action,
    services: str = "",
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Case:
    """What she applied for is granted, granted in part or for a time, or refused. services: which, if that is noted.

    Raises: what act_in_track raises; NotNowOfIt; InvalidInput.
    """
    acting = act_in_track(case_ref, TrackAction.DECIDE, unit=unit, by=by, expected_version=expected_version)
    problems = optional("services", services, LINE_LENGTH)
    if decision not in DECISIONS:
        problems.append(Problem("decision", "is none"))
    if problems:
        raise InvalidInput(*problems)
    said = services.strip()
    return _moved(acting, TrackAction.DECIDE, EventKind.SOCIAL_DECIDED, decision, said=said, by=by, now=now)


@transaction.atomic
def order_services(
    case_ref: UUID, *, unit: UUID, provider: UUID, by: Actor, now: datetime, expected_version: int
) -> Case:
    """What is granted, or was before the stay and goes on, is ordered from a provider of the same municipality.

    Raises: what act_in_track raises; NotNowOfIt; InvalidInput.
    """
    acting = act_in_track(case_ref, TrackAction.ORDER, unit=unit, by=by, expected_version=expected_version)
    if provider not in {one.ref for one in providers_of(acting.unit.id, local_date(now))}:
        raise InvalidInput(Problem("provider", "is no provider of the municipality"))
    return _moved(acting, TrackAction.ORDER, EventKind.SOCIAL_ORDERED, provider=provider, by=by, now=now)


@transaction.atomic
def confirm_order(case_ref: UUID, *, unit: UUID, by: Actor, now: datetime, expected_version: int) -> Case:
    """The provider has confirmed the order. Raises: what act_in_track raises; NotNowOfIt."""
    action = TrackAction.CONFIRM_ORDER
    acting = act_in_track(case_ref, action, unit=unit, by=by, expected_version=expected_version)
    return _moved(acting, action, EventKind.PROVIDER_CONFIRMED, by=by, now=now)


@transaction.atomic
def note_declined_order(
    case_ref: UUID, *, unit: UUID, reason: str, by: Actor, now: datetime, expected_version: int
) -> Case:
    """The provider cannot, also after having confirmed: another order is needed.

    Raises: what act_in_track raises; NotNowOfIt; InvalidInput.
    """
    action = TrackAction.DECLINE_ORDER
    acting = act_in_track(case_ref, action, unit=unit, by=by, expected_version=expected_version)
    said = reasons.required(reason)
    return _moved(acting, action, EventKind.PROVIDER_DECLINED, said=said, by=by, now=now)


def providers_of(unit_id: int, on: date) -> Sequence[Unit]:
    """The provider units of the unit's municipality, its own and private ones, that are open on a day in Sweden."""
    principal = Unit.objects.values("controller__principal").get(pk=unit_id)
    found = Unit.objects.filter(kind=UnitKind.PROVIDER, **principal).order_by("sort_key", "pk")
    return [one for one in found if one.is_valid_on(on)]


def _moved(
    acting: Acting,
    action: TrackAction,
    kind: EventKind,
    chosen: social_services.Action | None = None,
    *,
    provider: UUID | None = None,
    said: str = "",
    by: Actor,
    now: datetime,
) -> Case:
    """Note it. chosen: which of the track's actions; else the one that is possible. Raises: NotNowOfIt."""
    open_to = possible_in_social(action, acting.stay, acting.unit)
    wanted = [one for one in open_to if chosen in (None, one)]
    if not wanted:
        state = social_state(acting.stay, acting.unit)
        holds = str(HOLDS_OF_IT[state or ""])
        raise NotNowOfIt("the course has come elsewhere", status=state, action=action.value, holds=holds)
    return told_inside(acting, kind, SocialMoved(wanted[0], provider, said), by=by, now=now)
