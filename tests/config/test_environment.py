"""Tests of config/environment.py."""

import os
from collections.abc import Callable

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment


@pytest.fixture
def variable(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.delenv("VARIABLE", raising=False)
    return monkeypatch


def test_a_required_variable_that_is_not_set_is_named(variable: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^VARIABLE is not set\."):
        environment.text("VARIABLE")


def test_a_required_variable_that_is_empty_is_named(variable: pytest.MonkeyPatch) -> None:
    variable.setenv("VARIABLE", "")

    with pytest.raises(ImproperlyConfigured, match=r"^VARIABLE is not set\."):
        environment.text("VARIABLE")


def test_a_variable_that_is_empty_has_its_default(variable: pytest.MonkeyPatch) -> None:
    variable.setenv("VARIABLE", "")

    assert environment.text("VARIABLE", "word") == "word"
    assert environment.text("VARIABLE", "") == ""


def test_a_text_that_is_too_short_is_named_and_not_shown(variable: pytest.MonkeyPatch) -> None:
    variable.setenv("VARIABLE", "secret")

    with pytest.raises(ImproperlyConfigured, match=r"^VARIABLE has 6 characters; it needs at least 7\.$"):
        environment.text("VARIABLE", at_least=7)
    assert environment.text("VARIABLE", at_least=6) == "secret"


def test_a_choice_is_one_of_its_words(variable: pytest.MonkeyPatch) -> None:
    assert environment.choice("VARIABLE", ("a", "b"), default="a") == "a"

    variable.setenv("VARIABLE", "c")
    with pytest.raises(ImproperlyConfigured, match=r"^VARIABLE is 'c'; it may be a or b\.$"):
        environment.choice("VARIABLE", ("a", "b"), default="a")


@pytest.mark.parametrize(("value", "meaning"), [("yes", True), ("1", True), ("On", True), ("no", False), ("0", False)])
def test_a_flag_is_yes_or_no(variable: pytest.MonkeyPatch, value: str, meaning: bool) -> None:
    variable.setenv("VARIABLE", value)

    assert environment.flag("VARIABLE", default=not meaning) is meaning


@pytest.mark.parametrize("default", [True, False])
def test_a_flag_that_is_not_set_has_its_default(variable: pytest.MonkeyPatch, default: bool) -> None:
    assert environment.flag("VARIABLE", default=default) is default


def test_a_flag_that_is_neither_is_refused(variable: pytest.MonkeyPatch) -> None:
    variable.setenv("VARIABLE", "ja")

    with pytest.raises(ImproperlyConfigured, match=r"^VARIABLE is 'ja'; it may be yes or no\.$"):
        environment.flag("VARIABLE", default=False)


def test_a_number_is_whole_and_large_enough(variable: pytest.MonkeyPatch) -> None:
    assert environment.integer("VARIABLE", 15) == 15

    variable.setenv("VARIABLE", "3")
    assert environment.integer("VARIABLE", 15, at_least=3) == 3


@pytest.mark.parametrize("value", ["2", "-3", "3.5", "tre"])
def test_another_number_is_refused(variable: pytest.MonkeyPatch, value: str) -> None:
    variable.setenv("VARIABLE", value)

    with pytest.raises(ImproperlyConfigured, match=rf"^VARIABLE is '{value}'; it must be a whole number, 3 or more\.$"):
        environment.integer("VARIABLE", 15, at_least=3)


def test_words_are_written_with_commas(variable: pytest.MonkeyPatch) -> None:
    variable.setenv("VARIABLE", "a.se, b.se,")

    assert environment.words("VARIABLE") == ["a.se", "b.se"]


def test_a_database_is_an_address_with_a_role(variable: pytest.MonkeyPatch) -> None:
    variable.setenv("VARIABLE", "postgresql://web:p%40ss@db.example.org:5433/hemvag?sslmode=verify-full")

    assert environment.database("VARIABLE") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "hemvag",
        "USER": "web",
        "PASSWORD": "p@ss",
        "HOST": "db.example.org",
        "PORT": "5433",
        "OPTIONS": {"connect_timeout": 5, "sslmode": "verify-full"},
    }


def test_a_database_may_answer_on_a_socket(variable: pytest.MonkeyPatch) -> None:
    variable.setenv("VARIABLE", "postgresql://web@/hemvag?host=/tmp/med%20blanksteg")

    found = environment.database("VARIABLE")

    assert (found["HOST"], found["PORT"], found["PASSWORD"]) == ("/tmp/med blanksteg", "", "")


@pytest.mark.parametrize(
    "value", ["sqlite:///file", "postgresql://localhost/hemvag", "postgresql://web@localhost/", "hemvag"]
)
def test_another_database_is_refused_without_showing_its_password(variable: pytest.MonkeyPatch, value: str) -> None:
    variable.setenv("VARIABLE", value)

    with pytest.raises(ImproperlyConfigured, match=r"^VARIABLE is not an address like postgresql://role:password@"):
        environment.database("VARIABLE")


@pytest.mark.parametrize(
    ("read", "value"),
    [(environment.database, "postgresql://web@host:port/hemvag"), (environment.redis, "redis://host:port")],
)
def test_a_port_that_is_not_a_number_is_refused(
    variable: pytest.MonkeyPatch, read: Callable[[str], object], value: str
) -> None:
    variable.setenv("VARIABLE", value)

    with pytest.raises(ImproperlyConfigured, match=r"^VARIABLE has a port that is not a number\.$"):
        read("VARIABLE")


@pytest.mark.parametrize(
    ("value", "broker", "cache"),
    [
        ("redis://redis", "redis://redis/0", "redis://redis/1"),
        ("rediss://:p%40@redis:6380/4?x=1", "rediss://:p%40@redis:6380/4?x=1", "rediss://:p%40@redis:6380/5?x=1"),
        ("unix:///tmp/v.sock", "redis+socket:///tmp/v.sock?virtual_host=0", "unix:///tmp/v.sock?db=1"),
        ("unix:///tmp/v.sock?db=6", "redis+socket:///tmp/v.sock?virtual_host=6", "unix:///tmp/v.sock?db=7"),
    ],
)
def test_broker_and_cache_are_neighbours(variable: pytest.MonkeyPatch, value: str, broker: str, cache: str) -> None:
    variable.setenv("VARIABLE", value)

    assert environment.redis("VARIABLE") == (broker, cache)


@pytest.mark.parametrize("value", ["memcached://host", "redis://host/zero", "unix:///tmp/v.sock?db=x"])
def test_another_broker_is_refused(variable: pytest.MonkeyPatch, value: str) -> None:
    variable.setenv("VARIABLE", value)

    with pytest.raises(ImproperlyConfigured, match=r"^VARIABLE is not an address like redis://"):
        environment.redis("VARIABLE")


KEYS = frozenset({"oid", "name"})


def test_a_list_of_records_is_read_from_json(variable: pytest.MonkeyPatch) -> None:
    assert environment.records("VARIABLE", KEYS) == []

    variable.setenv("VARIABLE", '[{"oid": "1.2", "name": "Åre"}]')
    assert environment.records("VARIABLE", KEYS) == [{"oid": "1.2", "name": "Åre"}]


@pytest.mark.parametrize(
    "value",
    [
        "[",
        "{}",
        '"oid"',
        "[1]",
        '[{"oid": "1.2"}]',
        '[{"oid": "1.2", "name": 1}]',
        '[{"oid": "", "name": "", "x": ""}]',
    ],
)
def test_records_of_another_shape_stop_the_start_and_are_named(variable: pytest.MonkeyPatch, value: str) -> None:
    variable.setenv("VARIABLE", value)

    with pytest.raises(ImproperlyConfigured, match=r"^VARIABLE is not a list in JSON of objects with name, oid\.$"):
        environment.records("VARIABLE", KEYS)


def test_who_migrates_is_the_owner(variable: pytest.MonkeyPatch) -> None:
    variable.setenv("DATABASE_URL", "postgresql://web@localhost/hemvag")
    variable.setenv("DATABASE_OWNER_URL", "postgresql://owner@localhost/hemvag")

    environment.become_owner()

    assert os.environ["DATABASE_URL"] == "postgresql://owner@localhost/hemvag"


def test_who_migrates_without_the_owners_address_is_told_its_name(variable: pytest.MonkeyPatch) -> None:
    variable.delenv("DATABASE_OWNER_URL", raising=False)

    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_OWNER_URL is not set"):
        environment.become_owner()
