"""The version of a case as one reader sees it, for forms and the API to expect.

It counts what was said in the case and the reader was told. What is hidden from her does not move it, so it tells
nothing of others; nor do receipts, so that a sender who writes is not disturbed by every acknowledgement.
"""

from __future__ import annotations

from typing import Final

from accounts.actor import Actor
from accounts.permissions import visible
from discharge.errors import StaleCase
from discharge.folds.registry import STAY_FOLDS
from discharge.models import Case, Event
from discharge.models.events import EventKind

SAID: Final = (
    *(EventKind.CASE_OPENED, EventKind.NOTICE_SENT, EventKind.NOTICE_CORRECTED, EventKind.NOTICE_RECALLED),
    EventKind.STAY_REGISTERED,
    *STAY_FOLDS,
)


def case_version(case: Case, actor: Actor) -> int:
    """The case's version for this reader."""
    return visible(actor, Event.objects.filter(case=case, kind__in=SAID)).count()


def expect_case_version(case: Case, expected_version: int, *, by: Actor) -> None:
    """Refuse what was written before something else was said. Raises: StaleCase."""
    version = case_version(case, by)
    if version != expected_version:
        raise StaleCase(f"version {expected_version} expected, is {version}", version=version)
