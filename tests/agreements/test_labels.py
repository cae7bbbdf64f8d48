"""Tests of agreements/labels.py: there is a Swedish word for everything that an agreement can say."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

import pytest

from agreements.labels import CONTRADICTIONS, GAPS, LABELS, VALUES
from agreements.wording import BESIDE, IN_HEADING, SECTIONS
from rules import terms as the_rules
from rules.facts import CareType, LegalForm
from rules.gaps import PARAMETERS
from rules.terms import Nothing, Terms, Track


def of_the_rules(kind: Any) -> list[Any]:
    """What the module of terms defines of a kind."""
    mine = [one for one in vars(the_rules).values() if getattr(one, "__module__", "") == the_rules.__name__]
    return [one for one in mine if isinstance(one, type) and kind(one)]


PARTS = of_the_rules(is_dataclass)
CHOICES = [one for one in of_the_rules(lambda one: issubclass(one, Enum)) if one is not Nothing] + [CareType, LegalForm]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_parameter_has_a_label(part: Any) -> None:
    labels = LABELS[part]

    assert set(labels) == {field.name for field in fields(part)}
    assert all(label.key for label in labels.values())
    assert [name for name, label in labels.items() if not str(label.words)] == {"FreeDaysStep": ["value"]}.get(
        part.__name__, ["name"] if part.__name__ == "ItSystem" else []
    )


def test_no_label_is_of_something_that_is_not_there() -> None:
    assert set(LABELS) == set(PARTS)
    assert set(VALUES) == set(CHOICES)
    assert len(PARTS) > 20


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.__name__)
def test_every_value_has_a_word(choice: Any) -> None:
    words = VALUES[choice]

    assert set(words) == set(choice)
    assert all(str(word) for word in words.values())
    assert len({str(word) for word in words.values()}) == len(words)


def test_everything_that_can_be_unknown_has_a_sentence() -> None:
    assert set(GAPS) == set(PARAMETERS)
    assert set(CONTRADICTIONS) == {"status", "preconditions", "exceptions", "open"}


def test_every_parameter_has_its_place_on_the_page() -> None:
    told = [name for names in SECTIONS.values() for name in names]

    assert sorted([*told, *BESIDE]) == sorted(field.name for field in fields(Terms))
    assert set(IN_HEADING) < {field.name for field in fields(Track)}
