"""Six at once on real PostgreSQL: what holds is told once, and a version is loaded once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accounts.models import AdministrativeEvent
from agreements.models import AgreementVersion, Binding
from agreements.services import end_binding, load_versions
from tests import factories as make
from tests.agreements.texts import FICTIONAL, bound, load, text
from tests.at_once import at_once
from tests.factories import NOW, SETUP

SIX = 6

pytestmark = pytest.mark.usefixtures("own_database")


def test_of_six_who_say_at_once_what_holds_one_is_heard() -> None:
    make.region(code=FICTIONAL)
    load(*(text(f"v{number}") for number in range(SIX)))

    # Not on the same day: no index would see that these overlap.
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(SIX)]
    answers = at_once(*[lambda number=number: bound(f"v{number}", valid_from=days[number]) for number in range(SIX)])

    assert answers == {"done": 1, "agreement_already_bound": SIX - 1}
    assert Binding.objects.count() == AdministrativeEvent.objects.filter(kind="agreement_bound").count() == 1


def test_of_two_with_last_days_that_overlap_one_is_heard() -> None:
    make.region(code=FICTIONAL)
    load(*(text(f"v{number}", more=f"  valid_to: 2026-0{number + 3}-01\n") for number in range(SIX)))

    answers = at_once(
        *[lambda number=number: bound(f"v{number}", valid_from=date(2026, 1, number + 1)) for number in range(SIX)]
    )

    assert answers == {"done": 1, "agreement_already_bound": SIX - 1}


def test_of_six_who_set_the_same_last_day_one_does() -> None:
    make.region(code=FICTIONAL)
    load(text("a"))
    ref = bound("a").ref
    last_day = date(2026, 12, 31)

    answers = at_once(*[lambda: end_binding(ref, last_day=last_day, by=SETUP, now=NOW)] * SIX)

    assert answers == {"done": 1, "already_ended": SIX - 1}
    assert AdministrativeEvent.objects.filter(kind="agreement_binding_ended").count() == 1


def test_six_who_load_the_corpus_at_once_load_it_once() -> None:
    answers = at_once(*[lambda: load_versions(by=SETUP, now=NOW)] * SIX)

    assert answers == {"done": SIX}
    loaded = AdministrativeEvent.objects.filter(kind="agreement_version_loaded").count()
    assert loaded == AgreementVersion.objects.count() > 20
