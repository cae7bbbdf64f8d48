"""The ward's board in words: when each is expected to leave, who has received what, how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.kinds import UnitKind
from desk.persons import birth_date
from desk.saying.said import expected
from desk.selectors.stay import StepShown, step_shown
from discharge.labels import RECEIPT_STATES
from discharge.selectors.board import BoardRow
from discharge.selectors.cases import CaseSeen

# Each party in one word, in the order in which the act names them.
PARTIES: Final = (
    (UnitKind.SOCIAL_SERVICES, gettext_lazy("Socialtjänst")),
    (UnitKind.MUNICIPAL_CARE, gettext_lazy("Kommunens vård")),
    (UnitKind.OPEN_CARE, gettext_lazy("Öppenvård")),
)


@dataclass(frozen=True, slots=True)
class RowShown:
    """before: what was expected earlier and when that was said, the latest first. received: each party and its word."""

    row: BoardRow
    expected: str
    before: Sequence[tuple[str, datetime]]
    steps: Sequence[StepShown]
    received: Sequence[tuple[Promise, Promise]]

    @property
    def said_steps(self) -> str:
        """The steps for whoever does not see them: those that are not for later."""
        return ", ".join(f"{step.name}: {step.word}" for step in self.steps if step.tone != "later")

    @property
    def seen(self) -> CaseSeen:
        """The case with its person."""
        return self.row.seen

    @property
    def born(self) -> date | None:
        """When the person was born, where that may be told."""
        return birth_date(self.seen.person)


def row_shown(row: BoardRow) -> RowShown:
    """One patient."""
    told = row.told
    return RowShown(
        row=row,
        expected=expected(told.expected_on, told.expected_time) if told.expected_on else _("inte beräknad"),
        before=[(expected(one.on, one.time), one.said_at) for one in row.history],
        steps=[step_shown(step) for step in told.steps],
        received=[(name, RECEIPT_STATES[row.received[kind]]) for kind, name in PARTIES if kind in row.received],
    )
