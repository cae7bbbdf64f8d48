"""Many stays of the fictional region, so that lists and boards are as full as they are: each course at two places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from desk.demo.residents import RESIDENTS
from desk.demo.stays import EKFORSA, NORR, SYD
from desk.demo.stories import (
    BIRGIT,
    ELIN,
    EVA,
    HASSAN,
    INGELA,
    JONAS,
    LENA,
    LISA,
    MARIA,
    MATS,
    PETRA,
    SARA,
    SOFIA,
    ULLA,
)
from desk.demo.telling import Telling, Who
from discharge.contents.stay import ConsentNoted
from discharge.models import Case
from discharge.models.notices import Ground
from discharge.services.admission_notices import send_admission_notice
from discharge.services.admitting import cancel_stay, close_stay, judge_need, register_stay
from discharge.services.care_contacts import name_care_contact
from discharge.services.estimates import change_estimate
from discharge.services.leaving import leave, send_discharge_information
from discharge.services.patients import register_patient
from discharge.services.questions import ask_question
from discharge.services.readiness import declare_ready
from discharge.services.receiving import say_can_receive
from discharge.services.sip_calls import answer_about_sip, call_sip
from rules.calendar import at_time, days_after, local_date
from rules.facts import CareType, LeftReason, SipConsent


@dataclass(frozen=True, slots=True)
class Place:
    """Who takes care of a patient: the ward, the units concerned, and those of them whose people the demo follows."""

    ward: Who
    units: Sequence[str]
    assessor: Who
    nurse: Who
    coordinator: Who | None = None
    contact: Who | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """One patient at a place, as far as her course has been told."""

    told: Telling
    place: Place
    case: Case

    def ward(self, service: Callable[..., Any], at: datetime, **said: Any) -> Any:
        """The ward does something."""
        return self.does(self.place.ward, service, at, **said)

    def does(self, who: Who, service: Callable[..., Any], at: datetime, **said: Any) -> Any:
        """Somebody does something."""
        return self.told.does(who, self.case, service, at, **said)

    def day(self, ahead: int) -> date:
        """So many days from today."""
        return days_after(local_date(self.told.now), ahead)

    def refs(self, *keys: str) -> list[UUID]:
        """These units, or else the units concerned."""
        return [self.told.organisations.units[key].ref for key in keys or self.place.units]

    def judged(self, at: datetime, **needs: bool) -> None:
        """Everybody's services may be needed, but for those that are said not to be."""
        asked = {"region": True, "social_services": True, "municipal_care": True, **needs}
        self.ward(judge_need, at, physician="Anders Sandberg", judged_at=at, **asked)

    def notified(self, at: datetime, leaves_in: int, consent: ConsentNoted = ConsentNoted.GIVEN, **needs: bool) -> None:
        """The need is judged, and the units concerned have the admission notice."""
        self.judged(at, **needs)
        self.ward(
            send_admission_notice,
            at,
            recipients=self.refs(),
            expected_on=self.day(leaves_in),
            consent=consent,
        )

    def taken_in(self, at: datetime, *, by_all: bool = True) -> None:
        """Social services, or all of them, have opened and acknowledged what has come."""
        others = (self.place.nurse, self.place.coordinator) if by_all else ()
        for who in (self.place.assessor, *others):
            if who is not None:
                self.told.takes_in(who, self.case, at)

    def with_contact(self, at: datetime) -> None:
        """Open care has named its contact, where the demo follows it."""
        if self.place.coordinator is not None:
            named = {"name": "Lisa Moberg", "title": "distriktssköterska", "phone": "0980-319 213"}
            self.told.does(self.place.coordinator, self.case, name_care_contact, at, **named)

    def ready(self, at: datetime) -> None:
        """She is ready, and all are told."""
        self.ward(declare_ready, at, recipients=self.refs(), assessed_at=at, physician="Anders Sandberg")

    def called(self, at: datetime) -> None:
        """She said yes to the plan, and is called to it, where the demo follows open care."""
        if self.place.contact is not None:
            meeting = {"meeting_at": at_time(self.day(2), time(10, 0)), "place": "Videolänk", "others": ""}
            self.told.does(
                self.place.contact, self.case, answer_about_sip, at, consent=SipConsent.GIVEN, said_by="patienten"
            )
            self.told.does(self.place.contact, self.case, call_sip, at, **meeting)

    def received(self, at: datetime, in_days: int) -> None:
        """The municipality has said from when it can receive her."""
        self.told.does(
            self.place.assessor,
            self.case,
            say_can_receive,
            at,
            from_at=at_time(self.day(in_days), time(14, 0)),
            first_visit="Samma kväll",
            meets="Hemtjänsten",
            ground=Ground.CONSENT,
        )

    def left(self, at: datetime, reason: LeftReason = LeftReason.DISCHARGED) -> None:
        """She has left."""
        self.ward(leave, at, reason=reason, left_at=at, where_to="hem" if reason == LeftReason.DISCHARGED else "")


def admitted(told: Telling, place: Place, resident: str, at: datetime, **registered: Any) -> Stay:
    """Her ward registers that it has somebody. registered: what else is said of the stay."""
    by, identity = told.actor(place.ward, at), told.residents[resident]
    patient = register_patient(oid=identity.oid, value=identity.value, by=by, now=at)
    care_type = CareType.GERIATRIC if "geriatrik" in place.ward.unit_key else CareType.SOMATIC
    said = {"care_type": care_type, **registered}
    case = register_stay(patient.ref, unit=told.unit(place.ward), admitted_at=at, by=by, now=at, **said)
    return Stay(told, place, case)


