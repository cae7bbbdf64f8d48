"""Tests of agreements/services.py: versions are loaded once, and hold from one day to another."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

import rules
from accounts.errors import AlreadyEnded, LastDayPassed
from accounts.models import AdministrativeEvent, Principal
from accounts.roles import Role
from agreements.errors import (
    AlreadyBound,
    AnotherRegions,
    NotAParty,
    NotBegun,
    NotInForce,
    NotInRegion,
    UnknownRegion,
    UnknownVersion,
    VersionChanged,
)
from agreements.models import AgreementVersion, Binding
from agreements.reading import reading_of
from agreements.services import bind, end_binding, load_versions
from core.errors import NotVisible, sentence_of
from rules.errors import DomainError, InvalidInput, NotPermitted
from rules.files.corpus import agreement
from rules.files.corpus import load_corpus as corpus_of_the_rules
from tests import factories as make
from tests.agreements.texts import FICTIONAL, FIRST_DAY, bound, load, load_corpus, text
from tests.factories import NOW, SETUP, TODAY

pytestmark = pytest.mark.django_db

CORPUS = Path(rules.__file__).parent / "corpus"


def events(kind: str) -> list[AdministrativeEvent]:
    return list(AdministrativeEvent.objects.filter(kind=kind).order_by("pk"))


def test_every_version_of_the_corpus_is_loaded_with_its_file_to_the_letter() -> None:
    loaded = load_corpus()

    files = {path.read_bytes().decode() for path in CORPUS.iterdir()}
    assert set(loaded) == set(corpus_of_the_rules())
    assert {version.document for version in loaded.values()} == files
    for version in AgreementVersion.objects.all():
        assert version.sha256 == hashlib.sha256(version.document.encode()).hexdigest()
        assert version.loaded_at == NOW


@pytest.mark.parametrize("name", corpus_of_the_rules())
def test_a_loaded_version_says_what_the_rules_read_in_the_file(name: str) -> None:
    load_corpus()

    version = AgreementVersion.objects.get(pk=name)

    assert reading_of(version).terms == agreement(name)
    assert (version.region_code or None, version.valid_from, version.valid_to) == (
        agreement(name).region,
        agreement(name).valid_from,
        agreement(name).valid_to,
    )


def test_a_second_loading_adds_nothing_and_the_first_is_written_down() -> None:
    loaded = load_corpus()
    before = list(AgreementVersion.objects.values())

    assert load_corpus() == {}

    assert list(AgreementVersion.objects.values()) == before
    written = events("agreement_version_loaded")
    assert {event.subject_ref for event in written} == {version.ref for version in loaded.values()}
    assert {(event.system_name, event.at) for event in written} == {("tests", NOW)}
    assert written[0].data == {"version": "blekinge-2018", "sha256": loaded["blekinge-2018"].sha256}


def test_the_same_id_with_another_text_is_refused_and_nothing_is_loaded() -> None:
    load(text("a"))

    with pytest.raises(VersionChanged, match=r"before: a\. A loaded version never changes: give the new") as refusal:
        load(text("b"), text("a", more="  valid_from: 2026-01-01\n"))

    assert list(AgreementVersion.objects.values_list("pk", flat=True)) == ["a"]
    assert sentence_of(refusal.value) == (
        "Redan inläst med en annan text: a. En inläst version ändras aldrig. Ge den nya texten ett nytt id."
    )


def test_a_comment_or_another_agreement_in_the_file_is_no_other_text() -> None:
    first = load(text("a"))["a"]

    added = load("# checked again\n" + text("a") + text("b"))

    assert list(added) == ["b"]
    assert AgreementVersion.objects.get(pk="a").document == first.document
    assert added["b"].document.startswith("# checked again")


def test_what_an_agreement_inherits_stays_as_it_was_when_it_was_loaded() -> None:
    load("- {id: base, tracks: unknown, deadlines: {sip_call_days: 2}}\n")
    load(text("middle").replace("- id: middle\n", "- id: middle\n  base: base\n"))
    own = load('- {id: own, base: middle, region: "16"}\n')["own"]

    terms = reading_of(AgreementVersion.objects.get(pk="own")).terms

    assert set(own.bases) == {"base", "middle"}
    assert terms.deadlines.sip_call_days == 2


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        pytest.param("- {id: a, base: nowhere, tracks: unknown}\n", "there is no agreement 'nowhere'", id="no base"),
        pytest.param("- {id: a, base: [x], tracks: unknown}\n", "there is no agreement a list", id="base no text"),
        pytest.param("- {id: a, base: a, tracks: unknown}\n", "'a' leads back to itself", id="its own base"),
        pytest.param("- {id: a, tracks: unknown, colour: red}\n", "colour: is not a known key", id="unknown key"),
        pytest.param("id: a\n", "must be a list", id="no list"),
        pytest.param("- {tracks: unknown}\n", "id: is missing", id="no id"),
        pytest.param("- {id: a/b, tracks: unknown}\n", "id: ", id="no address"),
        pytest.param("", "the file is empty", id="empty"),
    ],
)
def test_what_cannot_be_read_is_not_loaded(document: str, problem: str) -> None:
    with pytest.raises(InvalidInput, match=problem):
        load(text("good"), document)

    assert not AgreementVersion.objects.exists()


def test_titles_tell_where_and_when() -> None:
    loaded = load_corpus()

    assert [loaded[name].title for name in ("statute-2018", "norrbotten-2018", "gotland")] == [
        "Lagen (2017:612), där inget annat är avtalat",
        "Överenskommelse i Norrbottens län, från 1 januari 2018",
        "Överenskommelse i Gotlands län, okänt från när",
    ]
    assert loaded["gavleborg-2017"].title == "Överenskommelse i Gävleborgs län, till och med 28 februari 2018"
    assert loaded["stockholm-2019-individual"].title == (
        "Överenskommelse i Stockholms län, 1 januari 2018–31 december 2019"
    )
    assert load(text("a"))["a"].title == "Överenskommelse i 16, okänt från när"


@pytest.mark.parametrize("role", [Role.AGREEMENT_ADMINISTRATOR, Role.LOCAL_ADMINISTRATOR])
def test_only_those_who_run_the_installation_load_and_bind(role: Role) -> None:
    region = make.region(code=FICTIONAL)
    load(text("a"))
    binding = bound("a")
    someone = make.actor(region, role)

    with pytest.raises(NotPermitted):
        load_versions(by=someone, now=NOW)
    with pytest.raises(NotPermitted):
        bound("a", valid_from=date(2027, 1, 1), by=someone)
    with pytest.raises(NotPermitted):
        end_binding(binding.ref, last_day=TODAY, by=someone, now=NOW)


# Binding


@pytest.fixture
def region() -> str:
    """A region with two versions of its own, and the act."""
    make.region(code="25")
    load_corpus()
    load(text("later", "25", "  valid_from: 2026-03-01\n  valid_to: 2026-06-30\n"))
    return "25"


def test_a_version_holds_from_a_day_on_and_it_is_written_down(region: str) -> None:
    binding = bound("norrbotten-2018", region, date(2018, 1, 1))

    (written,) = events("agreement_bound")
    assert (binding.region_code, binding.municipality_code, binding.version_id) == ("25", "", "norrbotten-2018")
    assert (binding.valid_from, binding.valid_to) == (date(2018, 1, 1), None)
    assert (written.subject_ref, written.at, written.system_name) == (binding.ref, NOW, "tests")
    assert written.data == {
        "region": "25",
        "municipality": "",
        "version": "norrbotten-2018",
        "valid_from": "2018-01-01",
        "valid_to": None,
    }


def test_a_version_with_a_last_day_holds_no_longer(region: str) -> None:
    assert bound("later", region, date(2026, 4, 1)).valid_to == date(2026, 6, 30)


def test_the_act_is_bound_where_the_parties_have_agreed_nothing(region: str) -> None:
    assert bound("statute-2018", region, municipality="2580").municipality_code == "2580"


def test_one_that_is_both_region_and_municipality_is_a_region() -> None:
    both = Principal.Kind.BOTH
    make.create_principal(kind=both, code="0980", name="Gotland", valid_from=make.LONG_AGO, by=SETUP, now=NOW)
    load_corpus()

    assert bound("gotland", "09", municipality="0980").region_code == "09"


@pytest.mark.parametrize(
    ("wrong", "error", "said"),
    [
        ({"region": "24"}, UnknownRegion, "Ingen region med den länskoden använder systemet."),
        ({"region": "2"}, UnknownRegion, "Ingen region"),
        ({"region": ""}, UnknownRegion, "Ingen region"),
        ({"municipality": "0180"}, NotInRegion, "Kommunen ligger inte i regionens län."),
        ({"municipality": "2599"}, NotInRegion, "Kommunen ligger inte"),
        ({"municipality": ""}, NotInRegion, "Kommunen ligger inte"),
        ({"version": "norrbotten-2019"}, UnknownVersion, "Ingen version med det id:t är inläst."),
        ({"version": "stockholm-2020a"}, AnotherRegions, "Versionen är en annan regions överenskommelse."),
        ({"valid_from": date(2017, 12, 31)}, NotInForce, "Versionen gäller inte själv den dagen."),
        ({"version": "later", "valid_from": date(2026, 2, 28)}, NotInForce, "Versionen gäller inte"),
        ({"version": "later", "valid_from": date(2026, 7, 1)}, NotInForce, "Versionen gäller inte"),
    ],
)
def test_what_cannot_hold_there_is_refused(
    region: str, wrong: dict[str, Any], error: type[DomainError], said: str
) -> None:
    asked = {"region": region, "version": "norrbotten-2018", "valid_from": FIRST_DAY, **wrong}

    with pytest.raises(error) as refusal:
        bound(**asked)

    assert sentence_of(refusal.value).startswith(said)
    assert not Binding.objects.exists()


def test_a_municipality_that_uses_the_system_is_no_region() -> None:
    make.municipality(code="2580")
    load_corpus()

    with pytest.raises(UnknownRegion):
        bound("norrbotten-2018", "25")


def test_a_version_that_names_its_municipalities_holds_for_them_alone(region: str) -> None:
    load(text("two", "25", '  parties: ["25", "2580", "2584"]\n'))

    for wrong in (None, "2523"):
        with pytest.raises(NotAParty, match="names its municipalities: 2580, 2584"):
            bound("two", region, municipality=wrong)
    assert bound("two", region, municipality="2584").municipality_code == "2584"


@pytest.mark.parametrize(
    ("first", "last", "begins", "is_free"),
    [
        pytest.param(date(2026, 1, 1), None, date(2025, 12, 31), False, id="open, into it"),
        pytest.param(date(2026, 1, 1), None, date(2026, 1, 1), False, id="open, the same day"),
        pytest.param(date(2026, 1, 1), None, date(2030, 1, 1), False, id="open, long after it began"),
        pytest.param(date(2026, 1, 1), date(2026, 6, 30), date(2026, 6, 30), False, id="on its last day"),
        pytest.param(date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1), True, id="the day after"),
        pytest.param(date(2026, 1, 1), date(2026, 6, 30), date(2025, 1, 1), False, id="open, before and beyond it"),
    ],
)
def test_two_never_hold_for_the_same_on_the_same_day(
    region: str, first: date, last: date | None, begins: date, is_free: bool
) -> None:
    binding = bound("norrbotten-2018", region, first)
    if last:
        end_binding(binding.ref, last_day=last, by=SETUP, now=NOW)

    if is_free:
        bound("statute-2018", region, begins)
    else:
        with pytest.raises(AlreadyBound) as refusal:
            bound("statute-2018", region, begins)
        assert "Där gäller redan norrbotten-2018 från och med 2026-01-01." in sentence_of(refusal.value)

    assert Binding.objects.count() == 1 + is_free


def test_one_that_ends_may_come_before_another(region: str) -> None:
    bound("norrbotten-2018", region, date(2026, 7, 1))

    assert bound("later", region, date(2026, 3, 1)).valid_to == date(2026, 6, 30)


def test_one_that_ends_on_the_first_day_of_another_may_not(region: str) -> None:
    bound("norrbotten-2018", region, date(2026, 6, 30))

    with pytest.raises(AlreadyBound, match="to further notice"):
        bound("later", region, date(2026, 3, 1))


def test_a_municipality_may_have_its_own_beside_its_region_s(region: str) -> None:
    bound("norrbotten-2018", region)
    bound("statute-2018", region, municipality="2580")
    bound("statute-2018", region, municipality="2584")

    assert Binding.objects.count() == 3


# Ending

End = Callable[[date], Binding]


@pytest.fixture
def end(region: str) -> End:
    binding = bound("norrbotten-2018", region, date(2026, 3, 1))
    return lambda last_day: end_binding(binding.ref, last_day=last_day, by=SETUP, now=NOW)


def test_a_last_day_is_set_and_written_down(end: End) -> None:
    binding = end(TODAY)

    (written,) = events("agreement_binding_ended")
    assert Binding.objects.get().valid_to == TODAY
    assert (written.subject_ref, written.at, written.data) == (binding.ref, NOW, {"last_day": TODAY.isoformat()})


def test_a_last_day_is_made_earlier_and_never_later(end: End) -> None:
    end(date(2026, 6, 30))

    assert end(date(2026, 5, 31)).valid_to == date(2026, 5, 31)
    for day in (date(2026, 5, 31), date(2026, 6, 1)):
        with pytest.raises(AlreadyEnded):
            end(day)


def test_what_held_yesterday_held(end: End) -> None:
    with pytest.raises(LastDayPassed):
        end(date(2026, 3, 8))

    assert Binding.objects.get().valid_to is None


def test_what_has_not_begun_does_not_end_before_it(region: str) -> None:
    binding = bound("norrbotten-2018", region, date(2027, 1, 1))

    with pytest.raises(NotBegun, match="before the first day, 2027-01-01"):
        end_binding(binding.ref, last_day=date(2026, 12, 31), by=SETUP, now=NOW)


def test_what_nobody_has_bound_does_not_end() -> None:
    with pytest.raises(NotVisible):
        end_binding(uuid4(), last_day=TODAY, by=SETUP, now=NOW)


def test_a_refused_binding_leaves_nothing_behind(region: str) -> None:
    before = AdministrativeEvent.objects.count()

    with pytest.raises(UnknownVersion):
        bind(region=region, municipality=None, version="x", valid_from=FIRST_DAY, by=SETUP, now=NOW)

    assert AdministrativeEvent.objects.count() == before
