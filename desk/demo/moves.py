"""Stays in which the patient moves: to another ward or hospital, home for a while, to another place; and comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import time
from typing import Final

from desk.demo.courses import PLACES, Place, admitted
from desk.demo.organisations import EKFORSA
from desk.demo.processes import planned
from desk.demo.stays import EKFORSA as AROUND_EKFORSA
from desk.demo.stories import BIRGIT, ELIN, EVA, MARIA, PER, SIMON, ULLA
from desk.demo.telling import Telling, Who
from discharge.contents.stay import ConsentNoted
from discharge.models.notices import Ground
from discharge.services.absences import end_leave, register_leave
from discharge.services.admission_notices import send_admission_notice
from discharge.services.admitting import judge_need
from discharge.services.estimates import change_estimate
from discharge.services.information_parts import give_patient_summary
from discharge.services.leaving import send_discharge_information
from discharge.services.moving import change_municipality, change_ward, transfer
from discharge.services.opt import draw_up_care_plan, register_opt_decision
from discharge.services.services_replies import reply_about_services
from discharge.services.stay_facts_corrected import correct_facts
from rules.calendar import at_time
from rules.facts import CareType, LegalForm

IDA: Final = Who("ida.norberg", "rehabkliniken")
HELENA: Final = Who("helena.dahl", "vuxna")
GERIATRICS, SURGERY, MEDICINE, AT_EKFORSA = PLACES
PSYCHIATRY: Final = Place(PER, ("vuxna", "oppenpsykiatrin-norrsele"), HELENA, SIMON)


def tell_every_move(told: Telling) -> None:
    """Every story."""
    for story in MOVES:
        story(told)


def _signhild_moves_to_her_son(told: Telling) -> None:
    """Another ward, corrected facts, a weekend at home, and a new address in another municipality."""
    stay = admitted(told, MEDICINE, "signhild", told.ago(8, 16, 0))
    stay.ward(change_estimate, told.ago(7, 9, 0), expected_on=stay.day(1))
    planned(stay, 7, 1)
    moved_at = told.ago(5, 14, 0)
    stay.ward(change_ward, told.ago(5, 14, 20), to=stay.refs("geriatrik-31")[0], moved_at=moved_at)
    stay = replace(stay, place=replace(MEDICINE, ward=EVA))
    stay.ward(
        correct_facts,
        told.ago(5, 15, 0),
        admitted_at=told.ago(8, 14, 0),
        care_type=CareType.GERIATRIC,
        legal_form=LegalForm.VOLUNTARY,
        reason="Kom till akutmottagningen redan klockan 14",
    )
    stay.ward(
        register_leave,
        told.ago(3, 10, 15),
        gone_at=told.ago(3, 10, 0),
        expected_back_at=told.ago(2, 16, 0),
        ground=Ground.CONSENT,
    )
    stay.ward(end_leave, told.ago(2, 16, 45), back_at=told.ago(2, 16, 30), ground=Ground.CONSENT)
    stay.ward(change_municipality, told.ago(1, 10, 0), municipality=EKFORSA, changed_on=stay.day(-1))
    stay.ward(
        send_admission_notice,
        told.ago(1, 10, 30),
        recipients=stay.refs(*AROUND_EKFORSA),
        expected_on=stay.day(1),
        consent=ConsentNoted.GIVEN,
        adds=True,
    )
    told.takes_in(BIRGIT, stay.case, told.minutes_ago(160))


def _viking_is_at_home_for_a_day(told: Telling) -> None:
    """The day passed without a care contact, and was moved; on leave now, and nobody outside is told of that."""
    stay = admitted(told, SURGERY, "viking", told.ago(6, 9, 0))
    stay.notified(told.ago(5, 10, 0), -2)
    stay.taken_in(told.ago(4, 9, 0))
    stay.does(ELIN, reply_about_services, told.ago(1, 9, 0), ongoing=False, ground=Ground.CONSENT)
    stay.ward(change_estimate, told.ago(1, 10, 0), expected_on=stay.day(3), told=True)
    stay.with_contact(told.ago(1, 13, 0))
    gone_at, back_at = told.minutes_ago(250), at_time(stay.day(1), time(15))
    stay.ward(register_leave, told.minutes_ago(245), gone_at=gone_at, expected_back_at=back_at)


def _manfred_is_moved_to_another_hospital(told: Telling) -> None:
    """A hospital of another care provider has him from then on, and judges what he needs anew."""
    stay = admitted(told, AT_EKFORSA, "manfred", told.ago(6, 9, 0))
    stay.notified(told.ago(5, 10, 0), 1)
    stay.taken_in(told.ago(4, 9, 0))
    notice = stay.ward(
        transfer,
        told.ago(2, 11, 0),
        to=stay.refs("rehabkliniken")[0],
        moved_at=told.ago(2, 10, 30),
        ground=Ground.CONSENT,
    )
    told.acknowledges(IDA, notice, told.ago(2, 13, 0))
    needs = {"region": True, "social_services": True, "municipal_care": True}
    judged_at = told.ago(1, 9, 0)
    stay.does(IDA, judge_need, told.ago(1, 9, 30), physician="Margit Holmer", judged_at=judged_at, **needs)
    told_now = {"told": True, "reason": "Träningen går långsammare än väntat", "reason_ground": Ground.CONSENT}
    stay.does(IDA, change_estimate, told.minutes_ago(190), expected_on=stay.day(5), **told_now)


def _isak_gets_open_compulsory_care(told: Telling) -> None:
    """Compulsory care, registered as voluntary by mistake; a decision, and a coordinated care plan instead of a SIP."""
    stay = admitted(told, PSYCHIATRY, "isak", told.ago(9, 9, 0), care_type=CareType.PSYCHIATRIC)
    stay.ward(
        correct_facts,
        told.ago(8, 9, 0),
        admitted_at=told.ago(9, 9, 0),
        care_type=CareType.PSYCHIATRIC,
        legal_form=LegalForm.LPT,
        reason="Vårdas enligt LPT sedan inskrivningen",
    )
    stay.notified(told.ago(6, 10, 0), 1, ConsentNoted.REFUSED, municipal_care=False)
    stay.taken_in(told.ago(4, 9, 0))
    stay.ward(
        register_opt_decision,
        told.ago(2, 11, 0),
        recipients=stay.refs(),
        decided_at=told.ago(2, 10, 0),
        psychiatrist="Gunilla Torp",
    )
    told.takes_in(HELENA, stay.case, told.ago(2, 13, 0))
    stay.ward(
        draw_up_care_plan,
        told.ago(1, 13, 30),
        drawn_up_at=told.ago(1, 13, 0),
        psychiatrist="Gunilla Torp",
        approved_by="Öppenpsykiatrin Norrsele och socialtjänsten",
        ground=Ground.SPECIAL_GROUP,
    )


def _gulli_is_back_after_three_hours(told: Telling) -> None:
    """Sent home with her summary, and admitted again the same day; those who were told that she left are told so."""
    stay = admitted(told, MEDICINE, "gulli", told.ago(6, 9, 0))
    planned(stay, 5, -1)
    stay.ready(told.ago(2, 9, 0))
    stay.taken_in(told.ago(2, 11, 0))
    stay.received(told.ago(2, 14, 0), -1)
    stay.ward(send_discharge_information, told.ago(1, 15, 0), body="Vätskedrivande höjt. Väg varje morgon.")
    stay.ward(give_patient_summary, told.minutes_ago(297), given=True)
    stay.left(told.minutes_ago(295))
    back = admitted(told, MEDICINE, "gulli", told.minutes_ago(115), returned_from=stay.case.ref)
    back.judged(told.minutes_ago(85))
    for who in (MARIA, ULLA):
        told.takes_in(who, stay.case, told.minutes_ago(75))


MOVES: Final[Sequence[Callable[[Telling], None]]] = (
    _signhild_moves_to_her_son,
    _viking_is_at_home_for_a_day,
    _manfred_is_moved_to_another_hospital,
    _isak_gets_open_compulsory_care,
    _gulli_is_back_after_three_hours,
)
