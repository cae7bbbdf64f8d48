"""Persons that the tests of patients and registers have: made-up numbers, and what a register knows of them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from accounts.actor import Actor
from discharge.identifiers import PERSONAL_NUMBER, VASTRA_GOTALAND, Identity, check_digit
from discharge.models import Patient
from discharge.models.protection import Protection
from discharge.registers.population import Details, EmbeddedPopulation, RegisteredPerson
from discharge.services.patients import register_patient
from tests import factories as make

_serials = count()
# Not a birth date of tests/factories.py, which counts for itself.
_FIRST_DAY = date(1930, 1, 1)
# Even for women; the numbers below are another kind's.
_OF_WOMEN = range(8, 80, 2)


def personal_number(born: date | None = None) -> Identity:
    """A number with a correct check digit that no other test has; of somebody born on one of the first days of 1930."""
    days, serial = divmod(next(_serials), 999)
    before = f"{born or _FIRST_DAY + timedelta(days=days):%Y%m%d}{serial + 1:03}"
    return Identity(PERSONAL_NUMBER, before + check_digit(int(digit) for digit in before[2:]))


def reserve_number() -> Identity:
    """A woman's number of Västra Götaland's form that no other test has."""
    days, serial = divmod(next(_serials), len(_OF_WOMEN))
    before = f"{_FIRST_DAY + timedelta(days=days):%Y%m%d}K{_OF_WOMEN[serial]:02}"
    digits = before[2:].replace("K", "5")
    return Identity(VASTRA_GOTALAND, before + check_digit(int(digit) for digit in digits))


def details(surname: str = "Lind", given_names: str = "Anna", **others: Any) -> Details:
    """What is known of a person."""
    return Details(given_names=given_names, surname=surname, **others)


def known(
    identity: Identity | None = None,
    surname: str = "Lind",
    given_names: str = "Anna",
    *,
    protection: Protection = Protection.NONE,
    replaced_by: Identity | None = None,
    **others: Any,
) -> Identity:
    """The population register knows a person; her number."""
    identity = identity or personal_number()
    EmbeddedPopulation().keep(
        RegisteredPerson(
            identity=identity,
            details=details(surname, given_names, **others),
            protection=protection,
            replaced_by=replaced_by,
        )
    )
    return identity


class AnotherPopulation:
    """A register of somebody else's, which knows every number."""

    def person(self, identity: Identity) -> RegisteredPerson | None:
        return RegisteredPerson(identity=identity, details=details("Uppslagen"))


def registered(by: Actor, identity: Identity | None = None, **details_told: Any) -> Patient:
    """A patient, registered by the actor: one that the population register knows, or one of whom was told."""
    told = details(**details_told) if details_told else None
    identity = identity or (reserve_number() if told else known())
    return register_patient(oid=identity.oid, value=identity.value, details=told, by=by, now=make.NOW)


def seen(by: Actor, identity: Identity | None = None, **details_told: Any) -> Patient:
    """The same, with a case that the actor has opened, so that she sees the patient."""
    patient = registered(by, identity, **details_told)
    make.case(by, patient)
    return patient
