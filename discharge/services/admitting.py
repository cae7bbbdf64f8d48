"""A patient is admitted to the hospital, and what she will need afterwards is judged; nobody outside is told yet."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.kinds import UnitKind
from accounts.models import Unit
from accounts.permissions import require
from accounts.roles import Permission
from discharge.contents.texts import LINE_LENGTH, required
from discharge.errors import AlreadyAdmitted, NoNeed
from discharge.event_data import NeedJudged, StayRegistered
from discharge.event_shapes.common import Nothing, Reasoned
from discharge.models import Case, Episode, Event, RegisterData
from discharge.models.events import EventKind
from discharge.selectors.inpatients import open_stay_at
from discharge.services import reasons
from discharge.services.cases import held_patient, new_case
from discharge.services.deriving import derive
from discharge.services.grants import name_the_opener
from discharge.services.recording import acting_unit, record
from discharge.services.returning import stay_that_she_left, tell_of_return
from discharge.services.stay_notices import told_inside
from discharge.services.staying import act_in_stay, check_expected, check_happened
from rules.errors import InvalidInput, NotPermitted, Problem
from rules.facts import CareType, LegalForm
from rules.states import Action


@transaction.atomic
def register_stay(
    patient: UUID,
    *,
    unit: UUID,
    admitted_at: datetime,
    care_type: CareType,
    legal_form: LegalForm = LegalForm.VOLUNTARY,
    expected_on: date | None = None,
    expected_time: time | None = None,
    returned_from: UUID | None = None,
    by: Actor,
    now: datetime,
) -> Case:
    """A ward registers that it has the patient: a case with her stay, which nobody outside the hospital sees.

    patient: the ref that finding her by number gave. Her municipality is the registered one (5 kap. 2 §).
    returned_from: the case of the stay that she left and has come back from; whoever was told of it is told so.
    Raises: NotPermitted; NotYourUnit; NotVisible; PatientMerged; AlreadyAdmitted; NotLeftHere; HappenedWrong;
    InvalidInput.
    """
    require(by, Permission.OPEN_CASE)
    opener = acting_unit(unit, by=by)
    if opener.kind != UnitKind.WARD:
        raise NotPermitted("only a ward admits")
    person = held_patient(patient)
    check_happened(admitted_at, field="admitted_at", after=None, now=now)
    check_expected(expected_on, expected_time, admitted_at=admitted_at)
    ward = Unit.objects.select_related("controller__principal").get(pk=opener.id)
    there = open_stay_at(ward.controller, person.pk)
    if there is not None:
        raise AlreadyAdmitted("the hospital has an open stay", admitted_at=there.admitted_at)
    earlier = None
    if returned_from is not None:
        earlier = stay_that_she_left(returned_from, person.pk, ward, admitted_at=admitted_at)
    register = RegisterData.objects.filter(patient=person).first()
    told = StayRegistered(
        ward=ward.ref,
        region=ward.controller.principal.code[:2],
        municipality=register.municipality_code if register else "",
        care_type=care_type,
        legal_form=legal_form,
        expected_on=expected_on,
        expected_time=expected_time,
        returned_from=returned_from,
    )
    case = new_case(person, ward, now=now)
    Episode.objects.create(
        case=case,
        patient=person,
        controller=ward.controller,
        ward=ward,
        status="admitted",
        region=told.region,
        municipality=told.municipality,
        care_type=care_type,
        legal_form=legal_form,
        admitted_at=admitted_at,
        returned_from=earlier,
    )
    record(
        case,
        EventKind.STAY_REGISTERED,
        told,
        by=by,
        now=now,
        unit=opener,
        audience=Event.Audience.OWN,
        at=admitted_at,
    )
    name_the_opener(case, unit=opener, by=by, now=now)
    derive(case, now=now)
    if earlier is not None:
        tell_of_return(earlier, case, unit=opener, ward=ward, admitted_at=admitted_at, by=by, now=now)
    return case


@transaction.atomic
def judge_need(
    case_ref: UUID,
    *,
    unit: UUID,
    region: bool,
    social_services: bool,
    municipal_care: bool,
    physician: str,
    judged_at: datetime,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Case:
    """The treating physician has judged whose services she may need afterwards (2 kap. 1 §); may be judged anew.

    Raises: what act_in_stay raises; NoNeed; HappenedWrong; InvalidInput.
    """
    acting = act_in_stay(case_ref, Action.JUDGE_NEED, unit=unit, by=by, expected_version=expected_version)
    if not (region or social_services or municipal_care):
        raise NoNeed(Problem("region", "is as little needed as anything else"))
    if problems := required("physician", physician, LINE_LENGTH):
        raise InvalidInput(*problems)
    check_happened(judged_at, field="judged_at", after=acting.stay.admitted_at, now=now)
    data = NeedJudged(region, social_services, municipal_care, physician.strip())
    return told_inside(acting, EventKind.NEED_JUDGED, data, by=by, now=now, at=judged_at)


@transaction.atomic
def judge_no_need(case_ref: UUID, *, unit: UUID, reason: str, by: Actor, now: datetime, expected_version: int) -> Case:
    """She will need nobody's services afterwards; nobody is told (R-2.1c). It may change (R-2.3b)."""
    acting = act_in_stay(case_ref, Action.JUDGE_NO_NEED, unit=unit, by=by, expected_version=expected_version)
    return told_inside(acting, EventKind.NO_NEED_JUDGED, Reasoned(reasons.required(reason)), by=by, now=now)


@transaction.atomic
def reopen_need(case_ref: UUID, *, unit: UUID, reason: str, by: Actor, now: datetime, expected_version: int) -> Case:
    """What she needs has changed and is to be judged anew (2 kap. 3 §, R-2.3b)."""
    acting = act_in_stay(case_ref, Action.JUDGE_NEED_LATER, unit=unit, by=by, expected_version=expected_version)
    return told_inside(acting, EventKind.NEED_REOPENED, Reasoned(reasons.required(reason)), by=by, now=now)


@transaction.atomic
def cancel_stay(case_ref: UUID, *, unit: UUID, reason: str, by: Actor, now: datetime, expected_version: int) -> Case:
    """The stay was registered in error: it is struck out, with the reason, and stays legible (PDL 3 kap. 14 §)."""
    acting = act_in_stay(case_ref, Action.CANCEL, unit=unit, by=by, expected_version=expected_version)
    case = told_inside(acting, EventKind.STAY_CANCELLED, Reasoned(reasons.required(reason)), by=by, now=now)
    return end_case(case, now=now)


@transaction.atomic
def close_stay(case_ref: UUID, *, unit: UUID, by: Actor, now: datetime, expected_version: int) -> Case:
    """Nothing more is to be done about the stay, nor in its case."""
    acting = act_in_stay(case_ref, Action.CLOSE, unit=unit, by=by, expected_version=expected_version)
    return end_case(told_inside(acting, EventKind.STAY_CLOSED, Nothing(), by=by, now=now), now=now)


def end_case(case: Case, *, now: datetime) -> Case:
    """The case is closed with its stay."""
    case.closed_at = now
    case.save(update_fields=["closed_at"])
    return case
