"""The smallest valid things that tests build, by the same services as the product. Others add their own below."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count, cycle
from types import MappingProxyType
from typing import Any

from accounts.actor import Actor, actor_for
from accounts.kinds import Speciality, UnitKind
from accounts.models import Assignment, Controller, Principal, Unit, UnitGroup, User
from accounts.models.assignments import Scope
from accounts.roles import Role
from accounts.services.assignments import give_assignment
from accounts.services.groups import create_group
from accounts.services.organisations import create_controller, create_principal
from accounts.services.units import UnitDetails, create_unit
from core.sorting import sort_key
from discharge.identifiers import check_digit
from discharge.models import Case, Notice, Patient, PatientIdentity, RegisterData
from discharge.models.notices import Ground
from discharge.models.protection import Protection
from discharge.services.cases import open_case
from discharge.services.grants import grant_access
from discharge.services.messages import send_message
from discharge.versions import case_version
from rules.calendar import local_date

SETUP = Actor.system("tests")
NOW = datetime(2026, 3, 9, 11, 0, tzinfo=UTC)  # a Monday, 12.00 in Sweden
TODAY = local_date(NOW)
LONG_AGO = date(2020, 1, 1)
PASSWORD = "korrekt häst batteri häftklammer"

_numbers = count(1)
# Beside the codes that tests name themselves: those of counties and municipalities there are, and made-up ones from 60.
_region_codes = cycle(f"{code:02}" for code in range(30, 60))
_municipality_codes = cycle(f"{code:04}" for code in range(3000, 6000))

SPECIALITY = {
    UnitKind.WARD: Speciality.MEDICINE,
    UnitKind.SOCIAL_SERVICES: Speciality.OLDER,
    UnitKind.MUNICIPAL_CARE: Speciality.HOME_NURSING,
    UnitKind.OPEN_CARE: Speciality.PRIMARY_CARE,
    UnitKind.PROVIDER: Speciality.HOME_CARE,
}


def region(name: str = "Region Solgård", code: str = "") -> Principal:
    """A region, whose code nobody else has."""
    return create_principal(
        kind=Principal.Kind.REGION,
        code=code or next(_region_codes),
        name=name,
        valid_from=LONG_AGO,
        by=SETUP,
        now=NOW,
    )


def municipality(name: str = "Ängsby kommun", code: str = "") -> Principal:
    """A municipality, whose code nobody else has."""
    return create_principal(
        kind=Principal.Kind.MUNICIPALITY,
        code=code or next(_municipality_codes),
        name=name,
        valid_from=LONG_AGO,
        by=SETUP,
        now=NOW,
    )


def board(principal: Principal | None = None, name: str = "Nämnden") -> Controller:
    """A board of a principal; of a new region unless told another."""
    return create_controller(
        principal=principal or region(),
        kind=Controller.Kind.BOARD,
        name=name,
        valid_from=LONG_AGO,
        by=SETUP,
        now=NOW,
    )


def private_provider(principal: Principal | None = None, name: str = "Hemstödet AB") -> Controller:
    """A private provider that works for a municipality."""
    return create_controller(
        principal=principal or municipality(),
        kind=Controller.Kind.PRIVATE_PROVIDER,
        name=name,
        valid_from=LONG_AGO,
        by=SETUP,
        now=NOW,
    )


def unit(
    kind: UnitKind = UnitKind.WARD,
    controller: Controller | None = None,
    name: str = "",
    *,
    valid_from: date = LONG_AGO,
    **details: Any,
) -> Unit:
    """A unit of a kind, at a new board of the principal that such a unit belongs to unless told another."""
    if controller is None:
        controller = board(region() if kind in (UnitKind.WARD, UnitKind.OPEN_CARE) else municipality())
    described = UnitDetails(
        **{"name": name or f"{kind.label.capitalize()} {next(_numbers)}", "speciality": SPECIALITY[kind], **details}
    )
    return create_unit(controller=controller, kind=kind, details=described, valid_from=valid_from, by=SETUP, now=NOW)


def ward(controller: Controller | None = None, name: str = "", **details: Any) -> Unit:
    """A ward."""
    return unit(UnitKind.WARD, controller, name, **details)


def social_services(controller: Controller | None = None, name: str = "", **details: Any) -> Unit:
    """A unit that decides on services."""
    return unit(UnitKind.SOCIAL_SERVICES, controller, name, **details)


def municipal_care(controller: Controller | None = None, name: str = "", **details: Any) -> Unit:
    """A unit of municipal health care."""
    return unit(UnitKind.MUNICIPAL_CARE, controller, name, **details)


def open_care(controller: Controller | None = None, name: str = "", **details: Any) -> Unit:
    """A primary care centre."""
    return unit(UnitKind.OPEN_CARE, controller, name, **details)


def provider(controller: Controller | None = None, name: str = "", **details: Any) -> Unit:
    """A home care provider."""
    return unit(UnitKind.PROVIDER, controller, name, **details)


def group(units: Collection[Unit], name: str = "Gruppen") -> UnitGroup:
    """A named group of units."""
    return create_group(name=name, units=units, by=SETUP, now=NOW)


def user(username: str = "", full_name: str = "Maria Ek", **details: Any) -> User:
    """An account that cannot sign in with a password; see `user_with_password`."""
    return User.objects.create_user(username or f"user{next(_numbers)}", None, full_name=full_name, **details)


def user_with_password(username: str = "", full_name: str = "Maria Ek") -> User:
    """An account that signs in with PASSWORD. Slow: Argon2 is."""
    return User.objects.create_user(username or f"user{next(_numbers)}", PASSWORD, full_name=full_name)


def operator(username: str = "drift") -> User:
    """One who runs the installation."""
    made = user(username, full_name="Drift Driftsson")
    made.is_staff = made.is_superuser = True
    made.save()
    return made


ROLE_AT = {
    UnitKind.WARD: Role.WARD_NURSE,
    UnitKind.SOCIAL_SERVICES: Role.NEEDS_ASSESSOR,
    UnitKind.MUNICIPAL_CARE: Role.MUNICIPAL_NURSE,
    UnitKind.OPEN_CARE: Role.OPEN_CARE_COORDINATOR,
    UnitKind.PROVIDER: Role.PROVIDER_STAFF,
}


def assignment(
    scope: Scope | None = None,
    role: Role | None = None,
    *,
    of: User | None = None,
    valid_from: date = LONG_AGO,
    valid_to: date | None = None,
) -> Assignment:
    """An assignment to a unit, in the role that is at home there unless told another; of a new user."""
    scope = scope or ward()
    if role is None:
        role = ROLE_AT[UnitKind(scope.kind)] if isinstance(scope, Unit) else Role.LOCAL_ADMINISTRATOR
    return give_assignment(
        user=of or user(), role=role, scope=scope, valid_from=valid_from, valid_to=valid_to, by=SETUP, now=NOW
    )


def actor(scope: Scope | None = None, role: Role | None = None, *, of: User | None = None, on: date = TODAY) -> Actor:
    """Who acts in a new assignment to the scope."""
    return actor_for(Assignment.objects.get(pk=assignment(scope, role, of=of).pk), on)


def administrator(scope: Controller | Principal) -> Actor:
    """A local administrator of an organisation."""
    return actor(scope, Role.LOCAL_ADMINISTRATOR)


def without_permissions(someone: Actor) -> Actor:
    """The same actor, whom no role allows anything."""
    return replace(someone, role=None)


# Patients, cases and messages

PERSONAL_NUMBER = "1.2.752.129.2.1.3.1"
LATER = NOW + timedelta(minutes=30)


def patient(surname: str = "Lind", protection: Protection = Protection.NONE, **register: Any) -> Patient:
    """A person with a number that nobody else has, and register data."""
    made = Patient.objects.create(created_at=NOW)
    PatientIdentity.objects.create(patient=made, oid=PERSONAL_NUMBER, value=_personal_number(), valid_from=NOW)
    RegisterData.objects.create(
        patient=made,
        given_names="Anna",
        surname=surname,
        sort_key=sort_key(f"{surname} Anna"),
        protection=protection,
        source="tests",
        updated_at=NOW,
        **register,
    )
    return made


def _personal_number() -> str:
    """A number with a correct check digit, of somebody born on one of the first days of 1940."""
    days, serial = divmod(next(_numbers), 1000)
    before = f"{date(1940, 1, 1) + timedelta(days=days):%Y%m%d}{serial:03}"
    return before + check_digit(int(digit) for digit in before[2:])


def unit_of(someone: Actor) -> Unit:
    """The unit that an actor acts for, when there is one."""
    (unit_id,) = someone.unit_ids
    return Unit.objects.get(pk=unit_id)


def case(by: Actor, of: Patient | None = None) -> Case:
    """A case that the actor opened at her unit."""
    return open_case((of or patient()).ref, unit=unit_of(by).ref, by=by, now=NOW)


def message(
    about: Case,
    by: Actor,
    *recipients: Unit,
    subject: str = "Hemgång på torsdag",
    body: str = "Kan ni ta emot?",
    ground: Ground = Ground.CONSENT,
    answers: Notice | None = None,
    now: datetime = NOW,
) -> Notice:
    """A message in the case from the actor's unit."""
    return send_message(
        about.ref,
        unit=unit_of(by).ref,
        recipients=[one.ref for one in recipients],
        subject=subject,
        body=body,
        ground=ground,
        answers=answers and answers.ref,
        by=by,
        now=now,
        expected_version=case_version(about, by),
    )


def case_grant(about: Case, to: Actor, permission: str, *, ends_on: date = date(2026, 12, 31)) -> Actor:
    """The actor, to whom the administrator of her organisation has given access to the case on behalf of her unit."""
    unit = unit_of(to)
    grant_access(
        about.ref,
        unit=unit.ref,
        user=User.objects.get(pk=to.user_id),
        permission=permission,
        ends_on=ends_on,
        reason="Behövs för handläggningen",
        by=administrator(unit.controller),
        now=NOW,
    )
    return to


def system_at(someone: Actor) -> Actor:
    """A system that acts for somebody's unit."""
    return replace(someone, user_id=None, system_name="tests", assignment_ref=None, role=None)


def both_sides(one: Actor, other: Actor) -> Actor:
    """An actor with the units of two, as no role allows today: the wall does not rely on roles."""
    return replace(one, units=MappingProxyType({**one.units, **other.units}))
