"""The population register (folkbokföringen): who has a number, her name, address, municipality and protection."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Final, Protocol

from django.db import transaction

from core.sorting import sort_key
from discharge.identifiers import Identity
from discharge.models import PopulationEntry
from discharge.models.patients import PersonDetails
from discharge.models.protection import Protection
from rules.errors import InvalidInput, Problem

SOURCE: Final = "population_register"
SORT_KEY_LENGTH: Final = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What a register, or somebody who has met her, knows of a person beside her number."""

    given_names: str
    surname: str
    street: str = ""
    postal_code: str = ""
    city: str = ""
    municipality_code: str = ""
    district: str = ""
    deceased_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredPerson:
    """One person as the register has her. replaced_by: the number that she has instead of this one.

    Of fictitious personal data the register tells no other number, in either direction (lag 1991:483).
    """

    identity: Identity
    details: Details
    protection: Protection = Protection.NONE
    replaced_by: Identity | None = None


class PopulationRegister(Protocol):
    """Whatever can be asked who has a number."""

    def person(self, identity: Identity) -> RegisteredPerson | None:
        """Who has or had the number; None when the register does not know it."""


class EmbeddedPopulation:
    """The product's own table, which the demo and an import fill."""

    def person(self, identity: Identity) -> RegisteredPerson | None:
        """Who has or had the number. One query."""
        entry = PopulationEntry.objects.filter(oid=identity.oid, value=identity.value).first()
        return _read(entry) if entry else None

    @transaction.atomic
    def keep(self, person: RegisteredPerson) -> None:
        """Write what the register should know of a number, over what it knew.

        Raises: InvalidInput when it would link a number to fictitious data.
        """
        if person.replaced_by is not None:
            linked = self.person(person.replaced_by)
            if Protection.FICTITIOUS in (person.protection, linked and linked.protection):
                raise InvalidInput(Problem("replaced_by", "would link fictitious data to another number"))
        details = asdict(person.details)
        PopulationEntry.objects.update_or_create(
            oid=person.identity.oid,
            value=person.identity.value,
            defaults={
                **details,
                "sort_key": person_sort_key(person.details),
                "protection": person.protection,
                "replaced_by_oid": person.replaced_by.oid if person.replaced_by else "",
                "replaced_by_value": person.replaced_by.value if person.replaced_by else "",
            },
        )


def registered(register: PopulationRegister, identity: Identity) -> RegisteredPerson | None:
    """The person who has the number now, under the number that holds now; None when the register does not know it.

    A register that links a number to fictitious data is not followed.
    """
    person = register.person(identity)
    now = register.person(person.replaced_by) if person and person.replaced_by else None
    return now if now is not None and now.protection != Protection.FICTITIOUS else person


def person_sort_key(details: Details) -> str:
    """The key that lists of persons are sorted and searched by: surname first."""
    return sort_key(f"{details.surname} {details.given_names}")[:SORT_KEY_LENGTH]


def details_of(row: PersonDetails) -> Details:
    """What a stored row knows of a person."""
    return Details(**{name: getattr(row, name) for name in Details.__dataclass_fields__})


def _read(entry: PopulationEntry) -> RegisteredPerson:
    replaced = Identity(entry.replaced_by_oid, entry.replaced_by_value) if entry.replaced_by_oid else None
    return RegisteredPerson(
        identity=Identity(entry.oid, entry.value),
        details=details_of(entry),
        protection=Protection(entry.protection),
        replaced_by=replaced,
    )
