"""Identity numbers of persons: domains by OID, each with its own rule, in plain Python.

An identity is a domain and a value, never the value alone (law.md S-73): a reserve number may look like a personnummer
with a wrong check digit, so a number is refused only in the domain that it claims. Sources: folkbokföringslagen 18 §,
lag (2022:1697), Inera's pages on national and local reserve identities.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from rules.errors import InvalidInput, Problem

PERSONAL_NUMBER: Final = "1.2.752.129.2.1.3.1"
COORDINATION_NUMBER: Final = "1.2.752.129.2.1.3.3"
NATIONAL_RESERVE: Final = "1.2.752.74.9.1"
STOCKHOLM: Final = "1.2.752.97.3.1.3"
VASTRA_GOTALAND: Final = "1.2.752.113.11.0.2.1.1.1"
VARMLAND: Final = "1.2.752.74.9.2"
CARELINK: Final = "1.2.752.129.2.1.3.2"
# Ours, for the made-up rows of a load test: an OID that anybody may form from a UUID (ITU-T X.667).
BENCHMARK: Final = "2.25.246685321098095907478553737468527741666"

# Ranks of regional numbers, and of a domain that the installation no longer knows.
REGIONAL: Final = 3
GONE: Final = 9

LONGEST: Final = 40
_TEN_OR_TWELVE: Final = re.compile("([0-9]{2})?([0-9]{2})([0-9]{4})([-+]?)([0-9]{4})")
_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_HYPHEN: Final = re.compile("-(?=.{4}$)")
_HIDDEN: Final = re.compile("[0-9A-Z]")
# Letters of the national reserve number: not those that are mistaken for another sign.
_LETTER: Final = "[A-HJ-NPR-UX-Z]"
_VASTRA_GOTALAND_VALUES: Final = {"K": 5, "M": 7, "X": 8}
# In Värmland the date is the birth date of these kinds only: known birth date, and staff.
_VARMLAND_BORN: Final = frozenset("FP")


class InvalidIdentity(InvalidInput):
    """The number does not follow the rule of its domain. Neither text nor facts repeat it."""

    code = "invalid_identity"


class UnknownDomain(InvalidIdentity):
    """No domain has this OID."""

    code = "identity_unknown_domain"


class WrongForm(InvalidIdentity):
    """Signs, length or sign between the parts are not those of the domain."""

    code = "identity_wrong_form"


class NotADate(InvalidIdentity):
    """The date in the number is in no calendar."""

    code = "identity_not_a_date"


class InTheFuture(InvalidIdentity):
    """The date in the number has not come."""

    code = "identity_in_the_future"


class WrongCheckDigit(InvalidIdentity):
    """A digit is wrong, or two have changed places."""

    code = "identity_wrong_check_digit"


@dataclass(frozen=True, slots=True)
class Identity:
    """A person's number as it is stored: the domain's OID, and the value without separators."""

    oid: str
    value: str


Match = re.Match[str]


def _no_date(match: Match) -> date | None:
    return None


def _date(match: Match) -> date | None:
    return date(int(match["year"]), int(match["month"]), int(match["day"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """One kind of number.

    key: its name, for programs. rank: how lasting its numbers are; a reserve number is replaced by one of a
    lower rank, never the other way. one_each: nobody has two at a time. dated: the date in the number, which must be
    one; ValueError when it is not. born: that date when it is the birth date. check_digit: of the signs before it.
    completed: the full form of what may be written shorter. hyphen: people write one before the last four.
    """

    oid: str
    key: str
    rank: int
    pattern: re.Pattern[str]
    one_each: bool = False
    dated: Callable[[Match], date | None] = _no_date
    born: Callable[[Match], date | None] = _no_date
    check_digit: Callable[[str], str] | None = None
    completed: Callable[[str, date], str] = lambda written, today: written
    hyphen: bool = True

    def normalise(self, text: str, *, today: date) -> Identity:
        """The number as it is stored, from what somebody wrote.

        today: the day in Sweden, which tells the century of ten digits and what is in the future.
        Raises: WrongForm, NotADate, InTheFuture, WrongCheckDigit.
        """
        written = "".join(text.split()).translate(_DASHES)
        value = _HYPHEN.sub("", self.completed(written, today).upper())
        # Digits and letters of other alphabets are none of ours, though some have capitals that are.
        match = self.pattern.fullmatch(value) if written.isascii() and len(value) <= LONGEST else None
        if match is None:
            raise WrongForm(self._problem("has not the form"))
        try:
            on = self.dated(match)
        except ValueError:
            raise NotADate(self._problem("holds no date")) from None
        if on is not None and on > today:
            raise InTheFuture(self._problem("holds a date in the future"))
        if self.check_digit is not None and self.check_digit(value[:-1]) != value[-1]:
            raise WrongCheckDigit(self._problem("has not the check digit"))
        return Identity(self.oid, value)

    def birth_date(self, value: str) -> date | None:
        """The birth date that a stored value tells. It may be off by a day or two where numbers had run out (18 §)."""
        match = self.pattern.fullmatch(value)
        return self.born(match) if match else None

    def formatted(self, value: str) -> str:
        """A stored value as people write it."""
        return f"{value[:-4]}-{value[-4:]}" if self.hyphen else value

    def _problem(self, what: str) -> Problem:
        return Problem("value", f"{what} of {self.key}")


class Domains:
    """The domains of an installation, the built-in ones and those of its own region; the most lasting come first."""

    def __init__(self, domains: Collection[Domain]) -> None:
        in_order = sorted(domains, key=lambda domain: domain.rank)
        self._by_oid: Mapping[str, Domain] = {domain.oid: domain for domain in in_order}
        if len(self._by_oid) != len(domains):
            raise ValueError("two domains have the same OID")

    def __iter__(self) -> Iterator[Domain]:
        return iter(self._by_oid.values())

    def of(self, oid: str) -> Domain:
        """The domain. Raises: UnknownDomain."""
        domain = self._by_oid.get(oid)
        if domain is None:
            raise UnknownDomain(Problem("oid", "is no domain here"))
        return domain

    def normalise(self, oid: str, text: str, *, today: date) -> Identity:
        """A number in the domain that it claims. Raises: InvalidIdentity."""
        return self.of(oid).normalise(text, today=today)

    def candidates(self, text: str, *, today: date) -> tuple[Identity, ...]:
        """Everything that a number without its domain may be, the most lasting first.

        Raises: InvalidIdentity when it is nothing; why not, as the domain says whose form it has.
        """
        found: list[Identity] = []
        refusals: list[InvalidIdentity] = []
        for domain in self:
            try:
                found.append(domain.normalise(text, today=today))
            except InvalidIdentity as refusal:
                refusals.append(refusal)
        if not found:
            raise min(refusals, key=lambda refusal: isinstance(refusal, WrongForm))
        return tuple(found)

    def rank(self, oid: str) -> int:
        """How lasting the domain's numbers are, the lowest the most; those of a domain that is gone come last."""
        domain = self._by_oid.get(oid)
        return domain.rank if domain else GONE

    def name(self, oid: str) -> str:
        """The domain's key; of a domain that is gone, its OID."""
        domain = self._by_oid.get(oid)
        return domain.key if domain else oid

    def birth_date(self, identity: Identity) -> date | None:
        """The birth date, where the number tells it."""
        domain = self._by_oid.get(identity.oid)
        return domain.birth_date(identity.value) if domain else None

    def formatted(self, identity: Identity) -> str:
        """The number as people write it: 19500907-2553. With the century written the sign is always a hyphen."""
        domain = self._by_oid.get(identity.oid)
        return domain.formatted(identity.value) if domain else identity.value

    def masked(self, identity: Identity) -> str:
        """Its form without a single sign of it: ••••••••-••••."""
        return _HIDDEN.sub("•", self.formatted(identity))


