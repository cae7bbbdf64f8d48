"""Tests of discharge/identifiers.py: each domain by its published test numbers, and against two libraries.

The oracles differ from the law, and from us, in known ways. `personnummer` takes samordningsnummer for personnummer,
any century, dates to come, digits of other alphabets, and a plus after a written century that is not true. `stdnum`
refuses samordningsnummer, accepts the birth number 000 and dates to come, and asks the clock for the century of ten
digits.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from unittest import mock

import personnummer.personnummer as other
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.se import personnummer as stdnum_personnummer

from discharge.identifiers import (
    BENCHMARK,
    BUILT_IN,
    CARELINK,
    COORDINATION_NUMBER,
    GONE,
    NATIONAL_RESERVE,
    PERSONAL_NUMBER,
    STOCKHOLM,
    VARMLAND,
    VASTRA_GOTALAND,
    Domains,
    Identity,
    InTheFuture,
    InvalidIdentity,
    NotADate,
    UnknownDomain,
    WrongCheckDigit,
    WrongForm,
    check_digit,
    configured,
)

TODAY = date(2026, 3, 9)
DOMAINS = Domains(BUILT_IN)
OIDS = [domain.oid for domain in BUILT_IN]

PUBLISHED = {
    PERSONAL_NUMBER: ["195009072553", "196101182803", "189002029800", "199002222397", "200302022389", "191212121212"],
    COORDINATION_NUMBER: ["196109732393", "197010632391"],
    NATIONAL_RESERVE: ["98240301AA06", "22950606FH20"],
    STOCKHOLM: ["991981000010", "991945000023", "991993000032"],
    VASTRA_GOTALAND: ["19810829M071", "19450829K088", "19930829X802", "20210325K069"],
    VARMLAND: ["19810829SU3A", "19450829SF2B", "19930829SX0C"],
    CARELINK: ["198108320014"],
    BENCHMARK: ["B000000001"],
}
EACH = [pytest.param(oid, value, id=value) for oid, values in PUBLISHED.items() for value in values]

SWEDISH_LETTERS = "ÅÄÖåäöéü"
SHORT_FORM = re.compile("([0-9]{2})([0-9]{2})([0-9]{4})([0-9]{4})")


def with_check_digit(before: str) -> str:
    """Twelve digits of eleven, by Luhn over the last ten."""
    return before + check_digit(int(digit) for digit in before[2:])


def short(value: str, today: date) -> str:
    """The ten digits, with the sign that the law gives them."""
    sign = "+" if today.year - int(value[:4]) >= 100 else "-"
    return f"{value[2:8]}{sign}{value[8:]}"


births = st.dates(date(1840, 1, 1), TODAY)
serials = st.integers(1, 999)


@st.composite
def personal_numbers(draw: st.DrawFn) -> str:
    return with_check_digit(f"{draw(births):%Y%m%d}{draw(serials):03}")


@st.composite
def coordination_numbers(draw: st.DrawFn) -> str:
    born = draw(births)
    return with_check_digit(f"{born:%Y%m}{born.day + 60}{draw(serials):03}")


@st.composite
def nearly_personal_numbers(draw: st.DrawFn) -> str:
    """Twelve digits of our centuries that may have a date and a check digit, and may not."""
    year, month, day = draw(st.integers(1840, 2025)), draw(st.integers(0, 13)), draw(st.integers(0, 99))
    before = f"{year:04}{month:02}{day:02}{draw(st.integers(0, 999)):03}"
    return draw(st.sampled_from([with_check_digit(before), before + str(draw(st.integers(0, 9)))]))


def accepts(oid: str, text: str, today: date = TODAY) -> bool:
    try:
        DOMAINS.normalise(oid, text, today=today)
    except InvalidIdentity:
        return False
    return True


# Published numbers


@pytest.mark.parametrize(("oid", "value"), EACH)
def test_a_published_number_is_what_it_says_and_is_stored_as_it_stands(oid: str, value: str) -> None:
    assert DOMAINS.normalise(oid, value, today=TODAY) == Identity(oid, value)


@pytest.mark.parametrize(("oid", "value"), EACH)
def test_a_published_number_fits_no_other_domain(oid: str, value: str) -> None:
    assert DOMAINS.candidates(value, today=TODAY) == (Identity(oid, value),)


@pytest.mark.parametrize(("oid", "value"), EACH)
def test_a_number_may_be_written_with_spaces_small_letters_and_a_hyphen_of_any_length(oid: str, value: str) -> None:
    for dash in "-–—−‑":
        written = f"  {value[:4].lower()} {value[4:-4].lower()}{dash}{value[-4:].lower()}\t"

        assert DOMAINS.normalise(oid, written, today=TODAY).value == value


@pytest.mark.parametrize(("oid", "value"), EACH)
def test_a_number_as_people_write_it_is_the_same_number(oid: str, value: str) -> None:
    said = DOMAINS.formatted(Identity(oid, value))

    assert said.replace("-", "") == value
    assert DOMAINS.normalise(oid, said, today=TODAY) == Identity(oid, value)


def test_numbers_that_begin_with_a_date_are_written_with_a_hyphen_and_the_others_without() -> None:
    assert DOMAINS.formatted(Identity(PERSONAL_NUMBER, "195009072553")) == "19500907-2553"
    assert DOMAINS.formatted(Identity(NATIONAL_RESERVE, "22950606FH20")) == "22950606-FH20"
    assert DOMAINS.formatted(Identity(STOCKHOLM, "991981000010")) == "991981000010"


@pytest.mark.parametrize(("oid", "value"), EACH)
def test_a_masked_number_has_its_form_and_none_of_its_signs(oid: str, value: str) -> None:
    masked = DOMAINS.masked(Identity(oid, value))

    assert set(masked) <= {"•", "-"}
    assert len(masked) == len(DOMAINS.formatted(Identity(oid, value)))


@pytest.mark.parametrize(
    ("oid", "value", "born"),
    [
        (PERSONAL_NUMBER, "189002029800", date(1890, 2, 2)),
        (COORDINATION_NUMBER, "196109732393", date(1961, 9, 13)),
        (NATIONAL_RESERVE, "98240301AA06", date(2024, 3, 1)),
        (NATIONAL_RESERVE, "22950606FH20", date(1995, 6, 6)),
        (VASTRA_GOTALAND, "20210325K069", date(2021, 3, 25)),
        (VARMLAND, "19450829SF2B", date(1945, 8, 29)),
        (VARMLAND, "19450829SP2B", date(1945, 8, 29)),
        (VARMLAND, "19810829SU3A", None),
        (VARMLAND, "19930829SX0C", None),
        (VARMLAND, "19930829SL0C", None),
        (STOCKHOLM, "991981000010", None),
        (CARELINK, "198108320014", None),
        (BENCHMARK, "B000000001", None),
    ],
)
def test_the_birth_date_is_told_by_the_numbers_that_know_it(oid: str, value: str, born: date | None) -> None:
    assert DOMAINS.birth_date(Identity(oid, value)) == born


# What is refused


@pytest.mark.parametrize(("oid", "value"), [one for one in EACH if one.values[0] not in (VARMLAND, BENCHMARK)])
def test_every_wrong_check_digit_is_refused(oid: str, value: str) -> None:
    for digit in set("0123456789") - {value[-1]}:
        with pytest.raises(WrongCheckDigit):
            DOMAINS.normalise(oid, value[:-1] + digit, today=TODAY)


@pytest.mark.parametrize("oid", OIDS)
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "+",
        "Anna Lind",
        "19500907",
        "195009072553195009072553",
        "1950090725531",
        "95009072553",
        "1" * 10_000,
        "９９１９８１０００",
        "١٩٥٠٠٩٠٧٢٥٥٣",
        "19500907٢٥٥٣",
        "19500907²553",
        "ſ00000000001",
        "19500907--2553",
        "1950-0907-2553",
        "-195009072553",
        "195009072553-",
        "195009072553\x00",
        "195009072553\u200b",
        "'; DROP TABLE",
        "SE2321000131-P1",
    ],
)
def test_nonsense_is_refused_in_every_domain(oid: str, text: str) -> None:
    with pytest.raises(WrongForm):
        DOMAINS.normalise(oid, text, today=TODAY)


@pytest.mark.parametrize(
    ("oid", "text", "why"),
    [
        (PERSONAL_NUMBER, "195002302550", NotADate),
        (PERSONAL_NUMBER, "190002292550", NotADate),
        (PERSONAL_NUMBER, "195013012550", NotADate),
        (PERSONAL_NUMBER, "195000012550", NotADate),
        (PERSONAL_NUMBER, "195001002550", NotADate),
        (PERSONAL_NUMBER, "196109732393", WrongForm),
        (PERSONAL_NUMBER, "195009070007", WrongForm),
        (PERSONAL_NUMBER, "175009072553", WrongForm),
        (PERSONAL_NUMBER, "202603102380", InTheFuture),
        (COORDINATION_NUMBER, "195009072553", WrongForm),
        (COORDINATION_NUMBER, "195002902550", NotADate),
        (COORDINATION_NUMBER, "195001602550", NotADate),
        (COORDINATION_NUMBER, "195001922550", NotADate),
        (COORDINATION_NUMBER, "202603702380", InTheFuture),
        (NATIONAL_RESERVE, "19240301AA06", WrongForm),
        (NATIONAL_RESERVE, "21240301AA06", WrongForm),
        (NATIONAL_RESERVE, "01240301AA06", WrongForm),
        (NATIONAL_RESERVE, "24240301AA06", InTheFuture),
        (NATIONAL_RESERVE, "99240301AA06", InTheFuture),
        (NATIONAL_RESERVE, "98240230AA06", NotADate),
        (NATIONAL_RESERVE, "98240301IA06", WrongForm),
        (NATIONAL_RESERVE, "98240301AO06", WrongForm),
        (NATIONAL_RESERVE, "98240301AAQ6", WrongForm),
        (NATIONAL_RESERVE, "98240301AAV6", WrongForm),
        (NATIONAL_RESERVE, "98240301WA06", WrongForm),
        (NATIONAL_RESERVE, "98240301AA0A", WrongForm),
        (NATIONAL_RESERVE, "00241940AA06", WrongForm),
        (NATIONAL_RESERVE, "00242039AA06", WrongForm),
        (NATIONAL_RESERVE, "00242060AA06", WrongForm),
        (STOCKHOLM, "981981000010", WrongForm),
        (STOCKHOLM, "99198100001A", WrongForm),
        (VASTRA_GOTALAND, "19810230M071", NotADate),
        (VASTRA_GOTALAND, "20260310K069", InTheFuture),
        (VASTRA_GOTALAND, "19810829M081", WrongForm),
        (VASTRA_GOTALAND, "19810829K071", WrongForm),
        (VASTRA_GOTALAND, "19810829M051", WrongForm),
        (VASTRA_GOTALAND, "19810829K041", WrongForm),
        (VASTRA_GOTALAND, "19810829M811", WrongForm),
        (VASTRA_GOTALAND, "19810829K821", WrongForm),
        (VASTRA_GOTALAND, "19810829X791", WrongForm),
        (VASTRA_GOTALAND, "19810829X901", WrongForm),
        (VASTRA_GOTALAND, "19810829A071", WrongForm),
        (VARMLAND, "19810230SU3A", NotADate),
        (VARMLAND, "20260310SU3A", InTheFuture),
        (VARMLAND, "19810829TU3A", WrongForm),
        (VARMLAND, "19810829SA3A", WrongForm),
        (VARMLAND, "19810829SU3V", WrongForm),
        (VARMLAND, "19810829SU30", WrongForm),
        (CARELINK, "198108310014", WrongForm),
        (CARELINK, "198108600014", WrongForm),
        (CARELINK, "198113320014", WrongForm),
        (CARELINK, "211108320014", WrongForm),
        (BENCHMARK, "B00000001", WrongForm),
    ],
)
def test_what_is_wrong_is_said(oid: str, text: str, why: type[InvalidIdentity]) -> None:
    with pytest.raises(why) as refusal:
        DOMAINS.normalise(oid, text, today=TODAY)
    assert text not in str(refusal.value)


def test_a_reserve_number_of_unknown_birth_date_has_neither_date_nor_month() -> None:
    before = "00242040AAA"
    value = before + check_digit(int(sign) if sign.isdigit() else ord(sign) for sign in before)

    assert DOMAINS.normalise(NATIONAL_RESERVE, value, today=TODAY).value == value
    assert DOMAINS.birth_date(Identity(NATIONAL_RESERVE, value)) is None


def test_a_reserve_number_that_looks_like_a_wrong_personnummer_is_refused_only_as_a_personnummer() -> None:
    with pytest.raises(InvalidIdentity):
        DOMAINS.normalise(PERSONAL_NUMBER, "198108320014", today=TODAY)

    assert DOMAINS.candidates("198108320014", today=TODAY) == (Identity(CARELINK, "198108320014"),)


def test_what_fits_no_domain_is_refused_as_the_domain_says_whose_form_it_has() -> None:
    with pytest.raises(WrongCheckDigit):
        DOMAINS.candidates("195009072554", today=TODAY)
    with pytest.raises(NotADate):
        DOMAINS.candidates("195002302550", today=TODAY)
    with pytest.raises(WrongForm):
        DOMAINS.candidates("12", today=TODAY)


# The century of ten digits


@pytest.mark.parametrize(
    ("text", "today", "value"),
    [
        pytest.param("500907-2553", TODAY, "195009072553", id="hyphen"),
        pytest.param("5009072553", TODAY, "195009072553", id="nothing says the same as a hyphen"),
        pytest.param("121212+1212", TODAY, "191212121212", id="plus: a hundred years or more"),
        pytest.param("900202+9800", TODAY, "189002029800", id="plus: 136 years"),
        pytest.param("030202-2389", TODAY, "200302022389", id="this century"),
        pytest.param("121212-1212", date(2011, 12, 31), "191212121212", id="99 the day before the year"),
        pytest.param("121212+1212", date(2012, 1, 1), "191212121212", id="plus from the first day of the year"),
        pytest.param("121212-1212", date(2012, 12, 12), "201212121212", id="a hyphen that year is a newborn"),
        pytest.param("000229-2381", date(2026, 1, 1), "200002292381", id="a leap day of 2000"),
        pytest.param("19121212-1212", TODAY, "191212121212", id="a hyphen after a written century says nothing"),
        pytest.param("19121212+1212", TODAY, "191212121212", id="a true plus after a written century"),
    ],
)
def test_the_sign_and_the_day_tell_the_century(text: str, today: date, value: str) -> None:
    assert DOMAINS.normalise(PERSONAL_NUMBER, text, today=today).value == value


@pytest.mark.parametrize(
    ("text", "today", "why"),
    [
        pytest.param("121212-1212", date(2012, 12, 11), InTheFuture, id="nobody is born tomorrow"),
        pytest.param("19900222+2397", TODAY, WrongForm, id="a plus that is not true"),
        pytest.param("20121212+1212", date(2111, 12, 31), WrongForm, id="a plus one day too early"),
        pytest.param("000229+2381", date(2026, 1, 1), NotADate, id="1900 was no leap year"),
        pytest.param("121212*1212", TODAY, WrongForm, id="another sign"),
        pytest.param("981981000010+", TODAY, WrongForm, id="a sign at the end"),
    ],
)
def test_a_sign_that_cannot_be_true_is_refused(text: str, today: date, why: type[InvalidIdentity]) -> None:
    with pytest.raises(why):
        DOMAINS.normalise(PERSONAL_NUMBER, text, today=today)


def test_a_coordination_number_of_ten_digits_has_its_century_by_the_same_rule() -> None:
    assert DOMAINS.normalise(COORDINATION_NUMBER, "610973-2393", today=TODAY).value == "196109732393"
    assert DOMAINS.normalise(COORDINATION_NUMBER, "610973+2393", today=TODAY).value == "186109732393"


@given(personal_numbers(), st.dates(date(1947, 1, 1), date(2099, 12, 31)))
def test_the_form_that_the_law_prescribes_leads_back_to_the_number(value: str, today: date) -> None:
    assume(date(int(value[:4]), int(value[4:6]), int(value[6:8])) <= today)
    assume(today.year - int(value[:4]) < 200)

    assert DOMAINS.normalise(PERSONAL_NUMBER, short(value, today), today=today).value == value


# The oracles


@given(nearly_personal_numbers())
def test_personnummer_and_coordination_number_together_are_what_the_library_accepts(value: str) -> None:
    ours = accepts(PERSONAL_NUMBER, value) or accepts(COORDINATION_NUMBER, value)

    assert ours == other.valid(value)


@given(personal_numbers() | coordination_numbers(), st.dates(date(2010, 1, 1), date(2099, 12, 31)))
def test_ten_digits_mean_the_same_twelve_as_in_the_library(value: str, today: date) -> None:
    assume(today.year - int(value[:4]) < 200)
    oid = PERSONAL_NUMBER if int(value[6]) < 6 else COORDINATION_NUMBER
    assume(accepts(oid, value, today))

    with mock.patch.object(other, "_get_current_date", return_value=today):
        theirs = other.parse(short(value, today)).format(long_format=True)

    assert DOMAINS.normalise(oid, short(value, today), today=today).value == theirs == value


@given(nearly_personal_numbers())
def test_a_personnummer_is_what_stdnum_accepts_but_for_the_birth_number_000(value: str) -> None:
    assume(value[8:11] != "000")

    assert accepts(PERSONAL_NUMBER, value) == stdnum_personnummer.is_valid(value)


@given(personal_numbers() | coordination_numbers())
def test_both_libraries_agree_on_the_birth_date(value: str) -> None:
    oid = PERSONAL_NUMBER if int(value[6]) < 6 else COORDINATION_NUMBER

    born = DOMAINS.birth_date(Identity(oid, value))

    assert born == other.parse(value).get_date()
    if oid == PERSONAL_NUMBER:
        assert born == stdnum_personnummer.get_birth_date(value)


@given(st.text("0123456789", min_size=1, max_size=30))
def test_the_check_digit_is_luhns(digits: str) -> None:
    assert check_digit(int(digit) for digit in digits) == luhn.calc_check_digit(digits)


# What holds for everything


@given(personal_numbers(), st.integers(2, 11), st.integers(1, 9))
def test_one_wrong_digit_never_gives_another_persons_number(value: str, place: int, by: int) -> None:
    wrong = value[:place] + str((int(value[place]) + by) % 10) + value[place + 1 :]

    assert not accepts(PERSONAL_NUMBER, wrong)


@given(st.sampled_from(OIDS), st.text() | st.text("0123456789-+ABKMXS", max_size=14))
def test_any_text_is_a_number_or_is_refused_and_a_number_stays_the_same(oid: str, text: str) -> None:
    try:
        identity = DOMAINS.normalise(oid, text, today=TODAY)
    except InvalidIdentity:
        return
    assert DOMAINS.normalise(oid, identity.value, today=TODAY) == identity
    assert DOMAINS.normalise(oid, DOMAINS.formatted(identity), today=TODAY) == identity


@given(st.text(SWEDISH_LETTERS + "0123456789"))
def test_letters_outside_the_alphabet_are_never_part_of_a_number(text: str) -> None:
    assume(not text.isascii())

    assert not any(accepts(oid, text) for oid in OIDS)


@given(births.filter(lambda born: born < TODAY - timedelta(days=1)), serials)
def test_the_day_in_the_number_may_be_the_day_after_the_birth(born: date, serial: int) -> None:
    value = with_check_digit(f"{born + timedelta(days=1):%Y%m%d}{serial:03}")

    assert accepts(PERSONAL_NUMBER, value)


# A region's own domains


def test_a_region_may_have_a_form_of_its_own_with_a_birth_date() -> None:
    orebro = configured(
        oid="1.2.752.999.1",
        key="Region Solgård",
        pattern="(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})T[A-Z][0-9][A-J]",
    )
    domains = Domains([*BUILT_IN, orebro])

    identity = domains.normalise("1.2.752.999.1", "19810829-tb1f", today=TODAY)

    assert identity == Identity("1.2.752.999.1", "19810829TB1F")
    assert domains.birth_date(identity) == date(1981, 8, 29)
    assert domains.candidates("19810829TB1F", today=TODAY) == (identity,)
    assert domains.name(identity.oid) == "Region Solgård"
    assert domains.rank(identity.oid) == domains.rank(STOCKHOLM)
    with pytest.raises(NotADate):
        domains.normalise("1.2.752.999.1", "19810230TB1F", today=TODAY)
    with pytest.raises(InTheFuture):
        domains.normalise("1.2.752.999.1", "20260310TB1F", today=TODAY)


def test_a_form_without_a_date_of_its_own_tells_none() -> None:
    skane = configured(oid="1.2.752.999.2", key="Skåne", pattern="(?:[0-9]{6}|[0-9]{8})[DEF][A-Z][01][A-Z]")
    domains = Domains([skane])

    assert domains.normalise("1.2.752.999.2", "810829-DA1B", today=TODAY).value == "810829DA1B"
    assert domains.birth_date(Identity("1.2.752.999.2", "810829DA1B")) is None
    assert domains.formatted(Identity("1.2.752.999.2", "810829DA1B")) == "810829-DA1B"


def test_a_configured_form_knows_only_plain_digits_and_letters() -> None:
    domains = Domains([configured(oid="1.2.752.999.3", key="k", pattern=r"\d\w.")])

    assert domains.normalise("1.2.752.999.3", "1a-", today=TODAY).value == "1A-"
    for text in ("١AB", "1åb", "1ab\n9"):
        with pytest.raises(WrongForm):
            domains.normalise("1.2.752.999.3", text, today=TODAY)


def test_no_number_is_longer_than_its_column() -> None:
    domains = Domains([configured(oid="1.2.752.999.3", key="k", pattern="[0-9]+")])

    assert domains.normalise("1.2.752.999.3", "1" * 40, today=TODAY).value == "1" * 40
    with pytest.raises(WrongForm):
        domains.normalise("1.2.752.999.3", "1" * 41, today=TODAY)


@pytest.mark.parametrize("oid", ["", "1", "1.", "3.1", "1.02", "1.2.x", "urn:oid:1.2", "1.2\n"])
def test_what_is_no_oid_is_no_domain(oid: str) -> None:
    with pytest.raises(ValueError, match="is no OID"):
        configured(oid=oid, key="k", pattern="[0-9]")


def test_a_pattern_must_be_a_regular_expression() -> None:
    with pytest.raises(ValueError, match="is no regular expression"):
        configured(oid="1.2", key="k", pattern="[0-9")


def test_two_domains_have_not_the_same_oid() -> None:
    with pytest.raises(ValueError, match="the same OID"):
        Domains([*BUILT_IN, configured(oid=STOCKHOLM, key="k", pattern="[0-9]")])


def test_a_domain_that_nobody_knows_is_refused_and_its_stored_numbers_are_shown_as_they_are() -> None:
    gone = Identity("1.2.752.999.9", "ABC123")

    with pytest.raises(UnknownDomain):
        DOMAINS.normalise(gone.oid, gone.value, today=TODAY)
    assert DOMAINS.formatted(gone) == "ABC123"
    assert DOMAINS.masked(gone) == "••••••"
    assert DOMAINS.birth_date(gone) is None
    assert DOMAINS.name(gone.oid) == gone.oid
    assert DOMAINS.rank(gone.oid) == GONE


def test_domains_come_in_the_order_of_how_lasting_their_numbers_are() -> None:
    ranks = [domain.rank for domain in DOMAINS]

    assert [domain.oid for domain in DOMAINS][:3] == [PERSONAL_NUMBER, COORDINATION_NUMBER, NATIONAL_RESERVE]
    assert ranks == sorted(ranks)
    assert max(ranks) < GONE
