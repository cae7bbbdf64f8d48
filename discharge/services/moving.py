"""She is moved: to another ward, to another care provider's ward, or to the register of another municipality.

Law: readings A-14 and A-17; OSL 25 kap. 1 §.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.models import Municipality, Unit
from discharge.contents.moves import HospitalChange, WardChange
from discharge.errors import HappenedWrong, NothingChanged, NotThisWard, TransferRefused
from discharge.event_shapes.moves import MunicipalityChanged, Transferred, WardChanged
from discharge.links import case_link
from discharge.models import Case, Notice
from discharge.models.events import EventKind
from discharge.models.notices import Ground
from discharge.selectors.inpatients import open_stay_at
from discharge.selectors.persons import person_shown
from discharge.selectors.wards import wards_of_other_hospitals, wards_of_the_hospital
from discharge.services.cases import hold_patient_of
from discharge.services.notices import Happened, send_notice
from discharge.services.stay_notices import tell_parties, told_inside
from discharge.services.staying import act_in_stay, as_recipients, check_happened, parties_told
from notifications.models import Urgency
from notifications.services import notify
from rules.calendar import local_date, start_of_day
from rules.errors import InvalidInput, Problem
from rules.states import TOLD, Action


@transaction.atomic
def change_ward(
    case_ref: UUID, *, unit: UUID, to: UUID, moved_at: datetime, by: Actor, now: datetime, expected_version: int
) -> Case:
    """Another ward of the same hospital has her, and acts from now on; those who have been told of the stay are told.

    The stay goes on (A-17). Raises: what act_in_stay raises; NotThisWard; HappenedWrong.
    """
    acting = act_in_stay(case_ref, Action.CHANGE_WARD, unit=unit, by=by, expected_version=expected_version)
    ward = _ward(to, wards_of_the_hospital(acting.episode.ward, local_date(now)))
    check_happened(moved_at, field="moved_at", after=acting.stay.there_since, now=now)
    tell_parties(
        acting,
        WardChange(ward=ward.name, phone=ward.phone, moved_at=moved_at),
        EventKind.WARD_CHANGED,
        lambda refs, as_what: WardChanged(refs, None, as_what, ward.ref),
        recipients=parties_told(acting),
        by=by,
        now=now,
        at=moved_at,
    )
    notify(
        unit_id=ward.pk,
        kind=EventKind.WARD_CHANGED,
        urgency=Urgency.CAN_WAIT,
        link=case_link(acting.case),
        key=f"{EventKind.WARD_CHANGED}:{acting.case.pk}:{acting.case.last_seq}:{ward.pk}",
        now=now,
    )
    return acting.case


@transaction.atomic
def transfer(
    case_ref: UUID,
    *,
    unit: UUID,
    to: UUID,
    moved_at: datetime,
    ground: Ground,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice:
    """Another care provider's ward in the region has her, and acts from now on.

    It is told who she is and when she is expected to leave, and of nothing else that was said before; those who have
    been told of the stay are told the same. Law: OSL 25 kap. 1 §; reading A-17.
    Raises: what act_in_stay raises; NotThisWard; TransferRefused; HappenedWrong; GroundNotAvailable.
    """
    person = hold_patient_of(case_ref)
    acting = act_in_stay(case_ref, Action.TRANSFER, unit=unit, by=by, expected_version=expected_version)
    stay = acting.stay
    ward = _ward(to, wards_of_other_hospitals(acting.episode.ward, local_date(now)))
    check_happened(moved_at, field="moved_at", after=stay.there_since, now=now)
    if open_stay_at(ward.controller_id, person.pk) is not None:
        raise TransferRefused("the ward's hospital has a stay of its own")
    shown = person_shown(person, unmasked=True)
    is_notified = stay.status in TOLD
    content = HospitalChange(
        name=shown.name,
        number=shown.numbers[0].said if shown.numbers else "",
        expected_on=stay.expected_on,
        expected_time=stay.expected_time,
        hospital=ward.controller.name,
        ward=ward.name,
        phone=ward.phone,
        moved_at=moved_at,
        is_notified=is_notified,
    )
    return send_notice(
        acting.case,
        content,
        ground=ground,
        recipients=[ward.ref, *parties_told(acting)],
        sender=acting.unit,
        by=by,
        now=now,
        happened=Happened(
            EventKind.TRANSFERRED,
            lambda sent, units: Transferred(
                sent.recipients,
                None,
                as_recipients(units, ward.pk),
                ward=ward.ref,
                region=ward.controller.principal.county_code,
                expected_on=stay.expected_on,
                expected_time=stay.expected_time,
                is_notified=is_notified,
            ),
            moved_at,
        ),
        urgency=Urgency.NOW,
    )


@transaction.atomic
def change_municipality(
    case_ref: UUID,
    *,
    unit: UUID,
    municipality: str,
    changed_on: date,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Case:
    """She is registered in another municipality from a day on, or in none (5 kap. 2 §, A-14); nobody outside is told.

    Counted from the beginning of the day, or from her admission. Notices sent after this name the new one.
    Raises: what act_in_stay raises; InvalidInput; NothingChanged; HappenedWrong.
    """
    action = Action.CHANGE_MUNICIPALITY
    acting = act_in_stay(case_ref, action, unit=unit, by=by, expected_version=expected_version)
    admitted_at = acting.stay.admitted_at
    if municipality and not Municipality.objects.valid_on(changed_on).filter(code=municipality).exists():
        raise InvalidInput(Problem("municipality", "is no municipality"))
    if not local_date(admitted_at) <= changed_on <= local_date(now):
        raise HappenedWrong(Problem("changed_on", "is in the future or before the admission"))
    if municipality == acting.stay.municipality:
        raise NothingChanged(Problem("municipality", "is what it was"))
    data, at = MunicipalityChanged(municipality), max(start_of_day(changed_on), admitted_at)
    return told_inside(acting, EventKind.MUNICIPALITY_CHANGED, data, by=by, now=now, at=at)


def _ward(ref: UUID, wards: QuerySet[Unit]) -> Unit:
    """The one that is named. Raises: NotThisWard when it is not among those where she can be moved."""
    found = wards.filter(ref=ref).first()
    if found is None:
        raise NotThisWard(Problem("to", "is no open ward where she can be moved"))
    return found
