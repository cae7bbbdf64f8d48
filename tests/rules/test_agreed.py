"""What an agreement does not say is never guessed."""

from __future__ import annotations

import pytest

from rules.agreed import agreed
from rules.errors import Incomplete


def test_what_is_agreed_is_given_even_when_it_is_nothing() -> None:
    assert agreed(0, "long_stay.over_days") == 0


def test_what_is_not_known_is_refused_by_its_parameter() -> None:
    with pytest.raises(Incomplete) as refused:
        agreed(None, "long_stay.over_days")

    assert refused.value.gaps == ("long_stay.over_days",)
    assert str(refused.value) == "long_stay.over_days is not known"