def _just_told(stay: Stay) -> None:
    stay.notified(stay.told.minutes_ago(40), 5)


def _told_yesterday(stay: Stay) -> None:
    stay.notified(stay.told.ago(1, 15, 0), 4)
    stay.taken_in(stay.told.minutes_ago(180), by_all=False)


def _judged(stay: Stay) -> None:
    stay.judged(stay.told.minutes_ago(90))


def _asked(stay: Stay) -> None:
    at = stay.told.ago(2, 10, 0)
    stay.notified(at, 3)
    stay.taken_in(stay.told.ago(1, 9, 0))
    stay.with_contact(stay.told.ago(1, 9, 30))
    stay.ward(
        ask_question,
        stay.told.ago(1, 13, 0),
        recipients=stay.refs()[:1],
        body="Finns det någon som kan handla och laga mat de första dagarna?",
        ground=Ground.CONSENT,
    )


def _planned(stay: Stay) -> None:
    stay.notified(stay.told.ago(4, 10, 0), 1)
    stay.taken_in(stay.told.ago(3, 9, 0))
    stay.with_contact(stay.told.ago(3, 10, 0))
    stay.received(stay.told.ago(1, 14, 0), 1)


def _later_than_thought(stay: Stay) -> None:
    stay.notified(stay.told.ago(5, 10, 0), 0)
    stay.taken_in(stay.told.ago(4, 9, 0))
    stay.ward(change_estimate, stay.told.ago(1, 11, 0), expected_on=stay.day(6), told=True)


def _ready_today(stay: Stay) -> None:
    stay.notified(stay.told.ago(3, 10, 0), 0)
    stay.taken_in(stay.told.ago(2, 9, 0))
    stay.with_contact(stay.told.ago(2, 9, 30))
    stay.ready(stay.told.minutes_ago(70))


def _ready_for_days(stay: Stay) -> None:
    stay.notified(stay.told.ago(6, 10, 0), -2)
    stay.taken_in(stay.told.ago(5, 9, 0))
    stay.with_contact(stay.told.ago(5, 10, 0))
    stay.ready(stay.told.ago(2, 9, 0))
    stay.taken_in(stay.told.ago(2, 13, 0))


def _ready_too_long(stay: Stay) -> None:
    stay.notified(stay.told.ago(11, 10, 0), -6)
    stay.taken_in(stay.told.ago(10, 9, 0))
    stay.with_contact(stay.told.ago(10, 10, 0))
    stay.ready(stay.told.ago(6, 9, 0))
    stay.taken_in(stay.told.ago(6, 13, 0))
    stay.called(stay.told.ago(5, 9, 0))


def _gone_home(stay: Stay) -> None:
    stay.notified(stay.told.ago(5, 10, 0), -1)
    stay.taken_in(stay.told.ago(4, 9, 0))
    stay.ready(stay.told.ago(2, 9, 0))
    stay.ward(send_discharge_information, stay.told.ago(1, 9, 0), body="Sårvård varannan dag, stygn tas om tio dagar.")
    stay.left(stay.told.ago(1, 13, 0))


def _closed(stay: Stay) -> None:
    stay.notified(stay.told.ago(9, 10, 0), -4)
    stay.ready(stay.told.ago(5, 9, 0))
    stay.ward(send_discharge_information, stay.told.ago(4, 9, 0), body="Promenader, sår läkt.")
    stay.left(stay.told.ago(4, 13, 0))
    stay.ward(close_stay, stay.told.ago(3, 9, 0))


def _own_request(stay: Stay) -> None:
    stay.notified(stay.told.ago(3, 10, 0), 2)
    stay.left(stay.told.ago(1, 17, 0), LeftReason.OWN_REQUEST)


def _in_error(stay: Stay) -> None:
    stay.ward(cancel_stay, stay.told.ago(1, 9, 0), reason="Registrerad på fel avdelning")


# Each with how many days ago she was admitted.
COURSES: Final[Sequence[tuple[int, Callable[[Stay], None]]]] = (
    (1, _judged),
    (1, _just_told),
    (1, _told_yesterday),
    (3, _asked),
    (5, _planned),
    (6, _later_than_thought),
    (4, _ready_today),
    (7, _ready_for_days),
    (12, _ready_too_long),
    (6, _gone_home),
    (10, _closed),
    (4, _own_request),
    (2, _in_error),
)
PLACES: Final = (
    Place(EVA, NORR, MARIA, PETRA, ULLA, LISA),
    Place(JONAS, SYD, SOFIA, ELIN, HASSAN),
    Place(SARA, NORR, MARIA, PETRA, ULLA, LISA),
    Place(INGELA, EKFORSA, BIRGIT, MATS),
)
# A second ward of the same side of town, so that no ward has all.
BESIDE: Final = Place(LENA, SYD, SOFIA, ELIN, HASSAN)


def tell_every_course(told: Telling) -> None:
    """Each resident's, at the place where she lives."""
    for number, resident in enumerate(RESIDENTS):
        row, column = divmod(number, len(PLACES))
        place = BESIDE if PLACES[column].ward is JONAS and row % 2 else PLACES[column]
        days, course = COURSES[number // 2]
        course(admitted(told, place, resident.key, told.ago(days, 8, 0)))
