"""Tests of discharge/registers, of proposing recipients, and of the rules that local administrators keep."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from accounts.actor import Actor
from accounts.errors import AlreadyEnded
from accounts.kinds import Speciality, UnitKind
from accounts.models import AdministrativeEvent, Controller, Unit
from core.errors import NotVisible
from discharge import domains
from discharge.domains import DOMAINS, domains_with, label, offered
from discharge.identifiers import BENCHMARK, PERSONAL_NUMBER, STOCKHOLM, Identity
from discharge.models import AddressRule, AreaResponsibility, ListingEntry, Patient, PopulationEntry
from discharge.models.patients import PlacementKind
from discharge.models.protection import Protection
from discharge.patient_errors import NotTheirArea
from discharge.registers.addresses import EmbeddedAddresses, Residence
from discharge.registers.connected import addresses, listing, population
from discharge.registers.listing import EmbeddedListing
from discharge.registers.population import EmbeddedPopulation, RegisteredPerson, registered
from discharge.selectors.addressing import address_rules, area_responsibilities
from discharge.selectors.persons import person_shown
from discharge.selectors.recipients import Why, propose_recipients
from discharge.services.addressing import (
    AreaDetails,
    create_address_rule,
    create_area_responsibility,
    end_address_rule,
    end_area_responsibility,
)
from discharge.services.merging import merge_patients
from discharge.services.placements import place
from rules.errors import InvalidInput, NotPermitted
from tests import factories as make
from tests.discharge.persons import details, known, personal_number, reserve_number, seen
from tests.queries import queries

pytestmark = pytest.mark.django_db

TODAY = make.TODAY
CODE, COUNTY = "1480", "14"
ACT: dict[str, Any] = {"by": make.SETUP, "now": make.NOW}


@pytest.fixture
def nurse() -> Actor:
    return make.actor(make.ward())


@pytest.fixture
def board() -> Controller:
    """Of the municipality 1480."""
    return make.board(make.municipality(code=CODE))


@pytest.fixture
def region_board() -> Controller:
    """Of the region of the county 14."""
    return make.board(make.region(code=COUNTY))


def rule(unit: Unit, code: str = CODE, valid_from: date = make.LONG_AGO, **others: Any) -> AddressRule:
    area = {name: others.pop(name) for name in AreaDetails.__dataclass_fields__ if name in others}
    return create_address_rule(
        unit=unit.ref, area=AreaDetails(municipality_code=code, **area), valid_from=valid_from, **{**ACT, **others}
    )


def responsibility(
    unit: Unit, code: str = CODE, valid_from: date = make.LONG_AGO, by: Actor = make.SETUP, **area: Any
) -> AreaResponsibility:
    return create_area_responsibility(
        unit=unit.ref,
        area=AreaDetails(municipality_code=code, **area),
        valid_from=valid_from,
        by=by,
        now=make.NOW,
    )


def municipal(residence: Residence, born: date | None = None, on: date = TODAY) -> list[Unit]:
    return list(EmbeddedAddresses().municipal_units(residence, birth_date=born, on=on))


def living(district: str = "", postal_code: str = "", code: str = CODE) -> Residence:
    return Residence(municipality_code=code, district=district, postal_code=postal_code)


# Domains of this installation


def test_every_domain_has_a_name_and_the_one_for_load_tests_is_not_offered() -> None:
    assert dict(offered())[PERSONAL_NUMBER] == "personnummer"
    assert next(iter(offered()))[0] == PERSONAL_NUMBER
    assert {domain.oid for domain in DOMAINS} - dict(offered()).keys() == {BENCHMARK}
    assert {domain.oid for domain in DOMAINS} == set(domains.LABELS)
    assert label("1.2.3") == "1.2.3"


def test_a_region_may_add_domains_of_its_own() -> None:
    found = domains_with([{"oid": "1.2.752.999.1", "name": "reservnummer, Region Solgård", "pattern": "[A-Z][0-9]{3}"}])

    assert found.name("1.2.752.999.1") == "reservnummer, Region Solgård"
    assert found.of(PERSONAL_NUMBER).key == "personal_number"


@pytest.mark.parametrize(
    "wrong",
    [
        {"oid": "x", "name": "n", "pattern": "[0-9]"},
        {"oid": "1.2.3", "name": "n", "pattern": "[0-9"},
        {"oid": STOCKHOLM, "name": "n", "pattern": "[0-9]"},
    ],
)
def test_a_wrong_domain_stops_the_start_and_is_named(wrong: dict[str, str]) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^IDENTITY_DOMAINS: "):
        domains_with([wrong])


# The population register


def test_the_registers_are_the_embedded_ones_unless_others_are_connected() -> None:
    assert [type(population()), type(listing()), type(addresses())] == [
        EmbeddedPopulation,
        EmbeddedListing,
        EmbeddedAddresses,
    ]


def test_another_register_is_connected_by_the_settings(monkeypatch: pytest.MonkeyPatch, nurse: Actor) -> None:
    named = {**settings.REGISTERS, "population": "tests.discharge.persons.AnotherPopulation"}
    monkeypatch.setattr(settings, "REGISTERS", named)

    assert person_shown(seen(nurse, personal_number())).name == "Anna Uppslagen"


def test_the_register_answers_what_it_was_told_and_nothing_of_others() -> None:
    old, new = personal_number(), personal_number()
    person = RegisteredPerson(
        identity=old,
        details=details("Ek", street="Gatan 1", municipality_code=CODE, deceased_on=TODAY),
        protection=Protection.MARKING,
        replaced_by=new,
    )
    EmbeddedPopulation().keep(person)

    with queries(1):
        assert EmbeddedPopulation().person(old) == person
    assert EmbeddedPopulation().person(new) is None
    assert EmbeddedPopulation().person(Identity(STOCKHOLM, old.value)) is None
    assert registered(EmbeddedPopulation(), old) == person


def test_what_the_register_is_told_again_replaces_what_it_knew() -> None:
    number = known(surname="Ek", street="Gatan 1")

    known(number, "Ås")

    entry = PopulationEntry.objects.get()
    assert (entry.full_name, entry.street, entry.sort_key) == ("Anna Ås", "", "{s anna")


def test_a_sort_key_fits_its_column_however_long_the_names_are() -> None:
    known(surname="Å" * 120, given_names="B" * 120)

    assert len(PopulationEntry.objects.get().sort_key) == 240


# The listing register


def test_a_person_is_listed_at_one_unit_from_a_day_on() -> None:
    number = personal_number()
    first, second = make.open_care(), make.open_care()
    register = EmbeddedListing()
    register.keep(number, first, valid_from=date(2025, 1, 1))
    register.keep(number, second, valid_from=date(2026, 3, 9))

    with queries(1):
        assert register.unit([number], on=date(2026, 3, 9)) == second
    assert register.unit([number], on=date(2026, 3, 8)) == first
    assert register.unit([number], on=date(2024, 12, 31)) is None
    assert register.unit([personal_number(), number], on=TODAY) == second
    assert register.unit([Identity(STOCKHOLM, number.value)], on=TODAY) is None
    assert register.unit([], on=TODAY) is None


def test_a_listing_told_again_from_an_earlier_day_replaces_the_later_one() -> None:
    number = personal_number()
    first, second = make.open_care(), make.open_care()
    EmbeddedListing().keep(number, first, valid_from=date(2026, 3, 1))

    EmbeddedListing().keep(number, second, valid_from=date(2026, 3, 1))

    assert list(ListingEntry.objects.values_list("unit", "valid_from", "valid_to")) == [
        (second.pk, date(2026, 3, 1), None)
    ]


def test_a_listing_at_a_closed_unit_is_none() -> None:
    number, unit = personal_number(), make.open_care()
    EmbeddedListing().keep(number, unit, valid_from=make.LONG_AGO)
    Unit.objects.filter(pk=unit.pk).update(valid_to=TODAY)

    assert EmbeddedListing().unit([number], on=TODAY) == unit
    assert EmbeddedListing().unit([number], on=TODAY + timedelta(days=1)) is None


# The address register


def test_a_rule_for_a_whole_municipality_answers_for_everybody_there(board: Controller) -> None:
    unit = make.social_services(board)
    rule(unit)

    with queries(1):
        assert municipal(living("Norr", "41101")) == [unit]
    assert municipal(living()) == [unit]
    assert municipal(living(code="1402")) == []


def test_a_district_or_a_range_of_postal_codes_is_narrower_than_the_municipality(board: Controller) -> None:
    whole, north, codes = (make.social_services(board) for _ in range(3))
    for unit, area in (
        (codes, {"postal_code_from": "41100", "postal_code_to": "41199"}),
        (north, {"district": "Norr"}),
        (whole, {}),
    ):
        rule(unit, **area)

    assert municipal(living("Norr", "41200")) == [north]
    assert municipal(living("norr", "41200")) == [north]
    assert municipal(living("Norr", "41100")) == [codes]
    assert municipal(living("Syd", "41199")) == [codes]
    assert municipal(living("Syd", "41200")) == [whole]
    assert municipal(living("Syd", "41099")) == [whole]


def test_the_lowest_rank_holds_before_the_narrowest_area_and_then_the_latest_rule(board: Controller) -> None:
    first, second, third = (make.social_services(board) for _ in range(3))
    rule(first)
    rule(second)
    assert municipal(living("Norr")) == [second]
    rule(third, rank=99)
    rule(first, district="Norr")

    assert municipal(living("Norr")) == [third]


def test_days_of_birth_share_a_municipality(board: Controller) -> None:
    early, late, others = (make.social_services(board) for _ in range(3))
    rule(early, birth_day_from=1, birth_day_to=15)
    rule(late, birth_day_from=16, birth_day_to=31)
    rule(others)

    assert municipal(living(), date(1940, 1, 1)) == [early]
    assert municipal(living(), date(1940, 1, 15)) == [early]
    assert municipal(living(), date(1940, 1, 16)) == [late]
    assert municipal(living(), date(1940, 1, 31)) == [late]
    assert municipal(living(), None) == [others]


def test_each_kind_and_speciality_has_its_own_unit(board: Controller) -> None:
    older = make.social_services(board)
    disability = make.social_services(board, speciality=Speciality.DISABILITY)
    nursing = make.municipal_care(board)
    for unit in (older, disability, nursing):
        rule(unit)

    assert set(municipal(living())) == {older, disability, nursing}


def test_rules_hold_on_their_days_and_a_closed_units_rule_says_nothing(board: Controller) -> None:
    first, second = make.social_services(board), make.social_services(board)
    rule(first, rank=1, valid_from=date(2026, 3, 10))
    rule(second)
    assert [municipal(living(), on=date(2026, 3, day)) for day in (9, 10)] == [[second], [first]]

    Unit.objects.filter(pk=first.pk).update(valid_to=date(2026, 3, 31))
    assert [municipal(living(), on=day) for day in (date(2026, 3, 31), date(2026, 4, 1))] == [[first], [second]]


def test_the_narrowest_area_responsibility_holds_for_each_speciality(region_board: Controller) -> None:
    centre, other_centre = make.open_care(region_board), make.open_care(region_board)
    clinic = make.open_care(region_board, speciality=Speciality.PSYCHIATRIC_OUTPATIENT)
    responsibility(other_centre, district="Norr")
    responsibility(centre)
    responsibility(clinic)

    def units(residence: Residence) -> set[Unit]:
        with queries(1):
            return set(EmbeddedAddresses().area_units(residence, on=TODAY))

    assert units(living("Norr")) == {other_centre, clinic}
    assert units(living("Syd")) == {centre, clinic}
    assert units(living(code="0180")) == set()


# Keeping the rules


def refused(act: Callable[[], object], refusal: type[Exception]) -> None:
    before = AddressRule.objects.count(), AreaResponsibility.objects.count(), AdministrativeEvent.objects.count()
    with pytest.raises(refusal), transaction.atomic():
        act()
    after = AddressRule.objects.count(), AreaResponsibility.objects.count(), AdministrativeEvent.objects.count()
    assert before == after


def test_a_local_administrator_keeps_the_rules_of_her_own_units_and_it_is_written_down(board: Controller) -> None:
    admin, unit = make.administrator(board), make.social_services(board)

    made = rule(unit, by=admin, district=" Norr ", birth_day_from=1, birth_day_to=15)

    assert (made.unit, made.municipality_code, made.district, made.rank) == (unit, CODE, "Norr", 100)
    event = AdministrativeEvent.objects.get(kind="address_rule_created")
    assert (event.subject_ref, event.user_id) == (made.ref, admin.user_id)
    assert event.data == {
        "unit": str(unit.ref),
        "municipality_code": CODE,
        "district": "Norr",
        "postal_code_from": None,
        "postal_code_to": None,
        "birth_day_from": 1,
        "birth_day_to": 15,
        "rank": 100,
        "valid_from": "2020-01-01",
    }

    ended = end_address_rule(made.ref, last_day=TODAY, by=admin, now=make.NOW)

    assert ended.valid_to == TODAY
    event = AdministrativeEvent.objects.get(kind="address_rule_ended")
    assert (event.subject_ref, event.data) == (made.ref, {"last_day": "2026-03-09"})
    refused(lambda: end_address_rule(made.ref, last_day=TODAY, by=admin, now=make.NOW), AlreadyEnded)


def test_a_region_gives_area_responsibility_in_its_county_and_nowhere_else(region_board: Controller) -> None:
    admin, unit = make.administrator(region_board), make.open_care(region_board)

    made = responsibility(unit, "1402", by=admin)

    assert AdministrativeEvent.objects.get(kind="area_responsibility_created").subject_ref == made.ref
    refused(lambda: responsibility(unit, "0180", by=admin), NotTheirArea)
    assert end_area_responsibility(made.ref, last_day=TODAY, by=admin, now=make.NOW).valid_to == TODAY
    assert AdministrativeEvent.objects.get(kind="area_responsibility_ended").subject_ref == made.ref
    refused(lambda: end_area_responsibility(made.ref, last_day=TODAY, by=admin, now=make.NOW), AlreadyEnded)


def test_a_municipality_keeps_rules_for_itself_and_a_region_that_nurses_at_home_for_its_county(
    board: Controller, region_board: Controller
) -> None:
    refused(lambda: rule(make.social_services(board), "1402"), NotTheirArea)
    refused(lambda: rule(make.social_services(board), ""), NotTheirArea)
    nursing = make.municipal_care(region_board)

    assert rule(nursing, "1402").unit == nursing
    refused(lambda: rule(nursing, "0180"), NotTheirArea)


def test_a_rule_is_for_the_kinds_of_units_that_it_proposes(board: Controller, region_board: Controller) -> None:
    refused(lambda: rule(make.provider(board)), InvalidInput)
    refused(lambda: rule(make.open_care(region_board)), InvalidInput)
    refused(lambda: responsibility(make.ward(region_board)), InvalidInput)
    refused(lambda: responsibility(make.municipal_care(region_board)), InvalidInput)


def test_what_falls_to_a_private_provider_its_principal_decides(region_board: Controller) -> None:
    private = make.private_provider(region_board.principal, "Vård AB")
    centre = make.open_care(private)

    refused(lambda: responsibility(centre, by=make.administrator(private)), NotPermitted)
    refused(lambda: responsibility(centre, by=make.administrator(region_board)), NotPermitted)
    made = responsibility(centre, by=make.administrator(region_board.principal))

    refused(
        lambda: end_area_responsibility(made.ref, last_day=TODAY, by=make.administrator(private), now=make.NOW),
        NotPermitted,
    )


def test_nobody_else_keeps_the_rules(board: Controller) -> None:
    unit = make.social_services(board)
    made = rule(unit)
    strangers = [make.actor(unit), make.administrator(make.board(make.municipality())), make.actor(make.ward())]

    for by in strangers:
        refused(lambda by=by: rule(unit, by=by), NotPermitted)
        refused(lambda by=by: end_address_rule(made.ref, last_day=TODAY, by=by, now=make.NOW), NotPermitted)


def test_what_does_not_exist_is_not_found(board: Controller) -> None:
    admin = make.administrator(board)
    area = AreaDetails(municipality_code=CODE)

    refused(lambda: create_address_rule(unit=uuid4(), area=area, valid_from=TODAY, by=admin, now=make.NOW), NotVisible)
    refused(lambda: end_address_rule(uuid4(), last_day=TODAY, by=admin, now=make.NOW), NotVisible)
    refused(lambda: end_area_responsibility(uuid4(), last_day=TODAY, by=admin, now=make.NOW), NotVisible)


@pytest.mark.parametrize(
    "wrong",
    [
        {"postal_code_from": "41100"},
        {"postal_code_from": "41199", "postal_code_to": "41100"},
        {"birth_day_from": 1},
        {"birth_day_from": 16, "birth_day_to": 15},
        {"birth_day_from": 0, "birth_day_to": 15},
        {"birth_day_from": 1, "birth_day_to": 32},
        {"district": "x" * 81},
        {"valid_from": date(2019, 12, 31)},
    ],
    ids=str,
)
def test_a_rule_must_make_sense(board: Controller, wrong: dict[str, Any]) -> None:
    unit = make.social_services(board)

    refused(lambda: rule(unit, **wrong), InvalidInput)


def test_a_rule_does_not_end_yesterday_or_before_it_begins(board: Controller) -> None:
    made = rule(make.social_services(board), valid_from=TODAY + timedelta(days=2))

    for last_day in (TODAY - timedelta(days=1), TODAY):
        refused(lambda last_day=last_day: end_address_rule(made.ref, last_day=last_day, **ACT), InvalidInput)


def test_rules_are_listed_in_the_order_in_which_they_are_tried(board: Controller, region_board: Controller) -> None:
    unit, nursing = make.social_services(board), make.municipal_care(region_board)
    first, second = rule(unit), rule(unit, rank=1)
    other = rule(nursing, "1402")
    over = rule(unit)
    AddressRule.objects.filter(pk=over.pk).update(valid_to=TODAY - timedelta(days=1))
    area = responsibility(make.open_care(region_board))

    by = make.actor(unit)

    with queries(1):
        listed = [(one, one.unit) for one in address_rules(by=by, on=TODAY)]
    assert listed == [(other, nursing), (second, unit), (first, unit)]
    assert list(address_rules(by=by, on=TODAY, municipality_code=CODE)) == [second, first]
    assert list(area_responsibilities(by=by, on=TODAY)) == [area]
    assert list(area_responsibilities(by=by, on=TODAY, municipality_code="1402")) == []
    nobody = make.without_permissions(by)
    with pytest.raises(NotPermitted):
        address_rules(by=nobody, on=TODAY)
    with pytest.raises(NotPermitted):
        area_responsibilities(by=nobody, on=TODAY)


# Proposing recipients


def proposed(patient: Patient, by: Actor, on: date = TODAY, **kinds: Any) -> list[tuple[str, Why, bool]]:
    return [(one.unit.name, one.why, one.is_chosen) for one in propose_recipients(patient.ref, by=by, on=on, **kinds)]


@pytest.fixture
def directory(board: Controller, region_board: Controller) -> dict[str, Unit]:
    """A municipality with two districts, another one, two primary care centres and a psychiatric clinic."""
    other = make.board(make.municipality(code="1402"))
    units = {
        unit.name: unit
        for unit in (
            make.social_services(board, "Bistånd norr"),
            make.social_services(board, "Bistånd söder"),
            make.social_services(board, "Barn och familj", speciality=Speciality.CHILDREN),
            make.municipal_care(board, "Hemsjukvård norr"),
            make.social_services(other, "Bistånd Partille"),
            make.municipal_care(other, "Hemsjukvård Partille"),
            make.open_care(region_board, "Centralen"),
            make.open_care(region_board, "Linden"),
            make.open_care(region_board, "Psykiatrin", speciality=Speciality.PSYCHIATRIC_OUTPATIENT),
        )
    }
    rule(units["Bistånd norr"], district="Norr")
    rule(units["Bistånd söder"])
    rule(units["Barn och familj"])
    rule(units["Hemsjukvård norr"], district="Norr")
    rule(units["Bistånd Partille"], "1402")
    rule(units["Hemsjukvård Partille"], "1402", district="Norr")
    rule(units["Hemsjukvård Partille"], "1402")
    responsibility(units["Centralen"])
    responsibility(units["Psykiatrin"])
    return units


NORTH = {"municipality_code": CODE, "district": "Norr"}


def test_the_units_of_her_address_and_her_listing_are_proposed(directory: dict[str, Unit], nurse: Actor) -> None:
    number = known(**NORTH)
    EmbeddedListing().keep(number, directory["Linden"], valid_from=make.LONG_AGO)
    patient = seen(nurse, number)

    assert proposed(patient, nurse) == [
        ("Bistånd norr", "address", True),
        ("Hemsjukvård norr", "address", True),
        ("Linden", "listed", True),
        ("Psykiatrin", "area", False),
    ]
    assert proposed(patient, nurse, kinds={UnitKind.OPEN_CARE}) == [
        ("Linden", "listed", True),
        ("Psykiatrin", "area", False),
    ]


def test_whoever_is_listed_nowhere_gets_the_unit_with_area_responsibility(
    directory: dict[str, Unit], nurse: Actor
) -> None:
    patient = seen(nurse, known(municipality_code=CODE, district="Syd"))

    assert proposed(patient, nurse) == [
        ("Bistånd söder", "address", True),
        ("Centralen", "area", True),
        ("Psykiatrin", "area", False),
    ]


def test_the_municipality_that_has_placed_her_comes_first_and_nursing_where_she_is_registered_is_not_chosen(
    directory: dict[str, Unit], nurse: Actor
) -> None:
    patient = seen(nurse, known(**NORTH))
    place(
        patient.ref,
        municipality_code="1402",
        kind=PlacementKind.SPECIAL_HOUSING,
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 3, 31),
        by=nurse,
        now=make.NOW,
        expected_version=1,
    )

    municipal_kinds = {UnitKind.SOCIAL_SERVICES, UnitKind.MUNICIPAL_CARE}
    assert proposed(patient, nurse, kinds=municipal_kinds) == [
        ("Bistånd Partille", "placement", True),
        ("Hemsjukvård Partille", "placement", True),
        ("Hemsjukvård norr", "address", False),
    ]
    assert proposed(patient, nurse, date(2026, 4, 1), kinds=municipal_kinds) == [
        ("Bistånd norr", "address", True),
        ("Hemsjukvård norr", "address", True),
    ]


def test_a_placement_by_the_municipality_where_she_is_registered_changes_nothing(
    directory: dict[str, Unit], nurse: Actor
) -> None:
    patient = seen(nurse, known(**NORTH))
    before = proposed(patient, nurse)

    place(
        patient.ref,
        municipality_code=CODE,
        kind=PlacementKind.SHORT_TERM,
        valid_from=TODAY,
        by=nurse,
        now=make.NOW,
        expected_version=1,
    )

    assert proposed(patient, nurse) == before


@pytest.mark.parametrize(
    ("born", "with_children"),
    [
        pytest.param(date(2008, 3, 10), True, id="17 years"),
        pytest.param(date(2008, 3, 9), False, id="18 years today"),
        pytest.param(date(1940, 1, 1), False, id="86 years"),
    ],
)
def test_childrens_units_are_proposed_for_children(
    directory: dict[str, Unit], nurse: Actor, born: date, with_children: bool
) -> None:
    patient = seen(nurse, known(personal_number(born), **NORTH))

    assert ("Barn och familj" in [name for name, _, _ in proposed(patient, nurse)]) is with_children


def test_whoever_has_no_known_birth_date_may_be_a_child(directory: dict[str, Unit], nurse: Actor) -> None:
    patient = seen(nurse, known(Identity(STOCKHOLM, "991981000010"), **NORTH))

    assert "Barn och familj" in [name for name, _, _ in proposed(patient, nurse)]


def test_for_a_protected_person_nothing_is_proposed(directory: dict[str, Unit], nurse: Actor) -> None:
    patient = seen(nurse, known(**NORTH, protection=Protection.MARKING))

    assert proposed(patient, nurse) == []


def test_whoever_has_no_address_gets_only_where_she_is_listed(directory: dict[str, Unit], nurse: Actor) -> None:
    number = reserve_number()
    EmbeddedListing().keep(number, directory["Linden"], valid_from=make.LONG_AGO)

    assert proposed(seen(nurse, number, surname="Okänd"), nurse) == [("Linden", "listed", True)]


def test_a_merged_person_is_asked_for_under_all_her_numbers_and_her_present_address(
    directory: dict[str, Unit], nurse: Actor
) -> None:
    reserve = reserve_number()
    EmbeddedListing().keep(reserve, directory["Linden"], valid_from=make.LONG_AGO)
    patient, other = seen(nurse, reserve, surname="Okänd"), seen(nurse, known(**NORTH))

    merge_patients(
        patient.ref,
        into=other.ref,
        into_version=1,
        reason="Samma person",
        by=nurse,
        now=make.NOW,
        expected_version=1,
    )

    for row in (patient, other):
        assert [name for name, _, _ in proposed(row, nurse)] == [
            "Bistånd norr",
            "Hemsjukvård norr",
            "Linden",
            "Psykiatrin",
        ]


def test_nothing_is_proposed_to_whoever_does_not_see_the_patient(directory: dict[str, Unit], nurse: Actor) -> None:
    patient = seen(nurse, known(**NORTH))

    with pytest.raises(NotVisible):
        proposed(patient, make.actor(make.ward()))
    with pytest.raises(NotPermitted):
        proposed(patient, make.actor(make.provider()))
