"""What those who receive her say: who her care contact is, when home is ready, and what is said of the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from discharge.contents.texts import PHONE_LENGTH, optional, required
from rules.errors import InvalidInput
from rules.facts import SipConsent

PLACE_LENGTH = 400


@dataclass(frozen=True, slots=True)
class CareContactNamed:
    """The fixed care contact of one open-care unit (2 kap. 5 §): name, title, direct number; whether she calls."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"name", "phone"})
    OPENED_FIRST: ClassVar[bool] = False

    name: str
    title: str
    phone: str
    existing: bool
    calls_sip: bool

    def __post_init__(self) -> None:
        """Refuse a contact whom nobody can reach."""
        problems = [*required("name", self.name), *optional("title", self.title)]
        problems += required("phone", self.phone, PHONE_LENGTH)
        if problems:
            raise InvalidInput(*problems)


@dataclass(frozen=True, slots=True)
class CanReceive:
    """From when home can receive, when somebody comes first, and who meets; transport may be booked."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"from_at", "first_visit", "meets"})
    OPENED_FIRST: ClassVar[bool] = False

    from_at: datetime
    first_visit: str
    meets: str

    def __post_init__(self) -> None:
        """Refuse what cannot be stored as text."""
        if problems := [*optional("first_visit", self.first_visit), *optional("meets", self.meets)]:
            raise InvalidInput(*problems)


@dataclass(frozen=True, slots=True)
class SipAnswer:
    """What she said when the plan was offered (4 kap. 2 §), or who could not be asked."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"consent"})
    OPENED_FIRST: ClassVar[bool] = False

    consent: SipConsent
    said_by: str

    def __post_init__(self) -> None:
        """Refuse an answer that is none, and one that nobody gave."""
        if problems := required("said_by", self.said_by):
            raise InvalidInput(*problems)


@dataclass(frozen=True, slots=True)
class SipCallSent:
    """The call to the joint individual plan (4 kap. 3 §): when, where or by what link, and who else is asked."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"meeting_at", "place"})
    OPENED_FIRST: ClassVar[bool] = False

    meeting_at: datetime
    place: str
    others: str

    def __post_init__(self) -> None:
        """Refuse a meeting that nobody finds."""
        problems = [*required("place", self.place, PLACE_LENGTH), *optional("others", self.others, PLACE_LENGTH)]
        if problems:
            raise InvalidInput(*problems)
