"""Hospital stays of the fictional region: one in every state, in time and late, by the product's own services."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any, Final

from desk.demo.stories import EVA, HASSAN, INGELA, JONAS, LISA, MARIA, PETRA, SARA, SOFIA, ULLA
from desk.demo.telling import Telling, Who
from discharge.contents.stay import ConsentNoted
from discharge.models import Case, Notice
from discharge.models.notices import Ground
from discharge.services.admission_notices import send_admission_notice
from discharge.services.admitting import close_stay, judge_need, judge_no_need, register_stay, reopen_need
from discharge.services.care_contacts import name_care_contact
from discharge.services.estimates import change_estimate
from discharge.services.leaving import leave, send_discharge_information, undo_leaving
from discharge.services.patients import register_patient
from discharge.services.readiness import declare_ready, withdraw_readiness
from discharge.services.receiving import say_can_receive
from discharge.services.sip_calls import answer_about_sip, call_sip
from rules.calendar import at_time, days_after, local_date
from rules.facts import CareType, LeftReason, SipConsent

NORR: Final = ("bistand-norr", "hemsjukvard-norr", "vc-asen")
SYD: Final = ("bistand-syd", "hemsjukvard-syd", "vc-hamnen")
EKFORSA: Final = ("bistand-ekforsa", "hemsjukvard-ekforsa", "vc-ekforsa")


def tell_every_stay(told: Telling) -> None:
    """Every stay."""
    for story in STAYS:
        story(told)


def _day(told: Telling, ahead: int) -> date:
    return days_after(local_date(told.now), ahead)


def _admits(told: Telling, who: Who, resident: str, at: datetime, leaves_in: int) -> Case:
    """A ward registers that it has somebody, and when she may leave, counted from today."""
    by, identity = told.actor(who, at), told.residents[resident]
    patient = register_patient(oid=identity.oid, value=identity.value, by=by, now=at)
    return register_stay(
        patient.ref,
        unit=told.unit(who),
        admitted_at=at,
        care_type=CareType.GERIATRIC if "geriatrik" in who.unit_key else CareType.SOMATIC,
        expected_on=_day(told, leaves_in),
        by=by,
        now=at,
    )


def _judges(told: Telling, who: Who, case: Case, at: datetime, **needs: bool) -> None:
    asked = {"region": True, "social_services": True, "municipal_care": True, **needs}
    told.does(who, case, judge_need, at, physician="Anders Sandberg", judged_at=at, **asked)


def _tells(told: Telling, who: Who, case: Case, units: Sequence[str], at: datetime, leaves_in: int) -> Notice:
    notice: Notice = told.does(
        who,
        case,
        send_admission_notice,
        at,
        recipients=[told.organisations.units[key].ref for key in units],
        expected_on=_day(told, leaves_in),
        consent=ConsentNoted.GIVEN,
    )
    return notice


def _is_ready(told: Telling, who: Who, case: Case, units: Sequence[str], at: datetime) -> Notice:
    refs = [told.organisations.units[key].ref for key in units]
    notice: Notice = told.does(
        who, case, declare_ready, at, recipients=refs, assessed_at=at, physician="Anders Sandberg"
    )
    return notice


def _contact(told: Telling, who: Who, case: Case, at: datetime, **said: Any) -> None:
    named = {"name": "Lisa Moberg", "title": "distriktssköterska", "phone": "0980-319 213", **said}
    told.does(who, case, name_care_contact, at, **named)


def _maj_has_just_come(told: Telling) -> None:
    """Admitted this hour: the need is not judged yet, and nobody outside knows of her."""
    _admits(told, SARA, "maj", told.minutes_ago(50), 3)


def _karin_needs_nobody(told: Telling) -> None:
    """Judged to need nobody, and judged anew after a fall on the ward."""
    case = _admits(told, EVA, "karin", told.ago(2, 11, 0), 0)
    told.does(EVA, case, judge_no_need, told.ago(2, 13, 0), reason="Klarar sig själv hemma")
    told.does(EVA, case, reopen_need, told.ago(1, 10, 0), reason="Föll på avdelningen i natt")
    told.does(EVA, case, judge_no_need, told.ago(1, 15, 0), reason="Inga skador, går obehindrat")


def _siv_is_told_of_too_late(told: Telling) -> None:
    """The need is judged, and more than a day later nobody has been told."""
    case = _admits(told, SARA, "siv", told.ago(2, 8, 0), 2)
    _judges(told, SARA, case, told.ago(2, 9, 0))


def _gosta_is_being_planned_for(told: Telling) -> None:
    """The municipality and the care centre have taken it in; the estimate has been moved once."""
    case = _admits(told, EVA, "gosta", told.ago(3, 9, 0), 4)
    _judges(told, EVA, case, told.ago(3, 10, 0))
    notice = _tells(told, EVA, case, NORR, told.ago(3, 10, 20), 4)
    told.acknowledges(MARIA, notice, told.ago(3, 13, 0))
    told.acknowledges(ULLA, notice, told.ago(2, 8, 40))
    _contact(told, ULLA, case, told.ago(2, 9, 10))
    told.does(
        EVA,
        case,
        change_estimate,
        told.ago(1, 14, 0),
        expected_on=_day(told, 2),
        told=True,
        reason="Bättre än väntat efter operationen",
        reason_ground=Ground.CONSENT,
    )
    told.takes_in(PETRA, case, told.minutes_ago(60))


def _astrid_is_ready(told: Telling) -> None:
    """Ready since yesterday; the plan is called to, and home care comes tomorrow."""
    case = _admits(told, EVA, "astrid", told.ago(6, 9, 0), 1)
    _judges(told, EVA, case, told.ago(6, 10, 0))
    notice = _tells(told, EVA, case, NORR, told.ago(6, 10, 30), 1)
    for who in (MARIA, PETRA, ULLA):
        told.acknowledges(who, notice, told.ago(5, 9, 0))
    _contact(told, ULLA, case, told.ago(5, 9, 30))
    ready = _is_ready(told, EVA, case, NORR, told.ago(1, 10, 0))
    for who in (MARIA, PETRA, ULLA):
        told.acknowledges(who, ready, told.ago(1, 11, 0))
    told.does(LISA, case, answer_about_sip, told.ago(1, 13, 0), consent=SipConsent.GIVEN, said_by="Astrid själv")
    told.does(
        LISA,
        case,
        call_sip,
        told.ago(1, 13, 20),
        meeting_at=at_time(_day(told, 3), time(13, 0)),
        place="Hemma hos Astrid, Rönnvägen 7",
        others="Dottern Eva-Lena",
    )
    told.does(
        MARIA,
        case,
        say_can_receive,
        told.ago(1, 15, 0),
        from_at=told.now,
        first_visit="Samma kväll 19.00",
        meets="Hemtjänst Norr",
        ground=Ground.CONSENT,
    )
    told.does(EVA, case, send_discharge_information, told.minutes_ago(70), body="Promenad dagligen, sår läkt.")
    told.takes_in(EVA, case, told.minutes_ago(50))


def _rune_waits_for_a_home(told: Telling) -> None:
    """Ready for five days; the municipality has answered that it plans, and the days are counted."""
    case = _admits(told, EVA, "rune", told.ago(9, 9, 0), -4)
    _judges(told, EVA, case, told.ago(9, 10, 0))
    notice = _tells(told, EVA, case, NORR, told.ago(9, 10, 30), -4)
    for who in (MARIA, PETRA, ULLA):
        told.acknowledges(who, notice, told.ago(8, 9, 0))
    _contact(told, ULLA, case, told.ago(8, 10, 0), existing=True)
    ready = _is_ready(told, EVA, case, NORR, told.ago(5, 10, 0))
    for who in (MARIA, PETRA, ULLA):
        told.acknowledges(who, ready, told.ago(5, 13, 0))
    told.does(LISA, case, answer_about_sip, told.ago(4, 9, 0), consent=SipConsent.GIVEN, said_by="Rune själv")
    told.does(LISA, case, call_sip, told.ago(4, 9, 20), meeting_at=told.now, place="Videolänk", others="God man")
    for who in (EVA, MARIA, PETRA):
        told.takes_in(who, case, told.ago(3, 9, 0))


def _lennart_was_not_ready_after_all(told: Telling) -> None:
    """Ready in the morning, taken back in the afternoon."""
    case = _admits(told, JONAS, "lennart", told.ago(4, 12, 0), 2)
    _judges(told, JONAS, case, told.ago(4, 13, 0), municipal_care=False)
    units = ("bistand-syd", "vc-hamnen")
    notice = _tells(told, JONAS, case, units, told.ago(4, 13, 30), 2)
    told.acknowledges(SOFIA, notice, told.ago(3, 9, 0))
    told.acknowledges(HASSAN, notice, told.ago(3, 9, 30))
    _is_ready(told, JONAS, case, units, told.ago(1, 9, 0))
    told.does(
        JONAS,
        case,
        withdraw_readiness,
        told.ago(1, 15, 0),
        reason="Feber i eftermiddag",
        reason_ground=Ground.CONSENT,
    )
    told.takes_in(HASSAN, case, told.ago(1, 16, 0))


def _bengt_is_home(told: Telling) -> None:
    """From admission to home in a week; registered as left a moment too early, and closed."""
    case = _admits(told, INGELA, "bengt", told.ago(8, 9, 0), -1)
    _judges(told, INGELA, case, told.ago(8, 10, 0))
    _tells(told, INGELA, case, EKFORSA, told.ago(8, 10, 30), -1)
    _is_ready(told, INGELA, case, EKFORSA, told.ago(2, 9, 0))
    told.does(INGELA, case, send_discharge_information, told.ago(1, 9, 0), body="Sårvård varannan dag i två veckor.")
    at = told.ago(1, 10, 0)
    told.does(INGELA, case, leave, at, reason=LeftReason.DISCHARGED, left_at=at, where_to="hem")
    told.does(INGELA, case, undo_leaving, told.ago(1, 10, 20))
    left_at = told.ago(1, 13, 0)
    told.does(INGELA, case, leave, left_at, reason=LeftReason.DISCHARGED, left_at=left_at, where_to="hem")
    told.does(INGELA, case, close_stay, told.ago(1, 15, 0))


STAYS: Final[Sequence[Callable[[Telling], None]]] = (
    _maj_has_just_come,
    _karin_needs_nobody,
    _siv_is_told_of_too_late,
    _gosta_is_being_planned_for,
    _astrid_is_ready,
    _rune_waits_for_a_home,
    _lennart_was_not_ready_after_all,
    _bengt_is_home,
)
