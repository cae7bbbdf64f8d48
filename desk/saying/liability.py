"""A stay's liability line in words: what holds, since or from when, and why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desk.saying.said import expected
from discharge.selectors.liability import LiabilitySeen
from rules.liability import State

_SENTENCES: Final[Mapping[State, Promise]] = {
    State.NOT_APPLICABLE: gettext_lazy("Inget betalningsansvar: kommunen berörs inte."),
    State.NOT_LIABLE: gettext_lazy("Inget betalningsansvar."),
    State.SUSPENDED: gettext_lazy("Betalningsansvaret vilar."),
    State.REVIEW: gettext_lazy("Behöver avgöras: lagen kan läsas på flera sätt här."),
    State.INCOMPLETE_AGREEMENT: gettext_lazy("Beräknas inte: överenskommelsen är inte fullständigt känd."),
}
_PLACE: Final = re.compile(r"(\d+):(\d+(?: [a-z])?)(?: st (\d+))?(?: p (\d+))?")
_ORDINALS: Final = ("", "första", "andra", "tredje", "fjärde")


@dataclass(frozen=True, slots=True)
class LiabilityShown:
    """line: what holds, in one sentence. reasons: each with where the act says so, in the order of the act."""

    line: str
    reasons: Sequence[tuple[str, str]]
    agreement: str


def liability_shown(seen: LiabilitySeen) -> LiabilityShown:
    """The line and its reasons in words."""
    return LiabilityShown(_line(seen), [(one.text, places_in_act(one.law)) for one in seen.reasons], seen.agreement)


def places_in_act(law: str) -> str:
    """Where the act says so, as it is cited: for 5:3 st 1 p 2 "5 kap. 3 § första stycket 2"; others as they stand."""
    return ", ".join(_place(one) for one in law.split(", "))


def _place(law: str) -> str:
    found = _PLACE.fullmatch(law)
    if found is None:
        return law
    chapter, paragraph, part, point = found.groups()
    said = f"{chapter} kap. {paragraph} §"
    if part:
        said += f" {_ORDINALS[int(part)]} stycket"
    return f"{said} {point}" if point else said


def _line(seen: LiabilitySeen) -> str:
    first = expected(seen.first_liable_on, None) if seen.first_liable_on else ""
    if seen.state is State.LIABLE:
        nights = ngettext("%(count)s vårddygn", "%(count)s vårddygn", seen.nights) % {"count": seen.nights}
        return _("Kommunen har betalningsansvar sedan %(day)s: %(nights)s.") % {"day": first, "nights": nights}
    if seen.state is State.PENDING:
        if first:
            return _("Fristen löper. Kommunen betalar från %(day)s om patienten är kvar då.") % {"day": first}
        return _("Fristen löper.")
    if seen.state is State.BY_AGREEMENT:
        return _("Räknas som ett medelvärde enligt överenskommelsen. Dagar som utskrivningsklar: %(days)s.") % {
            "days": seen.ready_days
        }
    return str(_SENTENCES[seen.state])
