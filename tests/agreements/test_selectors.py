"""Tests of agreements/selectors.py: which terms hold between whom on a day, and what is not known."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from agreements.models import Binding
from agreements.selectors import Origin, TermsInForce, held, terms_for, versions
from agreements.services import end_binding
from rules.deadlines import Kind
from rules.errors import NotPermitted
from rules.evaluation import evaluate
from rules.files.corpus import agreement
from rules.files.corpus import load_corpus as corpus_of_the_rules
from rules.files.stay_file import read_stay_case
from rules.liability import State
from tests import factories as make
from tests.agreements.texts import FICTIONAL, bound, load, load_corpus, text
from tests.factories import NOW, SETUP, TODAY
from tests.queries import queries

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 1)


@pytest.fixture
def norrbotten() -> Binding:
    """Norrbotten's agreement holds in all of the region from 1 January 2026, and the act in Luleå from 1 March."""
    make.region("Region Norrbotten", code="25")
    load_corpus()
    bound("statute-2018", "25", date(2026, 3, 1), municipality="2580")
    return bound("norrbotten-2018", "25", date(2026, 1, 1))


def version(found: TermsInForce) -> tuple[str | None, Origin]:
    return found.version, found.origin


@pytest.mark.parametrize("name", corpus_of_the_rules())
def test_what_is_bound_holds_as_the_rules_read_it(name: str) -> None:
    load_corpus()
    region = agreement(name).region or FICTIONAL
    make.region(code=region)
    day = agreement(name).valid_from or date(2018, 1, 1)
    bound(name, region, day)

    found = terms_for(region, None, day)

    assert (found.terms, found.version, found.origin) == (agreement(name), name, Origin.REGION)


@pytest.mark.parametrize(
    ("municipality", "on", "expected"),
    [
        pytest.param("2584", date(2025, 12, 31), (None, Origin.UNKNOWN), id="the day before it begins"),
        pytest.param("2584", date(2026, 1, 1), ("norrbotten-2018", Origin.REGION), id="the first day"),
        pytest.param("2584", date(2026, 6, 30), ("norrbotten-2018", Origin.REGION), id="the last day"),
        pytest.param("2584", date(2026, 7, 1), (None, Origin.UNKNOWN), id="the day after the last"),
        pytest.param(None, date(2026, 6, 30), ("norrbotten-2018", Origin.REGION), id="nobody's municipality"),
        pytest.param("2580", date(2026, 2, 28), ("norrbotten-2018", Origin.REGION), id="before its own"),
        pytest.param("2580", date(2026, 3, 1), ("statute-2018", Origin.MUNICIPALITY), id="its own goes first"),
        pytest.param("2580", date(2027, 1, 1), ("statute-2018", Origin.MUNICIPALITY), id="its own goes on"),
        pytest.param("0180", date(2026, 5, 1), ("statute-2018", Origin.STATUTE), id="another county's is no party"),
    ],
)
def test_the_day_and_the_municipality_decide(
    norrbotten: Binding, municipality: str | None, on: date, expected: tuple[str | None, Origin]
) -> None:
    end_binding(norrbotten.ref, last_day=date(2026, 6, 30), by=SETUP, now=NOW)

    assert version(terms_for("25", municipality, on)) == expected


def test_what_is_bound_in_one_region_holds_in_no_other(norrbotten: Binding) -> None:
    assert version(terms_for("24", "2480", DAY)) == (None, Origin.UNKNOWN)
    assert version(terms_for("99", "9999", DAY)) == ("statute-2018", Origin.STATUTE)


@pytest.mark.parametrize(
    ("region", "municipality", "on"),
    [
        pytest.param("25", "2584", DAY, id="bound"),
        pytest.param("25", "2580", DAY, id="bound to the municipality"),
        pytest.param("24", "2480", DAY, id="unknown"),
        pytest.param("99", "9999", DAY, id="the act"),
        pytest.param("25", "0180", DAY, id="another county's"),
        pytest.param("25", None, DAY, id="no municipality"),
    ],
)
def test_it_is_asked_for_with_one_query(norrbotten: Binding, region: str, municipality: str | None, on: date) -> None:
    with queries(1):
        terms_for(region, municipality, on)


