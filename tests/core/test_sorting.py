"""Tests of core/sorting.py."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from core.sorting import sort_key


def test_names_are_sorted_as_a_swedish_reader_expects() -> None:
    names = ["Östen", "Zara", "adam", "Ärla", "Wiktor", "Åsa", "Viktor", "Åke"]

    assert sorted(names, key=sort_key) == ["adam", "Viktor", "Wiktor", "Zara", "Åke", "Åsa", "Ärla", "Östen"]


def test_danish_letters_stand_with_their_swedish_sisters() -> None:
    names = ["Øst", "Zeta", "Ærla", "Öst", "Ärlb"]

    assert sorted(names, key=sort_key) == ["Zeta", "Ærla", "Ärlb", "Øst", "Öst"]


def test_accents_do_not_move_a_name() -> None:
    assert sort_key("Édith Müller Peña") == "edith myller pena"


def test_size_and_spaces_do_not_move_a_name() -> None:
    assert sort_key("  VÅRDCENTRALEN   Norr ") == sort_key("Vårdcentralen Norr") == "v{rdcentralen norr"


def test_a_letter_is_the_same_however_it_is_stored() -> None:
    assert sort_key(unicodedata.normalize("NFD", "Ängsby")) == sort_key("Ängsby") == "|ngsby"


@given(st.text(max_size=120))
def test_a_key_fits_where_the_name_fits(name: str) -> None:
    assert len(sort_key(name)) <= 160


@given(st.text(max_size=20))
def test_a_key_is_its_own_key(name: str) -> None:
    assert sort_key(sort_key(name)) == sort_key(name)