def check_digit(values: Iterable[int]) -> str:
    """Luhn's check digit (modulus 10) after these values; a product of several digits counts as their sum."""
    doubled = (value * (2 - place % 2) for place, value in enumerate(reversed(list(values))))
    return str(-sum(int(digit) for product in doubled for digit in str(product)) % 10)


def configured(*, oid: str, key: str, pattern: str) -> Domain:
    """A region's own domain: a regular expression of the value, in capitals and without separators.

    Groups named year, month and day, where it has them, are the birth date. Raises: ValueError when the expression or
    the OID is none.
    """
    if not re.fullmatch(r"[0-2](\.(0|[1-9][0-9]*))+", oid):
        raise ValueError(f"{oid!r} is no OID")
    try:
        compiled = re.compile(pattern, re.ASCII)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
    tells = _date if {"year", "month", "day"} <= compiled.groupindex.keys() else _no_date
    return Domain(oid=oid, key=key, rank=REGIONAL, pattern=compiled, dated=tells, born=tells)


def _century_of(text: str, today: date) -> str:
    """Ten digits as twelve: a hyphen or nothing until the year one turns 100, then a plus (18 §).

    A plus after a written century must be true; a hyphen there says nothing. What is neither stays as it was written.
    """
    match = _TEN_OR_TWELVE.fullmatch(text)
    if match is None:
        return text
    century, two, day, sign, last = match.groups()
    if century is None:
        year = today.year - (today.year - int(two)) % 100 - (100 if sign == "+" else 0)
        return f"{year}{day}{last}"
    if sign == "+" and today.year - int(century + two) < 100:
        return text
    return f"{century}{two}{day}{last}"


