"""What is shown of a person: nothing but that she is protected, until somebody with a reason has unmasked her (S-62).

Pages, lists, prints and the API take what they say of a person from here, and never from the tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from discharge.domains import DOMAINS
from discharge.identifiers import Identity
from discharge.models import Placement
from discharge.models.protection import Protection

PROTECTED: Final = _("Skyddade personuppgifter")
MASKED_NUMBER: Final = "••••••••-••••"


@dataclass(frozen=True, slots=True)
class NumberShown:
    """One of a person's numbers, from one instant to another. said: as people write it."""

    oid: str
    value: str
    said: str
    valid_from: datetime
    valid_to: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonShown:
    """A person as a reader sees her. Of one with protected identity all but `ref` and `version` is empty when masked.

    ref: the row that was asked for. version: what changing her expects. numbers: those that hold, the most lasting
    first; former: those that have been replaced. degree: of protection; empty also where the data are fictitious, which
    nobody is told. merged: other rows that are the same person, and placements: only where one person is shown.
    """

    ref: UUID
    version: int
    is_protected: bool
    is_masked: bool
    name: str = ""
    numbers: Sequence[NumberShown] = ()
    former: Sequence[NumberShown] = ()
    birth_date: date | None = None
    street: str = ""
    postal_code: str = ""
    city: str = ""
    municipality_code: str = ""
    district: str = ""
    deceased_on: date | None = None
    degree: str = ""
    source: str = ""
    updated_at: datetime | None = None
    merged: Sequence[UUID] = ()
    placements: Sequence[Placement] = ()

    @property
    def oid(self) -> str:
        """The domain of the number that she is known by."""
        return self.numbers[0].oid if self.numbers else ""

    @property
    def value(self) -> str:
        """The number that she is known by."""
        return self.numbers[0].value if self.numbers else ""

    @property
    def said_name(self) -> str:
        """The name, or in its place that she is protected."""
        return str(PROTECTED) if self.is_masked else self.name

    @property
    def said_number(self) -> str:
        """The number that she is known by as people write it, or dots in the form of a personnummer."""
        if self.is_masked:
            return MASKED_NUMBER
        return self.numbers[0].said if self.numbers else ""


def masked(person: PersonShown) -> PersonShown:
    """The same person, and nothing of her if she is protected."""
    if not person.is_protected:
        return person
    return PersonShown(ref=person.ref, version=person.version, is_protected=True, is_masked=True)


def said(identity: Identity) -> str:
    """A number as people write it."""
    return DOMAINS.formatted(identity)


def degree_told(protection: str) -> str:
    """The degree that a reader is told; that data are fictitious is told to nobody."""
    return protection if protection in (Protection.MARKING, Protection.PROTECTED_REGISTRATION) else ""