def test_a_region_of_which_no_agreement_is_known_has_the_act() -> None:
    make.region(code=FICTIONAL)
    load_corpus()

    found = terms_for(FICTIONAL, "1680", DAY)

    assert version(found) == ("statute-2018", Origin.STATUTE)
    assert found.terms == agreement("statute-2018")


def test_of_several_versions_of_the_act_the_one_that_began_last_holds() -> None:
    load_corpus()
    load("- {id: statute-2027, base: statute-2018, valid_from: 2027-01-01}\n")
    load("- {id: statute-undated, tracks: unknown}\n")

    assert terms_for(FICTIONAL, None, date(2026, 12, 31)).version == "statute-2018"
    assert terms_for(FICTIONAL, None, date(2027, 1, 1)).version == "statute-2027"


def test_before_the_act_and_before_anything_is_loaded_nothing_is_known() -> None:
    assert version(terms_for(FICTIONAL, None, DAY)) == (None, Origin.UNKNOWN)

    load_corpus()

    assert version(terms_for(FICTIONAL, None, date(2017, 12, 31))) == (None, Origin.UNKNOWN)
    assert version(terms_for(FICTIONAL, None, date(2018, 1, 1))) == ("statute-2018", Origin.STATUTE)


def test_a_known_agreement_counts_while_it_says_that_it_holds() -> None:
    load_corpus()
    load(text("known", FICTIONAL, "  valid_from: 2026-02-01\n  valid_to: 2026-03-31\n"))
    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 31), date(2026, 4, 1)]

    assert [terms_for(FICTIONAL, None, day).origin for day in days] == [
        Origin.STATUTE,
        Origin.UNKNOWN,
        Origin.UNKNOWN,
        Origin.STATUTE,
    ]


STAY = {
    "name": "ready for two weeks",
    "agreement": "statute-2018",
    "facts": {
        "region": "25",
        "municipality": "2584",
        "care_type": "somatic",
        "legal_form": "voluntary",
        "needs": {"region": "true", "social_services": "true"},
        "admitted_at": "2022-03-01T10:00:00+01:00",
        "admission_notices": [{"to": "municipality", "sent_at": "2022-03-01T11:00:00+01:00", "complete": "true"}],
        "ready_notices": [{"to": "municipality", "sent_at": "2022-03-07T10:00:00+01:00"}],
        "care_contact_appointed_at": "2022-03-02T10:00:00+01:00",
        "sip": {"consent": "given", "calls": [{"sent_at": "2022-03-07T11:00:00+01:00", "by": "care_contact"}]},
        "discharge_information_sent_at": None,
        "left_at": None,
    },
}


def test_what_is_not_known_never_bills_and_the_process_runs_by_the_act() -> None:
    load_corpus()
    stay = read_stay_case(STAY).stay
    on = datetime(2022, 3, 21, 9, 0, tzinfo=UTC)

    unknown = evaluate(stay, terms_for("25", "2584", date(2022, 3, 7)).terms, on)
    by_the_act = evaluate(stay, agreement("statute-2018"), on)

    assert (by_the_act.state, by_the_act.amount.sek) == (State.LIABLE, 102300)
    assert (unknown.state, unknown.amount.sek) == (State.INCOMPLETE_AGREEMENT, None)
    assert unknown.liability.gaps == ("tracks",)
    due = {deadline.kind: deadline.due_at for deadline in by_the_act.deadlines}
    assert due.pop(Kind.LIABILITY_START)
    assert {deadline.kind: deadline.due_at for deadline in unknown.deadlines} == due
    assert set(due) == {Kind.ADMISSION_NOTICE, Kind.SIP_CALL}


def test_terms_are_read_once_for_each_text(norrbotten: Binding) -> None:
    assert terms_for("25", "2584", DAY).terms is terms_for("25", "2523", DAY).terms


# Pages