def _coordination_date(match: Match) -> date | None:
    return date(int(match["year"]), int(match["month"]), int(match["day"]) - 60)


def _national_reserve_date(match: Match) -> date | None:
    """The century is told by a series of its own: 19 as 22, 25, … and 20 as 23, 26, …; 00 when the date is unknown."""
    if match["series"] is None:
        return None
    century = (int(match["series"]) - 19) % 3 + 19
    return date(int(f"{century}{match['year']}"), int(match["month"]), int(match["day"]))


def _varmland_born(match: Match) -> date | None:
    return _date(match) if match["kind"] in _VARMLAND_BORN else None


def _of_last_ten(before: str) -> str:
    return check_digit(int(digit) for digit in before[2:])


def _of_letters_as_ascii(before: str) -> str:
    return check_digit(int(sign) if sign.isdigit() else ord(sign) for sign in before)


def _of_digits_from_the_fifth(before: str) -> str:
    return check_digit(int(digit) for digit in before[4:])


def _of_sex_as_a_digit(before: str) -> str:
    return check_digit(_VASTRA_GOTALAND_VALUES.get(sign) or int(sign) for sign in before[2:])


_YEAR_AND_MONTH: Final = "(?P<year>[0-9]{4})(?P<month>[0-9]{2})"
# A number that a person has from the state is of these centuries; its birth number begins with 001.
_OF_THE_STATE: Final = "(?P<year>(?:18|19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>%s)(?!000)[0-9]{4}"

BUILT_IN: Final = (
    Domain(
        oid=PERSONAL_NUMBER,
        key="personal_number",
        rank=0,
        one_each=True,
        pattern=re.compile(_OF_THE_STATE % "[0-5][0-9]"),
        dated=_date,
        born=_date,
        check_digit=_of_last_ten,
        completed=_century_of,
    ),
    Domain(
        oid=COORDINATION_NUMBER,
        key="coordination_number",
        rank=1,
        one_each=True,
        pattern=re.compile(_OF_THE_STATE % "[6-9][0-9]"),
        dated=_coordination_date,
        born=_coordination_date,
        check_digit=_of_last_ten,
        completed=_century_of,
    ),
    Domain(
        oid=NATIONAL_RESERVE,
        key="national_reserve_number",
        rank=2,
        pattern=re.compile(
            "(?:00[0-9]{2}[2-9][0-9][45][0-9]"
            "|(?P<series>2[2-9]|[3-9][0-9])(?P<year>[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2}))"
            f"{_LETTER}{{2}}(?:[0-9]|{_LETTER})[0-9]"
        ),
        dated=_national_reserve_date,
        born=_national_reserve_date,
        check_digit=_of_letters_as_ascii,
    ),
    Domain(
        oid=STOCKHOLM,
        key="stockholm_reserve_number",
        rank=REGIONAL,
        pattern=re.compile("99[0-9]{10}"),
        check_digit=_of_digits_from_the_fifth,
        hyphen=False,
    ),
    Domain(
        oid=VASTRA_GOTALAND,
        key="vastra_gotaland_reserve_number",
        rank=REGIONAL,
        # Serial numbers 06-79, odd for men and even for women; 80-89 where the sex is unknown.
        pattern=re.compile(
            f"{_YEAR_AND_MONTH}(?P<day>[0-9]{{2}})(?:K(?:0[68]|[1-7][02468])|M(?:0[79]|[1-7][13579])|X8[0-9])[0-9]"
        ),
        dated=_date,
        born=_date,
        check_digit=_of_sex_as_a_digit,
    ),
    Domain(
        oid=VARMLAND,
        key="varmland_reserve_number",
        rank=REGIONAL,
        pattern=re.compile(f"{_YEAR_AND_MONTH}(?P<day>[0-9]{{2}})S(?P<kind>[FUXPL])[0-9][A-UW-Z1-9]"),
        dated=_date,
        born=_varmland_born,
    ),
    Domain(
        oid=CARELINK,
        key="carelink_reserve_number",
        rank=REGIONAL,
        # Another number than a day of the month stands for the day.
        pattern=re.compile("(?:1[7-9]|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:3[2-9]|[45][0-9])[0-9]{4}"),
        check_digit=_of_last_ten,
    ),
    Domain(
        oid=BENCHMARK,
        key="benchmark_number",
        rank=REGIONAL + 1,
        pattern=re.compile("B[0-9]{9}"),
        hyphen=False,
    ),
)
