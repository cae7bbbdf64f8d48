"""Tests of accounts/identifiers.py."""

import pytest
from django.core.exceptions import ValidationError

from accounts.identifiers import HSA_ID, organisation_number


@pytest.mark.parametrize("number", ["232100-0131", "232100-0016", "212000-1355"])
def test_real_organisation_numbers_are_accepted(number: str) -> None:
    organisation_number(number)


@pytest.mark.parametrize("last", range(10))
def test_only_one_check_digit_is_right(last: int) -> None:
    number = f"232100-013{last}"

    if last == 1:
        organisation_number(number)
    else:
        with pytest.raises(ValidationError, match="kontrollsiffra"):
            organisation_number(number)


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("2321000131", id="no hyphen"),
        pytest.param("232100-01310", id="too long"),
        pytest.param("232100-013", id="too short"),
        pytest.param("191212-1212", id="a person's: the third digit is below two"),
        pytest.param("232100-0131\n", id="a line break after it"),
        pytest.param("a232100-0131", id="a letter before it"),
        pytest.param("23210o-0131", id="a letter in it"),
    ],
)
def test_what_is_not_written_as_an_organisation_number_is_refused(number: str) -> None:
    with pytest.raises(ValidationError, match="skrivs som 232100-0131"):
        organisation_number(number)


@pytest.mark.parametrize("value", ["SE2321000131-P000000123456", "SE2321000131-e1"])
def test_hsa_ids_are_accepted(value: str) -> None:
    HSA_ID(value)


@pytest.mark.parametrize(
    "value", ["SE232100013-1", "SE2321000131-", "NO2321000131-1", "SE2321000131-å", "xSE2321000131-1"]
)
def test_what_is_not_an_hsa_id_is_refused(value: str) -> None:
    with pytest.raises(ValidationError, match="skrivs som SE"):
        HSA_ID(value)
