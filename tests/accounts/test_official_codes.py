"""Tests of accounts/data: the official codes as the database has them after its migrations."""

from datetime import date

import pytest

from accounts.models import County, Municipality

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 9)
# Unused since counties were merged: Kopparberg got 20, Kristianstad and Malmöhus 12, the three in the west 14.
UNUSED = {"02", "11", "15", "16"}


def test_there_are_21_counties_and_290_municipalities() -> None:
    assert County.objects.valid_on(TODAY).count() == 21
    assert Municipality.objects.valid_on(TODAY).count() == 290


def test_the_counties_have_the_codes_01_to_25_without_those_that_fell_out_of_use() -> None:
    codes = set(County.objects.valid_on(TODAY).values_list("code", flat=True))

    assert codes == {f"{number:02}" for number in range(1, 26)} - UNUSED


def test_each_municipality_lies_in_a_county() -> None:
    counties = set(County.objects.valid_on(TODAY).values_list("code", flat=True))

    assert {municipality.county_code for municipality in Municipality.objects.all()} == counties


def test_no_code_and_no_name_is_used_twice() -> None:
    rows = list(Municipality.objects.valid_on(TODAY).values_list("code", "name"))

    assert len({code for code, _ in rows}) == len({name for _, name in rows}) == 290


@pytest.mark.parametrize(
    ("county", "municipalities"),
    [
        ("01", 26), ("03", 8), ("04", 9), ("05", 13), ("06", 13), ("07", 8), ("08", 12), ("09", 1), ("10", 5),
        ("12", 33), ("13", 6), ("14", 49), ("17", 16), ("18", 12), ("19", 10), ("20", 15), ("21", 10), ("22", 7),
        ("23", 8), ("24", 15), ("25", 14),
    ],
)  # fmt: skip
def test_each_county_has_so_many_municipalities(county: str, municipalities: int) -> None:
    assert Municipality.objects.filter(code__startswith=county).count() == municipalities


@pytest.mark.parametrize(
    ("code", "name", "since"),
    [
        ("0180", "Stockholm", date(1998, 1, 1)),
        ("0140", "Nykvarn", date(1999, 1, 1)),
        ("0330", "Knivsta", date(2003, 1, 1)),
        ("0331", "Heby", date(2007, 1, 1)),
        ("0980", "Gotland", date(1998, 1, 1)),
        ("1480", "Göteborg", date(1998, 1, 1)),
        ("2361", "Härjedalen", date(1998, 1, 1)),
        ("2584", "Kiruna", date(1998, 1, 1)),
    ],
)
def test_codes_hold_from_their_day(code: str, name: str, since: date) -> None:
    municipality = Municipality.objects.get(code=code)

    assert (municipality.name, municipality.valid_from, municipality.valid_to) == (name, since, None)


def test_municipalities_are_listed_in_swedish_order() -> None:
    names = list(Municipality.objects.values_list("name", flat=True))

    assert names[:2] + names[-3:] == ["Ale", "Alingsås", "Östra Göinge", "Överkalix", "Övertorneå"]
    assert names.index("Ystad") < names.index("Åmål") < names.index("Älmhult") < names.index("Öckerö")
