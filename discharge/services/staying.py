"""The one way in which something is done in a hospital stay: who, in which status, and on what was seen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from uuid import UUID

from accounts.actor import ActingUnit, Actor
from accounts.kinds import UnitKind
from accounts.models import Unit
from accounts.permissions import visible
from accounts.roles import Permission
from discharge.errors import HOLDS, HappenedWrong, NotNowInStay, NotToldOfStay, NotYourUnit, WithoutStay
from discharge.facts import CaseFacts, facts_of
from discharge.models import Case, Episode
from discharge.outside import Outside
from discharge.referrals import has_referral
from discharge.services.recording import acting_unit, lock_case
from discharge.stay_facts import StayFacts
from discharge.stays import told_here
from discharge.tracks import StayAction, TrackAction, who_does
from discharge.versions import expect_case_version
from rules.calendar import local_date
from rules.errors import DomainError, IllegalTransition, InvalidInput, NotPermitted, Problem
from rules.facts import LeftReason, Recipient
from rules.states import Action, next_status
from rules.tables import Fact, Party

PARTIES: Final[Mapping[str, Party]] = {
    UnitKind.WARD: Party.WARD,
    UnitKind.SOCIAL_SERVICES: Party.SOCIAL_SERVICES,
    UnitKind.MUNICIPAL_CARE: Party.MUNICIPAL_CARE,
    UnitKind.OPEN_CARE: Party.OPEN_CARE,
    UnitKind.PROVIDER: Party.PROVIDER,
}
RECIPIENTS: Final[Mapping[str, Recipient]] = {
    UnitKind.SOCIAL_SERVICES: Recipient.SOCIAL_SERVICES,
    UnitKind.MUNICIPAL_CARE: Recipient.MUNICIPAL_CARE,
    UnitKind.OPEN_CARE: Recipient.OPEN_CARE,
}
# What the table is asked about where a notice goes outside the system; any other one is sent as a notice is.
INSTEAD: Final[Mapping[Action, Action]] = {
    Action.SEND_ADMISSION_NOTICE: Action.ADMISSION_NOTICE_SENT_OUTSIDE,
    Action.DECLARE_READY: Action.READY_NOTICE_SENT_OUTSIDE,
}


@dataclass(frozen=True, slots=True)
class Acting:
    """A case with a stay, locked, and the unit that acts in it; facts: as the events before this act tell it."""

    case: Case
    episode: Episode
    facts: CaseFacts
    stay: StayFacts
    unit: ActingUnit


def act_in_stay(
    case_ref: UUID,
    action: Action,
    *,
    unit: UUID,
    by: Actor,
    expected_version: int,
    facts: Collection[Fact] = (),
) -> Acting:
    """Lock the case and ask, in this order: may she, is it her unit's to do, has she seen what was said, and is it now.

    unit: as which the actor acts. expected_version: the case's, as she saw it (discharge.versions). facts: what the
    table asks for besides the status.
    Raises: NotVisible; NotPermitted; NotYourUnit; WithoutStay; CaseClosed; StaleCase; NotNowInStay.
    """
    acting = _acting(case_ref, action, unit=unit, by=by, expected_version=expected_version)
    check_status(acting.stay, action, facts)
    return acting


def act_in_track(
    case_ref: UUID, action: TrackAction, *, unit: UUID, by: Actor, expected_version: int
) -> Acting:
    """The same for what is done in a course beside the stay, whose own table says whether it is possible now.

    Raises: NotVisible; NotPermitted; NotYourUnit; WithoutStay; CaseClosed; StaleCase.
    """
    return _acting(case_ref, action, unit=unit, by=by, expected_version=expected_version)


def _acting(case_ref: UUID, action: StayAction, *, unit: UUID, by: Actor, expected_version: int) -> Acting:
    case = lock_case(case_ref, by=by, permission=Permission.ACT_IN_STAY)
    acting = acting_unit(unit, by=by)
    known = facts_of(case)
    stay = check_unit(action, acting, case, known, by=by)
    expect_case_version(case, expected_version, by=by)
    return Acting(case, Episode.objects.select_related("ward").get(case=case), known, stay, acting)


def check_unit(action: StayAction, unit: ActingUnit, case: Case, facts: CaseFacts, *, by: Actor) -> StayFacts:
    """Whether this is one unit's to do in the stay, now or at another time; gives the stay.

    The ward that has her acts for the hospital; others act when they have been told of the stay, and to all others it
    is as if there were none. A unit with a care contact calls to the plan; one that a referral was sent on to answers.
    Raises: NotPermitted; NotYourUnit; WithoutStay.
    """
    party, who = PARTIES[unit.kind], who_does(action)
    if party not in who and not (party is Party.OPEN_CARE and Party.CARE_CONTACT in who):
        raise NotPermitted(f"{action} is not for {unit.kind}")
    stay = facts.stay
    if stay is None or not (takes_part(unit, facts) or is_referred(action, unit, facts)):
        had_her = stay is not None and unit.ref in stay.moves.had_by
        if had_her or visible(by, Episode.objects.filter(case=case)).exists():
            raise NotYourUnit("another ward has the patient")
        raise WithoutStay("the case has no hospital stay that the unit knows of")
    if party not in who and unit.ref not in stay.contacts:
        raise NotPermitted(f"{action} is for a unit with a care contact")
    return stay


def takes_part(unit: ActingUnit, facts: CaseFacts) -> bool:
    """Whether the unit is the ward that has her, or has been told of the stay."""
    stay = facts.stay
    return stay is not None and (unit.ref == stay.ward or unit.ref in told_here(facts))


def is_referred(action: StayAction, unit: ActingUnit, facts: CaseFacts) -> bool:
    """Whether it is to answer a referral, and the unit has one: nothing else of the stay need have been told to it."""
    return action is TrackAction.ANSWER_REFERRAL and has_referral(unit.ref, facts)


def units_for(action: StayAction, case: Case, facts: CaseFacts, *, by: Actor) -> Sequence[ActingUnit]:
    """Those of the actor's units whose this is to do in the stay, now or at another time.

    Raises: when it is none's, why not: NotPermitted; NotYourUnit; WithoutStay.
    """
    units: list[ActingUnit] = []
    refusal: DomainError = NotPermitted("the actor has no units")
    for unit in by.units.values():
        try:
            check_unit(action, unit, case, facts, by=by)
            units.append(unit)
        except DomainError as why:
            refusal = why
    if not units:
        raise refusal
    return units


def check_status(stay: StayFacts, action: Action, facts: Collection[Fact] = ()) -> None:
    """Ask the table. Raises: NotNowInStay with what holds instead."""
    try:
        next_status(stay.status, action, facts={*stay.holding, *facts}, before=stay.status_before)
    except IllegalTransition as refusal:
        holds = str(HOLDS[stay.status])
        raise NotNowInStay(refusal.detail, status=stay.status.value, action=action.value, holds=holds) from None


def check_lives(stay: StayFacts, action: str) -> None:
    """Of the dead nobody takes anything over. Raises: NotNowInStay."""
    if stay.left_reason is LeftReason.DECEASED:
        holds = str(HOLDS[stay.status])
        raise NotNowInStay("she has died", status=stay.status.value, action=action, holds=holds)


def check_happened(at: datetime, *, field: str, after: datetime | None, now: datetime) -> None:
    """When something happened in the world: not in the future, and not before what it comes after.

    Raises: HappenedWrong.
    """
    if at > now:
        raise HappenedWrong(Problem(field, "is in the future"))
    if after is not None and at < after:
        raise HappenedWrong(Problem(field, "is before what it comes after"))


def check_outside(stay: StayFacts, outside: Outside | None, action: Action, *, after: datetime, now: datetime) -> None:
    """Whether a notice may have gone outside the system then, instead of what the action says (reading A-20).

    Raises: NotNowInStay; HappenedWrong when it had not happened yet, or went before what it tells of.
    """
    if outside is not None:
        check_status(stay, INSTEAD.get(action, Action.NOTICE_SENT_OUTSIDE))
        check_happened(outside.sent_at, field="outside.sent_at", after=after, now=now)


def check_expected(on: date | None, at: time | None, *, admitted_at: datetime) -> None:
    """A day on which she may leave, and an hour of it. Raises: HappenedWrong before she came; InvalidInput."""
    if on is None and at is not None:
        raise InvalidInput(Problem("expected_time", "is told without a day"))
    if on is not None and on < local_date(admitted_at):
        raise HappenedWrong(Problem("expected_on", "is before the admission"))


def as_recipients(units: Sequence[Unit], ward_id: int) -> tuple[Recipient | None, ...]:
    """What each unit is told the stay as; the ward that has her is told as itself.

    Raises: InvalidInput for a unit that nothing of a stay is sent to.
    """
    if any(unit.kind not in RECIPIENTS and unit.pk != ward_id for unit in units):
        raise InvalidInput(Problem("recipients", "include a unit that is no recipient of this notice"))
    return tuple(RECIPIENTS.get(unit.kind) for unit in units)


def parties_told(acting: Acting) -> list[UUID]:
    """Every other unit in the planning: the ward, and who has been sent an admission or ready notice here."""
    units = [acting.episode.ward.ref, *told_here(acting.facts)]
    return [ref for ref in dict.fromkeys(units) if ref != acting.unit.ref]


def check_parties(recipients: Collection[UUID], acting: Acting) -> None:
    """Whether each of those chosen is in the planning. Raises: NotToldOfStay."""
    if not set(recipients) <= set(parties_told(acting)):
        raise NotToldOfStay(Problem("recipients", "include a unit that has not been told of the stay"))