def test_each_region_has_what_holds_today_and_later_in_order(norrbotten: Binding) -> None:
    later = load(text("later", "25", "  valid_from: 2026-10-01\n"))["later"]
    end_binding(norrbotten.ref, last_day=date(2026, 6, 30), by=SETUP, now=NOW)
    bound("later", "25", date(2026, 10, 1))

    page, (region, _other) = held(by=make.actor(make.ward(make.board(make.region("Region Ö", "26")))), on=TODAY)

    lines = [(line.municipality, line.versions[0].pk, line.origin, line.is_coming) for line in region.lines]
    assert (page.paginator.count, region.name) == (2, "Region Norrbotten")
    assert lines == [
        ("", "norrbotten-2018", Origin.REGION, False),
        ("", "later", Origin.REGION, True),
        ("Luleå", "statute-2018", Origin.MUNICIPALITY, False),
    ]
    assert [(line.valid_from, line.valid_to) for line in region.lines[:2]] == [
        (date(2026, 1, 1), date(2026, 6, 30)),
        (later.valid_from, None),
    ]


@pytest.mark.parametrize(
    ("region", "names"),
    [
        pytest.param(FICTIONAL, ("statute-2018",), id="the act"),
        pytest.param("24", ("vasterbotten",), id="one known"),
        pytest.param("14", ("vastra-gotaland-2018",), id="one known and in force"),
    ],
)
def test_where_nothing_is_bound_the_page_says_the_same_as_the_terms(region: str, names: tuple[str, ...]) -> None:
    make.region(code=region)
    load_corpus()

    _, (shown,) = held(by=SETUP, on=TODAY)

    (line,) = shown.lines
    found = terms_for(region, None, TODAY)
    assert tuple(one.pk for one in line.versions) == names
    assert line.origin is found.origin
    assert (line.municipality, line.valid_from, line.valid_to, line.is_coming) == ("", None, None, False)


def test_what_begins_later_does_not_hold_today() -> None:
    make.region(code="25")
    load_corpus()
    bound("norrbotten-2018", "25", date(2027, 1, 1))

    _, (region,) = held(by=SETUP, on=TODAY)

    assert [(line.origin, line.is_coming) for line in region.lines] == [(Origin.UNKNOWN, False), (Origin.REGION, True)]


def test_where_not_even_the_act_is_loaded_it_is_unknown() -> None:
    make.region(code=FICTIONAL)

    _, (region,) = held(by=SETUP, on=TODAY)

    assert [(line.versions, line.origin) for line in region.lines] == [((), Origin.UNKNOWN)]


def test_regions_stand_by_name_ten_to_a_page_with_the_same_number_of_queries() -> None:
    load_corpus()
    for number in range(12):
        make.region(f"Region {number:02}", code=f"{14 + number}")
    bound("statute-2018", "14", municipality="1480")
    bound("statute-2018", "20", municipality="2080")

    with queries(5):
        first, regions = held(by=SETUP, on=TODAY)
    second, rest = held(by=SETUP, on=TODAY, page=2)
    last, _ = held(by=SETUP, on=TODAY, page=99)

    assert [region.name for region in (*regions, *rest)] == [f"Region {number:02}" for number in range(12)]
    assert (len(regions), first.number, second.number, last.number) == (10, 1, 2, 2)


def test_a_municipality_is_no_region_and_a_closed_one_is_not_shown() -> None:
    make.municipality(code="2580")
    closed = make.region(code="25")
    type(closed).objects.filter(pk=closed.pk).update(valid_to=date(2026, 3, 8))

    assert held(by=SETUP, on=TODAY)[1] == []


def test_whoever_may_not_see_the_directory_sees_no_agreement() -> None:
    nobody = make.without_permissions(make.actor())

    with pytest.raises(NotPermitted):
        held(by=nobody, on=TODAY)
    with pytest.raises(NotPermitted):
        versions(by=nobody)


def test_the_order_of_versions_is_by_county_the_act_first() -> None:
    load_corpus()

    names = [one.pk for one in versions(by=SETUP)]

    assert names[:3] == ["statute-2018", "stockholm-2019-individual", "stockholm-2020a"]
    assert set(names) == set(corpus_of_the_rules())
