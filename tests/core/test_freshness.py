"""Tests of core/freshness.py."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import transaction

from core import freshness
from core.freshness import HEALED_AFTER
from tests.core.moments import NOON

pytestmark = pytest.mark.django_db


def renewed(*unit_ids: int) -> None:
    """Something that the units' lists show has been committed."""
    freshness.renew(unit_ids)
    for _savepoints, act, _robust in transaction.get_connection().run_on_commit:
        act()
    transaction.get_connection().run_on_commit = []


def test_a_list_where_nothing_has_changed_keeps_its_token() -> None:
    assert freshness.token([1, 2], NOON) == freshness.token([1, 2], NOON + timedelta(seconds=1))


def test_a_commit_gives_the_lists_of_its_units_another_token_and_no_others() -> None:
    ours, theirs = freshness.token([1, 2], NOON), freshness.token([3], NOON)

    renewed(2)

    assert freshness.token([1, 2], NOON) != ours
    assert freshness.token([3], NOON) == theirs


def test_nothing_is_renewed_before_the_commit() -> None:
    before = freshness.token([1], NOON)

    freshness.renew([1])

    assert freshness.token([1], NOON) == before


def test_after_five_minutes_there_is_another_token_though_nothing_is_known_to_have_changed() -> None:
    assert freshness.token([1], NOON) != freshness.token([1], NOON + HEALED_AFTER)


def test_a_mark_that_the_cache_has_lost_is_made_anew_once() -> None:
    before = freshness.token([1, 2], NOON)
    cache.delete("fresh:1")

    after = freshness.token([1, 2], NOON)

    assert after != before
    assert freshness.token([1, 2], NOON) == after


def test_lists_of_different_units_have_different_tokens() -> None:
    assert freshness.token([1], NOON) != freshness.token([2], NOON)
