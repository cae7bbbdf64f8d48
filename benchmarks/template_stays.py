"""The stays that are multiplied, told by the product's own services: some in each open status, some closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any, Final
from uuid import UUID

from accounts.actor import Actor, actor_for
from accounts.kinds import Speciality, UnitKind
from accounts.models import Assignment, Controller, Municipality, Principal, Unit, User
from accounts.roles import Role
from accounts.services.assignments import give_assignment
from accounts.services.organisations import create_controller, create_principal
from accounts.services.units import UnitDetails, create_unit
from agreements.services import load_versions
from benchmarks.spread import GIVEN_NAMES, SURNAMES
from core.sorting import sort_key
from discharge.identifiers import BENCHMARK
from discharge.models import Case, Receipt
from discharge.registers.population import Details
from discharge.services.admission_notices import send_admission_notice
from discharge.services.admitting import close_stay, judge_need, judge_no_need, register_stay
from discharge.services.care_contacts import name_care_contact
from discharge.services.leaving import leave
from discharge.services.patients import register_patient
from discharge.services.readiness import declare_ready
from discharge.services.reading import read_notice
from discharge.services.receipts import acknowledge
from discharge.versions import case_version
from notifications.delivery import deliver
from rules.calendar import days_after, local_date
from rules.facts import CareType, LeftReason
from rules.tracks.receipt import State

SETUP: Final = Actor.system("benchmark")
OPENED: Final = date(2020, 1, 1)
# A code that no municipality has.
TOWN: Final = "6001"
PHYSICIAN: Final = "Anders Sandberg"
# Refs of units begin so in the set that is multiplied; in its copies the number of the set stands there.
UNIT_PREFIX: Final = "00000000"


@dataclass(frozen=True, slots=True)
class Parties:
    """One set of units, and somebody at each."""

    ward: Actor
    social: Actor
    care: Actor
    clinic: Actor

    @property
    def recipients(self) -> Sequence[Actor]:
        return self.social, self.care, self.clinic


@dataclass(frozen=True, slots=True)
class Templates:
    """The told cases."""

    parties: Parties
    open_ones: Sequence[Case]
    closed_ones: Sequence[Case]


def tell(now: datetime) -> Templates:
    """Everything, as if it had happened in the days before now."""
    load_versions(by=SETUP, now=now)
    parties = _parties(now)
    telling = _Telling(parties, now)
    return Templates(
        parties,
        open_ones=[telling.planned(), telling.ready(), telling.left()],
        closed_ones=[telling.closed(), telling.closed_without_needs()],
    )


def _parties(now: datetime) -> Parties:
    """A hospital, a municipality and a primary care centre, each with a controller of its own."""
    Municipality.objects.create(code=TOWN, name="Mätstad", sort_key=sort_key("Mätstad"), valid_from=OPENED)
    region = _principal(Principal.Kind.REGION, TOWN[:2], "Region Mätstad", now)
    town = _principal(Principal.Kind.MUNICIPALITY, TOWN, "Mätstads kommun", now)
    hospital = _controller(region, Controller.Kind.BOARD, "Sjukhusnämnden", now)
    board = _controller(town, Controller.Kind.BOARD, "Vård- och omsorgsnämnden", now)
    centre = _controller(region, Controller.Kind.PRIVATE_PROVIDER, "Vårdcentraler i Mätstad AB", now)
    return Parties(
        ward=_at(hospital, UnitKind.WARD, Speciality.MEDICINE, Role.WARD_NURSE, "Avdelning", now),
        social=_at(board, UnitKind.SOCIAL_SERVICES, Speciality.OLDER, Role.NEEDS_ASSESSOR, "Bistånd", now),
        care=_at(board, UnitKind.MUNICIPAL_CARE, Speciality.HOME_NURSING, Role.MUNICIPAL_NURSE, "Hemsjukvård", now),
        clinic=_at(centre, UnitKind.OPEN_CARE, Speciality.PRIMARY_CARE, Role.OPEN_CARE_COORDINATOR, "Vårdcentral", now),
    )


def _principal(kind: Principal.Kind, code: str, name: str, now: datetime) -> Principal:
    return create_principal(kind=kind, code=code, name=name, valid_from=OPENED, by=SETUP, now=now)


def _controller(principal: Principal, kind: Controller.Kind, name: str, now: datetime) -> Controller:
    return create_controller(principal=principal, kind=kind, name=name, valid_from=OPENED, by=SETUP, now=now)


def _at(controller: Controller, kind: UnitKind, speciality: Speciality, role: Role, name: str, now: datetime) -> Actor:
    """Somebody at a new unit."""
    details = UnitDetails(name=name, speciality=speciality, phone="0980-319 000")
    unit = create_unit(controller=controller, kind=kind, details=details, valid_from=OPENED, by=SETUP, now=now)
    Unit.objects.filter(pk=unit.pk).update(ref=UUID(UNIT_PREFIX + unit.ref.hex[8:]))
    unit.refresh_from_db()
    user = User.objects.create_user(kind.value, None, full_name=f"Maria {name}")
    given = give_assignment(user=user, role=role, scope=unit, valid_from=OPENED, by=SETUP, now=now)
    return actor_for(Assignment.objects.get(pk=given.pk), local_date(now))


class _Telling:
    """Tells one stay after the other; each step is an hour after the one before."""

    def __init__(self, parties: Parties, now: datetime) -> None:
        self.they = parties
        self.now = now
        self.numbers = count(1)
        self.at = now

    def planned(self) -> Case:
        """The admission notice is sent; only social services have read and acknowledged it."""
        case = self._admitted(days_ago=2)
        self._notified(case)
        self._takes_in(self.they.social, case)
        return case

    def ready(self) -> Case:
        """Ready, and her care contact is named."""
        case = self._admitted(days_ago=4)
        self._notified(case)
        for recipient in self.they.recipients:
            self._takes_in(recipient, case)
        self._is_ready(case)
        self._takes_in(self.they.care, case)
        return case

    def left(self) -> Case:
        """At home, and not closed yet."""
        case = self._admitted(days_ago=6)
        self._notified(case)
        self._is_ready(case)
        self._leaves(case)
        self._takes_in(self.they.social, case)
        return case

    def closed(self) -> Case:
        """At home, everything is seen to."""
        case = self._admitted(days_ago=8)
        self._notified(case)
        self._is_ready(case)
        self._leaves(case)
        for party in (self.they.ward, *self.they.recipients):
            self._takes_in(party, case)
        self._does(self.they.ward, close_stay, case)
        return case

    def closed_without_needs(self) -> Case:
        """She needed nobody afterwards."""
        case = self._admitted(days_ago=3)
        self._does(self.they.ward, judge_no_need, case, reason="Klarar sig själv hemma")
        self._leaves(case)
        self._does(self.they.ward, close_stay, case)
        return case

    def _admitted(self, *, days_ago: int) -> Case:
        self.at = self.now - timedelta(days=days_ago)
        ward = self.they.ward
        details = Details(given_names=GIVEN_NAMES[0], surname=SURNAMES[0], municipality_code=TOWN)
        value = f"B{next(self.numbers):09}"
        patient = register_patient(oid=BENCHMARK, value=value, details=details, by=ward, now=self.at)
        return register_stay(
            patient.ref,
            unit=_unit(ward),
            admitted_at=self.at,
            care_type=CareType.SOMATIC,
            expected_on=self._expected_on(),
            by=ward,
            now=self.at,
        )

    def _expected_on(self) -> date:
        return days_after(local_date(self.now), 1)

    def _notified(self, case: Case) -> None:
        ward = self.they.ward
        needs = {"region": True, "social_services": True, "municipal_care": True}
        self._does(ward, judge_need, case, physician=PHYSICIAN, judged_at=self.at, **needs)
        recipients = [_unit(one) for one in self.they.recipients]
        self._does(ward, send_admission_notice, case, recipients=recipients, expected_on=self._expected_on())

    def _is_ready(self, case: Case) -> None:
        recipients = [_unit(one) for one in self.they.recipients]
        assessed = {"assessed_at": self.at, "physician": PHYSICIAN}
        self._does(self.they.ward, declare_ready, case, recipients=recipients, **assessed)
        contact = {"name": "Lisa Moberg", "title": "distriktssköterska", "phone": "0980-319 213"}
        self._does(self.they.clinic, name_care_contact, case, **contact)

    def _leaves(self, case: Case) -> None:
        self._does(self.they.ward, leave, case, reason=LeftReason.DISCHARGED, left_at=self.at)

    def _takes_in(self, by: Actor, case: Case) -> None:
        """Everything that waits at the unit is opened and acknowledged, after it was told of it."""
        while deliver(self.at):
            pass
        waiting = Receipt.objects.filter(notice__case=case, unit__ref=_unit(by), state__in=[State.IN_LIST, State.READ])
        for receipt in waiting.select_related("notice").order_by("pk"):
            read_notice(receipt.notice.ref, by=by, now=self.at)
            acknowledge(receipt.notice.ref, by=by, now=self.at, expected_version=receipt.notice.version)

    def _does(self, by: Actor, service: Callable[..., Any], case: Case, **told: Any) -> None:
        self.at += timedelta(hours=1)
        service(case.ref, unit=_unit(by), by=by, now=self.at, expected_version=case_version(case, by), **told)


def _unit(by: Actor) -> UUID:
    """The only unit that somebody here acts for."""
    (unit,) = by.units.values()
    return unit.ref
