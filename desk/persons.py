"""How a person is said: her number as people write it, and her age."""

from __future__ import annotations

from datetime import date

from discharge.domains import DOMAINS
from discharge.identifiers import Identity
from discharge.selectors.cases import Person


def spoken_number(person: Person) -> str:
    """The number with its hyphen; empty when it is masked or there is none."""
    return DOMAINS.formatted(Identity(person.oid, person.value)) if person.value else ""


def birth_date(person: Person) -> date | None:
    """When she was born, where her number tells."""
    return DOMAINS.birth_date(Identity(person.oid, person.value))


def age(born: date | None, on: date) -> int | None:
    """Whole years on a day in Sweden."""
    if born is None or born > on:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
